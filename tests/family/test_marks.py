"""Marks of recovery as others see them: once reached they stay, and nothing tells of a slip."""

from datetime import date, datetime, time, timedelta

from app import clock
from app.clock import at_wall_time
from app.family.marks import Start, reached
from tests.support.house import ZONE


def _at(day: date, hour: int = 12) -> datetime:
    return clock.start_of_day(day, ZONE) + timedelta(hours=hour)


def test_marks_are_those_the_phone_counts() -> None:
    start = Start(date(2024, 2, 29), _at(date(2024, 2, 29)))
    found = reached([start], ZONE, _at(date(2025, 3, 1)))
    days = [("day", many) for many in (1, 7, 14, 30, 60, 90)]
    assert found == [*days, ("month", 6), ("month", 9), ("year", 1)]
    assert ("year", 1) not in reached([start], ZONE, _at(date(2025, 2, 28)))


def test_what_was_reached_stays_whatever_is_written_later() -> None:
    first = Start(date(2025, 1, 1), _at(date(2025, 1, 1)))
    after_slip = Start(date(2025, 2, 10), _at(date(2025, 2, 10)))
    stopped = Start(None, _at(date(2025, 2, 20)))
    written = [first, after_slip, stopped]
    seen: set[tuple[str, int]] = set()
    for day in range(80):
        now = _at(date(2025, 1, 1) + timedelta(days=day), 20)
        known = [start for start in written if start.known_at <= now]
        found = set(reached(known, ZONE, now))
        assert seen <= found
        seen = found
    assert max(count for unit, count in seen if unit == "day") == 30


def test_a_slip_of_the_finger_is_never_seen() -> None:
    wrong = Start(date(2015, 1, 1), _at(date(2025, 1, 1)))
    right = Start(date(2025, 1, 1), _at(date(2025, 1, 1), 14))
    assert reached([wrong], ZONE, _at(date(2025, 1, 2), 11)) == []
    found = reached([wrong, right], ZONE, _at(date(2025, 1, 9)))
    assert found == [("day", 1), ("day", 7)]


def test_a_day_of_23_hours_is_a_day() -> None:
    start = Start(date(2026, 3, 7), at_wall_time(date(2026, 3, 7), time(0), ZONE))
    assert reached([start], ZONE, _at(date(2026, 3, 8))) == [("day", 1)]
