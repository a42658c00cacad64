"""Single meetings: made, moved, cancelled, and taking place after all. Everything here assumes
`take_turns`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.appointments.closed_days import require_open
from app.appointments.conflicts import (
    LONGEST,
    ClientBusy,
    require_provider_free,
    require_room_free,
)
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    CancelReason,
    PlaceChangeKind,
)
from app.appointments.places import (
    SessionCancelled,
    fill_from_waiting,
    give_place,
    note_change,
    take_out,
)
from app.appointments.promised import require_unpromised
from app.appointments.seating import Seating
from app.appointments.telling import about, about_all, clients_in, tell_all
from app.errors import Conflict, Unprocessable
from app.ids import new_id
from app.notices.models import NoticeKind
from app.notices.service import tell
from app.programs.kinds import AppointmentKind, Modality, SkillFocus

AHEAD_AT_MOST = timedelta(days=400)


class InThePast(Unprocessable):
    code = "in_the_past"
    detail = "That time has passed already."


class TooFarAhead(Unprocessable):
    code = "too_far_ahead"
    detail = "That is more than a year ahead."


class NoSuchTime(Unprocessable):
    """A wall time that clocks jump over on that day."""

    code = "no_such_time"
    detail = "On that day the clocks go forward, and this time does not exist."


class EndsBeforeItBegins(Unprocessable):
    code = "ends_before_start"
    detail = "A session ends after it begins, and within twelve hours."


class AlreadyBegun(Conflict):
    code = "already_begun"
    detail = "That session has begun already and stays as it is."


class _Keep:
    """Stands for what stays as it is, where None means nothing."""


KEEP: Any = _Keep()


def make_meeting(
    db: Session,
    *,
    by: UUID | None,
    now: datetime,
    title: str,
    kind: AppointmentKind,
    starts_at: datetime,
    ends_at: datetime,
    provider_id: UUID | None,
    zone: str,
    clients: Collection[UUID] = (),
    caps: dict[UUID, int | None] | None = None,
    room_id: UUID | None = None,
    place: str | None = None,
    join_link: str | None = None,
    modality: Modality = Modality.in_person,
    capacity: int | None = None,
    focus: SkillFocus | None = None,
    id: UUID | None = None,  # noqa: A002
    open_to_alumni: bool = False,
    open_to_family: bool = False,
) -> Appointment:
    """A session of its own with these clients in it; `zone` is the centre's, in which its day is.

    Raises `EndsBeforeItBegins`, `InThePast`, `TooFarAhead`, `CentreClosed`, `ProviderAway`,
    `ProviderBusy`, `RoomBusy`, and for each client `ClientBusy` and, with a cap of theirs in
    `caps`, `DayIsFull`; more clients than `capacity` is `GroupFull`. Tells clients and provider; a
    client who does it is told nothing, and the provider hears of that client.
    """
    _require_time(starts_at, ends_at, now)
    _require_free(db, provider_id, room_id, starts_at, ends_at)
    meeting = Appointment(
        id=id or new_id(),
        on_day=clock.local_day(starts_at, zone),
        title=title,
        kind=kind,
        focus=focus,
        provider_id=provider_id,
        starts_at=starts_at,
        ends_at=ends_at,
        room_id=room_id,
        place=place,
        join_link=join_link,
        modality=modality,
        capacity=capacity,
        open_to_alumni=open_to_alumni,
        open_to_family=open_to_family,
        made_by=by,
        changed_at=now,
    )
    db.add(meeting)
    db.flush()
    for client_id in clients:
        cap = (caps or {}).get(client_id)
        is_remote = modality is Modality.remote
        give_place(db, meeting, client_id, by=by, now=now, cap=cap, is_remote=is_remote)
    _tell_booked(db, meeting, clients, by=by, now=now)
    return meeting


def _tell_booked(
    db: Session, meeting: Appointment, clients: Collection[UUID], *, by: UUID | None, now: datetime
) -> None:
    tell(db, clients, NoticeKind.booked, about(meeting), by=by, now=now)
    if meeting.provider_id is None:
        return
    if by in clients:
        told = about(meeting, by)
        tell(db, [meeting.provider_id], NoticeKind.client_booked, told, by=by, now=now)
    else:
        tell(db, [meeting.provider_id], NoticeKind.booked, about(meeting), by=by, now=now)


def move_meeting(
    db: Session,
    appointment: Appointment,
    *,
    starts_at: datetime,
    ends_at: datetime,
    by: UUID | None,
    now: datetime,
    room_id: UUID | None = KEEP,
    provider_id: UUID | None = KEEP,
    drops_busy: bool = False,
) -> None:
    """Gives one meeting other times, another room or another provider, and tells everybody.

    Raises what `make_meeting` raises, `SessionCancelled`, `AlreadyBegun`, and `ClientBusy` with
    how many (`count`) have something else then or no room in their day. With `drops_busy` these
    give their places back instead, as long as anybody is left who can come.
    """
    before, led_by = appointment.starts_at, appointment.provider_id
    room_id = appointment.room_id if room_id is KEEP else room_id
    provider_id = appointment.provider_id if provider_id is KEEP else provider_id
    if appointment.status is AppointmentStatus.cancelled:
        raise SessionCancelled
    require_to_come(appointment, now)
    _require_time(starts_at, ends_at, now)
    _require_free(db, provider_id, room_id, starts_at, ends_at, but=appointment.id)
    appointment.starts_at, appointment.ends_at = starts_at, ends_at
    appointment.room_id, appointment.provider_id = room_id, provider_id
    busy = who_cannot_come(db, appointment)
    people = clients_in(db, [appointment.id]).get(appointment.id, [])
    if busy and (not drops_busy or len(busy) == len(people)):
        raise ClientBusy(count=len(busy))
    touch(db, appointment, now)
    appointment.is_moved = True
    was = {appointment.id: before} if before != starts_at else {}
    kind = NoticeKind.moved if was else NoticeKind.changed
    also = {appointment.id: [led_by] if led_by is not None else []}
    drop(db, appointment, busy, by=by, now=now)
    tell_dropped(db, {one: [appointment] for one in busy}, by=by, now=now)
    tell_all(db, [appointment], kind, by=by, now=now, was=was, also=also)
    if was:
        note_moved(db, appointment, before, by=by, now=now)
    fill_from_waiting(db, appointment, now)


def cancel_meeting(
    db: Session, appointment: Appointment, *, reason: CancelReason, by: UUID | None, now: datetime
) -> None:
    """One meeting does not take place. Places in it are kept, so that it can take place after all
    and everybody sees that it does not. Tells everybody; where a client in it does this, the
    provider hears of that client. Raises `AlreadyBegun`; cancelling twice is once."""
    if appointment.status is AppointmentStatus.cancelled:
        return
    require_to_come(appointment, now)
    set_cancelled(db, appointment, reason, now)
    people = clients_in(db, [appointment.id]).get(appointment.id, [])
    provider_id = appointment.provider_id
    if by in people and provider_id is not None:
        told = about(appointment, by)
        tell(db, [provider_id], NoticeKind.client_cancelled, told, by=by, now=now)
        tell(db, people, NoticeKind.cancelled, about(appointment), by=by, now=now)
    else:
        tell_all(db, [appointment], NoticeKind.cancelled, by=by, now=now)


def reinstate_meeting(
    db: Session, appointment: Appointment, *, by: UUID | None, now: datetime
) -> None:
    """A cancelled meeting takes place after all. Raises as `move_meeting` does unless everybody
    and the room are free. Tells everybody; taking place already changes nothing."""
    if appointment.status is AppointmentStatus.planned:
        return
    require_to_come(appointment, now)
    starts_at, ends_at = appointment.starts_at, appointment.ends_at
    _require_free(
        db, appointment.provider_id, appointment.room_id, starts_at, ends_at, but=appointment.id
    )
    busy = who_cannot_come(db, appointment)
    if busy:
        raise ClientBusy(count=len(busy))
    set_planned(db, appointment, now)
    tell_all(db, [appointment], NoticeKind.booked, by=by, now=now)
    fill_from_waiting(db, appointment, now)


def require_to_come(appointment: Appointment, now: datetime) -> None:
    """Raises `AlreadyBegun` for a meeting that is running or over."""
    if appointment.starts_at <= now:
        raise AlreadyBegun


def who_cannot_come(db: Session, appointment: Appointment) -> list[UUID]:
    """Those with a place in a meeting who have something else at its time, or whose day is full."""
    people = clients_in(db, [appointment.id]).get(appointment.id, [])
    seating = Seating(db, people, appointment.starts_at, appointment.ends_at, without_away=True)
    return [client_id for client_id in people if seating.seat(client_id, appointment) is None]


def touch(db: Session, appointment: Appointment, now: datetime) -> None:
    """Counts a change that people's own calendars have to follow (RFC 5545 SEQUENCE)."""
    appointment.sequence += 1
    appointment.changed_at = now
    db.add(appointment)
    db.flush()


