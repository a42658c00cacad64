"""Which answers are looked at first and why, and which get words of care."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.check_ins.flags import Background, care_for, flags_of
from app.check_ins.instruments import load_instruments
from app.check_ins.schemas import DailyAnswers
from app.check_ins.scoring import score
from app.flags.models import FlagCode
from app.flags.wording import say
from tests.support.forms import BAM_IOP, GAD_7, PHQ_9

DAY = date(2027, 3, 14)
CALM = {"mood": 6, "craving": 3, "sleep": 7, "difficulty": 1, "halt": [], "use": "no"}
Facts = dict[tuple[str, str], dict[str, Any]]


def _flags(seen: Background | None = None, late_by: int = 0, **answers: Any) -> Facts:
    said = DailyAnswers.model_validate(CALM | answers)
    found = flags_of(said, DAY, DAY + timedelta(days=late_by), seen)
    assert all(say(one.code, one.facts) for one in found)
    return {(one.code.value, one.measure): one.facts for one in found}


def _of_form(name: str, answers: dict[str, int]) -> Facts:
    instrument = load_instruments()[name]
    found = flags_of(None, DAY, DAY, None, [(instrument, answers, score(instrument, answers))])
    return {(one.code.value, one.measure): one.facts for one in found}


@pytest.mark.parametrize(
    "answers", [{}, {"craving": 6}, {"mood": 3}, {"sleep": 0, "difficulty": 4, "halt": ["lonely"]}]
)
def test_a_hard_day_alone_is_no_flag(answers: dict[str, Any]) -> None:
    assert _flags(**answers) == {}
    assert care_for(DailyAnswers.model_validate(CALM | answers)) is None


def test_every_flag_has_the_numbers_it_is_worded_from() -> None:
    assert _flags(may_use=True) == {("may_use", ""): {}}
    assert _flags(use="rather_not_say") == {("rather_not_say", ""): {}}
    assert _flags(craving=7) == {("craving_high", ""): {"value": 7, "at": 7}}
    assert _flags(mood=2) == {("mood_low", ""): {"value": 2}}
    assert _flags(late_by=1) == {}
    assert _flags(late_by=2) == {("backdated", ""): {"days": 2}}
    assert _flags(late_by=-1) == {}
    assert len(_flags(use="yes", craving=10, mood=0, late_by=9)) == 4


def test_the_centre_says_from_which_craving_on() -> None:
    seen = Background(craving_at=5)
    assert _flags(seen, craving=4) == {}
    assert _flags(seen, craving=5) == {("craving_high", ""): {"value": 5, "at": 5}}


def test_use_says_after_how_many_days_without() -> None:
    admitted, used = DAY - timedelta(days=40), DAY - timedelta(days=12)
    for seen, facts in (
        (Background(), {}),
        (Background(admitted_on=admitted), {"days_since_admission": 40}),
        (Background(admitted_on=admitted, used_on=used), {"days_since_use": 12}),
        (Background(admitted_on=DAY + timedelta(days=1)), {}),
    ):
        assert _flags(seen, use="yes") == {("use", ""): facts}


def _days(**usual: int) -> Background:
    return Background(before=[CALM | usual] * 28)


def test_a_sharp_change_is_one_from_what_is_usual_for_this_client() -> None:
    assert _flags(_days(craving=1), craving=3) == {}
    assert _flags(_days(craving=1), craving=4) == {
        ("sharp_change", "craving"): {"value": 4, "low": 1, "high": 1, "n": 28}
    }
    assert _flags(_days(craving=5), craving=6) == {}
    assert ("sharp_change", "mood") in _flags(_days(mood=9), mood=5)
    assert ("sharp_change", "sleep") in _flags(_days(sleep=8), sleep=1)
    assert ("sharp_change", "difficulty") in _flags(_days(difficulty=0), difficulty=4)


def test_a_change_for_the_better_is_no_reason_to_hurry() -> None:
    assert _flags(_days(craving=6, mood=3, sleep=2, difficulty=4), craving=0, mood=9) == {}


def test_nine_days_are_no_baseline() -> None:
    few = Background(before=[CALM | {"craving": 0}] * 9)
    assert _flags(few, craving=6) == {}


def test_item_nine_is_a_flag_whatever_the_sum_and_whatever_is_missing() -> None:
    whole = PHQ_9 | {"9": 1}
    for answers in (dict.fromkeys(PHQ_9, 0) | {"9": 1}, whole, {"9": 1}):
        assert _of_form("phq-9", answers)["self_harm", "phq-9"] == {"value": 1}
    assert _of_form("phq-9", PHQ_9) == {}


def test_a_score_over_its_action_point_says_which() -> None:
    nine, ten = GAD_7 | {"1": 3}, GAD_7 | {"1": 3, "2": 2}
    assert _of_form("gad-7", nine) == {}
    facts = {"value": 10, "top": 21, "at_least": 10}
    assert _of_form("gad-7", ten) == {("score_high", "gad-7.total"): facts}
    assert _of_form("gad-7", dict.fromkeys(GAD_7, 3))["score_high", "gad-7.total"] == {
        "value": 21, "top": 21, "at_least": 10,
    }  # fmt: skip
    del ten["7"]
    assert _of_form("gad-7", ten) == {}


def test_a_low_score_says_so_too() -> None:
    low = _of_form("who-5", dict.fromkeys("12345", 2))
    assert low == {("score_low", "who-5.total"): {"value": 40, "top": 100, "at_most": 50}}


def test_use_in_a_form_says_how_much() -> None:
    assert ("use", "bam-iop") not in _of_form("bam-iop", BAM_IOP)
    used = BAM_IOP | {"4": 2, "5": 1}
    assert _of_form("bam-iop", used)["use", "bam-iop"] == {"alcohol": 2}
    assert _of_form("bam-iop", {"6": 3})["use", "bam-iop"] == {"drugs": 3}


def test_days_of_heavy_drinking_are_days_of_drinking_where_those_were_left_out() -> None:
    facts = _of_form("bam-iop", {"5": 2, "6": 0})["use", "bam-iop"]
    assert facts == {"alcohol": 2}
    assert say(FlagCode.use, facts, measure="bam-iop") == "BAM-IOP: alcohol on 2 of the last 7 days"


def test_care_comes_with_use_before_anything_else() -> None:
    for answers, care in (
        ({"use": "yes", "craving": 10}, "use"),
        ({"use": "rather_not_say", "craving": 10}, "rather_not_say"),
        ({"craving": 7}, "high_craving"),
        ({"mood": 0}, None),
    ):
        assert care_for(DailyAnswers.model_validate(CALM | answers)) == care
