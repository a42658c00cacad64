"""Reading the calendar, from what the viewer may see."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import SelectBase, literal, or_
from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Participation,
    SeriesParticipant,
)
from app.errors import NotFound
from app.people.models import Person, Role
from app.people.viewers import Viewer


def own_coming(db: Session, client: Viewer, until: datetime, limit: int) -> list[Appointment]:
    """The viewer's next sessions, the running one and cancelled ones included."""
    return list(
        db.exec(
            select(Appointment)
            .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
            .where(
                Participation.client_id == client.id,
                Appointment.ends_at > client.now,
                Appointment.starts_at < until,
            )
            .order_by(col(Appointment.starts_at), col(Appointment.id))
            .limit(limit)
        )
    )


def open_coming(
    db: Session, now: datetime, until: datetime, limit: int, *, to_family: bool = False
) -> list[Appointment]:
    """Sessions that are open to every alumna, or to every relative. Nobody's record."""
    is_open = Appointment.open_to_family if to_family else Appointment.open_to_alumni
    return list(
        db.exec(
            select(Appointment)
            .where(
                col(is_open).is_(True),
                Appointment.status == AppointmentStatus.planned,
                Appointment.ends_at > now,
                Appointment.starts_at < until,
            )
            .order_by(col(Appointment.starts_at), col(Appointment.id))
            .limit(limit)
        )
    )


def all_series(db: Session) -> list[tuple[AppointmentSeries, Person]]:
    """Every series with who leads it. Nobody's record."""
    return list(
        db.exec(
            select(AppointmentSeries, Person)
            .join(Person, col(Person.id) == col(AppointmentSeries.facilitator_id))
            .order_by(col(AppointmentSeries.title), col(AppointmentSeries.id))
        )
    )


def series_to_change(db: Session, series_id: UUID) -> AppointmentSeries:
    """One series; `NotFound` if there is none. Whoever else changes who belongs to it, or plans it
    ahead, waits."""
    found = db.get(AppointmentSeries, series_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def participants(db: Session, viewer: Viewer) -> dict[UUID, list[Person]]:
    """Who belongs to which series now, as far as the viewer may see them: their own clients
    everywhere, and everybody in what they lead."""
    rows = db.exec(
        select(SeriesParticipant.series_id, Person)
        .join(Person, col(Person.id) == col(SeriesParticipant.client_id))
        .where(
            col(SeriesParticipant.left_at).is_(None),
            or_(
                col(SeriesParticipant.client_id).in_(visible(viewer, Data.sessions)),
                col(SeriesParticipant.series_id).in_(led_by(viewer)),
            ),
        )
        .order_by(col(Person.shown_name), col(Person.id))
    )
    found: defaultdict[UUID, list[Person]] = defaultdict(list)
    for series_id, person in rows:
        found[series_id].append(person)
    return found


def led_by(viewer: Viewer) -> SelectBase:
    """The series a provider leads. Leading one shows who has a place in it, and nothing else of
    anybody's record: not even which other sessions they go to."""
    return select(col(AppointmentSeries.id)).where(
        AppointmentSeries.facilitator_id == viewer.id,
        literal(Role.provider in viewer.roles),
    )


def attended_between(
    db: Session, viewer: Viewer, client_id: UUID, start: datetime, end: datetime
) -> list[tuple[Appointment, Participation]]:
    """One visible client's sessions of a stretch of time with their attendance."""
    return list(
        db.exec(
            select(Appointment, Participation)
            .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
            .where(
                Participation.client_id == client_id,
                col(Participation.client_id).in_(visible(viewer, Data.sessions)),
                Appointment.starts_at >= start,
                Appointment.starts_at < end,
            )
            .order_by(col(Appointment.starts_at))
        )
    )


def planned_for(
    db: Session, client_id: UUID, after: datetime, until: datetime
) -> list[Appointment]:
    """Sessions that will take place with this client in it. For the client's own reminders."""
    return list(
        db.exec(
            select(Appointment)
            .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
            .where(
                Participation.client_id == client_id,
                Appointment.status == AppointmentStatus.planned,
                Appointment.starts_at > after,
                Appointment.starts_at <= until,
            )
            .order_by(col(Appointment.starts_at))
        )
    )


def is_still_planned(db: Session, appointment_id: UUID, client_id: UUID) -> datetime | None:
    """When a session begins, if it takes place and the client still has a place in it."""
    return db.exec(
        select(Appointment.starts_at)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Appointment.id == appointment_id,
            Participation.client_id == client_id,
            Appointment.status == AppointmentStatus.planned,
        )
    ).first()


def changed_since(db: Session, since: datetime) -> set[UUID]:
    """Clients whose calendar was touched since an instant, so that reminders follow."""
    rows = db.exec(
        select(Participation.client_id)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where((col(Appointment.changed_at) >= since) | (col(Participation.changed_at) >= since))
        .distinct()
    )
    return set(rows)
