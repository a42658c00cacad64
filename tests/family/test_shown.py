"""What relatives see: what is shared, at once and for no longer, and never a sign of the rest."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from app import clock
from app.access.models import Data
from app.appointments.models import Participation
from app.episodes.models import Phase
from app.family.queries import PARTS
from app.people.models import Role
from tests.family.a_record import GOAL, fill
from tests.family.looking import differing, looks
from tests.support.family_furniture import family_class, names, shares
from tests.support.furniture import meeting, series_body
from tests.support.house import Actor, House, check_in, craving, fresh_id

KEYS = {part: part.value.removeprefix("family_") for part in PARTS}


@pytest.fixture
def later() -> Iterator[time_machine.Traveller]:
    """A clock that stands still, a little ahead."""
    with time_machine.travel(clock.utc_now() + timedelta(minutes=5), tick=False) as traveller:
        yield traveller


def _shown(house: House, client: Actor) -> dict[str, Any]:
    answer = house.fay.browser.get(f"/api/family/{client.id}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_each_part_shows_what_it_says_and_no_other(
    house: House, later: time_machine.Traveller
) -> None:
    fay = names(house, house.ada, house.fay)
    fill(house, house.ada, house.bea, fay)
    shares(house, house.ada, fay, *PARTS)
    whole = _shown(house, house.ada)
    assert [day["came"] for day in whole["attendance"]] == [False, True]
    assert all(day.keys() == {"day", "came"} for day in whole["attendance"])
    assert [time.keys() for time in whole["calendar"]] == [
        {"starts_at", "ends_at", "is_remote"}
    ] * 2
    assert whole["milestones"][-1] == {"unit": "day", "count": 30}
    assert whole["plan"] == [GOAL]
    assert [one["is_finished"] for one in whole["modules"]] == [False]
    assert [(one["place"], one["join_link"]) for one in whole["sessions"]] == [("Room 4", None)]
    for part in PARTS:
        shares(house, house.ada, fay, part)
        told = _shown(house, house.ada)
        shown = {key for key in KEYS.values() if told[key] is not None}
        assert shown == {KEYS[part]}
        assert told[KEYS[part]] == whole[KEYS[part]]
        home = house.fay.browser.get("/api/family-home").json()["shared"]
        assert home == [{"client_id": str(house.ada.id), "name": "Ada", "parts": [part.value]}]


def test_a_seat_and_a_place_end_what_is_shown_of_a_session(
    house: House, later: time_machine.Traveller
) -> None:
    fay = names(house, house.ada, house.fay)
    ids = fill(house, house.ada, house.bea, fay)
    shares(house, house.ada, fay, Data.family_sessions)
    path = f"/api/sessions/{ids['family_session_id']}/relatives/{fay}"
    answer = house.ada.browser.put(path, json={"is_remote": True}).json()
    assert [(one["is_asked"], one["is_remote"]) for one in answer["items"]] == [(True, True)]
    link = _shown(house, house.ada)["sessions"][0]
    assert (link["place"], link["join_link"]) == (None, "https://meet.example/4")
    coming = f"/api/appointments/{ids['family_session_id']}/relatives"
    expected = [{"name": "Fay", "is_remote": True, "has_place": False}]
    assert house.bea.browser.get(coming).json()["items"] == expected
    assert house.cleo.browser.get(coming).status_code == 404
    assert house.ada.browser.delete(path).json()["items"][0]["is_asked"] is False
    assert _shown(house, house.ada)["sessions"] == []
    assert house.bea.browser.get(coming).json()["items"] == []


def test_nobody_is_asked_where_they_would_not_know_or_where_nobody_else_belongs(
    house: House, later: time_machine.Traveller
) -> None:
    fay, waiting = names(house, house.ada, house.fay), names(house, house.ada)
    ids = fill(house, house.ada, house.bea, fay)
    asked, group = ids["family_session_id"], ids["session_id"]
    of_dov = names(house, house.dov, house.fay)
    put = house.ada.browser.put
    for session, one, remote, status, code in (
        (asked, fay, False, 409, "sessions_not_shared"),
        (asked, waiting, False, 409, "not_joined"),
        (asked, of_dov, False, 404, "not_found"),
        (group, fay, False, 409, "no_family_session"),
        (fresh_id(), fay, False, 404, "not_found"),
    ):
        answer = put(f"/api/sessions/{session}/relatives/{one}", json={"is_remote": remote})
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    shares(house, house.ada, fay, Data.family_sessions)
    later.shift(timedelta(days=4))
    over = put(f"/api/sessions/{asked}/relatives/{fay}", json={})
    assert over.json()["code"] == "session_over"


def test_shared_narrowed_taken_back_and_lapsed_each_counts_at_the_next_request_everywhere(
    house: House, later: time_machine.Traveller
) -> None:
    """Every route that lets a relative in and reads, after each step."""
    stranger = looks(house, house.fay, Role.relative, {"client_id": house.ada.id})
    fay = names(house, house.ada, house.fay)
    ids = fill(house, house.ada, house.bea, fay)
    of_home = {"GET /api/family-home", "GET /api/family/{client_id}"}
    assert {"GET /api/modules", *of_home} <= stranger.keys()

    def changed() -> set[str]:
        now = looks(house, house.fay, Role.relative, ids)
        return differing(stranger, now)

    assert changed() == set(), "connected, and shown nothing"
    shares(house, house.ada, fay, *PARTS)
    assert changed() == of_home, "shared"
    shares(house, house.ada, fay, Data.family_plan)
    told = _shown(house, house.ada)
    assert {key for key in KEYS.values() if told[key] is not None} == {"plan"}, "narrowed"
    shares(house, house.ada, fay)
    assert changed() == set(), "taken back"
    shares(house, house.ada, fay, *PARTS, until=clock.utc_now() + timedelta(seconds=1))
    assert changed() == of_home, "until the next second"
    later.shift(timedelta(seconds=1))
    assert _statuses(house, ids) == {name: look.status for name, look in stranger.items()}
    shares(house, house.ada, fay, *PARTS)
    assert house.fay.browser.put(f"/api/family/{house.ada.id}/leaving", json={}).is_success
    assert _statuses(house, ids) == {name: look.status for name, look in stranger.items()}
    assert house.fay.browser.get("/api/family-home").json()["shared"] == []


def _statuses(house: House, ids: dict[str, str]) -> dict[str, int]:
    now = looks(house, house.fay, Role.relative, ids)
    return {name: look.status for name, look in now.items()}


@pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
def test_nothing_hidden_of_an_alumna_reaches_whoever_leads_the_class_she_comes_to(
    house: House, later: time_machine.Traveller
) -> None:
    """Cleo leads an open class: a name and a place, whatever else there is or comes."""
    ira = house.client_of(house.bea, "Ira", phase=Phase.alumni)
    series = house.cleo.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    at = clock.utc_now() + timedelta(days=1)
    group = meeting(
        house, at, ira, provider_id=house.cleo.id, open_to_alumni=True, open_to_family=True
    )
    one = names(house, ira, house.fay)
    ids = {
        "client_id": ira.id, "appointment_id": group, "meeting_id": group, "series_id": series,
        "family_session_id": group, "person_id": ira.id, "former_id": ira.id,
        "provider_id": house.cleo.id, "programme_id": house.programme_id,
    }  # fmt: skip
    before = looks(house, house.cleo, Role.provider, ids)
    assert b"Ira" in before["GET /api/appointments/{meeting_id}"].content
    _write(ira)
    shares(house, ira, one, *PARTS)
    house.signs_for(ira, house.bea, Data.craving_logs)
    after = looks(house, house.cleo, Role.provider, ids)
    assert differing(before, after) == set()


def _write(alumna: Actor) -> None:
    put = alumna.browser.put
    assert put(f"/api/craving-logs/{fresh_id()}", json=craving(10, note="Hidden")).is_success
    assert put(f"/api/check-ins/{fresh_id()}", json=check_in(use="yes")).is_success


def test_clients_and_relatives_count_towards_one_capacity(
    house: House, later: time_machine.Traveller
) -> None:
    at = clock.utc_now() + timedelta(days=1)
    full = family_class(house, house.cleo, capacity=2)
    wide, closed = family_class(house, house.cleo), meeting(house, at, house.ada)
    put, hal = house.fay.browser.put, house.person("Hal", Role.relative)
    for _ in range(2):
        assert put(f"/api/family-places/{full}", json={}).status_code == 204
    taken = house.gus.browser.put(f"/api/sessions/{full}/place", json={})
    assert taken.status_code == 404, "open to families alone"
    with house.database.unit_of_work() as db:
        db.add(_place(full, house.ada))
    assert hal.browser.put(f"/api/family-places/{full}", json={}).json()["code"] == "group_full"
    assert hal.browser.put(f"/api/family-places/{wide}", json={}).status_code == 204
    assert put(f"/api/family-places/{closed}", json={}).status_code == 404
    mine = {
        one["id"]: one["mine"]
        for one in house.fay.browser.get("/api/family-home").json()["classes"]
    }
    assert mine == {full: True, wide: False}
    names_there = house.cleo.browser.get(f"/api/appointments/{full}/relatives").json()["items"]
    assert names_there == [{"name": "Fay", "is_remote": False, "has_place": True}]
    assert house.fay.browser.delete(f"/api/family-places/{full}").status_code == 204
    assert hal.browser.put(f"/api/family-places/{full}", json={}).status_code == 204


def test_a_support_plan_is_ones_own_and_two_phones_lose_nothing(house: House) -> None:
    fay, other = house.fay.browser, house.another_browser(house.fay)
    body = {"content": {"signs": ["Late calls"], "for_me": ["A walk"], "limits": [], "people": []}}
    path = "/api/support-plan"
    assert fay.put(path, json=body).json()["code"] == "if_match_needed"
    for _ in range(2):
        assert fay.put(path, json=body, headers={"If-Match": '"0"'}).json()["number"] == 1
    later = {"content": body["content"] | {"limits": ["No money"]}}
    late = other.put(path, json=later, headers={"If-Match": '"0"'})
    assert (late.status_code, late.json()["code"]) == (409, "support_plan_changed")
    assert late.json()["current"]["content"] == body["content"]
    assert other.put(path, json=later, headers={"If-Match": '"1"'}).json()["number"] == 2
    assert fay.get(path).json()["content"]["limits"] == ["No money"]
    assert house.person("Hal", Role.relative).browser.get(path).json()["number"] == 0
    too_much = {"content": {"signs": ["x"] * 21}}
    assert fay.put(path, json=too_much, headers={"If-Match": '"2"'}).status_code == 422


def test_a_page_takes_at_most_ten_questions_whatever_is_in_it(
    house: House, later: time_machine.Traveller
) -> None:
    fay = names(house, house.ada, house.fay)
    fill(house, house.ada, house.bea, fay)
    shares(house, house.ada, fay, *PARTS)
    house.fay.browser.get("/api/me")  # so that this visit is noted already
    for path in (f"/api/family/{house.ada.id}", "/api/family-home"):
        with house.statements() as seen:
            assert house.fay.browser.get(path).status_code == 200
        assert len(seen) <= 10, seen


def _place(appointment_id: str, client: Actor) -> Participation:
    return Participation(
        appointment_id=UUID(appointment_id), client_id=client.id, changed_at=clock.utc_now()
    )
