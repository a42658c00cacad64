"""Six weeks of psychoeducation under a moved clock: what the level brings is half read offline,
taken up on another day and finished; its cards come back; the counselor sees what was shared.

With `-s` the cards are printed as a table: on which day each was asked, and how it was answered.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from app import clock
from tests.level_of_care.signing_in import sign_in_again
from tests.support.databases import ONE_DATABASE
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.learning_furniture import came_to, en, level_modules

FIRST = date(2027, 1, 11)
WEEKS = 6
AT_MOST_A_DAY = 3
MODULES = ("halt", "riding-out-a-craving", "sleep")
AWAY = range(24, 29)
"""Days on which the client opens nothing: nothing piles up for that."""
ALONE, SHARED = "a line for nobody else", "a line for my counselor"
FORGOT, GOOD = 1, 3


class Phone:
    """Ada's phone and where the clock stands. Day 0 is a Monday, the day she came to the level."""

    def __init__(self, house: House, traveller: time_machine.Traveller) -> None:
        self.house, self.traveller = house, traveller
        self.asked: defaultdict[tuple[str, str], dict[int, int]] = defaultdict(dict)

    def go_to(self, day: int, hour: int = 20) -> datetime:
        at = clock.at_wall_time(FIRST + timedelta(days=day), time(hour), ZONE)
        self.traveller.move_to(at)
        sign_in_again(self.house, self.house.ada)
        return at

    def read(self, module_id: str, block: int, at: datetime, *, is_finished: bool = False) -> Any:
        """A mark, made `at` an instant and sent now."""
        text = en(module_id)
        body = {
            "key": text.key, "digest": text.digest, "block": block, "is_finished": is_finished,
            "occurred_at": at.astimezone(ZoneInfo(ZONE)).isoformat(),
        }  # fmt: skip
        return _done(self.house.ada.browser.put(f"/api/reading-marks/{fresh_id()}", json=body))

    def item(self, module_id: str) -> dict[str, Any]:
        """A module as it stands on the shelf."""
        items = _done(self.house.ada.browser.get("/api/modules"))["items"]
        found: dict[str, Any] = next(one for one in items if one["key"] == en(module_id).key)
        return found

    def write(self, prompt_id: str, words: str, shared_with: str) -> None:
        body = {
            "key": en("halt").key, "prompt_id": prompt_id, "prompt": "As it was asked",
            "words": words, "shared_with": shared_with,
            "occurred_at": clock.utc_now().isoformat(),
        }  # fmt: skip
        _done(self.house.ada.browser.put(f"/api/reflections/{fresh_id()}", json=body))

    def recall(self, day: int) -> int:
        """Answers the cards of a day: the first question of HALT is forgotten twice."""
        deck = _done(self.house.ada.browser.get("/api/recall-cards"))
        today = [card for card in deck["items"] if card["due_on"] <= deck["on_day"]]
        for card in today[: deck["at_most"] - deck["answered_today"]]:
            name = (card["key"], card["card_id"])
            is_hard = name == (en("halt").key, "c1") and len(self.asked[name]) < 2
            self.asked[name][day] = FORGOT if is_hard else GOOD
            self._answer(card, self.asked[name][day])
        return len(today)

    def _answer(self, card: dict[str, Any], rating: int) -> None:
        body = {
            "key": card["key"], "card_id": card["card_id"], "rating": rating,
            "occurred_at": clock.utc_now().astimezone(ZoneInfo(ZONE)).isoformat(),
        }  # fmt: skip
        due_on = _done(self.house.ada.browser.put(f"/api/card-reviews/{fresh_id()}", json=body))
        assert date.fromisoformat(due_on["due_on"]) > _today()

    def table(self) -> str:
        """A line for each card: the days it was asked on, `x` where it was forgotten."""
        names = {en(module_id).key: module_id for module_id in MODULES}
        lines = [
            f"{names[key]:<22}{card}  "
            + " ".join(f"{day}{'x' if rating == FORGOT else ''}" for day, rating in days.items())
            for (key, card), days in self.asked.items()
        ]
        return "\n".join(lines)


def _done(answer: Any) -> Any:
    assert answer.status_code in (200, 204), answer.text
    return answer.json() if answer.content else None


def _today() -> date:
    return clock.local_day(clock.utc_now(), ZONE)


@pytest.fixture
def phone(house: House) -> Iterator[Phone]:
    with time_machine.travel(datetime(2027, 1, 11, 14, tzinfo=clock.utc_now().tzinfo)) as moved:
        built = Phone(house, moved)
        came_to(house, house.ada, ("Level 1", built.go_to(0, 9)))
        level_modules(house, level_1=[(module_id, n) for n, module_id in enumerate(MODULES, 1)])
        yield built


