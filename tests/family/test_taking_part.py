"""Who takes part: the link of a class is for those who have a place in it, and a leader expects
nobody who is not shown the session any more."""

from datetime import timedelta
from typing import Any

import time_machine

from app import clock
from app.access.models import Data
from app.people.models import Role
from app.programs.kinds import Modality
from tests.support.family_furniture import family_class, family_session, names, shares
from tests.support.house import Actor, House

LINK = "https://meet.example/class"


def _link(who: Actor) -> str | None:
    (one,) = who.browser.get("/api/family-home").json()["classes"]
    found: str | None = one["join_link"]
    return found


def test_the_link_of_a_class_is_for_those_who_have_a_place(house: House) -> None:
    remote: dict[str, Any] = {"modality": Modality.remote, "join_link": LINK, "capacity": 1}
    place = f"/api/family-places/{family_class(house, house.bea, **remote)}"
    hal = house.person("Hal", Role.relative)
    assert (_link(house.fay), _link(hal)) == (None, None)
    assert house.fay.browser.put(place, json={}).status_code == 204
    assert hal.browser.put(place, json={}).json()["code"] == "group_full"
    assert (_link(house.fay), _link(hal)) == (LINK, None)
    assert house.fay.browser.delete(place).status_code == 204
    assert _link(house.fay) is None


def test_a_leader_expects_nobody_who_is_not_shown_the_session_any_more(house: House) -> None:
    now = clock.utc_now()
    session = family_session(house, house.ada, house.bea)
    fay = names(house, house.ada, house.fay)
    shares(house, house.ada, fay, Data.family_sessions)
    path = f"/api/sessions/{session}/relatives/{fay}"
    assert house.ada.browser.put(path, json={"is_remote": False}).is_success
    assert _expected(house, session) == ["Fay"]
    shares(house, house.ada, fay, Data.family_plan)
    assert _expected(house, session) == [], "narrowed"
    shares(house, house.ada, fay, Data.family_sessions, until=now + timedelta(minutes=10))
    assert _expected(house, session) == ["Fay"]
    with time_machine.travel(now + timedelta(minutes=10), tick=False):
        assert _expected(house, session) == [], "lapsed"
    shares(house, house.ada, fay)
    before = house.count("audit_event")
    assert _expected(house, session) == [], "taken back"
    assert house.count("audit_event") == before, "nobody was told anything about anybody"


def _expected(house: House, session: str) -> list[str]:
    answer = house.bea.browser.get(f"/api/appointments/{session}/relatives")
    assert answer.status_code == 200
    return [one["name"] for one in answer.json()["items"]]
