"""What staff do with single meetings: who may, at which wall time, and whether people in it have
been thought of."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.appointments import queries
from app.appointments.conflicts import take_turns
from app.appointments.meetings import (
    KEEP,
    InThePast,
    NoSuchTime,
    cancel_meeting,
    make_meeting,
    move_meeting,
    reinstate_meeting,
    require_to_come,
)
from app.appointments.models import Appointment
from app.appointments.places import fill_from_waiting, give_place, stop_waiting, take_out
from app.appointments.schemas import MeetingCancel, MeetingCreate, MeetingTime
from app.appointments.series import NoLeader
from app.appointments.series_changes import ChangedMeanwhile, PeopleSignedUp
from app.appointments.telling import about, clients_in
from app.episodes.queries import daily_cap
from app.errors import NotFound
from app.notices.models import NoticeKind
from app.notices.service import tell
from app.people.models import Role
from app.people.viewers import Viewer
from app.programs.kinds import Modality
from app.programs.queries import centre


def new_meeting(db: Session, viewer: Viewer, body: MeetingCreate) -> Appointment:
    """A single session with some of the viewer's clients, led by the viewer or whoever is named.
    Raises `NotFound` for a stranger's client, and as `make_meeting` does."""
    take_turns(db)
    zone = centre(db).time_zone
    leader_id = body.provider_id or (viewer.id if Role.provider in viewer.roles else None)
    if leader_id is None:
        raise NoLeader
    queries.require_leader(db, leader_id)
    queries.require_room(db, body.room_id)
    clients = list(dict.fromkeys(body.client_ids))
    for client_id in clients:
        require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    starts_at = at_wall_time(body.day, body.local_time, zone, viewer.now)
    audit.changed(db, viewer, Data.sessions, clients)
    taken_over = body.model_dump(
        exclude={"provider_id", "day", "local_time", "duration_minutes", "client_ids"}
    )
    return make_meeting(
        db,
        **taken_over,
        by=viewer.id,
        now=viewer.now,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=body.duration_minutes),
        provider_id=leader_id,
        zone=zone,
        clients=clients,
        caps={client_id: daily_cap(db, client_id) for client_id in clients},
    )


def at_wall_time(day: date, wall: time, zone: str, now: datetime) -> datetime:
    """The instant of a wall time somebody chose. Raises `NoSuchTime` where clocks jump over it,
    and `InThePast`. A time that comes twice is the first."""
    found = clock.at_wall_time(day, wall, zone)
    if found.astimezone(ZoneInfo(zone)).time() != wall:
        raise NoSuchTime
    if found <= now:
        raise InThePast
    return found


def set_time(db: Session, viewer: Viewer, appointment_id: UUID, body: MeetingTime) -> Appointment:
    """Moves one meeting. Raises `NotFound`, `ChangedMeanwhile`, `NoSuchTime`, without `confirm`
    `PeopleSignedUp` (with how many of them are `busy` then), and as `move_meeting` does."""
    take_turns(db)
    row = _to_change(db, viewer, appointment_id, body.sequence)
    queries.require_room(db, body.room_id)
    if body.provider_id is not None:
        queries.require_leader(db, body.provider_id)
    length = row.ends_at - row.starts_at
    if body.duration_minutes is not None:
        length = timedelta(minutes=body.duration_minutes)
    zone = centre(db).time_zone
    starts_at = at_wall_time(body.day, body.local_time, zone, viewer.now)
    people = clients_in(db, [row.id]).get(row.id, [])
    if body.provider_id is not None:
        to_id = body.provider_id
        queries.require_may_hand_over(db, viewer, row.provider_id, to_id, people)
    asked = people and not body.confirm
    move_meeting(
        db,
        row,
        starts_at=starts_at,
        ends_at=starts_at + length,
        by=viewer.id,
        now=viewer.now,
        room_id=body.room_id if "room_id" in body.model_fields_set else KEEP,
        provider_id=body.provider_id or KEEP,
        drops_busy=True,
    )
    if asked:
        staying = clients_in(db, [row.id]).get(row.id, [])
        raise PeopleSignedUp(count=len(people), busy=len(set(people) - set(staying)))
    audit.changed(db, viewer, Data.sessions, people)
    return row


