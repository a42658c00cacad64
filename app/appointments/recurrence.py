"""From a weekly series to its meetings. Pure: wall days and times in, instants out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import WEEKLY, rrule, weekday

from app import clock

_WEEKDAYS = {day.value: weekday(number) for number, day in enumerate(clock.Weekday)}


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: the day it is on in its own zone, and its instants in UTC."""

    on_day: date
    starts_at: datetime
    ends_at: datetime


def meetings(
    days: list[str], wall: time, minutes: int, zone: str, first: date, last: date
) -> Iterator[Meeting]:
    """Every meeting on the given weekdays from `first` to `last`, both included.

    The rule runs over wall days, so a group at 18:00 stays at 18:00 through clock changes; its
    length is in real minutes.
    """
    if last < first or not days:
        return
    rule = rrule(
        WEEKLY,
        dtstart=datetime.combine(first, time()),
        until=datetime.combine(last, time()),
        byweekday=[_WEEKDAYS[day] for day in days],
    )
    for midnight in rule:
        starts_at = clock.at_wall_time(midnight.date(), wall, zone)
        yield Meeting(midnight.date(), starts_at, starts_at + timedelta(minutes=minutes))
