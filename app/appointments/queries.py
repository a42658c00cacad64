"""Reading the calendar, from what the viewer may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable
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
    WaitingPlace,
)
from app.errors import NotAllowed, NotFound, Unprocessable
from app.people.models import Person, Role, RoleGrant
from app.people.viewers import Viewer
from app.programs.kinds import OF_ONE_CLIENT
from app.programs.models import Room


class NoSuchProvider(Unprocessable):
    code = "no_such_provider"
    detail = "Nobody who leads sessions here was found by that. Please choose somebody else."


class NoSuchRoom(Unprocessable):
    code = "no_such_room"
    detail = "That room is not there any more. Please choose another."


Coming = tuple[Appointment, str | None]
"""A session and the name of the room it is in, if it is in one."""


def own_coming(db: Session, client: Viewer, until: datetime, limit: int) -> list[Coming]:
    """The viewer's next sessions, the running one and cancelled ones included."""
    return list(
        db.exec(
            select(Appointment, Room.name)
            .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
            .outerjoin(Room, col(Room.id) == col(Appointment.room_id))
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
) -> list[Coming]:
    """Sessions that are open to every alumna, or to every relative. Nobody's record."""
    is_open = Appointment.open_to_family if to_family else Appointment.open_to_alumni
    return list(
        db.exec(
            select(Appointment, Room.name)
            .outerjoin(Room, col(Room.id) == col(Appointment.room_id))
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


Led = tuple[AppointmentSeries, Person]
"""A series and who leads it."""


def all_series(db: Session) -> list[Led]:
    """Every series with who leads it. Nobody's record."""
    return list(
        db.exec(
            select(AppointmentSeries, Person)
            .join(Person, col(Person.id) == col(AppointmentSeries.facilitator_id))
            .order_by(col(AppointmentSeries.title), col(AppointmentSeries.id))
        )
    )


def one_series(db: Session, series_id: UUID) -> AppointmentSeries:
    """One series; `NotFound` if there is none. Nobody's record."""
    found = db.get(AppointmentSeries, series_id)
    if found is None:
        raise NotFound
    return found


def series_to_change(db: Session, viewer: Viewer, series_id: UUID) -> AppointmentSeries:
    """A series that the viewer may change: its leader, anybody on the team of a client in it, an
    administrator. `NotFound` for everybody else."""
    found = one_series(db, series_id)
    if leads(viewer, found.facilitator_id) or Role.administrator in viewer.roles:
        return found
    mine = db.exec(
        select(SeriesParticipant.client_id).where(
            SeriesParticipant.series_id == series_id,
            col(SeriesParticipant.left_at).is_(None),
            col(SeriesParticipant.client_id).in_(visible(viewer, Data.sessions, to_change=True)),
        )
    )
    if mine.first() is None:
        raise NotFound
    return found


def one_meeting(db: Session, appointment_id: UUID) -> Appointment:
    """One meeting; `NotFound` if there is none. Who is in it is another question."""
    found = db.get(Appointment, appointment_id)
    if found is None:
        raise NotFound
    return found


def meeting_to_change(db: Session, viewer: Viewer, appointment_id: UUID) -> Appointment:
    """A meeting that the viewer may change, as `series_to_change`."""
    found = one_meeting(db, appointment_id)
    if not may_change(db, viewer, found):
        raise NotFound
    return found


def may_change(db: Session, viewer: Viewer, appointment: Appointment) -> bool:
    """Whether the viewer leads a meeting or its series, is on the team of a client in it, or is an
    administrator."""
    if leads_meeting(db, viewer, appointment) or Role.administrator in viewer.roles:
        return True
    mine = db.exec(
        select(Participation.client_id).where(
            Participation.appointment_id == appointment.id,
            col(Participation.client_id).in_(visible(viewer, Data.sessions, to_change=True)),
        )
    )
    return mine.first() is not None


def leads_meeting(db: Session, viewer: Viewer, appointment: Appointment) -> bool:
    """Whether the viewer leads this meeting, or the series it belongs to."""
    if leads(viewer, appointment.provider_id):
        return True
    if appointment.series_id is None:
        return False
    return leads(viewer, one_series(db, appointment.series_id).facilitator_id)


def leads(viewer: Viewer, leader_id: UUID | None) -> bool:
    """Whether the viewer is the provider who leads it."""
    return Role.provider in viewer.roles and leader_id == viewer.id


class NotYoursToHandOver(NotAllowed):
    code = "not_yours_to_hand_over"
    detail = "Whoever leads this can hand it to somebody else, or an administrator can."


def require_may_hand_over(
    db: Session, viewer: Viewer, leader_id: UUID | None, to_id: UUID, people: Collection[UUID]
) -> None:
    """Whoever leads a session sees who is in it. So it is handed over by whoever leads it, by
    somebody who sees all of these people anyway, or by an administrator, who then cannot name
    themselves. Raises `NotYoursToHandOver`."""
    if to_id == leader_id or leads(viewer, leader_id) or _sees_all(db, viewer, people):
        return
    is_administrator = Role.administrator in viewer.roles
    if not is_administrator or (to_id == viewer.id and people):
        raise NotYoursToHandOver


def _sees_all(db: Session, viewer: Viewer, people: Collection[UUID]) -> bool:
    seen = select(Person.id).where(
        col(Person.id).in_(people),
        col(Person.id).in_(visible(viewer, Data.sessions, to_change=True)),
    )
    return bool(people) and set(db.exec(seen)) == set(people)


def ever_in_series(db: Session, series_id: UUID) -> set[UUID]:
    """Everybody who belongs or belonged to a series, or has a place in one of its meetings."""
    places = (
        select(Participation.client_id)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where(Appointment.series_id == series_id)
    )
    members = select(SeriesParticipant.client_id).where(SeriesParticipant.series_id == series_id)
    return {*db.exec(places), *db.exec(members)}


def is_of_one(row: Appointment | AppointmentSeries) -> bool:
    """Whether a session is one client's own, by its kind or its capacity."""
    return row.capacity == 1 or (row.kind in OF_ONE_CLIENT and row.capacity is None)


def people_in(
    db: Session, viewer: Viewer, appointment: Appointment
) -> list[tuple[Person, Participation]]:
    """Who has a place in one meeting, as far as the viewer may know: everybody to whoever leads
    it, and their own clients to everybody else."""
    query = (
        select(Person, Participation)
        .join(Participation, col(Participation.client_id) == col(Person.id))
        .where(Participation.appointment_id == appointment.id)
        .order_by(col(Person.shown_name), col(Person.id))
    )
    if not leads_meeting(db, viewer, appointment):
        query = query.where(col(Person.id).in_(visible(viewer, Data.sessions)))
    return list(db.exec(query))


def coming(db: Session, series_id: UUID, now: datetime) -> list[Appointment]:
    """The meetings of a series that have not begun, cancelled ones included, in order."""
    return list(
        db.exec(
            select(Appointment)
            .where(Appointment.series_id == series_id, Appointment.starts_at > now)
            .order_by(col(Appointment.starts_at), col(Appointment.id))
        )
    )


def waiting_in_series(db: Session, ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who waits for a place in each of these series, in their order."""
    rows = db.exec(
        select(WaitingPlace)
        .where(
            col(WaitingPlace.series_id).in_(list(ids)),
            col(WaitingPlace.given_at).is_(None),
            col(WaitingPlace.left_at).is_(None),
        )
        .order_by(col(WaitingPlace.asked_at), col(WaitingPlace.id))
    )
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        if row.series_id is not None:
            found[row.series_id].append(row.client_id)
    return found


def require_leader(db: Session, provider_id: UUID) -> Person:
    """A provider who works here; raises `NoSuchProvider`."""
    found = db.exec(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(
            Person.id == provider_id,
            RoleGrant.role == Role.provider,
            col(Person.disabled_at).is_(None),
        )
    ).first()
    if found is None:
        raise NoSuchProvider
    return found


def require_room(db: Session, room_id: UUID | None) -> None:
    """Raises `NoSuchRoom` unless there is such a room, or none is asked for."""
    if room_id is None:
        return
    found = db.get(Room, room_id)
    if found is None or found.closed_at is not None:
        raise NoSuchRoom


def people(db: Session, ids: Iterable[UUID]) -> dict[UUID, Person]:
    """People who work here, by id."""
    rows = db.exec(select(Person).where(col(Person.id).in_(list(ids))))
    return {person.id: person for person in rows}


def participants(
    db: Session, viewer: Viewer, series_ids: Iterable[UUID]
) -> dict[UUID, list[Person]]:
    """Who belongs to which of these series now, as far as the viewer may see them: their own
    clients everywhere, and everybody in what they lead."""
    rows = db.exec(
        select(SeriesParticipant.series_id, Person)
        .join(Person, col(Person.id) == col(SeriesParticipant.client_id))
        .where(
            col(SeriesParticipant.left_at).is_(None),
            col(SeriesParticipant.series_id).in_(list(series_ids)),
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
