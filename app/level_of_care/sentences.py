"""A sentence the rules say: a code, and the numbers in it. Put into words by `wording`."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.programs.design import Words


class Say(StrEnum):
    """Everything the rules can say. Numbers ending in `_min` are minutes of service."""

    hours = "hours"
    hours_so_far = "hours_so_far"
    hours_planned = "hours_planned"
    nothing_planned = "nothing_planned"
    nothing_took_place = "nothing_took_place"
    all_excused = "all_excused"
    floor_lowered = "floor_lowered"
    floor_of_first_week = "floor_of_first_week"
    over_ceiling = "over_ceiling"
    unmarked = "unmarked"
    missed = "missed"
    too_many_in_a_day = "too_many_in_a_day"
    individual_met = "individual_met"
    individual_planned = "individual_planned"
    individual_missing = "individual_missing"
    mutual_help_met = "mutual_help_met"
    mutual_help_planned = "mutual_help_planned"
    mutual_help_missing = "mutual_help_missing"
    benchmarks = "benchmarks"
    no_benchmarks = "no_benchmarks"
    week_of_level = "week_of_level"
    # What speaks for a proposal
    all_met = "all_met"
    not_all_met = "not_all_met"
    hours_not_reached = "hours_not_reached"
    usual_weeks_over = "usual_weeks_over"
    usual_weeks_left = "usual_weeks_left"
    first_week = "first_week"
    week_ahead = "week_ahead"
    short_twice = "short_twice"
    benchmark_lost = "benchmark_lost"
    no_level_above = "no_level_above"
    last_level = "last_level"
    # What shows whether a benchmark is met
    share_attended = "share_attended"
    weeks_with_individual = "weeks_with_individual"
    mutual_help_a_week = "mutual_help_a_week"
    share_checked_in = "share_checked_in"
    days_without_use = "days_without_use"
    too_early = "too_early"
    not_known = "not_known"
    judged = "judged"
    not_judged = "not_judged"
    # Where there is no level
    before_admission = "before_admission"
    level_gone = "level_gone"
    aftercare_month = "aftercare_month"
    aftercare_over = "aftercare_over"
    aftercare_last = "aftercare_last"
    aftercare_none_yet = "aftercare_none_yet"
    aftercare_planned = "aftercare_planned"
    aftercare_attended = "aftercare_attended"
    aftercare_nothing = "aftercare_nothing"
    open_door = "open_door"
    stay_over = "stay_over"
    # What was decided
    decided_level = "decided_level"
    decided_stay = "decided_stay"
    decided_end = "decided_end"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`numbers` are JSON values: minutes, counts, weekdays (0 is Monday), texts in both
    languages."""

    code: Say
    numbers: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a decision."""
        return {"code": self.code.value, **self.numbers}


def say(code: Say, **numbers: Any) -> Sentence:
    """A sentence with its numbers; texts in both languages become two of them."""
    plain: dict[str, Any] = {}
    for name, value in numbers.items():
        plain |= (
            {f"{name}_en": value.en, f"{name}_es": value.es} if _is_words(value) else {name: value}
        )
    return Sentence(code, plain)


def _is_words(value: Any) -> bool:
    return isinstance(value, Words)
