"""What holds for every rule, every zone and every span of time."""

import os
import time as process
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import Weekday
from app.reminders.preview import zone_names
from app.reminders.quiet import QuietHours, after_quiet, end_of_quiet, is_quiet
from app.reminders.schedule import (
    WEEK,
    DailyRule,
    Note,
    before_session,
    local,
    occurrences,
)

QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)
LIVELY = """
Africa/Casablanca America/Havana America/New_York America/Nuuk Antarctica/Troll Asia/Tehran
Australia/Lord_Howe Europe/Berlin Pacific/Apia Pacific/Chatham Pacific/Kiritimati UTC
"""

zones = st.sampled_from(LIVELY.split()) | st.sampled_from(sorted(zone_names()))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
# Clocks change in the small hours; drawing only from the whole day would seldom meet it.
wall_times = minutes | st.builds(time, st.integers(0, 3), st.integers(0, 59))
rules = st.builds(DailyRule, wall_times, st.frozensets(st.sampled_from(Weekday), min_size=1))
instants = st.datetimes(
    datetime(1980, 1, 1),  # noqa: DTZ001
    datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
changes = st.sampled_from(
    [
        datetime(2011, 12, 30, 10, tzinfo=UTC),
        datetime(2026, 3, 8, 7, tzinfo=UTC),
        datetime(2026, 3, 29, 1, tzinfo=UTC),
        datetime(2026, 4, 4, 15, tzinfo=UTC),
        datetime(2026, 10, 25, 1, tzinfo=UTC),
        datetime(2026, 11, 1, 6, tzinfo=UTC),
        datetime(2027, 3, 14, 2, tzinfo=UTC),
    ]
)
near_changes = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    changes,
    st.integers(-3000, 3000),
)
anywhen = instants | near_changes
quiet_hours = st.builds(QuietHours, minutes, minutes) | st.builds(
    QuietHours, minutes, st.builds(time, st.integers(0, 8), st.integers(0, 59))
)
many = settings(max_examples=300, deadline=None, database=None)
few = settings(max_examples=100, deadline=None, database=None)


def days_that_exist(zone: str, after: datetime, until: datetime) -> set[date]:
    """Read off the clocks, quarter of an hour by quarter of an hour."""
    tz = ZoneInfo(zone)
    count = (until - after) // QUARTER
    return {(after + n * QUARTER).astimezone(tz).date() for n in range(count)}


@few
@given(rules, zones, anywhen, st.integers(5, 40))
def test_each_selected_day_that_exists_has_exactly_one(
    rule: DailyRule, zone: str, after: datetime, span: int
) -> None:
    until = after + span * DAY
    found = [date.fromisoformat(each.key[:10]) for each in occurrences(rule, zone, after, until)]
    whole = days_that_exist(zone, after + 2 * DAY, until - 2 * DAY)
    selected = sorted(day for day in whole if WEEK[day.weekday()] in rule.days)
    assert [day for day in found if day in whole] == selected
    assert all(WEEK[day.weekday()] in rule.days for day in found)


@many
@given(rules, zones, anywhen)
def test_each_is_later_than_the_one_before_and_has_its_own_key(
    rule: DailyRule, zone: str, after: datetime
) -> None:
    found = list(islice(occurrences(rule, zone, after), 40))
    assert len(found) == 40
    assert found[0].due_at > after
    assert all(earlier.due_at < later.due_at for earlier, later in pairwise(found))
    assert len({each.key for each in found}) == 40


@many
@given(rules, zones, anywhen)
def test_the_wall_shows_the_time_that_was_asked_for(
    rule: DailyRule, zone: str, after: datetime
) -> None:
    for each in islice(occurrences(rule, zone, after), 20):
        shown, asked = each.local.replace(tzinfo=None, fold=0), datetime.fromisoformat(each.key)
        assert each.due_at.utcoffset() == timedelta(0)
        assert local(each.due_at, zone).isoformat() == each.local.isoformat()
        assert asked.time() == rule.local_time
        if each.note is Note.moved_forward:
            assert timedelta(0) < shown - asked < DAY
        else:
            assert shown == asked


@many
@given(rules, zones, anywhen, st.integers(0, 20 * 24 * 60), st.integers(0, 20 * 24 * 60))
def test_planning_in_two_goes_is_planning_in_one(
    rule: DailyRule, zone: str, start: datetime, first: int, second: int
) -> None:
    middle = start + timedelta(minutes=first)
    end = middle + timedelta(minutes=second)
    halves = [*occurrences(rule, zone, start, middle), *occurrences(rule, zone, middle, end)]
    assert halves == list(occurrences(rule, zone, start, end))


@many
@given(quiet_hours, zones, anywhen)
def test_the_end_of_quiet_is_not_quiet_and_all_before_it_is(
    quiet: QuietHours, zone: str, at: datetime
) -> None:
    end = end_of_quiet(at, quiet, zone)
    assert not is_quiet(end, quiet, zone)
    assert at <= end < at + timedelta(hours=49)
    step = (end - at) / 40
    assert all(is_quiet(at + n * step, quiet, zone) for n in range(40) if step)
    assert end == at or is_quiet(end - timedelta(microseconds=1), quiet, zone)


@many
@given(quiet_hours, zones, anywhen, st.integers(-60, 2000), st.booleans())
def test_nothing_is_sent_in_quiet_hours_or_when_it_is_no_use(
    quiet: QuietHours, zone: str, due_at: datetime, window: int, moves: bool
) -> None:
    until = due_at + timedelta(minutes=window)
    at = after_quiet(due_at, until, quiet, zone, moves=moves)
    if at is None:
        assert window <= 0 or is_quiet(due_at, quiet, zone)
    else:
        assert due_at <= at < until
        assert not is_quiet(at, quiet, zone)
        assert moves or at == due_at


@many
@given(anywhen, zones, st.integers(1, 10), st.integers(0, 1439))
def test_a_session_reminder_comes_before_and_keeps_the_wall_time(
    starts_at: datetime, zone: str, days: int, minutes: int
) -> None:
    due_at = before_session(starts_at, days * 1440 + minutes, zone)
    wall = local(due_at + timedelta(minutes=minutes), zone).replace(tzinfo=None, fold=0)
    asked = local(starts_at, zone).replace(tzinfo=None, fold=0) - days * DAY
    assert due_at < starts_at
    assert abs(wall - asked) <= timedelta(hours=2) or wall.date() == asked.date() - DAY
    assert starts_at - due_at <= (days + 1) * DAY + timedelta(minutes=minutes + 120)


@pytest.fixture
def _far_away_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Kiritimati")
    process.tzset()
    yield
    monkeypatch.undo()
    process.tzset()


@pytest.mark.usefixtures("_far_away_process")
def test_the_zone_of_the_process_is_not_read() -> None:
    assert datetime.now().astimezone().utcoffset() == timedelta(hours=14)
    rule, at = DailyRule(time(2, 30)), datetime(2027, 3, 14, 5, tzinfo=UTC)
    (found,) = islice(occurrences(rule, "America/New_York", at), 1)
    assert found.due_at == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)
    night = QuietHours(time(22), time(7))
    assert end_of_quiet(at, night, "America/New_York") == datetime(2027, 3, 14, 11, tzinfo=UTC)
