"""Readings that devices post: one way in, which opens nothing else and tells nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import col, select, update

from app import clock
from app.care_records.monitoring.models import Integration
from app.episodes.models import EpisodeOfCare, Phase
from app.ids import fingerprint
from app.people import throttle
from tests.support.house import HEADERS, Actor, Browser, House, fresh_id
from tests.support.monitoring_furniture import link_body, reading_body

REFERENCE = "unit-7001"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of these are about more wrong tries than a device has; one of them about how many."""
    monkeypatch.setattr(throttle, "FREE_TRIES", 1000)


def _integration(house: House) -> tuple[str, str]:
    made = house.edda.browser.post("/api/integrations", json={"name": "Breath bridge"})
    assert made.status_code == 201
    return made.json()["integration"]["id"], made.json()["token"]


def _link(who: Actor, client: Actor, integration: str, reference: str = REFERENCE) -> Response:
    path = f"/api/clients/{client.id}/device-links/{integration}"
    return who.browser.put(path, json=link_body(reference))


def _post(
    browser: Browser, token: str | None, reading_id: str | None = None, **said: Any
) -> Response:
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    body = reading_body(**({"reference": REFERENCE} | said))
    path = f"/api/device-readings/{reading_id or fresh_id()}"
    return browser.put(path, json=body, headers=headers)


def _readings(client: Actor) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.browser.get("/api/monitoring").json()["readings"]
    return items


def _same(answers: list[Response]) -> bool:
    return (
        len({(one.status_code, one.content, str(sorted(one.headers.items()))) for one in answers})
        == 1
    )


def test_whatever_is_wrong_gets_one_answer_and_nothing_is_kept(house: House) -> None:
    (integration, token), (other, others_token) = _integration(house), _integration(house)
    taken = fresh_id()
    _link(house.bea, house.ada, integration)
    _link(house.cleo, house.dov, integration, "unit-7002")
    _link(house.cleo, house.dov, other)
    assert _post(house.visitor, token, taken).status_code == 204
    end = f"/api/clients/{house.dov.id}/device-links/{integration}/end"
    house.cleo.browser.put(end, json={"reference": "unit-7002"})
    refused = [_post(house.visitor, wrong) for wrong in (None, "", "x" * 43)]
    refused += [_post(who.browser, None) for who in (house.ada, house.bea, house.edda)]
    for reference in ("unit-7003", "unit-7002"):
        refused.append(_post(house.visitor, token, reference=reference))
    refused.append(_post(house.visitor, others_token, taken))
    _change_stay(house, house.ada, ended_at=clock.utc_now())
    refused.append(_post(house.visitor, token, taken))
    assert house.edda.browser.put(f"/api/integrations/{other}/closure", json={}).is_success
    refused.append(_post(house.visitor, others_token))
    assert _same(refused)
    assert (refused[0].status_code, refused[0].json()["code"]) == (401, "reading_refused")
    assert house.count("monitoring_result") == 1


def _change_stay(house: House, client: Actor, **values: Any) -> None:
    with house.database.unit_of_work() as db:
        of_client = col(EpisodeOfCare.client_id) == client.id
        db.exec(update(EpisodeOfCare).where(of_client).values(**values))


def test_a_device_records_no_alumna_whatever_she_shares(house: House) -> None:
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    assert _post(house.visitor, token).status_code == 204
    _change_stay(house, house.ada, phase=Phase.aftercare)
    assert _post(house.visitor, token).status_code == 204
    _change_stay(house, house.ada, phase=Phase.alumni)
    refused = [_post(house.visitor, token), _post(house.visitor, "x" * 43)]
    house.signs_for(house.ada, house.bea)
    refused.append(_post(house.visitor, token))
    assert _same(refused)
    assert (refused[0].status_code, refused[0].json()["code"]) == (401, "reading_refused")
    assert len(_readings(house.ada)) == 2


def test_a_token_opens_nothing_else_and_reads_nothing(house: House) -> None:
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    reading = fresh_id()
    answer = _post(house.visitor, token, reading)
    assert (answer.status_code, answer.content) == (204, b"")
    headers = {"Authorization": f"Bearer {token}"}
    for path in ("monitoring", "me", f"clients/{house.ada.id}/monitoring", "integrations"):
        assert house.visitor.get(f"/api/{path}", headers=headers).status_code == 401
    for method in ("GET", "DELETE", "POST", "PATCH"):
        path = f"/api/device-readings/{reading}"
        answer = house.visitor.request(method, path, headers=headers, json={})
        assert answer.status_code == 404
    bare = Browser(house.app)
    bare.headers.pop("X-Requested-By")
    assert HEADERS["X-Requested-By"] == "companion"
    assert _post(bare, token).json()["code"] == "refused_origin"


