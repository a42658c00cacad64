"""Who came: reading and marking attendance, and what it comes to in minutes.

Marking leaves `Participation.changed_at` alone: that instant says when somebody's calendar
changed, and reminders are planned anew for it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from sqlalchemy import ColumnElement, literal, or_
from sqlmodel import Session, col, func, select

from app.access import audit
from app.access.models import Data
from app.access.policy import visible
from app.appointments.models import Appointment, AppointmentStatus, Attendance, Participation
from app.appointments.queries import led_by
from app.errors import Conflict, NotFound, Unprocessable
from app.people.models import Person, Role
from app.people.schemas import Body
from app.people.viewers import Viewer

CAME = frozenset({Attendance.attended, Attendance.late})
MOST_AT_ONCE = 200


class NotYet(Conflict):
    code = "not_yet"
    detail = "This session has not begun. Attendance can be marked from its beginning on."


class SessionCancelled(Conflict):
    code = "session_cancelled"
    detail = "This session was cancelled, so there is no attendance to mark."


class OwnAttendance(Conflict):
    code = "own_attendance"
    detail = "Your own attendance is for somebody else to mark."


class LongerThanSession(Unprocessable):
    code = "longer_than_session"
    detail = "That is longer than the session was. Somebody who missed all of it is marked missed."


class AttendanceWrite(Body):
    """What is marked for one client. Without `attendance` the mark is taken back. Minutes are
    whole; a `late` without minutes means nobody noted how many."""

    attendance: Attendance | None
    minutes_late: Annotated[int, Field(ge=1, le=720)] | None = None
    minutes_left_early: Annotated[int, Field(ge=1, le=720)] | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.minutes_late is not None and self.attendance is not Attendance.late:
            raise ValueError("only somebody who came late has minutes late")
        if self.minutes_left_early is not None and self.attendance not in CAME:
            raise ValueError("only somebody who came can have left early")
        return self


class AttendanceOf(AttendanceWrite):
    client_id: UUID


class AttendanceList(Body):
    """Several marks. Who merely shows the viewer their sessions is passed over; all the others are
    kept, or none is."""

    items: Annotated[list[AttendanceOf], Field(min_length=1, max_length=MOST_AT_ONCE)]

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        if len({item.client_id for item in self.items}) < len(self.items):
            raise ValueError("somebody is in there twice")
        return self


class AttendanceRow(BaseModel):
    """One client of a session, what was marked, by whom and when. `minutes` is how long they were
    there; None as long as nothing is marked. `may_mark`: whether the viewer may mark them once it
    has begun."""

    client_id: UUID
    shown_name: str
    is_remote: bool
    attendance: Attendance | None
    minutes_late: int | None
    minutes_left_early: int | None
    minutes: int | None
    marked_by: str | None
    marked_at: datetime | None
    may_mark: bool


class AttendanceSheet(BaseModel):
    """The sheet of one session, as far as the viewer may see who is in it. `others` counts those
    they may not."""

    appointment_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    has_begun: bool
    items: list[AttendanceRow]
    others: int


def attended_minutes(appointment: Appointment, participation: Participation) -> int:
    """How many whole minutes of a session a client was there: its length without what they missed
    at either end. None at all where nothing is marked, and where they missed it, were excused, or
    it was cancelled."""
    if appointment.status is AppointmentStatus.cancelled or participation.attendance not in CAME:
        return 0
    absent = (participation.minutes_late or 0) + (participation.minutes_left_early or 0)
    return max(0, length(appointment) - absent)


def length(appointment: Appointment) -> int:
    """The whole minutes a session lasts."""
    return int((appointment.ends_at - appointment.starts_at).total_seconds() // 60)


def leads(viewer: Viewer) -> ColumnElement[bool]:
    """Appointments a provider leads, themselves or by their series."""
    return literal(Role.provider in viewer.roles) & or_(
        col(Appointment.provider_id) == viewer.id, col(Appointment.series_id).in_(led_by(viewer))
    )


def seen(viewer: Viewer, *, to_change: bool = False) -> ColumnElement[bool]:
    """Places whose client the viewer may know: of their own clients everywhere, and everybody's in
    what they lead. For a select of `Participation` joined with `Appointment`. `to_change` as in
    `visible`."""
    shown = visible(viewer, Data.sessions, to_change=to_change)
    return or_(col(Participation.client_id).in_(shown), leads(viewer))


def sheet(db: Session, viewer: Viewer, appointment_id: UUID) -> AttendanceSheet:
    """The attendance sheet of one session; `NotFound` unless the viewer leads it or one of their
    clients is in it, `SessionCancelled` where there is none."""
    appointment = _session(db, viewer, appointment_id)
    rows = _rows(db, viewer, appointment)
    audit.viewed(db, viewer, Data.sessions, (row.client_id for row in rows))
    return _sheet(db, viewer, appointment, rows)


def mark(
    db: Session, viewer: Viewer, appointment_id: UUID, marks: Iterable[AttendanceOf]
) -> AttendanceSheet:
    """Marks some clients of a session that has begun, and gives the sheet as it is then. Who is
    merely shown to the viewer stays as they are; of the others all are marked or none. Marking the
    same again changes nothing, not even who marked it.

    `NotFound` for a session or a client that is not the viewer's to mark; `NotYet`,
    `SessionCancelled`, `OwnAttendance`, `LongerThanSession`."""
    appointment = _session(db, viewer, appointment_id, to_change=True)
    if appointment.starts_at > viewer.now:
        raise NotYet
    wanted = {one.client_id: one for one in marks}
    places = _places(db, viewer, appointment, wanted)
    others = wanted.keys() - places.keys()
    if not places or (others and others - _shown_in(db, viewer, appointment)):
        raise NotFound
    if viewer.id in wanted:
        raise OwnAttendance
    for client_id, place in places.items():
        _mark(appointment, place, wanted[client_id], viewer)
    db.flush()
    audit.changed(db, viewer, Data.sessions, places)
    return _sheet(db, viewer, appointment, _rows(db, viewer, appointment))


def _mark(
    appointment: Appointment, place: Participation, said: AttendanceWrite, viewer: Viewer
) -> None:
    absent = (said.minutes_late or 0) + (said.minutes_left_early or 0)
    if absent >= length(appointment):
        raise LongerThanSession
    new = (said.attendance, said.minutes_late, said.minutes_left_early)
    if new == (place.attendance, place.minutes_late, place.minutes_left_early):
        return
    place.attendance, place.minutes_late, place.minutes_left_early = new
    place.marked_by, place.marked_at = viewer.id, viewer.now


def _session(
    db: Session, viewer: Viewer, appointment_id: UUID, *, to_change: bool = False
) -> Appointment:
    shown = visible(viewer, Data.sessions, to_change=to_change)
    has_own_client = (
        select(Participation.client_id)
        .where(
            col(Participation.appointment_id) == col(Appointment.id),
            col(Participation.client_id).in_(shown),
        )
        .exists()
    )
    found = db.exec(
        select(Appointment).where(
            Appointment.id == appointment_id, or_(leads(viewer), has_own_client)
        )
    ).first()
    if found is None:
        raise NotFound
    if found.status is AppointmentStatus.cancelled:
        raise SessionCancelled
    return found


def _places(
    db: Session, viewer: Viewer, appointment: Appointment, clients: Iterable[UUID]
) -> dict[UUID, Participation]:
    rows = db.exec(
        select(Participation)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where(
            Participation.appointment_id == appointment.id,
            col(Participation.client_id).in_(list(clients)),
            seen(viewer, to_change=True),
        )
        .order_by(col(Participation.client_id))
        # Whoever marks at the same time takes turns; a place that goes meanwhile is gone.
        .with_for_update(of=Participation)
    )
    return {place.client_id: place for place in rows}


def _shown_in(db: Session, viewer: Viewer, appointment: Appointment) -> set[UUID]:
    return {row.client_id for row in _rows(db, viewer, appointment)}


def _rows(db: Session, viewer: Viewer, appointment: Appointment) -> list[AttendanceRow]:
    marker = select(Person.id, Person.shown_name).subquery()
    may_mark = seen(viewer, to_change=True) & (col(Participation.client_id) != viewer.id)
    rows = db.exec(
        select(Participation, Person.shown_name, marker.c.shown_name, may_mark)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .join(Person, col(Person.id) == col(Participation.client_id))
        .outerjoin(marker, marker.c.id == col(Participation.marked_by))
        .where(Participation.appointment_id == appointment.id, seen(viewer))
        .order_by(col(Person.shown_name), col(Person.id))
    )
    # A session without a leader or a series is not the viewer's own: SQL would rather not say.
    return [_row(appointment, place, name, by, bool(may)) for place, name, by, may in rows]


def _row(
    appointment: Appointment, place: Participation, name: str, by: str | None, may_mark: bool
) -> AttendanceRow:
    is_marked = place.attendance is not None
    return AttendanceRow(
        client_id=place.client_id,
        shown_name=name,
        is_remote=place.is_remote,
        attendance=place.attendance,
        minutes_late=place.minutes_late,
        minutes_left_early=place.minutes_left_early,
        minutes=attended_minutes(appointment, place) if is_marked else None,
        marked_by=by,
        marked_at=place.marked_at,
        may_mark=may_mark,
    )


def _sheet(
    db: Session, viewer: Viewer, appointment: Appointment, rows: list[AttendanceRow]
) -> AttendanceSheet:
    everybody = db.exec(
        select(func.count()).where(Participation.appointment_id == appointment.id)
    ).one()
    return AttendanceSheet(
        appointment_id=appointment.id,
        title=appointment.title,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        has_begun=appointment.starts_at <= viewer.now,
        items=rows,
        others=everybody - len(rows),
    )
