"""Days in recovery of the demo's clients, and slips beside them: most of it private."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sqlmodel import SQLModel

from app import clock
from app.care_records.models import RecoveryStart, SharedWith, SlipEntry
from app.demo.arrivals import Cast, Character
from app.demo.luck import id_at, luck

DOES_NOT_COUNT = "fern"
"""Counted for some days and then did not want to."""
_OURS = UUID("6f0d1a52-0000-4000-8000-00000000d3e2")


@dataclass(frozen=True, slots=True)
class _Slip:
    """What one client wrote about the day they drank, so many days ago."""

    word: str
    ago: int
    shared_with: SharedWith = SharedWith.nobody
    trigger: str | None = None
    thought: str | None = None
    act: str | None = None
    next_time: str | None = None


_SLIPS = (
    _Slip(
        "river", 24, SharedWith.primary, "Payday, and the old crowd outside the store.",
        "One will not matter.", "I went along and stayed two hours.",
        "Go home by the other street on paydays, and call Demo Basil first.",
    ),
    _Slip(
        "umber", 9, SharedWith.team, "A bad call about the flat.", "Nothing helps anyway.", None,
        "Come to the desk before I go home.",
    ),
    _Slip("coral", 8, SharedWith.nobody, "Alone on Saturday night."),
    _Slip("indigo", 37),
    _Slip("indigo", 36, SharedWith.nobody, None, None, None, "Ask my brother to stay over."),
)  # fmt: skip


_WHO_SLIPPED = {slip.word for slip in _SLIPS}


def milestones_of(cast: Cast, now: datetime) -> Iterator[SQLModel]:
    """Half of those who have joined count their days, from about the day they came."""
    for word, character in cast.clients.items():
        if character.person.joined_at is None:
            continue
        chance = luck("milestones", word)
        if word in _WHO_SLIPPED or word == DOES_NOT_COUNT or chance.random() < 0.5:
            yield from _starts(character, chance, now)
        for slip in _SLIPS:
            if slip.word == word:
                yield from _entries(cast, character, slip, chance, now)


def _starts(character: Character, chance: Random, now: datetime) -> Iterator[RecoveryStart]:
    joined_at = character.person.joined_at or now
    day = character.day(0) - timedelta(days=chance.randrange(0, 5))
    written_at = joined_at + timedelta(minutes=chance.randrange(20, 90))
    yield _start(character, day, min(written_at, now), chance)
    if character.part.word == DOES_NOT_COUNT:
        yield _start(character, None, now - timedelta(days=11), chance)


def _start(character: Character, day: date | None, at: datetime, chance: Random) -> RecoveryStart:
    return RecoveryStart(
        client_id=character.person.id,
        id=id_at(at, chance),
        starts_on=day,
        occurred_at=at,
        happened_at=at,
        received_at=at,
        content_hash="0" * 64,
    )


def _entries(
    cast: Cast, character: Character, slip: _Slip, chance: Random, now: datetime
) -> Iterator[SlipEntry]:
    """The day first, and what was written of it some minutes later: the second counts."""
    person = character.person
    on_day = clock.local_day(now, person.time_zone) - timedelta(days=slip.ago)
    first_at = clock.start_of_day(on_day, person.time_zone) + timedelta(hours=34)
    said = {
        "on_day": on_day.isoformat(), "is_mistake": False, "trigger": None, "thought": None,
        "act": None, "next_time": None, "shared_with": SharedWith.nobody.value,
    }  # fmt: skip
    wrote = {
        "trigger": slip.trigger, "thought": slip.thought, "act": slip.act,
        "next_time": slip.next_time, "shared_with": slip.shared_with.value,
        "sharing_chosen": True, "mistake_chosen": False, "reader_id": None,
    }  # fmt: skip
    if slip.shared_with is SharedWith.primary:
        wrote["reader_id"] = str(cast.staff[character.primary_at(first_at)].id)
    for at, content in ((first_at, said), (first_at + timedelta(minutes=6), said | wrote)):
        yield SlipEntry(
            client_id=person.id,
            id=id_at(at, chance),
            slip_id=uuid5(_OURS, f"{slip.word} {slip.ago}"),
            content=content,
            occurred_at=at,
            happened_at=at,
            received_at=at,
            content_hash="0" * 64,
        )
