"""In which order recall cards are asked, three a day, when a programme brings more than that."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from uuid import UUID

import pytest

import app.programs
from app.learning.curriculum import shipped
from app.learning.recall import (
    AT_MOST_A_DAY,
    CARDS_AT_ONCE,
    Answered,
    Memory,
    Standing,
    in_order,
    replay,
)
from app.people.models import Language

TODAY = date(2027, 1, 4)
DAY = timedelta(days=1)
FORGOT, GOOD = 1, 3
Name = tuple[str, str]


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _asked_before(stability: float, ago: int, due_in: int) -> Standing:
    return Standing(TODAY + due_in * DAY, _at(TODAY - 90 * DAY), stability, TODAY - ago * DAY)


def _new(ago: int) -> Standing:
    return Standing(TODAY - (ago - 1) * DAY, _at(TODAY - ago * DAY), None, None)


def _order(cards: dict[str, Standing], day: date = TODAY) -> list[str]:
    return [name for name in in_order(cards, cards.__getitem__, TODAY) if cards[name].due_on <= day]


def test_what_is_lost_first_comes_first_and_new_ones_wait() -> None:
    cards = {
        "known for long and late": _asked_before(40, 50, -10),
        "forgotten yesterday": _asked_before(0.3, 1, 0),
        "known for days and late": _asked_before(3, 6, -3),
        "read long ago": _new(30),
        "just read": _new(1),
        "not yet": _asked_before(10, 1, 9),
    }
    by_need = ["forgotten yesterday", "known for days and late", "known for long and late"]
    assert _order(cards) == [*by_need, "just read", "read long ago"]
    # Also for a phone that is offline when the next days come.
    ahead = _order(cards, TODAY + 9 * DAY)
    assert ahead == [*by_need, "not yet", "just read", "read long ago"]
    assert in_order([], cards.__getitem__, TODAY) == []


def test_a_phone_always_has_new_cards_for_days_on_which_no_other_is_due() -> None:
    cards = {f"again {n}": _asked_before(20, 10, 1 + n % 14) for n in range(90)}
    cards |= {f"new {n}": _new(3) for n in range(30)}
    names = in_order(cards, cards.__getitem__, TODAY)
    assert len(names) == CARDS_AT_ONCE
    assert len([name for name in names if name.startswith("new")]) >= AT_MOST_A_DAY * 3
    assert _order(cards)[:1] == ["new 0"]


@dataclass(slots=True)
class _Client:
    """Somebody who finishes each module in its week and answers three cards a day."""

    chance: Random
    forgets: float
    since: dict[Name, date] = field(default_factory=dict)
    answers: dict[Name, list[Answered]] = field(default_factory=dict)
    memory: dict[Name, Memory] = field(default_factory=dict)
    late: list[int] = field(default_factory=list)
    forgotten_late: list[int] = field(default_factory=list)

    def read(self, module_id: str, day: date) -> None:
        for card in shipped()[module_id].texts[Language.en].cards:
            self.since[module_id, card.id] = day
            self.memory[module_id, card.id] = replay(day, ())

    def stands(self, name: Name) -> Standing:
        one = self.memory[name]
        return Standing(one.due_on, _at(self.since[name]), one.stability, one.reviewed_on)

    def recall(self, day: date) -> None:
        due = [name for name, one in self.memory.items() if one.due_on <= day]
        for name in in_order(due, self.stands, day)[:AT_MOST_A_DAY]:
            given = self.answers.setdefault(name, [])
            if given:
                days = (day - self.memory[name].due_on).days
                (self.forgotten_late if given[-1].rating == FORGOT else self.late).append(days)
            rating = FORGOT if self.chance.random() < self.forgets else GOOD
            given.append(Answered(UUID(int=self.chance.getrandbits(128)), day, _at(day), rating))
            self.memory[name] = replay(self.since[name], given)

    def waiting(self, day: date) -> tuple[int, int]:
        """How many cards are due that were asked before, and how many that never were."""
        due = [one for one in self.memory.values() if one.due_on <= day]
        again = sum(one.reviews > 0 for one in due)
        return again, len(due) - again


def _weeks_of(template: str) -> Iterator[tuple[int, str]]:
    """The modules of a programme by the week in which they come, level after level."""
    path = Path(app.programs.__file__).parent / "templates" / f"{template}.toml"
    before = 0
    for level in tomllib.loads(path.read_text())["levels"]:
        modules = level.get("modules", [])
        yield from ((before + one.get("week", 1), one["module"]) for one in modules)
        before += max((one.get("week", 1) for one in modules), default=0)


@pytest.mark.parametrize("forgets", [0.0, 0.15, 0.3])
def test_a_whole_programme_at_three_a_day_keeps_what_was_begun(forgets: float) -> None:
    client = _Client(Random(5), forgets)
    weeks = list(_weeks_of("classic-16"))
    for number in range(16 * 7):
        day = TODAY + number * DAY
        client.recall(day)
        for week, module_id in weeks:
            if number == 7 * (week - 1) + 3:
                client.read(module_id, day)
    again, new = client.waiting(day)
    print(
        f"\nforgets {forgets:.0%}: {len(client.memory)} cards; late (days): median "
        f"{median(client.late)}, most {max(client.late)}; forgotten ones: most "
        f"{max(client.forgotten_late, default=0)}; waiting: {again} asked before, {new} new"
    )
    assert len(client.memory) > 150
    assert median(client.late) <= 1
    assert max(client.forgotten_late, default=0) <= 3
    assert again <= 2 * AT_MOST_A_DAY
    assert new > 10 * AT_MOST_A_DAY, "there are more than anybody is asked"
