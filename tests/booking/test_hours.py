"""When providers can be booked, and their limits: their own to say, or an administrator's."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import delete

from app import clock
from app.booking.models import BookingRules
from app.people.models import Role
from app.programs.models import Room
from tests.booking.test_bookings import patiently
from tests.support.booking_furniture import at, bookable, hours_body, rules_body
from tests.support.house import Actor, House, fresh_id


def put(who: Actor, hours_id: str, provider: Actor | None = None, **other: Any) -> Response:
    params = {"provider_id": str(provider.id)} if provider else {}
    return who.browser.put(f"/api/availability/{hours_id}", json=hours_body(**other), params=params)


def code(found: Response) -> str:
    return "done" if found.is_success else str(found.json()["code"])


def room(house: House, name: str = "Room 1", *, closed: bool = False) -> str:
    with house.database.unit_of_work() as db:
        row = Room(name=name, closed_at=clock.utc_now() if closed else None)
        db.add(row)
        db.flush()
        return str(row.id)


@pytest.mark.parametrize("wrong", [
    {"days": []}, {"days": ["monday"]}, {"from_time": "17:00"}, {"from_time": "18:00"},
    {"until_time": "25:00"}, {"from_time": "09:00:30"}, {"until_day": "2000-01-01"},
    {"modality": "by_phone"}, {"from_day": "0001-01-01"}, {"more": 1},
], ids=str)  # fmt: skip
def test_hours_that_make_no_sense_are_refused(house: House, wrong: dict[str, Any]) -> None:
    assert code(put(house.bea, fresh_id(), **wrong)) == "invalid"


def test_a_room_that_is_closed_or_not_needed_or_not_there_is_refused(house: House) -> None:
    one = room(house)
    gone = room(house, "Room 2", closed=True)
    assert code(put(house.bea, fresh_id(), room_id=fresh_id())) == "no_such_room"
    assert code(put(house.bea, fresh_id(), room_id=gone)) == "no_such_room"
    assert code(put(house.bea, fresh_id(), room_id=one, modality="remote")) == "room_not_needed"
    assert put(house.bea, fresh_id(), room_id=one).json()["room"]["name"] == "Room 1"


@pytest.mark.parametrize("wrong", [
    {"sessions_a_day": 0}, {"buffer_minutes": -1}, {"notice_hours": 721}, {"days_ahead": 0},
    {"kinds": ["support"]}, {"kinds": ["skills"]}, {"kinds": ["anything"]},
    {"join_link": "javascript:alert(1)"}, {"join_link": "http://meet.example/x"},
    {"buffer_minutes": 1.5},
], ids=str)  # fmt: skip
def test_limits_that_make_no_sense_are_refused(house: House, wrong: dict[str, Any]) -> None:
    assert code(house.bea.browser.put("/api/booking-rules", json=rules_body(**wrong))) == "invalid"


def test_nobody_changes_a_colleagues_hours_but_an_administrator(house: House) -> None:
    hours_id = fresh_id()
    assert code(put(house.bea, hours_id)) == "done"
    assert code(put(house.cleo, hours_id)) == "not_found"
    assert code(put(house.cleo, hours_id, house.bea)) == "not_allowed"
    assert code(house.cleo.browser.delete(f"/api/availability/{hours_id}")) == "not_found"
    theirs = {"provider_id": str(house.bea.id)}
    assert code(house.cleo.browser.get("/api/availability", params=theirs)) == "not_allowed"
    assert code(put(house.edda, hours_id)) == "not_allowed"
    assert code(put(house.edda, hours_id, house.ada)) == "not_found"
    assert code(put(house.edda, hours_id, house.bea, from_time="10:00")) == "done"
    [item] = house.edda.browser.get("/api/availability", params=theirs).json()["items"]
    assert (item["from_time"], item["until_time"]) == ("10:00", "17:00")
    gone = house.edda.browser.delete(f"/api/availability/{hours_id}", params=theirs)
    assert (gone.status_code, house.bea.browser.get("/api/availability").json()) == (
        204, {"items": []},
    )  # fmt: skip


def test_limits_begin_with_nobody_booking_and_are_set_by_oneself_or_an_administrator(
    house: House,
) -> None:
    assert house.bea.browser.get("/api/booking-rules").json() == {
        "sessions_a_day": None, "buffer_minutes": 10, "notice_hours": 12, "join_notice_hours": 1,
        "cancel_notice_hours": 12, "days_ahead": 42, "kinds": [], "join_link": None,
    }  # fmt: skip
    set_ = house.bea.browser.put("/api/booking-rules", json=rules_body(buffer_minutes=5))
    assert set_.json() == rules_body(buffer_minutes=5)
    path = f"/api/providers/{house.bea.id}/booking-rules"
    assert house.edda.browser.get(path).json() == rules_body(buffer_minutes=5)
    assert house.edda.browser.put(path, json=rules_body(sessions_a_day=None)).is_success
    assert house.bea.browser.get("/api/booking-rules").json()["sessions_a_day"] is None
    nobody = f"/api/providers/{house.ada.id}/booking-rules"
    assert code(house.edda.browser.get(nobody)) == "not_found"
    assert code(house.edda.browser.put(nobody, json=rules_body())) == "not_found"


def test_changed_hours_count_from_the_next_look(house: House) -> None:
    hours_id = bookable(house, house.bea)
    query = {
        "provider_id": str(house.bea.id), "kind": "individual",
        "from_day": at(2, 0).date().isoformat(), "days": "1",
    }  # fmt: skip

    def times() -> int:
        day = house.ada.browser.get("/api/free-times", params=query).json()["days"][0]
        return len(day["times"])

    assert times() == 44
    put(house.bea, hours_id, from_time="16:00")
    assert times() == 2
    house.bea.browser.delete(f"/api/availability/{hours_id}")
    assert times() == 0


def test_whom_a_client_can_book_is_their_team_with_the_next_free_time(house: House) -> None:
    bookable(house, house.bea)
    bookable(house, house.cleo)
    with house.statements() as few:
        [item] = house.ada.browser.get("/api/bookable").json()["items"]
    assert (item["provider"]["shown_name"], item["kinds"], item["minutes"]) == (
        "Bea", ["individual", "family"], 50,
    )  # fmt: skip
    assert item["next_free"] is not None
    assert len(few) <= 13
    assert house.gus.browser.get("/api/bookable").json() == {"items": []}


def test_thirty_providers_are_as_many_queries_as_one(house: House) -> None:
    with house.database.unit_of_work() as db:
        db.connection().exec_driver_sql("UPDATE programme SET kind = 'individualized'")
    bookable(house, house.bea)
    with house.statements() as one:
        house.ada.browser.get("/api/bookable")
    for number in range(29):
        bookable(house, house.person(f"Provider {number}", Role.provider))
    with house.statements() as many:
        items = house.ada.browser.get("/api/bookable").json()["items"]
    assert len(items) == 30
    assert len(many) == len(one)


def test_limits_said_for_the_first_time_ten_times_at_once_are_kept(house: House) -> None:
    def say(number: int) -> str:
        body = rules_body(buffer_minutes=number)
        return patiently(lambda: house.bea.browser.put("/api/booking-rules", json=body))

    for _ in range(4):
        with house.database.unit_of_work() as db:
            db.execute(delete(BookingRules))
        with ThreadPoolExecutor(10) as pool:
            assert set(pool.map(say, range(10))) == {"done"}
    assert house.bea.browser.get("/api/booking-rules").json()["buffer_minutes"] in range(10)


def test_the_same_hours_sent_ten_times_at_once_are_one(house: House) -> None:
    hours_id = fresh_id()
    with ThreadPoolExecutor(10) as pool:
        sent = pool.map(lambda _: patiently(lambda: put(house.bea, hours_id)), range(10))
        assert set(sent) == {"done"}
    assert house.count("availability") == 1
