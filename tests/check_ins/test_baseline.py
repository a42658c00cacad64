"""What is usual for one client, and how far from it is far."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.check_ins.baseline import DAYS, DAYS_AT_LEAST, FAR, usual

DAYS_OF_ANSWERS = st.lists(st.integers(0, 10), min_size=DAYS_AT_LEAST, max_size=60)


def test_too_few_days_are_no_baseline() -> None:
    assert usual([3] * 9) is None
    assert usual([3] * 10) is not None


def test_only_the_last_28_days_count() -> None:
    found = usual([2] * 28 + [9] * 400)
    assert found is not None
    assert (found.middle, found.low, found.high, found.days) == (2, 2, 2, DAYS)


@pytest.mark.parametrize(("away", "is_far"), [(0, False), (2, False), (3, True), (8, True)])
def test_who_always_says_the_same_is_far_off_from_three_points_on(away: int, is_far: bool) -> None:
    found = usual([2] * 20)
    assert found is not None
    assert found.is_far_above(2 + away) is is_far
    assert not found.is_far_below(2 + away)


def test_who_goes_up_and_down_has_to_go_further() -> None:
    found = usual([3, 4, 5, 4, 3, 5, 4, 2, 6, 4])
    assert found is not None
    assert (found.middle, found.spread, found.low, found.high) == (4, 0.5 + 0.5, 3, 5)
    assert [found.is_far_above(value) for value in (8, 9, 10)] == [False, False, True]
    assert not found.is_far_below(0)


def test_one_bad_day_does_not_hide_the_next() -> None:
    found = usual([10] + [1] * 12)
    assert found is not None
    assert found.is_far_above(9)


def test_what_is_so_on_one_day_of_five_is_usual_too() -> None:
    found = usual([0] * 8 + [5] * 2)
    assert found is not None
    assert (found.middle, found.high) == (0, 5)
    assert [found.is_far_above(value) for value in (3, 5, 6)] == [False, False, True]


@given(DAYS_OF_ANSWERS)
def test_it_is_the_median_and_the_mad_done_another_way(answers: list[int]) -> None:
    found = usual(answers)
    assert found is not None
    last = answers[:28]
    mad = median([abs(one - median(last)) for one in last])
    for value in range(11):
        z = 0.6745 * (value - median(last)) / (mad or 0.5)
        assert found.is_far_above(value) == (z > FAR and value > found.high)
        assert found.is_far_below(value) == (z < -FAR and value < found.low)


@given(DAYS_OF_ANSWERS)
def test_the_usual_range_holds_most_days(answers: list[int]) -> None:
    found = usual(answers)
    assert found is not None
    within = [one for one in answers[:28] if found.low <= one <= found.high]
    assert len(within) >= 0.8 * found.days - 1
