"""Places in meetings: given, given back, waited for. Everything here assumes `take_turns`."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, union_all
from sqlalchemy import select as columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app import clock
from app.appointments.absences import absent_by as absent_by
from app.appointments.conflicts import require_client_free, require_room_in_day
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    CancelReason,
    Participation,
    PlaceChange,
    PlaceChangeKind,
    WaitingPlace,
)
from app.appointments.seating import Seat, Seating
from app.appointments.telling import about, waiting_for
from app.errors import Conflict
from app.notices.models import NoticeKind
from app.notices.service import tell
from app.programs.queries import centre

LEAST_NOTICE = timedelta(hours=1)
"""Nobody is given a place by the waiting list later than this before a session begins."""
AlsoTaken = Callable[[], Select[UUID]]
_ALSO_TAKEN: list[AlsoTaken] = []


def also_taken_by(*rules: AlsoTaken) -> None:
    """Registers who else takes places beside clients (once, in `rooms`): the id of a meeting for
    each place of theirs."""
    _ALSO_TAKEN[:] = rules


class GroupFull(Conflict):
    code = "group_full"
    detail = "Every place is taken. You can wait for one."


class SessionCancelled(Conflict):
    code = "session_cancelled"
    detail = "That session does not take place."


def give_place(
    db: Session,
    appointment: Appointment,
    client_id: UUID,
    *,
    by: UUID | None,
    now: datetime,
    is_remote: bool = False,
    kind: PlaceChangeKind = PlaceChangeKind.given,
    cap: int | None = None,
    check: bool = True,
) -> Participation:
    """A place for a client; one they have already is kept. Whoever waited for it waits no more.

    Raises `SessionCancelled` and `GroupFull`, and with `check` `ClientBusy` and, with a `cap` of
    sessions a day of the centre, `DayIsFull`. Tells nobody: one who takes a place knows, and the
    caller tells the others. Whether the time is past or the notice too short is the caller's too.
    """
    kept = db.get(Participation, (appointment.id, client_id))
    if kept is not None:
        return kept
    if appointment.status is AppointmentStatus.cancelled:
        raise SessionCancelled
    if not has_room(db, appointment):
        raise GroupFull
    if check:
        require_client_free(db, client_id, appointment.starts_at, appointment.ends_at)
        zone = centre(db).time_zone
        day = clock.local_day(appointment.starts_at, zone)
        require_room_in_day(db, client_id, day, zone, cap)
    place = Participation(
        appointment_id=appointment.id, client_id=client_id, is_remote=is_remote, changed_at=now
    )
    db.add(place)
    note_change(db, appointment, client_id, kind, by=by, now=now)
    _waits_no_more(db, client_id, appointment.id, now)
    db.flush()
    return place


def give_back(
    db: Session,
    appointment: Appointment,
    client_id: UUID,
    *,
    by: UUID | None,
    now: datetime,
    reason: CancelReason | None,
    kind: PlaceChangeKind = PlaceChangeKind.given_back,
) -> None:
    """Takes a client out of a meeting; the next who waits and can come gets the place. Without a
    place nothing happens. Tells whoever comes from the waiting list, and the provider of them;
    that this client does not come is the caller's to tell."""
    if take_out(db, appointment, client_id, by=by, now=now, reason=reason, kind=kind):
        fill_from_waiting(db, appointment, now)


def take_out(
    db: Session,
    appointment: Appointment,
    client_id: UUID,
    *,
    by: UUID | None,
    now: datetime,
    reason: CancelReason | None,
    kind: PlaceChangeKind = PlaceChangeKind.given_back,
) -> bool:
    """`give_back` without filling the place; whether there was one."""
    place = db.get(Participation, (appointment.id, client_id))
    if place is None:
        return False
    db.delete(place)
    note_change(db, appointment, client_id, kind, by=by, now=now, reason=reason)
    db.flush()
    return True


def note_change(
    db: Session,
    appointment: Appointment,
    client_id: UUID,
    kind: PlaceChangeKind,
    *,
    by: UUID | None,
    now: datetime,
    reason: CancelReason | None = None,
    starts_at: datetime | None = None,
) -> None:
    """Keeps what happened to a place; `starts_at` where the meeting began at another time then."""
    row = PlaceChange(
        appointment_id=appointment.id,
        client_id=client_id,
        kind=kind,
        reason=reason,
        starts_at=starts_at or appointment.starts_at,
        at=now,
        by=by,
    )
    db.add(row)


