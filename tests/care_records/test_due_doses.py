"""When doses are due, against a calendar that is walked minute by minute, and what is counted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.care_records.medications.adherence import What, outcomes, said_last, taken_as_needed, tally
from app.care_records.medications.due import Due, Schedule, due_doses, of_all, resolved
from app.care_records.medications.models import Dose, DoseState, SkipReason
from app.clock import at_wall_time
from app.ids import new_id
from tests.support.house import ZONE

ALL = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ZONES = (
    ZONE, "Europe/Madrid", "Australia/Lord_Howe", "America/Nuuk", "Pacific/Apia", "Asia/Kathmandu",
)  # fmt: skip
NIGHTS = (date(2026, 3, 8), date(2026, 11, 1), date(2026, 3, 28), date(2026, 10, 4),
          date(2011, 12, 29), date(2026, 6, 1))  # fmt: skip
TIMES = ("00:00", "00:30", "01:30", "02:00", "02:15", "02:30", "08:00", "23:30", "23:59")
DAY = timedelta(days=1)


@dataclass
class Said:
    """A medication's times."""

    times: list[str]
    days: list[str] = field(default_factory=lambda: list(ALL))
    from_on: date = date(2000, 1, 1)
    until_on: date | None = None
    as_needed: bool = False


def at(day: date, wall: str, zone: str = ZONE) -> datetime:
    return at_wall_time(day, time.fromisoformat(wall), zone)


def due(said: Said, since: datetime, until: datetime, zone: str = ZONE) -> list[Due]:
    return list(due_doses(Schedule.of(said), zone, since, until))


def keys(found: Iterable[Due]) -> list[str]:
    return [one.key for one in found]


def walked(said: Said, zone: str, since: datetime, until: datetime) -> dict[str, datetime]:
    """What a minute-by-minute walk finds: the first minute at which a clock shows the time, or has
    just jumped over it."""
    found: dict[str, datetime] = {}
    tz, minute = ZoneInfo(zone), timedelta(minutes=1)
    now = since.astimezone(UTC) - 2 * DAY
    before = now.astimezone(tz).replace(tzinfo=None)
    while now <= until + DAY:
        now += minute
        shown = now.astimezone(tz).replace(tzinfo=None)
        jumped = shown - before - minute
        if shown > before and jumped < DAY:
            _note(found, said, before, shown, now, jumped)
        before = shown
    return {key: when for key, when in found.items() if since < when <= until}


def _note(
    found: dict[str, datetime], said: Said, before: datetime, shown: datetime, now: datetime,
    jumped: timedelta,
) -> None:  # fmt: skip
    for day in {before.date(), shown.date()}:
        for text in said.times:
            wall = datetime.combine(day, time.fromisoformat(text))
            if before < wall <= shown and ALL[day.weekday()] in said.days:
                # What the clock shows right after the jump was not jumped over.
                late = jumped - (shown - wall) if wall < shown else timedelta(0)
                found.setdefault(wall.isoformat(timespec="minutes"), now + late)


@settings(max_examples=40, deadline=None)
@given(
    times=st.lists(st.sampled_from(TIMES), min_size=1, max_size=4, unique=True),
    days=st.sampled_from([ALL, ["sun"], ["mon", "thu", "sun"], []]),
    night=st.sampled_from(NIGHTS),
    zone=st.sampled_from(ZONES),
    length=st.integers(1, 60),
)
def test_each_dose_is_due_once_as_a_plain_calendar_says(
    times: list[str], days: list[str], night: date, zone: str, length: int
) -> None:
    said = Said(times, days)
    since = at(night, "00:00", zone) - timedelta(hours=7)
    until = since + timedelta(hours=length)
    found = due(said, since, until, zone)
    assert {one.key: one.due_at for one in found} == walked(said, zone, since, until)
    assert len(set(keys(found))) == len(found)


@given(cut=st.integers(0, 96), zone=st.sampled_from(ZONES), night=st.sampled_from(NIGHTS))
def test_two_halves_of_a_time_are_the_whole(cut: int, zone: str, night: date) -> None:
    said, since = Said(["02:30", "23:30"]), at(night, "00:00", zone) - DAY
    middle, until = since + timedelta(minutes=30 * cut), since + 2 * DAY
    halves = due(said, since, min(middle, until), zone) + due(said, middle, until, zone)
    assert halves == due(said, since, until, zone)


