"""The groups of a programme's timetable."""

from typing import Any

from httpx2 import Response

from app.programs.models import Programme
from tests.appointments.calendars import MONDAY, opened, refused, room, told
from tests.support.house import House, fresh_id


def _with_groups(house: House) -> None:
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        groups = [
            {"code": code, "title": code.title(), "kind": "skills", "focus": "stress",
             "days": ["mon", "wed"], "local_time": time, "minutes": 60, "capacity": 8}
            for code, time in (("early", "09:00:00"), ("late", "17:00:00"))
        ]  # fmt: skip
        programme.design = programme.design | {"groups": groups}
        db.add(programme)


def _make(house: House, **body: Any) -> Response:
    bea, cleo = str(house.bea.id), str(house.cleo.id)
    said = {"from_day": str(MONDAY), "leaders": {"early": bea, "late": cleo}, "rooms": {}} | body
    return house.edda.browser.post(f"/api/programs/{house.programme_id}/groups", json=said)


def test_all_groups_are_made_or_none(house: House) -> None:
    _with_groups(house)
    opened(house.cleo, days=["wed"], local_time="17:30")
    bea = str(house.bea.id)
    for body, expected, extra in (
        ({"leaders": {"early": bea}}, (422, "no_leader"), {"group": "late"}),
        ({}, (409, "provider_busy"), {}),
        ({"rooms": {"early": fresh_id()}}, (422, "no_such_room"), {}),
        ({"leaders": {"early": bea, "late": str(house.ada.id)}}, (422, "no_such_provider"), {}),
    ):
        answer = _make(house, **body)
        assert refused(answer) == expected
        assert answer.json() == answer.json() | extra
    answer = house.edda.browser.post(
        f"/api/programs/{fresh_id()}/groups", json={"from_day": str(MONDAY), "leaders": {}}
    )
    assert refused(answer) == (404, "not_found")
    assert house.count("appointment_series") == 1


def test_a_timetable_becomes_series_once(house: House) -> None:
    _with_groups(house)
    there = room(house)
    made = _make(house, rooms={"early": there, "late": there}).json()["items"]
    assert [(one["title"], one["group_code"], one["local_time"]) for one in made] == [
        ("Early", "early", "09:00"), ("Late", "late", "17:00"),
    ]  # fmt: skip
    assert [one["facilitator"]["shown_name"] for one in made] == ["Bea", "Cleo"]
    assert {(one["capacity"], one["focus"], one["room_id"]) for one in made} == {
        (8, "stress", there)
    }
    assert [(name, kind) for name, kind, _ in told(house)] == [
        ("Bea", "booked"),
        ("Cleo", "booked"),
    ]
    before = house.snapshot()
    assert _make(house).json()["items"] == made
    assert house.snapshot() == before
