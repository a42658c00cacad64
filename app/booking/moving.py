"""A client asks for another time, and whoever may answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.appointments.conflicts import (
    Taken,
    require_client_free,
    require_room_in_day,
    take_turns,
    times_of_clients,
)
from app.appointments.desk import at_wall_time
from app.appointments.meetings import move_meeting
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    CancelReason,
    Participation,
)
from app.appointments.places import SessionCancelled, places_taken
from app.appointments.telling import about
from app.booking.free_times import Stretch
from app.booking.models import Answer, MoveRequest
from app.booking.own_sessions import own_row
from app.booking.problems import (
    AlreadyAnswered,
    AlreadyAsked,
    GroupNotMoved,
    InThePast,
    SessionHasBegun,
)
from app.booking.queries import (
    caps_of,
    care_of,
    in_the_way,
    is_group,
    open_request,
)
from app.booking.schemas import (
    MoveAnswer,
    MoveRequestRead,
    MoveRequestWrite,
    NamedClient,
    WishRead,
    wall,
)
from app.episodes.queries import primary_shown
from app.errors import NotFound
from app.notices.models import NoticeKind
from app.notices.service import say_it_as, tell
from app.offline import content_hash, keep_once
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.queries import centre

_TWO_DAYS = timedelta(days=2)
Asked = tuple[MoveRequest, Appointment, Person]


def ask_to_move(db: Session, client: Viewer, request_id: UUID, body: MoveRequestWrite) -> None:
    """Keeps the viewer's wish for another time, exactly once, and tells whoever leads the session
    and the primary counselor.

    Raises `NotFound`, `SessionHasBegun`, `SessionCancelled`, `InThePast` for a wish, and
    `AlreadyAsked`.
    """
    take_turns(db, [client.id])
    digest = content_hash(body.model_dump(mode="json"))
    before = open_request(db, client.id, body.appointment_id)
    _require_own(db, client, body.appointment_id)
    row = MoveRequest(
        id=request_id,
        client_id=client.id,
        appointment_id=body.appointment_id,
        wishes=[wish.isoformat() for wish in body.wishes],
        reason=body.reason,
        asked_at=client.now,
        content_hash=digest,
    )
    _, is_new = keep_once(db, row, (request_id, client.id), digest)
    if is_new:
        appointment = db.get_one(Appointment, body.appointment_id)
        _require_to_come(appointment, client.now)
        if any(wish <= client.now for wish in body.wishes):
            raise InThePast
        if before is not None:
            raise AlreadyAsked
        _tell_staff(db, client, appointment, body.reason)
    audit.changed(db, client, Data.sessions, [client.id])


def _require_own(db: Session, client: Viewer, appointment_id: UUID) -> None:
    """A session that is open to everybody is nobody's to move: it is not found."""
    if own_row(db, client, care_of(db, client.id), appointment_id).place is None:
        raise NotFound


def _require_to_come(appointment: Appointment, now: datetime) -> None:
    if appointment.status is AppointmentStatus.cancelled:
        raise SessionCancelled
    if appointment.starts_at <= now:
        raise SessionHasBegun


def _tell_staff(
    db: Session, client: Viewer, appointment: Appointment, reason: CancelReason | None
) -> None:
    concerned = {
        appointment.provider_id,
        primary_shown(db, client.id, Data.sessions, client.now),
    } - {None}
    people = [person_id for person_id in concerned if person_id is not None]
    told = about(appointment, client.id, reason)
    tell(db, people, NoticeKind.client_asks_to_move, told, by=client.id, now=client.now)


def withdraw(db: Session, client: Viewer, request_id: UUID) -> UUID:
    """The viewer no longer asks; returns the session it was about. Twice is once. Raises
    `NotFound`, and `AlreadyAnswered` when it is too late."""
    take_turns(db, [client.id])
    request = db.get(MoveRequest, (request_id, client.id))
    if request is None:
        raise NotFound
    if request.answered_at is not None:
        raise AlreadyAnswered
    request.withdrawn_at = request.withdrawn_at or client.now
    db.add(request)
    db.flush()
    audit.changed(db, client, Data.sessions, [client.id])
    return request.appointment_id


def answer(
    db: Session, viewer: Viewer, client_id: UUID, request_id: UUID, body: MoveAnswer
) -> Asked:
    """Answers a wish: the session is moved, or stays as it is. The client is told.

    For whoever gives the client care or leads this session; `NotFound` for others. Raises
    `AlreadyAnswered`, also when the client has no place any more, `GroupNotMoved`, `NoSuchTime`,
    and what `move_meeting` raises.
    """
    take_turns(db, [viewer.id, client_id])
    request, appointment, person = _to_answer(db, viewer, client_id, request_id)
    if request.answered_at is None:
        _answer(db, viewer, request, appointment, body)
    elif not _is_same_answer(db, viewer, request, appointment, body):
        raise AlreadyAnswered
    audit.changed(db, viewer, Data.sessions, [client_id])
    return request, appointment, person


def _is_same_answer(
    db: Session, viewer: Viewer, request: MoveRequest, appointment: Appointment, body: MoveAnswer
) -> bool:
    """Whether somebody says again what they answered: for a session that was moved, to the time
    it has now."""
    if (request.answer, request.answered_by) != (body.answer, viewer.id):
        return False
    if body.day is None or body.local_time is None:
        return True
    starts_at = clock.at_wall_time(body.day, body.local_time, centre(db).time_zone)
    return starts_at == appointment.starts_at


