"""Reading craving logs, from what the viewer may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.craving_logs.models import CravingCorrection, CravingLog, CravingRating
from app.paging import before
from app.people.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Beside:
    """What came to some logs of one client later, each oldest first."""

    ratings: dict[UUID, list[CravingRating]]
    corrections: dict[UUID, list[CravingCorrection]]


def own_page(db: Session, viewer: Viewer, place: str | None, limit: int) -> list[CravingLog]:
    """The viewer's own logs, newest first, one more than `limit` if there are more."""
    query = select(CravingLog).where(CravingLog.client_id == viewer.id)
    older = before(place, col(CravingLog.happened_at), col(CravingLog.id))
    if older is not None:
        query = query.where(older)
    newest_first = (col(CravingLog.happened_at).desc(), col(CravingLog.id).desc())
    return list(db.exec(query.order_by(*newest_first).limit(limit + 1)))


def between(
    db: Session, viewer: Viewer, client_id: UUID, start: datetime, end: datetime
) -> tuple[list[CravingLog], Beside]:
    """One visible client's logs of a stretch of time, oldest first, and what came to them later:
    two queries."""
    rows = db.exec(
        select(CravingLog, CravingRating)
        .outerjoin(
            CravingRating,
            and_(
                col(CravingRating.client_id) == col(CravingLog.client_id),
                col(CravingRating.log_id) == col(CravingLog.id),
            ),
        )
        .where(
            CravingLog.client_id == client_id,
            col(CravingLog.client_id).in_(visible(viewer, Data.craving_logs)),
            CravingLog.happened_at >= start,
            CravingLog.happened_at < end,
        )
        .order_by(
            col(CravingLog.happened_at),
            col(CravingLog.id),
            col(CravingRating.happened_at),
            col(CravingRating.id),
        )
    )
    logs: dict[UUID, CravingLog] = {}
    later = Beside(defaultdict(list), defaultdict(list))
    for log, rating in rows:
        logs[log.id] = log
        if rating is not None:
            later.ratings[log.id].append(rating)
    for correction in corrections(db, client_id, logs) if logs else ():
        later.corrections[correction.log_id].append(correction)
    return list(logs.values()), later


def beside(db: Session, client_id: UUID, log_ids: Collection[UUID]) -> Beside:
    """What came later to logs that the viewer was already found to see: two queries."""
    found = Beside(defaultdict(list), defaultdict(list))
    if not log_ids:
        return found
    ratings = db.exec(
        select(CravingRating)
        .where(CravingRating.client_id == client_id, col(CravingRating.log_id).in_(log_ids))
        .order_by(col(CravingRating.happened_at), col(CravingRating.id))
    )
    for rating in ratings:
        found.ratings[rating.log_id].append(rating)
    for correction in corrections(db, client_id, log_ids):
        found.corrections[correction.log_id].append(correction)
    return found


def corrections(
    db: Session, client_id: UUID, log_ids: Collection[UUID]
) -> Iterable[CravingCorrection]:
    """The corrections of some logs in the order in which they arrived: what the first of a log
    found before it is what the log said first."""
    return db.exec(
        select(CravingCorrection)
        .where(CravingCorrection.client_id == client_id, col(CravingCorrection.log_id).in_(log_ids))
        .order_by(col(CravingCorrection.received_at), col(CravingCorrection.id))
    )
