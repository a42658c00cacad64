"""Working minutes: time that passes while the centre is open.

Pure. Hours are wall times in the centre's zone, instants are UTC. A wall time that clocks jump over
moves forward by the jump, one that comes twice is the first (`clock.at_wall_time`); between two
wall times real time passes, so the night the clocks go forward has an hour less.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app import clock
from app.clock import Weekday
from app.programs.opening_hours import Week

DAYS_AHEAD = 366
"""Who is not open for so long is not open: the longest row of holidays is much shorter."""
WITHOUT_HOURS = timedelta(hours=24)
"""What is promised by a centre that keeps no hours."""
_DAY = timedelta(days=1)
_WEEK = tuple(Weekday)

Closed = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The hours of a centre in its zone, without the days on which it is closed."""

    week: Week
    zone: str
    is_closed: Closed

    def stretches(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """When it is open from `since` on: in order, apart from each other, a year ahead."""
        # Between two times of one zone Python counts as the clocks on the wall show it.
        cursor, first = since.astimezone(UTC), clock.local_day(since, self.zone)
        # A day earlier: a jump over midnight can move the end of its hours into the next.
        for number in range(-1, DAYS_AHEAD):
            day = first + number * _DAY
            if self.is_closed(day):
                continue
            for start, end in self.week.get(_WEEK[day.weekday()], ()):
                begins = max(cursor, clock.at_wall_time(day, start, self.zone))
                ends = clock.at_wall_time(day, end, self.zone)
                if begins < ends:
                    yield begins, ends
                    cursor = ends

    def next_open(self, at: datetime) -> datetime | None:
        """`at` while it is open, else when it opens next; None when it never does."""
        return next((begins for begins, _ in self.stretches(at)), None)

    def is_open(self, at: datetime) -> bool:
        return self.next_open(at) == at

    def after(self, at: datetime, minutes: int) -> datetime | None:
        """The instant at which so many working minutes have passed since `at`; None when the centre
        never opens. Those that end with the day end as it closes; none takes more than a year."""
        left, ends = timedelta(minutes=minutes), None
        for begins, ends in self.stretches(at):
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
        return ends

    def due(self, at: datetime, minutes: int) -> datetime:
        """`after`, or a day later where the centre keeps no hours: something has to be promised."""
        return self.after(at, minutes) or at.astimezone(UTC) + WITHOUT_HOURS
