"""What is good enough, what is refused, and changing one's own."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response

from app.people.passphrases import hashed, is_right, require_good
from tests.people.signing_in import (
    OTHER,
    PASSPHRASE,
    Watched,
    give_passphrase,
    is_in,
    quick_hash,
    sign_in,
    sign_in_name,
)
from tests.support.house import Actor, House

WORST = """
1234567890 12345678910 0123456789 0987654321 1111111111 123123123123 aaaaaaaaaa ababababab
qwertyuiop qwerty12345 qwerty123456 qwertyqwerty 1q2w3e4r5t6y 1qaz2wsx3edc q1w2e3r4t5 qazwsxedcrfv
asdfghjkl123 zxcvbnm123 zyxwvutsrq lkjhgfdsa1 poiuytrewq abcdefghij abcd123456 abc1234567
password123 passwordpassword p@ssw0rd123 Passw0rd2024! contraseña1 iloveyou123 teamoteamo1
princess123 sunshine2024 football123 baseball12 superman123 liverpool1 barcelona10 michael123
jordan232323 christopher elizabeth1 letmein123 welcome123 trustno1trustno1 administrator changeme123
Companion2026 recovery2026! onedayatatime serenity2026
""".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("", "passphrase_too_short"),
        ("tidy lamp", "passphrase_too_short"),
        ("tidy lamp " * 26, "passphrase_too_long"),
        *((easy, "passphrase_too_common") for easy in ("1234567890", "password123", " " * 10)),
        ("willow-48213", "passphrase_too_common"),
    ],
)
def test_what_is_not_good_enough_is_named(passphrase: str, code: str) -> None:
    with pytest.raises(Exception, match=code):
        require_good(passphrase, minimum=10, sign_in_name="willow-48213")


def test_fifty_that_everybody_guesses_first_are_refused() -> None:
    assert len(WORST) >= 50
    for easy in WORST:
        with pytest.raises(Exception, match="passphrase_too_common"):
            require_good(easy, minimum=10)


@pytest.mark.parametrize(
    "passphrase",
    [
        "tidy lamps", "caballo batería grapa", "🐙🦊🐳🦉🐝🦋🐞🐢🐬🦔", "مرحبا كيف الحال",
        "x\x00y\nz over",
        "Christopher walks home", "tidy lamp over the river" * 2 + "to the sea in rain",
        ("tidy lamp over " * 18)[:256],
    ],
)  # fmt: skip
def test_any_letters_up_to_256_are_good(passphrase: str) -> None:
    require_good(passphrase, minimum=10)


def test_every_character_counts_up_to_the_last() -> None:
    for tail, others in (("x", ("y", "", "xx")), ("é", ("e", "e\u0301"))):
        phc = hashed("a" * 72 + tail)
        assert is_right(phc, "a" * 72 + tail)
        assert not any(is_right(phc, "a" * 72 + other) for other in others)
    assert phc.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def _change(actor: Actor, new: Any, current: str = PASSPHRASE) -> Response:
    return actor.browser.put("/api/me/passphrase", json={"current": current, "new": new})


@pytest.mark.usefixtures("quick_hashes")
def test_clients_need_ten_characters_and_staff_fifteen(house: House) -> None:
    for actor, shortest in ((house.ada, 10), (house.bea, 15), (house.edda, 15)):
        give_passphrase(house, actor, quick_hash(PASSPHRASE))
        answer = _change(actor, "tidy lamp over the river"[: shortest - 1])
        assert (answer.status_code, answer.json()["code"]) == (422, "passphrase_too_short")
        assert _change(actor, "tidy lamp over the river"[:shortest]).status_code == 204


@pytest.mark.usefixtures("quick_hashes")
def test_64_and_256_characters_open_the_door_and_257_are_refused(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    long = "tidy lamp over the river " * 20
    answer = _change(house.ada, long[:257])
    assert (answer.status_code, answer.json()["code"]) == (422, "passphrase_too_long")
    held = PASSPHRASE
    for length in (64, 256):
        assert _change(house.ada, long[:length], held).status_code == 204
        held = long[:length]
        name = sign_in_name(house, house.ada)
        assert sign_in(house.new_browser(), name, held).status_code == 201
        assert sign_in(house.new_browser(), name, held[:-1]).status_code == 401


@pytest.mark.usefixtures("quick_hashes")
def test_one_that_is_too_long_to_read_is_refused_unread_and_not_repeated(house: House) -> None:
    answer = _change(house.ada, "sentinel " * 200)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "sentinel" not in answer.text


@pytest.mark.usefixtures("quick_hashes")
def test_a_wrong_current_one_changes_nothing(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    other, before = house.another_browser(house.ada), house.snapshot()
    answer = _change(house.ada, OTHER, current=OTHER)
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_refused")
    assert house.snapshot() == before
    assert is_in(other)


@pytest.mark.usefixtures("quick_hashes")
def test_a_new_one_ends_the_other_sign_ins_and_the_old_one_is_no_good(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    others = [house.another_browser(house.ada) for _ in range(3)]
    assert _change(house.ada, OTHER).status_code == 204
    assert is_in(house.ada.browser)
    assert not any(is_in(browser) for browser in others)
    assert is_in(house.dov.browser)
    name = sign_in_name(house, house.ada)
    assert sign_in(house.new_browser(), name, PASSPHRASE).status_code == 401
    assert sign_in(house.new_browser(), name, OTHER).status_code == 201


def test_a_sign_in_that_began_with_the_old_one_does_not_outlive_it(
    house: House, watched: Watched
) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    name, browser = sign_in_name(house, house.ada), house.new_browser()
    watched.go_on.clear()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(sign_in, browser, name, PASSPHRASE)
        assert watched.begun.acquire(timeout=10)
        give_passphrase(house, house.ada, quick_hash(OTHER))
        watched.go_on.set()
        assert answer.result().status_code == 401
    assert not is_in(browser)


def test_a_change_that_began_with_the_old_one_does_not_undo_a_new_one(
    house: House, watched: Watched
) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    watched.go_on.clear()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(_change, house.ada, "one more green bicycle")
        assert watched.begun.acquire(timeout=10)
        give_passphrase(house, house.ada, quick_hash(OTHER))
        watched.go_on.set()
        assert answer.result().status_code == 401
    name = sign_in_name(house, house.ada)
    assert sign_in(house.new_browser(), name, OTHER).status_code == 201


@pytest.mark.usefixtures("quick_hashes")
def test_half_a_character_is_refused_and_changes_nothing(house: House) -> None:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    body = json.dumps({"current": PASSPHRASE, "new": "half \ud83d a smile"})
    headers = {"Content-Type": "application/json"}
    answer = house.ada.browser.put("/api/me/passphrase", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    name = sign_in_name(house, house.ada)
    assert sign_in(house.new_browser(), name, PASSPHRASE).status_code == 201
