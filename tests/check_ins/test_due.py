"""What the phone is told is due, and rhythms that counselors set for one client."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import select, update

from app import clock
from app.episodes.models import EpisodeOfCare, Phase
from tests.support.forms import PHQ_9, form
from tests.support.house import ZONE, Actor, House, check_in, fresh_id

AT_FIRST = ["barc-10", "who-5", "audit-c"]


def _due(actor: Actor) -> dict[str, Any]:
    answer = actor.browser.get("/api/check-in-due")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _names(actor: Actor) -> list[str]:
    due = _due(actor)
    return [one["instrument"] for one in due["forms"] if one["due_on"] <= due["on_day"]]


def _admitted(house: House, days_ago: int) -> None:
    began = clock.utc_now() - timedelta(days=days_ago)
    with house.database.unit_of_work() as db:
        db.exec(update(EpisodeOfCare).values(opened_at=began, admitted_at=began))


def _rhythm(actor: Actor, client: Actor, instrument: str, **body: Any) -> Response:
    path = f"/api/clients/{client.id}/check-in-rhythm/{instrument}"
    return actor.browser.put(path, json={"every_days": 7, "why": "As agreed"} | body)


def test_rhythms_are_for_those_who_give_care(house: House) -> None:
    path = f"/api/clients/{house.ada.id}/check-in-rhythm"
    for actor, expected in ((house.ada, 403), (house.cleo, 404), (house.edda, 403)):
        assert actor.browser.get(path).status_code == expected
        assert _rhythm(actor, house.ada, "pacs").status_code == expected
        assert actor.browser.request("DELETE", f"{path}/pacs").status_code == expected
    assert house.count("check_in_rhythm") == 0


def test_a_rhythm_that_does_not_fit_is_refused(house: House) -> None:
    for body in (
        {"every_days": 0}, {"every_days": 731}, {"every_days": "7"}, {"every_days": 1.5},
        {"why": ""}, {"why": "x" * 401}, {"client_id": str(house.dov.id)},
    ):  # fmt: skip
        answer = _rhythm(house.bea, house.ada, "pacs", **body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), body
    for name, code in (("phq-10", "no_such_form"), ("c-ssrs-screener", "form_for_staff")):
        answer = _rhythm(house.bea, house.ada, name)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert house.count("check_in_rhythm") == 0


def test_questionnaires_are_read_as_published_and_staffs_by_staff_alone(house: House) -> None:
    phq = house.ada.browser.get("/api/instruments/phq-9").json()
    assert [item["number"] for item in phq["items"]][:9] == list("123456789")
    assert phq["acts_at_once"] == [{"item": "9", "at_least": 1}]
    path = "/api/instruments/c-ssrs-screener"
    assert house.bea.browser.get(path, params={"language": "en"}).status_code == 200
    for actor, name in ((house.ada, "c-ssrs-screener"), (house.bea, "daily"), (house.bea, "x")):
        assert actor.browser.get(f"/api/instruments/{name}").status_code == 404
    answer = house.bea.browser.get(path, params={"language": "es"})
    assert (answer.status_code, answer.json()["code"]) == (422, "form_unavailable")
    assert answer.json()["languages"] == ["en"]


def test_whole_forms_come_with_what_is_due_and_what_will_be(house: House) -> None:
    due = _due(house.ada)
    assert [one["instrument"] for one in due["forms"]][:3] == AT_FIRST
    assert all(one["form"]["items"] for one in due["forms"] if one["is_available"])
    later = {one["instrument"]: one["due_on"] for one in due["forms"][3:]}
    today = clock.local_day(clock.utc_now(), ZONE)
    assert later["phq-9"] == (today + timedelta(days=2)).isoformat()
    assert (due["daily"], due["daily_due_on"]) == (False, today.isoformat())
    assert due["policy"] == {"craving_at": 7, "contact_at": 9}
    assert set(due["promise"]) >= {"now", "today", "soon"}
    assert due["promise"]["soon"]["by"] == "Bea"


def test_what_is_answered_is_due_no_more_and_one_sitting_does_for_all(house: House) -> None:
    _admitted(house, 3)
    assert set(_names(house.ada)) == {*AT_FIRST, "bam", "phq-9", "gad-7"}
    late = {one["instrument"] for one in _due(house.ada)["forms"] if one["is_late"]}
    assert late == set(_names(house.ada))
    body = check_in() | {"forms": [form("phq-9", PHQ_9)]}
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    due = _due(house.ada)
    assert due["daily"] is True
    assert "phq-9" not in [one["instrument"] for one in due["forms"]]
    today = house.ada.browser.get("/api/today").json()["due"]
    assert today == [
        {"kind": "check_in", "on_day": due["on_day"], "done": True, "forms": len(_names(house.ada))}
    ]


def test_questionnaires_alone_leave_the_daily_questions_due(house: House) -> None:
    body = check_in() | {"answers": None, "forms": [form("phq-9", PHQ_9)]}
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    due = _due(house.ada)
    assert (due["daily"], due["daily_due_on"]) == (False, due["on_day"])
    assert house.ada.browser.get("/api/today").json()["due"][0]["done"] is False


def test_where_the_day_is_not_asked_questionnaires_alone_are_its_check_in(house: House) -> None:
    assert _rhythm(house.bea, house.ada, "daily", every_days=None).status_code == 200
    assert house.ada.browser.get("/api/today").json()["due"][0]["done"] is False
    body = check_in() | {"answers": None, "forms": [form("phq-9", PHQ_9)]}
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    assert house.ada.browser.get("/api/today").json()["due"][0]["done"] is True


def test_alumni_are_asked_nothing_and_may_check_in_all_the_same(house: House) -> None:
    due = _due(house.gus)
    assert (due["forms"], due["next"], due["daily_due_on"]) == ([], [], None)
    body = check_in() | {"forms": [form("phq-9", PHQ_9)]}
    assert house.gus.browser.put(f"/api/check-ins/{fresh_id()}", json=body).status_code == 200


def test_a_rhythm_of_ones_own_goes_before_the_programmes_until_it_is_dropped(house: House) -> None:
    _admitted(house, 3)
    assert _rhythm(house.bea, house.ada, "phq-9", every_days=None).status_code == 200
    assert _rhythm(house.bea, house.ada, "pacs", every_days=7).status_code == 200
    assert {"pacs", "bam"} <= set(_names(house.ada))
    assert "phq-9" not in _names(house.ada)
    path = f"/api/clients/{house.ada.id}/check-in-rhythm"
    items = {one["instrument"]: one for one in house.bea.browser.get(path).json()["items"]}
    assert items["phq-9"]["own"] | {"at": ""} == {
        "every_days": None, "why": "As agreed", "by": "Bea", "at": "",
    }  # fmt: skip
    assert (items["phq-9"]["programme_every_days"], items["phq-9"]["next_on"]) == (28, None)
    assert (items["pacs"]["by_programme"], items["pacs"]["own"]["every_days"]) == (False, 7)
    assert items["bam"]["own"] is None
    for _ in range(2):
        assert house.bea.browser.request("DELETE", f"{path}/phq-9", json={}).status_code == 204
    assert "phq-9" in _names(house.ada)


def test_whoever_sets_or_drops_a_rhythm_at_once_with_others_is_served(house: House) -> None:
    path = f"/api/clients/{house.ada.id}/check-in-rhythm/pacs"
    for _ in range(3):
        with ThreadPoolExecutor(8) as pool:
            drops = [pool.submit(house.bea.browser.request, "DELETE", path) for _ in range(4)]
            sets = [pool.submit(_rhythm, house.bea, house.ada, "pacs") for _ in range(4)]
        assert {one.result().status_code for one in drops} == {204}
        assert {one.result().status_code for one in sets} == {200}


@pytest.mark.parametrize("phase", [Phase.referral, Phase.assessment])
def test_before_admission_nothing_is_asked(house: House, phase: Phase) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.phase = phase
        db.add(stay)
    assert _due(house.ada)["forms"] == []


def test_the_day_is_the_clients_own(house: House) -> None:
    far = house.client_of(house.bea, "Hal", zone="Pacific/Auckland")
    here = clock.local_day(clock.utc_now(), "Pacific/Auckland")
    assert datetime.fromisoformat(_due(far)["on_day"]).date() == here


def test_due_asks_the_database_a_few_times_however_much_there_is(house: House) -> None:
    counts = []
    for _ in range(2):
        with house.statements() as seen:
            _due(house.ada)
        counts.append(len(seen))
        for days in range(8):
            day = clock.local_day(clock.utc_now(), ZONE) - timedelta(days=days)
            body = check_in() | {"forms": [form("phq-9", PHQ_9)], "on_day": day.isoformat()}
            house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    with house.statements() as seen:
        house.ada.browser.get("/api/check-ins")
    assert max(counts) <= 13
    assert counts[0] == counts[1]
    assert len(seen) <= 10