def test_the_token_is_told_once_and_only_its_fingerprint_is_kept(house: House) -> None:
    integration, token = _integration(house)
    with house.database.unit_of_work() as db:
        row = db.exec(select(Integration)).one()
    assert (row.token_hash, len(token)) == (fingerprint(token), 43)
    for who in (house.bea, house.ada, house.fay):
        assert who.browser.get("/api/integrations").status_code == 403
        assert who.browser.post("/api/integrations", json={"name": "x"}).status_code == 403
        path = f"/api/integrations/{integration}/closure"
        assert who.browser.put(path, json={}).status_code == 403
    answer = house.edda.browser.get("/api/integrations")
    (item,) = answer.json()["items"]
    assert (item["name"], item["made_by"], item["last_used_at"]) == ("Breath bridge", "Edda", None)
    assert token not in answer.text
    assert row.token_hash not in answer.text
    _link(house.bea, house.ada, integration)
    shown = house.bea.browser.get(f"/api/clients/{house.ada.id}/monitoring").text
    assert token not in shown
    assert row.token_hash not in shown


def test_a_number_is_kept_once_and_nobody_has_said_what_it_means(house: House) -> None:
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    reading = fresh_id()
    for _ in range(3):
        assert _post(house.visitor, token, reading).status_code == 204
    other = _post(house.visitor, token, reading, value=0.9)
    assert (other.status_code, other.json()["code"]) == (422, "op_reused")
    (one,) = _readings(house.ada)
    assert (one["device"], one["by"], one["certainty"]) == ("Breath bridge", None, "screen")
    assert one["findings"] == [
        {"substance": "alcohol", "result": "measured", "value": 0.02, "unit": "g/dL"}
    ]
    assert house.edda.browser.get("/api/integrations").json()["items"][0]["last_used_at"]
    for _ in range(4):
        _post(house.visitor, token)
    for who in (house.bea, house.ada):
        told = who.browser.get("/api/notices").json()["items"]
        assert [each["kind"] for each in told] == ["monitoring_result"]
    assert house.count("flag") + house.count("task") == 0


def test_a_reading_is_corrected_like_any_other_result(house: House) -> None:
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    reading = fresh_id()
    _post(house.visitor, token, reading)
    body: dict[str, Any] = {
        "order_id": None, "replaces_id": reading, "findings": [], "certainty": "screen",
        "taken_at": clock.utc_now().isoformat(), "line": "Somebody else blew into it",
    }  # fmt: skip
    path = f"/api/clients/{house.ada.id}/monitoring-results/{fresh_id()}"
    assert house.bea.browser.put(path, json=body).status_code == 200
    (one,) = _readings(house.ada)
    assert (one["findings"], one["line"]) == ([], body["line"])
    team = house.bea.browser.get(f"/api/clients/{house.ada.id}/monitoring").json()["readings"]
    assert len(team) == 2


def test_a_reference_is_never_anothers_later(house: House) -> None:
    integration, token = _integration(house)
    assert _link(house.cleo, house.dov, integration).status_code == 200
    end = f"/api/clients/{house.dov.id}/device-links/{integration}/end"
    stranger = f"/api/clients/{house.ada.id}/device-links/{integration}/end"
    assert house.bea.browser.put(stranger, json={"reference": REFERENCE}).status_code == 404
    house.cleo.browser.put(end, json={"reference": REFERENCE})
    taken = _link(house.bea, house.ada, integration)
    assert (taken.status_code, taken.json()["code"]) == (409, "reference_taken")
    assert _post(house.visitor, token).status_code == 401
    assert _link(house.cleo, house.dov, integration).status_code == 200
    assert _post(house.visitor, token).status_code == 204
    assert (len(_readings(house.dov)), _readings(house.ada)) == (1, [])
    for wrong in ("abc", "two words", "Zoë-1", "x" * 65):
        assert _link(house.bea, house.ada, integration, wrong).status_code == 422
    assert _link(house.bea, house.ada, fresh_id()).status_code == 404


def test_guessing_is_slowed_down_and_hinders_nobody_else(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "FREE_TRIES", 5)
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    for guess in ({"token": "guess"}, {"token": token, "reference": "unit-9999"}):
        answers = [_post(house.visitor, **guess) for _ in range(6)]
        assert [one.status_code for one in answers] == [401] * 5 + [429]
        assert int(answers[-1].headers["Retry-After"]) >= 1
    assert _post(house.visitor, token).status_code == 204
    wrong = {"sign_in_name": "nobody-10000", "passphrase": "no"}
    assert house.visitor.post("/api/sign-ins", json=wrong).json()["code"] == "sign_in_refused"


