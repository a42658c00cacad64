"""One-time links: to join, and to come back with a new passphrase."""

from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from app import clock
from app.ids import fingerprint, new_secret
from app.people.models import Invitation
from tests.people.signing_in import (
    OTHER,
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
from tests.support.house import ORIGIN, ZONE, House

pytestmark = pytest.mark.usefixtures("quick_hashes")


def _admission(house: House) -> dict[str, str]:
    return {"name": "Hal", "programme_id": str(house.programme_id), "time_zone": ZONE}


def _for_a_newcomer(house: House) -> str:
    return link(house.bea, "/api/clients", _admission(house))


def _for_ada(house: House) -> str:
    return link(house.bea, f"/api/clients/{house.ada.id}/invitations")


def test_forged_used_withdrawn_expired_and_orphaned_links_get_one_answer(house: House) -> None:
    used, withdrawn = _for_a_newcomer(house), _for_ada(house)
    assert accept(house.new_browser(), used).status_code == 201
    newer = _for_ada(house)
    closed = link(house.edda, f"/api/staff/{house.cleo.id}/invitations")
    orphaned = link(house.cleo, f"/api/clients/{house.dov.id}/invitations")
    house.edda.browser.put(f"/api/staff/{house.cleo.id}/closure", json={})
    bad = [new_secret(), "", "x", newer[:-1], newer + "x", newer.swapcase(), "\u202e"]
    bad += [used, withdrawn, closed, orphaned]
    before = house.snapshot()
    with time_machine.travel(clock.utc_now(), tick=False) as traveller:
        answers = [ask(house.new_browser(), token) for token in bad for ask in (preview, accept)]
        traveller.shift(timedelta(hours=72))
        answers += [ask(house.new_browser(), newer) for ask in (preview, accept)]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (410, answers[0].content)
    }
    assert answers[0].json()["code"] == "invitation_invalid"
    assert not any("set-cookie" in answer.headers for answer in answers)
    assert house.snapshot() == before


def test_a_link_is_good_for_72_hours_and_not_a_second_more(house: House) -> None:
    token = _for_a_newcomer(house)
    made_at = clock.utc_now()
    with time_machine.travel(made_at + timedelta(hours=71, minutes=59), tick=False):
        assert preview(house.visitor, token).status_code == 200
    with time_machine.travel(made_at + timedelta(hours=72), tick=False):
        assert preview(house.visitor, token).status_code == 410


def test_looking_at_a_link_does_not_use_it_up(house: House) -> None:
    answer = house.bea.browser.post("/api/clients", json=_admission(house)).json()
    token = answer["invitation"]["url"].partition("#")[2]
    told = preview(house.visitor, token).json()
    assert (told["purpose"], told["role"], told["passphrase_min"]) == ("join", "client", 10)
    assert (told["invited_by"], told["shown_name"], told["centre_name"]) == (
        "Bea", "Hal", "Test House",
    )  # fmt: skip
    assert told["sign_in_name"] == answer["invitation"]["sign_in_name"]
    assert preview(house.visitor, token).json() == told
    assert accept(house.visitor, token).status_code == 201


def test_joining_signs_in_and_shows_the_chosen_name_at_the_desk(house: House) -> None:
    token, browser = _for_a_newcomer(house), house.new_browser()
    answer = accept(browser, token, shown_name="  Hal of the sea ", language="es")
    me = answer.json()
    assert (me["shown_name"], me["roles"], me["home"]) == ("Hal of the sea", ["client"], "client")
    assert browser.get("/api/today").json()["shown_name"] == "Hal of the sea"
    row = house.bea.browser.get(f"/api/clients/{me['id']}").json()
    assert (row["shown_name"], row["joined"]) == ("Hal of the sea", True)
    assert sign_in(house.new_browser(), me["sign_in_name"]).status_code == 201


NOT_TO_BE_HAD: tuple[tuple[str, Any], ...] = (
    ("role", "administrator"), ("roles", ["administrator"]), ("sign_in_name", "willow-10000"),
    ("person_id", "01a1ffd6-179b-7b16-9a81-5af250ff60c5"), ("purpose", "return"),
    ("shown_name", "   "), ("shown_name", "x" * 81), ("shown_name", "two\nlines"),
    ("language", "xx"), ("time_zone", "Mars/Olympus"), ("passphrase", 1234567890),
)  # fmt: skip


