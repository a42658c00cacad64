"""Where a client stands, and writing down what they have earned: each occasion once, however many
look at the same time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from app import clock
from app.programs.queries import centre
from app.rewards.in_order import in_order
from app.rewards.models import LedgerEntry
from app.rewards.queries import course_of, ledger_of, occasions
from app.rewards.rules import InForce, Occasion, Reckoning, reckon

TICK = timedelta(microseconds=1)
"""Between lines written at once, so that their order is kept."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a client stands: the rules, what they did, what follows, and the whole ledger."""

    client_id: UUID
    today: date
    occasions: list[Occasion]
    reckoning: Reckoning
    ledger: list[LedgerEntry]
    now: InForce | None

    @property
    def points(self) -> int:
        return sum(row.points for row in self.ledger)

    @property
    def scheme_id(self) -> UUID | None:
        """The rules a line written by hand stands under: those of now, or of the line before."""
        if self.now is not None:
            return self.now.scheme_id
        return self.ledger[-1].scheme_id if self.ledger else None


def settle(db: Session, client_id: UUID, now: datetime) -> Standing:
    """Writes what a client has earned since it was last looked at, each occasion once and sessions
    in their order, and says where they stand. Any number of readers at once write the same lines
    once, and whenever they look they write the same."""
    zone = centre(db).time_zone
    course = course_of(db, client_id)
    found = occasions(db, client_id, course, now)
    reckoning = reckon(in_order(found, now), course.at)
    ledger = ledger_of(db, client_id)
    new = list(_unwritten(reckoning, ledger, client_id, zone, now))
    if new:
        _write_once(db, new)
        ledger = ledger_of(db, client_id)
    today = clock.local_day(now, zone)
    return Standing(client_id, today, found, reckoning, ledger, course.now(now))


def _unwritten(
    reckoning: Reckoning, ledger: list[LedgerEntry], client_id: UUID, zone: str, now: datetime
) -> Iterator[LedgerEntry]:
    there = {(row.kind, row.for_what, row.key) for row in ledger}
    for number, line in enumerate(reckoning.lines):
        if (line.kind, line.occasion.what, line.occasion.key) not in there:
            yield LedgerEntry(
                client_id=client_id,
                scheme_id=line.scheme_id,
                kind=line.kind,
                for_what=line.occasion.what,
                key=line.occasion.key,
                points=line.points,
                on_day=clock.local_day(line.occasion.at, zone),
                at=now + number * TICK,
            )


def _write_once(db: Session, new: list[LedgerEntry]) -> None:
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    rows = [row.model_dump() for row in new]
    db.execute(insert(LedgerEntry).values(rows).on_conflict_do_nothing())
