"""No double booking: of a provider, a room or a client, however many ask at once.

Whoever changes the calendar first waits for their turn and then looks: two who want the same hour
take turns, and the second finds it gone. There is one turn for the whole calendar. Who is
concerned is only known after looking (a place given back goes to somebody who waits, a holiday
concerns everybody), and locks taken while looking would sooner or later wait for each other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app import clock
from app.appointments.models import Appointment, AppointmentStatus, Participation
from app.errors import Conflict
from app.programs.models import Centre

LONGEST = timedelta(hours=12)
_HAS_TURN = "has_the_calendars_turn"


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


def take_turns(db: Session, people: Iterable[UUID] = (), rooms: Iterable[UUID] = ()) -> None:
    """Waits for whoever is changing the calendar, and keeps others waiting until this unit of work
    is over. What was read before is read anew when it is used. Call it first; a second call in
    the same unit of work does nothing.

    `people` and `rooms` only say whom it is about: the turn is the whole calendar's. On the
    embedded database there is one writer at a time in any case.
    """
    del people, rooms
    if _HAS_TURN in db.info:
        return
    db.flush()
    # Not "for update": nobody who only refers to the centre has to wait.
    db.exec(select(Centre.id).with_for_update(key_share=True)).all()
    db.expire_all()
    db.info[_HAS_TURN] = True


def overlaps(starts_at: datetime, ends_at: datetime) -> ColumnElement[bool]:
    """Planned appointments that share a moment with a stretch of time; touching ends share none."""
    return (
        (col(Appointment.status) == AppointmentStatus.planned)
        & (col(Appointment.starts_at) < ends_at)
        & (col(Appointment.ends_at) > starts_at)
        # Bounded below, so that the index serves.
        & (col(Appointment.starts_at) > starts_at - LONGEST)
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


@dataclass(frozen=True, slots=True)
class Taken:
    """An hour that is taken, and by which meeting."""

    appointment_id: UUID
    starts_at: datetime
    ends_at: datetime

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        return self.starts_at < ends_at and starts_at < self.ends_at


def times_of_provider(
    db: Session, provider_id: UUID, starts_at: datetime, ends_at: datetime
) -> list[Taken]:
    """What a provider leads in a stretch of time, in order."""
    return _times(db, starts_at, ends_at, Appointment.provider_id == provider_id)


def times_of_room(
    db: Session, room_id: UUID, starts_at: datetime, ends_at: datetime
) -> list[Taken]:
    """What is in a room in a stretch of time, in order."""
    return _times(db, starts_at, ends_at, Appointment.room_id == room_id)


def times_of_clients(
    db: Session, client_ids: Collection[UUID], starts_at: datetime, ends_at: datetime
) -> dict[UUID, list[Taken]]:
    """What each of these clients has a place in, in a stretch of time."""
    rows = db.exec(
        select(Participation.client_id, Appointment)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where(overlaps(starts_at, ends_at), col(Participation.client_id).in_(client_ids))
    )
    found: defaultdict[UUID, list[Taken]] = defaultdict(list)
    for client_id, row in rows:
        found[client_id].append(Taken(row.id, row.starts_at, row.ends_at))
    return found


def _times(
    db: Session, starts_at: datetime, ends_at: datetime, whose: ColumnElement[bool] | bool
) -> list[Taken]:
    rows = db.exec(
        select(Appointment.id, Appointment.starts_at, Appointment.ends_at)
        .where(overlaps(starts_at, ends_at), whose)
        .order_by(col(Appointment.starts_at))
    )
    return [Taken(*row) for row in rows]


def _but(query: SelectOfScalar[UUID], but: UUID | None) -> SelectOfScalar[UUID]:
    return query if but is None else query.where(col(Appointment.id) != but)
