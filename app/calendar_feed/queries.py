"""Whose address it is, and what belongs in it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from app.appointments.models import Appointment, AppointmentSeries, Participation
from app.calendar_feed.models import CalendarFeed
from app.errors import NotFound
from app.ids import fingerprint
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.models import Centre, Room

BACK = timedelta(days=30)
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Entry:
    """One session in somebody's calendar. `is_led` when they lead it; then `names` are those of
    the clients in it, which must not get out."""

    appointment: Appointment
    series: AppointmentSeries | None
    room: str | None
    zone: str
    is_led: bool = False
    names: tuple[str, ...] = ()


def own_feeds(db: Session, viewer: Viewer) -> list[CalendarFeed]:
    """The viewer's addresses that work, newest first."""
    return list(
        db.exec(
            select(CalendarFeed)
            .where(CalendarFeed.person_id == viewer.id, col(CalendarFeed.revoked_at).is_(None))
            .order_by(col(CalendarFeed.created_at).desc(), col(CalendarFeed.id).desc())
        )
    )


def own_feed(db: Session, viewer: Viewer, feed_id: UUID) -> CalendarFeed:
    """One of the viewer's addresses, working or not; raises `NotFound`."""
    found = db.get(CalendarFeed, feed_id)
    if found is None or found.person_id != viewer.id:
        raise NotFound
    return found


def feed_behind(db: Session, secret: str) -> tuple[CalendarFeed, Person]:
    """The address with this secret and whose it is; one `NotFound`, after the same work, for a
    secret that is wrong, revoked or nothing at all."""
    row = db.exec(
        select(CalendarFeed, Person)
        .join(Person, col(Person.id) == col(CalendarFeed.person_id))
        .where(
            CalendarFeed.token_hash == fingerprint(secret),
            col(CalendarFeed.revoked_at).is_(None),
            col(Person.disabled_at).is_(None),
        )
    ).first()
    if row is None:
        raise NotFound(headers={"Cache-Control": "no-store"})
    return row


def entries_of(db: Session, person_id: UUID, now: datetime) -> list[Entry]:
    """Every session somebody has a place in or leads, from 30 days ago to a year ahead."""
    between = (col(Appointment.starts_at) >= now - BACK) & (
        col(Appointment.starts_at) < now + AHEAD
    )
    zone = _centre_zone(db)
    led = _led(db, person_id, between, zone)
    known = {entry.appointment.id for entry in led}
    own = [
        entry for entry in _own(db, person_id, between, zone) if entry.appointment.id not in known
    ]
    return sorted(led + own, key=lambda entry: (entry.appointment.starts_at, entry.appointment.id))


def own_entry(db: Session, client: Viewer, appointment_id: UUID) -> Entry:
    """One session the viewer has a place in; raises `NotFound`."""
    this = col(Appointment.id) == appointment_id
    for entry in _own(db, client.id, this, _centre_zone(db)):
        return entry
    raise NotFound


def _own(db: Session, person_id: UUID, which: ColumnElement[bool], zone: str) -> list[Entry]:
    rows = db.exec(
        select(Appointment, AppointmentSeries, Room.name)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .outerjoin(AppointmentSeries, col(AppointmentSeries.id) == col(Appointment.series_id))
        .outerjoin(Room, col(Room.id) == col(Appointment.room_id))
        .where(Participation.client_id == person_id, which)
    )
    return [
        Entry(meeting, series, room, series.time_zone if series else zone)
        for meeting, series, room in rows
    ]


def _led(db: Session, person_id: UUID, which: ColumnElement[bool], zone: str) -> list[Entry]:
    rows = db.exec(
        select(Appointment, AppointmentSeries, Room.name)
        .outerjoin(AppointmentSeries, col(AppointmentSeries.id) == col(Appointment.series_id))
        .outerjoin(Room, col(Room.id) == col(Appointment.room_id))
        .where(Appointment.provider_id == person_id, which)
    ).all()
    names = _names(db, person_id, which) if rows else {}
    return [
        Entry(
            appointment=meeting,
            series=series,
            room=room,
            zone=series.time_zone if series else zone,
            is_led=True,
            names=tuple(names.get(meeting.id, ())),
        )
        for meeting, series, room in rows
    ]


def _names(db: Session, person_id: UUID, which: ColumnElement[bool]) -> dict[UUID, list[str]]:
    rows = db.exec(
        select(Appointment.id, Person.shown_name)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .join(Person, col(Person.id) == col(Participation.client_id))
        .where(Appointment.provider_id == person_id, which)
    )
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for appointment_id, name in rows:
        found[appointment_id].append(name)
    return found


def _centre_zone(db: Session) -> str:
    return db.exec(select(Centre.time_zone)).first() or "UTC"
