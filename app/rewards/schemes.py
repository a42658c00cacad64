"""Turning rewards on and off, and the funds that pay: for the administrator."""

from http import HTTPStatus
from uuid import UUID

from sqlmodel import Session

from app.errors import Problem
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.queries import programme
from app.rewards.models import RewardFund, RewardScheme
from app.rewards.queries import fund, newest_scheme
from app.rewards.rules import DOLLAR
from app.rewards.schemas import FundCreate, SchemeRead, SchemeWrite


class _Unfit(Problem):
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NoSuchFund(_Unfit):
    code = "no_such_fund"
    detail = "There is no such fund, or it is closed."


class PrizeOverCap(_Unfit):
    code = "prize_over_cap"
    detail = "The largest prize is more than the fund may give one person within twelve months."


def make_fund(db: Session, viewer: Viewer, body: FundCreate) -> RewardFund:
    """A new fund. Its cap never changes: what was promised under it can be checked for ever."""
    row = RewardFund(**body.model_dump(), made_by=viewer.id, made_at=viewer.now)
    db.add(row)
    db.flush()
    return row


def close_fund(db: Session, viewer: Viewer, fund_id: UUID) -> RewardFund:
    """No prize is drawn from it any more; what was drawn is still handed out."""
    row = fund(db, fund_id)
    if row.closed_at is None:
        row.closed_at = viewer.now
        db.add(row)
    return row


def save_scheme(db: Session, viewer: Viewer, programme_id: UUID, body: SchemeWrite) -> None:
    """The rules of a programme from now on; what was earned before stays as it was earned. Saying
    the same again is no new set of rules."""
    programme(db, programme_id, to_change=True)
    _require_fit(db, body)
    rules = body.rules.model_dump(mode="json") if body.rules else None
    newest = newest_scheme(db, programme_id)
    if newest is None and rules is None:
        return
    if newest is not None and (newest.fund_id, newest.rules) == (body.fund_id, rules):
        return
    row = RewardScheme(
        programme_id=programme_id,
        fund_id=body.fund_id,
        rules=rules,
        made_by=viewer.id,
        made_at=viewer.now,
    )
    db.add(row)
    db.flush()


def _require_fit(db: Session, body: SchemeWrite) -> None:
    found = db.get(RewardFund, body.fund_id) if body.fund_id else None
    if body.rules is None:
        return
    if body.fund_id and (found is None or found.closed_at is not None):
        raise NoSuchFund
    draws = body.rules.draws
    if draws and found and draws.most > found.cap_a_year * DOLLAR:
        raise PrizeOverCap


def scheme_read(db: Session, programme_id: UUID) -> SchemeRead:
    """What a programme says of rewards now; `NotFound` for a programme there is not."""
    programme(db, programme_id)
    row = newest_scheme(db, programme_id)
    maker = db.get(Person, row.made_by) if row else None
    return SchemeRead.model_validate(
        {
            "fund_id": row.fund_id if row else None,
            "rules": row.rules if row else None,
            "made_by": maker.shown_name if maker else None,
            "made_at": row.made_at if row else None,
        }
    )
