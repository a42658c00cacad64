"""What the demo's clients in treatment read: most of what their level brought, a card or two that
will not stick, and a few lines that somebody else may read. Two are past it, and read then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sqlmodel import Session

from app import clock
from app.demo.arrivals import Cast, Character
from app.demo.luck import id_at, luck
from app.demo.recalling import Read, cards_of, hour_of, left_at
from app.episodes.models import Phase
from app.learning.assigned import Assigned, assigned_modules
from app.learning.curriculum import Text, shipped
from app.learning.models import (
    AssignedFor,
    ModuleAssignment,
    ReadingMark,
    Reflection,
    ReflectionReading,
    ReflectionSharing,
)
from app.learning.texts import keep_text
from app.people.models import Language

_OURS = UUID("6f0d1a52-0000-4000-8000-00000000d3e5")
_LATEST = 21
"""The hour after which nobody in the demo reads: whatever the zone, it is over by midnight."""

_READ_BEFORE = ("willow", "mint")
"""Whose treatment is over, and who read some of what it brought."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A module that a primary counselor gave by hand, so many days ago."""

    word: str
    module_id: str
    ago: int
    line: str
    due_in: int | None = None


_GIVEN = (
    _Given("river", "going-back-to-work", 2, "For our next talk, if you like.", 4),
    _Given("olive", "talking-with-family", 3, "Para antes de la sesión con tu hermana."),
    _Given("umber", "money", 6, "The part about the first of the month."),
)


@dataclass(frozen=True, slots=True)
class _Wrote:
    """What a client wrote to the first or second prompt of a module, so many days ago."""

    word: str
    module_id: str
    prompt: int
    ago: int
    words: str
    shared_with: ReflectionSharing = ReflectionSharing.nobody
    answer: str | None = None


_WROTE = (
    _Wrote("river", "halt", 0, 8, "Tired, nearly always tired. After the late shift.",
           ReflectionSharing.primary, "Shall we look at the late shifts together?"),
    _Wrote("river", "riding-out-a-craving", 0, 20, "The bus home is the worst part."),
    _Wrote("olive", "halt", 0, 6, "La soledad, los domingos por la tarde.",
           ReflectionSharing.primary),
    _Wrote("umber", "halt", 1, 12, "I used to walk it off. I would like to again.",
           ReflectionSharing.team),
)  # fmt: skip


def learning_of(db: Session, cast: Cast, now: datetime) -> None:
    """Writes it all: what was given, read, recalled and written."""
    joined = {
        word: one
        for word, one in cast.clients.items()
        if one.person.joined_at is not None
        and (one.part.phase is Phase.treatment or word in _READ_BEFORE)
    }
    db.add_all(_assignments(cast, joined, now))
    db.flush()
    assigned = assigned_modules(db, [one.person.id for one in joined.values()], now)
    for word, character in joined.items():
        chance = luck("learning", word)
        modules = assigned[character.person.id].modules
        read = list(_read(character, modules, chance, now))
        for one in read:
            keep_text(db, one.text, one.at)
        db.add_all(_mark(character, one, chance) for one in read)
        db.add_all(cards_of(character, [one for one in read if one.is_finished], chance, now))
    written = [w for w in _WROTE if w.word in joined]
    db.add_all(_reflection(cast, one, now) for one in written)
    db.flush()
    db.add_all(_answer(cast, one, now) for one in written if one.answer)
    db.flush()


def _assignments(
    cast: Cast, joined: dict[str, Character], now: datetime
) -> Iterator[ModuleAssignment]:
    for one in (given for given in _GIVEN if given.word in joined):
        character, at = joined[one.word], hour_of(joined[one.word], one.ago, 11, now)
        day = clock.local_day(now, character.person.time_zone)
        yield ModuleAssignment(
            client_id=character.person.id,
            module_id=one.module_id,
            source=AssignedFor.person,
            due_on=day + timedelta(days=one.due_in) if one.due_in else None,
            line=one.line,
            assigned_by=cast.staff[character.primary_at(at)].id,
            assigned_at=at,
        )


def _read(
    character: Character, modules: dict[str, Assigned], chance: Random, now: datetime
) -> Iterator[Read]:
    """Three of four modules of weeks gone by were finished within their week, and one that is new
    is half read. What somebody wrote on they had just read."""
    wrote = {one.module_id: one.ago for one in _WROTE if one.word == character.part.word}
    for module_id, ago in wrote.items():
        text = _text(character, module_id)
        yield Read(text, hour_of(character, ago, 19, now), len(text.blocks) - 1, is_finished=True)
    is_over = character.part.phase is not Phase.treatment
    texts = {module_id: _text(character, module_id) for module_id in modules}
    half = is_over
    for module_id, one in modules.items():
        if not one.is_now or one.source is not AssignedFor.level or module_id in wrote:
            continue
        if is_over and one.at > left_at(character, now):
            continue
        days = chance.randrange(1, 7)
        ago = max(0, (now - one.at).days - days)
        text, keen = texts[module_id], chance.random()
        if ago > 0 and keen < 0.75:
            at = hour_of(character, ago, chance.randrange(8, _LATEST), now)
            yield Read(text, at, len(text.blocks) - 1, is_finished=True)
        elif not half and (now - one.at).days > 0:
            half = True
            at = hour_of(character, 1, _LATEST, now)
            yield Read(text, at, len(text.blocks) // 2, is_finished=False)


def _text(character: Character, module_id: str) -> Text:
    texts = shipped()[module_id].texts
    return texts.get(character.person.language) or texts[Language.en]


def _mark(character: Character, one: Read, chance: Random) -> ReadingMark:
    return ReadingMark(
        client_id=character.person.id,
        id=id_at(one.at, chance),
        module_id=one.text.module_id,
        digest=one.text.digest,
        block=one.block,
        is_finished=one.is_finished,
        on_day=clock.local_day(one.at, character.person.time_zone),
        occurred_at=one.at,
        happened_at=one.at,
        received_at=one.at,
        content_hash="0" * 64,
    )


def _reflection(cast: Cast, one: _Wrote, now: datetime) -> Reflection:
    character = cast.clients[one.word]
    at = hour_of(character, one.ago, 20, now)
    prompt = _text(character, one.module_id).reflections[one.prompt]
    is_for_one = one.shared_with is ReflectionSharing.primary
    return Reflection(
        client_id=character.person.id,
        id=_reflection_id(one),
        module_id=one.module_id,
        prompt_id=prompt.id,
        prompt=prompt.prompt,
        words=one.words,
        shared_with=one.shared_with,
        reader_id=cast.staff[character.primary_at(at)].id if is_for_one else None,
        occurred_at=at,
        happened_at=at,
        received_at=at,
        content_hash="0" * 64,
    )


def _reflection_id(one: _Wrote) -> UUID:
    return uuid5(_OURS, f"{one.word} {one.module_id} {one.prompt}")


def _answer(cast: Cast, one: _Wrote, now: datetime) -> ReflectionReading:
    character = cast.clients[one.word]
    return ReflectionReading(
        client_id=character.person.id,
        reflection_id=_reflection_id(one),
        reader_id=cast.staff[character.primary_at(now)].id,
        read_at=hour_of(character, one.ago - 1, 11, now),
        line=one.answer,
    )
