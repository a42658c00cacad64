"""Weeks as tests tell them to the rules: nine hours in three sessions unless said otherwise."""

from datetime import date
from typing import Any

from app.level_of_care.facts import Outcome, Sitting, Week
from app.level_of_care.rules import review
from app.level_of_care.sentences import Say, Sentence
from app.level_of_care.wording import Reader, in_words
from app.people.models import Language
from app.programs.design import Benchmark, Level, Measure, Words
from app.programs.kinds import AppointmentKind

MONDAY = date(2026, 6, 1)
READER = Reader(Language.en)
INDIVIDUAL, MUTUAL_HELP = AppointmentKind.individual, AppointmentKind.mutual_help


def level(**changes: Any) -> Level:
    """Nine to twenty hours, four weeks, one individual session a week."""
    fields: dict[str, Any] = {
        "code": "one", "name": "Level 1", "hours_floor": 9, "hours_ceiling": 20,
        "usual_weeks": 4, "days_a_week": 3,
    }  # fmt: skip
    return Level(**(fields | changes))


def benchmark(measure: Measure = Measure.judgement, **fields: Any) -> Benchmark:
    text = Words(en=f"Good {measure}", es=f"Bien: {measure}")
    return Benchmark(
        **({"code": measure.replace("_", "-"), "text": text, "measure": measure} | fields)
    )


def group(weekday: int, outcome: Outcome = Outcome.attended, minutes: int = 180) -> Sitting:
    came = minutes if outcome is Outcome.attended else 0
    return Sitting(weekday, AppointmentKind.support, minutes, outcome, came)


def one(weekday: int, kind: AppointmentKind, outcome: Outcome = Outcome.attended) -> Sitting:
    return Sitting(weekday, kind, 50, outcome, 50 if outcome is Outcome.attended else 0)


def three_groups(outcome: Outcome = Outcome.attended) -> tuple[Sitting, ...]:
    return tuple(group(weekday, outcome) for weekday in (0, 2, 4))


def week(**facts: Any) -> Week:
    """The third week at a level, over and wholly attended."""
    usual: dict[str, Any] = {
        "monday": MONDAY, "level": level(), "weeks_at_level": 3,
        "sittings": (*three_groups(), one(1, INDIVIDUAL)), "usual_days": frozenset({0, 2, 4}),
    }  # fmt: skip
    return Week(**(usual | facts))


def said(about: Week) -> list[str]:
    """What the rules say about a week, in English."""
    return [in_words(sentence, READER) for sentence in review(about).sentences]


def find(about: Week, code: Say) -> Sentence | None:
    return next((each for each in review(about).sentences if each.code is code), None)


def proposal(about: Week) -> tuple[str, list[str]]:
    found = review(about)
    return found.proposal.value, [reason.code.value for reason in found.reasons]
