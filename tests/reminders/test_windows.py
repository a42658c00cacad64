from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app.reminders.windows import next_try, ttl_seconds, useful_until

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


def wait(attempt: int, jitter: float = 0, retry_after: float | None = None) -> float | None:
    again = next_try(attempt, NOW, retry_after, NOW + 4 * HOUR, jitter)
    return (again - NOW).total_seconds() if again else None


def test_a_session_without_a_start_is_refused() -> None:
    with pytest.raises(ValueError, match="starts"):
        useful_until("session", NOW)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        useful_until("fortune", NOW)


def test_each_kind_is_useful_for_its_own_time() -> None:
    assert useful_until("check_in", NOW) == NOW + 4 * HOUR
    assert useful_until("test", NOW) == NOW + timedelta(minutes=10)
    assert useful_until("session", NOW, NOW + 24 * HOUR) == NOW + 24 * HOUR


@pytest.mark.parametrize(
    ("left", "ttl"),
    [(-5.0, 1), (0.0, 1), (0.9, 1), (1.0, 1), (59.9, 59), (3600.0, 3600), (86400.0, 3600)],
)
def test_time_to_live_is_what_is_left_and_never_none(left: float, ttl: int) -> None:
    assert ttl_seconds(NOW, NOW + timedelta(seconds=left)) == ttl


@pytest.mark.parametrize("attempt", [0, -1])
def test_attempts_count_from_one(attempt: int) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        wait(attempt)


@pytest.mark.parametrize("jitter", [-1.1, 1.1, float("nan")])
def test_jitter_is_at_most_a_fifth(jitter: float) -> None:
    with pytest.raises(ValueError, match="jitter"):
        wait(1, jitter)


@pytest.mark.parametrize("retry_after", [86_400, 1e30, float("inf"), 14_400])
def test_a_wait_beyond_the_window_is_no_try(retry_after: float) -> None:
    assert wait(1, 0, retry_after) is None


def test_a_window_that_is_over_is_no_try() -> None:
    assert next_try(1, NOW, None, NOW - HOUR, 0) is None
    assert next_try(1, NOW, None, NOW + timedelta(seconds=5), 0) is None


def test_waits_grow_and_then_stay() -> None:
    assert [wait(attempt) for attempt in range(1, 9)] == [5, 15, 60, 300, 900, 900, 900, 900]


def test_jitter_is_a_fifth_either_way_and_never_changes_the_order() -> None:
    assert (wait(4, -1), wait(4, 1)) == (240, 360)
    longest = [wait(attempt, 1) or 0 for attempt in range(1, 6)]
    shortest = [wait(attempt, -1) or 0 for attempt in range(1, 6)]
    assert all(before < after for before, after in pairwise(longest))
    assert all(long < short for long, short in zip(longest, shortest[1:], strict=False))


@pytest.mark.parametrize("attempt", [1, 5, 50])
@pytest.mark.parametrize("jitter", [-1.0, 0.0, 1.0])
def test_a_wait_that_is_asked_for_is_kept_exactly(attempt: int, jitter: float) -> None:
    assert wait(attempt, jitter, 90) == 90


@pytest.mark.parametrize("retry_after", [0, -3])
def test_no_wait_asked_for_is_the_ordinary_wait(retry_after: float) -> None:
    assert wait(3, 0, retry_after) == 60
