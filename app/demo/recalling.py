"""The recall cards of what the demo's clients read, and how they answered them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlmodel import SQLModel

from app import clock
from app.demo.arrivals import Character
from app.demo.luck import id_at
from app.episodes.models import Phase
from app.learning.curriculum import Text
from app.learning.models import CardReview, RecallCard
from app.learning.recall import AT_MOST_A_DAY, Answered, Memory, Standing, in_order, replay

_RECALLED_FOR = timedelta(days=60)
"""For so long after their treatment somebody still answers cards."""


@dataclass(frozen=True, slots=True)
class Read:
    """A client came so far in a text."""

    text: Text
    at: datetime
    block: int
    is_finished: bool


def hour_of(character: Character, ago: int, hour: int, now: datetime) -> datetime:
    """An hour of one of their days, so many days ago; not to come, nor before they had the app."""
    day = clock.local_day(now, character.person.time_zone) - timedelta(days=ago)
    at = clock.start_of_day(day, character.person.time_zone) + timedelta(hours=hour)
    return max(character.person.joined_at or at, min(at, now))


def left_at(character: Character, now: datetime) -> datetime:
    """When their treatment was over; now for whoever is in it."""
    part = character.part
    if part.phase is Phase.treatment:
        return now
    return character.at(part.course.begins(Phase.aftercare))


def cards_of(
    character: Character, finished: list[Read], chance: Random, now: datetime
) -> Iterator[SQLModel]:
    """Three a day at most since the first was finished, on most days, as the phone would ask."""
    zone, answers = character.person.time_zone, dict[tuple[str, str], list[Answered]]()
    since = {(one.text.module_id, card.id): one for one in finished for card in one.text.cards}
    begun = {name: clock.local_day(one.at, zone) for name, one in since.items()}
    memory = {name: replay(day, ()) for name, day in begun.items()}
    today = clock.local_day(now, zone)
    first = min((one.due_on for one in memory.values()), default=today)
    for ago in range((today - first).days, 0, -1):
        at = hour_of(character, ago, 20, now)
        if chance.random() < 0.3 or at > left_at(character, now) + _RECALLED_FOR:
            continue
        day = today - timedelta(days=ago)
        for name in _asked(memory, since, day):
            rating = chance.choices((1, 2, 3, 4), (15, 15, 55, 15))[0]
            review = _review(character, name, at, rating, chance)
            answers.setdefault(name, []).append(Answered(review.id, day, at, rating))
            memory[name] = replay(begun[name], answers[name])
            yield review
    for name, one in since.items():
        yield _card(character, name, one, memory[name])


def _asked(
    memory: dict[tuple[str, str], Memory], since: dict[tuple[str, str], Read], on_day: date
) -> list[tuple[str, str]]:
    def stands(name: tuple[str, str]) -> Standing:
        one = memory[name]
        return Standing(one.due_on, since[name].at, one.stability, one.reviewed_on)

    due = (name for name, one in memory.items() if one.due_on <= on_day)
    return in_order(due, stands, on_day)[:AT_MOST_A_DAY]


def _review(
    character: Character, name: tuple[str, str], at: datetime, rating: int, chance: Random
) -> CardReview:
    return CardReview(
        client_id=character.person.id,
        id=id_at(at, chance),
        module_id=name[0],
        card_id=name[1],
        rating=rating,
        on_day=clock.local_day(at, character.person.time_zone),
        occurred_at=at,
        happened_at=at,
        received_at=at,
        content_hash="0" * 64,
    )


def _card(character: Character, name: tuple[str, str], one: Read, memory: Memory) -> RecallCard:
    return RecallCard(
        client_id=character.person.id,
        module_id=name[0],
        card_id=name[1],
        digest=one.text.digest,
        introduced_at=one.at,
        introduced_on=clock.local_day(one.at, character.person.time_zone),
        due_on=memory.due_on,
        stability=memory.stability,
        difficulty=memory.difficulty,
        reviewed_on=memory.reviewed_on,
        reviews=memory.reviews,
        forgotten=memory.forgotten,
    )
