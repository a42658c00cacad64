"""What is usual for one client, and what is far from it.

A score of the client's own past, never of other people. The usual is the median of the last 28 days
that were answered before the day in question (at least 10), the spread the median absolute
deviation. How far off an answer is says the modified z-score 0.6745 * (x - median) / MAD, and 3.5
is far (Iglewicz and Hoaglin, How to Detect and Handle Outliers, ASQC 1993: with a median and a MAD
one bad day does not hide the next, as it does with a mean and a standard deviation).

Answers are whole numbers and often the same for weeks: the MAD is then 0, and any change at all
would be infinitely far. So the MAD counts as at least half a point. With that an answer is far from
3 points off the median on (0.6745 * 3 / 0.5 = 4.05; 2 points are 2.7), and from 6 points off where
answers usually vary by one. And what was answered on one of the middle eight of ten days is usual,
however far it is from the median: somebody with two kinds of days has two kinds of usual. That is
our rule; it is no published cut-off of any of these scales.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

DAYS = 28
DAYS_AT_LEAST = 10
FAR = 3.5
_LEAST_SPREAD = 0.5
_CONSISTENT = 0.6745
"""Makes the MAD of a normal distribution its standard deviation."""


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual answers to one question: their median, the range the middle eight of ten days lie
    in, and how many days there were."""

    middle: float
    spread: float
    low: int
    high: int
    days: int

    def distance(self, value: float) -> float:
        """The modified z-score of an answer: positive above the median."""
        return _CONSISTENT * (value - self.middle) / max(self.spread, _LEAST_SPREAD)

    def is_far_above(self, value: float) -> bool:
        return value > self.high and self.distance(value) > FAR

    def is_far_below(self, value: float) -> bool:
        return value < self.low and self.distance(value) < -FAR


def usual(answers: Sequence[int]) -> Usual | None:
    """From one answer a day, newest first; only the first 28 count. None below ten of them."""
    known = sorted(answers[:DAYS])
    if len(known) < DAYS_AT_LEAST:
        return None
    middle = median(known)
    spread = median(abs(one - middle) for one in known)
    tail = len(known) // 10
    return Usual(middle, spread, known[tail], known[-1 - tail], len(known))
