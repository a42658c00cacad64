"""The staff list: adding people to it, and closing accounts."""

import pytest

from tests.people.signing_in import (
    PASSPHRASE,
    accept,
    give_passphrase,
    is_in,
    link,
    preview,
    quick_hash,
    sign_in,
    sign_in_name,
)
from tests.support.house import House, fresh_id

pytestmark = pytest.mark.usefixtures("quick_hashes")


def test_clients_and_relatives_are_not_staff_and_cannot_be_closed_or_renewed(house: House) -> None:
    before = house.snapshot()
    for person in (house.ada.id, house.fay.id, house.gus.id, fresh_id()):
        for answer in (
            house.edda.browser.post(f"/api/staff/{person}/invitations", json={}),
            house.edda.browser.put(f"/api/staff/{person}/closure", json={}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert house.snapshot() == before


def test_nobody_closes_their_own_account(house: House) -> None:
    answer = house.edda.browser.put(f"/api/staff/{house.edda.id}/closure", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "own_account")
    assert is_in(house.edda.browser)


NOBODY: tuple[tuple[str, object], ...] = (
    ("name", ""), ("name", " "), ("name", "x" * 81), ("profession", "wizard"),
    ("administrator", "perhaps"), ("roles", ["client"]), ("sign_in_name", "boss"),
)  # fmt: skip


def test_what_does_not_fit_adds_nobody(house: House) -> None:
    before = house.count("person")
    for field, value in NOBODY:
        body = {"name": "Ian", "profession": "counselor"} | {field: value}
        answer = house.edda.browser.post("/api/staff", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), (field, value)
    assert house.count("person") == before


def test_somebody_new_joins_by_a_link_and_has_the_roles_they_were_given(house: House) -> None:
    for administrator, roles in ((False, ["provider"]), (True, ["administrator", "provider"])):
        body = {"name": "Ian", "profession": "yoga_teacher", "administrator": administrator}
        told = house.edda.browser.post("/api/staff", json=body).json()
        assert (told["person"]["roles"], told["person"]["joined"]) == (roles, False)
        browser = house.new_browser()
        me = accept(browser, told["invitation"]["url"].partition("#")[2]).json()
        assert (me["roles"], me["home"]) == (roles, "desk")
        assert browser.get("/api/staff").status_code == (200 if administrator else 403)
        assert browser.get("/api/clients").json() == {"items": []}


def test_closing_an_account_ends_everything_at_once(house: House) -> None:
    give_passphrase(house, house.bea, quick_hash(PASSPHRASE))
    own = link(house.edda, f"/api/staff/{house.bea.id}/invitations")
    given = link(house.bea, f"/api/clients/{house.ada.id}/invitations")
    browsers = [house.bea.browser, house.another_browser(house.bea)]
    for _ in range(2):  # twice is once
        answer = house.edda.browser.put(f"/api/staff/{house.bea.id}/closure", json={})
        assert answer.status_code == 204
    assert not any(is_in(browser) for browser in browsers)
    refused = sign_in(house.new_browser(), sign_in_name(house, house.bea))
    assert (refused.status_code, refused.json()["code"]) == (401, "sign_in_refused")
    assert [preview(house.visitor, token).status_code for token in (own, given)] == [410, 410]
    listed = house.edda.browser.get("/api/staff").json()["items"]
    staff = {item["shown_name"]: item for item in listed}
    assert staff.keys() == {"Bea", "Cleo", "Edda"}
    assert [staff[name]["disabled"] for name in ("Bea", "Cleo", "Edda")] == [True, False, False]


def test_a_new_link_does_not_open_a_closed_account(house: House) -> None:
    house.edda.browser.put(f"/api/staff/{house.bea.id}/closure", json={})
    token = link(house.edda, f"/api/staff/{house.bea.id}/invitations")
    assert preview(house.visitor, token).status_code == 410
    assert accept(house.visitor, token).status_code == 410


def test_who_comes_back_to_the_staff_needs_the_longer_passphrase(house: House) -> None:
    token = link(house.edda, f"/api/staff/{house.cleo.id}/invitations")
    told = preview(house.visitor, token).json()
    assert (told["purpose"], told["passphrase_min"]) == ("return", 15)
    assert accept(house.visitor, token, "tidy lamp over").json()["code"] == "passphrase_too_short"
    assert accept(house.visitor, token).status_code == 201
    assert not is_in(house.cleo.browser)