def set_cancelled(
    db: Session, appointment: Appointment, reason: CancelReason, now: datetime
) -> None:
    """Cancels and tells nobody."""
    appointment.status, appointment.reason = AppointmentStatus.cancelled, reason
    touch(db, appointment, now)


def set_planned(db: Session, appointment: Appointment, now: datetime) -> None:
    """Takes a cancellation back and tells nobody."""
    appointment.status, appointment.reason = AppointmentStatus.planned, None
    touch(db, appointment, now)


def drop(
    db: Session,
    appointment: Appointment,
    client_ids: Collection[UUID],
    *,
    by: UUID | None,
    now: datetime,
) -> None:
    """Takes places back from clients who cannot come at a meeting's new time. Tells nobody:
    `tell_dropped` does."""
    for client_id in client_ids:
        take_out(
            db,
            appointment,
            client_id,
            by=by,
            now=now,
            reason=CancelReason.replaced,
            kind=PlaceChangeKind.taken,
        )


def tell_dropped(
    db: Session,
    dropped: Mapping[UUID, Sequence[Appointment]],
    *,
    by: UUID | None,
    now: datetime,
) -> None:
    """Tells clients which places were taken back from them: each once, however many they are."""
    for client_id, rows in dropped.items():
        in_order = sorted(rows, key=lambda one: (one.starts_at, one.id))
        told = about_all(in_order, {}, CancelReason.replaced)
        tell(db, [client_id], NoticeKind.cancelled, told, by=by, now=now)


def note_moved(
    db: Session, appointment: Appointment, before: datetime, *, by: UUID | None, now: datetime
) -> None:
    """Keeps, for everybody with a place, that their meeting began at another time before."""
    for client_id in clients_in(db, [appointment.id]).get(appointment.id, []):
        kind = PlaceChangeKind.moved
        note_change(db, appointment, client_id, kind, by=by, now=now, starts_at=before)


def _require_time(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise EndsBeforeItBegins
    if starts_at <= now:
        raise InThePast
    if starts_at > now + AHEAD_AT_MOST:
        raise TooFarAhead


def _require_free(
    db: Session,
    provider_id: UUID | None,
    room_id: UUID | None,
    starts_at: datetime,
    ends_at: datetime,
    *,
    but: UUID | None = None,
) -> None:
    require_open(db, provider_id, starts_at)
    if provider_id is not None:
        require_provider_free(db, provider_id, starts_at, ends_at, but=but)
    if room_id is not None:
        require_room_free(db, room_id, starts_at, ends_at, but=but)
    require_unpromised(db, provider_id, room_id, starts_at, ends_at)
