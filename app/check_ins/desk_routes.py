"""The review desk: what waits, one check-in in full, a client's trends, and the look itself."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.access import audit
from app.access.models import Data
from app.check_ins import desk, desk_queries, reviewing, trends
from app.check_ins.desk_schemas import (
    CheckInDetail,
    ReviewQueue,
    ReviewRead,
    ReviewWrite,
    Trends,
)
from app.people.viewers import Counselor
from app.routing import Db, house_router

router = house_router("", "check_ins")
QUEUE_LENGTH = 100


@router.get("/review-queue")
def review_queue(viewer: Counselor, db: Db) -> ReviewQueue:
    """Check-ins nobody has looked at: by urgency, within that what is overdue, then the oldest."""
    rows = desk_queries.waiting(db, viewer, QUEUE_LENGTH)
    shown = rows[:QUEUE_LENGTH]
    audit.viewed(db, viewer, Data.check_ins, (row.check_in.client_id for row in shown))
    return ReviewQueue(items=desk.queue(db, viewer, shown), more=len(rows) > QUEUE_LENGTH)


@router.get("/clients/{client_id}/check-ins/{check_in_id}")
def read_check_in(viewer: Counselor, db: Db, client_id: UUID, check_in_id: UUID) -> CheckInDetail:
    """One check-in with every item answered, what is different, and the way its task went."""
    row, looked, by = desk_queries.one_sitting(db, viewer, client_id, check_in_id)
    audit.viewed(db, viewer, Data.check_ins, [client_id])
    return desk.detail(db, viewer, row, looked, by)


@router.put("/clients/{client_id}/check-ins/{check_in_id}/review")
def review(
    viewer: Counselor, db: Db, client_id: UUID, check_in_id: UUID, body: ReviewWrite
) -> ReviewRead:
    """The viewer has looked at a check-in; the client will see that, and the line if there is
    one."""
    row = reviewing.review(db, viewer, client_id, check_in_id, body)
    return ReviewRead(
        by=viewer.person.shown_name,
        at=row.reviewed_at,
        note_to_self=row.note_to_self,
        line_to_client=row.line_to_client,
    )


@router.get("/clients/{client_id}/trends")
def read_trends(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    weeks: Annotated[int, Query(ge=1, le=260)] = 26,
) -> Trends:
    """A client's daily scales and every questionnaire over time, with the instruments' own
    bands."""
    return trends.trends(db, viewer, client_id, weeks)
