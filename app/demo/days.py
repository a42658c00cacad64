"""How the days of an invented client went. Pure: a story in, days out.

What is behind the numbers: craving falls over the weeks as e^(-t/4 weeks), is higher at weekends
and in the evening, and comes back for some days after somebody drank or used; strain lasts from
one day to the next, costs sleep and mood, and brings craving.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.check_ins.schemas import DailyAnswers, Halt, Use
from app.demo.cast import Part, Trend
from app.demo.luck import luck, whole

_WEEKEND = {4: 0.5, 5: 1.2, 6: 0.7}
_WORSE_FOR_DAYS = 21


@dataclass(frozen=True, slots=True)
class Lived:
    """One local day, on the scales of `DailyAnswers` before rounding. `strain` is 0 on a common
    day and a standard deviation is about 1; `is_near` when they say that they may use."""

    day: date
    ago: int
    strain: float
    sleep: float
    mood: float
    craving: float
    use: Use
    is_near: bool = False


def days_of(part: Part, since_days: int, today: date) -> Iterator[Lived]:
    """The days from `since_days` ago to today, both included, in the client's own zone."""
    chance, strain = luck("days", part.word), 0.0
    best_sleep, best_mood = chance.uniform(6.4, 7.6), chance.uniform(6.2, 7.8)
    for ago in range(since_days, -1, -1):
        strain = 0.6 * strain + chance.gauss(0, 0.7)
        here, hard, worse = part.days_here - ago, _echo(part, ago), _worse(part, ago)
        new = math.exp(-here / 30)
        day = today - timedelta(days=ago)
        sleep = best_sleep - 2.4 * new - 0.9 * strain - 0.5 * hard - 0.5 * worse
        sleep += chance.gauss(0, 0.7)
        mood = best_mood - 2.2 * new - 0.9 * strain - 0.7 * hard - 0.5 * worse
        mood += 0.3 * (sleep - best_sleep) + chance.gauss(0, 0.5)
        craving = 1.3 + 5 * math.exp(-here / 28) + _WEEKEND.get(day.weekday(), 0)
        craving += 0.7 * strain + hard + worse
        yield Lived(day, ago, strain, sleep, mood, craving, _use(part, ago), ago in part.near)


def answers_of(lived: Lived, line: str | None, chance: Random) -> DailyAnswers:
    """What the client says about that day."""
    return DailyAnswers(
        mood=whole(lived.mood, 0, 10),
        craving=whole(lived.craving + chance.gauss(0, 0.5), 0, 10),
        sleep=whole(lived.sleep, 0, 10),
        difficulty=whole(1.4 + 0.6 * lived.strain + 0.25 * (lived.craving - 3), 0, 4),
        halt=list(_halt(lived, chance)),
        use=lived.use,
        line=line,
        may_use=lived.is_near,
    )


def _halt(lived: Lived, chance: Random) -> Iterator[Halt]:
    if chance.random() < 0.08:
        yield Halt.hungry
    if lived.strain > 0.8 and chance.random() < 0.5:
        yield Halt.angry
    if chance.random() < (0.35 if lived.day.weekday() >= 5 else 0.12):
        yield Halt.lonely
    if lived.sleep < 5 and chance.random() < 0.8:
        yield Halt.tired


def _use(part: Part, ago: int) -> Use:
    if ago in part.used:
        return Use.yes
    return Use.rather_not_say if ago in part.unsaid else Use.no


def _echo(part: Part, ago: int) -> float:
    """How much a slip still weighs: most on its own day, less on each of the seven after."""
    since = (used - ago for used in part.used)
    return sum(2.6 * math.exp(-days / 3) for days in since if 0 <= days <= 7)


def _worse(part: Part, ago: int) -> float:
    """From nothing to 4.5 within the last three weeks, for whom it gets worse."""
    if part.trend is not Trend.rising:
        return 0
    return 4.5 * max(0, 1 - ago / _WORSE_FOR_DAYS)
