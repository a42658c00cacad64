from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.reminders.quiet import QuietHours, after_quiet, end_of_quiet, is_quiet

NEW_YORK = "America/New_York"
NIGHT = QuietHours(time(22, 0), time(7, 0))
NOON = QuietHours(time(12, 0), time(14, 0))
NEVER = QuietHours(time(22, 0), time(22, 0))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        is_quiet(datetime.fromisoformat("2026-11-21T23:00"), NIGHT, "UTC")
    with pytest.raises(ValueError, match="time zone"):
        end_of_quiet(datetime.fromisoformat("2026-11-21T12:00"), NIGHT, "UTC")


@pytest.mark.parametrize(
    ("quiet", "at", "expected"),
    [
        (NIGHT, "21:59:59", False),
        (NIGHT, "22:00", True),
        (NIGHT, "00:00", True),
        (NIGHT, "06:59:59.999999", True),
        (NIGHT, "07:00", False),
        (NOON, "11:59", False),
        (NOON, "12:00", True),
        (NOON, "14:00", False),
        (NEVER, "22:00", False),
        (NEVER, "03:00", False),
    ],
)
def test_quiet_begins_at_its_first_minute_and_ends_before_its_last(
    quiet: QuietHours, at: str, expected: bool
) -> None:
    assert is_quiet(utc(f"2026-11-21T{at}"), quiet, "UTC") is expected


def test_quiet_hours_are_those_of_the_place() -> None:
    at = utc("2026-11-21T12:30")
    assert is_quiet(at, NIGHT, "Pacific/Kiritimati")
    assert not is_quiet(at, NIGHT, NEW_YORK)


ENDS = [
    # ordinary: already over, in the evening, after midnight, to the microsecond
    (NIGHT, "2026-11-21T20:00", "2026-11-21T20:00"),
    (NIGHT, "2026-11-22T03:00", "2026-11-22T12:00"),
    (NIGHT, "2026-11-22T06:00", "2026-11-22T12:00"),
    (NIGHT, "2026-11-22T11:59:59.999999", "2026-11-22T12:00"),
    # across the spring night and the autumn night, 07:00 by the wall
    (NIGHT, "2027-03-14T03:30", "2027-03-14T11:00"),
    (NIGHT, "2026-11-01T03:00", "2026-11-01T12:00"),
    (NIGHT, "2026-11-01T05:30", "2026-11-01T12:00"),
    # the end is jumped over: the moment of the jump
    (QuietHours(time(22), time(2, 30)), "2027-03-14T06:59", "2027-03-14T07:00"),
    # the end comes twice, and so does the half hour before it
    (QuietHours(time(22), time(1, 30)), "2026-11-01T04:00", "2026-11-01T05:30"),
    (QuietHours(time(22), time(1, 30)), "2026-11-01T06:10", "2026-11-01T06:30"),
    # begins inside the hour that comes twice
    (QuietHours(time(1, 30), time(1, 45)), "2026-11-01T05:40", "2026-11-01T05:45"),
    # the clock goes back out of the quiet time
    (QuietHours(time(1, 30), time(3)), "2026-11-01T05:40", "2026-11-01T06:00"),
]


@pytest.mark.parametrize(("quiet", "at", "end"), ENDS)
def test_quiet_ends_by_the_wall_clock(quiet: QuietHours, at: str, end: str) -> None:
    assert end_of_quiet(utc(at), quiet, NEW_YORK) == utc(end)


def test_an_instant_may_come_in_any_zone_and_goes_back_in_utc() -> None:
    at = utc("2026-11-01T03:00").astimezone(ZoneInfo(NEW_YORK))
    end = end_of_quiet(at, NIGHT, NEW_YORK)
    assert (end, end.tzinfo) == (utc("2026-11-01T12:00"), UTC)


@pytest.mark.parametrize("until", [time(2, 17), time(13, 17), time(0, 17)])
def test_the_end_is_the_first_minute_that_is_not_quiet(until: time) -> None:
    quiet = QuietHours(time(1, 20), until)
    zones = (NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Antarctica/Troll")
    nights = ("2026-10-31T00:00", "2027-03-13T06:00", "2027-03-27T12:00", "2026-10-03T00:00")
    for zone in zones:
        for at in (utc(night) + timedelta(minutes=37) * n for night in nights for n in range(60)):
            minute = at
            while is_quiet(minute, quiet, zone):
                minute += timedelta(minutes=1)
            assert end_of_quiet(at, quiet, zone) == minute


LATE = utc("2026-11-22T04:30")  # 23:30 in New York


def test_a_session_in_quiet_hours_is_dropped() -> None:
    starts_at = LATE + timedelta(hours=12)
    assert after_quiet(LATE, starts_at, NIGHT, NEW_YORK, moves=False) is None


def test_a_check_in_is_dropped_when_quiet_outlasts_its_use() -> None:
    assert after_quiet(LATE, LATE + timedelta(hours=4), NIGHT, NEW_YORK, moves=True) is None


def test_what_is_no_use_any_more_is_dropped_without_quiet_hours_too() -> None:
    assert after_quiet(LATE, LATE, None, NEW_YORK, moves=True) is None


def test_the_end_of_quiet_must_come_before_the_end_of_use() -> None:
    end = utc("2026-11-22T12:00")
    assert after_quiet(LATE, end, NIGHT, NEW_YORK, moves=True) is None
    assert after_quiet(LATE, end + timedelta(seconds=1), NIGHT, NEW_YORK, moves=True) == end


@pytest.mark.parametrize("quiet", [None, NEVER, NOON])
@pytest.mark.parametrize("moves", [True, False])
def test_outside_quiet_hours_nothing_moves(quiet: QuietHours | None, moves: bool) -> None:
    until = LATE + timedelta(hours=4)
    assert after_quiet(LATE, until, quiet, NEW_YORK, moves=moves) == LATE
