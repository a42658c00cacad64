"""VTIMEZONE: what a zone's clocks did and will do, written out (RFC 5545 §3.6.5).

Every onset is written in the wall time of just before it, as the standard wants and as its own
examples show: a spring night that jumps from 02:00 to 03:00 begins at 02:00. The library's own
generator writes the time after the jump, an hour late for a strict reader.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_STEP = timedelta(hours=12)
_Part = TimezoneDaylight | TimezoneStandard


@lru_cache(maxsize=256)
def vtimezone(zone: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of an IANA zone, right from the beginning of one year to the end of another.
    Shared between callers: not to be changed."""
    tz = ZoneInfo(zone)
    start = datetime(first_year, 1, 1, tzinfo=UTC) - timedelta(days=1)
    end = datetime(last_year + 1, 1, 2, tzinfo=UTC)
    component = Timezone()
    component.add("tzid", zone)
    component.add_component(_observance(tz, start, start))
    for at in _changes(tz, start, end):
        component.add_component(_observance(tz, at - timedelta(seconds=1), at))
    return component


def _observance(tz: ZoneInfo, before: datetime, at: datetime) -> _Part:
    """What is in force from `at` on. Each onset by itself: not every reader knows RDATE here."""
    local = at.astimezone(tz)
    part: _Part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (at + _offset(tz, before)).replace(tzinfo=None))
    part.add("tzname", local.tzname() or "")
    part.add("tzoffsetfrom", _offset(tz, before))
    part.add("tzoffsetto", _offset(tz, at))
    return part


def _changes(tz: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    at = start
    while at < end:
        after = at + _STEP
        if _state(tz, at) != _state(tz, after):
            yield _moment_of_change(tz, at, after)
        at = after


def _moment_of_change(tz: ZoneInfo, before: datetime, after: datetime) -> datetime:
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _state(tz, middle) == _state(tz, before):
            before = middle
        else:
            after = middle
    return after


def _state(tz: ZoneInfo, at: datetime) -> tuple[timedelta, str | None]:
    return _offset(tz, at), at.astimezone(tz).tzname()


def _offset(tz: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(tz).utcoffset() or timedelta(0)
