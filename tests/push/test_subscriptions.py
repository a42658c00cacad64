"""Turning notifications on and off: which addresses are taken, whose phone is whose, how many."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from sqlmodel import select

from app.people.models import SignIn
from app.push.models import PushSubscription
from tests.fakes.browser import Browser as Keys
from tests.support.house import House, fresh_id

ONE = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
KEYS = Keys(ec.derive_private_key(7, ec.SECP256R1()), bytes(range(16)))


def body(house: House, **other: Any) -> dict[str, Any]:
    """What a browser's subscription looks like on its way here."""
    return {
        "endpoint": f"https://fcm.googleapis.com/fcm/send/{fresh_id()}",
        "p256dh": KEYS.p256dh,
        "auth": KEYS.auth_secret,
        "vapid_key": house.installation.push.vapid_keys.application_server_key,
    } | other


def path(subscription_id: str) -> str:
    return f"/api/push-subscriptions/{subscription_id}"


def held(house: House) -> dict[str, PushSubscription]:
    with house.database.unit_of_work() as db:
        return {str(row.id): row for row in db.exec(select(PushSubscription))}


def test_nobody_subscribes_without_signing_in(house: House) -> None:
    assert house.visitor.put(path(fresh_id()), json=body(house)).status_code == 401
    assert house.visitor.delete(path(fresh_id())).status_code == 401
    assert held(house) == {}


@ONE
@pytest.mark.parametrize(
    "endpoint",
    [
        "https://127.0.0.1/push/1",
        "https://localhost/push/1",
        "https://10.0.0.8/push/1",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/push/1",
        "https://[::ffff:127.0.0.1]/push/1",
        "https://[fe80::1]/push/1",
        "http://fcm.googleapis.com/fcm/send/1",
        "https://fcm.googleapis.com:8443/fcm/send/1",
        "https://somebody@fcm.googleapis.com/fcm/send/1",
        "https://fcm.googleapis.com@127.0.0.1/fcm/send/1",
        "https://fcm.googleapis.com.attacker.example/fcm/send/1",
        "https://xn--fcm-googleapis.com/fcm/send/1",
        "https://fcm.googleapis.com\\@127.0.0.1/1",
        "https://fcm.googleapis.com/1#fragment",
        "https://push.attacker.example/1",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/" + "x" * 3000,
        "https://fcm.googleapis.com/a\x00b",
        "",
    ],
)
def test_an_address_that_is_no_push_service_is_refused_and_not_kept(
    house: House, endpoint: str
) -> None:
    answer = house.ada.browser.put(path(fresh_id()), json=body(house, endpoint=endpoint))
    assert (answer.status_code, answer.json()["code"]) == (422, "push_endpoint_refused")
    assert not endpoint or endpoint not in answer.text
    assert held(house) == {}


@ONE
@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("p256dh", KEYS.p256dh[:-2], "invalid"),
        ("p256dh", KEYS.p256dh + "AA", "invalid"),
        ("p256dh", "B" + "A" * 86, "push_keys_refused"),
        ("p256dh", "", "invalid"),
        ("p256dh", "é" * 87, "invalid"),
        ("auth", KEYS.auth_secret[:-2], "invalid"),
        ("auth", KEYS.auth_secret + "AA", "invalid"),
        ("auth", KEYS.p256dh, "invalid"),
        ("vapid_key", KEYS.p256dh, "push_key_unknown"),
        ("vapid_key", "not a key", "invalid"),
        ("expiration", None, "invalid"),
        ("endpoint", None, "invalid"),
    ],
)
def test_keys_that_cannot_be_used_are_refused_and_not_kept(
    house: House, field: str, value: str | None, code: str
) -> None:
    answer = house.ada.browser.put(path(fresh_id()), json=body(house) | {field: value})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert held(house) == {}


def test_a_phone_says_so_at_each_start_and_stays_one(house: House) -> None:
    said, phone = body(house), fresh_id()
    with time_machine.travel(NOON, tick=False) as traveller:
        browser = house.another_browser(house.ada)
        first = browser.put(path(phone), json=said)
        traveller.shift(timedelta(days=1))
        second = browser.put(path(phone), json=said)
    assert first.json() == second.json() == {
        "id": phone, "created_at": "2026-06-01T12:00:00Z", "last_accepted_at": None,
    }  # fmt: skip
    [row] = held(house).values()
    assert row.last_seen_at == NOON + timedelta(days=1)


