"""Which week is at which level. Pure.

A week belongs to the level it was spent at longest: a step from Monday to Wednesday counts for the
week it was taken in, a later one from the next week on. The week of the admission is the first one
whatever its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app import clock
from app.episodes.models import EpisodeStep, Phase

WEEK = timedelta(days=7)
MIDWEEK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Span:
    """Seven days of the centre from a Monday, as days and as instants."""

    monday: date
    zone: str

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def starts_at(self) -> datetime:
        return clock.start_of_day(self.monday, self.zone)

    @property
    def ends_at(self) -> datetime:
        return clock.end_of_day(self.sunday, self.zone)

    @property
    def midweek(self) -> datetime:
        """The instant at which its Thursday begins."""
        return clock.start_of_day(self.monday + MIDWEEK, self.zone)

    @property
    def judged_until(self) -> datetime:
        """Whoever reviews a week does so in the days after it: what is judged before the Thursday
        that follows still counts for it."""
        return clock.start_of_day(self.monday + WEEK + MIDWEEK, self.zone)

    def days(self) -> list[date]:
        return [self.monday + timedelta(days=number) for number in range(7)]


def week_of(day: date, zone: str) -> Span:
    """The week a day is in."""
    return Span(day - timedelta(days=day.weekday()), zone)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a week: the phase, in treatment the level's name, the Monday of the
    first week there, and the day it began."""

    phase: Phase
    level: str | None
    first_monday: date
    since: date


def place_in(span: Span, steps: Sequence[EpisodeStep]) -> Place | None:
    """Where the steps of a stay, oldest first, put its client in a week; None before the stay."""
    position = _standing(span, steps)
    if position is None:
        return None
    step = steps[position]
    while position and _same(steps[position - 1], step):
        position -= 1
    began = steps[position]
    day = clock.local_day(began.at, span.zone)
    first = week_of(day, span.zone)
    counts = began.at < first.midweek or _is_admission(steps, position)
    monday = first.monday if counts else first.monday + WEEK
    level = step.level if step.phase is Phase.treatment else None
    return Place(step.phase, level, min(monday, span.monday), day)


def _standing(span: Span, steps: Sequence[EpisodeStep]) -> int | None:
    taken = [number for number, step in enumerate(steps) if step.at < span.midweek]
    last = taken[-1] if taken else None
    if last is not None and steps[last].phase not in {Phase.referral, Phase.assessment}:
        return last
    for number, step in enumerate(steps):
        if step.phase is Phase.treatment and step.at < span.ends_at:
            return number
    late = [number for number, step in enumerate(steps) if step.at < span.ends_at]
    return late[-1] if late else None


def _same(earlier: EpisodeStep, step: EpisodeStep) -> bool:
    if earlier.phase is not step.phase:
        return False
    return step.phase is not Phase.treatment or earlier.level == step.level


def _is_admission(steps: Sequence[EpisodeStep], position: int) -> bool:
    return steps[position].phase is Phase.treatment and not any(
        step.phase is Phase.treatment for step in steps[:position]
    )
