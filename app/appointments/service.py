"""Planning series and giving people their places."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.appointments import queries
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    Participation,
    SeriesParticipant,
)
from app.appointments.recurrence import Rule, days_of, meetings
from app.appointments.schemas import SeriesCreate
from app.errors import Unprocessable
from app.people.viewers import Viewer
from app.programs.models import Programme
from app.programs.queries import centre

PLANNED_AHEAD = timedelta(days=56)


class NoMeeting(Unprocessable):
    code = "no_meeting"
    detail = "Between these two days there is no such weekday."


class NoSuchProgramme(Unprocessable):
    code = "no_such_programme"
    detail = "That programme does not exist any more. Please choose another."


def open_series(db: Session, viewer: Viewer, body: SeriesCreate) -> AppointmentSeries:
    """A new weekly session led by the viewer, planned eight weeks ahead; never backwards."""
    if body.programme_id is not None and db.get(Programme, body.programme_id) is None:
        raise NoSuchProgramme
    if body.until_day is not None and not _any_meeting(body):
        raise NoMeeting
    zone = centre(db).time_zone
    series = AppointmentSeries(
        **body.model_dump(exclude={"days", "every", "nth"}),
        rrule=_rule(body).rrule,
        facilitator_id=viewer.id,
        time_zone=zone,
        planned_until=max(body.from_day, clock.local_day(viewer.now, zone)) - timedelta(days=1),
    )
    db.add(series)
    db.flush()
    plan_ahead(db, series, viewer.now)
    return series


def _any_meeting(body: SeriesCreate) -> bool:
    last = body.until_day or body.from_day
    return any(True for _ in days_of(_rule(body).rrule, body.from_day, body.from_day, last))


def _rule(body: SeriesCreate) -> Rule:
    return Rule(tuple(day.value for day in dict.fromkeys(body.days)), body.every, body.nth)


def plan_ahead(db: Session, series: AppointmentSeries, now: datetime) -> None:
    """Makes the meetings of the next eight weeks that are not there yet, with everybody who
    belongs to the series in them. Planning twice changes nothing."""
    horizon = clock.local_day(now + PLANNED_AHEAD, series.time_zone)
    first = _day_after(series.planned_until) or series.from_day
    last = min(horizon, series.until_day or horizon)
    members = _members(db, series.id)
    for meeting in meetings(
        series.rrule,
        series.from_day,
        series.local_time,
        series.duration_minutes,
        series.time_zone,
        first,
        last,
    ):
        appointment = Appointment(
            series_id=series.id,
            title=series.title,
            kind=series.kind,
            focus=series.focus,
            provider_id=series.facilitator_id,
            room_id=series.room_id,
            place=series.place,
            join_link=series.join_link,
            modality=series.modality,
            capacity=series.capacity,
            open_to_alumni=series.open_to_alumni,
            open_to_family=series.open_to_family,
            on_day=meeting.on_day,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            changed_at=now,
        )
        db.add(appointment)
        db.flush()
        for client_id in members:
            _give_place(db, appointment.id, client_id, now)
    if last >= first:
        series.planned_until = last
        db.add(series)
        db.flush()


def plan_all_ahead(db: Session, now: datetime) -> None:
    """Keeps every running series planned eight weeks ahead."""
    enough = clock.local_day(now + PLANNED_AHEAD - timedelta(days=7), "UTC")
    rows = db.exec(
        select(AppointmentSeries)
        .where(
            col(AppointmentSeries.planned_until).is_(None)
            | (col(AppointmentSeries.planned_until) < enough),
            col(AppointmentSeries.until_day).is_(None)
            | col(AppointmentSeries.planned_until).is_(None)
            | (col(AppointmentSeries.until_day) > col(AppointmentSeries.planned_until)),
        )
        .with_for_update(skip_locked=True)
    ).all()
    for series in rows:
        plan_ahead(db, series, now)


def join_series(db: Session, viewer: Viewer, series_id: UUID, client_id: UUID) -> None:
    """Gives a client a place in a series and in its coming meetings. Doing so twice is once."""
    series = queries.series_to_change(db, series_id)
    require_visible(db, viewer, client_id, Data.sessions)
    member = db.get(SeriesParticipant, (series_id, client_id))
    if member is None:
        member = SeriesParticipant(series_id=series_id, client_id=client_id, joined_at=viewer.now)
    elif member.left_at is not None:
        member.joined_at, member.left_at = viewer.now, None
    db.add(member)
    db.flush()
    for appointment in _coming(db, series.id, viewer.now):
        _give_place(db, appointment.id, client_id, viewer.now)
    audit.changed(db, viewer, Data.sessions, [client_id])


def leave_series(db: Session, viewer: Viewer, series_id: UUID, client_id: UUID) -> None:
    """Takes a client out of a series and its coming meetings; what they attended stays. Whoever
    leads it may do so too."""
    series = queries.series_to_change(db, series_id)
    member = db.get(SeriesParticipant, (series_id, client_id))
    is_in = member is not None and member.left_at is None
    if not (is_in and series.facilitator_id == viewer.id):
        require_visible(db, viewer, client_id, Data.sessions)
    if member is not None and is_in:
        member.left_at = viewer.now
        db.add(member)
    for appointment in _coming(db, series_id, viewer.now):
        place = db.get(Participation, (appointment.id, client_id))
        if place is not None:
            db.delete(place)
    audit.changed(db, viewer, Data.sessions, [client_id])


def _give_place(db: Session, appointment_id: UUID, client_id: UUID, now: datetime) -> None:
    if db.get(Participation, (appointment_id, client_id)) is None:
        db.add(Participation(appointment_id=appointment_id, client_id=client_id, changed_at=now))


def _coming(db: Session, series_id: UUID, now: datetime) -> list[Appointment]:
    return list(
        db.exec(
            select(Appointment).where(
                Appointment.series_id == series_id, Appointment.starts_at > now
            )
        )
    )


def _members(db: Session, series_id: UUID) -> list[UUID]:
    return list(
        db.exec(
            select(SeriesParticipant.client_id).where(
                SeriesParticipant.series_id == series_id,
                col(SeriesParticipant.left_at).is_(None),
            )
        )
    )


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)
