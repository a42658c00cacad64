"""Recall cards that come back: when, worked out from how somebody rated each of them. Pure.

FSRS counts in whole days of the client. Each review stands for the calendar day it was made on, so
that a night flight, a change of the clocks or a phone that sends late moves nothing. A card's state
is worked out anew from all of its reviews in the order in which they were made: in whatever order,
and however often, they arrive, it comes to the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from fsrs import Card, Rating, Scheduler

from app import clock

AT_MOST_A_DAY = 3
"""How many cards somebody is asked on one day, of all modules together."""
DUE_WITHIN = timedelta(days=14)
"""How far ahead a phone is given cards, so that it can ask offline."""
CARDS_AT_ONCE = 60
KNOWN_FROM_DAYS = 21.0
"""A card counts as known when it is likely to be remembered for three weeks."""
FORGOT = 1
_NEXT_DAY = timedelta(days=1)
_FSRS = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=180,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to a card, rated 1 (forgot) to 4 (easy)."""

    id: UUID
    happened_at: datetime
    rating: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Where a card stands: when it comes again, and FSRS' stability (days) and difficulty (1 to
    10), None before the first answer. `reviews` and `forgotten` count days."""

    due_on: date
    stability: float | None = None
    difficulty: float | None = None
    reviewed_at: datetime | None = None
    reviews: int = 0
    forgotten: int = 0


def replay(introduced_at: datetime, answers: Iterable[Answered], zone: str) -> Memory:
    """What the answers to one card come to, for somebody whose days are those of `zone` (IANA).

    Of the answers of one day the first counts. A card is first due on the day after it was
    introduced, and never on the day on which it was answered.
    """
    card, last, count, forgotten = _new_card(), None, 0, 0
    due_on = clock.local_day(introduced_at, zone) + _NEXT_DAY
    for day, answer in _one_a_day(answers, zone):
        card, _ = _FSRS.review_card(card, Rating(answer.rating), _noon(day))
        due_on, last, count = card.due.date(), answer.happened_at, count + 1
        forgotten += answer.rating == FORGOT
    return Memory(due_on, card.stability, card.difficulty, last, count, forgotten)


def _one_a_day(answers: Iterable[Answered], zone: str) -> Iterator[tuple[date, Answered]]:
    before: date | None = None
    for answer in sorted(set(answers), key=lambda one: (one.happened_at, one.id)):
        day = clock.local_day(answer.happened_at, zone)
        if day != before:
            yield day, answer
        before = day


def _noon(day: date) -> datetime:
    # Noon of every day in UTC: from one to another are whole days, whatever the zone did.
    return datetime.combine(day, time(12), tzinfo=UTC)


def _new_card() -> Card:
    # With both given, a card neither asks the clock nor waits for it.
    return Card(card_id=0, due=datetime(2020, 1, 1, tzinfo=UTC))
