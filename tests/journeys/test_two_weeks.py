"""One client's first two weeks, over the end of summer time: joining, groups, check-ins, cravings,
a journey, a bad evening of the push service; and every message at its local minute."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.people.viewers import SIGN_IN_COOKIE
from app.reminders.models import ReminderKind
from app.reminders.wording import WORDING
from tests.fakes.push_service import status
from tests.support.databases import ONE_DATABASE
from tests.support.house import ORIGIN, ZONE, Actor, Browser, check_in, craving, fresh_id
from tests.support.pushing import Chain, Phone, new_york, shown, wishes
from tests.support.sessions import cancel_session

DAY = timedelta(days=1)
START = new_york(2026, 10, 25, 10, 0)
WEST = "America/Los_Angeles"
Told = tuple[str, str, str]

EXPECTED: list[Told] = [
    ("Sun 25 Oct", "14:00", "change"),  # two groups joined, told in one message
    ("Sun 25 Oct", "18:00", "session"),
    ("Sun 25 Oct", "20:00", "check_in"),
    ("Mon 26 Oct", "17:00", "session"),
    ("Mon 26 Oct", "20:00", "check_in"),
    # Tuesday: checked in at noon
    ("Wed 28 Oct", "18:00", "session"),
    ("Wed 28 Oct", "20:00", "check_in"),
    ("Thu 29 Oct", "17:00", "session"),
    ("Thu 29 Oct", "20:00", "check_in"),
    # Friday: checked in at noon
    ("Sat 31 Oct", "09:00", "session"),
    ("Sat 31 Oct", "20:00", "check_in"),
    # The clocks go back at two; checked in at 01:40, the second time
    ("Sun 01 Nov", "08:00", "session"),
    ("Sun 01 Nov", "18:00", "session"),
    ("Mon 02 Nov", "17:00", "session"),
    ("Mon 02 Nov", "20:00", "check_in"),
    ("Tue 03 Nov", "23:00", "check_in"),  # in Los Angeles, where it is 20:00
    ("Wed 04 Nov", "18:00", "session"),
    ("Wed 04 Nov", "20:00", "check_in"),
    # Thursday: the group is cancelled, and checked in at noon
    ("Fri 06 Nov", "20:05", "check_in"),  # the push service asked for five minutes
    ("Sat 07 Nov", "09:00", "session"),
    ("Sat 07 Nov", "20:00", "check_in"),
]


@dataclass
class Diary:
    """Who the two weeks are about, and what their phone showed."""

    chain: Chain
    client: Actor
    phone: Phone
    reviewed: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def put(self, path: str, body: dict[str, Any]) -> Any:
        answer = self.client.browser.put(path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    def look(self) -> None:
        """Notes what has arrived since the last look, as the phone decrypted it."""
        now = self.chain.now.astimezone(ZoneInfo(ZONE))
        for message in self.phone.received[len(self.told) :]:
            said = shown(message)
            assert (said["title"], said["body"]) == (WORDING["en"].title, WORDING["en"].body)
            tapped = said["navigate"].removeprefix(f"{ORIGIN}/r/")
            kind = self.client.browser.get(f"/api/reminders/{tapped}").json()["kind"]
            self.told.append((f"{now:%a %d %b}", f"{now:%H:%M}", kind))


def join(chain: Chain) -> Diary:
    """A counselor invites somebody, who joins on a phone and says what to be reminded of."""
    house = chain.house
    wanted = {"name": "Ida", "programme_id": str(house.programme_id), "time_zone": ZONE}
    invited = house.bea.browser.post("/api/clients", json=wanted).json()
    token = invited["invitation"]["url"].rpartition("#")[2]
    browser = Browser(house.app)
    accepted = {
        "token": token, "shown_name": "Ida", "passphrase": "seven calm birds on a roof",
        "language": "en", "time_zone": ZONE,
    }  # fmt: skip
    me = browser.post("/api/invitation-acceptances", json=accepted)
    assert me.status_code == 201, me.text
    assert browser.cookies.get(SIGN_IN_COOKIE)
    client = Actor(UUID(me.json()["id"]), "Ida", browser)
    chain.want(client, wishes("20:00", minutes=[1440, 60], quiet=("21:30", "08:00")))
    for title, days, at, first in (
        ("Evening group", ["mon", "thu"], "18:00", "2026-10-25"),
        ("Sunday group", ["sun"], "09:00", "2026-11-01"),
    ):
        body = {
            "title": title, "kind": "support", "days": days, "local_time": at,
            "duration_minutes": 90, "from_day": first,
        }  # fmt: skip
        series = house.bea.browser.post("/api/appointment-series", json=body).json()["id"]
        place = f"/api/appointment-series/{series}/participants/{client.id}"
        assert house.bea.browser.put(place, json={}).status_code == 204
    return Diary(chain, client, chain.phone_of(client))


def checks_in(diary: Diary) -> None:
    diary.put(f"/api/check-ins/{fresh_id()}", check_in(diary.chain.now))


def logs_a_craving_twice_over_a_bad_line(diary: Diary) -> None:
    path, said = f"/api/craving-logs/{fresh_id()}", craving(7, at=diary.chain.now)
    assert diary.put(path, said) == diary.put(path, said)


def is_looked_at(diary: Diary) -> None:
    """The counselor signs in, takes the first of the queue, and the client sees it."""
    chain = diary.chain
    counselor = chain.house.another_browser(chain.house.bea)
    [first, *_] = counselor.get("/api/review-queue").json()["items"]
    said = first["check_in"]["id"]
    path = f"/api/clients/{diary.client.id}/check-ins/{said}/review"
    assert counselor.put(path, json={"line_to_client": "See you on Monday"}).status_code == 200
    own = diary.client.browser.get("/api/check-ins").json()["items"]
    [review] = [row["review"] for row in own if row["id"] == said]
    assert (review["by"], review["line"]) == ("Bea", "See you on Monday")
    assert datetime.fromisoformat(review["at"]) == chain.now
    diary.reviewed.append(said)


def travels_to(zone: str) -> Callable[[Diary], None]:
    def travel(diary: Diary) -> None:
        answer = diary.client.browser.patch("/api/me", json={"time_zone": zone})
        assert answer.status_code == 200

    return travel


def loses_the_next_group(diary: Diary) -> None:
    coming = diary.client.browser.get("/api/today").json()["sessions"]
    cancel_session(diary.chain.database, UUID(coming[0]["id"]))


def meets_a_busy_push_service(diary: Diary) -> None:
    diary.phone.will_answer(status(503, retry_after="300"), status(201))


LIFE: dict[datetime, Callable[[Diary], None]] = {
    new_york(2026, 10, 26, 22, 15): logs_a_craving_twice_over_a_bad_line,
    new_york(2026, 10, 27, 12, 0): checks_in,
    new_york(2026, 10, 28, 9, 12): is_looked_at,
    new_york(2026, 10, 30, 12, 0): checks_in,
    new_york(2026, 10, 31, 23, 40): logs_a_craving_twice_over_a_bad_line,
    new_york(2026, 11, 1, 1, 40) + timedelta(hours=1): checks_in,
    new_york(2026, 11, 2, 9, 12): is_looked_at,
    new_york(2026, 11, 3, 8, 0): travels_to(WEST),
    new_york(2026, 11, 4, 12, 0): travels_to(ZONE),
    new_york(2026, 11, 4, 21, 0): loses_the_next_group,
    new_york(2026, 11, 5, 12, 0): checks_in,
    new_york(2026, 11, 6, 12, 0): meets_a_busy_push_service,
}


def instants() -> Iterator[datetime]:
    """When the worker ticks: every four hours, and closely around what matters."""
    yield from (START + timedelta(hours=hours) for hours in range(0, 14 * 24, 4))
    for day in range(14):
        for hour, minute in ((8, 0), (9, 0), (17, 0), (18, 0), (20, 0), (23, 0)):
            at = new_york(2026, 10, 25, hour, minute)
            wall = at.astimezone(ZoneInfo(ZONE)) + day * DAY
            for offset in (-1, 0, 5):
                yield wall.astimezone(ZoneInfo("UTC")) + timedelta(minutes=offset)
    yield from LIFE


@pytest.mark.parametrize("start", [START])
@ONE_DATABASE
def test_two_weeks_of_one_client_over_the_end_of_summer_time(chain: Chain) -> None:
    diary = join(chain)
    for at in sorted(instant for instant in set(instants()) if instant >= START):
        chain.go_to(at)
        if at in LIFE:
            LIFE[at](diary)
        chain.tick()
        diary.look()
    print_table(diary.told)
    assert diary.told == EXPECTED
    the_record_agrees(diary)


def the_record_agrees(diary: Diary) -> None:
    chain, own = diary.chain, diary.client.browser
    sent = chain.reminders(diary.client, state="sent")
    assert len(sent) == len(diary.phone.received) == len(EXPECTED)
    assert sorted(row.status or 0 for row in chain.attempts()) == [201] * len(EXPECTED) + [503]
    assert len({message.body_length for message in diary.phone.received}) == 1
    done = chain.reminders(diary.client, state="done")
    assert [row.kind for row in done] == [ReminderKind.check_in] * 4
    assert len(own.get("/api/check-ins").json()["items"]) == 4
    assert len(own.get("/api/craving-logs").json()["items"]) == 2
    assert len(set(diary.reviewed)) == 2
    visits = own.get("/api/record-access").json()["items"]
    assert {visit["by"] for visit in visits} == {"Bea"}


def print_table(told: list[Told]) -> None:
    """With the days on which nothing was sent."""
    print("\nday         local  kind      delivered")
    for number in range(14):
        day = f"{START.astimezone(ZoneInfo(ZONE)) + number * DAY:%a %d %b}"
        for _, minute, kind in [each for each in told if each[0] == day] or [("", "-    ", "-")]:
            print(f"{day}  {minute}  {kind:<9} {'yes' if kind != '-' else '-'}")
