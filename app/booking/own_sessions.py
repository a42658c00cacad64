"""A client's own sessions, as they see them: booked, waited for, or open to them. However many
there are, the number of queries is the same."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, literal
from sqlmodel import Session, col, or_, select

from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Attendance,
    Participation,
    PlaceChange,
    SeriesParticipant,
    WaitingPlace,
)
from app.appointments.places import places_taken
from app.appointments.telling import waiting_for
from app.booking.models import BookingRules, MoveRequest
from app.booking.queries import Care, said_about
from app.booking.schemas import MyCan, MyMoveRequest, MySession, SessionProvider
from app.episodes.models import Phase
from app.errors import NotFound
from app.notices.queries import moves_told
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.models import Room

Mine = Literal["booked", "waiting", "open"]
_OPEN_DOOR = frozenset({Phase.aftercare, Phase.alumni})
_NOT_THERE = frozenset({Attendance.missed, Attendance.excused})
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A session with the client's place in it, if they have one, and what belongs to it."""

    appointment: Appointment
    place: Participation | None
    provider: Person | None
    rules: BookingRules
    is_open: bool


@dataclass(frozen=True)
class Around:
    """What else there is to know about some sessions of one client."""

    now: datetime
    client_id: UUID
    taken: Mapping[UUID, int] = field(default_factory=dict)
    waiting: Mapping[UUID, list[UUID]] = field(default_factory=dict)
    requests: Mapping[UUID, MoveRequest] = field(default_factory=dict)
    was_at: Mapping[tuple[UUID, datetime], datetime] = field(default_factory=dict)
    said: Collection[UUID] = frozenset()
    rooms: Mapping[UUID, str] = field(default_factory=dict)


def own_between(
    db: Session, client: Viewer, care: Care | None, start: datetime, end: datetime
) -> list[MySession]:
    """The viewer's sessions that begin in a stretch of time, with those open to them, by start."""
    within = (col(Appointment.starts_at) >= start, col(Appointment.starts_at) < end)
    return _read(db, client, _rows(db, client, care, *within))


def own_session(
    db: Session, client: Viewer, care: Care | None, session_id: UUID, *, left: bool = False
) -> MySession:
    """One session of the viewer's as they see it; `NotFound` as for `own_row`."""
    return _read(db, client, [own_row(db, client, care, session_id, left=left)])[0]


def own_row(
    db: Session, client: Viewer, care: Care | None, session_id: UUID, *, left: bool = False
) -> Row:
    """One session of the viewer's; `NotFound` unless they have a place in it, wait for one, or it
    is open to them; with `left` also one they had a place in or waited for before."""
    found = _rows(db, client, care, col(Appointment.id) == session_id, left=left)
    if not found:
        raise NotFound
    return found[0]


def _rows(
    db: Session,
    client: Viewer,
    care: Care | None,
    *which: ColumnElement[bool],
    left: bool = False,
) -> list[Row]:
    joinable = _joinable(db, client, care)
    is_own = col(Participation.client_id).is_not(None) | _waits(client)
    if left:
        is_own |= _left(client)
    query = (
        select(Appointment, Participation, Person, BookingRules)
        .outerjoin(
            Participation,
            (col(Participation.appointment_id) == col(Appointment.id))
            & (col(Participation.client_id) == client.id),
        )
        .outerjoin(Person, col(Person.id) == col(Appointment.provider_id))
        .outerjoin(BookingRules, col(BookingRules.provider_id) == col(Appointment.provider_id))
        .where(*which, or_(is_own, _is_open(client, care, joinable)))
        .order_by(col(Appointment.starts_at), col(Appointment.id))
        .limit(_MOST)
    )
    return [
        Row(
            appointment,
            place,
            person,
            rules or BookingRules(provider_id=client.id),
            _open_now(appointment, client, care, joinable),
        )
        for appointment, place, person, rules in db.exec(query)
    ]


