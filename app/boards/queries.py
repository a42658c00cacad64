"""Reading where everybody stands, in a few questions however many they are.

`everybody` is for figures alone: what leaves this room of it is counted, five at least.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from app.access.models import Data
from app.access.policy import visible
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Attendance,
    Participation,
    SeriesParticipant,
)
from app.episodes.models import EpisodeOfCare
from app.flags.models import Task, TaskKind
from app.open_door.queries import was_alumna_by
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.kinds import OF_ONE_CLIENT
from app.programs.models import Programme

_ABOUT_SILENCE = (TaskKind.silence, TaskKind.contact)
_THERE = (Attendance.attended, Attendance.late)


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's running stay."""

    person: Person
    stay: EpisodeOfCare
    programme: Programme


def everybody(db: Session) -> list[Standing]:
    """Every running stay, for counting."""
    return _standings(db)


def own(db: Session, viewer: Viewer) -> list[Standing]:
    """The running stays of the viewer's clients, by name."""
    return _standings(
        db, col(Person.id).in_(visible(viewer, Data.profile)), col(Person.id) != viewer.id
    )


def minutes_planned(
    db: Session, start: datetime, end: datetime, among: ColumnElement[bool] | None = None
) -> dict[UUID, int]:
    """Minutes of sessions that take place between two instants, by client; of those in `among`."""
    query = (
        select(Participation.client_id, Appointment.starts_at, Appointment.ends_at)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where(
            Appointment.status == AppointmentStatus.planned,
            Appointment.starts_at >= start,
            Appointment.starts_at < end,
        )
    )
    found: dict[UUID, int] = {}
    for client_id, starts_at, ends_at in db.exec(query if among is None else query.where(among)):
        minutes = round((ends_at - starts_at).total_seconds() / 60)
        found[client_id] = found.get(client_id, 0) + minutes
    return found


def whose_sessions(viewer: Viewer) -> ColumnElement[bool]:
    """Clients whose sessions the viewer sees."""
    return col(Participation.client_id).in_(visible(viewer, Data.sessions))


def sessions_seen(db: Session, viewer: Viewer) -> set[UUID]:
    """Ids of those clients."""
    return set(db.exec(select(Person.id).where(col(Person.id).in_(visible(viewer, Data.sessions)))))


def silent(db: Session, among: ColumnElement[bool] | None = None) -> set[UUID]:
    """Clients about whom somebody was asked to find out why nothing is heard of them."""
    query = select(Task.client_id).where(
        col(Task.kind).in_(_ABOUT_SILENCE), col(Task.closed_at).is_(None)
    )
    return set(db.exec(query if among is None else query.where(among)))


def visitors(db: Session, since: datetime, until: datetime) -> set[UUID]:
    """Alumni who came to a class that is open to them."""
    is_alumna = exists().where(
        col(EpisodeOfCare.client_id) == col(Participation.client_id),
        was_alumna_by(col(Appointment.starts_at)),
    )
    rows = db.exec(
        select(Participation.client_id)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where(
            col(Appointment.open_to_alumni).is_(True),
            Appointment.starts_at >= since,
            Appointment.ends_at <= until,
            col(Participation.attendance).in_(_THERE),
            is_alumna,
        )
    )
    return set(rows)


def come_back(db: Session, since: datetime) -> set[UUID]:
    """Clients who began a new stay over an earlier one."""
    return set(
        db.exec(
            select(EpisodeOfCare.client_id).where(
                col(EpisodeOfCare.returns_from).is_not(None), EpisodeOfCare.opened_at >= since
            )
        )
    )


def groups(db: Session, now: datetime) -> list[tuple[AppointmentSeries, int]]:
    """Series of more than one that have not ended, with how many belong to them, by title."""
    members = (
        columns(func.count())
        .where(
            col(SeriesParticipant.series_id) == col(AppointmentSeries.id),
            col(SeriesParticipant.left_at).is_(None),
        )
        .scalar_subquery()
    )
    goes_on = exists().where(
        col(Appointment.series_id) == col(AppointmentSeries.id),
        col(Appointment.starts_at) > now,
        col(Appointment.status) == AppointmentStatus.planned,
    )
    rows = db.execute(
        columns(AppointmentSeries, members)
        .where(goes_on, _is_for_many())
        .order_by(col(AppointmentSeries.title), col(AppointmentSeries.id))
    )
    return [(series, count) for series, count in rows]


def _is_for_many() -> ColumnElement[bool]:
    return or_(
        col(AppointmentSeries.capacity) > 1,
        and_(
            col(AppointmentSeries.capacity).is_(None),
            col(AppointmentSeries.kind).not_in(OF_ONE_CLIENT),
        ),
    )


def _standings(db: Session, *which: ColumnElement[bool]) -> list[Standing]:
    rows = db.exec(
        select(Person, EpisodeOfCare, Programme)
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(col(EpisodeOfCare.ended_at).is_(None), *which)
        .order_by(col(Person.shown_name), col(Person.id))
    )
    return [Standing(*row) for row in rows]
