"""Writing the ledger by hand: draws, handing out, corrections. Everything happens once, however
often and from wherever it is asked for, and no line is ever changed: what was wrong gets a line of
its own that says so."""

import secrets
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.errors import Conflict, NotFound, Unprocessable
from app.offline import OpReused
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.queries import centre
from app.rewards.caps import Room, room_in
from app.rewards.models import EntryKind, LedgerEntry
from app.rewards.prizes import Prize, PrizeState, prizes_in
from app.rewards.queries import fund, ledger_of
from app.rewards.rules import Drawn, InForce, What, drawn_from, has_room, slips_in
from app.rewards.schemas import CorrectionWrite
from app.rewards.standing import TICK, Standing, settle
from app.rewards.waiting import left_over_prize


class NoDraws(Conflict):
    code = "no_draws"
    detail = "There are no draws in this programme at the moment. All points are kept."


class NoPointsHere(Conflict):
    code = "no_points_here"
    detail = "There are no points in this programme."


class NotEnoughPoints(Conflict):
    code = "not_enough_points"
    detail = "There are not enough points for that."


class FundClosed(Conflict):
    code = "fund_closed"
    detail = "The fund that pays for prizes is closed. All points are kept."


class CapReached(Conflict):
    """No points are taken. `more_on`: the day from which there is room again."""

    code = "cap_reached"
    detail = "The fund's limit for twelve months is reached. All points are kept."


class AlreadyHandedOut(Conflict):
    code = "already_handed_out"
    detail = "This prize was handed out already."


class ReasonNeeded(Unprocessable):
    code = "reason_needed"
    detail = "Please say why."


def draw(db: Session, client: Viewer, draw_id: UUID) -> Standing:
    """Turns points into a draw. The same `draw_id` again is the same draw. Whatever several phones
    ask for at once, the fund's cap holds and no point is spent twice."""
    standing = _held(db, client, client.id)
    if _line(standing, EntryKind.draw, What.draw, str(draw_id)) is None:
        in_force = standing.now
        draws = in_force.rules.draws if in_force else None
        if in_force is None or draws is None:
            raise NoDraws
        if standing.points < draws.cost:
            raise NotEnoughPoints
        room = _room(db, in_force, standing)
        if not has_room(draws, room.left):
            raise CapReached(more_on=room.more_on.isoformat() if room.more_on else None)
        drawn = drawn_from(draws, secrets.randbelow(slips_in(draws)), room.left)
        _keep_draw(db, client, standing, in_force, draws.cost, str(draw_id), drawn)
    return _done(db, client, standing)


def _room(db: Session, in_force: InForce, standing: Standing) -> Room:
    """What the fund may still give; a bowl of words alone needs none. Raises `FundClosed`."""
    draws = in_force.rules.draws
    if draws is None or not draws.most or in_force.fund_id is None:
        return Room(0, 0, None)
    found = fund(db, in_force.fund_id)
    if found.closed_at is not None:
        raise FundClosed
    return room_in(found, standing.ledger, standing.today)


def _keep_draw(
    db: Session, client: Viewer, standing: Standing, in_force: InForce, cost: int, key: str,
    drawn: Drawn,
) -> None:  # fmt: skip
    _keep(
        db, client, standing, kind=EntryKind.draw, for_what=What.draw, key=key, points=-cost,
        cents=drawn.cents, scheme_id=in_force.scheme_id,
        fund_id=in_force.fund_id if drawn.cents else None, drawn=drawn.model_dump(mode="json"),
    )  # fmt: skip


def correct(
    db: Session, viewer: Viewer, client_id: UUID, correction_id: UUID, body: CorrectionWrite
) -> Standing:
    """Adds points or takes some off, with a reason the client reads. The same id again with the
    same words changes nothing; with others it is refused. `NotEnoughPoints` for more than there
    are."""
    standing = _for_the_team(db, viewer, client_id)
    key = str(correction_id)
    kept = _line(standing, EntryKind.corrected, What.points, key)
    if kept is not None and (kept.points, kept.line) != (body.points, body.line):
        raise OpReused
    if kept is None:
        if standing.scheme_id is None:
            raise NoPointsHere
        if standing.points + body.points < 0:
            raise NotEnoughPoints
        _keep(
            db, viewer, standing, kind=EntryKind.corrected, for_what=What.points, key=key,
            points=body.points, scheme_id=standing.scheme_id, line=body.line,
        )  # fmt: skip
    return _done(db, viewer, standing)


def hand_out(db: Session, viewer: Viewer, client_id: UUID, prize_id: UUID) -> Standing:
    """Notes that a prize was handed out, once. `NotFound` for one that was cancelled."""
    standing = _for_the_team(db, viewer, client_id)
    prize = _prize(standing, prize_id)
    if prize.state is PrizeState.cancelled:
        raise NotFound
    if prize.state is PrizeState.waiting:
        _keep_about(
            db, viewer, standing, prize, kind=EntryKind.handed_out, for_what=What.prize,
            key=prize.next_key, cents=-prize.draw.cents,
        )  # fmt: skip
    return _done(db, viewer, standing)


