"""Reading check-ins, from what the viewer may see."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists
from sqlmodel import Session, col, func, select

from app.access.models import Data
from app.access.policy import visible
from app.check_ins.models import CheckIn, Review
from app.errors import NotFound
from app.paging import before
from app.people.models import Person
from app.people.viewers import Viewer

_ITS_REVIEW = and_(
    col(Review.client_id) == col(CheckIn.client_id), col(Review.check_in_id) == col(CheckIn.id)
)


def own_page(
    db: Session, viewer: Viewer, place: str | None, limit: int
) -> list[tuple[CheckIn, Review | None, str | None]]:
    """The viewer's own check-ins with who looked at them, newest first, one more than `limit`
    if there are more."""
    query = (
        select(CheckIn, Review, col(Person.shown_name))
        .outerjoin(Review, _ITS_REVIEW)
        .outerjoin(Person, col(Person.id) == col(Review.reviewer_id))
        .where(CheckIn.client_id == viewer.id)
    )
    older = before(place, col(CheckIn.happened_at), col(CheckIn.id))
    if older is not None:
        query = query.where(older)
    newest_first = (col(CheckIn.happened_at).desc(), col(CheckIn.id).desc())
    return list(db.exec(query.order_by(*newest_first).limit(limit + 1)))


def own_review(db: Session, viewer: Viewer, check_in_id: UUID) -> tuple[Review, str] | None:
    """Who looked at one of the viewer's own check-ins."""
    return db.exec(
        select(Review, col(Person.shown_name))
        .join(Person, col(Person.id) == col(Review.reviewer_id))
        .where(Review.client_id == viewer.id, Review.check_in_id == check_in_id)
    ).one_or_none()


def own_reviews_since(
    db: Session, viewer: Viewer, since: datetime, limit: int
) -> list[tuple[Review, date, str]]:
    """Newest looks at the viewer's own check-ins: the review, the day it is about, and by whom."""
    rows = db.exec(
        select(Review, col(CheckIn.on_day), col(Person.shown_name))
        .join(CheckIn, _ITS_REVIEW)
        .join(Person, col(Person.id) == col(Review.reviewer_id))
        .where(Review.client_id == viewer.id, Review.reviewed_at > since)
        .order_by(col(Review.reviewed_at).desc())
        .limit(limit)
    )
    return list(rows)


def checked_in(client_id: UUID, on_day: date) -> ColumnElement[bool]:
    """Whether a client has checked in about a day. For the client's own screens and reminders."""
    return exists().where(col(CheckIn.client_id) == client_id, col(CheckIn.on_day) == on_day)


def has_checked_in(db: Session, client_id: UUID, on_day: date) -> bool:
    """`checked_in` asked by itself."""
    return db.exec(select(checked_in(client_id, on_day))).one()


def waiting(db: Session, viewer: Viewer, limit: int) -> list[tuple[CheckIn, str]]:
    """Visible check-ins nobody has looked at, with the client's name: flagged first, then oldest
    first; one more than `limit` if there are more. A provider's own are not theirs to review."""
    rows = db.exec(
        select(CheckIn, col(Person.shown_name))
        .join(Person, col(Person.id) == col(CheckIn.client_id))
        .where(
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
            CheckIn.client_id != viewer.id,
            col(CheckIn.reviewed_at).is_(None),
        )
        .order_by(col(CheckIn.is_flagged).desc(), col(CheckIn.received_at), col(CheckIn.id))
        .limit(limit + 1)
    )
    return list(rows)


def check_in(db: Session, viewer: Viewer, client_id: UUID, check_in_id: UUID) -> CheckIn:
    """One visible check-in of a client; `NotFound` for a stranger's."""
    found = db.exec(
        select(CheckIn).where(
            CheckIn.client_id == client_id,
            CheckIn.id == check_in_id,
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def between_days(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date
) -> list[tuple[CheckIn, Review | None, str | None]]:
    """One visible client's check-ins about a stretch of days with who looked at them, oldest
    first."""
    rows = db.exec(
        select(CheckIn, Review, col(Person.shown_name))
        .outerjoin(Review, _ITS_REVIEW)
        .outerjoin(Person, col(Person.id) == col(Review.reviewer_id))
        .where(
            CheckIn.client_id == client_id,
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
            CheckIn.on_day >= first,
            CheckIn.on_day <= last,
        )
        .order_by(col(CheckIn.on_day), col(CheckIn.happened_at), col(CheckIn.id))
    )
    return list(rows)


def summary(db: Session, viewer: Viewer) -> dict[UUID, tuple[datetime, int]]:
    """For each visible client: when their last check-in arrived, and how many wait for a look."""
    is_waiting = func.count().filter(col(CheckIn.reviewed_at).is_(None))
    rows = db.exec(
        select(CheckIn.client_id, func.max(col(CheckIn.received_at)), is_waiting)
        .where(col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)))
        .group_by(col(CheckIn.client_id))
    )
    return {client_id: (last, count) for client_id, last, count in rows}
