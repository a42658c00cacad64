"""A place where it is day while the tests run.

In the small hours the phone asks which day is meant, and there are quiet hours; a test that does
not mean the night should not meet it because of the hour at which it was started.
"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app import clock
from tests.support.house import ZONE as AT_HOME
from tests.support.house import check_in

FAR_AWAY = "Pacific/Guam"
"""The other side of the same country: between nine and eleven in the morning there when it is
`EVENING` at home, and before nine in the evening when it is `MORNING`."""
MORNING, EVENING = 6, 19


def zone_by_day(now: datetime) -> str:
    """Home, while it is day there for hours to come; else the place far away."""
    is_day = MORNING <= now.astimezone(ZoneInfo(AT_HOME)).hour < EVENING
    return AT_HOME if is_day else FAR_AWAY


ZONE = zone_by_day(clock.utc_now())
"""Of the centre, of everybody there, and of every phone, for the whole run."""


def today() -> date:
    return clock.local_day(clock.utc_now(), ZONE)


def noon(days: int, zone: str = ZONE) -> datetime:
    """Noon some days from today, with its zone: the day it is on is that of the place."""
    day = today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))


def minutes_ago(minutes: int) -> datetime:
    """With its zone, as `noon`."""
    return (clock.utc_now() - timedelta(minutes=minutes)).astimezone(ZoneInfo(ZONE))


def check_in_here(days_ago: int = 0, **answers: Any) -> dict[str, Any]:
    """The body of a daily check-in that was written where it is day."""
    at = clock.utc_now() - timedelta(days=days_ago)
    return check_in(at, **answers) | {"on_day": str(clock.local_day(at, ZONE)), "zone": ZONE}
