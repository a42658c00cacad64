"""Which meetings of a series a rule describes, and what has to be said beside it. Pure.

A rule alone is trusted only where every reader agrees about it. Where clocks change under a
meeting (its wall time is missing or comes twice, or the change falls into it) the meeting is
written out with instants of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app import clock
from app.appointments.models import AppointmentSeries, AppointmentStatus
from app.appointments.recurrence import days_of
from app.calendar_feed.queries import Entry


@dataclass(frozen=True, slots=True)
class Ruled:
    """Meetings told by a rule from `first` to `last`, both included, without the days `left_out`;
    those in `other` are not as the rule has them."""

    first: date
    last: date
    left_out: tuple[date, ...]
    as_ruled: tuple[Entry, ...]
    other: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the meetings of one series are told; the rule knows nothing of those in `single`."""

    ruled: Ruled | None
    single: tuple[Entry, ...]


def plan_of(series: AppointmentSeries, entries: Sequence[Entry]) -> Plan:
    """The plan for somebody's meetings of one series. Fewer than two meetings by the rule, or more
    gaps than meetings, are not worth one."""
    by_day = {entry.appointment.on_day: entry for entry in entries}
    possible = set(days_of(series.rrule, series.from_day, min(by_day), max(by_day)))
    days = sorted(day for day in by_day if day in possible)
    # The first one names the time of all the others: not on a night that has no such time.
    while days and is_odd(series, days[0]):
        days.pop(0)
    if len(days) < 2:
        return Plan(None, tuple(entries))
    left_out = tuple(sorted(day for day in possible - set(days) if days[0] < day < days[-1]))
    if len(left_out) > len(days):
        return Plan(None, tuple(entries))
    kept = [by_day.pop(day) for day in days]
    as_ruled = tuple(entry for entry in kept if _is_as_ruled(series, entry))
    other = tuple(entry for entry in kept if not _is_as_ruled(series, entry))
    return Plan(Ruled(days[0], days[-1], left_out, as_ruled, other), tuple(by_day.values()))


def _is_as_ruled(series: AppointmentSeries, entry: Entry) -> bool:
    meeting = entry.appointment
    starts_at, ends_at = ruled_times(series, meeting.on_day)
    return (
        meeting.status is AppointmentStatus.planned
        and (meeting.starts_at, meeting.ends_at) == (starts_at, ends_at)
        and not is_odd(series, meeting.on_day)
    )


def ruled_times(series: AppointmentSeries, day: date) -> tuple[datetime, datetime]:
    """When the rule has the meeting of a day, in UTC."""
    starts_at = clock.at_wall_time(day, series.local_time, series.time_zone)
    return starts_at, starts_at + timedelta(minutes=series.duration_minutes)


def wall_of(series: AppointmentSeries, day: date) -> datetime:
    """The wall time the rule gives a day, with its zone: it names the meeting (RECURRENCE-ID)
    however it is moved, also on a night on which no clock shows it."""
    return datetime.combine(day, series.local_time, tzinfo=ZoneInfo(series.time_zone))


def is_odd(series: AppointmentSeries, day: date) -> bool:
    """Whether clocks change under the meeting of that day."""
    wall = wall_of(series, day)
    return clocks_change(wall, ruled_times(series, day)[1].astimezone(wall.tzinfo))


def clocks_change(*walls: datetime) -> bool:
    """Whether some wall times of one zone lie on both sides of a change, in the hour that comes
    twice, or in the one that is missing."""
    return len({wall.replace(fold=fold).utcoffset() for wall in walls for fold in (0, 1)}) > 1
