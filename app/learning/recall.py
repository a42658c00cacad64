"""Recall cards that come back: when, worked out from how somebody rated each of them. Pure.

FSRS counts in whole days of the client. Each review stands for the calendar day the phone showed as
it was made, so that a night flight, a change of the clocks or a phone that sends late moves
nothing. A card's state is worked out anew from all of its reviews in the order in which they were
made: in whatever order, and however often, they arrive, it comes to the same.

Three a day are fewer than a whole programme brings. So what was begun is kept before anything new
is: see `in_order`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from fsrs import Card, Rating, Scheduler

AT_MOST_A_DAY = 3
"""How many cards somebody is asked on one day, of all modules together."""
DUE_WITHIN = timedelta(days=14)
"""How far ahead a phone is given cards, so that it can ask offline."""
CARDS_AT_ONCE = 60
_AGAIN_AT_ONCE = AT_MOST_A_DAY * DUE_WITHIN.days
"""How many of those are cards that were asked before; the others are new."""
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
    on_day: date
    happened_at: datetime
    rating: int


@dataclass(frozen=True, slots=True)
class Memory:
    """Where a card stands: when it comes again, and FSRS' stability (days) and difficulty (1 to
    10), None before the first answer. `reviews` and `forgotten` count days."""

    due_on: date
    stability: float | None = None
    difficulty: float | None = None
    reviewed_on: date | None = None
    reviews: int = 0
    forgotten: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides when a card has its turn."""

    due_on: date
    introduced_at: datetime
    stability: float | None
    reviewed_on: date | None

    def lateness(self, day: date) -> float:
        """The days since it was asked, counted in those it holds (FSRS' stability: the days until
        nine of ten such cards are still known). The more, the surer it is lost."""
        if self.stability is None or self.reviewed_on is None:
            return 0.0
        return (day - self.reviewed_on).days / self.stability


Item = TypeVar("Item")


def replay(introduced_on: date, answers: Iterable[Answered]) -> Memory:
    """What the answers to one card come to.

    Of the answers of one day the first counts. A card is first due on the day after it was
    introduced, and never on the day on which it was answered.
    """
    card, last, count, forgotten = _new_card(), None, 0, 0
    due_on = introduced_on + _NEXT_DAY
    for answer in _one_a_day(answers):
        card, _ = _FSRS.review_card(card, Rating(answer.rating), _noon(answer.on_day))
        due_on, last, count = card.due.date(), answer.on_day, count + 1
        forgotten += answer.rating == FORGOT
    return Memory(due_on, card.stability, card.difficulty, last, count, forgotten)


def in_order(items: Iterable[Item], stands: Callable[[Item], Standing], today: date) -> list[Item]:
    """In which order to ask cards that are due within two weeks, at most `CARDS_AT_ONCE`: of those
    that are due on a day, today or later, the first three are that day's.

    Those that were asked before come first, on each day the one that is furthest past its time in
    proportion to how long it holds: what was forgotten, or is known for few days only, is lost
    first, and what is known for months can wait. New ones come when there are not three of those;
    of the module that was finished last first, as they are given.
    """
    both = [(stands(item), item) for item in items]
    again = [(one, item) for one, item in both if one.stability is not None]
    new = [(one, item) for one, item in both if one.stability is None]
    new.sort(key=lambda pair: pair[0].introduced_at, reverse=True)
    first = [item for _, item in _by_day(again, today)][:_AGAIN_AT_ONCE]
    return (first + [item for _, item in new])[:CARDS_AT_ONCE]


def _by_day(waiting: list[tuple[Standing, Item]], today: date) -> Iterator[tuple[Standing, Item]]:
    """As they would be asked from today on, three a day."""
    left = list(waiting)
    for ahead in range(DUE_WITHIN.days + 1):
        day = today + timedelta(days=ahead)
        due = [pair for pair in left if pair[0].due_on <= day]
        due.sort(key=lambda pair: pair[0].lateness(day), reverse=True)
        yield from due[:AT_MOST_A_DAY]
        asked = {id(pair) for pair in due[:AT_MOST_A_DAY]}
        left = [pair for pair in left if id(pair) not in asked]


def _one_a_day(answers: Iterable[Answered]) -> Iterator[Answered]:
    before: date | None = None
    for answer in sorted(set(answers), key=lambda one: (one.on_day, one.happened_at, one.id)):
        if answer.on_day != before:
            yield answer
        before = answer.on_day


def day_shown(occurred_at: datetime, happened_at: datetime) -> date:
    """The calendar day on a phone that said `occurred_at`, with its offset, at the instant it
    really was."""
    return happened_at.astimezone(occurred_at.tzinfo).date()


def _noon(day: date) -> datetime:
    # Noon of every day in UTC: from one to another are whole days, whatever the zone did.
    return datetime.combine(day, time(12), tzinfo=UTC)


def _new_card() -> Card:
    # With both given, a card neither asks the clock nor waits for it.
    return Card(card_id=0, due=datetime(2020, 1, 1, tzinfo=UTC))
