"""The house clock: the only place that reads the time."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones


class Weekday(StrEnum):
    """RFC 5545's weekdays, written as people do, Monday first."""

    mon = "mon"
    tue = "tue"
    wed = "wed"
    thu = "thu"
    fri = "fri"
    sat = "sat"
    sun = "sun"


def utc_now() -> datetime:
    """This instant, in UTC with its zone attached, to the microsecond."""
    return datetime.now(UTC)


def local_day(instant: datetime, zone: str) -> date:
    """The calendar day on which `instant` falls for somebody in `zone` (IANA name)."""
    return instant.astimezone(ZoneInfo(zone)).date()


def start_of_day(day: date, zone: str) -> datetime:
    """The instant at which `day` begins in `zone`, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """The instant at which the day after `day` begins in `zone`, in UTC."""
    return start_of_day(day + timedelta(days=1), zone)


_ZONES = frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA time zone with a place in it (`Europe/Madrid`) or `UTC`."""
    return name in _ZONES and ("/" in name or name == "UTC")


def at_wall_time(day: date, wall: time, zone: str) -> datetime:
    """The instant at which clocks in `zone` show `wall` on `day`, in UTC.

    A time that does not exist moves forward by the gap, one that exists twice means the first
    (RFC 5545 §3.3.5): both are what `fold=0` gives.
    """
    local = datetime.combine(day, wall.replace(fold=0), tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)
