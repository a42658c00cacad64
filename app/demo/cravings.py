"""Eight weeks of cravings, as phones would have sent them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from app import clock
from app.craving_logs.content import as_sent, row_values
from app.craving_logs.models import CravingLog, CravingRating, Trigger
from app.craving_logs.schemas import CravingLogCreate
from app.demo.arrivals import Character
from app.demo.coping import Coping, Told
from app.demo.days import Lived
from app.demo.hours import hour_of, strength, triggers_of
from app.demo.luck import how_many, id_at, luck, whole
from app.demo.words import NOTES
from app.offline import content_hash, moment
from app.people.models import Language, Person
from app.reminders.schedule import local

_WITH_A_NOTE, _OFFLINE_SHARE = 0.18, 0.1


@dataclass(frozen=True, slots=True)
class Logged:
    """A craving as it is kept, with how strong it was some time later."""

    row: CravingLog
    ratings: list[CravingRating]


def cravings_of(character: Character, days: list[Lived], now: datetime) -> Iterator[Logged]:
    """What a client noted on these days, as far as it has arrived."""
    part, person = character.part, character.person
    chance, coped = luck("cravings", part.word), Coping(character)
    for lived in days:
        for _ in range(how_many(chance, 0.1 + 0.2 * max(0, lived.craving))):
            hour = hour_of(lived, chance)
            wall = time(hour, chance.randrange(60), chance.randrange(60))
            at = clock.at_wall_time(lived.day, wall, person.time_zone)
            intensity = whole(strength(lived, hour, chance), 1, 10)
            triggers = triggers_of(part, lived, local(at, person.time_zone), intensity, chance)
            note = _note(person.language, triggers, chance)
            received_at = at + _on_the_way(chance)
            log_id = id_at(at, chance)
            told = coped.told_of(intensity, triggers, local(at, person.time_zone))
            if person.joined_at and person.joined_at < at and received_at < now:
                body = CravingLogCreate(
                    intensity=intensity,
                    triggers=triggers,
                    note=note,
                    occurred_at=local(at, person.time_zone),
                    zone=person.time_zone,
                    **told.content,
                )
                log = _log(person, log_id, body, received_at)
                yield Logged(log, list(_ratings(log, told, chance, now)))


def _log(person: Person, log_id: UUID, body: CravingLogCreate, received_at: datetime) -> CravingLog:
    when = moment(body.occurred_at, None, received_at)
    return CravingLog(
        client_id=person.id,
        id=log_id,
        **row_values(body),
        occurred_at=body.occurred_at,
        zone=body.zone,
        happened_at=when.happened_at,
        time_uncertain=when.is_uncertain,
        received_at=received_at,
        content_hash=content_hash(as_sent(body)),
    )


def _ratings(log: CravingLog, told: Told, chance: Random, now: datetime) -> Iterator[CravingRating]:
    for minutes, intensity in told.again:
        at = log.happened_at + timedelta(minutes=minutes, seconds=chance.randrange(50))
        received_at = max(at, log.received_at) + timedelta(seconds=3)
        if received_at < now:
            yield CravingRating(
                client_id=log.client_id,
                id=id_at(at, chance),
                log_id=log.id,
                intensity=intensity,
                minutes=minutes,
                occurred_at=at,
                happened_at=at,
                received_at=received_at,
                content_hash="0" * 64,
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
