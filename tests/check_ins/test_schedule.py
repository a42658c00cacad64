"""What is due on which day: rhythms, what covers what, and what is drawn together."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.check_ins.due import covers
from app.check_ins.schedule import Due, Own, Plan, StayDays, asks_of, shortest_interval
from app.programs.design import Asked, usual_check_ins

DAY = timedelta(days=1)
BEGAN = date(2027, 1, 4)
FORMS = ("barc-10", "who-5", "audit-c")
MONTHLY = {"bam", "phq-9", "gad-7"}


def _stay(phase: str = "treatment", level: str | None = "one", began: date = BEGAN) -> StayDays:
    return StayDays(phase, level, BEGAN, began)


def _asked(**fields: Any) -> Asked:
    return Asked.model_validate({"phases": ["treatment"]} | fields)


def _plan(
    day: int,
    answered: dict[str, int] | None = None,
    own: dict[str, Own] | None = None,
    entries: list[Asked] | None = None,
    **stay: Any,
) -> Plan:
    on_day = BEGAN + day * DAY
    asks = asks_of(entries or usual_check_ins(), own or {}, _stay(**stay), on_day)
    days = {name: BEGAN + number * DAY for name, number in (answered or {}).items()}
    return Plan(asks, days, covers())


def _due(day: int, *args: Any, **more: Any) -> list[str]:
    plan = _plan(day, *args, **more)
    return [one.instrument for one in plan.due(BEGAN + day * DAY)]


def test_nothing_is_asked_where_nothing_says_so() -> None:
    assert _due(3, phase="referral") == []
    assert _due(3, phase="alumni") == []
    assert _due(3, entries=[_asked(instrument="daily", levels=["two"], every_days=1)]) == []
    assert _plan(3, phase="alumni").next_on("daily", BEGAN) is None


def test_the_first_sitting_is_short_and_the_third_day_has_what_is_monthly() -> None:
    assert _due(0) == ["daily", *FORMS]
    done = {"daily": 0, "barc-10": 0, "who-5": 0, "audit-c": 0}
    assert _due(1, done) == ["daily"]
    assert _due(2, done | {"daily": 1}) == ["daily", "bam", "phq-9", "gad-7"]


def test_a_week_after_the_long_form_the_short_one_is_due() -> None:
    done = dict.fromkeys(FORMS, 0) | dict.fromkeys(MONTHLY, 2)
    assert [_due(day, done) for day in (8, 9)] == [["daily"], ["daily", "bam-iop"]]
    assert _due(10, done | {"bam-iop": 9}) == ["daily"]


def test_the_long_form_takes_the_place_of_the_short_one_in_its_week() -> None:
    done = dict.fromkeys(FORMS, 0) | dict.fromkeys(MONTHLY, 2) | {"bam-iop": 23}
    assert _due(30, done) == ["daily", "bam", "phq-9", "gad-7"]
    assert "bam-iop" not in _due(32, done)
    assert {"bam", "bam-iop"} <= set(_due(37, done))  # a week later the short one may be had


def test_phq_2_is_not_asked_beside_phq_9() -> None:
    entries = [
        _asked(instrument="phq-2", every_days=14),
        _asked(instrument="phq-9", every_days=28),
    ]
    assert _due(0, entries=entries) == ["phq-9"]
    assert _due(13, {"phq-9": 0}, entries=entries) == []
    assert _due(14, {"phq-9": 0}, entries=entries) == ["phq-2"]


def test_late_is_still_possible_and_says_by_how_much() -> None:
    plan = _plan(5)
    on_day = BEGAN + 5 * DAY
    assert {one.instrument: one.late_days(on_day) for one in plan.due(on_day)} == {
        "daily": 0, "bam": 3, "phq-9": 3, "gad-7": 3, "barc-10": 5, "who-5": 5, "audit-c": 5,
    }  # fmt: skip


def test_who_lets_one_pass_is_asked_again_an_interval_later() -> None:
    plan = _plan(16, {"bam-iop": 1}, entries=[_asked(instrument="bam-iop", every_days=7)])
    on_day = BEGAN + 16 * DAY
    assert [(one.due_on, one.late_days(on_day)) for one in plan.due(on_day)] == [
        (BEGAN + 15 * DAY, 1)
    ]


def test_what_is_asked_once_is_asked_until_it_is_answered() -> None:
    entries = [_asked(instrument="audit-c", first_after_days=3)]
    assert [_due(day, entries=entries) for day in (2, 3, 200)] == [[], ["audit-c"], ["audit-c"]]
    assert _due(200, {"audit-c": 30}, entries=entries) == []


def test_what_is_due_a_day_or_two_later_is_drawn_into_one_sitting() -> None:
    done = {"barc-10": 0, "who-5": 0, "audit-c": 0, "bam": 1, "phq-9": 3, "gad-7": 4}
    assert _due(29, done | {"bam-iop": 28}) == ["daily", "bam", "phq-9"]
    assert _due(28, done | {"bam-iop": 27}) == ["daily"]  # nothing else due: nothing drawn
    drawn = _plan(29, done).due(BEGAN + 29 * DAY)
    assert Due("phq-9", BEGAN + 29 * DAY) in drawn


def test_aftercare_thins_out_from_weekly_to_monthly() -> None:
    week = {"phase": "aftercare"}
    assert _due(6, {"daily": 0, "bam": 0}, **week) == []
    assert "daily" in _due(7, {"daily": 0}, **week)
    assert "daily" not in _due(70, {"daily": 56}, **week)
    assert "daily" in _due(84, {"daily": 56}, **week)
    assert "bam-iop" not in _due(70, {"bam": 56, "bam-iop": 56}, **week)


def test_the_first_entry_that_fits_counts() -> None:
    entries = [
        _asked(instrument="pacs", levels=["two"], every_days=7),
        _asked(instrument="pacs", every_days=28),
    ]
    found = [
        asks_of(entries, {}, _stay(level=level), BEGAN)[0].every_days for level in ("one", "two")
    ]
    assert found == [28, 7]


def test_a_rhythm_of_ones_own_goes_before_the_programmes() -> None:
    set_on = BEGAN + 5 * DAY
    assert "phq-9" not in _due(40, own={"phq-9": Own(None, set_on)})
    assert "pacs" in _due(5, own={"pacs": Own(7, set_on)})
    assert "pacs" not in _due(11, {"pacs": 5}, own={"pacs": Own(7, set_on)})
    assert _due(11, {"daily": 5}, own={"daily": Own(7, set_on)}, phase="alumni") == []
    assert _due(12, {"daily": 5}, own={"daily": Own(7, set_on)}, phase="alumni") == ["daily"]


def test_what_comes_is_told_a_week_ahead() -> None:
    done = dict.fromkeys(FORMS, 0) | dict.fromkeys(MONTHLY, 2) | {"daily": 4}
    coming = _plan(4, done).coming(BEGAN + 4 * DAY)
    assert [(one.instrument, (one.due_on - BEGAN).days) for one in coming] == [
        ("daily", 5), ("bam-iop", 9),
    ]  # fmt: skip


def test_the_shortest_interval_is_what_silence_is_counted_by() -> None:
    assert shortest_interval(_plan(0).asks) == 1
    assert shortest_interval(_plan(0, phase="aftercare").asks) == 7
    assert shortest_interval(_plan(60, phase="aftercare").asks) == 28
    assert shortest_interval(_plan(0, phase="alumni").asks) is None


def _lived(days: int, skipped: set[int]) -> Iterator[tuple[int, list[Due]]]:
    """Somebody who answers whatever is due, except on some days."""
    answered: dict[str, int] = {}
    for day in range(days):
        due = _plan(day, answered).due(BEGAN + day * DAY)
        if day not in skipped:
            yield day, due
            answered |= {one.instrument: day for one in due}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(0, 139), max_size=100))
def test_over_months_no_recall_overlaps_and_no_sitting_has_both_of_a_pair(
    skipped: set[int],
) -> None:
    last: dict[str, int] = {}
    least = {"daily": 1, "bam-iop": 7, "bam": 26, "phq-9": 26, "gad-7": 26, "barc-10": 89}
    for day, due in _lived(140, skipped):
        names = [one.instrument for one in due]
        assert len(set(names)) == len(names)
        for name in names:
            assert day - last.get(name, -1000) >= least.get(name, 0), (day, name)
        last |= dict.fromkeys(names, day)


@pytest.mark.parametrize("days", [364])
def test_a_year_of_somebody_who_answers_everything(days: int) -> None:
    counted: dict[str, int] = {}
    sittings = 0
    for _, due in _lived(days, set()):
        names = {one.instrument for one in due}
        sittings += bool(names - {"daily"})
        counted |= {name: counted.get(name, 0) + 1 for name in names}
        assert not {"bam", "bam-iop"} <= names
    assert counted == {
        "daily": 364, "bam": 13, "bam-iop": 39, "phq-9": 13, "gad-7": 13, "barc-10": 4,
        "who-5": 4, "audit-c": 1,
    }  # fmt: skip
    assert sittings <= 56
