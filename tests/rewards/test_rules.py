"""The rules of rewards without a database: what is earned, what a row is, what a bowl gives."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from app.ids import new_id
from app.rewards.caps import room_in, year_after
from app.rewards.export import as_text, dollars
from app.rewards.models import EntryKind, LedgerEntry, RewardFund
from app.rewards.rules import (
    InForce,
    Occasion,
    Outcome,
    RewardRules,
    What,
    drawn_from,
    has_room,
    reckon,
    slips_in,
)
from tests.support.reward_furniture import bowl, rules_body

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
DAY = timedelta(days=1)
SCHEME = new_id()


def _rules(**other: Any) -> RewardRules:
    return RewardRules.model_validate(rules_body(**other))


def _earned(said: str, **other: Any) -> list[int]:
    """Points by the letters of a month: attended, missed, excused, module, result."""
    words = {
        "a": (What.session, Outcome.done), "m": (What.session, Outcome.missed),
        "e": (What.session, Outcome.excused), "r": (What.result, Outcome.done),
        "l": (What.module, Outcome.done),
    }  # fmt: skip
    occasions = [
        Occasion(words[letter][0], str(day), START + day * DAY, words[letter][1])
        for day, letter in enumerate(said)
    ]
    in_force = InForce(SCHEME, None, _rules(**other))
    lines = reckon(reversed(occasions), lambda _: in_force).lines
    return [-1 if line.kind is EntryKind.reset else line.points for line in lines]


@pytest.mark.parametrize(
    "other",
    [
        {"session_points": 0, "module_points": 0, "escalation": None},
        {"session_points": 0},
        {"session_points": -1},
        {"session_points": True},
        {"module_points": 1001},
        {"escalation": {"step": 0, "most": 3}},
        {"draws": {"cost": 0, "bowl": bowl(small=(1, 100))}},
        {"draws": {"cost": 1, "bowl": []}},
        {"draws": {"cost": 1, "bowl": bowl(small=(0, 100))}},
        {"draws": {"cost": 1, "bowl": bowl(well_done=(1, 100))}},
        {"draws": {"cost": 1, "bowl": bowl(small=(1, 0))}},
        {"draws": {"cost": 1, "bowl": bowl(small=(1, 500), medium=(1, 500))}},
        {"draws": {"cost": 1, "bowl": bowl(medium=(1, 500), small=(1, 100))}},
        {"draws": {"cost": 1, "bowl": [*bowl(small=(1, 100)), *bowl(small=(1, 200))]}},
        {"results": {"points": 1, "substances": []}},
        {"surprise": 1},
    ],
)
def test_rules_that_make_no_sense_are_refused(other: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        _rules(**other)


@pytest.mark.parametrize("opioid", ["opioids", "heroin", "fentanyl", "methadone", "buprenorphine"])
def test_nothing_is_ever_given_for_staying_away_from_opioids(opioid: str) -> None:
    with pytest.raises(ValidationError):
        _rules(results={"points": 5, "substances": ["cocaine", opioid]})


def test_a_row_earns_more_up_to_its_limit_and_begins_anew_after_a_missed_session() -> None:
    assert _earned("aaaaaa") == [2, 3, 4, 5, 5, 5]
    assert _earned("aaameaa") == [2, 3, 4, -1, 2, 3]
    assert _earned("aaeaa") == [2, 3, 4, 5], "excused is not missed"
    assert _earned("mmam") == [2, -1], "there is nothing to begin anew before there is a row"
    assert _earned("aama", escalation={"step": 1, "most": 3, "resets": False}) == [2, 3, 4]
    assert _earned("aal", escalation=None) == [2, 2, 5]


def test_test_results_earn_nothing_unless_the_rules_say_so() -> None:
    assert _earned("rara") == [2, 3]
    assert _earned("ra", results={"points": 7, "substances": ["cocaine"]}) == [7, 2]


@settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.text(alphabet="amel", max_size=40), st.data())
def test_what_was_earned_is_never_less_for_what_comes_later(said: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(said)))
    before, after = _earned(said[:first]), _earned(said)
    assert after[: len(before)] == before
    assert all(points > 0 or points == -1 for points in after)


def test_each_day_counts_by_its_own_rules_and_a_pause_ends_the_row() -> None:
    first, second = new_id(), new_id()

    def in_force(at: datetime) -> InForce | None:
        day = (at - START) // DAY
        if 3 <= day < 5:
            return None
        return InForce(first, None, _rules()) if day < 3 else InForce(second, None, _rules())

    days = [Occasion(What.session, str(day), START + day * DAY) for day in range(7)]
    found = reckon(days, in_force)
    assert [(line.points, line.scheme_id) for line in found.lines] == [
        (2, first), (3, first), (4, first), (2, second), (3, second),
    ]  # fmt: skip
    assert found.in_a_row == 2


def test_a_bowl_gives_what_its_slips_say_and_the_largest_that_fits_where_that_is_too_much() -> None:
    draws = _rules(
        draws={"cost": 1, "bowl": bowl(well_done=(2, 0), small=(1, 500), large=(1, 3000))}
    ).draws
    assert draws is not None
    everything = [drawn_from(draws, number, 7500) for number in range(slips_in(draws))]
    assert [(one.drawn, one.cents) for one in everything] == [
        ("well_done", 0), ("well_done", 0), ("small", 500), ("large", 3000),
    ]  # fmt: skip
    assert all(one.given is one.drawn for one in everything)
    limited = drawn_from(draws, 3, 2999)
    assert (limited.drawn, limited.drawn_cents) == ("large", 3000)
    assert (limited.given, limited.cents) == ("small", 500)
    assert [has_room(draws, room) for room in (0, 499, 500)] == [False, False, True]


def test_a_fund_counts_back_twelve_months_from_every_day() -> None:
    fund = RewardFund(name="One", cap_a_year=75, made_by=new_id(), made_at=START)
    other = new_id()

    def prize(day: date, cents: int, fund_id: UUID = fund.id) -> LedgerEntry:
        return LedgerEntry(
            client_id=new_id(), scheme_id=SCHEME, kind=EntryKind.draw, for_what="draw",
            key=str(new_id()), cents=cents, fund_id=fund_id, on_day=day, at=START,
        )  # fmt: skip

    old, new = prize(date(2025, 3, 2), 4000), prize(date(2025, 9, 1), 3000)
    elsewhere = prize(date(2025, 9, 1), 9000, other)
    cancelled = LedgerEntry(
        client_id=new_id(), scheme_id=SCHEME, kind=EntryKind.corrected, for_what="prize",
        key=str(new.id), cents=-3000, on_day=date(2026, 3, 1), at=START,
    )  # fmt: skip
    the_day_before = room_in(fund, [old, new, elsewhere], date(2026, 3, 1))
    assert (the_day_before.left, the_day_before.more_on) == (500, date(2026, 3, 2))
    assert room_in(fund, [old, new, elsewhere], date(2026, 3, 2)).left == 4500
    assert room_in(fund, [old, new, cancelled], date(2026, 3, 1)).left == 3500
    assert year_after(date(2024, 2, 29)) == date(2025, 3, 1)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", " =1", "\uff1d1"])
def test_what_somebody_wrote_is_no_formula_in_a_file(start: str) -> None:
    assert as_text(start) == f"'{start}"
    assert as_text("Gift card = bus") == "Gift card = bus"
    assert [dollars(cents) for cents in (0, 5, -1250, 7500)] == ["0.00", "0.05", "-12.50", "75.00"]