def test_a_link_gives_what_it_gives_and_nothing_that_is_asked_for(house: House) -> None:
    token = _for_a_newcomer(house)
    before = house.snapshot()
    for field, value in NOT_TO_BE_HAD:
        answer = accept(house.new_browser(), token, **{field: value})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), (field, value)
    assert house.snapshot() == before
    assert preview(house.visitor, token).status_code == 200


def test_a_passphrase_that_is_not_good_does_not_use_the_link_up(house: House) -> None:
    for_staff = link(house.edda, "/api/staff", {"name": "Ian", "profession": "counselor"})
    for token, short in ((_for_a_newcomer(house), "tidy lamp"), (for_staff, "tidy lamp over")):
        answer = accept(house.new_browser(), token, short)
        assert (answer.status_code, answer.json()["code"]) == (422, "passphrase_too_short")
        assert accept(house.new_browser(), token, short + " the").status_code == 201


def test_of_ten_who_redeem_at_once_one_wins(house: House) -> None:
    token = _for_a_newcomer(house)
    words = [f"{PASSPHRASE} {number}" for number in range(10)]
    browsers = [house.new_browser() for _ in words]
    # As many as may wait for a hash; each asks once before it and once after.
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda one, word: accept(one, token, word), browsers, words))
    assert sorted(answer.status_code for answer in answers) == [201] + [410] * 9
    won = [answer.status_code for answer in answers].index(201)
    assert [is_in(browser) for browser in browsers].count(True) == 1
    name = answers[won].json()["sign_in_name"]
    assert sign_in(house.new_browser(), name, words[won]).status_code == 201
    assert sign_in(house.new_browser(), name, words[won - 1]).status_code == 401


def test_the_secret_is_in_the_link_alone(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    told = house.bea.browser.post("/api/clients", json=_admission(house)).json()
    token = told["invitation"]["url"].partition("#")[2]
    assert told["invitation"]["url"] == f"{ORIGIN}/join#{token}"
    assert len(urlsafe_b64decode(token + "=")) >= 16
    answers = [preview(house.visitor, token), accept(house.new_browser(), token)]
    answers += [preview(house.visitor, token), house.bea.browser.get("/api/clients")]
    answers += [house.edda.browser.get("/api/staff")]
    assert not any(token in answer.text + str(answer.headers) for answer in answers)
    rows = str(house.snapshot())
    assert token not in rows
    assert fingerprint(token) in rows
    assert token not in caplog.text


def test_a_forged_host_does_not_get_into_a_link(house: House) -> None:
    path = f"/api/clients/{house.ada.id}/invitations"
    answer = house.bea.browser.post(path, json={}, headers={"Host": "elsewhere.example"})
    assert answer.json()["url"].startswith(f"{ORIGIN}/join#")
    assert "elsewhere" not in answer.text


def test_coming_back_sets_a_new_passphrase_and_ends_every_sign_in(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    others = [house.ada.browser, house.another_browser(house.ada)]
    token, browser = _for_ada(house), house.new_browser()
    assert preview(browser, token).json()["purpose"] == "return"
    assert all(is_in(other) for other in others)
    assert accept(browser, token, OTHER, shown_name="Ada").status_code == 201
    assert is_in(browser)
    assert not any(is_in(other) for other in others)
    assert is_in(house.dov.browser)
    name = sign_in_name(house, house.ada)
    assert sign_in(house.new_browser(), name, PASSPHRASE).status_code == 401
    assert sign_in(house.new_browser(), name, OTHER).status_code == 201


def test_joining_on_somebody_elses_phone_leaves_nothing_open_for_them(house: House) -> None:
    held = house.dov.browser
    secret = held.cookies.get("__Host-sid")
    assert accept(held, _for_a_newcomer(house)).status_code == 201
    assert not is_in(house.new_browser(secret))


def test_a_link_says_when_it_ends_and_is_noted_as_used(house: House) -> None:
    told = house.bea.browser.post("/api/clients", json=_admission(house)).json()["invitation"]
    left = datetime.fromisoformat(told["expires_at"]) - clock.utc_now()
    assert timedelta(hours=71, minutes=59) < left <= timedelta(hours=72)
    assert told["qr_svg"].startswith("<svg")
    assert "script" not in told["qr_svg"]
    accept(house.new_browser(), told["url"].partition("#")[2])
    with house.database.unit_of_work() as db:
        kept = db.exec(select(Invitation)).one()
    assert kept.redeemed_at is not None
    assert kept.invited_by == house.bea.id
