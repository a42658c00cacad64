"""Opening series, and who belongs to them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.appointments import queries
from app.appointments.closed_days import closed_days
from app.appointments.conflicts import take_turns
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    SeriesParticipant,
    WaitingPlace,
)
from app.appointments.places import (
    GroupFull,
    fill_from_waiting,
    stop_waiting,
    take_out,
    wait_for,
)
from app.appointments.planning import days_planned, members, plan_ahead, seat
from app.appointments.promised import require_hours_free
from app.appointments.recurrence import Rule, days_of
from app.appointments.schemas import SeriesCreate
from app.appointments.seating import Seating
from app.appointments.telling import about_all
from app.errors import NotAllowed, Unprocessable
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.people.models import Role
from app.people.viewers import Viewer
from app.programs.models import Programme
from app.programs.queries import centre

LOOKED_AHEAD = timedelta(days=366)
"""So far ahead it is looked whether a series meets when its leader or its room is taken."""


class NoMeeting(Unprocessable):
    code = "no_meeting"
    detail = "Between these two days there is no such weekday."


class NoSuchProgramme(Unprocessable):
    code = "no_such_programme"
    detail = "That programme does not exist any more. Please choose another."


class NoLeader(Unprocessable):
    code = "no_leader"
    detail = "Please say who leads it."


def open_series(
    db: Session, viewer: Viewer, body: SeriesCreate, group_code: str | None = None
) -> AppointmentSeries:
    """A new series, planned eight weeks ahead; never backwards. Led by the viewer; an administrator
    may name somebody else.

    Raises `NoSuchProgramme`, `NoSuchProvider`, `NoSuchRoom`, `NoMeeting`, and `ProviderBusy` or
    `RoomBusy` with the first `day` on which whoever leads it or the room is taken already.
    """
    take_turns(db)
    leader_id = _leader(viewer, body.facilitator_id)
    queries.require_leader(db, leader_id)
    queries.require_room(db, body.room_id)
    if body.programme_id is not None and db.get(Programme, body.programme_id) is None:
        raise NoSuchProgramme
    zone = centre(db).time_zone
    rule = Rule(tuple(day.value for day in dict.fromkeys(body.days)), body.every, body.nth)
    series = AppointmentSeries(
        **body.model_dump(exclude={"days", "every", "nth", "facilitator_id"}),
        rrule=rule.rrule,
        facilitator_id=leader_id,
        group_code=group_code,
        time_zone=zone,
    )
    today = clock.local_day(viewer.now, zone)
    require_any_meeting(series, max(series.from_day, today))
    series.planned_until = _nothing_before(series, viewer.now)
    first = series.planned_until + timedelta(days=1)
    require_free_ahead(db, series, first, viewer.now)
    db.add(series)
    db.flush()
    plan_ahead(db, series, viewer.now)
    _tell_leader(db, viewer, series)
    return series


def _leader(viewer: Viewer, named: UUID | None) -> UUID:
    if named not in {None, viewer.id} and Role.administrator not in viewer.roles:
        raise NotAllowed
    if named is None and Role.provider not in viewer.roles:
        raise NoLeader
    return named or viewer.id


def _nothing_before(series: AppointmentSeries, now: datetime) -> date:
    """The last day on which nothing is planned: today too, once its hour has begun."""
    today = clock.local_day(now, series.time_zone)
    has_begun = clock.at_wall_time(today, series.local_time, series.time_zone) <= now
    return max(series.from_day, today + timedelta(days=has_begun)) - timedelta(days=1)


def require_any_meeting(series: AppointmentSeries, first: date) -> None:
    """Raises `NoMeeting` for a series with a last day that has no meeting from `first` on."""
    last = series.until_day
    if last is not None and not any(
        True for _ in days_of(series.rrule, series.from_day, first, last)
    ):
        raise NoMeeting


def require_free_ahead(
    db: Session,
    series: AppointmentSeries,
    first: date,
    now: datetime,
    but: frozenset[UUID] = frozenset(),
) -> None:
    """Raises `ProviderBusy` or `RoomBusy` with the first `day` on which a series would meet while
    its leader or room is taken, within a year of `first` or of now."""
    first = max(first, clock.local_day(now, series.time_zone))
    last = min(first + LOOKED_AHEAD, series.until_day or date.max)
    days = days_planned(series, first, last)
    closed = closed_days(db, [series.facilitator_id], first)
    require_hours_free(db, series, days, closed, but)


def _tell_leader(db: Session, viewer: Viewer, series: AppointmentSeries) -> None:
    coming = queries.coming(db, series.id, viewer.now)
    about = about_all(coming, {}) if coming else About(title=series.title)
    tell(db, [series.facilitator_id], NoticeKind.booked, about, by=viewer.id, now=viewer.now)


def join_series(db: Session, viewer: Viewer, series_id: UUID, client_id: UUID) -> None:
    """Gives a client a place in a series and in its coming meetings, as far as they are free.
    Doing so twice is once. Raises `GroupFull`: they can wait."""
    take_turns(db)
    series = queries.one_series(db, series_id)
    require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    belonging = members(db, series_id)
    _require_may_join(db, viewer, series, belonging)
    audit.changed(db, viewer, Data.sessions, [client_id])
    if client_id in belonging:
        return
    if series.capacity is not None and len(belonging) >= series.capacity:
        raise GroupFull
    given = _let_in(db, series, client_id, by=viewer.id, now=viewer.now)
    about = about_all(given, {}) if given else About(title=series.title)
    tell(db, [client_id], NoticeKind.booked, about, by=viewer.id, now=viewer.now)
    _tell_of(db, series, client_id, NoticeKind.client_booked, given, viewer.id, viewer.now)


def leave_series(db: Session, viewer: Viewer, series_id: UUID, client_id: UUID) -> None:
    """Takes a client out of a series and its coming meetings; what they attended stays, and who
    waits comes in. Whoever leads it may do so too."""
    take_turns(db)
    series = queries.one_series(db, series_id)
    member = db.get(SeriesParticipant, (series_id, client_id))
    is_in = member is not None and member.left_at is None
    if not (is_in and series.facilitator_id == viewer.id):
        require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    audit.changed(db, viewer, Data.sessions, [client_id])
    if member is not None and is_in:
        member.left_at = viewer.now
        db.add(member)
    coming = queries.coming(db, series_id, viewer.now)
    left = [
        row
        for row in coming
        if take_out(db, row, client_id, by=viewer.id, now=viewer.now, reason=None)
    ]
    for row in coming:
        stop_waiting(db, client_id, appointment_id=row.id, now=viewer.now)
    if is_in:
        about = about_all(left, {}) if left else About(title=series.title)
        tell(db, [client_id], NoticeKind.cancelled, about, by=viewer.id, now=viewer.now)
        _tell_of(db, series, client_id, NoticeKind.client_cancelled, left, viewer.id, viewer.now)
    fill_all(db, series, viewer.now)


def wait_for_series(db: Session, viewer: Viewer, series_id: UUID, client_id: UUID) -> None:
    """A client waits for a place in a series; where one is free they get it at once. Who belongs
    to it already waits for nothing."""
    take_turns(db)
    series = queries.one_series(db, series_id)
    require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    belonging = members(db, series_id)
    _require_may_join(db, viewer, series, belonging)
    audit.changed(db, viewer, Data.sessions, [client_id])
    if client_id not in belonging:
        wait_for(db, client_id, series_id=series_id, now=viewer.now)
        fill_series(db, series, viewer.now)


def stop_waiting_for_series(db: Session, viewer: Viewer, series_id: UUID, client_id: UUID) -> None:
    """A client waits for a series no more."""
    take_turns(db)
    queries.one_series(db, series_id)
    require_visible(db, viewer, client_id, Data.sessions, to_change=True)
    audit.changed(db, viewer, Data.sessions, [client_id])
    stop_waiting(db, client_id, series_id=series_id, now=viewer.now)


def _require_may_join(
    db: Session, viewer: Viewer, series: AppointmentSeries, belonging: Collection[UUID]
) -> None:
    """What is one client's own is no group to join: `NotFound` unless the viewer may change it."""
    if belonging and queries.is_of_one(series):
        queries.series_to_change(db, viewer, series.id)