def wait_for(
    db: Session,
    client_id: UUID,
    *,
    appointment_id: UUID | None = None,
    series_id: UUID | None = None,
    now: datetime,
) -> WaitingPlace:
    """Puts a client at the end of the waiting list of a meeting or of a series; who waits already
    keeps their turn. Fills nothing: `fill_from_waiting` does."""
    found = _waiting_place(db, client_id, appointment_id, series_id)
    if found is None:
        found = WaitingPlace(
            client_id=client_id, appointment_id=appointment_id, series_id=series_id, asked_at=now
        )
        db.add(found)
        db.flush()
    return found


def stop_waiting(
    db: Session,
    client_id: UUID,
    *,
    appointment_id: UUID | None = None,
    series_id: UUID | None = None,
    now: datetime,
) -> bool:
    """A client waits no more; one who does not wait is left as they are. Whether they waited."""
    found = _waiting_place(db, client_id, appointment_id, series_id)
    if found is None:
        return False
    found.left_at = now
    db.add(found)
    db.flush()
    return True


def fill_from_waiting(db: Session, appointment: Appointment, now: datetime) -> list[UUID]:
    """Gives free places of a meeting still to come to those who wait, first come, first served.
    Who has something else then, whose day is full or who is away is passed over and goes on
    waiting; with less than `LEAST_NOTICE` everybody is. Tells them and the provider; returns who
    got a place."""
    is_too_late = now > appointment.starts_at - LEAST_NOTICE
    if appointment.status is AppointmentStatus.cancelled or is_too_late:
        return []
    waiting = waiting_for(db, [appointment.id]).get(appointment.id, [])
    if not waiting or not has_room(db, appointment):
        return []
    seating = Seating(db, waiting, appointment.starts_at, appointment.ends_at)
    came = []
    for client_id in waiting:
        seat = seating.seat(client_id, appointment)
        if seat is not None and has_room(db, appointment):
            _come_from_waiting(db, appointment, client_id, seat, now)
            came.append(client_id)
    return came


def _come_from_waiting(
    db: Session, appointment: Appointment, client_id: UUID, seat: Seat, now: datetime
) -> None:
    give_place(
        db,
        appointment,
        client_id,
        by=None,
        now=now,
        is_remote=seat is Seat.by_link,
        kind=PlaceChangeKind.from_waiting,
        check=False,
    )
    told = about(appointment)
    tell(db, [client_id], NoticeKind.place_from_waiting, told, by=None, now=now)
    if appointment.provider_id is not None:
        told = about(appointment, client_id)
        tell(db, [appointment.provider_id], NoticeKind.client_booked, told, by=None, now=now)


def places_taken(db: Session, ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many places of each of these meetings are taken; meetings without any are left out."""
    wanted = list(ids)
    clients = columns(col(Participation.appointment_id)).where(
        col(Participation.appointment_id).in_(wanted)
    )
    others = (rule().subquery() for rule in _ALSO_TAKEN)
    theirs = (columns(place.c[0]).where(place.c[0].in_(wanted)) for place in others)
    places = union_all(clients, *theirs).subquery()
    rows = db.execute(columns(places.c[0], func.count()).group_by(places.c[0]))
    return {appointment_id: int(count) for appointment_id, count in rows}


def taken_here() -> ColumnElement[int]:
    """How many places of the `Appointment` of a query are taken, as a column of it."""
    one = aliased(Participation)
    found: ColumnElement[int] = (
        columns(func.count())
        .where(col(one.appointment_id) == col(Appointment.id))
        .correlate(Appointment)
        .scalar_subquery()
    )
    for rule in _ALSO_TAKEN:
        place = rule().subquery()
        found = found + (
            columns(func.count())
            .select_from(place)
            .where(place.c[0] == col(Appointment.id))
            .correlate(Appointment)
            .scalar_subquery()
        )
    return found


def waiting_counts(db: Session, ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many wait for each of these meetings; those for which nobody waits are left out."""
    return {key: len(clients) for key, clients in waiting_for(db, ids).items()}


def has_room(db: Session, appointment: Appointment) -> bool:
    """Whether a place is left in a meeting."""
    if appointment.capacity is None:
        return True
    taken = places_taken(db, [appointment.id]).get(appointment.id, 0)
    return taken < appointment.capacity


def _waits_no_more(db: Session, client_id: UUID, appointment_id: UUID, now: datetime) -> None:
    found = _waiting_place(db, client_id, appointment_id, None)
    if found is not None:
        found.given_at = now
        db.add(found)


def _waiting_place(
    db: Session, client_id: UUID, appointment_id: UUID | None, series_id: UUID | None
) -> WaitingPlace | None:
    return db.exec(
        select(WaitingPlace).where(
            WaitingPlace.client_id == client_id,
            WaitingPlace.appointment_id == appointment_id,
            WaitingPlace.series_id == series_id,
            col(WaitingPlace.given_at).is_(None),
            col(WaitingPlace.left_at).is_(None),
        )
    ).first()
