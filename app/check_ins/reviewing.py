"""Looking at check-ins: who looked first, what they wrote to whom, and what came of it."""

from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.check_ins import queries
from app.check_ins.desk_schemas import ReviewWrite
from app.check_ins.models import CheckIn, Review
from app.errors import Conflict
from app.flags.models import TaskKind, TaskOutcome
from app.flags.service import close_about
from app.offline import insert_once
from app.people.viewers import Viewer


class AlreadyReviewed(Conflict):
    code = "already_reviewed"
    detail = "A colleague has looked at this check-in already."


class OwnCheckIn(Conflict):
    code = "own_check_in"
    detail = "Your own check-in is for somebody else to look at."


def review(
    db: Session, viewer: Viewer, client_id: UUID, check_in_id: UUID, body: ReviewWrite
) -> Review:
    """Notes that the viewer has looked, which answers the task of looking. The same person may
    change what they wrote; the time of the first look stays."""
    if client_id == viewer.id:
        raise OwnCheckIn
    seen = queries.check_in(db, viewer, client_id, check_in_id)
    kept = _the_review(db, viewer, seen)
    if kept.reviewer_id != viewer.id:
        raise AlreadyReviewed
    if (body.line_to_client or None) != kept.line_to_client:
        kept.seen_by_client_at = None
    seen.reviewed_at = kept.reviewed_at
    kept.note_to_self = body.note_to_self or None
    kept.line_to_client = body.line_to_client or None
    db.add_all((kept, seen))
    _answer_task(db, viewer, seen, body)
    audit.changed(db, viewer, Data.check_ins, [client_id])
    return kept


def _answer_task(db: Session, viewer: Viewer, seen: CheckIn, body: ReviewWrite) -> None:
    """Looking answers the task of looking, also one that a colleague has: the client was promised
    that somebody looks. What came of it may be changed by whoever said so."""
    task = close_about(
        db,
        TaskKind.check_in,
        seen.client_id,
        seen.id,
        by=viewer.id,
        now=viewer.now,
        outcome=body.outcome or TaskOutcome.looked,
        ratings=body.ratings,
    )
    if task is not None and body.outcome and task.closed_by == viewer.id:
        task.outcome = body.outcome
        db.add(task)


def _the_review(db: Session, viewer: Viewer, seen: CheckIn) -> Review:
    row = Review(
        client_id=seen.client_id,
        check_in_id=seen.id,
        reviewer_id=viewer.id,
        reviewed_at=viewer.now,
    )
    kept, _ = insert_once(db, row, (seen.client_id, seen.id))
    return kept
