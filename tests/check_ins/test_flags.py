"""Which answers are looked at first, and which get words of care."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.check_ins.flags import care_for, flags_of
from app.check_ins.schemas import DailyAnswers
from app.flags.wording import say as say_flag

DAY = date(2027, 3, 14)
CALM = {"mood": 6, "craving": 3, "sleep": 7, "difficulty": 1, "halt": [], "use": "no"}


def _flags(late_by: int = 0, **answers: Any) -> dict[str, str]:
    said = DailyAnswers.model_validate(CALM | answers)
    return {
        flag.code: say_flag(flag.code, flag.facts)
        for flag in flags_of(said, DAY, DAY + timedelta(days=late_by))
    }


@pytest.mark.parametrize(
    "answers", [{}, {"craving": 6}, {"mood": 3}, {"sleep": 0, "difficulty": 4, "halt": ["lonely"]}]
)
def test_a_hard_day_alone_is_no_flag(answers: dict[str, Any]) -> None:
    assert _flags(**answers) == {}
    assert care_for(DailyAnswers.model_validate(CALM | answers)) is None


def test_every_flag_says_why_in_words() -> None:
    assert _flags(use="yes") == {"use": "Said they drank or used"}
    assert _flags(use="rather_not_say") == {
        "rather_not_say": "Would rather not say whether they drank or used"
    }
    assert _flags(craving=7) == {"craving_high": "Craving 7 of 10"}
    assert _flags(mood=2) == {"mood_low": "Mood 2 of 10"}
    assert _flags(late_by=1) == {}
    assert _flags(late_by=2) == {"backdated": "Answered 2 days after the day it is about"}
    assert _flags(late_by=-1) == {}
    assert len(_flags(use="yes", craving=10, mood=0, late_by=9)) == 4


def test_care_comes_with_use_before_anything_else() -> None:
    for answers, care in (
        ({"use": "yes", "craving": 10}, "use"),
        ({"use": "rather_not_say", "craving": 10}, "rather_not_say"),
        ({"craving": 7}, "high_craving"),
        ({"mood": 0}, None),
    ):
        assert care_for(DailyAnswers.model_validate(CALM | answers)) == care
