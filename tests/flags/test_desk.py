"""Duty, leads, promises, opening hours, and how useful the flags are."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from app import clock
from app.flags.models import DutyTurn, Flag, FlagCode, FlagRating
from app.flags.precision import AT_LEAST
from tests.flags.looking import ALWAYS, USE, close_account, look_at
from tests.support.house import ZONE, Actor, House, fresh_id

POLICY: dict[str, Any] = {
    "minutes": {"now": 30, "today": 120, "soon": 480},
    "craving_at": 6,
    "contact_at": 8,
    "silence_days": {"treatment": 2, "aftercare": 7, "alumni": 0},
}


def turn(house: House, **other: Any) -> dict[str, Any]:
    today = clock.local_day(clock.utc_now(), ZONE)
    return {
        "provider_id": str(house.cleo.id), "day": "mon", "from_time": "09:00",
        "until_time": "12:00", "from_day": today.isoformat(),
    } | other  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": {"now": 300, "today": 240, "soon": 960}},
        {"minutes": {"now": 4, "today": 240, "soon": 960}},
        {"minutes": {"now": 60, "today": 240}},
        {"craving_at": 9, "contact_at": 8},
        {"craving_at": 0},
        {"contact_at": 11},
        {"silence_days": {"treatment": -1, "aftercare": 0, "alumni": 0}},
    ],
)
def test_a_promise_that_does_not_hold_together_is_refused(
    house: House, wrong: dict[str, Any]
) -> None:
    answer = house.edda.browser.put("/api/response-policy", json=POLICY | wrong)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert house.count("response_policy") == 0


def test_every_centre_begins_with_a_promise_and_administrators_change_it(house: House) -> None:
    first = house.bea.browser.get("/api/response-policy").json()
    assert first["minutes"] == {"now": 60, "today": 240, "soon": 960}
    assert (first["craving_at"], first["contact_at"], first["changed_at"]) == (7, 9, None)
    assert house.bea.browser.put("/api/response-policy", json=POLICY).status_code == 403
    for _ in range(2):
        saved = house.edda.browser.put("/api/response-policy", json=POLICY).json()
    assert saved.items() >= POLICY.items()
    assert house.cleo.browser.get("/api/response-policy").json()["changed_by"] == "Edda"


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_time": "22:00", "until_time": "06:00"},
        {"from_time": "09:00", "until_time": "09:00"},
        {"from_time": "09:30:15"},
        {"day": "moonday"},
        {"until_day": "2020-01-01"},
    ],
)
def test_a_turn_past_midnight_or_before_its_beginning_is_refused(
    house: House, wrong: dict[str, Any]
) -> None:
    answer = house.edda.browser.post("/api/duty-turns", json=turn(house, **wrong))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_only_providers_with_an_account_are_on_duty(house: House) -> None:
    for who in (house.ada, house.edda, house.fay):
        body = turn(house, provider_id=str(who.id))
        assert house.edda.browser.post("/api/duty-turns", json=body).status_code == 404
    close_account(house, house.cleo)
    answer = house.edda.browser.post("/api/duty-turns", json=turn(house))
    assert answer.json()["code"] == "provider_gone"


def test_nobody_is_on_duty_twice_at_the_same_time(house: House) -> None:
    put = house.edda.browser.post
    assert put("/api/duty-turns", json=turn(house)).status_code == 201
    again = put("/api/duty-turns", json=turn(house, from_time="11:59", until_time="13:00"))
    assert (again.status_code, again.json()["code"]) == (409, "turn_twice")
    beside = put("/api/duty-turns", json=turn(house, from_time="12:00", until_time="13:00"))
    assert beside.status_code == 201
    assert house.count("duty_turn") == 2


def test_a_turn_that_has_begun_ends_and_one_that_has_not_is_gone(house: House) -> None:
    today = clock.local_day(clock.utc_now(), ZONE)
    desk = house.edda.browser
    begun = desk.post("/api/duty-turns", json=turn(house)).json()["id"]
    later = turn(house, day="tue", from_day=(today + timedelta(days=9)).isoformat())
    coming = desk.post("/api/duty-turns", json=later).json()["id"]
    with house.database.unit_of_work() as db:
        from_day = today - timedelta(days=30)
        db.get_one(DutyTurn, UUID(begun)).from_day = from_day
    assert desk.delete(f"/api/duty-turns/{coming}").status_code == 204
    assert desk.delete(f"/api/duty-turns/{begun}").status_code == 204
    assert desk.delete(f"/api/duty-turns/{begun}").status_code == 204
    assert desk.delete(f"/api/duty-turns/{fresh_id()}").status_code == 404
    assert desk.get("/api/duty-turns").json()["items"] == []
    with house.database.unit_of_work() as db:
        assert db.get_one(DutyTurn, UUID(begun)).until_day == today - timedelta(days=1)


def test_who_is_on_duty_now_is_named(house: House) -> None:
    for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        body = turn(house, day=day, from_time="00:00", until_time="23:59")
        house.edda.browser.post("/api/duty-turns", json=body)
    body = {"name": "Test House", "time_zone": ZONE, "opening_hours": ALWAYS}
    assert house.edda.browser.put("/api/centre", json=body).status_code == 200
    found = house.bea.browser.get("/api/duty-turns").json()
    assert found["on_duty"] in (["Cleo"], [])  # a minute before midnight there is a gap
    assert found["next_open"] is not None


def test_opening_hours_past_midnight_are_refused_and_left_out_they_stay(house: House) -> None:
    body: dict[str, Any] = {"name": "Test House", "time_zone": ZONE}
    before = house.bea.browser.get("/api/centre").json()["opening_hours"]
    assert before["mon"] == [["09:00", "17:00"]]
    wrong = body | {"opening_hours": {"mon": [["22:00", "06:00"]]}}
    assert house.edda.browser.put("/api/centre", json=wrong).status_code == 422
    assert house.edda.browser.put("/api/centre", json=body).json()["opening_hours"] == before
    none = house.edda.browser.put("/api/centre", json=body | {"opening_hours": {}}).json()
    assert none["opening_hours"] == {}
    assert house.edda.browser.get("/api/duty-turns").json()["next_open"] is None


def test_a_lead_gives_care_here(house: House) -> None:
    path = f"/api/programs/{house.programme_id}/lead"
    put = house.edda.browser.put
    for who in (house.ada, house.edda):
        assert put(path, json={"provider_id": str(who.id)}).status_code == 404
    assert put(f"/api/programs/{fresh_id()}/lead", json={"provider_id": None}).status_code == 404
    assert (
        put(path, json={"provider_id": str(house.cleo.id)}).json()["lead"]["shown_name"] == "Cleo"
    )
    [row] = house.bea.browser.get("/api/leads").json()["items"]
    assert row["lead"]["id"] == str(house.cleo.id)
    assert put(path, json={"provider_id": None}).json()["lead"] is None


def rated(house: House, code: FlagCode, client: Actor, *ratings: FlagRating | None) -> None:
    for rating in ratings:
        task_id = look_at(house, client, USE)
        with house.database.unit_of_work() as db:
            flag = Flag(
                task_id=task_id, flag=code, client_id=client.id, facts={"value": 1},
                raised_at=clock.utc_now(), rating=rating,
            )  # fmt: skip
            db.add(flag)


def precision_of(house: House, code: FlagCode) -> dict[str, Any]:
    items = house.cleo.browser.get("/api/flag-precision").json()["items"]
    assert {one["code"] for one in items} == set(FlagCode)
    return next(one for one in items if one["code"] == code)


@pytest.fixture
def five(house: House) -> list[Actor]:
    """Five clients, as few as may be counted."""
    return [house.ada, house.gus, *(house.client_of(house.bea, f"Client {n}") for n in range(3))]


def test_of_fewer_than_five_clients_no_number_is_told(house: House, five: list[Actor]) -> None:
    for client in five[:4]:
        rated(house, FlagCode.mood_low, client, *[FlagRating.helpful] * 3, None)
    told = precision_of(house, FlagCode.mood_low)
    assert {value for key, value in told.items() if key != "code"} == {None}
    silence = precision_of(house, FlagCode.silence)
    assert (silence["raised"], silence["helpful_share"]) == (0, None)


def test_a_number_of_few_cannot_be_reckoned_from_the_others(
    house: House, five: list[Actor]
) -> None:
    for client in five:
        rated(house, FlagCode.mood_low, client, *[FlagRating.helpful] * 2)
    rated(house, FlagCode.mood_low, five[0], FlagRating.not_a_concern)
    told = precision_of(house, FlagCode.mood_low)
    assert (told["raised"], told["rated"]) == (11, 11)
    assert (told["helpful"], told["known_already"], told["not_a_concern"]) == (None, None, None)


def test_of_few_ratings_it_says_that_they_are_too_few(house: House, five: list[Actor]) -> None:
    for client in five:
        rated(house, FlagCode.mood_low, client, FlagRating.helpful)
    rated(house, FlagCode.mood_low, five[0], *[FlagRating.helpful] * (AT_LEAST - 6), None)
    low = precision_of(house, FlagCode.mood_low)
    assert (low["raised"], low["rated"], low["helpful_share"]) == (AT_LEAST, AT_LEAST - 1, None)


def test_of_ten_ratings_it_tells_the_share(house: House, five: list[Actor]) -> None:
    for client in five:
        rated(house, FlagCode.craving_high, client, FlagRating.helpful, FlagRating.known_already)
    rated(house, FlagCode.craving_high, five[0], None)
    high = precision_of(house, FlagCode.craving_high)
    assert (high["raised"], high["rated"], high["helpful_share"]) == (11, 10, 0.5)
    assert (high["helpful"], high["known_already"], high["not_a_concern"]) == (5, 5, 0)
    assert str(house.ada.id) not in str(high)
