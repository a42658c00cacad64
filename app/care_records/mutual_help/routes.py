"""Mutual help: the client's own list, what they attended, and what the team sees of it."""

from uuid import UUID

from fastapi import Response
from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.care_records.mutual_help import queries, service
from app.care_records.mutual_help.queries import Attended
from app.care_records.mutual_help.reading import attendance_read, for_the_team, meeting_read
from app.care_records.mutual_help.schemas import (
    AttendedList,
    MeetingAttendanceCreate,
    MeetingAttendanceRead,
    MutualHelpRead,
    OwnMeetingRead,
    OwnMeetingWrite,
    SharingWrite,
)
from app.offline import SentAt
from app.people.viewers import Client, Counselor, Viewer
from app.routing import Db, house_router

router = house_router("", "mutual_help")


@router.get("/meetings")
def own_mutual_help(client: Client, db: Db) -> MutualHelpRead:
    """The viewer's list of meetings, what they attended within the last year, and whether the team
    is told which groups those were."""
    audit.viewed(db, client, Data.mutual_help, [client.id])
    return _own(db, client)


@router.put("/meetings/{own_meeting_id}")
def write_meeting(
    client: Client, db: Db, own_meeting_id: UUID, body: OwnMeetingWrite, sent_at: SentAt = None
) -> OwnMeetingRead:
    """Puts a meeting on the viewer's list, changes it or takes it off: the writing made last
    counts. Sending it again changes nothing."""
    return meeting_read(service.write_meeting(db, client, own_meeting_id, body, sent_at))


@router.put("/meeting-attendances/{meeting_attendance_id}")
def write_attendance(
    client: Client,
    db: Db,
    meeting_attendance_id: UUID,
    body: MeetingAttendanceCreate,
    response: Response,
    sent_at: SentAt = None,
) -> MeetingAttendanceRead:
    """Keeps what the client writes about a meeting they attended: of the writings with one
    `attendance_id` the one made last counts. Sending it again changes nothing."""
    row, is_new = service.write_attendance(db, client, meeting_attendance_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return attendance_read(Attended(row, None))


@router.put("/meeting-sharing")
def share(client: Client, db: Db, body: SharingWrite) -> MutualHelpRead:
    """Whether the team is told which groups the viewer goes to; it counts from the next request on,
    also for what they attended before."""
    service.share(db, client, body)
    return _own(db, client)


@router.get("/clients/{client_id}/meetings")
def attended(counselor: Counselor, db: Db, client_id: UUID) -> AttendedList:
    """The days on which a client says they attended a meeting."""
    found = _shown(db, counselor, client_id)
    audit.viewed(db, counselor, Data.mutual_help, [client_id])
    return found


@router.put("/clients/{client_id}/meeting-attendances/{attended_id}/look")
def look_at(counselor: Counselor, db: Db, client_id: UUID, attended_id: UUID) -> AttendedList:
    """Notes that somebody has looked at it; the client sees who."""
    service.look_at(db, counselor, client_id, attended_id)
    return _shown(db, counselor, client_id)


def _own(db: Session, client: Viewer) -> MutualHelpRead:
    return MutualHelpRead(
        meetings=[meeting_read(row) for row in queries.own_meetings(db, client)],
        attendances=[attendance_read(one) for one in queries.own_attended(db, client)],
        shows_fellowship=queries.shows_fellowship(db, client.id),
    )


def _shown(db: Session, viewer: Viewer, client_id: UUID) -> AttendedList:
    items = queries.attended_by(db, viewer, client_id)
    shows = queries.shows_fellowship(db, client_id)
    return AttendedList(
        shows_fellowship=shows,
        items=[for_the_team(one, shows_fellowship=shows) for one in items],
    )
