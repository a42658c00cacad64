"""What another engine reads from a calendar is what was planned, to the second, in every zone."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.appointments.models import Appointment, AppointmentSeries, AppointmentStatus
from app.appointments.recurrence import LAST, Meeting, Rule, meetings
from app.calendar_feed.models import Titles
from app.calendar_feed.queries import Entry
from app.calendar_feed.writing import calendar_text
from app.calendar_feed.zones import vtimezone
from app.ids import new_id
from app.people.models import Person
from app.programs.kinds import AppointmentKind
from tests.calendar_feed.engine import Engine

ZONES = [
    "UTC", "America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "Pacific/Apia",
    "Africa/Casablanca", "America/Phoenix", "Asia/Kathmandu", "America/St_Johns",
]  # fmt: skip
DAYS = [day.value for day in clock.Weekday]
WROTE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NIGHT = st.times(time(0, 0), time(4, 0)).map(lambda at: at.replace(second=0, microsecond=0))
DAYTIME = st.sampled_from([time(9, 0), time(13, 30), time(18, 0), time(23, 30)])
FATES = ["kept", "kept", "kept", "moved", "shorter", "cancelled", "not mine", "retitled"]


def person() -> Person:
    return Person(shown_name="Nobody", sign_in_name="nobody-1", time_zone="UTC", created_at=WROTE)


@st.composite
def series(draw: st.DrawFn) -> AppointmentSeries:
    nth = draw(st.sampled_from([None, None, None, 1, 4, LAST]))
    rule = Rule(
        tuple(draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True))),
        every=draw(st.integers(1, 3)),
        nth=nth,
    )
    # A year that has both nights of most zones in it, and the days around them.
    return AppointmentSeries(
        title="Evening group", kind=AppointmentKind.support, facilitator_id=new_id(),
        rrule=rule.rrule, local_time=draw(st.one_of(NIGHT, DAYTIME)),
        duration_minutes=draw(st.sampled_from([5, 50, 90, 180, 720])),
        time_zone=draw(st.sampled_from(ZONES)),
        from_day=draw(st.dates(date(2026, 1, 1), date(2027, 6, 1))),
        sequence=draw(st.integers(0, 3)),
    )  # fmt: skip


@st.composite
def calendars(draw: st.DrawFn) -> list[Entry]:
    rule = draw(series())
    last = rule.from_day + timedelta(days=draw(st.integers(0, 400)))
    found: list[Entry] = []
    planned = meetings(
        rule.rrule, rule.from_day, rule.local_time, rule.duration_minutes, rule.time_zone,
        rule.from_day, last,
    )  # fmt: skip
    for meeting in planned:
        fate = draw(st.sampled_from(FATES))
        row = _row(rule, meeting)
        if fate == "moved":
            by = timedelta(minutes=draw(st.integers(-5000, 5000)))
            row.starts_at, row.ends_at, row.sequence = row.starts_at + by, row.ends_at + by, 1
        if fate == "shorter":
            row.ends_at -= timedelta(minutes=3)
        if fate == "cancelled":
            row.status, row.sequence = AppointmentStatus.cancelled, 2
        if fate == "retitled":
            row.title = 'Another; with, a \\ "colon": and ñandú ' + "long " * 20
        if fate != "not mine":
            found.append(Entry(row, rule, None, rule.time_zone))
    return found


def _row(rule: AppointmentSeries, meeting: Meeting) -> Appointment:
    return Appointment(
        series_id=rule.id, on_day=meeting.on_day, title=rule.title, kind=rule.kind,
        starts_at=meeting.starts_at, ends_at=meeting.ends_at, changed_at=WROTE,
    )  # fmt: skip


def _planned(entries: Sequence[Entry]) -> list[tuple[datetime, datetime, str, bool]]:
    rows = [entry.appointment for entry in entries]
    return sorted(
        (row.starts_at, row.ends_at, row.title.strip(), row.status is AppointmentStatus.cancelled)
        for row in rows
    )


def _read(reader: Engine, text: bytes) -> list[tuple[datetime, datetime, str, bool]]:
    found = reader.read(text)
    return sorted((o.starts_at, o.ends_at, o.summary.strip(), o.is_cancelled) for o in found)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries=calendars())
def test_another_engine_reads_the_instants_that_were_planned(
    reader: Engine, entries: list[Entry]
) -> None:
    text = calendar_text(entries, person(), Titles.full)
    assert _read(reader, text) == _planned(entries)
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Madrid", "Australia/Lord_Howe"])
def test_sessions_in_the_night_in_which_clocks_change_are_read_right(
    reader: Engine, zone: str
) -> None:
    for half_hour in range(8):
        for minutes in (5, 90, 720):
            rule = AppointmentSeries(
                title="Night watch", kind=AppointmentKind.support, facilitator_id=new_id(),
                rrule="FREQ=WEEKLY;BYDAY=SU", local_time=time(half_hour // 2, half_hour % 2 * 30),
                duration_minutes=minutes, time_zone=zone, from_day=date(2027, 1, 3),
            )  # fmt: skip
            year = (date(2027, 1, 3), date(2027, 12, 26))
            planned = meetings(rule.rrule, year[0], rule.local_time, minutes, zone, *year)
            entries = [Entry(_row(rule, each), rule, None, zone) for each in planned]
            text = calendar_text(entries, person(), Titles.full)
            assert _read(reader, text) == _planned(entries), (rule.local_time, minutes)
            assert text.count(b"RRULE:FREQ=WEEKLY") == 1


@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_two_years_is_read_right_from_our_own_zone_rules(
    reader: Engine, zone: str
) -> None:
    """Most of all the hours around both nights, where the library's own rules are an hour late."""
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(0, 2 * 8766, 13)]
    near = [hour for night in _nights(zone) for hour in _around(night)]
    rows = [_single(at, zone) for at in hours + near]
    assert _read(reader, calendar_text(rows, person(), Titles.full)) == _planned(rows)


