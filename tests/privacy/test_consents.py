"""Naming somebody, reading, signing, taking back: refusals first."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

import time_machine
from sqlmodel import select

from app import clock
from app.episodes.models import EpisodeOfCare, Phase
from app.people.models import Role
from app.privacy.lapsing import lapse
from tests.episodes.ways import put_on_team
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.open_door_furniture import wishes_to_return
from tests.support.privacy_furniture import provider_recipient, read_statement, signs


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def sharing(client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = client.browser.get("/api/sharing").json()
    return found


def held(client: Actor) -> dict[str, list[str]]:
    """What holds now, by name."""
    return {
        one["name"]: one["consent"]["data"]
        for one in sharing(client)["recipients"]
        if one["consent"] is not None
    }


def sign(client: Actor, body: dict[str, Any], consent_id: str | None = None) -> Any:
    return client.browser.put(f"/api/consents/{consent_id or fresh_id()}", json=body)


def day(ahead: int) -> str:
    return (clock.local_day(clock.utc_now(), ZONE) + timedelta(days=ahead)).isoformat()


def test_who_cannot_be_named_and_what_cannot_be_signed(house: House) -> None:
    put, ada = house.ada.browser.put, house.ada
    stranger = {"kind": "provider", "name": "Cleo", "person_id": str(house.cleo.id)}
    assert code(put(f"/api/recipients/{fresh_id()}", json=stranger)) == (404, "not_found")
    forged = {"kind": "relative", "name": "Jo", "person_id": str(house.fay.id)}
    assert code(put(f"/api/recipients/{fresh_id()}", json=forged)) == (404, "not_found")
    bea = provider_recipient(ada, house.bea)
    again = {"kind": "provider", "name": "Bea", "person_id": str(house.bea.id)}
    twice = put(f"/api/recipients/{fresh_id()}", json=again)
    assert (*code(twice), twice.json()["recipient_id"]) == (409, "already_named", bea)
    jo = fresh_id()
    put(f"/api/recipients/{jo}", json={"kind": "relative", "name": "Jo"}).raise_for_status()
    renamed = put(f"/api/recipients/{jo}", json={"kind": "relative", "name": "Bo"})
    assert code(renamed) == (422, "op_reused")
    preview = "/api/consent-statements"
    wrong: list[tuple[str, dict[str, Any], tuple[int, str]]] = [
        (bea, {"data": []}, (422, "consent_incomplete")),
        (bea, {"data": ["family_plan"]}, (422, "not_for_them")),
        (bea, {"data": ["milestones"]}, (422, "not_for_them")),
        (bea, {"data": ["check_ins"], "expires_on": day(-1)}, (422, "end_too_far")),
        (bea, {"data": ["check_ins"], "expires_on": day(400)}, (422, "end_too_far")),
        (bea, {"data": ["check_ins"], "expires_on": day(9), "ends_with_treatment": True},
         (422, "two_ends")),
        (jo, {"data": ["family_plan"], "expires_on": day(9)}, (409, "not_joined_yet")),
    ]  # fmt: skip
    for recipient_id, terms, expected in wrong:
        asked = {"recipient_id": recipient_id} | terms
        assert code(ada.browser.post(preview, json=asked)) == expected, terms
    body = read_statement(ada, bea, "check_ins")
    for gone in ("signature", "hash", "basis", "data"):
        assert sign(ada, {name: body[name] for name in body if name != gone}).status_code == 422
    assert code(sign(ada, body | {"signature": "  "}))[0] == 422
    assert code(sign(ada, body | {"hash": "0" * 64})) == (409, "statement_changed")
    assert code(sign(ada, body | {"data": ["check_ins", "sessions"]})) == (409, "statement_changed")
    assert held(ada) == {}


def test_two_phones_that_name_the_same_person_at_once_name_one(house: House) -> None:
    body = {"kind": "provider", "name": "Bea", "person_id": str(house.bea.id)}
    phones = (house.ada.browser, house.another_browser(house.ada))
    with ThreadPoolExecutor(2) as both:
        answers = both.map(
            lambda phone: phone.put(f"/api/recipients/{fresh_id()}", json=body), phones
        )
    assert sorted(code(answer) for answer in answers) == [(200, ""), (409, "already_named")]


def test_what_is_signed_holds_at_once_and_no_more_once_it_is_taken_back(house: House) -> None:
    ines = house.client_of(house.cleo, "Ines")
    with_bea = {"is_primary": False}
    path = f"/api/clients/{ines.id}/team/{house.bea.id}"
    house.cleo.browser.put(path, json=with_bea).raise_for_status()
    house.cleo.browser.delete(path).raise_for_status()
    seen, plan = f"/api/clients/{ines.id}/weeks", f"/api/clients/{ines.id}/plan"
    assert house.bea.browser.get(seen).status_code == 404
    bea = provider_recipient(ines, house.bea)
    consent_id, body = fresh_id(), read_statement(ines, bea, "check_ins", "sessions")
    first = sign(ines, body, consent_id).json()
    assert first == sign(ines, body, consent_id).json()
    assert code(sign(ines, body | {"signature": "Another"}, consent_id)) == (422, "op_reused")
    assert first["data"] == ["profile", "sessions", "check_ins"]
    assert (house.bea.browser.get(seen).status_code, house.bea.browser.get(plan).status_code) == (
        200, 404,
    )  # fmt: skip
    assert house.bea.browser.get(f"/api/clients/{ines.id}/episode").status_code == 404
    narrower = signs(ines, bea, "craving_logs")
    assert held(ines) == {"Bea": ["profile", "craving_logs"]}
    kept = ines.browser.get(f"/api/consents/{consent_id}").json()
    assert (kept["ended"], kept["statement"]) == ("replaced", first["statement"])
    ines.browser.put(f"/api/consents/{narrower}/ending", json={}).raise_for_status()
    assert house.bea.browser.get(f"/api/clients/{ines.id}").status_code == 404
    # A phone that sends it once more brings nothing back.
    assert sign(ines, body, consent_id).json()["ended"] == "replaced"
    assert held(ines) == {}
    history = [one["ended"] for one in sharing(ines)["recipients"][0]["history"]]
    assert history == ["taken_back", "replaced"]


def test_what_was_read_before_somebody_took_back_can_no_longer_be_signed(house: House) -> None:
    bea = provider_recipient(house.ada, house.bea)
    first = signs(house.ada, bea, "check_ins")
    wider = read_statement(house.ada, bea, "check_ins", "sessions")
    house.ada.browser.put(f"/api/consents/{first}/ending", json={}).raise_for_status()
    refused = sign(house.ada, wider)
    assert code(refused) == (409, "statement_changed")
    assert sign(house.ada, wider | {"basis": refused.json()["statement"]["basis"]}).is_success
    # What was signed last is what taking back an older one ends, too.
    house.ada.browser.put(f"/api/consents/{first}/ending", json={}).raise_for_status()
    assert held(house.ada) == {}


def test_taking_back_wins_over_signing_at_the_same_moment(house: House) -> None:
    bea = provider_recipient(house.ada, house.bea)
    for _ in range(3):
        first = signs(house.ada, bea, "check_ins")
        wider = read_statement(house.ada, bea, "check_ins", "sessions")
        other = house.another_browser(house.ada)
        with ThreadPoolExecutor(2) as both:
            signing = both.submit(sign, house.ada, wider)
            back = both.submit(other.put, f"/api/consents/{first}/ending", json={})
        assert (back.result().status_code, signing.result().status_code in {200, 409}) == (
            200,
            True,
        )
        assert held(house.ada) == {}


def test_one_id_at_once_for_several_people_is_signed_for_one(house: House) -> None:
    staff = [house.person(name, Role.provider) for name in ("Ivo", "Jan", "Kai")]
    for one in staff:
        put_on_team(house.bea, house.ada, one)
    consent_id = fresh_id()
    read = [read_statement(house.ada, provider_recipient(house.ada, one), "needs") for one in staff]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda body: code(sign(house.ada, body, consent_id)), read))
    assert sorted(found) == [(200, ""), (422, "op_reused"), (422, "op_reused")]
    assert len(held(house.ada)) == 1
    # Another client who comes upon an id learns nothing of whose it is.
    body = read_statement(house.dov, provider_recipient(house.dov, house.cleo), "needs")
    assert code(sign(house.dov, body, consent_id)) == (404, "not_found")


def test_what_is_signed_later_is_the_newest_also_when_its_clock_is_behind(house: House) -> None:
    bea, start = provider_recipient(house.ada, house.bea), clock.utc_now()
    with time_machine.travel(start, tick=False) as traveller:
        signs(house.ada, bea, "check_ins")
        traveller.move_to(start - timedelta(seconds=9))
        second = signs(house.ada, bea, "needs")
        assert read_statement(house.ada, bea, "check_ins")["basis"] == f"{second}:"
    assert held(house.ada) == {"Bea": ["profile", "needs"]}


def test_whoever_is_named_while_care_ends_cannot_be_signed_for_until_its_end(house: House) -> None:
    named = {"kind": "provider", "name": "Bea", "person_id": str(house.bea.id)}
    recipient_id = fresh_id()

    def names_and_reads() -> tuple[int, str]:
        put, post = house.ada.browser.put, house.ada.browser.post
        put(f"/api/recipients/{recipient_id}", json=named).raise_for_status()
        terms = {"recipient_id": recipient_id, "data": ["needs"], "ends_with_treatment": True}
        return code(post("/api/consent-statements", json=terms))

    with ThreadPoolExecutor(1) as pool:
        with house.database.unit_of_work() as db:
            stay = select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)
            db.exec(stay).one().phase = Phase.alumni
            lapse(db, house.ada.id, house.bea.id, clock.utc_now())
            waiting = pool.submit(names_and_reads)
            wait([waiting], timeout=0.5)
        assert waiting.result() == (422, "treatment_over")


def test_the_end_of_treatment_ends_what_ends_with_it_for_good(house: House) -> None:
    ines = house.client_of(house.bea, "Ines")
    bea = provider_recipient(ines, house.bea)
    lapsing = signs(ines, bea, "check_ins", ends_with_treatment=True)
    step = f"/api/clients/{ines.id}/steps"
    body = {"phase": "aftercare", "outcome": "completed", "why": "Done"}
    house.bea.browser.post(step, json=body).raise_for_status()
    assert held(ines) == {"Bea": ["profile", "check_ins"]}
    body = {"phase": "alumni", "why": "Steady"}
    house.bea.browser.post(step, json=body).raise_for_status()
    assert ines.browser.get(f"/api/consents/{lapsing}").json()["ended"] == "end_of_treatment"
    terms = {"recipient_id": bea, "data": ["check_ins"], "ends_with_treatment": True}
    refused = ines.browser.post("/api/consent-statements", json=terms)
    assert code(refused) == (422, "treatment_over")
    back = {"programme_id": str(house.programme_id), "phase": "treatment", "why": "Asked to"}
    wishes_to_return(house, ines)
    house.bea.browser.post(f"/api/former-clients/{ines.id}/returns", json=back).raise_for_status()
    assert held(ines) == {}
    found = sharing(ines)
    assert (found["is_in_care"], [one["shown_name"] for one in found["team"]]) == (True, ["Bea"])


def test_who_is_off_the_list_sees_nothing_and_can_be_named_again(house: House) -> None:
    bea = provider_recipient(house.ada, house.bea)
    signs(house.ada, bea, "check_ins")
    path = f"/api/recipients/{bea}/ending"
    first, again = (house.ada.browser.put(path, json={}).json() for _ in range(2))
    assert first == again
    assert (first["state"], first["consent"]) == ("left", None)
    terms = {"recipient_id": bea, "data": ["check_ins"]}
    refused = house.ada.browser.post("/api/consent-statements", json=terms)
    assert code(refused) == (409, "recipient_left")
    assert [one["person_id"] for one in sharing(house.ada)["could_add"]] == [str(house.bea.id)]
    assert provider_recipient(house.ada, house.bea) != bea


def test_who_sees_what_asks_at_most_ten_times_however_many_there_are(house: House) -> None:
    for count in range(6):
        house.ada.browser.put(
            f"/api/recipients/{fresh_id()}", json={"kind": "relative", "name": f"Jo {count}"}
        ).raise_for_status()
    for _ in range(3):
        signs(house.gus, sharing(house.gus)["recipients"][0]["id"], "check_ins")
    for who in (house.ada, house.gus):
        with house.statements() as asked:
            assert who.browser.get("/api/sharing").status_code == 200
        assert len(asked) <= 10
    assert not house.person("Ivo", Role.client).browser.get("/api/sharing").json()["recipients"]
