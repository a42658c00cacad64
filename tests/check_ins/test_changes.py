"""What is said to have changed: no small steps, grave items first, sums last."""

from typing import Any

import pytest

from app.check_ins.changes import ItemChange, SumChange, of_items, of_sums, of_the_day
from app.people.models import Language

CALM: dict[str, Any] = {
    "mood": 6, "craving": 3, "sleep": 7, "difficulty": 1, "halt": ["tired"], "use": "no",
}  # fmt: skip
EN, ES = Language.en, Language.es


@pytest.mark.parametrize(
    "now",
    [{}, {"mood": 7}, {"craving": 2, "sleep": 8, "difficulty": 2}, {"halt": []}, {"line": "Hi"}],
)
def test_a_small_step_is_no_news(now: dict[str, Any]) -> None:
    assert of_the_day(CALM | now, CALM, EN) == []


def test_without_a_day_on_either_side_nothing_is_said() -> None:
    assert of_the_day(None, CALM, EN) == of_the_day(CALM, None, EN) == []


def test_a_day_is_told_gravest_first() -> None:
    now = {"may_use": True, "use": "yes", "craving": 5, "mood": 4, "sleep": 3, "difficulty": 3}
    said = of_the_day(CALM | now | {"halt": ["tired", "lonely"]}, CALM, EN)
    assert said == [
        "Says now that they may use",
        "Drank or used: yes. Before: no",
        "Craving 5 of 10. Before: 3",
        "Mood 4 of 10. Before: 6",
        "Sleep 3 of 10. Before: 7",
        "How hard the day was: 3 of 4. Before: 1",
        "New: lonely",
    ]
    assert of_the_day(CALM, CALM | {"may_use": True}, EN) == ["No longer says that they may use"]
    assert of_the_day(CALM | now, CALM, ES)[1] == "Bebió o consumió: sí. Antes: no"


def _item(number: str, by: float) -> ItemChange:
    return ItemChange(number, "how often?", "2 days", "1 day", by)


def test_of_items_the_furthest_are_told_first_and_not_all() -> None:
    said = of_items("BAM", [_item("1", 0.25), _item("2", 1)], EN)
    assert said == [
        "BAM 2 (“how often?”): 2 days. Before: 1 day",
        "BAM 1 (“how often?”): 2 days. Before: 1 day",
    ]
    many = of_items("BAM", [_item(str(number), 0.5) for number in range(6)], EN)
    assert (len(many), many[-1]) == (5, "BAM: 2 more items are different")
    five = of_items("BAM", [_item(str(number), 0.5) for number in range(5)], ES)
    assert five[-1] == "BAM: hay una pregunta más con otra respuesta"


def test_sums_say_what_they_were_or_that_they_are_the_first() -> None:
    sums = [
        SumChange("Use", 3, 1, "1 or more", "1 or more"),
        SumChange("Risk", 4, 4),
        SumChange("Protective", 9, None),
    ]
    assert of_sums("BAM", sums, EN) == [
        "BAM, Use: 3 (1 or more). Before: 1 (1 or more)",
        "BAM, Protective: 9. No score before",
    ]
