from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from time import process_time

import pytest

from app.clock import Weekday
from app.reminders.schedule import (
    DailyRule,
    Note,
    Resolved,
    before_session,
    occurrences,
    resolve,
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def resolved(text: str, zone: str) -> Resolved:
    found = resolve(wall(text), zone)
    assert found is not None
    return found


def daily(text: str, *days: Weekday) -> DailyRule:
    return DailyRule(time.fromisoformat(text), frozenset(days or Weekday))


def days_of(zone: str, at: str, after: str, until: str) -> list[tuple[str, str]]:
    found = occurrences(daily(at), zone, utc(after), utc(until))
    return [(each.key, f"{each.due_at:%m-%dT%H:%MZ}") for each in found]


def test_a_wall_time_with_a_zone_attached_is_refused() -> None:
    with pytest.raises(ValueError, match="wall time"):
        resolve(utc("2027-03-14T02:30"), "UTC")


@pytest.mark.parametrize("at", [time(7, 0, 1), time(7, 0, 0, 1), time(7, tzinfo=UTC)])
def test_a_rule_takes_only_whole_minutes_on_the_wall(at: time) -> None:
    with pytest.raises(ValueError, match="whole minutes"):
        DailyRule(at)


NEW_YORK, BERLIN, HOWE = "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"

GAPS = [
    (NEW_YORK, "2027-03-14T02:30", "2027-03-14T07:30", "2027-03-14T03:30"),
    (NEW_YORK, "2027-03-14T02:00", "2027-03-14T07:00", "2027-03-14T03:00"),
    (NEW_YORK, "2027-03-14T02:59", "2027-03-14T07:59", "2027-03-14T03:59"),
    (BERLIN, "2027-03-28T02:30", "2027-03-28T01:30", "2027-03-28T03:30"),
    (HOWE, "2026-10-04T02:15", "2026-10-03T15:45", "2026-10-04T02:45"),
    ("Africa/Casablanca", "2026-03-22T02:10", "2026-03-22T02:10", "2026-03-22T03:10"),
    ("America/Nuuk", "2026-03-28T23:30", "2026-03-29T01:30", "2026-03-29T00:30"),
    ("Antarctica/Troll", "2026-03-29T01:30", "2026-03-29T01:30", "2026-03-29T03:30"),
    ("America/Havana", "2026-03-08T00:00", "2026-03-08T05:00", "2026-03-08T01:00"),
]


@pytest.mark.parametrize(("zone", "asked", "due_at", "shown"), GAPS)
def test_a_time_that_does_not_exist_moves_forward_by_the_gap(
    zone: str, asked: str, due_at: str, shown: str
) -> None:
    found = resolved(asked, zone)
    assert (found.due_at, found.note) == (utc(due_at), Note.moved_forward)
    assert found.local.replace(tzinfo=None) == wall(shown)


OVERLAPS = [
    (NEW_YORK, "2026-11-01T01:30", "2026-11-01T05:30"),
    (NEW_YORK, "2026-11-01T01:00", "2026-11-01T05:00"),
    (BERLIN, "2026-10-25T02:30", "2026-10-25T00:30"),
    (HOWE, "2027-04-04T01:45", "2027-04-03T14:45"),
    ("Africa/Casablanca", "2026-02-15T02:30", "2026-02-15T01:30"),
    ("America/Nuuk", "2026-10-24T23:30", "2026-10-25T00:30"),
    ("Antarctica/Troll", "2026-10-25T01:30", "2026-10-24T23:30"),
    ("America/Havana", "2026-11-01T00:00", "2026-11-01T04:00"),
]


@pytest.mark.parametrize(("zone", "asked", "due_at"), OVERLAPS)
def test_a_time_that_comes_twice_is_the_first(zone: str, asked: str, due_at: str) -> None:
    found = resolved(asked, zone)
    assert (found.due_at, found.note) == (utc(due_at), Note.first_of_two)
    assert found.local.replace(tzinfo=None) == wall(asked)
    second = wall(asked).replace(fold=1)
    assert resolve(second, zone) == found


ORDINARY = [
    (NEW_YORK, "2027-03-14T01:59", "2027-03-14T06:59"),
    (NEW_YORK, "2027-03-14T03:00", "2027-03-14T07:00"),
    (NEW_YORK, "2026-11-01T00:59", "2026-11-01T04:59"),
    (NEW_YORK, "2026-11-01T02:00", "2026-11-01T07:00"),
    ("Pacific/Kiritimati", "2027-01-01T00:00", "2026-12-31T10:00"),
    ("Asia/Kathmandu", "2027-01-01T00:00", "2026-12-31T18:15"),
    ("UTC", "2028-02-29T12:00", "2028-02-29T12:00"),
]


@pytest.mark.parametrize(("zone", "asked", "due_at"), ORDINARY)
def test_an_ordinary_time_is_itself(zone: str, asked: str, due_at: str) -> None:
    found = resolved(asked, zone)
    assert (found.due_at, found.note) == (utc(due_at), Note.none)
    assert found.local.replace(tzinfo=None) == wall(asked)


SKIPPED = [
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Pacific/Fakaofo", date(2011, 12, 30)),
    ("Pacific/Kiritimati", date(1994, 12, 31)),
    ("Pacific/Kwajalein", date(1993, 8, 21)),
]


@pytest.mark.parametrize(("zone", "day"), SKIPPED)
@pytest.mark.parametrize("at", [time(0, 0), time(9, 0), time(23, 59)])
def test_a_day_that_was_skipped_has_no_reminder(zone: str, day: date, at: time) -> None:
    assert resolve(datetime.combine(day, at), zone) is None
    middle = datetime.combine(day, time(12), UTC)
    around = occurrences(
        DailyRule(at), zone, middle - timedelta(days=5), middle + timedelta(days=5)
    )
    found = [each.local for each in around]
    days = {local.date() for local in found}
    assert day not in days
    assert {day - timedelta(days=1), day + timedelta(days=1)} <= days
    assert len(days) == len(found)


def test_a_rule_without_days_ends_at_once() -> None:
    never = DailyRule(time(7), frozenset())
    began = process_time()
    assert list(occurrences(never, NEW_YORK, utc("2026-01-01T00:00"))) == []
    assert process_time() - began < 0.1


FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", NEW_YORK])
def test_the_ends_of_the_calendar_break_nothing(zone: str) -> None:
    assert len(list(islice(occurrences(daily("23:59"), zone, FIRST), 3))) == 3
    *_, last = occurrences(daily("23:59"), zone, LAST - timedelta(days=9))
    assert last.key == "9999-12-28T23:59"
    assert list(occurrences(daily("23:59"), zone, LAST)) == []


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises((TypeError, ValueError)):
        next(occurrences(daily("07:00"), "UTC", wall("2026-01-01T00:00")))


def test_the_start_is_left_out_and_the_end_is_taken_in() -> None:
    assert days_of("UTC", "20:00", "2026-11-20T20:00", "2026-11-21T20:00") == [
        ("2026-11-21T20:00", "11-21T20:00Z")
    ]


def test_a_reminder_is_one_a_day_through_the_spring_night() -> None:
    assert days_of(NEW_YORK, "02:30", "2027-03-13T00:00", "2027-03-16T00:00") == [
        ("2027-03-13T02:30", "03-13T07:30Z"),
        ("2027-03-14T02:30", "03-14T07:30Z"),
        ("2027-03-15T02:30", "03-15T06:30Z"),
    ]


def test_a_reminder_is_one_a_day_through_the_autumn_night() -> None:
    assert days_of(NEW_YORK, "01:30", "2026-10-31T00:00", "2026-11-03T00:00") == [
        ("2026-10-31T01:30", "10-31T05:30Z"),
        ("2026-11-01T01:30", "11-01T05:30Z"),
        ("2026-11-02T01:30", "11-02T06:30Z"),
    ]


def test_between_the_two_passes_nothing_comes_again() -> None:
    after_the_first = days_of(NEW_YORK, "01:30", "2026-11-01T05:30", "2026-11-01T23:00")
    assert after_the_first == []


def test_a_time_that_moves_past_midnight_is_found_from_the_day_it_falls_on() -> None:
    assert days_of("America/Nuuk", "23:30", "2026-03-29T01:10", "2026-03-30T00:30") == [
        ("2026-03-28T23:30", "03-29T01:30Z"),
        ("2026-03-29T23:30", "03-30T00:30Z"),
    ]


def test_days_of_the_week_are_those_of_the_place() -> None:
    rule = daily("07:00", Weekday.mon, Weekday.thu)
    found = occurrences(rule, "Pacific/Kiritimati", utc("2026-11-21T00:00"))
    assert [each.key for each in islice(found, 3)] == [
        "2026-11-23T07:00",
        "2026-11-26T07:00",
        "2026-11-30T07:00",
    ]


def test_a_leap_year_has_366_reminders() -> None:
    year = occurrences(daily("20:00"), BERLIN, utc("2027-12-31T23:00"), utc("2028-12-31T23:00"))
    assert len({each.key for each in year}) == 366


@pytest.mark.parametrize("minutes", [0, -60])
def test_a_session_reminder_does_not_come_late(minutes: int) -> None:
    with pytest.raises(ValueError, match="before the session"):
        before_session(utc("2026-11-23T14:00"), minutes, NEW_YORK)


SESSIONS = [
    # an ordinary day
    (NEW_YORK, "2026-11-23T14:00", 1440, "2026-11-22T14:00"),
    (NEW_YORK, "2026-11-23T14:00", 60, "2026-11-23T13:00"),
    # 09:00 on the Sunday clocks go forward: 09:00 on Saturday, 23 hours before
    (NEW_YORK, "2027-03-14T13:00", 1440, "2027-03-13T14:00"),
    # 09:00 on the Sunday clocks go back: 09:00 on Saturday, 25 hours before
    (NEW_YORK, "2026-11-01T14:00", 1440, "2026-10-31T13:00"),
    # an hour stays an hour across both changes
    (NEW_YORK, "2027-03-14T07:30", 60, "2027-03-14T06:30"),
    (NEW_YORK, "2026-11-01T06:30", 60, "2026-11-01T05:30"),
    # a day and an hour: the wall clock first, then the hour
    (NEW_YORK, "2027-03-14T13:00", 1500, "2027-03-13T13:00"),
    # the day before had no 02:30
    (NEW_YORK, "2027-03-15T06:30", 1440, "2027-03-14T07:30"),
    # the day before was skipped, so the last day there was
    ("Pacific/Apia", "2011-12-30T19:00", 1440, "2011-12-29T19:00"),
]


@pytest.mark.parametrize(("zone", "starts_at", "minutes", "due_at"), SESSIONS)
def test_a_session_reminder_keeps_the_wall_time_of_the_day_before(
    zone: str, starts_at: str, minutes: int, due_at: str
) -> None:
    assert before_session(utc(starts_at), minutes, zone) == utc(due_at)
