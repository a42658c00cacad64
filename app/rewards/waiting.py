"""Prizes that wait to be handed out, over many clients.

While somebody is in care their team hands out what they drew. Afterwards nobody of the team sees
their points unless they say so; a prize can still wait. An administrator of funds then notes that
it was handed out: of a reference, without a name and without the record.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.episodes.care import in_care
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer
from app.rewards.models import EntryKind, LedgerEntry
from app.rewards.prizes import Prize, PrizeState, prizes_in
from app.rewards.queries import fund, ledger_of
from app.rewards.rules import What

LIST_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A prize that waits, and whose it is."""

    client: Person
    prize: Prize


def waiting_prizes(db: Session, viewer: Viewer) -> list[Waiting]:
    """What the viewer is to hand out to clients of theirs, the oldest first; one more than
    `LIST_LENGTH` at most."""
    seen = visible(viewer, Data.rewards, to_change=True)
    rows = db.exec(
        select(LedgerEntry, Person)
        .join(Person, col(Person.id) == col(LedgerEntry.client_id))
        .where(
            col(LedgerEntry.client_id).in_(seen),
            col(LedgerEntry.client_id) != viewer.id,
            _is_of_prizes(),
        )
        .order_by(col(LedgerEntry.at), col(LedgerEntry.id))
    ).all()
    people = {person.id: person for _, person in rows}
    found = _that_wait(row for row, _ in rows)
    return [Waiting(people[one.draw.client_id], one) for one in found[: LIST_LENGTH + 1]]


def left_over(db: Session, viewer: Viewer, fund_id: UUID) -> list[LedgerEntry]:
    """The draws of a fund that wait for people who are not in care any more, the oldest first; none
    of the viewer's own. `NotFound` for a fund there is not."""
    fund(db, fund_id)
    rows = db.exec(
        select(LedgerEntry)
        .where(
            LedgerEntry.fund_id == fund_id,
            col(LedgerEntry.client_id).not_in(in_care()),
            col(LedgerEntry.client_id) != viewer.id,
            _is_of_prizes(),
        )
        .order_by(col(LedgerEntry.at), col(LedgerEntry.id))
    )
    return [one.draw for one in _that_wait(rows)]


def left_over_prize(
    db: Session, viewer: Viewer, fund_id: UUID, prize_id: UUID
) -> tuple[Prize, list[LedgerEntry]]:
    """One prize of a fund, waiting or handed out, of somebody who is not in care any more, with
    their ledger; nobody else writes to it until this is done. `NotFound` for anything else."""
    draw = db.get(LedgerEntry, prize_id)
    if draw is None or draw.fund_id != fund_id or draw.client_id == viewer.id:
        raise NotFound
    row = select(Person.id).where(
        col(Person.id) == draw.client_id, col(Person.id).not_in(in_care())
    )
    if db.exec(row.with_for_update(key_share=True)).first() is None:
        raise NotFound
    ledger = ledger_of(db, draw.client_id)
    prize = prizes_in(ledger).get(prize_id)
    if prize is None or prize.state is PrizeState.cancelled:
        raise NotFound
    return prize, ledger


def _is_of_prizes() -> ColumnElement[bool]:
    """A line that says what became of a prize."""
    kind, for_what = col(LedgerEntry.kind), col(LedgerEntry.for_what)
    return or_(
        and_(kind == EntryKind.draw, col(LedgerEntry.cents) > 0),
        kind == EntryKind.handed_out,
        and_(kind == EntryKind.corrected, for_what.in_((What.prize, What.handing_out))),
    )


def _that_wait(rows: Iterable[LedgerEntry]) -> list[Prize]:
    by_client: defaultdict[UUID, list[LedgerEntry]] = defaultdict(list)
    for row in rows:
        by_client[row.client_id].append(row)
    found = [
        one
        for ledger in by_client.values()
        for one in prizes_in(ledger).values()
        if one.state is PrizeState.waiting
    ]
    return sorted(found, key=lambda one: (one.draw.at, one.draw.id))
