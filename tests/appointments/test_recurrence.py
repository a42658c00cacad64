"""From a weekly rule to instants: wall times stay, lengths are real."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.appointments.recurrence import Meeting, meetings, weekly

NEW_YORK = "America/New_York"


def _on(day: date, wall: time, minutes: int = 60, zone: str = NEW_YORK) -> Meeting:
    (found,) = meetings(weekly([day.strftime("%a").lower()]), day, wall, minutes, zone, day, day)
    return found


def _utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def test_no_day_and_no_stretch_yield_nothing() -> None:
    monday = date(2027, 3, 8)
    sunday = date(2027, 3, 7)
    for days, first, last in ((["mon"], monday, sunday), (["tue"], monday, monday)):
        assert not list(meetings(weekly(days), monday, time(18), 60, NEW_YORK, first, last))
    with pytest.raises(ValueError, match="rule"):
        weekly([])


def test_a_group_at_six_stays_at_six_through_both_clock_changes() -> None:
    for first, hours in ((date(2027, 3, 9), (23, 22)), (date(2027, 11, 2), (22, 23))):
        last = first + timedelta(days=7)
        found = list(meetings(weekly(["tue"]), first, time(18), 90, NEW_YORK, first, last))
        assert [meeting.starts_at.hour for meeting in found] == list(hours)
        assert [meeting.on_day for meeting in found] == [first, last]
        assert {meeting.ends_at - meeting.starts_at for meeting in found} == {timedelta(minutes=90)}


def test_a_time_that_does_not_exist_moves_forward_by_the_gap() -> None:
    found = _on(date(2027, 3, 14), time(2, 30))
    assert (found.starts_at, found.ends_at) == (_utc(2027, 3, 14, 7, 30), _utc(2027, 3, 14, 8, 30))


def test_a_time_that_exists_twice_is_the_first() -> None:
    assert _on(date(2027, 11, 7), time(1, 30)).starts_at == _utc(2027, 11, 7, 5, 30)


def test_a_session_over_the_gap_lasts_its_real_minutes() -> None:
    found = _on(date(2027, 3, 14), time(1, 30), minutes=90)
    assert (found.starts_at, found.ends_at) == (_utc(2027, 3, 14, 6, 30), _utc(2027, 3, 14, 8, 0))


@given(
    days=st.lists(st.sampled_from([day.value for day in clock.Weekday]), min_size=1, unique=True),
    wall=st.times().map(lambda wall: wall.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["UTC", NEW_YORK, "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Apia"]),
    first=st.dates(date(2000, 1, 1), date(2037, 1, 1)),
    length=st.integers(0, 60),
)
def test_every_meeting_is_on_its_weekday_at_its_wall_time_and_none_is_missing(
    days: list[str], wall: time, zone: str, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    found = list(meetings(weekly(days), first, wall, 50, zone, first, last))
    stretch = (first + timedelta(days=number) for number in range(length + 1))
    assert [meeting.on_day for meeting in found] == [
        day for day in stretch if day.strftime("%a").lower() in days
    ]
    for meeting in found:
        assert meeting.starts_at == clock.at_wall_time(meeting.on_day, wall, zone)
        assert meeting.ends_at - meeting.starts_at == timedelta(minutes=50)
