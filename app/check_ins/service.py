"""Checking in, and looking at check-ins."""

from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.check_ins import queries
from app.check_ins.flags import flags_of
from app.check_ins.models import CheckIn, Review
from app.check_ins.schemas import CheckInCreate, ReviewWrite
from app.errors import Conflict, NotFound
from app.flags.models import TaskKind
from app.flags.service import look_at
from app.offline import content_hash, insert_once, keep_once, moment
from app.people.viewers import Viewer

DAILY = "daily"
DAILY_VERSION = 1


class AlreadyReviewed(Conflict):
    code = "already_reviewed"
    detail = "A colleague has looked at this check-in already."


class OwnCheckIn(Conflict):
    code = "own_check_in"
    detail = "Your own check-in is for somebody else to look at."


def check_in(
    db: Session, client: Viewer, check_in_id: UUID, body: CheckInCreate, sent_at: str | None
) -> tuple[CheckIn, bool]:
    """Keeps a check-in exactly once with the flags it raises; returns it and whether it is new."""
    when = moment(body.occurred_at, sent_at, client.now)
    digest = content_hash(body.model_dump(mode="json"))
    said_on = clock.local_day(when.happened_at, body.zone)
    flags = flags_of(body.answers, body.on_day, said_on)
    row = CheckIn(
        client_id=client.id,
        id=check_in_id,
        instrument=DAILY,
        instrument_version=DAILY_VERSION,
        answers=body.answers.model_dump(mode="json"),
        on_day=body.on_day,
        occurred_at=body.occurred_at,
        zone=body.zone,
        happened_at=when.happened_at,
        time_uncertain=when.is_uncertain,
        received_at=client.now,
        content_hash=digest,
        is_flagged=bool(flags),
    )
    kept, is_new = keep_once(db, row, (client.id, check_in_id), digest)
    if is_new:
        look_at(db, client.id, TaskKind.check_in, check_in_id, flags, now=client.now)
    audit.changed(db, client, Data.check_ins, [client.id])
    return kept, is_new


def review(
    db: Session, viewer: Viewer, client_id: UUID, check_in_id: UUID, body: ReviewWrite
) -> Review:
    """Notes that the viewer has looked. The same person may change what they wrote; the time of
    the first look stays."""
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
    audit.changed(db, viewer, Data.check_ins, [client_id])
    return kept


def _the_review(db: Session, viewer: Viewer, seen: CheckIn) -> Review:
    row = Review(
        client_id=seen.client_id,
        check_in_id=seen.id,
        reviewer_id=viewer.id,
        reviewed_at=viewer.now,
    )
    kept, _ = insert_once(db, row, (seen.client_id, seen.id))
    return kept


def see_review(db: Session, client: Viewer, check_in_id: UUID) -> None:
    """The client has read who looked at their check-in."""
    found = db.get(Review, (client.id, check_in_id))
    if found is None:
        raise NotFound
    found.seen_by_client_at = found.seen_by_client_at or client.now
    db.add(found)
    audit.changed(db, client, Data.check_ins, [client.id])
