"""How long a sign-in lasts, and ending one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

import time_machine

from app import clock
from app.people.models import SignIn
from tests.people.signing_in import is_in
from tests.support.house import Actor, House, fresh_id

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
DAY = timedelta(days=1)


@contextmanager
def _at(instant: datetime) -> Iterator[None]:
    with time_machine.travel(instant, tick=False):
        yield


def _opened_at(house: House, actor: Actor) -> datetime:
    own = UUID(_own_ids(actor)[0])
    with house.database.unit_of_work() as db:
        return db.get_one(SignIn, own).created_at


def _own_ids(actor: Actor) -> list[str]:
    return [item["id"] for item in actor.browser.get("/api/sign-ins").json()["items"]]


def test_staff_are_out_after_fifteen_quiet_minutes(house: House) -> None:
    start = _opened_at(house, house.bea)
    with _at(start + 15 * MINUTE - SECOND):
        assert is_in(house.bea.browser)
    with _at(start + 30 * MINUTE - 2 * SECOND):
        assert is_in(house.bea.browser)  # the last request counts
    with _at(start + 45 * MINUTE - 2 * SECOND):
        assert not is_in(house.bea.browser)
    with _at(start + 46 * MINUTE):
        assert not is_in(house.bea.browser)  # asking again does not open it again


def test_staff_are_out_after_twelve_hours_however_busy(house: House) -> None:
    start = _opened_at(house, house.edda)
    for quarter in range(1, 60):
        with _at(start + quarter * 12 * MINUTE):
            assert is_in(house.edda.browser), quarter
    with _at(start + 12 * HOUR - SECOND):
        assert is_in(house.edda.browser)
    with _at(start + 12 * HOUR):
        assert not is_in(house.edda.browser)


def test_clients_are_out_after_thirty_quiet_days(house: House) -> None:
    for actor, away, still_in in (
        (house.ada, 30 * DAY - SECOND, True),
        (house.dov, 30 * DAY, False),
    ):
        start = _opened_at(house, actor)
        with _at(start + away):
            assert is_in(actor.browser) is still_in


def test_clients_are_out_after_ninety_days_however_busy(house: House) -> None:
    start = _opened_at(house, house.ada)
    for days in (29, 58, 87):
        with _at(start + days * DAY):
            assert is_in(house.ada.browser)
    with _at(start + 90 * DAY - SECOND):
        assert is_in(house.ada.browser)
    with _at(start + 90 * DAY):
        assert not is_in(house.ada.browser)


def test_being_seen_is_written_down_once_a_minute_at_most(house: House) -> None:
    start = _opened_at(house, house.ada)
    with _at(start + 59 * SECOND), house.statements() as quick:
        house.ada.browser.get("/api/me")
    with _at(start + 61 * SECOND), house.statements() as later:
        house.ada.browser.get("/api/me")
    assert [sum(said.startswith("UPDATE") for said in each) for each in (quick, later)] == [0, 1]


def test_people_see_where_they_are_signed_in_and_end_what_they_like(house: House) -> None:
    other = house.another_browser(house.ada)
    items = house.ada.browser.get("/api/sign-ins").json()["items"]
    assert [(item["device"], item["current"]) for item in items] == [
        ("Another test", False),
        ("A test", True),
    ]
    for _ in range(2):  # ending twice is ending once
        assert house.ada.browser.delete(f"/api/sign-ins/{items[0]['id']}").status_code == 204
    assert not is_in(other)
    assert is_in(house.ada.browser)
    assert len(_own_ids(house.ada)) == 1


def test_somebody_elses_sign_in_is_not_there(house: House) -> None:
    theirs = _own_ids(house.dov)[0]
    for sign_in_id in (theirs, fresh_id()):
        answer = house.ada.browser.delete(f"/api/sign-ins/{sign_in_id}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert is_in(house.dov.browser)


def test_one_that_has_run_out_is_not_listed(house: House) -> None:
    other = house.another_browser(house.ada)
    start = clock.utc_now()
    with _at(start + 29 * DAY):
        assert is_in(house.ada.browser)
    with _at(start + 31 * DAY):
        assert len(_own_ids(house.ada)) == 1
        assert not is_in(other)


def test_the_eleventh_sign_in_ends_the_oldest(house: House) -> None:
    others = [house.another_browser(house.ada) for _ in range(9)]
    assert is_in(house.ada.browser)
    eleventh = house.another_browser(house.ada)
    assert not is_in(house.ada.browser)
    assert all(is_in(browser) for browser in (*others, eleventh))
    assert is_in(house.dov.browser)