def test_ten_taps_at_once_are_one_phone(house: House) -> None:
    said, phone = body(house), fresh_id()
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: house.ada.browser.put(path(phone), json=said), range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert list(held(house)) == [phone]


def test_a_new_address_replaces_the_old_one_of_the_same_phone(house: House) -> None:
    phone = fresh_id()
    house.ada.browser.put(path(phone), json=body(house))
    renewed = body(house)
    house.ada.browser.put(path(phone), json=renewed)
    [row] = held(house).values()
    assert (str(row.id), row.endpoint) == (phone, renewed["endpoint"])


def test_an_address_belongs_to_who_subscribed_last(house: House) -> None:
    said, first, second = body(house), fresh_id(), fresh_id()
    house.ada.browser.put(path(first), json=said)
    house.dov.browser.put(path(second), json=said)
    [row] = held(house).values()
    assert (str(row.id), row.person_id) == (second, house.dov.id)


def test_an_installation_that_changes_hands_keeps_its_id_and_nothing_of_the_first(
    house: House,
) -> None:
    phone, same = fresh_id(), body(house)
    house.ada.browser.put(path(phone), json=same)
    answer = house.dov.browser.put(path(phone), json=same)
    assert answer.status_code == 200
    assert {row.person_id for row in held(house).values()} == {house.dov.id}


def test_the_id_of_somebody_elses_phone_takes_it_from_nobody(house: House) -> None:
    phone = fresh_id()
    house.ada.browser.put(path(phone), json=body(house))
    before = held(house)
    answer = house.dov.browser.put(path(phone), json=body(house))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert held(house) == before


def test_turning_off_another_persons_phone_looks_like_turning_off_none(house: House) -> None:
    phone = fresh_id()
    house.ada.browser.put(path(phone), json=body(house))
    missing = house.dov.browser.delete(path(fresh_id()))
    answer = house.dov.browser.delete(path(phone))
    assert (answer.status_code, answer.content) == (missing.status_code, missing.content)
    assert list(held(house)) == [phone]


def test_turning_off_twice_is_once(house: House) -> None:
    phone, other = fresh_id(), fresh_id()
    for each in (phone, other):
        house.ada.browser.put(path(each), json=body(house))
    for _ in range(2):
        assert house.ada.browser.delete(path(phone)).status_code == 204
    assert list(held(house)) == [other]


@pytest.fixture
def twenty(house: House) -> Iterator[list[str]]:
    """Twenty phones of Ada's, the oldest first, and one of Dov's that is older."""
    with time_machine.travel(NOON, tick=False) as traveller:
        ada, dov = house.another_browser(house.ada), house.another_browser(house.dov)
        dov.put(path(fresh_id()), json=body(house))
        phones = [fresh_id() for _ in range(20)]
        for phone in phones:
            traveller.shift(timedelta(minutes=1))
            assert ada.put(path(phone), json=body(house)).status_code == 200
        traveller.shift(timedelta(minutes=1))
        yield phones


def test_the_phone_after_twenty_takes_the_place_of_the_one_longest_unseen(
    house: House, twenty: list[str]
) -> None:
    browser = house.another_browser(house.ada)
    browser.put(path(twenty[0]), json=body(house))
    new = fresh_id()
    assert browser.put(path(new), json=body(house)).status_code == 200
    own = {key for key, row in held(house).items() if row.person_id == house.ada.id}
    assert own == {twenty[0], *twenty[2:], new}
    assert len(held(house)) == 21


def test_a_phone_goes_with_the_sign_in_it_was_last_seen_under(house: House) -> None:
    phone, said = fresh_id(), body(house)
    house.ada.browser.put(path(phone), json=said)
    first = held(house)[phone].sign_in_id
    house.another_browser(house.ada).put(path(phone), json=said)
    second = held(house)[phone].sign_in_id
    with house.database.unit_of_work() as db:
        owners = {db.get_one(SignIn, each).person_id for each in (first, second)}
    assert first != second
    assert owners == {house.ada.id}


def test_an_answer_never_says_where_a_phone_can_be_reached(house: House) -> None:
    said = body(house)
    answer = house.ada.browser.put(path(fresh_id()), json=said)
    assert all(secret not in answer.text for secret in said.values())
    assert UUID(answer.json()["id"]).version == 7
