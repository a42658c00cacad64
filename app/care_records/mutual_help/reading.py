"""Mutual help as somebody reads it: the client all of it, the team what the client shows."""

from app.care_records.mutual_help.models import Meeting
from app.care_records.mutual_help.queries import Attended
from app.care_records.mutual_help.schemas import (
    AttendedRead,
    MeetingAttendanceRead,
    OwnMeetingRead,
)


def meeting_read(row: Meeting) -> OwnMeetingRead:
    """A meeting as its owner sees it."""
    at = row.at.strftime("%H:%M") if row.at else None
    whole = row.model_dump() | {"at": at, "is_removed": row.removed_at is not None}
    return OwnMeetingRead.model_validate(whole, extra="ignore")


def attendance_read(one: Attended) -> MeetingAttendanceRead:
    """An attendance as its client sees it."""
    whole = one.row.model_dump() | {"seen_by": one.seen_by}
    return MeetingAttendanceRead.model_validate(whole, extra="ignore")


def for_the_team(one: Attended, *, shows_fellowship: bool) -> AttendedRead:
    """An attendance as the team sees it. Which group it was is akin to somebody's religion: it is
    left out unless the client shows it."""
    return AttendedRead(
        id=one.row.id,
        on_day=one.row.on_day,
        fellowship=one.row.fellowship if shows_fellowship else None,
        proof=one.row.proof,
        seen_by=one.seen_by,
        seen_at=one.row.seen_at,
    )
