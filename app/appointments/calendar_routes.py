"""The week view of the desk, and attendance."""

from uuid import UUID

from app.appointments import attendance, calendar
from app.appointments.attendance import (
    AttendanceList,
    AttendanceOf,
    AttendanceSheet,
    AttendanceWrite,
)
from app.appointments.calendar import CalendarRead, Which
from app.appointments.schemas import CalendarDay
from app.people.viewers import Counselor, Staff
from app.routing import Db, house_router

router = house_router("", "calendar")


@router.get("/calendar")
def read_calendar(
    viewer: Staff,
    db: Db,
    from_day: CalendarDay | None = None,
    to_day: CalendarDay | None = None,
    provider_id: UUID | None = None,
    room_id: UUID | None = None,
    series_id: UUID | None = None,
) -> CalendarRead:
    """Every session of up to six weeks with the names the viewer may know: a week from `from_day`,
    and this week, unless said otherwise."""
    which = Which(from_day, to_day, provider_id, room_id, series_id)
    return calendar.read_calendar(db, viewer, which)


@router.get("/appointments/{appointment_id}/attendance")
def read_attendance(viewer: Counselor, db: Db, appointment_id: UUID) -> AttendanceSheet:
    """Who of those the viewer may know came to a session."""
    return attendance.sheet(db, viewer, appointment_id)


@router.put("/appointments/{appointment_id}/attendance")
def mark_attendance(
    viewer: Counselor, db: Db, appointment_id: UUID, body: AttendanceList
) -> AttendanceSheet:
    """Marks several at once, all or none."""
    return attendance.mark(db, viewer, appointment_id, body.items)


@router.put("/appointments/{appointment_id}/attendance/{client_id}")
def mark_one(
    viewer: Counselor, db: Db, appointment_id: UUID, client_id: UUID, body: AttendanceWrite
) -> AttendanceSheet:
    """Marks one client, or takes the mark back."""
    said = AttendanceOf(client_id=client_id, **body.model_dump())
    return attendance.mark(db, viewer, appointment_id, [said])
