"""Many at once, and the plug pulled: what was acknowledged is there, once."""

import asyncio
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from app.people.viewers import SIGN_IN_COOKIE
from tests.people.signing_in import secret_of
from tests.support.furniture import Furniture, furnish
from tests.support.house import HEADERS, ORIGIN, Actor, House, craving, fresh_id
from tests.support.route_table import Call, actor_of, calls
from tests.support.serving import Served, served

AT_ONCE = 200
WRITERS = 4


def test_two_hundred_at_once_are_all_served(house: House) -> None:
    house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving())
    answers = asyncio.run(_all_at_once(house))
    assert [answer.status_code for answer in answers] == [200] * AT_ONCE
    assert house.count("craving_log") == 1 + AT_ONCE // 4


async def _all_at_once(house: House) -> list[httpx2.Response]:
    transport = httpx2.ASGITransport(house.app)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN, headers=HEADERS) as client:
        return await asyncio.gather(*(_one(client, house, number) for number in range(AT_ONCE)))


async def _one(client: httpx2.AsyncClient, house: House, number: int) -> httpx2.Response:
    kind = number % 4
    actor = house.bea if kind == 3 else (house.ada, house.dov, house.gus)[number % 3]
    cookie = {"Cookie": f"{SIGN_IN_COOKIE}={secret_of(actor.browser)}"}
    if kind == 0:
        path = f"/api/craving-logs/{fresh_id()}"
        return await client.put(path, json=craving(note=str(number)), headers=cookie)
    path = ("/api/today", "/api/craving-logs", "/api/review-queue")[kind - 1]
    return await client.get(path, headers=cookie)


def test_nothing_is_a_fault_when_it_is_sent_many_times_at_once(house: House) -> None:
    things = furnish(house)
    found = {call.route: call for call in calls(only="o")}.values()
    reads = [call for call in found if call.method == "GET"]
    assert _worst(house, things, [call for call in reads for _ in range(2)]) < 500
    for call in found:
        if call not in reads:
            assert _worst(house, things, [call] * 4) < 500, call


def _worst(house: House, things: Furniture, sent: list[Call]) -> int:
    """The highest status that four at a time are answered with."""
    bodies = {call: things.body(call) for call in sent if call.method not in {"GET", "DELETE"}}

    def one(call: Call) -> int:
        browser = actor_of(house, call.who).browser
        path = things.path(call)
        return int(browser.request(call.method, path, json=bodies.get(call)).status_code)

    with ThreadPoolExecutor(4) as pool:
        return max(pool.map(one, sent))


class Writers:
    """Phones that log one craving after the other and remember what was acknowledged."""

    def __init__(self, server: Served, actor: Actor) -> None:
        self.acknowledged: dict[str, dict[str, Any]] = {}
        self.unsure: dict[str, dict[str, Any]] = {}
        self.wrong: list[int] = []
        self._server, self._secret = server, secret_of(actor.browser)
        self._threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def _write(self) -> None:
        with self._server.client(self._secret) as client:
            while True:
                log_id, body = fresh_id(), craving(note="x" * random.randrange(500))
                self.unsure[log_id] = body
                try:
                    answer = client.put(f"/api/craving-logs/{log_id}", json=body)
                except httpx2.TransportError:
                    return
                if answer.status_code != 200:
                    self.wrong.append(answer.status_code)
                    return
                self.acknowledged[log_id] = self.unsure.pop(log_id)

    def wait_for(self, count: int) -> None:
        deadline = time.monotonic() + 30
        while len(self.acknowledged) < count and time.monotonic() < deadline:
            time.sleep(0.01)

    def join(self) -> None:
        for thread in self._threads:
            thread.join(timeout=30)


def _kill_and_compare(house: House, kills: int) -> None:
    settings, chance = house.installation.settings, random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(kills):
        with served(settings) as server:
            writers = Writers(server, house.ada)
            writers.wait_for(chance.randrange(5, 40))
            server.kill()
            writers.join()
        assert writers.wrong == []
        assert writers.acknowledged
        acknowledged |= writers.acknowledged.keys()
        assert acknowledged <= _stored(house)
    for log_id, body in writers.unsure.items():  # the phone sends again what it is not sure of
        assert house.ada.browser.put(f"/api/craving-logs/{log_id}", json=body).status_code == 200
    stored = _stored(house)
    assert acknowledged | writers.unsure.keys() <= stored
    assert house.count("craving_log") == len(stored)
    if settings.embedded:
        with house.database.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"


def _stored(house: House) -> set[str]:
    found: set[str] = set()
    place = None
    while True:
        params = {"limit": "200"} | ({"before": place} if place else {})
        page = house.ada.browser.get("/api/craving-logs", params=params).json()
        found |= {log["id"] for log in page["items"]}
        place = page["next"]
        if place is None:
            return found


def test_what_was_acknowledged_survives_a_kill(house: House) -> None:
    # PostgreSQL is not the process that is killed: once shows what the application adds to it.
    _kill_and_compare(house, kills=3 if house.installation.settings.embedded else 1)


@pytest.mark.long
def test_what_was_acknowledged_survives_a_hundred_kills(house: House) -> None:
    _kill_and_compare(house, kills=100)