@ONE_DATABASE
def test_six_weeks_of_a_module_its_cards_and_what_is_shared(phone: Phone) -> None:
    _half_on_the_train(phone)
    _the_rest_three_days_later(phone)
    _what_the_counselor_sees(phone)
    _six_weeks_of_cards(phone)
    _taken_back(phone)


def _half_on_the_train(phone: Phone) -> None:
    phone.go_to(0, 18)
    brought = phone.item("halt")
    assert brought["assigned"] == {
        "for": "level", "by": None, "at": brought["assigned"]["at"], "due_on": None, "line": None,
        "week": 1, "is_now": True,
    }  # fmt: skip
    assert not phone.item("sleep")["assigned"]["is_now"]
    text = _done(phone.house.ada.browser.get(f"/api/module-texts/{brought['digest']}"))
    assert len(text["blocks"]) > 12
    assert len(text["cards"]) >= 4
    offline_at = phone.go_to(0, 22)
    phone.go_to(1, 8)
    phone.read("halt", 7, offline_at)


def _the_rest_three_days_later(phone: Phone) -> None:
    at = phone.go_to(3)
    where = phone.item("halt")["reading"]
    assert (where["block"], where["finished_at"]) == (7, None)
    assert not _done(phone.house.ada.browser.get("/api/recall-cards"))["items"]
    finished = phone.read("halt", 20, at, is_finished=True)
    assert finished["finished_at"] is not None
    phone.write("r1", ALONE, "nobody")
    phone.write("r2", SHARED, "primary")


def _what_the_counselor_sees(phone: Phone) -> None:
    house = phone.house
    for actor in (house.bea, house.cleo, house.edda):
        sign_in_again(house, actor)
    of_ada = f"/api/clients/{house.ada.id}/modules"
    seen = _done(house.bea.browser.get(of_ada))
    halt = next(one for one in seen["items"] if one["key"] == en("halt").key)
    assert (halt["state"], halt["finished_on"]) == ("finished", str(FIRST + timedelta(days=3)))
    assert [one["words"] for one in seen["shared"]] == [SHARED]
    assert house.cleo.browser.get(of_ada).status_code == 404
    shared = _done(house.bea.browser.get("/api/shared-reflections"))
    assert ([one["words"] for one in shared["items"]], shared["unread"]) == ([SHARED], 1)
    assert not _done(house.cleo.browser.get("/api/shared-reflections"))["items"]
    for actor in (house.bea, house.cleo, house.edda):
        assert ALONE not in _everything(house, actor)
    reading = (
        f"/api/clients/{house.ada.id}/reflections/{shared['items'][0]['reflection_id']}/reading"
    )
    _done(house.bea.browser.put(reading, json={"line": "Thank you"}))
    mine = _done(house.ada.browser.get("/api/reflections"))["items"]
    read = next(one["readings"] for one in mine if one["words"] == SHARED)
    assert [(one["by"], one["line"]) for one in read] == [("Bea", "Thank you")]


def _everything(house: House, actor: Actor) -> str:
    """All that somebody gets from routes without a name in them, and from those about Ada."""
    paths = [
        path.replace("{client_id}", str(house.ada.id)) for path in house.app.openapi()["paths"]
    ]
    asked = [path for path in paths if "{" not in path]
    return "".join(actor.browser.get(path).text for path in asked)


def _six_weeks_of_cards(phone: Phone) -> None:
    waiting = []
    for day in range(4, 7 * WEEKS):
        at = phone.go_to(day)
        for week, module_id in enumerate(MODULES[1:], 1):
            if day == 7 * week + 2:
                phone.read(module_id, 20, at, is_finished=True)
        if day in AWAY:
            continue
        waiting.append(phone.recall(day))
    print()
    print(phone.table())
    a_day: defaultdict[int, int] = defaultdict(int)
    for days in phone.asked.values():
        for day in days:
            a_day[day] += 1
    assert max(a_day.values()) <= AT_MOST_A_DAY
    assert not a_day.keys() & set(AWAY)
    for days in phone.asked.values():
        gaps = [after - before for before, after in zip(days, list(days)[1:], strict=False)]
        remembered = [
            gap for gap, rating in zip(gaps, days.values(), strict=False) if rating == GOOD
        ]
        assert remembered == sorted(remembered), "what is known comes back later each time"
    first = phone.asked[en("halt").key, "c1"]
    assert list(first.values())[:3] == [FORGOT, FORGOT, GOOD]
    assert {key for key, _ in phone.asked} == {en(module_id).key for module_id in MODULES}


def _taken_back(phone: Phone) -> None:
    phone.go_to(7 * WEEKS)
    phone.write("r2", SHARED, "nobody")
    house = phone.house
    sign_in_again(house, house.bea)
    assert not _done(house.bea.browser.get("/api/shared-reflections"))["items"]
    assert SHARED not in _everything(house, house.bea)
    assert SHARED not in _done(house.bea.browser.get(f"/api/clients/{house.ada.id}/modules"))