def _waits(client: Viewer) -> ColumnElement[bool]:
    waits = select(WaitingPlace.appointment_id).where(
        WaitingPlace.client_id == client.id,
        col(WaitingPlace.given_at).is_(None),
        col(WaitingPlace.left_at).is_(None),
        col(WaitingPlace.appointment_id).is_not(None),
    )
    return col(Appointment.id).in_(waits)


def _left(client: Viewer) -> ColumnElement[bool]:
    had = select(PlaceChange.appointment_id).where(PlaceChange.client_id == client.id)
    waited = select(WaitingPlace.appointment_id).where(
        WaitingPlace.client_id == client.id, col(WaitingPlace.appointment_id).is_not(None)
    )
    return col(Appointment.id).in_(had) | col(Appointment.id).in_(waited)


def _is_open(client: Viewer, care: Care | None, joinable: Collection[UUID]) -> ColumnElement[bool]:
    to_alumni = care is not None and care.episode.phase in _OPEN_DOOR
    return (
        (col(Appointment.status) == AppointmentStatus.planned)
        & (col(Appointment.starts_at) > client.now)
        & (
            col(Appointment.series_id).in_(joinable)
            | (col(Appointment.open_to_alumni) & literal(to_alumni))
        )
    )


def _open_now(
    row: Appointment, client: Viewer, care: Care | None, joinable: Collection[UUID]
) -> bool:
    to_alumni = care is not None and care.episode.phase in _OPEN_DOOR
    is_to_come = row.status is AppointmentStatus.planned and row.starts_at > client.now
    return is_to_come and (row.series_id in joinable or (row.open_to_alumni and to_alumni))


def _joinable(db: Session, client: Viewer, care: Care | None) -> set[UUID]:
    """Series whose meetings the client may join: those they belong to, so that a place given back
    can be taken again, and groups of their own programme that fit."""
    programme_id = care.programme_id if care else None
    rows = db.exec(
        select(
            AppointmentSeries.id,
            AppointmentSeries.group_code,
            col(SeriesParticipant.client_id).is_not(None),
        )
        .outerjoin(
            SeriesParticipant,
            (col(SeriesParticipant.series_id) == col(AppointmentSeries.id))
            & (col(SeriesParticipant.client_id) == client.id)
            & col(SeriesParticipant.left_at).is_(None),
        )
        .where(
            or_(
                col(SeriesParticipant.client_id).is_not(None),
                col(AppointmentSeries.group_code).is_not(None)
                & (col(AppointmentSeries.programme_id) == programme_id),
            )
        )
    ).all()
    own = {series_id for series_id, _, belongs in rows if belongs}
    codes = {code for _, code, belongs in rows if belongs and code is not None}
    fitting = _fitting(care, codes)
    return own | {series_id for series_id, code, _ in rows if code in fitting}


def _fitting(care: Care | None, own_codes: Collection[str]) -> set[str]:
    """Groups of the client's programme at their level, and on the track of the groups they belong
    to, if any of these has one."""
    if care is None or care.episode.phase is not Phase.treatment:
        return set()
    groups = care.design.groups
    level = care.design.level(care.episode.level)
    tracks = {group.track for group in groups if group.code in own_codes} - {None}
    return {
        group.code
        for group in groups
        if (not group.levels or (level is not None and level.code in group.levels))
        and (group.track is None or not tracks or group.track in tracks)
    }


def _read(db: Session, client: Viewer, rows: list[Row]) -> list[MySession]:
    ids = [row.appointment.id for row in rows]
    if not ids:
        return []
    over = [row.appointment.id for row in rows if row.place and row.appointment.provider_id]
    around = Around(
        now=client.now,
        client_id=client.id,
        taken=places_taken(db, (row.appointment.id for row in rows if row.appointment.capacity)),
        waiting=waiting_for(db, (row.appointment.id for row in rows if not row.place)),
        requests=_requests(db, client.id, ids),
        was_at=moves_told(db, client.id, (row.appointment.id for row in rows if row.place)),
        said=said_about(db, client.id, over) if over else frozenset(),
        rooms=_rooms(db, {row.appointment.room_id for row in rows} - {None}),
    )
    return [_my_session(row, around) for row in rows]


