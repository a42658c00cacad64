"""Mutual help counted from the calendar and from what the client says, each meeting once."""

from datetime import date, timedelta

import pytest

from app.appointments.models import Attendance
from app.level_of_care.facts import Outcome, Sitting
from app.level_of_care.meetings import with_own_meetings
from app.programs.kinds import AppointmentKind
from tests.level_of_care.conftest import MONDAY, Desk
from tests.level_of_care.weeks import MUTUAL_HELP, group, level, one, said, week
from tests.support.house import fresh_id
from tests.support.mutual_help_furniture import attendance_body

DAY, WEEK = timedelta(days=1), timedelta(days=7)


def _counted(sittings: tuple[Sitting, ...]) -> int:
    return week(sittings=sittings).count(Outcome.attended, MUTUAL_HELP)


@pytest.mark.parametrize(
    ("calendar", "own", "attended", "still"),
    [
        ((), 0, 0, 0),
        ((), 2, 2, 0),
        ((Outcome.attended,), 1, 1, 0),
        ((Outcome.attended,), 2, 2, 0),
        ((Outcome.attended, Outcome.attended), 1, 2, 0),
        ((Outcome.unmarked,), 1, 1, 0),
        ((Outcome.ahead, Outcome.attended), 1, 1, 1),
        ((Outcome.ahead, Outcome.attended), 2, 2, 0),
        ((Outcome.missed,), 1, 1, 0),
        ((Outcome.excused,), 1, 1, 0),
    ],
)
def test_a_meeting_that_is_in_both_places_is_one(
    calendar: tuple[Outcome, ...], own: int, attended: int, still: int
) -> None:
    found = with_own_meetings([one(1, MUTUAL_HELP, outcome) for outcome in calendar], {1: own})
    assert _counted(found) == attended
    of = [sitting.outcome for sitting in found]
    assert of.count(Outcome.ahead) + of.count(Outcome.unmarked) == still


def test_another_day_and_another_kind_of_session_are_not_the_meeting() -> None:
    there = [one(1, MUTUAL_HELP), group(2), one(2, AppointmentKind.individual, Outcome.unmarked)]
    found = with_own_meetings(there, {2: 1})
    assert _counted(found) == 2
    assert found[:3] == tuple(there)


def test_what_is_attended_elsewhere_is_no_hour_of_service_and_not_over_the_daily_cap() -> None:
    before = week(cap=1, sittings=(group(1),))
    after = week(cap=1, sittings=with_own_meetings([group(1)], {1: 2}))
    assert (after.attended, after.planned) == (before.attended, before.planned)
    assert after.sessions_on() == before.sessions_on() == [(1, 1)]


def test_the_sentences_count_both() -> None:
    wanted = level(mutual_help_a_week=2)
    found = with_own_meetings([one(1, MUTUAL_HELP)], {1: 1, 3: 1})
    assert "2 mutual-help meetings." in said(week(level=wanted, sittings=found))


def _attend(desk: Desk, day: date, attendance: str, **other: object) -> None:
    body = attendance_body(attendance_id=attendance, on_day=str(day), **other)
    path = f"/api/meeting-attendances/{fresh_id()}"
    assert desk.house.ada.browser.put(path, json=body).is_success


def test_what_the_client_says_is_in_the_week_of_both_and_goes_when_taken_back(desk: Desk) -> None:
    desk.levels({"mutual_help_a_week": 2})
    desk.go_to(MONDAY + 4 * DAY)
    desk.session(MONDAY + DAY, 60, MUTUAL_HELP, Attendance.attended)
    assert "Mutual help: 1 of 2 meetings, 1 missing." in desk.told()
    on_the_same, on_another = fresh_id(), fresh_id()
    _attend(desk, MONDAY + DAY, on_the_same, occurred_at="2026-06-03T10:00:00Z")
    assert "Mutual help: 1 of 2 meetings, 1 missing." in desk.told()
    _attend(desk, MONDAY + 2 * DAY, on_another, occurred_at="2026-06-03T11:00:00Z")
    _attend(desk, MONDAY + 6 * DAY, fresh_id(), occurred_at="2026-06-03T11:00:00Z")
    _attend(desk, MONDAY - DAY, fresh_id(), occurred_at="2026-06-03T11:00:00Z")
    assert "2 mutual-help meetings." in desk.told()
    own = desk.house.ada.browser.get("/api/level-review").json()
    assert "mutual_help_met" in {sentence["code"] for sentence in own["sentences"]}
    _attend(desk, MONDAY + 2 * DAY, on_another, is_mistake=True, occurred_at="2026-06-03T12:00:00Z")
    assert "Mutual help: 1 of 2 meetings, 1 missing." in desk.told()
