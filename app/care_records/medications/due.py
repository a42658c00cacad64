"""When doses are due: pure arithmetic between wall times in a zone and instants in UTC.

A medication's times are kept as wall times. Every function is told the zone and the time; none
reads a clock or a database. A dose is named by its day and its wall time, whatever the clocks of
the place do to it, so one dose is due once.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Protocol, Self
from zoneinfo import ZoneInfo

from app.clock import Weekday, at_wall_time, local_day

DAY = timedelta(days=1)
_WEEK = tuple(Weekday)
_FIRST, _LAST = date(1900, 1, 1), date(2300, 12, 31)


class Timed(Protocol):
    """What a medication, or what one said before it was changed, knows of its times."""

    as_needed: bool
    times: list[str]
    days: list[str]
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """One dose: its day and wall time as written (`on`, `at`), and the instant (UTC) at which the
    clocks of the zone make it due."""

    on: date
    at: time
    due_at: datetime

    @property
    def key(self) -> str:
        """`2027-03-14T02:30`: the wall time that was asked for."""
        return f"{self.on.isoformat()}T{self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """The times of a medication while they were these: for doses due later than `since` (None: from
    the beginning) and not later than `until` (None: still)."""

    times: tuple[time, ...]
    days: frozenset[Weekday]
    from_on: date
    until_on: date | None
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, said: Timed, since: datetime | None = None, until: datetime | None = None) -> Self:
        """The times as a medication says them. None as needed."""
        times = () if said.as_needed else tuple(sorted(map(time.fromisoformat, said.times)))
        return cls(
            times, frozenset(map(Weekday, said.days)), said.from_on, said.until_on, since, until
        )

    @classmethod
    def from_dict(cls, said: dict[str, Any], since: datetime | None, until: datetime) -> Self:
        """The times as a change kept them from before (`MedicationChange.before`)."""
        until_on = said["until_on"]
        return cls(
            () if said["as_needed"] else tuple(sorted(map(time.fromisoformat, said["times"]))),
            frozenset(map(Weekday, said["days"])),
            date.fromisoformat(said["from_on"]),
            date.fromisoformat(until_on) if until_on else None,
            since,
            until,
        )

    def has(self, wall: datetime) -> bool:
        """Whether a dose is due at a wall time; no zone is asked."""
        day = wall.date()
        return (
            wall.time() in self.times
            and _WEEK[day.weekday()] in self.days
            and self.from_on <= day <= (self.until_on or day)
        )


def due_doses(schedule: Schedule, zone: str, since: datetime, until: datetime) -> Iterator[Due]:
    """Every dose due later than `since` and not later than `until` (instants), oldest first.

    A time that clocks jump over is due once, later by the jump; one that comes twice is due the
    first time (RFC 5545 §3.3.5). On a day that a zone leaves out, as Apia did with 2011-12-30,
    nothing is due.
    """
    first = max(since, schedule.since) if schedule.since else since
    last = min(until, schedule.until) if schedule.until else until
    if first >= last or not schedule.times:
        return
    found = (due for day in _days(schedule, zone, first, last) for due in _on(schedule, day, zone))
    yield from sorted((due for due in found if first < due.due_at <= last), key=_in_order)


def resolved(on: date, at: time, zone: str) -> datetime | None:
    """The instant (UTC) of a wall time in a zone by the same rule; None on a day left out."""
    due_at = at_wall_time(on, at, zone)
    jump = datetime.combine(on, at, UTC) - _as_shown(due_at, zone)
    return None if abs(jump) >= DAY else due_at


def of_all(
    schedules: Collection[Schedule], zone: str, since: datetime, until: datetime
) -> list[Due]:
    """The doses of schedules that follow each other, each dose once."""
    found = {
        (due.on, due.at): due for one in schedules for due in due_doses(one, zone, since, until)
    }
    return sorted(found.values(), key=_in_order)


def _days(schedule: Schedule, zone: str, first: datetime, last: datetime) -> Iterator[date]:
    # A day on either side: a time may be moved past midnight, into the next day.
    day = max(local_day(first, zone) - DAY, schedule.from_on, _FIRST)
    end = min(local_day(last, zone) + DAY, schedule.until_on or _LAST, _LAST)
    while day <= end:
        if _WEEK[day.weekday()] in schedule.days:
            yield day
        day += DAY


def _on(schedule: Schedule, day: date, zone: str) -> Iterator[Due]:
    for at in schedule.times:
        due_at = resolved(day, at, zone)
        if due_at is not None:
            yield Due(day, at, due_at)


def _as_shown(instant: datetime, zone: str) -> datetime:
    """What clocks in `zone` show, written as if it were UTC, to be subtracted."""
    shown = instant.astimezone(ZoneInfo(zone))
    return shown.replace(tzinfo=UTC, fold=0)


def _in_order(due: Due) -> tuple[datetime, str]:
    return due.due_at, due.key
