"""A relative is invited, joins, is shown two parts, then one, then nothing, then one again until a
day that passes. After each turn everything a relative can ask for is asked for: what is shown is
what is signed, and nothing else anywhere.

With `-s` it is printed as a table.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app import clock
from app.family.queries import PARTS
from app.people.models import Role
from app.privacy.models import Consent
from app.push.models import PushDelivery
from app.reminders.models import Reminder
from tests.family.a_record import GOAL, fill
from tests.family.joining import join, link, state
from tests.family.looking import Look, looks
from tests.level_of_care.signing_in import sign_in_again
from tests.support.databases import ONE_DATABASE
from tests.support.house import ZONE, Actor, fresh_id
from tests.support.privacy_furniture import signs
from tests.support.pushing import MONDAY, Chain

NAME = "Quillon"
KEYS = {part.value: part.value.removeprefix("family_") for part in PARTS}
OF_HOME, OF_CLIENT = "GET /api/family-home", "GET /api/family/{client_id}"


class Way:
    """Quillon's relative Hal, beside Fay who was never connected to anybody."""

    def __init__(self, chain: Chain) -> None:
        self.chain, self.house = chain, chain.house
        self.client = self.house.client_of(self.house.bea, NAME)
        named = {"kind": "relative", "name": "Hal"}
        self.recipient = fresh_id()
        answer = self.client.browser.put(f"/api/recipients/{self.recipient}", json=named)
        assert answer.status_code == 200, answer.text
        self.ids = fill(self.house, self.client, self.house.bea, UUID(self.recipient))
        self.secrets = (str(self.client.id), NAME, GOAL, "Room 4", "meet.example/4", "Hidden")
        self.phone = chain.phone_of(self.client)
        chain.want(self.client)
        self.earlier: dict[str, set[str]] = {}
        self.table: list[tuple[str, ...]] = []

    def join(self) -> None:
        """Hal follows the link, and says that his phone may be pushed to and his calendar fed."""
        secret, browser = link(self.client, UUID(self.recipient)), self.house.new_browser()
        assert state(self.client, UUID(self.recipient)) == "waiting"
        self.table.append(("invited", "nobody is there yet", "", ""))
        me = join(browser, secret).json()
        self.hal = Actor(UUID(me["id"]), "Hal", browser)
        self.his_phone = self.chain.phone_of(self.hal)
        feed = browser.post("/api/calendar-feeds", json={"titles": "full"}).json()
        self.feed = feed["url"].removeprefix("https://companion.example")
        assert state(self.client, UUID(self.recipient)) == "joined"
        self.never = looks(self.house, self.house.fay, Role.relative, self.ids)

    def signs(self, *parts: str, day: int = 30) -> datetime:
        """Quillon signs for Hal until the end of a day; returns when that is."""
        on = clock.local_day(clock.utc_now(), ZONE) + timedelta(days=day)
        self.consent = signs(self.client, self.recipient, *parts, expires_on=on.isoformat())
        with self.house.database.unit_of_work() as db:
            expires_at = db.get_one(Consent, UUID(self.consent)).expires_at
        assert expires_at is not None
        return expires_at

    def go_to(self, at: datetime) -> None:
        self.chain.go_to(at)
        for actor in (self.hal, self.client, self.house.fay, self.house.bea):
            sign_in_again(self.house, actor)

    def note(self, when: str, *signed: str) -> None:
        """Everything Hal can ask for, against what is signed."""
        self.chain.tick()
        found = looks(self.house, self.hal, Role.relative, self.ids)
        about = {OF_HOME, OF_CLIENT} if signed else set()
        told = {name for name, look in found.items() if self.tells(look)}
        assert told == about, when
        differing = {name for name in found if found[name].status != self.never[name].status}
        assert differing == about - {OF_HOME}, when
        assert self.shown() == set(signed), when
        self.keeps_nothing(found)
        assert self.pushed() == (0, 0, 0), when
        calendar = self.house.visitor.get(self.feed)
        assert calendar.status_code == 200
        assert "no-store" in calendar.headers["cache-control"]
        assert b"VEVENT" not in calendar.content
        expected = ["Hal"] if "family_sessions" in signed else []
        assert self.expected() == expected, when
        parts = ", ".join(KEYS[part] for part in sorted(signed)) or "nothing"
        self.table.append((when, f"{len(told)} of {len(found)} routes", parts, "no push, no entry"))

    def tells(self, look: Look) -> bool:
        return any(secret.encode() in look.content for secret in self.secrets)

    def shown(self) -> set[str]:
        """The parts Hal is shown, as his home says and as the page itself does."""
        shared = self.hal.browser.get("/api/family-home").json()["shared"]
        page = self.hal.browser.get(f"/api/family/{self.client.id}")
        if page.status_code == 404:
            assert shared == []
            return set()
        told: dict[str, Any] = page.json()
        parts = {part for part, key in KEYS.items() if told[key] is not None}
        assert all(told[KEYS[part]] for part in parts), "there is something in each"
        assert [(one["name"], set(one["parts"])) for one in shared] == [(NAME, parts)]
        return parts

    def keeps_nothing(self, found: dict[str, Look]) -> None:
        """No answer may be kept, and none is spared whoever names one they had before."""
        for name, look in found.items():
            headers = dict(look.headers)
            assert "no-store" in headers["cache-control"], name
            if "etag" in headers:
                self.earlier.setdefault(name, {"*"}).add(headers["etag"])
        for name in {OF_HOME, OF_CLIENT, *self.earlier}:
            path = name.partition(" ")[2].format_map(self.ids)
            for tag in self.earlier.get(name, {"*", '"1"'}):
                again = self.hal.browser.get(path, headers={"If-None-Match": tag})
                assert (again.status_code, again.content) == (
                    found[name].status, found[name].content,
                ), name  # fmt: skip

    def pushed(self) -> tuple[int, int, int]:
        """Hal's reminders, what is on its way to his phone, and what was sent to it."""
        with self.house.database.unit_of_work() as db:
            reminders = db.exec(select(Reminder.id).where(Reminder.person_id == self.hal.id)).all()
            to_his = col(PushDelivery.subscription_id) == UUID(self.his_phone.id)
            sent = db.exec(select(PushDelivery.subscription_id).where(to_his)).all()
        return len(reminders), len(sent), self.his_phone.tries

    def expected(self) -> list[str]:
        """Whom the leader of the session expects."""
        path = f"/api/appointments/{self.ids['family_session_id']}/relatives"
        return [one["name"] for one in self.house.bea.browser.get(path).json()["items"]]


@ONE_DATABASE
def test_what_a_relative_is_shown_is_what_is_signed_and_nothing_else(chain: Chain) -> None:
    way = Way(chain)
    way.join()
    way.note("joined")
    way.signs("family_milestones", "family_sessions")
    way.note("two parts", "family_milestones", "family_sessions")
    way.signs("family_milestones")
    way.note("narrowed to one", "family_milestones")
    way.go_to(MONDAY + timedelta(days=1))
    way.note("the day before a session", "family_milestones")
    assert way.phone.tries == 1, "the worker works: the client is reminded"
    ending = f"/api/consents/{way.consent}/ending"
    assert way.client.browser.put(ending, json={}).is_success
    way.note("taken back")
    until = way.signs("family_sessions", "family_plan", day=1)
    way.go_to(until - timedelta(seconds=1))
    way.note("signed until a day, its last second", "family_plan", "family_sessions")
    way.go_to(until)
    way.note("lapsed")
    for row in way.table:
        print("{:<37} {:<20} {:<22} {}".format(*row))