def cancel(db: Session, viewer: Viewer, appointment_id: UUID, body: MeetingCancel) -> Appointment:
    """One meeting does not take place. Raises `NotFound`, `ChangedMeanwhile`, `AlreadyBegun`, and
    without `confirm` `PeopleSignedUp`."""
    take_turns(db)
    row = _to_change(db, viewer, appointment_id, body.sequence)
    people = clients_in(db, [row.id]).get(row.id, [])
    require_to_come(row, viewer.now)
    if people and not body.confirm:
        raise PeopleSignedUp(count=len(people))
    audit.changed(db, viewer, Data.sessions, people)
    cancel_meeting(db, row, reason=body.reason, by=viewer.id, now=viewer.now)
    return row


def take_back(db: Session, viewer: Viewer, appointment_id: UUID) -> Appointment:
    """A cancelled meeting takes place after all. Raises `NotFound`, and as `reinstate_meeting`."""
    take_turns(db)
    row = queries.meeting_to_change(db, viewer, appointment_id)
    audit.changed(db, viewer, Data.sessions, clients_in(db, [row.id]).get(row.id, []))
    reinstate_meeting(db, row, by=viewer.id, now=viewer.now)
    return row


def let_in(db: Session, viewer: Viewer, appointment_id: UUID, client_id: UUID) -> None:
    """Gives one of the viewer's clients a place in one meeting: of any series, and of what the
    viewer may change. Twice is once. Raises `NotFound`, `AlreadyBegun`, and as `give_place`."""
    take_turns(db)
    row = queries.one_meeting(db, appointment_id)
    require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    people = clients_in(db, [row.id]).get(row.id, [])
    is_closed = row.series_id is None or (queries.is_of_one(row) and people)
    if is_closed and not queries.may_change(db, viewer, row):
        raise NotFound
    audit.changed(db, viewer, Data.sessions, [client_id])
    if client_id in people:
        return
    require_to_come(row, viewer.now)
    is_remote = row.modality is Modality.remote
    cap = daily_cap(db, client_id)
    give_place(db, row, client_id, by=viewer.id, now=viewer.now, is_remote=is_remote, cap=cap)
    _tell_both(db, viewer, row, client_id, NoticeKind.booked, NoticeKind.client_booked)


def let_out(db: Session, viewer: Viewer, appointment_id: UUID, client_id: UUID) -> None:
    """Takes a client out of one meeting: the team does, or whoever leads it. Raises `NotFound` and
    `AlreadyBegun`; a client who is not in it is left as they are."""
    take_turns(db)
    row = queries.one_meeting(db, appointment_id)
    is_in = client_id in clients_in(db, [row.id]).get(row.id, [])
    if not (is_in and queries.leads_meeting(db, viewer, row)):
        require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    audit.changed(db, viewer, Data.sessions, [client_id])
    stop_waiting(db, client_id, appointment_id=row.id, now=viewer.now)
    if not is_in:
        return
    require_to_come(row, viewer.now)
    take_out(db, row, client_id, by=viewer.id, now=viewer.now, reason=None)
    _tell_both(db, viewer, row, client_id, NoticeKind.cancelled, NoticeKind.client_cancelled)
    fill_from_waiting(db, row, viewer.now)


def _tell_both(
    db: Session,
    viewer: Viewer,
    row: Appointment,
    client_id: UUID,
    to_client: NoticeKind,
    to_leader: NoticeKind,
) -> None:
    tell(db, [client_id], to_client, about(row), by=viewer.id, now=viewer.now)
    if row.provider_id is not None:
        told = about(row, client_id)
        tell(db, [row.provider_id], to_leader, told, by=viewer.id, now=viewer.now)


def _to_change(db: Session, viewer: Viewer, appointment_id: UUID, sequence: int) -> Appointment:
    row = queries.meeting_to_change(db, viewer, appointment_id)
    if row.sequence != sequence:
        raise ChangedMeanwhile
    return row