def test_a_faulty_device_shuts_out_its_own_integration_and_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "TRIES_A_NETWORK", 6)
    (faulty, its_token), (integration, token) = _integration(house), _integration(house)
    _link(house.cleo, house.dov, faulty)
    _link(house.bea, house.ada, integration)
    answers = [_post(house.visitor, its_token, reference=f"unit-{n}") for n in range(9000, 9006)]
    assert {one.status_code for one in answers} == {401}
    assert _post(house.visitor, its_token).status_code == 429
    assert _post(house.visitor, token).status_code == 204
    elsewhere = house.new_browser(address="198.51.100.7")
    assert _post(elsewhere, its_token).status_code == 204


def test_a_device_that_nobody_knows_holds_up_itself_and_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "TRIES_A_NETWORK", 6)
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    for number in range(9000, 9005):
        for _ in range(4):
            assert _post(house.visitor, token, reference=f"unit-{number}").status_code in (401, 429)
    assert _post(house.visitor, token).status_code == 204, "five devices, twenty times"
    _post(house.visitor, token, reference="unit-9005")
    answer = _post(house.visitor, token)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
    with time_machine.travel(clock.utc_now() + throttle.WINDOW + MINUTE, tick=False):
        assert _post(house.visitor, token).status_code == 204
    assert len(_readings(house.ada)) == 2


def test_a_link_ends_with_care_and_a_new_stay_needs_a_new_one(house: House) -> None:
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    assert _post(house.visitor, token).status_code == 204
    for phase, outcome in (("aftercare", "completed"), ("alumni", None)):
        step = {"phase": phase, "level": None, "why": "As agreed", "outcome": outcome}
        path = f"/api/clients/{house.ada.id}/steps"
        assert house.bea.browser.post(path, json=step).is_success
        expected = 204 if phase == "aftercare" else 401
        assert _post(house.visitor, token).status_code == expected, phase
    _comes_back(house, house.ada)
    refused = [_post(house.visitor, token), _post(house.visitor, token, reference="unit-9999")]
    assert _same(refused)
    assert (refused[0].status_code, refused[0].json()["code"]) == (401, "reading_refused")
    shown = house.bea.browser.get(f"/api/clients/{house.ada.id}/monitoring").json()["links"]
    assert shown[0]["ended_at"] is not None
    assert _link(house.bea, house.ada, integration).json()["links"][0]["ended_at"] is None
    assert _post(house.visitor, token).status_code == 204


def test_a_link_that_was_left_open_is_not_one_of_the_next_stay(house: House) -> None:
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    _change_stay(house, house.ada, ended_at=clock.utc_now())
    back = {"programme_id": str(house.programme_id), "phase": "treatment", "why": "Came back"}
    path = f"/api/former-clients/{house.ada.id}/returns"
    assert house.bea.browser.post(path, json=back).is_success
    assert _post(house.visitor, token).status_code == 401
    assert _link(house.bea, house.ada, integration).status_code == 200
    assert _post(house.visitor, token).status_code == 204


def _comes_back(house: House, client: Actor) -> None:
    wish = f"/api/return-wishes/{fresh_id()}"
    assert client.browser.put(wish, json={"note": "Again"}).is_success
    back = {"programme_id": str(house.programme_id), "phase": "treatment", "why": "Came back"}
    path = f"/api/former-clients/{client.id}/returns"
    assert house.bea.browser.post(path, json=back).is_success


def test_wrong_tokens_wait_per_network_and_good_ones_are_not_told_by_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "TRIES_A_NETWORK", 6)
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    answers = [_post(house.visitor, f"guess-{n}") for n in range(7)]
    assert [one.status_code for one in answers] == [401] * 6 + [429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    unknown = [_post(house.visitor, token, reference=f"unit-{n}") for n in range(9000, 9006)]
    assert {(one.status_code, one.json()["code"]) for one in unknown} == {
        (429, answers[-1].json()["code"])
    }
    assert _post(house.new_browser(address="198.51.100.7"), "guess-9").status_code == 401
    assert _post(house.visitor, token).status_code == 429


def test_too_many_refused_from_a_network_keep_no_good_reading_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "TRIES_A_NETWORK", 6)
    integration, token = _integration(house)
    _link(house.bea, house.ada, integration)
    for number in range(9):
        _post(house.visitor, f"guess-{number}")
    assert house.count("failed_sign_in") == 6
    assert _post(house.visitor, token).status_code == 204
    assert len(_readings(house.ada)) == 1
