"""Hours that a series has promised and that are not planned yet, because they lie further ahead
than meetings are made."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, or_, select

from app import clock
from app.appointments.closed_days import ClosedDays, closed_days
from app.appointments.conflicts import (
    ProviderBusy,
    RoomBusy,
    Taken,
    times_of_provider,
    times_of_room,
)
from app.appointments.models import AppointmentSeries
from app.appointments.recurrence import Meeting, meetings

_A_DAY = timedelta(days=1)


def require_unpromised(
    db: Session,
    provider_id: UUID | None,
    room_id: UUID | None,
    starts_at: datetime,
    ends_at: datetime,
) -> None:
    """Raises `ProviderBusy` or `RoomBusy` if a series of theirs will have a meeting then."""
    theirs = _series_of(db, provider_id, room_id)
    for series, hours in _promised(db, theirs, starts_at, ends_at):
        if any(one.overlaps(starts_at, ends_at) for one in hours):
            raise ProviderBusy if series.facilitator_id == provider_id else RoomBusy


def require_hours_free(
    db: Session,
    series: AppointmentSeries,
    days: Sequence[Meeting],
    closed: ClosedDays,
    but: frozenset[UUID] = frozenset(),
) -> None:
    """Raises `ProviderBusy` or `RoomBusy`, each with the first `day` on which it is so, if whoever
    leads a series or its room has another meeting, or one that another series has promised. `but`
    are meetings that do not count; closed days do not count either."""
    open_days = [day for day in days if closed.reason(day.on_day, series.facilitator_id) is None]
    if not open_days:
        return
    first, last = open_days[0].starts_at, max(day.ends_at for day in open_days)
    theirs = _series_of(db, series.facilitator_id, series.room_id)
    others = list(_promised(db, [one for one in theirs if one.id != series.id], first, last))
    led = times_of_provider(db, series.facilitator_id, first, last)
    for other, hours in others:
        led += hours if other.facilitator_id == series.facilitator_id else []
    _require(open_days, [one for one in led if one.appointment_id not in but], ProviderBusy)
    if series.room_id is None:
        return
    held = times_of_room(db, series.room_id, first, last)
    for other, hours in others:
        held += hours if other.room_id == series.room_id else []
    _require(open_days, [one for one in held if one.appointment_id not in but], RoomBusy)


def _require(
    days: Sequence[Meeting],
    hours: Sequence[Taken],
    refusal: type[ProviderBusy] | type[RoomBusy],
) -> None:
    for day in days:
        if any(one.overlaps(day.starts_at, day.ends_at) for one in hours):
            raise refusal(day=day.on_day.isoformat())


def _series_of(
    db: Session, provider_id: UUID | None, room_id: UUID | None
) -> list[AppointmentSeries]:
    theirs = []
    if provider_id is not None:
        theirs.append(AppointmentSeries.facilitator_id == provider_id)
    if room_id is not None:
        theirs.append(AppointmentSeries.room_id == room_id)
    if not theirs:
        return []
    return list(db.exec(select(AppointmentSeries).where(or_(*theirs))))


def _promised(
    db: Session, series: Sequence[AppointmentSeries], starts_at: datetime, ends_at: datetime
) -> Iterator[tuple[AppointmentSeries, list[Taken]]]:
    """What each of these series has promised between two instants. One whose leader has left rests
    from that day on, and keeps neither its hours nor its room."""
    if not series:
        return
    since = clock.local_day(starts_at, series[0].time_zone)
    closed = closed_days(db, {one.facilitator_id for one in series}, since)
    for one in series:
        yield one, _hours(one, starts_at, ends_at, closed.leaving_day(one.facilitator_id))


def _hours(
    series: AppointmentSeries, starts_at: datetime, ends_at: datetime, leaving: date | None
) -> list[Taken]:
    first, last = _day(series, starts_at) - _A_DAY, _day(series, ends_at)
    if series.planned_until is not None:
        first = max(first, series.planned_until + _A_DAY)
    if series.until_day is not None:
        last = min(last, series.until_day)
    if leaving is not None:
        last = min(last, leaving - _A_DAY)
    found = meetings(
        series.rrule,
        series.from_day,
        series.local_time,
        series.duration_minutes,
        series.time_zone,
        first,
        last,
    )
    return [Taken(series.id, one.starts_at, one.ends_at) for one in found]


def _day(series: AppointmentSeries, instant: datetime) -> date:
    return clock.local_day(instant, series.time_zone)
