"""A year of every rule, in zones with every kind of clock change, against another library."""

import json
import subprocess
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.appointments.recurrence import LAST, Rule, meetings

HERE = Path(__file__).parent
ICAL = HERE.parents[1] / "web" / "node_modules" / "ical.js" / "dist" / "ical.js"
ZONES = (
    "America/New_York", "Europe/Madrid", "America/Santiago", "Australia/Lord_Howe",
    "Africa/Casablanca", "America/St_Johns", "Asia/Tehran", "America/Phoenix", "UTC",
)  # fmt: skip
YEAR = timedelta(days=366)

weekdays = st.lists(st.sampled_from([day.value for day in clock.Weekday]), min_size=1, unique=True)
rules = st.builds(
    lambda days, every, nth: Rule(tuple(days), every, nth),
    weekdays,
    st.integers(1, 12),
    st.sampled_from([None, None, 1, 2, 3, 4, LAST]),
)
walls = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
cases = st.tuples(
    rules,
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    # Half of them in the hours in which clocks change.
    st.one_of(walls, st.builds(time, st.integers(0, 3), st.sampled_from([0, 30]))),
    st.sampled_from(ZONES),
)


def _by_another_library(lines: list[dict[str, str]]) -> list[list[tuple[str, int]]]:
    asked = "\n".join(json.dumps(line) for line in lines)
    command = ["node", str(HERE / "rule_oracle.mjs"), str(ICAL)]
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    return [[tuple(one) for one in json.loads(line)] for line in answer.stdout.splitlines()]


def _compare(some: list[tuple[Rule, date, time, str]]) -> None:
    lines = [
        {
            "rrule": rule.rrule, "start": str(start), "wall": wall.strftime("%H:%M"),
            "zone": zone, "last": str(start + YEAR),
        }
        for rule, start, wall, zone in some
    ]  # fmt: skip
    for case, expected in zip(some, _by_another_library(lines), strict=True):
        rule, start, wall, zone = case
        found = meetings(rule.rrule, start, wall, 50, zone, start, start + YEAR)
        ours = [(str(one.on_day), int(one.starts_at.timestamp() * 1000)) for one in found]
        assert ours == expected, case


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(cases, min_size=10, max_size=40))
def test_a_year_of_meetings_is_what_another_library_makes_of_the_rule(
    some: list[tuple[Rule, date, time, str]],
) -> None:
    _compare(some)


def test_both_nights_of_clock_change_are_the_same_in_every_zone() -> None:
    every_day = Rule(tuple(day.value for day in clock.Weekday))
    _compare(
        [
            (every_day, date(year, 1, 1), time(hour, minute), zone)
            for year in (2026, 2027)
            for hour, minute in ((0, 0), (0, 30), (1, 30), (2, 0), (2, 30), (3, 0), (23, 30))
            for zone in ZONES
        ]
    )


@pytest.mark.long
@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(cases, min_size=10, max_size=40))
def test_thousands_of_years_of_meetings_are_what_another_library_makes_of_them(
    some: list[tuple[Rule, date, time, str]],
) -> None:
    _compare(some)
