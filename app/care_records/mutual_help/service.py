"""Writing mutual help. Nothing a client writes here is refused for the time it bears, nothing comes
of it by itself, and which group somebody goes to stays with them unless they show it."""

from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.care_records.mutual_help import queries
from app.care_records.mutual_help.models import Meeting, MeetingAttendance, MutualHelpSharing
from app.care_records.mutual_help.schemas import (
    MeetingAttendanceCreate,
    OwnMeetingWrite,
    SharingWrite,
)
from app.errors import NotFound
from app.offline import content_hash, insert_once, keep_once, moment
from app.people.viewers import Viewer


def write_meeting(
    db: Session, client: Viewer, meeting_id: UUID, body: OwnMeetingWrite, sent_at: str | None
) -> Meeting:
    """Puts a meeting on the viewer's list, changes it or takes it off. The writing made last
    counts, in whatever order they arrive: one that is older changes nothing."""
    at = moment(body.occurred_at, sent_at, client.now).happened_at
    said = body.model_dump(exclude={"occurred_at", "is_removed"})
    said |= {"changed_at": at, "removed_at": at if body.is_removed else None}
    row, is_new = insert_once(
        db, Meeting(client_id=client.id, id=meeting_id, **said), (client.id, meeting_id)
    )
    if not is_new:
        db.refresh(row, with_for_update=True)
        if at > row.changed_at:
            for name, value in said.items():
                setattr(row, name, value)
            db.add(row)
    audit.changed(db, client, Data.mutual_help, [client.id])
    return row


def write_attendance(
    db: Session, client: Viewer, entry_id: UUID, body: MeetingAttendanceCreate, sent_at: str | None
) -> tuple[MeetingAttendance, bool]:
    """Keeps one writing about an attendance exactly once; what was written before it stays."""
    digest = content_hash(body.model_dump(mode="json"))
    row = MeetingAttendance(
        client_id=client.id,
        id=entry_id,
        **body.model_dump(),
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept = keep_once(db, row, (client.id, entry_id), digest)
    audit.changed(db, client, Data.mutual_help, [client.id])
    return kept


def share(db: Session, client: Viewer, body: SharingWrite) -> None:
    """From now on the team is told, or is told no longer, which groups the viewer goes to: also of
    what they attended before."""
    said = MutualHelpSharing(
        client_id=client.id, shows_fellowship=body.shows_fellowship, changed_at=client.now
    )
    row, _ = insert_once(db, said, (client.id,))
    row.shows_fellowship, row.changed_at = body.shows_fellowship, client.now
    db.add(row)
    audit.changed(db, client, Data.mutual_help, [client.id])


def look_at(db: Session, viewer: Viewer, client_id: UUID, entry_id: UUID) -> None:
    """Somebody of the team has looked at an attendance as it stands; who did so first stays.
    `NotFound` for a stranger's, and for one that was taken back or written anew since."""
    shown = queries.attended_by(db, viewer, client_id, to_change=True)
    row = next((one.row for one in shown if one.row.id == entry_id), None)
    if row is None or viewer.id == client_id:
        raise NotFound
    if row.seen_by is None:
        row.seen_by, row.seen_at = viewer.id, viewer.now
        db.add(row)
    audit.changed(db, viewer, Data.mutual_help, [client_id])