def test_in_the_night_of_a_clock_change_a_dose_is_due_once() -> None:
    said = Said(["01:30", "02:30"])
    forward, back = date(2026, 3, 8), date(2026, 11, 1)
    [first, moved] = due(said, at(forward, "00:00"), at(forward, "12:00"))
    assert (first.due_at, moved.due_at) == (at(forward, "01:30"), at(forward, "03:30"))
    assert moved.key == "2026-03-08T02:30"
    twice = due(said, at(back, "00:00"), at(back, "12:00"))
    assert keys(twice) == ["2026-11-01T01:30", "2026-11-01T02:30"]
    assert twice[0].due_at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_day_that_a_zone_leaves_out_has_no_dose_and_the_next_has_its_own() -> None:
    zone, said = "Pacific/Apia", Said(["08:00"])
    since, until = at(date(2011, 12, 29), "00:00", zone), at(date(2012, 1, 1), "00:00", zone)
    assert keys(due(said, since, until, zone)) == ["2011-12-29T08:00", "2011-12-31T08:00"]
    assert resolved(date(2011, 12, 30), time(8), zone) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said([]), 0),
        (Said(["08:00"], as_needed=True), 0),
        (Said(["08:00"], []), 0),
        (Said(["08:00"]), 7),
        (Said(["08:00"], from_on=date(2026, 6, 3)), 5),
        (Said(["08:00"], until_on=date(2026, 6, 2)), 2),
        (Said(["08:00"], from_on=date(2026, 6, 3), until_on=date(2026, 6, 2)), 0),
        (Said(["08:00"], from_on=date(2026, 6, 8)), 0),
    ],
)
def test_only_on_its_days_from_the_first_to_the_last(said: Said, expected: int) -> None:
    week = at(date(2026, 6, 1), "00:00"), at(date(2026, 6, 8), "00:00")
    assert len(due(said, *week)) == expected


def test_a_change_of_times_makes_no_dose_two_and_none_of_before() -> None:
    noon = at(date(2026, 6, 2), "12:00")
    before = Schedule.of(Said(["08:00", "20:00"]), None, noon)
    after = Schedule.of(Said(["08:00", "21:00"]), noon)
    found = of_all(
        [before, after], ZONE, at(date(2026, 6, 2), "00:00"), at(date(2026, 6, 3), "23:00")
    )
    assert [key[8:] for key in keys(found)] == ["02T08:00", "02T21:00", "03T08:00", "03T21:00"]


def dose(day: date, wall: str, said_at: datetime, state: str = "taken", **other: Any) -> Dose:
    given: dict[str, Any] = {
        "due_on": day,
        "due_time": time.fromisoformat(wall),
        "zone": ZONE,
    } | other
    return Dose(
        client_id=new_id(), id=new_id(), medication_id=new_id(), state=DoseState(state),
        occurred_at=said_at, happened_at=said_at, received_at=said_at, content_hash="",
        **given,
    )  # fmt: skip


MON = date(2026, 6, 1)


def of_monday(*doses: Dose, now: datetime) -> list[tuple[str, SkipReason | None]]:
    schedules = [Schedule.of(Said(["08:00", "20:00"]))]
    window = timedelta(hours=2)
    found = outcomes(schedules, doses, ZONE, window, at(MON, "00:00"), now)
    return [(one.what.value, one.why) for one in found]


def test_what_became_of_a_dose_is_what_was_said_last() -> None:
    night = at(MON, "23:00")
    first = dose(MON, "08:00", at(MON, "08:05"), "skipped", why=SkipReason.forgot)
    taken = dose(MON, "08:00", at(MON, "09:59"))
    assert of_monday(taken, first, now=night) == [("on_time", None), ("not_said", None)]
    undone = dose(MON, "08:00", at(MON, "10:30"), "undone")
    assert of_monday(taken, first, undone, now=night)[0] == ("not_said", None)
    assert of_monday(first, now=night)[0] == ("skipped", SkipReason.forgot)
    late = dose(MON, "20:00", at(MON, "22:01"))
    put_off = dose(MON, "08:00", at(MON, "08:01"), "later")
    assert of_monday(put_off, late, now=night) == [("not_said", None), ("later", None)]


def test_a_dose_whose_time_is_not_over_is_open_and_not_counted() -> None:
    now = at(MON, "21:59")
    assert of_monday(now=now) == [("not_said", None), ("open", None)]
    found = outcomes([Schedule.of(Said(["20:00"]))], [], ZONE, timedelta(hours=2), now - DAY, now)
    assert tally(found, [], 14, now - 14 * DAY).counts[What.open] == 0


def test_on_time_goes_by_the_clock_where_the_dose_was_taken() -> None:
    there = "Europe/Madrid"
    taken = dose(MON, "20:00", at(MON, "21:00", there), zone=there)
    assert of_monday(taken, now=at(MON, "23:00"))[1] == ("on_time", None)
    five_hours_late = dose(MON, "20:00", at(date(2026, 6, 2), "01:00", there), zone=there)
    assert of_monday(five_hours_late, now=at(MON, "23:00"))[1] == ("later", None)


def test_thirty_times_the_same_dose_is_one_and_as_needed_each_counts_but_what_is_taken_back() -> (
    None
):
    many = [dose(MON, "08:00", at(MON, "08:00") + timedelta(seconds=n)) for n in range(30)]
    assert len(said_last(many)) == 1
    plain: dict[str, Any] = {"due_on": None, "due_time": None}
    taken = [dose(MON, "08:00", at(MON, "08:00"), **plain) for _ in range(30)]
    back = dose(MON, "08:00", at(MON, "09:00"), "undone", undoes=taken[3].id, **plain)
    assert len(taken_as_needed([*taken, back])) == 29
