"""Guessing is slow; nobody can use that to keep the owner out."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import time_machine

from app import clock
from app.errors import TooManyRequests
from app.ids import fingerprint
from app.people import passphrases, throttle
from app.people.throttle import network_of
from tests.people.signing_in import (
    OTHER,
    PASSPHRASE,
    Watched,
    give_passphrase,
    quick_hash,
    sign_in,
    sign_in_name,
)
from tests.support.house import Browser, House

pytestmark = pytest.mark.usefixtures("quick_hashes")
HOME, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def _ada(house: House) -> str:
    give_passphrase(house, house.ada, quick_hash(PASSPHRASE))
    return sign_in_name(house, house.ada)


def _wrong(browser: Browser, name: str, tries: int = 5) -> None:
    for _ in range(tries):
        assert sign_in(browser, name, OTHER).status_code == 401


def _waits(browser: Browser, name: str, passphrase: str = PASSPHRASE) -> int:
    """The seconds this browser is told to wait; 0 when it is not."""
    answer = sign_in(browser, name, passphrase)
    if answer.status_code != 429:
        return 0
    assert answer.json()["code"] == "too_many_requests"
    return int(answer.headers["Retry-After"])


def test_after_five_wrong_tries_even_the_right_one_waits_and_longer_each_time(house: House) -> None:
    name, browser, waits = _ada(house), house.new_browser(address=ELSEWHERE), []
    now = clock.utc_now()
    with time_machine.travel(now, tick=False) as traveller:
        _wrong(browser, name)
        for _ in range(5):
            waits.append(_waits(browser, name))
            traveller.shift(waits[-1] - 2)
            assert _waits(browser, name) > 0
            traveller.shift(2)
            _wrong(browser, name, 1)
    assert waits == [16, 31, 61, 121, 241]


def test_the_right_passphrase_after_waiting_clears_the_slate(house: House) -> None:
    name, browser = _ada(house), house.new_browser(address=HOME)
    with time_machine.travel(clock.utc_now(), tick=False) as traveller:
        _wrong(browser, name)
        traveller.shift(_waits(browser, name))
        assert sign_in(browser, name).status_code == 201
        fresh = house.new_browser(address=HOME)
        _wrong(fresh, name, 4)
        assert sign_in(fresh, name).status_code == 201


def test_a_quarter_of_an_hour_later_all_is_forgotten(house: House) -> None:
    name, browser = _ada(house), house.new_browser(address=ELSEWHERE)
    with time_machine.travel(clock.utc_now(), tick=False) as traveller:
        _wrong(browser, name)
        traveller.shift(timedelta(minutes=15, seconds=1))
        _wrong(browser, name)
        assert _waits(browser, name) == 16


def test_other_networks_and_other_names_go_on_as_before(house: House) -> None:
    name, attacker = _ada(house), house.new_browser(address=ELSEWHERE)
    give_passphrase(house, house.dov, quick_hash(PASSPHRASE))
    _wrong(attacker, name)
    assert _waits(attacker, name) > 0
    assert sign_in(attacker, sign_in_name(house, house.dov)).status_code == 201
    assert sign_in(house.new_browser(address=HOME), name).status_code == 201


def test_a_name_nobody_has_is_slowed_just_the_same(house: House) -> None:
    browser = house.new_browser(address=ELSEWHERE)
    _wrong(browser, "nobody-10000")
    assert 0 < _waits(browser, "nobody-10000") <= 16
    assert _waits(browser, " Nobody 10000 ") > 0  # the same name, typed differently


def test_a_claimed_address_changes_nothing(house: House) -> None:
    name, browser = _ada(house), house.new_browser(address=ELSEWHERE)
    for number in range(5):
        browser.headers["X-Forwarded-For"] = f"10.0.0.{number}"
        _wrong(browser, name, 1)
    browser.headers |= {"X-Forwarded-For": HOME, "Forwarded": f"for={HOME}", "X-Real-IP": HOME}
    assert _waits(browser, name) > 0


def _hundred_failures_from_elsewhere(house: House, name: str, at: datetime) -> None:
    with house.database.unit_of_work() as db:
        for number in range(100):
            throttle.note_failure(db, fingerprint(name), network_of(f"203.0.113.{number}"), at)


def test_a_hundred_failures_from_elsewhere_do_not_keep_the_owner_out(house: House) -> None:
    name, known = _ada(house), house.new_browser(address=ELSEWHERE)
    assert sign_in(known, name).status_code == 201
    known.delete("/api/sign-ins/current")
    _hundred_failures_from_elsewhere(house, name, clock.utc_now())
    assert sign_in(house.new_browser(address=HOME), name).status_code == 201
    _wrong(known, name, 4)  # on their own browser they may also mistype
    assert sign_in(known, name).status_code == 201


def test_under_attack_each_network_has_one_try_in_a_quarter_of_an_hour(house: House) -> None:
    name, browser = _ada(house), house.new_browser(address=HOME)
    with time_machine.travel(clock.utc_now(), tick=False) as traveller:
        _hundred_failures_from_elsewhere(house, name, clock.utc_now())
        _wrong(browser, name, 1)
        assert _waits(browser, name) == 901
        traveller.shift(timedelta(minutes=15))
        assert sign_in(browser, name).status_code == 201


def test_whoever_holds_a_known_browser_cannot_guess_for_ever_either(house: House) -> None:
    name, stolen = _ada(house), house.new_browser(address=HOME)
    assert sign_in(stolen, name).status_code == 201
    stolen.delete("/api/sign-ins/current")
    _wrong(stolen, name)
    assert 0 < _waits(stolen, name) <= 16
    assert sign_in(house.new_browser(address=HOME), name).status_code == 201


def test_a_browser_is_known_only_to_whom_it_has_signed_in(house: House) -> None:
    name, dovs = _ada(house), house.new_browser(address=HOME)
    give_passphrase(house, house.dov, quick_hash(PASSPHRASE))
    assert sign_in(dovs, sign_in_name(house, house.dov)).status_code == 201
    dovs.delete("/api/sign-ins/current")
    _hundred_failures_from_elsewhere(house, name, clock.utc_now())
    _wrong(dovs, name, 1)
    assert _waits(dovs, name) > 0


def test_one_network_that_tries_many_names_waits(house: House) -> None:
    name, now = _ada(house), clock.utc_now()
    with house.database.unit_of_work() as db:
        for number in range(40):
            throttle.note_failure(db, fingerprint(f"name-{number}"), network_of(ELSEWHERE), now)
    assert 890 <= _waits(house.new_browser(address=ELSEWHERE), name) <= 901
    assert sign_in(house.new_browser(address=HOME), name).status_code == 201


def test_failures_are_not_kept_longer_than_a_day(house: House) -> None:
    name = _ada(house)
    _hundred_failures_from_elsewhere(house, name, clock.utc_now() - timedelta(hours=25))
    _wrong(house.new_browser(address=HOME), name, 2)
    assert house.count("failed_sign_in") == 2


def test_a_network_is_one_address_or_the_64_that_a_home_has() -> None:
    assert network_of("192.0.2.1") != network_of("192.0.2.2")
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:0:0:1")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1")
    assert network_of("") == network_of("not an address")


def test_two_hashes_run_at_once_and_few_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    watched, phc = Watched(), quick_hash(PASSPHRASE)
    monkeypatch.setattr(passphrases, "_HASHER", watched)
    watched.go_on.clear()

    def compare(_: int) -> str:
        try:
            return str(passphrases.is_right(phc, PASSPHRASE))
        except TooManyRequests as refusal:
            return f"wait {refusal.headers['Retry-After']}"

    with ThreadPoolExecutor(20) as pool:
        found = [pool.submit(compare, number) for number in range(20)]
        deadline = time.monotonic() + 10
        while sum(future.done() for future in found) < 6 and time.monotonic() < deadline:
            time.sleep(0.01)
        watched.go_on.set()
        results = [future.result() for future in found]
    assert (results.count("True"), results.count("wait 2")) == (14, 6)
    assert watched.most_at_once == 2
    assert passphrases.is_right(phc, PASSPHRASE)
