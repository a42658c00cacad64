"""The ledger as somebody reads it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.rewards.caps import Room, room_in
from app.rewards.models import EntryKind, LedgerEntry, RewardFund
from app.rewards.prizes import PrizeState, prizes_in
from app.rewards.queries import fund, names_in
from app.rewards.references import reference_of
from app.rewards.rules import Drawn, Outcome, What, has_room
from app.rewards.schemas import (
    ClientPointsRead,
    EntryRead,
    LeftOverPrize,
    PointsRead,
    PrizeOwner,
    RoomRead,
    WaitingPrize,
)
from app.rewards.standing import Standing
from app.rewards.waiting import Waiting


def points_read(db: Session, standing: Standing, key: bytes) -> PointsRead:
    """Where a client stands, for themselves. `key` as in `reference_of`."""
    in_force = standing.now
    payer = fund(db, in_force.fund_id) if in_force and in_force.fund_id else None
    room = room_in(payer, standing.ledger, standing.today) if payer else None
    in_a_row = standing.reckoning.in_a_row
    return PointsRead(
        rules=in_force.rules if in_force else None,
        points=standing.points,
        in_a_row=in_a_row,
        next_points=in_force.rules.for_session(in_a_row) if in_force else 0,
        can_draw=_can_draw(standing, payer, room),
        fund=_room_read(payer, room) if payer and room else None,
        entries=_entries(db, standing, key),
    )


def client_points_read(db: Session, standing: Standing, key: bytes) -> ClientPointsRead:
    """Where a client stands, for the team. `key` as in `reference_of`."""
    paid = _payer_of(standing)
    reference = reference_of(key, paid, standing.client_id) if paid else None
    whole = points_read(db, standing, key).model_dump()
    return ClientPointsRead.model_validate(whole | {"reference": reference})


def waiting_read(found: Iterable[Waiting]) -> list[WaitingPrize]:
    """Prizes that wait, with whose they are."""
    return [
        WaitingPrize(
            client=PrizeOwner(id=one.client.id, shown_name=one.client.shown_name),
            **_prize(one.prize.draw),
        )
        for one in found
    ]


def left_over_read(found: Iterable[LedgerEntry], fund_id: UUID, key: bytes) -> list[LeftOverPrize]:
    """Prizes of a fund that wait, with what stands for whose they are. `key` as in
    `reference_of`."""
    return [
        LeftOverPrize(reference=reference_of(key, fund_id, row.client_id), **_prize(row))
        for row in found
    ]


def _prize(draw: LedgerEntry) -> dict[str, Any]:
    size = Drawn.model_validate(draw.drawn).given
    return {"id": draw.id, "size": size, "cents": draw.cents, "on_day": draw.on_day}


def _payer_of(standing: Standing) -> UUID | None:
    """The fund that pays now; after the rules are over the one that paid last."""
    if standing.now is not None:
        return standing.now.fund_id
    return next((row.fund_id for row in reversed(standing.ledger) if row.fund_id), None)


def _can_draw(standing: Standing, payer: RewardFund | None, room: Room | None) -> bool:
    draws = standing.now.rules.draws if standing.now else None
    if draws is None or standing.points < draws.cost:
        return False
    is_closed = payer is not None and payer.closed_at is not None and draws.most > 0
    return not is_closed and has_room(draws, room.left if room else 0)


def _room_read(payer: RewardFund, room: Room) -> RoomRead:
    return RoomRead(
        name=payer.name,
        cap_a_year=payer.cap_a_year,
        used_cents=room.used,
        left_cents=room.left,
        more_on=room.more_on,
        is_closed=payer.closed_at is not None,
    )


def _entries(db: Session, standing: Standing, key: bytes) -> list[EntryRead]:
    names, prizes = names_in(db, standing.ledger), prizes_in(standing.ledger)
    marks = {one.key: one.outcome for one in standing.occasions if one.what is What.session}
    return [
        _entry(
            row,
            names.get(row.by) if row.by and row.by != standing.client_id else None,
            prizes[row.id].state if row.id in prizes else None,
            key,
            is_changed=_is_changed(row, marks.get(row.key)),
        )
        for row in reversed(standing.ledger)
    ]


def _entry(
    row: LedgerEntry, by: str | None, prize: PrizeState | None, key: bytes, *, is_changed: bool
) -> EntryRead:
    payer = row.fund_id if prize is PrizeState.waiting else None
    reference = reference_of(key, payer, row.client_id) if payer else None
    said = {"by": by, "prize": prize, "reference": reference, "is_changed": is_changed}
    whole = row.model_dump() | said
    return EntryRead.model_validate(whole, extra="ignore")


def _is_changed(row: LedgerEntry, mark: Outcome | None) -> bool:
    """Whether the attendance says something else by now. The line stays all the same: people
    correct it, or leave it."""
    if row.for_what != What.session:
        return False
    wanted = {EntryKind.earned: Outcome.done, EntryKind.reset: Outcome.missed}
    return mark is not wanted.get(row.kind)