def fill_all(db: Session, series: AppointmentSeries, now: datetime) -> None:
    """Gives the free places of a series, then those of its single meetings, to who waits."""
    fill_series(db, series, now)
    for row in queries.coming(db, series.id, now):
        fill_from_waiting(db, row, now)


def fill_series(db: Session, series: AppointmentSeries, now: datetime) -> list[UUID]:
    """Lets those who wait for a series into it while there is room, first come, first served. Who
    could come to none of its coming meetings is passed over and goes on waiting."""
    waiting = queries.waiting_in_series(db, [series.id]).get(series.id, [])
    coming = _planned(queries.coming(db, series.id, now))
    if not waiting:
        return []
    came: list[UUID] = []
    free = None if series.capacity is None else series.capacity - len(members(db, series.id))
    for client_id in waiting:
        if free is not None and len(came) >= free:
            break
        if coming and not _could_come(db, coming, client_id):
            continue
        given = _let_in(db, series, client_id, by=None, now=now)
        about = about_all(given, {}) if given else About(title=series.title)
        tell(db, [client_id], NoticeKind.place_from_waiting, about, by=None, now=now)
        _tell_of(db, series, client_id, NoticeKind.client_booked, given, None, now)
        came.append(client_id)
    return came


def _could_come(db: Session, coming: list[Appointment], client_id: UUID) -> bool:
    seating = Seating(db, [client_id], coming[0].starts_at, coming[-1].ends_at)
    return any(seating.seat(client_id, row) is not None for row in coming)


def _let_in(
    db: Session, series: AppointmentSeries, client_id: UUID, *, by: UUID | None, now: datetime
) -> list[Appointment]:
    member = db.get(SeriesParticipant, (series.id, client_id))
    if member is None:
        member = SeriesParticipant(series_id=series.id, client_id=client_id, joined_at=now)
    member.joined_at, member.left_at = now, None
    db.add(member)
    db.flush()
    _waits_no_more(db, series.id, client_id, now)
    coming = queries.coming(db, series.id, now)
    return seat(db, coming, [client_id], by=by, now=now)[client_id]


def _waits_no_more(db: Session, series_id: UUID, client_id: UUID, now: datetime) -> None:
    if client_id in queries.waiting_in_series(db, [series_id]).get(series_id, []):
        found: WaitingPlace = wait_for(db, client_id, series_id=series_id, now=now)
        found.given_at = now
        db.add(found)
        db.flush()


def _tell_of(
    db: Session,
    series: AppointmentSeries,
    client_id: UUID,
    kind: NoticeKind,
    rows: list[Appointment],
    by: UUID | None,
    now: datetime,
) -> None:
    first = rows[0] if rows else None
    about = About(
        appointment_id=first.id if first else None,
        title=series.title,
        starts_at=first.starts_at if first else None,
        client_id=client_id,
        count=len(rows) if len(rows) > 1 else None,
    )
    tell(db, [series.facilitator_id], kind, about, by=by, now=now)


def _planned(rows: list[Appointment]) -> list[Appointment]:
    return [row for row in rows if row.status is AppointmentStatus.planned]
