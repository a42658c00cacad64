"""Passphrases, sign-ins and links, as the tests of people need them."""

import threading
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from httpx2 import Response

from app import clock
from app.people.models import Person
from app.people.service import set_passphrase
from app.people.viewers import SIGN_IN_COOKIE
from tests.support.house import ZONE, Actor, Browser, House

PASSPHRASE = "tidy lamp over the river"
OTHER = "seven green bicycles sing"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""A real hasher with parameters nobody should use: for tests that hash often."""


class Watched(PasswordHasher):
    """A hasher that counts, and that can be held up in the middle of comparing."""

    def __init__(self) -> None:
        super().__init__(time_cost=2, memory_cost=19_456, parallelism=1)
        self.compared: list[str] = []
        self.at_once = self.most_at_once = 0
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Event()
        self.go_on.set()
        self._lock = threading.Lock()

    def verify(self, hash: str | bytes, password: str | bytes) -> Any:  # noqa: A002
        with self._lock:
            self.compared.append(str(hash))
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.release()
        self.go_on.wait(20)
        try:
            return super().verify(hash, password)
        finally:
            with self._lock:
                self.at_once -= 1


@cache
def quick_hash(passphrase: str) -> str:
    """The hash of a passphrase with cheap parameters."""
    return QUICK.hash(passphrase.encode("utf-8", "surrogatepass"))


def give_passphrase(house: House, actor: Actor, phc: str) -> None:
    """Somebody's passphrase, by its hash."""
    with house.database.unit_of_work() as db:
        set_passphrase(db, actor.id, phc, clock.utc_now())


def sign_in_name(house: House, actor: Actor) -> str:
    """The name somebody was given."""
    with house.database.unit_of_work() as db:
        return db.get_one(Person, actor.id).sign_in_name


def sign_in(browser: Browser, name: str, passphrase: str = PASSPHRASE, **other: Any) -> Response:
    """The answer to an attempt."""
    body = {"sign_in_name": name, "passphrase": passphrase} | other
    return browser.post("/api/sign-ins", json=body)


def is_in(browser: Browser) -> bool:
    """Whether this browser is signed in."""
    status = browser.get("/api/me").status_code
    assert status in {200, 401}
    return status == 200


def secret_of(browser: Browser) -> str:
    """What the sign-in cookie holds."""
    return browser.cookies.get(SIGN_IN_COOKIE) or ""


def link(giver: Actor, path: str, body: dict[str, Any] | None = None) -> str:
    """The token of a new link."""
    answer = giver.browser.post(path, json=body or {})
    assert answer.status_code == 201, answer.text
    told = answer.json()
    url: str = told.get("invitation", told)["url"]
    return url.partition("#")[2]


def accept(browser: Browser, token: str, passphrase: str = PASSPHRASE, **other: Any) -> Response:
    """The answer to somebody who follows a link."""
    body = {
        "token": token, "shown_name": "Hal", "passphrase": passphrase, "language": "en",
        "time_zone": ZONE,
    } | other  # fmt: skip
    return browser.post("/api/invitation-acceptances", json=body)


def preview(browser: Browser, token: str) -> Response:
    """What a link says before it is used."""
    return browser.post("/api/invitation-previews", json={"token": token})
