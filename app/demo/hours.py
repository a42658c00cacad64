"""At which hour a craving comes, how strong it is, and what set it off. Pure."""

import math
from collections.abc import Iterator
from datetime import datetime
from random import Random

from app.craving_logs.models import Trigger
from app.demo.cast import Part
from app.demo.days import Lived
from app.demo.luck import luck

_PEAK_HOUR = 21
_ASLEEP = range(2, 7)

_LATE = (Trigger.alone_at_night, Trigger.alone_at_night, Trigger.lonely, Trigger.tired)
_AT_WORK = (Trigger.work, Trigger.work, Trigger.stressed, Trigger.tired, Trigger.hungry)
_OUT = (Trigger.celebrating, Trigger.people_using, Trigger.place_using, Trigger.bored)
_AT_HOME = (Trigger.family, Trigger.bored, Trigger.tired, Trigger.stressed, Trigger.conflict)
_STRAINED = (Trigger.angry, Trigger.conflict, Trigger.anxious, Trigger.sad)
_OWN = (Trigger.money, Trigger.pain, Trigger.happy, Trigger.anxious, Trigger.sad, Trigger.family)


def hour_of(lived: Lived, chance: Random) -> int:
    """An hour of that day: most in the evening, later at weekends, few in the night."""
    later = 1 if lived.day.weekday() >= 4 else 0
    weights = [
        0.03 if hour in _ASLEEP else math.exp(1.2 * _wave(hour - later)) for hour in range(24)
    ]
    return chance.choices(range(24), weights)[0]


def strength(lived: Lived, hour: int, chance: Random) -> float:
    """How strong a craving of that day is at that hour, 0 to 10 before rounding."""
    return lived.craving + 1.2 * _wave(hour) + chance.gauss(0.6, 0.9)


def triggers_of(
    part: Part, lived: Lived, wall: datetime, intensity: int, chance: Random
) -> list[Trigger]:
    """One to three that go with the hour, the day and the person; now and then none."""
    if chance.random() < 0.06:
        return []
    likely = list(_likely(lived, wall))
    likely += luck("own triggers", part.word).sample(_OWN, 2)
    count = 1 + (chance.random() < 0.25 + intensity / 20) + (chance.random() < 0.2)
    return list(dict.fromkeys(chance.choices(likely, k=count)))


def _likely(lived: Lived, wall: datetime) -> Iterator[Trigger]:
    is_weekend = lived.day.weekday() >= 5
    if wall.hour >= 22 or wall.hour < 4:
        yield from _LATE
    elif not is_weekend and 9 <= wall.hour < 17:
        yield from _AT_WORK
    else:
        yield from _AT_HOME
    if lived.day.weekday() >= 4 and wall.hour >= 17:
        yield from _OUT
    if lived.strain > 0.7:
        yield from _STRAINED


def _wave(hour: int) -> float:
    """1 at the peak in the evening, -1 twelve hours from it."""
    return math.cos((hour - _PEAK_HOUR) / 24 * math.tau)
