"""No double booking: of a provider, a room or a client, however many ask at once.

Whoever changes the calendar first takes the rows of everybody and every room concerned, always in
the same order, and then looks: two who want the same hour take turns, and the second finds it
gone. On the embedded database there is one writer at a time in any case.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app import clock
from app.appointments.models import Appointment, AppointmentStatus, Participation
from app.errors import Conflict
from app.people.models import Person
from app.programs.models import Room

_LONGEST = timedelta(hours=12)


class ProviderBusy(Conflict):
    code = "provider_busy"
    detail = "Whoever leads this has another session at that time."


class RoomBusy(Conflict):
    code = "room_busy"
    detail = "That room is taken at that time."


class ClientBusy(Conflict):
    code = "client_busy"
    detail = "There is another session at that time already."


class DayIsFull(Conflict):
    code = "day_is_full"
    detail = "That would be more sessions on one day than was agreed."


def take_turns(db: Session, people: Iterable[UUID], rooms: Iterable[UUID] = ()) -> None:
    """Waits for whoever is changing the calendar of these people or rooms, and keeps others
    waiting until this unit of work is over. Call it once, before looking, with all of them."""
    for table, ids in ((Person, set(people)), (Room, set(rooms))):
        if ids:
            rows = select(table.id).where(col(table.id).in_(ids)).order_by(col(table.id))
            # Not "for update": other tables' foreign keys to these rows must not wait.
            db.exec(rows.with_for_update(key_share=True)).all()


def overlaps(starts_at: datetime, ends_at: datetime) -> ColumnElement[bool]:
    """Planned appointments that share a moment with a stretch of time; touching ends share none."""
    return (
        (col(Appointment.status) == AppointmentStatus.planned)
        & (col(Appointment.starts_at) < ends_at)
        & (col(Appointment.ends_at) > starts_at)
        # Bounded below, so that the index serves.
        & (col(Appointment.starts_at) > starts_at - _LONGEST)
    )


def require_provider_free(
    db: Session,
    provider_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    *,
    but: UUID | None = None,
) -> None:
    """Raises `ProviderBusy` if the provider leads something else then."""
    query = select(Appointment.id).where(
        overlaps(starts_at, ends_at), Appointment.provider_id == provider_id
    )
    if db.exec(_but(query, but).limit(1)).first() is not None:
        raise ProviderBusy


def require_room_free(
    db: Session, room_id: UUID, starts_at: datetime, ends_at: datetime, *, but: UUID | None = None
) -> None:
    """Raises `RoomBusy` if something else is in the room then."""
    query = select(Appointment.id).where(
        overlaps(starts_at, ends_at), Appointment.room_id == room_id
    )
    if db.exec(_but(query, but).limit(1)).first() is not None:
        raise RoomBusy


def require_client_free(
    db: Session, client_id: UUID, starts_at: datetime, ends_at: datetime, *, but: UUID | None = None
) -> None:
    """Raises `ClientBusy` if the client has a place in something else then."""
    query = (
        select(Appointment.id)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(overlaps(starts_at, ends_at), Participation.client_id == client_id)
    )
    if db.exec(_but(query, but).limit(1)).first() is not None:
        raise ClientBusy


def require_room_in_day(
    db: Session, client_id: UUID, day: date, zone: str, cap: int | None, *, but: UUID | None = None
) -> None:
    """Raises `DayIsFull` if the client has `cap` sessions on that day of the centre already. No cap
    is no limit."""
    if cap is None:
        return
    query = (
        select(Appointment.id)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == client_id,
            Appointment.status == AppointmentStatus.planned,
            Appointment.starts_at >= clock.start_of_day(day, zone),
            Appointment.starts_at < clock.end_of_day(day, zone),
        )
    )
    if len(db.exec(_but(query, but)).all()) >= cap:
        raise DayIsFull


def _but(query: SelectOfScalar[UUID], but: UUID | None) -> SelectOfScalar[UUID]:
    return query if but is None else query.where(col(Appointment.id) != but)
