"""The questionnaires within eight weeks of check-ins: what was due, and what was answered.

What is due says the application's own schedule. The answers follow the days that were lived; they
are a story, and nobody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from statistics import mean

from app import clock
from app.check_ins.due import covers
from app.check_ins.flags import Filled
from app.check_ins.instruments import Instrument, load_instruments
from app.check_ins.schedule import DAILY, Due, Plan, StayDays, asks_of
from app.check_ins.schemas import FormAnswers, Use
from app.check_ins.scoring import score
from app.demo.arrivals import Character
from app.demo.days import Lived
from app.demo.luck import luck, whole
from app.programs.design import ProgrammeDesign

SAID_ITEM_9 = "hazel"
"""Answered item 9 of her first PHQ-9 with "several days"; what came of it is in the tasks."""
_PUT_OFF, _LEFT_HALF = 0.14, 0.09
_BY_MOOD = {"phq-9", "gad-7", "phq-2"}
_WELL = {"9", "10", "12", "13", "16", "17"}
"""Items of the BAM of which more is better."""
_DRINKS, _MANY, _DRUGS = "4", "5", "6"
_HEALTH, _INCOME = "1", "14"


@dataclass
class Questionnaires:
    """One client's, in the order of their days."""

    character: Character
    design: ProgrammeDesign
    answered: dict[str, date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = luck("forms", self.character.part.word)

    def answered_on(
        self, lived: Lived, before: list[Lived]
    ) -> Iterator[tuple[FormAnswers, Filled]]:
        """What was answered about a day; `before` are the days up to it."""
        for due in self._due(lived):
            instrument = load_instruments()[due.instrument]
            text = instrument.in_language(self.character.person.language)
            if text is None or self._chance.random() < _PUT_OFF:
                continue
            answers = self._answers(instrument, before)
            self.answered[instrument.id] = lived.day
            said = FormAnswers(
                instrument=instrument.id,
                version=instrument.version,
                language=text.language,
                wording=text.sha256,
                recall=instrument.recall,
                answers=answers,
                due_on=due.due_on,
            )
            yield said, (instrument, answers, score(instrument, answers))

    def _due(self, lived: Lived) -> list[Due]:
        part = self.character.part
        number = part.days_here - lived.ago
        taken = part.course.taken(max(0, number))
        phase = taken[-1].phase
        level = self.design.level(taken[-1].level)
        began = next(step.day for step in taken if step.phase is phase)
        stay = StayDays(
            phase=phase,
            level=level.code if level else None,
            began_on=self._day(0),
            phase_began_on=self._day(began),
        )
        asks = asks_of(self.design.check_ins, {}, stay, lived.day)
        due = Plan(asks, self.answered, covers()).due(lived.day)
        return [one for one in due if one.instrument != DAILY]

    def _day(self, number: int) -> date:
        character = self.character
        if number == 0:
            return clock.local_day(character.episode.opened_at, character.person.time_zone)
        return clock.local_day(character.at(number), character.person.time_zone)

    def _answers(self, instrument: Instrument, before: list[Lived]) -> dict[str, int]:
        chance = self._chance
        if instrument.id in _BY_MOOD:
            found = _by_mood(instrument, before, chance)
            is_first = instrument.id not in self.answered
            if instrument.id == "phq-9" and is_first and self.character.part.word == SAID_ITEM_9:
                found |= {"9": 1}
                return found
        elif instrument.id.startswith("bam"):
            found = _bam(instrument, before, chance)
        else:
            found = _by_wellness(instrument, before, chance)
        if chance.random() < _LEFT_HALF:
            kept = list(found)[: len(found) - chance.randrange(1, 4)]
            found = {number: found[number] for number in kept}
        return _without_skipped(instrument, found)


def _by_mood(instrument: Instrument, before: list[Lived], chance: Random) -> dict[str, int]:
    """The lower the mood of the last two weeks, the more often."""
    burden = (6.6 - mean(lived.mood for lived in before[-14:])) / 1.9
    found = {}
    for item in instrument.items:
        is_about_harm = instrument.id == "phq-9" and item.number == "9"
        value = 0 if is_about_harm else whole(chance.gauss(burden, 0.7), 0, item.how.most)
        found[item.number] = value
    return found


def _by_wellness(instrument: Instrument, before: list[Lived], chance: Random) -> dict[str, int]:
    """Between the least and the most, by how the last two weeks were."""
    share = mean(lived.mood for lived in before[-14:]) / 9
    if instrument.id == "audit-c":
        share = 0.55
    return {
        item.number: whole(
            item.how.least + (item.how.most - item.how.least) * chance.gauss(share, 0.12),
            item.how.least,
            item.how.most,
        )
        for item in instrument.items
    }


def _bam(instrument: Instrument, before: list[Lived], chance: Random) -> dict[str, int]:
    """The days of use are those that were told in the check-ins; what was used is alcohol."""
    days = before[-7:] if instrument.recall == "P7D" else before[-30:]
    well = min(1.0, max(0.0, mean(lived.mood for lived in days) / 9))
    drank = sum(lived.use is Use.yes for lived in days)
    found = {}
    for item in instrument.items:
        most = item.how.most
        share = well if item.number in _WELL else 0.85 - well
        value = whole(most * chance.gauss(share, 0.14), 0, most)
        if item.number in (_DRINKS, _MANY):
            value = drank if instrument.recall == "P7D" else min(drank, 1)
        elif item.number.startswith("7") or item.number == _DRUGS:
            value = 0
        elif item.number == _INCOME:
            value = max(item.how.values)
        elif item.number == _HEALTH:
            value = whole(chance.gauss(2.4 - well, 0.6), 0, most)
        found[item.number] = value
    return found


def _without_skipped(instrument: Instrument, answers: dict[str, int]) -> dict[str, int]:
    skipped: set[str] = set()
    for skip in instrument.skips:
        if skip.item not in skipped and answers.get(skip.item) in skip.when:
            skipped |= set(skip.skips)
    return {number: value for number, value in answers.items() if number not in skipped}
