"""Check-ins for clients, and the review desk for counselors."""

from uuid import UUID

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.check_ins import queries, service
from app.check_ins.flags import care_for
from app.check_ins.models import CheckIn, Review
from app.check_ins.schemas import (
    CheckInCreate,
    CheckInForReview,
    CheckInList,
    CheckInRead,
    DailyAnswers,
    Flag,
    NamedClient,
    QueueItem,
    ReviewForClient,
    ReviewQueue,
    ReviewRead,
    ReviewWrite,
)
from app.flags.models import TaskKind
from app.flags.queries import flags_about
from app.flags.wording import say
from app.offline import SentAt
from app.paging import Cursor, Limit, cursor
from app.people.viewers import Client, Counselor
from app.routing import Db, house_router

router = house_router("", "check_ins")
QUEUE_LENGTH = 100


@router.put("/check-ins/{check_in_id}")
def check_in(
    client: Client,
    db: Db,
    check_in_id: UUID,
    body: CheckInCreate,
    response: Response,
    sent_at: SentAt = None,
) -> CheckInRead:
    """Keeps a check-in the phone finished. Sending it again changes nothing."""
    row, is_new = service.check_in(db, client, check_in_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    review, name = queries.own_review(db, client, check_in_id) or (None, None)
    return _check_in_read(row, review, name)


@router.get("/check-ins")
def own_check_ins(client: Client, db: Db, place: Cursor = None, limit: Limit = 50) -> CheckInList:
    """The viewer's own check-ins with who looked at them, newest first."""
    rows = queries.own_page(db, client, place, limit)
    audit.viewed(db, client, Data.check_ins, [client.id])
    last = rows[limit - 1][0] if len(rows) > limit else None
    return CheckInList(
        items=[_check_in_read(*row) for row in rows[:limit]],
        next=cursor(last.happened_at, last.id) if last else None,
    )


@router.put("/check-ins/{check_in_id}/review-seen", status_code=204)
def see_review(client: Client, db: Db, check_in_id: UUID) -> None:
    """The viewer has read who looked at this check-in."""
    service.see_review(db, client, check_in_id)


@router.get("/review-queue")
def review_queue(viewer: Counselor, db: Db) -> ReviewQueue:
    """Check-ins nobody has looked at: flagged first, then oldest first."""
    rows = queries.waiting(db, viewer, QUEUE_LENGTH)
    shown = rows[:QUEUE_LENGTH]
    keys = [(row.client_id, row.id) for row, _ in shown]
    flags = flags_about(db, TaskKind.check_in, keys)
    language = viewer.person.language
    audit.viewed(db, viewer, Data.check_ins, (row.client_id for row, _ in shown))
    items = [
        QueueItem(
            check_in=CheckInForReview.model_validate(row.model_dump(), extra="ignore"),
            client=NamedClient(id=row.client_id, shown_name=name),
            flags=[
                Flag(code=flag.flag, reason=say(flag.flag, flag.facts, language))
                for flag in flags[row.client_id, row.id]
            ],
            waiting_since=row.received_at,
        )
        for row, name in shown
    ]
    return ReviewQueue(items=items, more=len(rows) > QUEUE_LENGTH)


@router.put("/clients/{client_id}/check-ins/{check_in_id}/review")
def review(
    viewer: Counselor, db: Db, client_id: UUID, check_in_id: UUID, body: ReviewWrite
) -> ReviewRead:
    """The viewer has looked at a check-in; the client will see that, and the line if there is
    one."""
    row = service.review(db, viewer, client_id, check_in_id, body)
    return ReviewRead(
        by=viewer.person.shown_name,
        at=row.reviewed_at,
        note_to_self=row.note_to_self,
        line_to_client=row.line_to_client,
    )


def _check_in_read(row: CheckIn, review: Review | None, name: str | None) -> CheckInRead:
    seen = None
    if review is not None and name is not None:
        seen = ReviewForClient(
            by=name,
            at=review.reviewed_at,
            line=review.line_to_client,
            seen=review.seen_by_client_at is not None,
        )
    care = care_for(DailyAnswers.model_validate(row.answers)) if row.answers else None
    return CheckInRead.model_validate(
        {**row.model_dump(), "review": seen, "care": care}, extra="ignore"
    )
