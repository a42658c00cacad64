"""What became of a prize: read off the ledger, pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.rewards.models import EntryKind, LedgerEntry
from app.rewards.rules import What


class PrizeState(StrEnum):
    waiting = "waiting"
    handed_out = "handed_out"
    cancelled = "cancelled"


@dataclass(slots=True)
class Prize:
    """A draw that gave something. `times` counts how often it was handed out, those taken back
    included: it names the next handing out."""

    draw: LedgerEntry
    state: PrizeState = PrizeState.waiting
    times: int = 0

    @property
    def next_key(self) -> str:
        return f"{self.draw.id}:{self.times}"

    @property
    def last_key(self) -> str:
        return f"{self.draw.id}:{self.times - 1}"


def prizes_in(entries: Iterable[LedgerEntry]) -> dict[UUID, Prize]:
    """The prizes of one client's ledger by the id of their draw, in the order of drawing."""
    rows = list(entries)
    found = {row.id: Prize(row) for row in rows if row.kind is EntryKind.draw and row.cents > 0}
    by_key = {str(draw_id): prize for draw_id, prize in found.items()}
    taken_back = {row.key for row in rows if row.for_what == What.handing_out}
    for row in rows:
        prize = by_key.get(row.key.partition(":")[0])
        if prize is None:
            continue
        if row.kind is EntryKind.handed_out:
            prize.times += 1
            if row.key not in taken_back:
                prize.state = PrizeState.handed_out
        elif row.kind is EntryKind.corrected and row.for_what == What.prize:
            prize.state = PrizeState.cancelled
    return found
