import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from app.errors import Problem
from app.reminders.preview import PreviewRow, as_json, as_table, preview, zone_names

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
NEW_YORK = "America/New_York"


def refused(
    at: str = "20:00",
    days: str | None = None,
    zone: str = "UTC",
    from_day: str | None = None,
    count: int = 7,
) -> str:
    with pytest.raises(Problem) as refusal:
        preview(at, days, zone, from_day, count, NOW)
    assert refusal.value.status == 422
    assert refusal.value.detail.endswith(".")
    return refusal.value.code


TIMES = ["", "7:05", "24:00", "12:60", "12:00:00", " 12:00", "12:00\n", "12.00", "-1:00", "1２:00"]
DAYS = ["", ",", "mon,", "monday", "mon tue", "lun", "1", "mon;tue"]
ZONES = ["", " ", "../etc/passwd", "/etc/localtime", "Mars/Olympus", "UTC\0", "Europe/", "Europe"]
ZONES += ["europe/berlin", "localtime", "Factory", "UTC+1", "posixrules", "Europe/../UTC", "\ud800"]
DATES = ["", "2027-02-29", "2027-13-01", "20270314", "2027-3-14", "2027-W10-7", "2027-03-14T00:00"]
DATES += [
    "0000-01-01",
    "0001-01-01",
    "1899-12-31",
    "9901-01-01",
    "9999-12-31",
    "10000-01-01",
    "now",
]


@pytest.mark.parametrize("text", TIMES)
def test_a_time_that_is_none_is_refused(text: str) -> None:
    assert refused(at=text) == "reminder_time_invalid"


@pytest.mark.parametrize("text", DAYS)
def test_days_that_are_none_are_refused(text: str) -> None:
    assert refused(days=text) == "reminder_days_invalid"


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_that_is_nowhere_is_refused(name: str) -> None:
    assert refused(zone=name) == "zone_unknown"


@pytest.mark.parametrize("text", DATES)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    assert refused(from_day=text) == "date_invalid"


@pytest.mark.parametrize("count", [0, -1, 1001, 10**12])
def test_none_and_too_many_are_refused(count: int) -> None:
    assert refused(count=count) == "count_invalid"


def test_a_time_that_does_not_exist_moves_forward_and_says_so() -> None:
    assert preview("02:30", None, NEW_YORK, "2027-03-14", 1, NOW) == [
        PreviewRow(
            "2027-03-14T07:30:00Z",
            "2027-03-14T03:30:00-04:00",
            "02:30 does not exist on this day; moved forward to 03:30",
        )
    ]


def test_a_time_that_comes_twice_comes_once_and_says_so() -> None:
    assert preview("01:30", None, NEW_YORK, "2026-11-01", 2, NOW) == [
        PreviewRow(
            "2026-11-01T05:30:00Z",
            "2026-11-01T01:30:00-04:00",
            "01:30 comes twice on this day; this is the first",
        ),
        PreviewRow("2026-11-02T06:30:00Z", "2026-11-02T01:30:00-05:00", ""),
    ]


def test_a_time_that_moves_past_midnight_belongs_to_the_day_it_falls_on() -> None:
    first, second = preview("23:30", None, "America/Nuuk", "2026-03-29", 2, NOW)
    assert first.local == "2026-03-29T00:30:00-01:00"
    assert first.note == (
        "23:30 does not exist on the day before; moved forward to 00:30 on this day"
    )
    assert second.local == "2026-03-29T23:30:00-01:00"


def test_a_skipped_day_is_left_out() -> None:
    rows = preview("09:00", None, "Pacific/Apia", "2011-12-29", 2, NOW)
    assert [row.local for row in rows] == ["2011-12-29T09:00:00-10:00", "2011-12-31T09:00:00+14:00"]
    assert preview("09:00", None, "Pacific/Apia", "2011-12-30", 1, NOW) == rows[1:]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "America/Havana", "UTC"])
def test_a_day_is_taken_from_its_first_minute(zone: str) -> None:
    (row,) = preview("00:00", None, zone, "2026-11-01", 1, NOW)
    assert row.local.startswith("2026-11-01T00:00:00")


def test_a_day_that_begins_inside_a_gap_is_taken_from_its_first_minute() -> None:
    # Toronto, 1919: 23:30 was followed by 00:30 of the next day.
    (row,) = preview("00:35", None, "America/Toronto", "1919-03-31", 1, NOW)
    assert row.local == "1919-03-31T00:35:00-04:00"


def test_without_a_date_it_begins_now() -> None:
    (row,) = preview("20:00", None, "UTC", None, 1, NOW)
    assert row.due_at == "2026-11-22T20:00:00Z"
    (row,) = preview("20:01", None, "UTC", None, 1, NOW)
    assert row.due_at == "2026-11-21T20:01:00Z"


def test_days_may_come_in_any_order_and_more_than_once() -> None:
    rows = preview("07:05", " Thu,mon ,thu", "UTC", "2026-11-21", 3, NOW)
    assert [row.local[:10] for row in rows] == ["2026-11-23", "2026-11-26", "2026-11-30"]


@pytest.mark.parametrize("zone", ["UTC", "GMT", "US/Eastern", "Japan", "Etc/GMT-14", "EST5EDT"])
def test_older_names_of_zones_are_taken(zone: str) -> None:
    assert zone in zone_names()
    assert len(preview("12:00", None, zone, None, 7, NOW)) == 7


@pytest.mark.parametrize("from_day", ["1900-01-01", "2028-02-29", "9900-12-31"])
def test_the_count_is_always_reached(from_day: str) -> None:
    for zone in ("Pacific/Kiritimati", "Africa/Monrovia", NEW_YORK):
        assert len(preview("23:59", "sun", zone, from_day, 1000, NOW)) == 1000


def test_a_year_is_366_different_days() -> None:
    rows = preview("02:30", None, NEW_YORK, "2028-01-01", 366, NOW)
    assert len({row.local[:10] for row in rows}) == 366
    assert rows[-1].local.startswith("2028-12-31")


def test_json_is_a_list_of_due_at_local_and_note() -> None:
    rows = preview("02:30", None, NEW_YORK, "2027-03-14", 2, NOW)
    listed = json.loads(as_json(rows))
    assert [list(each) for each in listed] == [["due_at", "local", "note"]] * 2
    assert listed[0]["due_at"] == "2027-03-14T07:30:00Z"


def test_a_table_has_straight_columns() -> None:
    head, first, second = as_table(
        preview("02:30", None, NEW_YORK, "2027-03-14", 2, NOW)
    ).splitlines()
    assert head == "due_at                local                      note"
    assert first.index("2027-03-14T03:30") == head.index("local")
    assert first[head.index("note") :] == "02:30 does not exist on this day; moved forward to 03:30"
    assert second == "2027-03-15T06:30:00Z  2027-03-15T02:30:00-04:00"


SCRIPT = """
from datetime import UTC, datetime
from app.reminders.preview import as_json, preview
now = datetime(2027, 3, 13, 12, tzinfo=UTC)
for zone in ("America/New_York", "Pacific/Apia", "UTC"):
    print(as_json(preview("02:30", None, zone, None, 400, now)))
    print(as_json(preview("02:30", None, zone, "2011-12-29", 9, now)))
"""


def test_the_zone_of_the_process_changes_nothing() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for zone in ("Pacific/Kiritimati", NEW_YORK)
    }
    assert len(printed) == 1
    assert len(printed.pop()) > 1000