def hand_out_left_over(db: Session, viewer: Viewer, fund_id: UUID, prize_id: UUID) -> None:
    """Notes that a prize of somebody who is not in care any more was handed out, once. `NotFound`
    for any other, and for the viewer's own."""
    prize, ledger = left_over_prize(db, viewer, fund_id, prize_id)
    draw = prize.draw
    if prize.state is PrizeState.waiting:
        today = clock.local_day(viewer.now, centre(db).time_zone)
        _write(
            db, viewer, draw.client_id, ledger, today, kind=EntryKind.handed_out,
            for_what=What.prize, key=prize.next_key, cents=-draw.cents, scheme_id=draw.scheme_id,
            fund_id=draw.fund_id,
        )  # fmt: skip
    audit.changed(db, viewer, Data.rewards, [draw.client_id])


def take_back(
    db: Session, viewer: Viewer, client_id: UUID, prize_id: UUID, line: str | None
) -> Standing:
    """Notes, with a reason, that a prize was not handed out after all: it waits again."""
    standing = _for_the_team(db, viewer, client_id)
    prize = _prize(standing, prize_id)
    if prize.state is PrizeState.cancelled:
        raise NotFound
    if not line:
        raise ReasonNeeded
    if prize.state is PrizeState.handed_out:
        _keep_about(
            db, viewer, standing, prize, kind=EntryKind.corrected, for_what=What.handing_out,
            key=prize.last_key, cents=prize.draw.cents, line=line,
        )  # fmt: skip
    return _done(db, viewer, standing)


def cancel(db: Session, viewer: Viewer, client_id: UUID, prize_id: UUID, line: str) -> Standing:
    """Takes a prize back that was not handed out yet, with a reason; its points come back.
    `AlreadyHandedOut` for one that was."""
    standing = _for_the_team(db, viewer, client_id)
    prize = _prize(standing, prize_id)
    if prize.state is PrizeState.handed_out:
        raise AlreadyHandedOut
    if prize.state is PrizeState.waiting:
        _keep_about(
            db, viewer, standing, prize, kind=EntryKind.corrected, for_what=What.prize,
            key=str(prize_id), points=-prize.draw.points, cents=-prize.draw.cents, line=line,
        )  # fmt: skip
    return _done(db, viewer, standing)


def _for_the_team(db: Session, viewer: Viewer, client_id: UUID) -> Standing:
    """Nobody hands anything out to themselves: a client who also works here is for others to
    serve. `NotFound` for a stranger's."""
    require_visible(db, viewer, client_id, Data.rewards, to_change=True)
    if viewer.id == client_id:
        raise NotFound
    return _held(db, viewer, client_id)


def _held(db: Session, viewer: Viewer, client_id: UUID) -> Standing:
    """Where a client stands, with nobody else writing to their ledger until this is done."""
    row = select(Person.id).where(col(Person.id) == client_id)
    db.exec(row.with_for_update(key_share=True)).one()
    return settle(db, client_id, viewer.now)


def _done(db: Session, viewer: Viewer, standing: Standing) -> Standing:
    audit.changed(db, viewer, Data.rewards, [standing.client_id])
    return replace(standing, ledger=ledger_of(db, standing.client_id))


def _prize(standing: Standing, prize_id: UUID) -> Prize:
    found = prizes_in(standing.ledger).get(prize_id)
    if found is None:
        raise NotFound
    return found


def _line(standing: Standing, kind: EntryKind, what: What, key: str) -> LedgerEntry | None:
    wanted = (kind, what, key)
    found = (row for row in standing.ledger if (row.kind, row.for_what, row.key) == wanted)
    return next(found, None)


def _keep(db: Session, viewer: Viewer, standing: Standing, **said: Any) -> None:
    _write(db, viewer, standing.client_id, standing.ledger, standing.today, **said)


def _write(
    db: Session, viewer: Viewer, client_id: UUID, ledger: list[LedgerEntry], today: date,
    **said: Any,
) -> None:  # fmt: skip
    last = max((row.at + TICK for row in ledger), default=viewer.now)
    row = LedgerEntry(
        client_id=client_id,
        on_day=today,
        at=max(viewer.now, last),
        by=viewer.id,
        **said,
    )
    db.add(row)
    db.flush()


def _keep_about(db: Session, viewer: Viewer, standing: Standing, prize: Prize, **said: Any) -> None:
    draw = prize.draw
    _keep(db, viewer, standing, scheme_id=draw.scheme_id, fund_id=draw.fund_id, **said)
