"""Marking who came: by whom, when, and what it comes to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response

from app import clock
from app.access.models import Data
from app.appointments.attendance import attended_minutes
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    Attendance,
    CancelReason,
    Participation,
)
from app.appointments.queries import changed_since
from app.episodes.models import Phase
from app.people.models import Role, RoleGrant
from app.programs.kinds import AppointmentKind
from tests.appointments.calendars import opened
from tests.support.furniture import meeting
from tests.support.house import Actor, House, fresh_id

HOUR = timedelta(hours=1)
BAD: tuple[dict[str, Any], ...] = (
    {}, {"attendance": "came"}, {"attendance": "late", "minutes_late": 0},
    {"attendance": "late", "minutes_late": 721}, {"attendance": "late", "minutes_late": 2.5},
    {"attendance": "attended", "minutes_late": 5}, {"attendance": "missed", "minutes_late": 5},
    {"attendance": "excused", "minutes_left_early": 5}, {"attendance": None, "minutes_late": 5},
    {"attendance": "late", "marked_by": "x"},
)  # fmt: skip


def _ago(house: House, *clients: Actor, hours: float = 2, **fields: Any) -> str:
    leader = fields.pop("leader", house.bea)
    return meeting(house, clock.utc_now() - hours * HOUR, *clients, provider_id=leader.id, **fields)


def _path(session: str, client: Actor | None = None) -> str:
    return f"/api/appointments/{session}/attendance" + (f"/{client.id}" if client else "")


def _mark(by: Actor, session: str, client: Actor, attendance: str | None, **more: int) -> Response:
    return by.browser.put(_path(session, client), json={"attendance": attendance} | more)


def _all(by: Actor, session: str, *clients: Actor) -> Response:
    items = [{"client_id": str(client.id), "attendance": "attended"} for client in clients]
    return by.browser.put(_path(session), json={"items": items})


def _place(house: House, session: str, client: Actor) -> Participation:
    with house.database.unit_of_work() as db:
        return db.get_one(Participation, (UUID(session), client.id))


def _refused(answer: Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_stranger_finds_no_session_and_no_sheet(house: House) -> None:
    session = _ago(house, house.ada)
    before = house.snapshot()
    for answer in (
        house.cleo.browser.get(_path(session)),
        _mark(house.cleo, session, house.ada, "attended"),
        _all(house.cleo, session, house.ada),
        house.bea.browser.get(_path(fresh_id())),
        _mark(house.bea, fresh_id(), house.ada, "attended"),
    ):
        _refused(answer, 404, "not_found")
    for nobody in (house.ada, house.edda, house.fay):
        _refused(_mark(nobody, session, house.ada, "attended"), 403, "not_allowed")
    assert house.snapshot() == before


def test_somebody_who_is_not_in_it_cannot_be_marked_and_then_nobody_is(house: House) -> None:
    session = _ago(house, house.ada)
    _refused(_mark(house.bea, session, house.gus, "attended"), 404, "not_found")
    _refused(_all(house.bea, session, house.ada, house.gus), 404, "not_found")
    assert _place(house, session, house.ada).attendance is None


def test_a_colleague_marks_their_own_clients_and_no_others(house: House) -> None:
    session = _ago(house, house.ada, house.dov)
    _refused(_all(house.cleo, session, house.dov, house.ada), 404, "not_found")
    assert _place(house, session, house.dov).attendance is None
    assert _mark(house.cleo, session, house.dov, "missed").status_code == 200
    sheet = house.cleo.browser.get(_path(session)).json()
    assert ([row["shown_name"] for row in sheet["items"]], sheet["others"]) == (["Dov"], 1)


def test_who_merely_shows_their_sessions_cannot_be_marked(house: House) -> None:
    house.signs_for(house.dov, house.bea, Data.sessions)
    for session in (
        _ago(house, house.dov, leader=house.cleo),
        _ago(house, house.dov, house.ada, leader=house.cleo, hours=5),
    ):
        _refused(_mark(house.bea, session, house.dov, "missed"), 404, "not_found")
        _refused(_all(house.bea, session, house.dov), 404, "not_found")
        assert _place(house, session, house.dov).marked_by is None


def test_everybody_came_passes_over_who_merely_shows_their_sessions(house: House) -> None:
    house.signs_for(house.dov, house.bea, Data.sessions)
    opened(house.bea)  # whoever leads some series does not lead what belongs to none
    session = _ago(house, house.ada, house.dov, house.gus, leader=house.cleo)
    may = {
        row["shown_name"]: row["may_mark"]
        for row in house.bea.browser.get(_path(session)).json()["items"]
    }
    assert may == {"Ada": True, "Dov": False, "Gus": True}
    rows = _all(house.bea, session, house.ada, house.dov, house.gus).json()["items"]
    assert [row["attendance"] for row in rows] == ["attended", None, "attended"]
    assert _place(house, session, house.dov).marked_by is None
    touched = house.dov.browser.get("/api/record-access").json()["items"]
    assert {one["action"] for one in touched if one["by"] == "Bea"} == {"viewed"}
    # One of whom nothing is shown keeps the whole sheet as it is.
    hal = house.client_of(house.cleo, "Hal")
    other = _ago(house, house.ada, house.dov, hal, leader=house.cleo, hours=5)
    _refused(_all(house.bea, other, house.ada, house.dov, hal), 404, "not_found")
    assert _place(house, other, house.ada).attendance is None


def test_whoever_leads_marks_an_alumna_who_shows_them_nothing(house: House) -> None:
    hal = house.client_of(house.cleo, "Hal", phase=Phase.alumni)
    session = _ago(house, hal, house.ada, open_to_alumni=True)
    assert house.bea.browser.get(f"/api/clients/{hal.id}").status_code == 404
    sheet = house.bea.browser.get(_path(session)).json()
    assert [(row["shown_name"], row["may_mark"]) for row in sheet["items"]] == [
        ("Ada", True), ("Hal", True),
    ]  # fmt: skip
    assert _mark(house.bea, session, hal, "late", minutes_late=5).status_code == 200
    rows = _all(house.bea, session, house.ada, hal).json()["items"]
    assert [row["attendance"] for row in rows] == ["attended", "attended"]
    # The team of somebody in treatment who sits beside her does not come to know her.
    alone = _ago(house, hal, house.dov, leader=house.bea, hours=5, open_to_alumni=True)
    sheet = house.cleo.browser.get(_path(alone)).json()
    assert ([row["shown_name"] for row in sheet["items"]], sheet["others"]) == (["Dov"], 1)
    _refused(_mark(house.cleo, alone, hal, "attended"), 404, "not_found")


def test_nothing_is_marked_before_it_begins(house: House) -> None:
    session = _ago(house, house.ada, hours=-1)
    _refused(_mark(house.bea, session, house.ada, "attended"), 409, "not_yet")
    _refused(_all(house.bea, session, house.ada), 409, "not_yet")
    assert house.bea.browser.get(_path(session)).json()["has_begun"] is False
    assert _place(house, session, house.ada).attendance is None


def test_a_cancelled_session_has_no_attendance(house: House) -> None:
    cancelled: dict[str, Any] = {
        "status": AppointmentStatus.cancelled,
        "reason": CancelReason.other,
    }
    session = _ago(house, house.ada, **cancelled)
    _refused(_mark(house.bea, session, house.ada, "attended"), 409, "session_cancelled")
    _refused(house.bea.browser.get(_path(session)), 409, "session_cancelled")


def test_what_does_not_fit_marks_nothing(house: House) -> None:
    session = _ago(house, house.ada)
    before = house.snapshot()
    for bad in BAD:
        _refused(house.bea.browser.put(_path(session, house.ada), json=bad), 422, "invalid")
    for late, early in ((60, None), (30, 30), (None, 720)):
        said = {"attendance": "late", "minutes_late": late, "minutes_left_early": early}
        answer = house.bea.browser.put(_path(session, house.ada), json=said)
        _refused(answer, 422, "longer_than_session")
    _refused(_all(house.bea, session, house.ada, house.ada), 422, "invalid")
    _refused(_all(house.bea, session), 422, "invalid")
    assert house.snapshot() == before


def test_nobody_marks_themselves(house: House) -> None:
    hal = house.client_of(house.cleo, "Hal")
    with house.database.unit_of_work() as db:
        now = clock.utc_now()
        db.add(RoleGrant(person_id=hal.id, role=Role.provider, granted_at=now))
    session = _ago(house, hal, leader=house.cleo)
    _refused(_mark(hal, session, hal, "attended"), 409, "own_attendance")
    assert [row["may_mark"] for row in hal.browser.get(_path(session)).json()["items"]] == [False]
    assert _mark(house.cleo, session, hal, "missed").status_code == 200


def test_each_mark_says_who_and_when_and_how_long(house: House) -> None:
    session = _ago(house, house.ada, house.dov)
    before = clock.utc_now()
    answer = _mark(house.bea, session, house.ada, "late", minutes_late=10, minutes_left_early=5)
    ada, dov = answer.json()["items"]
    assert (ada["shown_name"], ada["attendance"], ada["minutes"]) == ("Ada", "late", 45)
    assert (ada["marked_by"], ada["minutes_late"], ada["minutes_left_early"]) == ("Bea", 10, 5)
    assert datetime.fromisoformat(ada["marked_at"]) >= before
    assert (dov["attendance"], dov["minutes"], dov["marked_by"]) == (None, None, None)


def test_marking_the_same_again_changes_nothing_and_something_else_says_who(house: House) -> None:
    session = _ago(house, house.dov)
    _mark(house.bea, session, house.dov, "missed")
    kept = _place(house, session, house.dov)
    _mark(house.cleo, session, house.dov, "missed")
    again = _place(house, session, house.dov)
    assert (again.marked_by, again.marked_at) == (house.bea.id, kept.marked_at)
    _mark(house.cleo, session, house.dov, "excused")
    assert _place(house, session, house.dov).marked_by == house.cleo.id
    row = _mark(house.bea, session, house.dov, None).json()["items"][0]
    assert (row["attendance"], row["minutes"], row["marked_by"]) == (None, None, "Bea")


def test_everybody_came_is_one_request(house: House) -> None:
    session = _ago(house, house.ada, house.dov, house.gus)
    with house.statements() as few:
        rows = _all(house.bea, session, house.ada, house.dov, house.gus).json()["items"]
    assert [(row["shown_name"], row["minutes"]) for row in rows] == [
        ("Ada", 60), ("Dov", 60), ("Gus", 60),
    ]  # fmt: skip
    assert len(few) <= 9


def test_twenty_marks_at_once_are_one(house: House) -> None:
    session = _ago(house, house.ada)
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda _: _mark(house.bea, session, house.ada, "attended"), range(20))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["items"][0]["marked_at"] for answer in answers}) == 1


def test_a_mark_is_no_change_of_the_calendar(house: House) -> None:
    session = _ago(house, house.ada)
    before = clock.utc_now()
    _mark(house.bea, session, house.ada, "missed")
    with house.database.unit_of_work() as db:
        assert changed_since(db, before) == set()
        assert changed_since(db, before - 3 * HOUR) == {house.ada.id}


def _minutes(attendance: Attendance | None, status: AppointmentStatus, *absent: int | None) -> int:
    begin = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # over the night the clocks go back
    session = Appointment(
        on_day=begin.date(), title="Group", kind=AppointmentKind.support, starts_at=begin,
        ends_at=begin + timedelta(minutes=90), status=status, changed_at=begin,
    )  # fmt: skip
    late, early = absent
    place = Participation(
        appointment_id=session.id, client_id=session.id, attendance=attendance,
        minutes_late=late, minutes_left_early=early, changed_at=begin,
    )  # fmt: skip
    return attended_minutes(session, place)


PLANNED, CANCELLED = AppointmentStatus.planned, AppointmentStatus.cancelled


@pytest.mark.parametrize(
    ("attendance", "late", "early", "minutes"),
    [
        (None, None, None, 0),
        (Attendance.missed, None, None, 0),
        (Attendance.excused, None, None, 0),
        (Attendance.attended, None, None, 90),
        (Attendance.attended, None, 20, 70),
        (Attendance.late, None, None, 90),
        (Attendance.late, 15, None, 75),
        (Attendance.late, 15, 20, 55),
        (Attendance.late, 80, 80, 0),
    ],
)
def test_the_minutes_somebody_was_there(
    attendance: Attendance | None, late: int | None, early: int | None, minutes: int
) -> None:
    assert _minutes(attendance, PLANNED, late, early) == minutes
    assert _minutes(attendance, CANCELLED, late, early) == 0
