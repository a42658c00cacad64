"""A week's diary: who is where when, so that nobody is asked to be in two places."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time

WORKDAYS = ("mon", "tue", "wed", "thu", "fri")
_HOURS = (9, 10, 11, 12, 13, 14, 15, 16)


class Diary:
    """Times taken in every week, by the word of who is taken."""

    def __init__(self) -> None:
        self._taken: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)

    def take(self, words: Iterable[str], days: Iterable[str], at: time, minutes: int) -> None:
        """Notes that these people are taken on these days."""
        start = _minute(at)
        for word in words:
            for day in days:
                self._taken[word, day].append((start, start + minutes))

    def is_free(self, word: str, day: str, at: time, minutes: int) -> bool:
        """Whether somebody has that time to themselves."""
        start = _minute(at)
        return all(
            end <= start or begin >= start + minutes for begin, end in self._taken[word, day]
        )

    def first_free(
        self, words: tuple[str, str], days: tuple[str, ...], minutes: int, *, not_before: int
    ) -> time | None:
        """The first full hour, from `not_before`, at which both are free on all these days."""
        for hour in _HOURS:
            at = time(hour)
            if hour >= not_before and all(
                self.is_free(word, day, at, minutes) for word in words for day in days
            ):
                return at
        return None


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