def _rooms(db: Session, ids: Collection[UUID | None]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows = db.exec(select(Room.id, Room.name).where(col(Room.id).in_(ids)))
    return dict(rows.all())


def _requests(db: Session, client_id: UUID, ids: Iterable[UUID]) -> dict[UUID, MoveRequest]:
    """The newest wish for another time for each session."""
    rows = db.exec(
        select(MoveRequest)
        .where(
            MoveRequest.client_id == client_id,
            col(MoveRequest.appointment_id).in_(list(ids)),
            col(MoveRequest.withdrawn_at).is_(None),
        )
        .order_by(col(MoveRequest.asked_at), col(MoveRequest.id))
    )
    return {row.appointment_id: row for row in rows}


def _my_session(row: Row, around: Around) -> MySession:
    appointment, place, waiting = row.appointment, row.place, _turn(row, around)
    mine: Mine = "booked" if place else "waiting" if waiting else "open"
    request = around.requests.get(appointment.id) if place else None
    left = _places_left(appointment, around)
    return MySession.model_validate(
        {
            **appointment.model_dump(),
            "room": around.rooms.get(appointment.room_id) if appointment.room_id else None,
            "join_link": appointment.join_link if place else None,
            "is_remote": place is not None and place.is_remote,
            "provider": _provider(row.provider),
            "mine": mine,
            "position": waiting,
            "places_left": left,
            "was_at": around.was_at.get((appointment.id, appointment.starts_at)),
            "attendance": place.attendance if place else None,
            "can": _can(row, mine, left, request, around),
            "request": _request(request),
        },
        extra="ignore",
    )


def _turn(row: Row, around: Around) -> int | None:
    """The client's turn in the waiting list, from 1."""
    if row.place is not None:
        return None
    order = around.waiting.get(row.appointment.id, [])
    return order.index(around.client_id) + 1 if around.client_id in order else None


def _places_left(appointment: Appointment, around: Around) -> int | None:
    if appointment.capacity is None:
        return None
    return max(0, appointment.capacity - around.taken.get(appointment.id, 0))


def can_join_until(row: Row) -> datetime:
    """Until when a free place in a session can be taken."""
    return row.appointment.starts_at - timedelta(hours=row.rules.join_notice_hours)


def _can(
    row: Row, mine: Mine, left: int | None, request: MoveRequest | None, around: Around
) -> MyCan:
    appointment, place, now = row.appointment, row.place, around.now
    to_come = appointment.status is AppointmentStatus.planned and appointment.starts_at > now
    was_there = place is not None and place.attendance not in _NOT_THERE
    is_over = appointment.status is AppointmentStatus.planned and appointment.ends_at <= now
    is_asked = request is not None and request.answered_at is None
    may_join = row.is_open and place is None and now <= can_join_until(row)
    return MyCan(
        take=may_join and left != 0,
        wait=row.is_open and mine == "open" and left == 0,
        cancel=place is not None and to_come,
        ask_to_move=place is not None and to_come and not is_asked,
        feedback=was_there
        and is_over
        and row.provider is not None
        and appointment.id not in around.said,
    )


def _provider(person: Person | None) -> SessionProvider | None:
    if person is None:
        return None
    return SessionProvider(id=person.id, shown_name=person.shown_name, profession=person.profession)


def _request(request: MoveRequest | None) -> MyMoveRequest | None:
    if request is None:
        return None
    wishes = [datetime.fromisoformat(wish) for wish in request.wishes]
    return MyMoveRequest(id=request.id, wishes=wishes, answer=request.answer, line=request.line)
