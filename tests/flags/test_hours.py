"""Working minutes: what counts, what does not, and the nights on which the clocks change."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.clock import Weekday
from app.flags.hours import DAYS_AHEAD, WITHOUT_HOURS, WorkingTime
from app.programs.opening_hours import Stretch, WeekHours, as_written, week_of

NEW_YORK = "America/New_York"
NINE_TO_FIVE = {day: ((time(9), time(17)),) for day in list(Weekday)[:5]}
ANY_DAY = list(Weekday)
MINUTE = timedelta(minutes=1)
FORM: TypeAdapter[dict[Weekday, list[Stretch]]] = TypeAdapter(WeekHours)


def open_when(
    week: Mapping[Weekday, tuple[Stretch, ...]],
    *closed: date,
    zone: str = NEW_YORK,
) -> WorkingTime:
    return WorkingTime(week, zone, lambda day: day in closed)


def at(*parts: int, zone: str = NEW_YORK, fold: int = 0) -> datetime:
    year, month, day, hour, minute = parts
    local = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone), fold=fold)
    return local.astimezone(UTC)


@pytest.mark.parametrize(
    "written",
    [
        {"mon": [["22:00", "06:00"]]},
        {"mon": [["09:00", "09:00"]]},
        {"mon": [["09:00", "13:00"], ["12:00", "17:00"]]},
        {"mon": [["09:00", "24:00"]]},
        {"mon": [["9", "17:00"]]},
        {"mon": [["09:00"]]},
        {"moon": [["09:00", "17:00"]]},
    ],
)
def test_hours_past_midnight_and_hours_that_are_none_are_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        FORM.validate_python(written)


def test_hours_are_kept_in_order() -> None:
    form = FORM.validate_python({"tue": [["13:00", "17:00"], ["09:00", "12:00"]], "mon": []})
    assert as_written(form) == {"tue": [["09:00", "12:00"], ["13:00", "17:00"]]}
    assert week_of(as_written(form))[Weekday.tue][0] == (time(9), time(12))


def test_minutes_pass_only_while_it_is_open() -> None:
    hours = open_when(NINE_TO_FIVE)
    friday_afternoon = at(2027, 3, 5, 16, 30)
    assert hours.after(friday_afternoon, 30) == at(2027, 3, 5, 17, 0)
    assert hours.after(friday_afternoon, 31) == at(2027, 3, 8, 9, 1)
    assert hours.after(at(2027, 3, 6, 12, 0), 60) == at(2027, 3, 8, 10, 0)
    assert hours.next_open(at(2027, 3, 5, 17, 0)) == at(2027, 3, 8, 9, 0)
    assert hours.is_open(friday_afternoon)
    assert not hours.is_open(at(2027, 3, 5, 17, 0))


def test_closed_days_do_not_count() -> None:
    hours = open_when(NINE_TO_FIVE, date(2027, 3, 8), date(2027, 3, 9))
    assert hours.after(at(2027, 3, 5, 16, 0), 120) == at(2027, 3, 10, 10, 0)


def test_a_lunch_break_does_not_count() -> None:
    week = {Weekday.mon: ((time(9), time(12)), (time(13), time(17)))}
    assert open_when(week).after(at(2027, 3, 1, 11, 30), 60) == at(2027, 3, 1, 13, 30)


@pytest.mark.parametrize("week", [{}, {Weekday.mon: ()}])
def test_a_centre_that_is_never_open_promises_a_day(
    week: Mapping[Weekday, tuple[Stretch, ...]],
) -> None:
    hours, now = open_when(week), at(2027, 3, 1, 10, 0)
    assert hours.next_open(now) is None
    assert hours.after(now, 60) is None
    assert hours.due(now, 60) == now + WITHOUT_HOURS


def test_a_centre_that_is_closed_for_a_year_is_never_open() -> None:
    hours = WorkingTime(NINE_TO_FIVE, NEW_YORK, lambda _: True)
    assert hours.after(at(2027, 3, 1, 10, 0), 60) is None


def test_the_night_the_clocks_go_forward_has_an_hour_less() -> None:
    hours = open_when({Weekday.sun: ((time(0), time(6)),)})
    begins = at(2027, 3, 14, 0, 0)
    assert hours.after(begins, 300) == at(2027, 3, 14, 6, 0)
    assert hours.after(begins, 301) == at(2027, 3, 21, 0, 1)


def test_the_night_the_clocks_go_back_has_an_hour_more() -> None:
    hours = open_when({Weekday.sun: ((time(0), time(6)),)})
    begins = at(2027, 11, 7, 0, 0)
    assert hours.after(begins, 420) == at(2027, 11, 7, 6, 0)
    assert hours.after(begins, 90) == at(2027, 11, 7, 1, 30)
    assert hours.after(begins, 150) == at(2027, 11, 7, 1, 30, fold=1)


def test_hours_that_begin_in_the_hour_that_is_missing_do_not_count_twice() -> None:
    week = {Weekday.sun: ((time(1), time(2, 30)), (time(2, 30), time(3, 15)), (time(3), time(5)))}
    hours, begins = open_when(week), at(2027, 3, 14, 1, 0)
    # From 01:00 to 05:00 by the clock are three hours that night.
    assert hours.after(begins, 180) == at(2027, 3, 14, 5, 0)


STRETCHES = st.lists(st.integers(0, 24 * 4 - 1), min_size=2, max_size=6, unique=True).map(
    lambda numbers: _pairs(sorted(numbers))
)
WEEKS = st.dictionaries(st.sampled_from(ANY_DAY), STRETCHES, max_size=7)
ZONES = st.sampled_from(
    [NEW_YORK, "Europe/Madrid", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Nuuk", "UTC"]
)
INSTANTS = st.one_of(
    st.integers(0, 60 * 24 * 365).map(lambda m: datetime(2027, 1, 1, tzinfo=UTC) + m * MINUTE),
    # Around both nights on which New York and Madrid change their clocks.
    st.tuples(st.sampled_from([(3, 13), (3, 27), (10, 30), (11, 6)]), st.integers(0, 60 * 48)).map(
        lambda p: datetime(2027, *p[0], tzinfo=UTC) + p[1] * MINUTE
    ),
)


def _pairs(numbers: list[int]) -> tuple[Stretch, ...]:
    edges = [time(number // 4, number % 4 * 15) for number in numbers]
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@given(WEEKS, ZONES, INSTANTS, st.integers(1, 3000))
def test_between_then_and_due_lie_exactly_so_many_open_minutes(
    week: dict[Weekday, tuple[Stretch, ...]], zone: str, since: datetime, minutes: int
) -> None:
    hours = open_when(week, zone=zone)
    due = hours.after(since, minutes)
    if not any(week.values()):
        assert due is None
        return
    assert due is not None
    if due > since + timedelta(days=DAYS_AHEAD - 10):  # as good as never
        return
    assert due > since
    passed = timedelta(0)
    for begins, ends in hours.stretches(since):
        if begins >= due:
            break
        passed += min(ends, due) - begins
    assert passed == minutes * MINUTE


@given(WEEKS, ZONES, INSTANTS, st.integers(1, 600), st.integers(0, 600))
def test_more_time_or_a_later_start_is_never_due_sooner(
    week: dict[Weekday, tuple[Stretch, ...]], zone: str, since: datetime, minutes: int, more: int
) -> None:
    hours = open_when(week, zone=zone)
    due = hours.due(since, minutes)
    assert hours.due(since, minutes + more) >= due
    assert hours.due(since + more * MINUTE, minutes) >= due


@given(
    st.dictionaries(
        st.sampled_from(ANY_DAY),
        st.tuples(st.integers(4, 11), st.integers(12, 23)).map(
            lambda h: ((time(h[0]), time(h[1])),)
        ),
        min_size=1,
    ),
    st.sampled_from([NEW_YORK, "Europe/Madrid"]),
    INSTANTS,
    st.integers(1, 120),
)
def test_counting_minute_by_minute_by_the_clock_on_the_wall_says_the_same(
    week: dict[Weekday, tuple[Stretch, ...]], zone: str, since: datetime, minutes: int
) -> None:
    """An oracle that knows nothing of instants: hours by day, away from the changed hour."""
    at_instant, left = since, minutes
    for _ in range(8 * 24 * 60):
        local = at_instant.astimezone(ZoneInfo(zone))
        open_today = week.get(ANY_DAY[local.weekday()], ())
        if any(start <= local.time() < end for start, end in open_today):
            left -= 1
        at_instant += MINUTE
        if left == 0:
            break
    assert open_when(week, zone=zone).after(since, minutes) == at_instant
