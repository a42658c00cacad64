"""From a rule of recurrence to meetings. Pure: wall days and times in, instants out.

A rule is written as an RRULE (RFC 5545 §3.3.10) without start or end: the series has its own days
for these. It runs over wall days, so a group at 18:00 stays at 18:00 through clock changes, and
its length is in real minutes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from app import clock

_CODES = {day.value: day.value[:2].upper() for day in clock.Weekday}
_DAYS = {code: day for day, code in _CODES.items()}
LAST = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """Every `every` weeks on `days`; with `nth` (1 to 4, or -1 for the last) every `every` months
    on that one of the month's weekdays."""

    days: tuple[str, ...]
    every: int = 1
    nth: int | None = None

    def __post_init__(self) -> None:
        known = bool(self.days) and set(self.days) <= _CODES.keys()
        if not (known and 1 <= self.every <= 12 and self.nth in {None, 1, 2, 3, 4, LAST}):
            raise ValueError("not a rule of recurrence")

    @property
    def rrule(self) -> str:
        """The rule as RFC 5545 writes it."""
        frequency = "WEEKLY" if self.nth is None else "MONTHLY"
        which = "" if self.nth is None else str(self.nth)
        in_order = [day for day in _CODES if day in self.days]
        days = ",".join(f"{which}{_CODES[day]}" for day in in_order)
        every = f";INTERVAL={self.every}" if self.every > 1 else ""
        return f"FREQ={frequency}{every};BYDAY={days}"


def weekly(days: Iterable[str], every: int = 1) -> str:
    """The RRULE of some weekdays of every week, or of every so many weeks."""
    return Rule(tuple(days), every).rrule


def parsed(rrule: str) -> Rule:
    """The rule behind an RRULE of ours."""
    parts = dict(part.split("=", 1) for part in rrule.split(";"))
    entries = parts["BYDAY"].split(",")
    which = entries[0][:-2]
    return Rule(
        tuple(_DAYS[entry[-2:]] for entry in entries),
        int(parts.get("INTERVAL", "1")),
        int(which) if which else None,
    )


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting: the day it is on in its own zone, and its instants in UTC."""

    on_day: date
    starts_at: datetime
    ends_at: datetime


def days_of(rrule: str, start: date, first: date, last: date) -> Iterator[date]:
    """The days of a rule that began on `start`, from `first` to `last`, both included. `start`
    says which weeks count when it is not every week."""
    if last < first or last < start:
        return
    # Weeks are counted from the Monday of the first one (RFC 5545's WKST), whatever day it is.
    rule = rrulestr(rrule, dtstart=datetime.combine(start, time()))
    midnights = rule.between(
        datetime.combine(max(first, start), time()), datetime.combine(last, time()), inc=True
    )
    for midnight in midnights:
        yield midnight.date()


def meetings(
    rrule: str, start: date, wall: time, minutes: int, zone: str, first: date, last: date
) -> Iterator[Meeting]:
    """Every meeting from `first` to `last`, both included, of a rule that began on `start`."""
    for day in days_of(rrule, start, first, last):
        starts_at = clock.at_wall_time(day, wall, zone)
        yield Meeting(day, starts_at, starts_at + timedelta(minutes=minutes))
