"""A client's own sessions, as they see them: booked, waited for, or open to them. However many
there are, the number of queries is the same."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Attendance,
    Participation,
    PlaceChange,
    PlaceChangeKind,
    SeriesParticipant,
    WaitingPlace,
)
from app.appointments.places import taken_here
from app.booking.models import BookingRules, MoveRequest, SessionFeedback
from app.booking.queries import Care
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
    """A session with the client's place in it, if they have one, and what belongs to it: how many
    places are taken, their turn in the waiting list, from 1, and whether they have said something
    private about it."""

    appointment: Appointment
    place: Participation | None
    provider: Person | None
    rules: BookingRules
    is_open: bool
    room: str | None
    taken: int
    turn: int | None
    is_said: bool


@dataclass(frozen=True)
class Around:
    """What else there is to know about some sessions of one client."""

    now: datetime
    requests: Mapping[UUID, MoveRequest]
    was_at: Mapping[tuple[UUID, datetime], datetime]


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
    is open to them; with `left` also one they gave up by themselves, not one that others took them
    out of."""
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
        _with_all_about_them(client)
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
            *others,
        )
        for appointment, place, person, rules, *others in db.execute(query)
    ]


def _with_all_about_them(client: Viewer) -> Select[*tuple[Any, ...]]:
    """Sessions with what belongs to a `Row`, in its order, in one query."""
    appointment = col(Appointment.id)
    own = col(Participation.client_id) == client.id
    leader = col(Appointment.provider_id)
    return (
        select(Appointment, Participation, Person, BookingRules)
        .add_columns(col(Room.name), taken_here(), _turn(client), _is_said(client))
        .outerjoin(Participation, (col(Participation.appointment_id) == appointment) & own)
        .outerjoin(Person, col(Person.id) == leader)
        .outerjoin(BookingRules, col(BookingRules.provider_id) == leader)
        .outerjoin(Room, col(Room.id) == col(Appointment.room_id))
    )


def _waits(client: Viewer) -> ColumnElement[bool]:
    waits = select(WaitingPlace.appointment_id).where(
        WaitingPlace.client_id == client.id,
        col(WaitingPlace.given_at).is_(None),
        col(WaitingPlace.left_at).is_(None),
        col(WaitingPlace.appointment_id).is_not(None),
    )
    return col(Appointment.id).in_(waits)


def _left(client: Viewer) -> ColumnElement[bool]:
    """Sessions whose place or turn the client gave back by themselves, and nothing came after."""
    own, later, waited = aliased(PlaceChange), aliased(PlaceChange), aliased(WaitingPlace)
    of_later = (col(later.appointment_id) == own.appointment_id, col(later.client_id) == client.id)
    is_later = (col(later.at) > own.at) | ((col(later.at) == own.at) & (col(later.id) > own.id))
    taken_off = (
        col(waited.appointment_id) == own.appointment_id,
        col(waited.client_id) == client.id,
        col(waited.left_at) > own.at,
    )
    gave_back = select(own.appointment_id).where(
        own.client_id == client.id,
        own.kind == PlaceChangeKind.given_back,
        own.by == client.id,
        ~exists().where(*of_later, is_later),
        ~exists().where(*taken_off),
    )
    return col(Appointment.id).in_(gave_back)


def _turn(client: Viewer) -> ColumnElement[int | None]:
    """The client's turn in the waiting list, from 1; none if they do not wait."""
    mine, before = aliased(WaitingPlace), aliased(WaitingPlace)
    is_before = (col(before.asked_at) < mine.asked_at) | (
        (col(before.asked_at) == mine.asked_at) & (col(before.id) <= mine.id)
    )
    turns = select(func.count()).where(
        col(mine.client_id) == client.id,
        *(_waits_for_it(one) for one in (mine, before)),
        is_before,
    )
    return func.nullif(turns.scalar_subquery(), 0)


def _waits_for_it(one: type[WaitingPlace]) -> ColumnElement[bool]:
    still = col(one.given_at).is_(None) & col(one.left_at).is_(None)
    return (col(one.appointment_id) == col(Appointment.id)) & still


def _is_said(client: Viewer) -> ColumnElement[bool]:
    return exists().where(
        col(SessionFeedback.client_id) == client.id,
        col(SessionFeedback.appointment_id) == col(Appointment.id),
    )


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
    around = Around(
        now=client.now,
        requests=_requests(db, client.id, ids),
        was_at=moves_told(db, client.id, (row.appointment.id for row in rows if row.place)),
    )
    return [_my_session(row, around) for row in rows]


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
    appointment, place = row.appointment, row.place
    waiting = None if place else row.turn
    mine: Mine = "booked" if place else "waiting" if waiting else "open"
    request = around.requests.get(appointment.id) if place else None
    left = _places_left(row)
    return MySession.model_validate(
        {
            **appointment.model_dump(),
            "room": row.room,
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


def _places_left(row: Row) -> int | None:
    if row.appointment.capacity is None:
        return None
    return max(0, row.appointment.capacity - row.taken)


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
        feedback=was_there and is_over and row.provider is not None and not row.is_said,
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
