"""When reminders fall due: pure arithmetic between wall times in a zone and instants in UTC.

A rule is kept as wall time and IANA zone, an occurrence as an instant. Every function is told
the time; none reads a clock, a database or the zone of the process.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.clock import Weekday

DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(1, 1, 3), date(9999, 12, 28)
"""No occurrence lies outside these: nearer to the ends of the calendar UTC cannot be written."""


WEEK = tuple(Weekday)
EVERY_DAY = frozenset(Weekday)


class Note(StrEnum):
    """What the clocks of the place did to a wall time."""

    none = "none"
    moved_forward = "moved_forward"
    first_of_two = "first_of_two"


@dataclass(frozen=True, slots=True)
class Resolved:
    """An instant (`due_at`, UTC), as the clocks of its zone show it (`local`), and why."""

    due_at: datetime
    local: datetime
    note: Note


@dataclass(frozen=True, slots=True)
class DailyRule:
    """A wall time, to the minute, on some days of the week. No days: never."""

    local_time: time
    days: frozenset[Weekday] = EVERY_DAY

    def __post_init__(self) -> None:
        if self.local_time.tzinfo or self.local_time.second or self.local_time.microsecond:
            raise ValueError("a rule has a wall time in whole minutes, without a zone")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day's reminder. `key` is the wall time that was asked for, `2027-03-14T02:30`: it stays
    the same when a clock change or a new zone database moves `due_at`."""

    key: str
    due_at: datetime
    local: datetime
    note: Note


def resolve(wall: datetime, zone: str) -> Resolved | None:
    """The instant at which clocks in `zone` show `wall` (naive).

    A time that clocks jump over moves forward by the length of the jump, because the offset from
    before the jump applies; a time that comes twice is the first (RFC 5545 §3.3.5, PEP 495
    `fold=0`). None when clocks jump over the whole day, as in Apia on 2011-12-30: that day has no
    such time, and the day after has its own.
    """
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no zone attached")
    tz = ZoneInfo(zone)
    first = wall.replace(tzinfo=tz, fold=0)
    jump = offset(first.replace(fold=1)) - offset(first)
    if jump >= DAY:
        return None
    note = Note.moved_forward if jump else Note.none
    if jump < timedelta(0):
        note = Note.first_of_two
    due_at = first.astimezone(UTC)
    return Resolved(due_at, due_at.astimezone(tz), note)


def occurrences(
    rule: DailyRule, zone: str, after: datetime, until: datetime | None = None
) -> Iterator[Occurrence]:
    """Every occurrence later than `after` and not later than `until` (instants), oldest first.

    Exactly one on each selected local day that exists. Without `until` it runs to the end of the
    calendar, so take what you need.
    """
    in_range = min(max(after, _midnight_utc(FIRST_DAY)), _midnight_utc(LAST_DAY))
    # A day earlier: in Nuuk 23:30 can move past midnight, into the day of `after`.
    day = local(in_range, zone).date() - DAY
    while rule.days and day <= LAST_DAY:
        occurrence = _on_day(rule, day, zone)
        if occurrence and until is not None and occurrence.due_at > until:
            return
        if occurrence and occurrence.due_at > after:
            yield occurrence
        day += DAY


def _on_day(rule: DailyRule, day: date, zone: str) -> Occurrence | None:
    if WEEK[day.weekday()] not in rule.days:
        return None
    wall = datetime.combine(day, rule.local_time)
    found = resolve(wall, zone)
    if found is None:
        return None
    return Occurrence(wall.isoformat(timespec="minutes"), found.due_at, found.local, found.note)


def before_session(starts_at: datetime, minutes_before: int, zone: str) -> datetime:
    """The instant (UTC) to remind of a session, `minutes_before` ≥ 1 its start.

    Whole days are counted on the wall clock of `zone`, what is left over as time that passes: the
    rule of RFC 5545 §3.3.6 for durations. So 1440 before Sunday 09:00 is Saturday 09:00 also when
    the clocks change in between, as people expect of "the day before", and 60 is always an hour.
    """
    if minutes_before < 1:
        raise ValueError("a session reminder comes before the session")
    days, minutes = divmod(minutes_before, 24 * 60)
    at = local(starts_at, "UTC")
    if days:
        wall = local(starts_at, zone).replace(tzinfo=None) - days * DAY
        found = resolve(wall, zone)
        at = found.due_at if found else at - days * DAY
    return at.astimezone(UTC) - timedelta(minutes=minutes)


def local(instant: datetime, zone: str) -> datetime:
    """`instant` as clocks in `zone` show it. Refuses a naive time."""
    # Python would read a naive time in the zone of the process.
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return instant.astimezone(ZoneInfo(zone))


def offset(at: datetime) -> timedelta:
    """How far a local time is ahead of UTC."""
    return at.utcoffset() or timedelta(0)


def _midnight_utc(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