def _nights(zone: str) -> list[datetime]:
    text = vtimezone(zone, 2026, 2027).to_ical().decode()
    onsets = re.findall(r"DTSTART:(\d{8}T\d{6})", text)
    return [datetime.strptime(f"{onset}Z", "%Y%m%dT%H%M%S%z") for onset in onsets]


def _around(night: datetime) -> list[datetime]:
    return [night + timedelta(minutes=30 * step) for step in range(-30, 31)]


def _single(at: datetime, zone: str) -> Entry:
    row = Appointment(
        on_day=at.date(), title="One", kind=AppointmentKind.individual, starts_at=at,
        ends_at=at + timedelta(minutes=50), changed_at=WROTE,
    )  # fmt: skip
    return Entry(row, None, None, zone)


def test_both_nights_begin_at_the_wall_time_of_just_before() -> None:
    text = vtimezone("America/New_York", 2027, 2027).to_ical().decode()
    for night in (
        "BEGIN:DAYLIGHT\r\nDTSTART:20270314T020000\r\nTZNAME:EDT\r\nTZOFFSETFROM:-0500",
        "BEGIN:STANDARD\r\nDTSTART:20271107T020000\r\nTZNAME:EST\r\nTZOFFSETFROM:-0400",
    ):
        assert night in text


def test_a_whole_series_is_one_rule_and_what_differs_is_said_beside_it() -> None:
    rule = AppointmentSeries(
        title="Group", kind=AppointmentKind.support, facilitator_id=new_id(), sequence=4,
        rrule="FREQ=WEEKLY;BYDAY=TU,TH", local_time=time(18), duration_minutes=90,
        time_zone="America/New_York", from_day=date(2027, 2, 2),
    )  # fmt: skip
    first, last = date(2027, 2, 2), date(2027, 3, 25)
    planned = meetings(rule.rrule, first, rule.local_time, 90, rule.time_zone, first, last)
    rows = [_row(rule, each) for each in planned]
    rows[3].starts_at += timedelta(days=1)
    rows[3].ends_at += timedelta(days=1)
    rows[3].sequence = 1
    rows[5].status = AppointmentStatus.cancelled
    entries = [Entry(row, rule, None, rule.time_zone) for row in rows if row is not rows[7]]
    text = calendar_text(entries, person(), Titles.full).decode()
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == 3
    assert "DTSTART;TZID=America/New_York:20270202T180000\r\n" in text
    assert "RRULE:FREQ=WEEKLY;UNTIL=20270326T035959Z;BYDAY=TU,TH\r\n" in text
    assert "EXDATE;TZID=America/New_York:20270225T180000\r\n" in text
    assert "RECURRENCE-ID;TZID=America/New_York:20270211T180000\r\n" in text
    assert "DTSTART;TZID=America/New_York:20270212T180000\r\n" in text
    assert [event["sequence"] for event in events] == [4, 5, 4]
    assert [event.get("status") for event in events] == [None, None, "CANCELLED"]
    assert len({event["uid"] for event in events}) == 1


def test_the_same_sessions_are_the_same_bytes_and_nobody_elses_names_of_them() -> None:
    entries = [_single(datetime(2027, 5, 4, 9, tzinfo=UTC), "Europe/Madrid")]
    somebody, other = person(), person()
    first = calendar_text(entries, somebody, Titles.opaque)
    assert first == calendar_text(entries, somebody, Titles.opaque)
    names = [
        icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["uid"]
        for text in (first, calendar_text(entries, other, Titles.opaque))
    ]
    assert names[0] != names[1]
    assert str(entries[0].appointment.id) not in names
