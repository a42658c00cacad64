"""Eight weeks of cravings, as phones would have sent them."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random

from app import clock
from app.craving_logs.models import CravingLog, Trigger
from app.craving_logs.schemas import CravingLogCreate
from app.demo.arrivals import Character
from app.demo.days import Lived
from app.demo.hours import hour_of, strength, triggers_of
from app.demo.luck import how_many, id_at, luck, whole
from app.demo.words import NOTES
from app.offline import content_hash, moment
from app.people.models import Language, Person
from app.reminders.schedule import local

_WITH_A_NOTE, _OFFLINE_SHARE = 0.18, 0.1


def cravings_of(character: Character, days: list[Lived], now: datetime) -> Iterator[CravingLog]:
    """What a client noted on these days, as far as it has arrived."""
    part, person = character.part, character.person
    chance = luck("cravings", part.word)
    for lived in days:
        for _ in range(how_many(chance, 0.1 + 0.2 * max(0, lived.craving))):
            hour = hour_of(lived, chance)
            wall = time(hour, chance.randrange(60), chance.randrange(60))
            at = clock.at_wall_time(lived.day, wall, person.time_zone)
            intensity = whole(strength(lived, hour, chance), 1, 10)
            triggers = triggers_of(part, lived, local(at, person.time_zone), intensity, chance)
            log = _log(person, at, intensity, triggers, chance)
            if person.joined_at and person.joined_at < at and log.received_at < now:
                yield log


def _log(
    person: Person, at: datetime, intensity: int, triggers: list[Trigger], chance: Random
) -> CravingLog:
    body = CravingLogCreate(
        intensity=intensity,
        triggers=triggers,
        note=_note(person.language, triggers, chance),
        occurred_at=local(at, person.time_zone),
        zone=person.time_zone,
    )
    received_at = at + _on_the_way(chance)
    when = moment(body.occurred_at, None, received_at)
    return CravingLog(
        client_id=person.id,
        id=id_at(at, chance),
        intensity=body.intensity,
        triggers=[trigger.value for trigger in body.triggers],
        note=body.note,
        occurred_at=body.occurred_at,
        zone=body.zone,
        happened_at=when.happened_at,
        time_uncertain=when.is_uncertain,
        received_at=received_at,
        content_hash=content_hash(body.model_dump(mode="json")),
    )


def _note(language: Language, triggers: list[Trigger], chance: Random) -> str | None:
    if not triggers or chance.random() > _WITH_A_NOTE:
        return None
    notes = NOTES[language].get(triggers[0])
    return chance.choice(notes) if notes else None


def _on_the_way(chance: Random) -> timedelta:
    """Seconds, or an hour or two when the phone had no signal."""
    if chance.random() < _OFFLINE_SHARE:
        return timedelta(minutes=chance.randrange(10, 150))
    return timedelta(seconds=chance.randrange(1, 10))
