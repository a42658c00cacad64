"""Medications: whose they are, that nothing is deleted or refused for what was taken, and who is
shown how it went."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from httpx2 import Response

from app import clock
from app.people.models import Person
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.medication_furniture import as_needed_body, dose_body, medication_body
from tests.support.milestone_furniture import set_team

SENTINEL = "Zq9-the-little-white-one"
NOON = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)
"""Noon of a Monday in New York."""


def _enter(client: Actor, medication_id: str | None = None, **said: Any) -> str:
    found = medication_id or fresh_id()
    answer = client.browser.put(f"/api/medications/{found}", json=medication_body(**said))
    assert answer.status_code == 200, answer.text
    return found


def _say(client: Actor, medication_id: str, at: datetime | None = None, **said: Any) -> Response:
    when = {"occurred_at": (at or clock.utc_now()).isoformat()}
    body = dose_body(medication_id, **(when | said))
    return client.browser.put(f"/api/doses/{fresh_id()}", json=body)


def _own(client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = client.browser.get("/api/medications").json()
    return found


def _desk(provider: Actor, client: Actor) -> dict[str, Any]:
    answer = provider.browser.get(f"/api/clients/{client.id}/medications")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_a_stranger_gets_the_answer_for_nothing_and_changes_nothing(house: House) -> None:
    held = _enter(house.ada, name=SENTINEL)
    before = house.snapshot()
    for browser in (house.dov.browser, house.cleo.browser):
        prefix = "" if browser is house.dov.browser else f"/clients/{house.ada.id}"
        for whose, status in ((held, 404), (fresh_id(), 404)):
            path = f"/api{prefix}/medications/{whose}"
            if prefix or whose == held:
                answer = browser.put(path, json=medication_body())
                assert (answer.status_code, answer.json()["code"]) == (status, "not_found")
            stop = browser.put(f"{path}/stop", json={"why": "x"})
            assert (stop.status_code, stop.json()["code"]) == (404, "not_found")
    assert [_say(house.dov, whose).status_code for whose in (held, fresh_id())] == [404, 404]
    assert house.snapshot() == before


def test_what_does_not_fit_is_named_but_not_repeated(house: House) -> None:
    path = f"/api/medications/{fresh_id()}"
    cases: tuple[dict[str, Any], ...] = (
        {"until_on": "2025-12-31"}, {"times": []}, {"times": ["25:00"]}, {"times": ["08:00:30"]},
        {"times": ["08:00"] * 25}, {"days": []}, {"days": ["someday"]}, {"most_a_day": 0},
        {"window_minutes": 5}, {"name": " "}, {"name": "a\x00b"}, {"from_on": "0001-01-01"},
        {"version": "1"}, {"client_id": SENTINEL},
    )  # fmt: skip
    for said in cases:
        answer = house.ada.browser.put(path, json=medication_body(**said))
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), said
        fields = {error["field"].partition(".")[0] for error in answer.json()["errors"]}
        assert fields == set(said)
        assert SENTINEL not in answer.text
    assert house.count("medication") == 0


def test_a_dose_that_does_not_fit_is_refused(house: House) -> None:
    held = _enter(house.ada)
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"due_time": None}, "due_time"),
        ({"due_on": None}, "due_time"),
        ({"due_on": None, "due_time": None, "state": "skipped"}, "state"),
        ({"due_on": None, "due_time": None, "state": "undone"}, "state"),
        ({"undoes": fresh_id()}, "state"),
        ({"why": "forgot"}, "why"),
        ({"state": "doubled"}, "state"),
        ({"zone": "Mars/Olympus"}, "zone"),
    )
    for said, field in cases:
        answer = _say(house.ada, held, **said)
        assert answer.status_code == 422, said
        assert field in {error["field"] for error in answer.json()["errors"]}
    assert house.count("dose") == 0


def test_a_prescriber_of_the_centre_is_somebody_of_the_team(house: House) -> None:
    path = f"/api/medications/{fresh_id()}"
    for stranger in (str(house.cleo.id), str(house.dov.id), fresh_id()):
        answer = house.ada.browser.put(path, json=medication_body(prescriber_id=stranger))
        assert (answer.status_code, answer.json()["code"]) == (422, "prescriber_unknown")
    held = _enter(house.ada, prescriber_id=str(house.bea.id))
    assert _own(house.ada)["items"][0]["prescriber"] == "Bea"
    set_team(house, house.ada, house.cleo)
    _enter(house.ada, held, prescriber_id=str(house.bea.id), version=1, dose="2 tablets")
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}/medications").status_code == 404


def test_a_change_is_a_version_and_what_it_said_before_stays(house: House) -> None:
    held = _enter(house.ada)
    path = f"/api/clients/{house.ada.id}/medications/{held}"
    change = medication_body(version=1, dose="2 tablets")
    for _ in range(2):
        assert house.bea.browser.put(path, json=change).status_code == 200
    stale = house.ada.browser.put(
        f"/api/medications/{held}", json=medication_body(version=1, dose="3 tablets")
    )
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (
        409, "medication_changed", 2,
    )  # fmt: skip
    [item] = _own(house.ada)["items"]
    assert (item["dose"], item["version"], item["entered_by"]) == ("2 tablets", 2, "Ada")
    [made] = item["changes"]
    assert (made["before"]["dose"], made["by"], made["version"]) == ("1 tablet", "Bea", 2)


def test_what_the_phone_does_is_the_clients_choice_and_no_version(house: House) -> None:
    held = _enter(house.ada, remind=False, rings_in_quiet=True)
    path = f"/api/clients/{house.ada.id}/medications/{held}"
    for choice in ("remind", "rings_in_quiet"):
        refused = house.bea.browser.put(path, json=medication_body(version=1) | {choice: True})
        assert refused.status_code == 422
    house.bea.browser.put(path, json=medication_body(version=1, how="Before food"))
    _enter(house.ada, held, version=2, how="Before food", remind=True, rings_in_quiet=False)
    [item] = _own(house.ada)["items"]
    assert (item["remind"], item["rings_in_quiet"], item["version"]) == (True, False, 2)


def test_a_stopped_one_stays_and_a_dose_of_it_is_kept_and_marked(house: House) -> None:
    held = _enter(house.ada)
    assert _say(house.ada, held).json()["after_stop"] is False
    path = f"/api/medications/{held}"
    assert house.ada.browser.put(f"{path}/stop", json={"why": " "}).status_code == 422
    house.bea.browser.put(
        f"/api/clients/{house.ada.id}/medications/{held}/stop", json={"why": "Course over"}
    )
    house.ada.browser.put(f"{path}/stop", json={"why": "Another reason"})
    [item] = _own(house.ada)["items"]
    assert (item["stopped_by"], item["stopped_why"]) == ("Bea", "Course over")
    changed = house.ada.browser.put(path, json=medication_body(version=1, dose="2 tablets"))
    assert (changed.status_code, changed.json()["code"]) == (409, "medication_stopped")
    answer = _say(house.ada, held, due_time="20:00")
    assert (answer.status_code, answer.json()["after_stop"]) == (200, True)
    assert len(_own(house.ada)["doses"]) == 2


def test_twice_is_once_and_the_same_id_with_other_content_is_refused(house: House) -> None:
    held, path = _enter(house.ada), f"/api/doses/{fresh_id()}"
    body = dose_body(held)
    answers = [house.ada.browser.put(path, json=body) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert [each.headers["Idempotent-Replay"] for each in answers] == ["false", "true"]
    other = house.ada.browser.put(path, json=body | {"state": "later"})
    assert (other.status_code, other.json()["code"]) == (422, "op_reused")
    assert house.count("dose") == 1


def test_what_was_taken_is_kept_however_often_and_whatever_the_clock_did(house: House) -> None:
    often = fresh_id()
    gap: dict[str, Any] = {"due_on": "2026-03-08", "due_time": "02:30"}
    house.ada.browser.put(f"/api/medications/{often}", json=as_needed_body())
    for _ in range(30):
        assert _say(house.ada, often, due_on=None, due_time=None).is_success
    assert _say(house.ada, _enter(house.ada, times=["02:30"]), **gap).is_success
    read = _own(house.ada)
    figures = {each["medication_id"]: each["figures"] for each in read["adherence"]}
    assert [each["as_needed"] for each in figures[often]] == [30, 30]
    assert house.count("dose") == 31
    for table in ("flag", "task", "notice"):
        assert house.count(table) == 0


def test_adherence_counts_what_was_said_since_it_was_entered(house: House) -> None:
    with time_machine.travel(NOON, tick=False) as traveller:
        held = _enter(house.ada, from_on="2026-01-01")
        traveller.move_to(NOON + timedelta(days=3))
        day = timedelta(days=1)
        evening = NOON + timedelta(hours=8)
        _say(house.ada, held, evening, due_on="2026-06-15", due_time="20:00")
        _say(house.ada, held, NOON + day, due_on="2026-06-16", due_time="08:00")
        _say(
            house.ada, held, evening + day, due_on="2026-06-16", due_time="20:00",
            state="skipped", why="ran_out",
        )  # fmt: skip
        [found] = _own(house.ada)["adherence"]
        fourteen = {"days": 14, "on_time": 1, "later": 1, "skipped": 1, "not_said": 3}
        assert found["figures"][0] == fourteen | {
            "as_needed": 0, "reasons": [{"why": "ran_out", "count": 1}],
        }  # fmt: skip
        assert [dot["what"] for dot in found["dots"]] == [
            "on_time", "later", "skipped", "not_said", "not_said", "not_said",
        ]  # fmt: skip


def test_how_it_went_is_for_the_primary_counselor_and_whoever_prescribed_it(house: House) -> None:
    _enter(house.ada, name="First")
    mine = _enter(house.ada, name="Second")
    set_team(house, house.ada, house.bea, house.cleo)
    seen = _desk(house.cleo, house.ada)
    assert (len(seen["items"]), seen["adherence"], seen["sees_doses"]) == (2, [], False)
    assert "doses" not in seen
    _enter(house.ada, mine, version=1, name="Second", prescriber_id=str(house.cleo.id))
    assert [each["medication_id"] for each in _desk(house.cleo, house.ada)["adherence"]] == [mine]
    assert len(_desk(house.bea, house.ada)["adherence"]) == 2


def test_many_take_as_many_questions_as_one(house: House) -> None:
    def questions() -> tuple[int, int]:
        with house.statements() as own:
            _own(house.ada)
        with house.statements() as shown:
            _desk(house.bea, house.ada)
        return len(own), len(shown)

    held = _enter(house.ada)
    _enter(house.ada, held, version=1, dose="2 tablets")
    _say(house.ada, held)
    before = questions()
    for number in range(10):
        other = _enter(house.ada, dose=f"{number}")
        _enter(house.ada, other, version=1, dose="None")
        _say(house.ada, other)
    assert questions() == before
    assert max(before) <= 12


def test_the_answer_says_which_clock_it_goes_by(house: House) -> None:
    assert _own(house.ada)["zone"] == ZONE
    with house.database.unit_of_work() as db:
        db.get_one(Person, house.ada.id).time_zone = "Europe/Madrid"
    assert _desk(house.bea, house.ada)["zone"] == "Europe/Madrid"
