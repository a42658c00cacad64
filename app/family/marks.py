"""Which marks of recovery somebody has reached, for others to see.

As the phone counts them for the client (`web/src/client/milestones/days.ts`), with one difference:
a day to count from that was written less than a day ago counts for nothing yet. What others have
once seen stays, whatever the client writes later; no mark bears a day, and slips are no part of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import clock

DAYS = (1, 7, 14, 30, 60, 90)
MONTHS = (6, 9)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Start:
    """From which day somebody counted, None for not at all, and when the server learned of it."""

    starts_on: date | None
    known_at: datetime


def reached(starts: Sequence[Start], zone: str, now: datetime) -> list[tuple[str, int]]:
    """Every mark reached as a unit and how many of it, the smallest first. `starts` in the order in
    which they came to count."""
    found: set[tuple[str, int]] = set()
    for index, start in enumerate(starts):
        ended_at = starts[index + 1].known_at if index + 1 < len(starts) else now
        if start.starts_on is None or ended_at - start.known_at < A_DAY:
            continue
        found.update(_marks(start.starts_on, clock.local_day(min(ended_at, now), zone)))
    return sorted(found, key=lambda mark: _size(*mark))


def _marks(start: date, until: date) -> Iterator[tuple[str, int]]:
    days = (until - start).days
    yield from (("day", many) for many in DAYS if many <= days)
    yield from (("month", many) for many in MONTHS if _months_on(start, many) <= until)
    years = range(1, max(0, until.year - start.year) + 1)
    yield from (("year", many) for many in years if _months_on(start, 12 * many) <= until)


def _months_on(day: date, many: int) -> date:
    """The same day some months on; where that month has no such day, the first of the next."""
    months = day.year * 12 + day.month - 1 + many
    try:
        return date(months // 12, months % 12 + 1, day.day)
    except ValueError:
        return date((months + 1) // 12, (months + 1) % 12 + 1, 1)


def _size(unit: str, count: int) -> int:
    return count * {"day": 1, "month": 30, "year": 365}[unit]
