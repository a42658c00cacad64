"""What the rules say about a week."""

from app.level_of_care.facts import Outcome, Sitting
from app.level_of_care.sentences import Say
from app.programs.kinds import AppointmentKind
from tests.level_of_care.weeks import (
    INDIVIDUAL,
    MUTUAL_HELP,
    find,
    group,
    level,
    one,
    said,
    three_groups,
    week,
)


def test_a_full_week_is_told_with_its_numbers() -> None:
    assert said(week()) == [
        "9.8 of 9 h this week.",
        "1 individual session.",
        "This level has no benchmarks.",
        "Week 3 at this level; 4 are usual.",
    ]


def test_what_is_missing_is_told() -> None:
    sittings = (group(0), group(2), group(4, Outcome.missed))
    assert said(week(sittings=sittings))[:3] == [
        "6.0 of 9 h this week. 3.0 h missing.",
        "1 session missed (3.0 h).",
        "Individual session missing.",
    ]


def test_a_week_planned_below_the_floor_is_told_before_it_begins() -> None:
    sittings = (group(0, Outcome.ahead), group(2, Outcome.ahead), group(4, Outcome.ahead, 90))
    ahead = week(sittings=sittings, is_begun=False, is_over=False)
    assert said(ahead)[0] == "7.5 of 9 h planned: 1.5 h missing."


def test_a_running_week_tells_what_is_still_to_come() -> None:
    sittings = (group(0), group(2, Outcome.ahead), group(4, Outcome.ahead))
    running = week(sittings=sittings, is_over=False)
    assert said(running)[0] == "3.0 of 9 h so far this week. 6.0 h still to come."


def test_an_empty_calendar_has_a_sentence_too() -> None:
    empty = week(sittings=(), is_begun=False, is_over=False)
    assert said(empty)[0] == "Nothing is planned this week; 9 h are the least."
    assert said(week(sittings=()))[0] == "Nothing was planned in this week; 9 h were the least."


def test_sessions_nobody_has_marked_count_for_the_client_until_somebody_does() -> None:
    unmarked = week(sittings=(group(0), group(2, Outcome.unmarked), group(4, Outcome.unmarked)))
    assert unmarked.missing == 0
    assert said(unmarked)[:2] == [
        "3.0 of 9 h this week.",
        "2 sessions are not marked yet (6.0 h).",
    ]


def test_coming_late_costs_no_more_than_the_minutes() -> None:
    late = Sitting(4, AppointmentKind.support, 180, Outcome.attended, 170)
    assert said(week(sittings=(group(0), group(2), late)))[0] == (
        "8.8 of 9 h this week. 0.2 h missing."
    )


def test_a_day_off_lowers_the_floor_in_proportion_and_says_so() -> None:
    sittings = (group(2), group(4), one(1, INDIVIDUAL))
    told = said(week(sittings=sittings, excused_days=frozenset({0})))
    assert told[:2] == [
        "6.8 of 6 h this week.",
        "Excused on 1 of 3 days: the floor is 6 h this week instead of 9 h.",
    ]


def test_a_day_off_on_which_nobody_comes_anyway_changes_nothing() -> None:
    assert week(excused_days=frozenset({1, 5})).floor == 540


def test_a_session_the_centre_cancelled_lowers_the_floor_and_is_not_missed() -> None:
    cancelled = week(sittings=(group(0), group(2), group(4, Outcome.excused)))
    assert (cancelled.floor, cancelled.missing) == (360, 0)
    assert said(cancelled)[1] == "Excused, 3.0 h: the floor is 6 h this week instead of 9 h."


def test_an_excused_session_takes_no_more_off_than_its_own_hours() -> None:
    assert week(sittings=(group(0), group(2, Outcome.excused))).floor == 360


def test_a_week_away_expects_nothing() -> None:
    away = week(sittings=(), excused_days=frozenset(range(7)))
    assert said(away)[:1] == ["Excused all week: no hours are expected."]
    assert find(away, Say.individual_missing) is None
    assert away.missing == 0


def test_taking_part_by_link_while_away_counts_all_the_same() -> None:
    away = week(sittings=(group(0),), excused_days=frozenset(range(7)))
    assert said(away)[0] == "3.0 of 0 h this week."


def test_more_than_the_ceiling_is_a_sentence_and_changes_no_proposal() -> None:
    sittings = tuple(group(weekday, minutes=300) for weekday in range(5))
    most = week(sittings=sittings)
    assert "25.0 h are 5.0 h over the ceiling of 20 h." in said(most)
    assert most.missing == 0


def test_a_day_with_more_sessions_than_agreed_is_named() -> None:
    sittings = tuple(one(1, INDIVIDUAL) for _ in range(4))
    assert "Tuesday has 4 sessions; 3 were agreed." in said(week(sittings=sittings, cap=3))
    assert find(week(sittings=sittings, cap=4), Say.too_many_in_a_day) is None
    assert find(week(sittings=sittings, cap=None), Say.too_many_in_a_day) is None


def test_mutual_help_is_asked_for_where_the_level_does_and_is_no_service() -> None:
    asks = level(mutual_help_a_week=2)
    met = week(level=asks, sittings=(one(0, MUTUAL_HELP), *three_groups()))
    assert "Mutual help: 1 of 2 meetings, 1 missing." in said(met)
    assert met.attended == 540
    assert find(week(sittings=(one(0, MUTUAL_HELP, Outcome.missed),)), Say.missed) is None


def test_an_individual_session_in_the_calendar_is_not_missing() -> None:
    running = week(sittings=(one(3, INDIVIDUAL, Outcome.ahead),), is_over=False)
    assert "Individual sessions: 0 of 1, 1 in the calendar." in said(running)
