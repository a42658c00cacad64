"""Signing in: one answer for every reason to refuse, and a new secret every time."""

from http.cookies import SimpleCookie
from typing import Any

import pytest

from app.ids import fingerprint
from app.people import passphrases
from app.people.models import Passphrase, Role, RoleGrant
from app.people.viewers import DEVICE_COOKIE, SIGN_IN_COOKIE
from tests.people.signing_in import (
    OTHER,
    PASSPHRASE,
    Watched,
    give_passphrase,
    is_in,
    quick_hash,
    secret_of,
    sign_in,
    sign_in_name,
)
from tests.support.house import House

OUTSIDE = "nobody-10000"


def _close(house: House) -> None:
    path = f"/api/staff/{house.bea.id}/closure"
    assert house.edda.browser.put(path, json={}).status_code == 204


@pytest.mark.usefixtures("quick_hashes")
def test_every_reason_to_refuse_gets_one_answer(house: House) -> None:
    for actor in (house.ada, house.bea):
        give_passphrase(house, actor, quick_hash(PASSPHRASE))
    _close(house)
    ada, bea, fay = (sign_in_name(house, who) for who in (house.ada, house.bea, house.fay))
    answers = [
        sign_in(house.new_browser(), name, passphrase)
        for name, passphrase in (
            (OUTSIDE, PASSPHRASE),  # nobody has this name
            (ada, OTHER),  # wrong
            (ada, PASSPHRASE.upper()),
            (ada, PASSPHRASE + " "),
            (ada, ""),
            (bea, PASSPHRASE),  # right, but closed
            (fay, PASSPHRASE),  # has never set one
            ("", ""),
            ("%", PASSPHRASE),
            ("\u202e", PASSPHRASE),
        )
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (401, answers[0].content)
    }
    assert {tuple(sorted(answer.headers.items())) for answer in answers} == {
        tuple(sorted(answers[0].headers.items()))
    }
    assert answers[0].json()["code"] == "sign_in_refused"
    assert "set-cookie" not in answers[0].headers


def test_a_hash_is_compared_even_when_there_is_no_account(house: House, watched: Watched) -> None:
    phc = watched.hash(PASSPHRASE)
    give_passphrase(house, house.ada, phc)
    for name in (OUTSIDE, sign_in_name(house, house.ada), sign_in_name(house, house.fay)):
        assert sign_in(house.new_browser(), name, OTHER).status_code == 401
    assert watched.compared == [passphrases._NOBODYS_HASH, phc, passphrases._NOBODYS_HASH]
    assert not watched.check_needs_rehash(passphrases._NOBODYS_HASH)


@pytest.mark.usefixtures("quick_hashes")
def test_a_thumb_may_type_the_name_as_it_likes(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    word, number = sign_in_name(house, house.ada).split("-")
    for typed in (f" {word.upper()} {number} ", f"{word}\u2013{number}", f"{word}_{number}\n"):
        browser = house.new_browser()
        answer = sign_in(browser, typed)
        assert answer.status_code == 201, typed
        assert answer.json()["shown_name"] == "Ada"
        assert is_in(browser)


@pytest.mark.usefixtures("quick_hashes")
def test_the_cookies_are_out_of_reach_of_pages_and_other_sites(house: House) -> None:
    for actor, kept_for in ((house.ada, 90 * 86_400), (house.bea, None)):
        give_passphrase(house, actor, quick_hash(PASSPHRASE))
        answer = sign_in(house.new_browser(), sign_in_name(house, actor))
        said = answer.headers.get_list("set-cookie")
        cookies = {name: crumb for line in said for name, crumb in SimpleCookie(line).items()}
        assert cookies.keys() == {SIGN_IN_COOKIE, DEVICE_COOKIE} == {"__Host-sid", "__Host-device"}
        for crumb in cookies.values():
            assert crumb["secure"], crumb
            assert crumb["httponly"], crumb
            assert (crumb["path"], crumb["samesite"], crumb["domain"]) == ("/", "lax", "")
            assert len(crumb.value) >= 43
            assert crumb.value not in answer.text
        age = cookies[SIGN_IN_COOKIE]["max-age"]
        assert age == (str(kept_for) if kept_for else "")
        assert cookies[DEVICE_COOKIE]["max-age"] == str(400 * 86_400)


@pytest.mark.usefixtures("quick_hashes")
def test_every_sign_in_has_a_new_secret_and_the_one_before_is_dead(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    chosen, browser = "chosen-by-somebody-else", house.new_browser("chosen-by-somebody-else")
    name, seen = sign_in_name(house, house.ada), {chosen}
    for _ in range(3):
        before = secret_of(browser)
        assert sign_in(browser, name).status_code == 201
        assert is_in(browser)
        assert secret_of(browser) not in seen
        assert not is_in(house.new_browser(before))
        seen.add(secret_of(browser))


@pytest.mark.usefixtures("quick_hashes")
def test_a_phone_that_changes_hands_keeps_nothing_open_for_whoever_had_it(house: House) -> None:
    give_passphrase(house, house.dov, quick_hash(PASSPHRASE))
    held = secret_of(house.ada.browser)
    browser = house.ada.browser
    assert sign_in(browser, sign_in_name(house, house.dov)).json()["shown_name"] == "Dov"
    assert not is_in(house.new_browser(held))


@pytest.mark.usefixtures("quick_hashes")
def test_secrets_are_stored_as_fingerprints_alone(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    browser = house.new_browser()
    sign_in(browser, sign_in_name(house, house.ada))
    rows = str(house.snapshot())
    for name in (SIGN_IN_COOKIE, DEVICE_COOKIE):
        secret = browser.cookies.get(name) or ""
        assert secret not in rows
        assert fingerprint(secret) in rows
    assert PASSPHRASE not in rows


def test_an_older_hash_is_made_anew_at_the_next_sign_in(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    assert sign_in(house.new_browser(), sign_in_name(house, house.ada)).status_code == 201
    with house.database.unit_of_work() as db:
        phc = db.get_one(Passphrase, house.ada.id).phc
    assert phc.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert sign_in(house.new_browser(), sign_in_name(house, house.ada)).status_code == 201


def test_signing_out_ends_it_on_the_server_too(house: House) -> None:
    held = secret_of(house.ada.browser)
    answer = house.ada.browser.delete("/api/sign-ins/current")
    assert answer.status_code == 204
    assert "max-age=0" in answer.headers["set-cookie"].lower()
    assert answer.headers["clear-site-data"] == '"cache"'
    for path in ("/api/me", "/api/today", "/api/sign-ins"):
        assert house.new_browser(held).get(path).status_code == 401


def test_a_made_up_cookie_opens_nothing(house: House) -> None:
    for secret in (b"", b"x", b"%00", b"\xc3\xa9", b"x" * 4000):
        headers: Any = {"Cookie": SIGN_IN_COOKIE.encode() + b"=" + secret}
        assert house.visitor.get("/api/me", headers=headers).status_code == 401


def test_somebody_whose_roles_were_taken_is_out_at_once(house: House) -> None:
    with house.database.unit_of_work() as db:
        db.delete(db.get_one(RoleGrant, (house.bea.id, Role.provider)))
    assert not is_in(house.bea.browser)
