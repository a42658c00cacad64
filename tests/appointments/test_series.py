"""Opening a weekly session, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import time_machine
from sqlmodel import col, select

from app import clock
from app.appointments.models import Appointment, AppointmentSeries
from app.appointments.service import plan_ahead, plan_all_ahead
from app.people.models import Role
from tests.support.furniture import series_body
from tests.support.house import ZONE, House, fresh_id

BAD: tuple[dict[str, Any], ...] = (
    {"title": ""}, {"title": "  "}, {"title": "x" * 121}, {"title": "two\nlines"},
    {"kind": "party"}, {"days": []}, {"days": ["someday"]}, {"days": ["mon"] * 8}, {"days": "mon"},
    {"local_time": "24:00"}, {"local_time": "18:00:30"}, {"local_time": "18:00+02:00"},
    {"local_time": "six"}, {"duration_minutes": 4}, {"duration_minutes": 721},
    {"duration_minutes": -60}, {"duration_minutes": 59.5},
    {"from_day": "2027-02-30"}, {"from_day": "1999-12-31"}, {"from_day": "9999-12-31"},
    {"until_day": "2026-01-01"}, {"place": "x" * 201}, {"time_zone": "UTC"},
    {"facilitator_id": "Bea"}, {"ends_at": "2026-01-01"}, {"capacity": 0}, {"capacity": -1},
    {"modality": "telepathy"}, {"focus": "party"}, {"group_code": "x"},
    {"join_link": "javascript:alert(1)"}, {"join_link": "JaVaScRiPt:alert(1)"},
    {"join_link": "http://meet.example/x"}, {"join_link": "//meet.example/x"},
    {"join_link": "https://"}, {"join_link": "https://bea@meet.example/x"},
    {"join_link": "https:javascript:alert(1)"}, {"join_link": "data:text/html,x"},
    {"join_link": "https://meet.example/\nx"}, {"join_link": "https://[::1"},
    {"join_link": "https://meet.example/" + "x" * 500},
)  # fmt: skip


def _open(house: House, **other: Any) -> Any:
    body = series_body(**other)
    return house.bea.browser.post("/api/appointment-series", json=body)


def _meetings(house: House) -> list[Appointment]:
    with house.database.unit_of_work() as db:
        return list(db.exec(select(Appointment).order_by(col(Appointment.starts_at))))


def test_what_does_not_fit_opens_nothing(house: House) -> None:
    for bad in BAD:
        answer = _open(house, **bad)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), bad
    assert (house.count("appointment_series"), house.count("appointment")) == (0, 0)


def test_a_session_that_never_meets_is_refused(house: House) -> None:
    answer = _open(house, from_day="2027-03-09", until_day="2027-03-10", days=["mon", "sun"])
    assert (answer.status_code, answer.json()["code"]) == (422, "no_meeting")
    for bad, code in (
        ({"programme_id": fresh_id()}, "no_such_programme"),
        ({"room_id": fresh_id()}, "no_such_room"),
    ):
        answer = _open(house, **bad)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert house.count("appointment_series") == 0


def test_it_is_at_the_centres_wall_time_whoever_opens_it(house: House) -> None:
    far = house.person("Hal", Role.provider, zone="Pacific/Auckland")
    with time_machine.travel(datetime(2027, 3, 8, 6, tzinfo=UTC), tick=False):
        browser = house.another_browser(far)
        body = series_body(from_day="2027-03-08", days=["mon", "mon", "sun"], local_time="02:30")
        series = browser.post("/api/appointment-series", json=body).json()
    assert (series["time_zone"], series["local_time"]) == (ZONE, "02:30")
    assert series["days"] == ["mon", "sun"]
    assert (series["facilitator"]["shown_name"], series["participants"]) == ("Hal", [])
    starts = {row.on_day: row.starts_at for row in _meetings(house)}
    assert starts[date(2027, 3, 8)] == datetime(2027, 3, 8, 7, 30, tzinfo=UTC)
    assert starts[date(2027, 3, 14)] == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)  # 3:30 that night
    assert starts[date(2027, 3, 15)] == datetime(2027, 3, 15, 6, 30, tzinfo=UTC)
    assert len(starts) == 17


def test_eight_weeks_are_planned_and_planning_again_changes_nothing(house: House) -> None:
    _open(house)
    before = house.snapshot()
    assert 15 <= len(_meetings(house)) <= 17
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now())
        for series in db.exec(select(AppointmentSeries)):
            plan_ahead(db, series, clock.utc_now())
    assert house.snapshot() == before


def test_the_calendar_is_carried_on_week_by_week_to_the_last_day(house: House) -> None:
    until = clock.utc_now().date() + timedelta(days=100)
    _open(house, until_day=until.isoformat())
    for weeks in range(1, 16):
        with house.database.unit_of_work() as db:
            plan_all_ahead(db, clock.utc_now() + timedelta(weeks=weeks))
    days = [row.on_day for row in _meetings(house)]
    assert len(days) == len(set(days))
    assert until - timedelta(days=4) < max(days) <= until
    assert {later - earlier for earlier, later in pairwise(days)} == {
        timedelta(days=3), timedelta(days=4),
    }  # fmt: skip


def test_one_that_begins_in_months_is_planned_when_its_time_comes(house: House) -> None:
    first = clock.utc_now().date() + timedelta(days=100)
    _open(house, from_day=first.isoformat(), until_day=(first + timedelta(days=30)).isoformat())
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now())
    assert _meetings(house) == []
    _forget_what_was_planned(house)
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now() + timedelta(days=60))
    assert min(row.on_day for row in _meetings(house)) >= first


def _forget_what_was_planned(house: House) -> None:
    # As a series looks that was not made by this route.
    with house.database.unit_of_work() as db:
        for series in db.exec(select(AppointmentSeries)):
            series.planned_until = None


def test_one_that_began_long_ago_makes_no_meetings_in_the_past(house: House) -> None:
    answer = _open(house, from_day="2000-01-01", days=[day.value for day in clock.Weekday])
    assert answer.status_code == 201
    days = [row.on_day for row in _meetings(house)]
    assert min(days) >= clock.local_day(clock.utc_now(), ZONE)
    assert len(days) <= 58


def test_one_that_is_over_already_is_refused(house: House) -> None:
    answer = _open(house, from_day="2020-01-01", until_day="2020-12-31")
    assert (answer.status_code, answer.json()["code"]) == (422, "no_meeting")
    assert _meetings(house) == []
