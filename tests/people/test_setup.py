"""The first minutes of an installation: one code, once, for one administrator."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from anyio.from_thread import start_blocking_portal
from httpx2 import Response
from sqlalchemy import func, select, text

from app import clock
from app.ids import new_secret
from app.installation import Installation
from app.main import create_app
from app.people.service import new_setup_token
from tests.people.signing_in import PASSPHRASE, is_in, sign_in
from tests.support.house import ZONE, Browser

pytestmark = pytest.mark.usefixtures("quick_hashes")


@dataclass(frozen=True)
class Empty:
    """An installation in which nobody is yet."""

    installation: Installation
    browser: Browser

    def token(self) -> str | None:
        with self.installation.database.unit_of_work() as db:
            return new_setup_token(db, clock.utc_now())

    def count(self, table: str) -> int:
        with self.installation.database.engine.connect() as connection:
            rows = connection.execute(select(func.count()).select_from(text(table)))
            return int(rows.scalar_one())


@pytest.fixture
def empty(installation: Installation) -> Iterator[Empty]:
    with start_blocking_portal() as portal, Browser(create_app(installation), portal) as browser:
        yield Empty(installation, browser)


def _set_up(empty: Empty, token: str | None, **other: Any) -> Response:
    body = {
        "token": token, "centre_name": "Test House", "time_zone": ZONE, "name": "Edda",
        "passphrase": PASSPHRASE,
    } | other  # fmt: skip
    return empty.browser.post("/api/setup", json=body)


def test_without_the_code_nobody_sets_anything_up(empty: Empty) -> None:
    good = empty.token()
    for token in (new_secret(), "", (good or "")[:-1]):
        answer = _set_up(empty, token)
        assert (answer.status_code, answer.json()["code"]) == (410, "setup_done")
    assert (empty.count("person"), empty.count("centre")) == (0, 0)


def test_the_code_runs_out_after_thirty_minutes(empty: Empty) -> None:
    with time_machine.travel(clock.utc_now(), tick=False) as traveller:
        token = empty.token()
        traveller.shift(timedelta(minutes=30))
        assert _set_up(empty, token).status_code == 410
        traveller.shift(timedelta(seconds=-1))
        assert _set_up(empty, token).status_code == 201


NOT_GOOD_ENOUGH = (
    ("passphrase", "tidy lamp over", "passphrase_too_short"),
    ("passphrase", "password12345678", "passphrase_too_common"),
    ("passphrase", "tidy lamp " * 30, "passphrase_too_long"),
    ("time_zone", "Mars/Olympus", "invalid"),
    ("centre_name", "  ", "invalid"),
    ("name", "\n", "invalid"),
    ("centre_phone", "call us", "invalid"),
    ("role", "provider", "invalid"),
)


def test_what_is_not_good_enough_leaves_the_code_as_it_was(empty: Empty) -> None:
    token = empty.token()
    for field, value, code in NOT_GOOD_ENOUGH:
        answer = _set_up(empty, token, **{field: value})
        assert (answer.status_code, answer.json()["code"]) == (422, code), (field, value)
    assert _set_up(empty, token).status_code == 201


def test_the_first_administrator_is_signed_in_and_sees_no_record(empty: Empty) -> None:
    assert empty.browser.get("/api/start").json()["setup_needed"] is True
    me = _set_up(empty, empty.token(), centre_phone="555-0100").json()
    assert (me["roles"], me["home"], me["time_zone"]) == (["administrator"], "desk", ZONE)
    start = empty.browser.get("/api/start").json()
    assert (start["setup_needed"], start["help"]["centre_phone"]) == (False, "555-0100")
    assert empty.browser.get("/api/centre").json()["name"] == "Test House"
    assert len(empty.browser.get("/api/programs").json()["items"]) == 1
    for path in ("/api/clients", "/api/review-queue", "/api/today"):
        assert empty.browser.get(path).status_code == 403
    empty.browser.delete("/api/sign-ins/current")
    assert not is_in(empty.browser)
    assert sign_in(empty.browser, me["sign_in_name"]).status_code == 201


def test_once_somebody_is_here_there_is_no_code_and_none_works(empty: Empty) -> None:
    token = empty.token()
    assert _set_up(empty, token).status_code == 201
    assert empty.token() is None
    assert _set_up(empty, token).status_code == 410
    assert empty.count("person") == 1


def test_of_five_who_use_the_code_at_once_one_wins(empty: Empty) -> None:
    token = empty.token()
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: _set_up(empty, token), range(5)))
    assert sorted(answer.status_code for answer in answers) == [201, 410, 410, 410, 410]
    assert (empty.count("person"), empty.count("centre")) == (1, 1)


def test_the_codes_of_several_processes_are_all_good_until_one_is_used(empty: Empty) -> None:
    tokens = [empty.token() for _ in range(5)]
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda token: _set_up(empty, token), tokens))
    assert sorted(answer.status_code for answer in answers) == [201, 410, 410, 410, 410]
    assert (empty.count("person"), empty.count("centre")) == (1, 1)


def test_a_new_centre_keeps_no_hours_that_nobody_has_said(empty: Empty) -> None:
    assert _set_up(empty, empty.token()).status_code == 201
    assert empty.browser.get("/api/centre").json()["opening_hours"] == {}
    assert empty.browser.get("/api/start").json()["help"]["opening_hours"] == {}