def _to_answer(db: Session, viewer: Viewer, client_id: UUID, request_id: UUID) -> Asked:
    request = db.get(MoveRequest, (request_id, client_id))
    if request is None or client_id == viewer.id:
        raise NotFound
    appointment = db.get_one(Appointment, request.appointment_id)
    if appointment.provider_id != viewer.id:
        require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    has_place = db.get(Participation, (appointment.id, client_id)) is not None
    is_over = request.answered_at is None and not has_place
    if request.withdrawn_at is not None or is_over:
        raise AlreadyAnswered
    return request, appointment, db.get_one(Person, client_id)


def _answer(
    db: Session, viewer: Viewer, request: MoveRequest, appointment: Appointment, body: MoveAnswer
) -> None:
    request.answer, request.answered_by = body.answer, viewer.id
    request.answered_at, request.line = viewer.now, body.line or None
    client_id = request.client_id
    if body.answer is Answer.moved:
        _move(db, viewer, client_id, appointment, body)
        kind = NoticeKind.request_moved
        say_it_as(db, client_id, appointment.id, kind, request.line, now=viewer.now)
    else:
        told = replace(about(appointment), line=request.line)
        tell(db, [client_id], NoticeKind.request_declined, told, by=viewer.id, now=viewer.now)
    db.add(request)
    db.flush()


def _move(
    db: Session, viewer: Viewer, client_id: UUID, appointment: Appointment, body: MoveAnswer
) -> None:
    if body.day is None or body.local_time is None:
        raise NotFound
    _require_to_come(appointment, viewer.now)
    if is_group(appointment, places_taken(db, [appointment.id])):
        raise GroupNotMoved
    zone = centre(db).time_zone
    starts_at = at_wall_time(body.day, body.local_time, zone, viewer.now)
    ends_at = starts_at + (appointment.ends_at - appointment.starts_at)
    require_client_free(db, client_id, starts_at, ends_at, but=appointment.id)
    cap = caps_of(db, [client_id]).get(client_id)
    require_room_in_day(db, client_id, body.day, zone, cap, but=appointment.id)
    move_meeting(
        db, appointment, starts_at=starts_at, ends_at=ends_at, by=viewer.id, now=viewer.now
    )


@dataclass(frozen=True)
class _Times:
    """What is in the way of the wishes, looked up once for all of them."""

    zone: str
    now: datetime
    led: Mapping[UUID, Sequence[Taken]]
    rooms: Mapping[UUID, Sequence[Taken]]
    clients: Mapping[UUID, Sequence[Taken]]
    caps: Mapping[UUID, int | None]
    taken: Mapping[UUID, int]


def read_requests(db: Session, viewer: Viewer, rows: Sequence[Asked]) -> list[MoveRequestRead]:
    """Wishes as whoever answers them sees them, each time with whether it is free."""
    times = _times(db, viewer.now, rows)
    return [
        MoveRequestRead(
            id=request.id,
            client=NamedClient(id=person.id, shown_name=person.shown_name),
            appointment_id=appointment.id,
            title=appointment.title,
            kind=appointment.kind,
            starts_at=appointment.starts_at,
            ends_at=appointment.ends_at,
            time_zone=times.zone,
            is_group=is_group(appointment, times.taken),
            wishes=[
                _wish(times, person.id, appointment, datetime.fromisoformat(wish))
                for wish in request.wishes
            ],
            reason=request.reason,
            asked_at=request.asked_at,
            answer=request.answer,
            line=request.line,
        )
        for request, appointment, person in rows
    ]


def _times(db: Session, now: datetime, rows: Sequence[Asked]) -> _Times:
    zone = centre(db).time_zone
    wishes = [datetime.fromisoformat(wish) for request, _, _ in rows for wish in request.wishes]
    if not wishes:
        taken = places_taken(db, [appointment.id for _, appointment, _ in rows])
        return _Times(zone, now, {}, {}, {}, {}, taken)
    span = Stretch(min(wishes) - _TWO_DAYS, max(wishes) + _TWO_DAYS)
    people = {person.id for _, _, person in rows}
    led, rooms = in_the_way(
        db,
        {row.provider_id for _, row, _ in rows if row.provider_id is not None},
        {row.room_id for _, row, _ in rows if row.room_id is not None},
        span,
    )
    return _Times(
        zone=zone,
        now=now,
        led=led,
        rooms=rooms,
        clients=times_of_clients(db, people, span.starts_at, span.ends_at),
        caps=caps_of(db, people),
        taken=places_taken(db, [appointment.id for _, appointment, _ in rows]),
    )


def _wish(times: _Times, client_id: UUID, row: Appointment, starts_at: datetime) -> WishRead:
    ends_at = starts_at + (row.ends_at - row.starts_at)
    own = [one for one in times.clients.get(client_id, ()) if one.appointment_id != row.id]
    in_the_way = [one for one in own if one.overlaps(starts_at, ends_at)]
    for key, found in ((row.provider_id, times.led), (row.room_id, times.rooms)):
        if key is not None:
            others = (one for one in found.get(key, ()) if one.appointment_id != row.id)
            in_the_way += [one for one in others if one.overlaps(starts_at, ends_at)]
    day = clock.local_day(starts_at, times.zone)
    cap = times.caps.get(client_id)
    on_day = sum(clock.local_day(one.starts_at, times.zone) == day for one in own)
    is_full = cap is not None and on_day >= cap
    return WishRead(
        starts_at=starts_at,
        day=day,
        local_time=wall(starts_at.astimezone(ZoneInfo(times.zone)).time()),
        is_free=not in_the_way and not is_full and starts_at > times.now,
    )
