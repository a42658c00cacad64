"""Whoever leads a session sees who is in it: so nobody makes themselves its leader."""

from datetime import timedelta
from typing import Any

from app import clock
from app.people.models import Role
from app.programs.kinds import AppointmentKind
from tests.support.furniture import meeting, series_body
from tests.support.house import Actor, House

SERIES = "/api/appointment-series"


def _series(actor: Actor, **other: Any) -> dict[str, Any]:
    found: dict[str, Any] = actor.browser.post(SERIES, json=series_body(**other)).json()
    return found


def _join(actor: Actor, series: dict[str, Any], client: Actor) -> int:
    path = f"{SERIES}/{series['id']}/participants/{client.id}"
    return actor.browser.put(path, json={}).status_code


def _names(answer: Any) -> set[str]:
    return {person["shown_name"] for person in answer.json().get("participants", [])}


def test_a_colleague_with_one_client_in_a_group_does_not_take_it_over(house: House) -> None:
    series = _series(house.bea)
    assert _join(house.bea, series, house.ada) == 204
    assert _join(house.cleo, series, house.dov) == 204
    late = clock.utc_now().date() + timedelta(days=100)
    for from_day in (None, late.isoformat()):
        body = {
            "from_day": from_day, "sequence": series["sequence"], "confirm": True,
            "facilitator_id": str(house.cleo.id),
        }  # fmt: skip
        answer = house.cleo.browser.put(f"{SERIES}/{series['id']}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_yours_to_hand_over")
        assert "Ada" not in answer.text
    listed = house.cleo.browser.get(f"{SERIES}/{series['id']}")
    assert _names(listed) == {"Dov"}


def test_nor_a_single_meeting_and_nobody_joins_somebodys_one_to_one(house: House) -> None:
    soon = clock.utc_now() + timedelta(days=3)
    day = clock.local_day(soon, "America/New_York").isoformat()
    group = meeting(house, soon, house.ada, house.dov, provider_id=house.bea.id)
    body = {"day": day, "local_time": "11:00", "sequence": 0, "confirm": True}
    path = f"/api/appointments/{group}/time"
    answer = house.cleo.browser.put(path, json=body | {"provider_id": str(house.cleo.id)})
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours_to_hand_over")
    own = _series(house.bea, kind="individual", local_time="07:00")
    assert _join(house.bea, own, house.ada) == 204
    assert _join(house.cleo, own, house.dov) == 404


def test_an_administrator_hands_over_to_somebody_else_and_not_to_themselves(house: House) -> None:
    hal = house.person("Hal", Role.provider, Role.administrator)
    series = _series(house.bea)
    assert _join(house.bea, series, house.ada) == 204
    body = {"from_day": None, "sequence": series["sequence"], "confirm": True}
    path = f"{SERIES}/{series['id']}"
    own = hal.browser.put(path, json=body | {"facilitator_id": str(hal.id)})
    assert (own.status_code, own.json()["code"]) == (403, "not_yours_to_hand_over")
    given = house.edda.browser.put(path, json=body | {"facilitator_id": str(house.cleo.id)})
    assert given.status_code == 200
    assert _names(given) == set()


def test_why_a_session_of_ones_own_was_given_back_stays_near(house: House) -> None:
    soon = clock.utc_now() + timedelta(days=2)
    own = meeting(
        house, soon, house.ada, provider_id=house.bea.id, kind=AppointmentKind.individual,
        capacity=1, join_link="https://meet.example/bea",
    )  # fmt: skip
    answer = house.ada.browser.put(f"/api/sessions/{own}/cancellation", json={"reason": "sick"})
    assert answer.status_code == 200
    for colleague in (house.cleo, house.edda):
        read = colleague.browser.get(f"/api/appointments/{own}").json()
        assert (read["reason"], read["join_link"]) == (None, None)
        listed = colleague.browser.get("/api/calendar", params=_days(soon)).json()["items"]
        assert [(row["reason"], row["join_link"]) for row in listed] == [(None, None)]
    assert house.bea.browser.get(f"/api/appointments/{own}").json()["reason"] == "sick"


def _days(at: Any) -> dict[str, str]:
    day = clock.local_day(at, "America/New_York").isoformat()
    return {"from_day": day, "to_day": day}


def test_what_an_absence_is_called_is_for_its_provider_and_administrators(house: House) -> None:
    day = (clock.utc_now().date() + timedelta(days=20)).isoformat()
    body = {"kind": "absence", "from_day": day, "title": "Surgery", "confirm": True}
    assert house.bea.browser.post("/api/closures", json=body).status_code == 201
    said = {
        actor.name: actor.browser.get("/api/closures").json()["items"][0]["title"]
        for actor in (house.bea, house.cleo, house.edda)
    }
    assert said == {"Bea": "Surgery", "Cleo": None, "Edda": "Surgery"}
