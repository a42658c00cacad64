"""Reading craving logs, from what the viewer may see."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.craving_logs.models import CravingLog
from app.paging import before
from app.people.viewers import Viewer


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
) -> Iterable[CravingLog]:
    """One visible client's logs of a stretch of time, oldest first."""
    return db.exec(
        select(CravingLog)
        .where(
            CravingLog.client_id == client_id,
            col(CravingLog.client_id).in_(visible(viewer, Data.craving_logs)),
            CravingLog.happened_at >= start,
            CravingLog.happened_at < end,
        )
        .order_by(col(CravingLog.happened_at), col(CravingLog.id))
    )
