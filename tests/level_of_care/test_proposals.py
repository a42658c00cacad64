"""What the rules propose, and that they are modest about it."""

from dataclasses import replace

from app.level_of_care.facts import Judgement, Outcome, Week
from app.programs.design import Measure
from tests.level_of_care.weeks import benchmark, group, level, proposal, week

JUDGED = level(benchmarks=[benchmark()])
MET = (("judgement", Judgement(True, "Seen")),)
LOST = (("judgement", Judgement(False, "Not any more", was_met=True)),)


def short(**facts: object) -> Week:
    missed = (group(2, Outcome.missed), group(4, Outcome.missed))
    return week(sittings=(group(0), *missed), **facts)


def test_to_stay_while_a_benchmark_is_not_met() -> None:
    assert proposal(week(level=JUDGED)) == ("stay", ["not_all_met"])


def test_a_step_down_when_every_benchmark_is_met() -> None:
    assert proposal(week(level=JUDGED, judgements=MET)) == ("step_down", ["all_met"])


def test_no_step_down_in_the_first_week() -> None:
    first = week(level=JUDGED, judgements=MET, weeks_at_level=1)
    assert proposal(first) == ("stay", ["all_met", "first_week"])


def test_where_there_are_no_benchmarks_time_alone_counts() -> None:
    assert proposal(week()) == ("stay", ["usual_weeks_left"])
    assert proposal(week(weeks_at_level=4)) == ("step_down", ["usual_weeks_over"])
    timeless = level(usual_weeks=None)
    assert proposal(week(level=timeless)) == ("stay", ["no_benchmarks"])


def test_the_end_takes_both_the_benchmarks_and_the_weeks() -> None:
    last = week(level=JUDGED, judgements=MET, is_last_level=True)
    assert proposal(last) == ("stay", ["all_met", "usual_weeks_left"])
    over = replace(last, weeks_at_level=4)
    assert proposal(over) == ("complete", ["all_met", "usual_weeks_over", "last_level"])


def test_no_less_care_while_hours_are_missing_this_week_or_the_one_before() -> None:
    for about in (short(weeks_at_level=4), week(weeks_at_level=4, before=(short(),))):
        assert proposal(about) == ("stay", ["usual_weeks_over", "hours_not_reached"])
    last = short(level=JUDGED, judgements=MET, is_last_level=True, weeks_at_level=4)
    assert (proposal(last)[0], proposal(last)[1][-1]) == ("stay", "hours_not_reached")
    assert proposal(week(weeks_at_level=4, before=(short(), week())))[0] == "step_down"


def test_what_was_given_back_is_missing_and_what_was_never_planned_is_not() -> None:
    thin = week(sittings=(group(0),), weeks_at_level=4)
    assert proposal(thin)[0] == "step_down"
    assert proposal(replace(thin, given_back=180)) == (
        "stay", ["usual_weeks_over", "hours_not_reached"],
    )  # fmt: skip
    assert proposal(week(weeks_at_level=4, given_back=180))[0] == "step_down", "made up"


def test_a_week_in_which_nothing_was_planned_shows_nothing() -> None:
    assert proposal(week(sittings=(), weeks_at_level=4))[0] == "stay"
    away = week(sittings=(), excused_days=frozenset(range(7)), weeks_at_level=4)
    assert proposal(away)[0] == "step_down"
    ahead = week(sittings=(), weeks_at_level=4, is_over=False, before=(week(),))
    assert proposal(ahead)[0] == "step_down"


def test_coming_late_never_proposes_more_care() -> None:
    late = replace(group(4), attended=175)
    about = week(sittings=(group(0), group(2), late))
    assert (about.missing, about.short) == (5, 0)
    assert proposal(replace(about, before=(about,)))[0] == "stay"


def test_one_short_week_proposes_nothing() -> None:
    assert proposal(short(before=(week(),)))[0] == "stay"
    assert proposal(week(before=(short(),)))[0] == "stay"


def test_two_short_weeks_in_a_row_propose_more_care() -> None:
    assert proposal(short(level=JUDGED, before=(short(),))) == ("step_up", ["short_twice"])


def test_what_is_still_open_is_not_short() -> None:
    sittings = (group(0), group(2, Outcome.unmarked), group(4, Outcome.ahead))
    assert proposal(week(sittings=sittings, before=(short(),)))[0] == "stay"


def test_what_was_never_planned_is_not_short() -> None:
    thin = week(sittings=(group(0),), before=(short(),))
    assert (thin.missing, thin.short) == (360, 0)
    assert proposal(thin)[0] == "stay"


def test_a_week_away_is_not_short() -> None:
    away = week(sittings=(), excused_days=frozenset(range(7)), before=(short(),))
    assert proposal(away)[0] == "stay"


def test_more_care_than_the_first_level_has_is_not_proposed() -> None:
    first = short(before=(short(),), is_first_level=True)
    assert proposal(first) == ("stay", ["short_twice", "no_level_above"])


def test_a_benchmark_that_is_lost_proposes_more_care() -> None:
    lost = week(level=JUDGED, judgements=LOST)
    assert proposal(lost) == ("step_up", ["benchmark_lost"])


def test_where_both_would_apply_somebody_stays() -> None:
    both = short(level=JUDGED, judgements=MET, before=(short(),))
    assert proposal(both) == ("stay", ["short_twice", "all_met"])


def test_nothing_is_proposed_for_a_week_that_has_not_begun() -> None:
    ahead = week(level=JUDGED, judgements=MET, is_begun=False, is_over=False)
    assert proposal(ahead) == ("stay", ["week_ahead"])


def test_a_counted_share_that_moves_by_a_session_is_not_lost() -> None:
    counted = level(benchmarks=[benchmark(Measure.attendance, at_least=0.9)])
    missed = week(level=counted, sittings=(group(0), group(2, Outcome.missed), group(4)))
    assert proposal(missed)[0] == "stay"
