"""Which benchmarks are met, by which evidence."""

from dataclasses import replace
from typing import Any

import pytest

from app.level_of_care.benchmarks import Standing, standings
from app.level_of_care.facts import Judgement, Outcome, Week
from app.level_of_care.wording import in_words
from app.programs.design import Measure
from tests.level_of_care.weeks import (
    INDIVIDUAL,
    MUTUAL_HELP,
    READER,
    benchmark,
    group,
    level,
    one,
    said,
    week,
)


def standing(about: Week) -> Standing:
    [found] = standings(about)
    return found


def asks(measure: Measure, **fields: Any) -> Any:
    return level(benchmarks=[benchmark(measure, **fields)])


def test_a_benchmark_over_weeks_is_not_met_before_these_weeks_are_over() -> None:
    about = week(level=asks(Measure.attendance, at_least=0.8, weeks=4))
    assert not standing(about).is_met
    assert in_words(standing(about).evidence, READER) == (
        "Needs 4 weeks at this level; this is week 3."
    )


@pytest.mark.parametrize(("outcome", "met"), [(Outcome.attended, True), (Outcome.missed, False)])
def test_attendance_is_a_share_of_the_sessions_of_all_these_weeks(
    outcome: Outcome, met: bool
) -> None:
    earlier = week(sittings=(group(0), group(2, outcome)))
    about = week(
        level=asks(Measure.attendance, at_least=0.8, weeks=2),
        sittings=(group(0),),
        before=(earlier,),
    )
    assert standing(about).is_met is met


def test_excused_sessions_are_neither_attended_nor_missed() -> None:
    sittings = (group(0), group(2, Outcome.excused), group(4, Outcome.unmarked))
    about = week(level=asks(Measure.attendance, at_least=1), sittings=sittings)
    assert standing(about).is_met
    assert in_words(standing(about).evidence, READER) == (
        "1 of 1 sessions attended (100 %; 100 % needed)."
    )


def test_weeks_away_are_left_out() -> None:
    away = week(sittings=(), excused_days=frozenset(range(7)))
    earlier = week(sittings=(one(1, INDIVIDUAL),))
    about = week(
        level=asks(Measure.individual, at_least=2, weeks=2),
        before=(earlier, away),
        weeks_at_level=3,
    )
    assert standing(about).is_met


def test_mutual_help_is_an_average_a_week() -> None:
    two = (one(0, MUTUAL_HELP), one(3, MUTUAL_HELP))
    about = week(
        level=asks(Measure.mutual_help, at_least=1, weeks=2), sittings=two, before=(week(),)
    )
    assert standing(about).is_met
    assert not standing(replace(about, sittings=two[:1])).is_met


def test_check_ins_are_a_share_of_the_days() -> None:
    about = week(level=asks(Measure.check_ins, at_least=0.5), told_days=7, checked_days=3)
    assert not standing(about).is_met
    assert standing(replace(about, checked_days=4)).is_met


def test_nothing_known_is_not_met() -> None:
    for measure in (Measure.check_ins, Measure.attendance):
        about = week(level=asks(measure, at_least=0.5), sittings=())
        assert not standing(about).is_met
        assert in_words(standing(about).evidence, READER) == "Nothing is known about it yet."
    assert not standing(week(level=asks(Measure.no_use, at_least=14))).is_met


def test_days_without_a_reported_use_are_counted_and_can_be_lost() -> None:
    about = week(level=asks(Measure.no_use, at_least=14), quiet_days=20, quiet_days_before=13)
    assert not standing(about).is_met, "nobody said so"
    about = replace(about, quiet_checked=1)
    assert standing(about).is_met
    silent = replace(about, quiet_checked=0, quiet_days_before=15)
    assert (standing(silent).is_met, standing(silent).is_lost) == (False, False)
    lost = replace(about, quiet_days=2, quiet_days_before=15)
    assert (standing(lost).is_met, standing(lost).is_lost) == (False, True)


def test_a_judgement_is_told_in_the_counselors_own_words() -> None:
    about = week(level=asks(Measure.judgement))
    assert in_words(standing(about).evidence, READER) == "Nobody has said so yet."
    judged = replace(about, judgements=(("judgement", Judgement(True, "Wrote {it} [down]")),))
    assert standing(judged).is_met
    assert in_words(standing(judged).evidence, READER) == "Wrote {it} [down]"


def test_how_many_are_met_is_said() -> None:
    both = level(
        benchmarks=[benchmark(), benchmark(Measure.attendance, at_least=0.5)],
    )
    assert "1 of 2 benchmarks met." in said(week(level=both))
