"""The table of moves, and the concerns: everything they could be asked."""

from itertools import product
from typing import Any

import pytest

from app.episodes.concerns import ConcernCode, concerns_of, sentence
from app.episodes.models import Assessment, Detox, Living, Outcome, Phase, Support
from app.episodes.moves import MOVES, is_admission, is_allowed, is_end, moves_from
from app.ids import new_id
from app.people.models import Language
from app.programs.design import plain_design

R, A, T, C, L = Phase
DONE, OUT, ON, LEFT, NOT = Outcome
WRITTEN_DOWN = {
    (R, R, ON), (R, R, LEFT), (R, R, NOT), (R, A, None), (R, T, None),
    (A, A, ON), (A, A, LEFT), (A, A, NOT), (A, T, None),
    (T, T, None), (T, T, OUT), (T, T, ON), (T, T, LEFT),
    (T, C, DONE), (T, C, OUT), (T, C, ON), (T, C, LEFT), (T, L, DONE),
    (C, C, OUT), (C, C, ON), (C, C, LEFT), (C, L, None), (C, L, DONE),
    (L, L, LEFT),
}  # fmt: skip
NOW = plain_design("Level 1")


def test_of_all_moves_there_are_these_are_allowed() -> None:
    every = product(Phase, Phase, (None, *Outcome))
    assert {move for move in every if is_allowed(*move)} == WRITTEN_DOWN
    assert MOVES.keys() == set(Phase)


def test_an_end_stays_in_its_phase_and_says_how() -> None:
    ends = {move for move in WRITTEN_DOWN if is_end(*move)}
    assert ends == {move for move in WRITTEN_DOWN if move[0] is move[1]} - {(T, T, None)}
    assert {now for now, _, _ in ends} == set(Phase)


def test_only_treatment_can_be_completed_and_nobody_goes_back() -> None:
    order = list(Phase)
    assert all(order.index(then) >= order.index(now) for now, then, _ in WRITTEN_DOWN)
    assert {now for now, _, outcome in WRITTEN_DOWN if outcome is DONE} == {T, C}
    assert {(now, then) for now, then, _ in WRITTEN_DOWN if is_admission(now, then)} == {
        (R, T), (A, T),
    }  # fmt: skip


@pytest.mark.parametrize("phase", Phase)
def test_what_may_come_next_is_listed_once_with_the_ends_last(phase: Phase) -> None:
    found = moves_from(phase)
    assert {(phase, *move) for move in found} == {m for m in WRITTEN_DOWN if m[0] is phase}
    assert len(set(found)) == len(found)
    ends = [is_end(phase, *move) for move in found]
    assert ends == sorted(ends)


def _found(**said: Any) -> list[ConcernCode]:
    row = Assessment(episode_id=new_id(), by=new_id(), **said)
    return concerns_of(row, NOW)


def test_nothing_asked_is_no_concern() -> None:
    assert concerns_of(None, NOW) == []
    assert _found() == []
    assert _found(fits=True, living=Living.sober_home, detox=Detox.done, substance_free=True) == []
    assert _found(detox=Detox.not_needed, needs_more_care=False) == []


@pytest.mark.parametrize("living", Living)
def test_a_risky_home_is_a_concern_only_without_any_support(living: Living) -> None:
    risky = living in {Living.risky_home, Living.no_home}
    assert (_found(living=living) == [ConcernCode.home_at_risk]) is risky
    for support in Support:
        assert _found(living=living, supports=[support]) == []


def test_every_concern_has_its_condition_and_a_sentence_in_both_languages() -> None:
    strict = NOW.model_copy(update={"must_be_substance_free": True})
    row = Assessment(
        episode_id=new_id(), by=new_id(), fits=False, living=Living.risky_home,
        detox=Detox.referred, substance_free=False, needs_more_care=True,
    )  # fmt: skip
    assert concerns_of(row, strict) == list(ConcernCode)
    assert ConcernCode.not_substance_free not in concerns_of(row, NOW)
    said = {sentence(code, language) for code in ConcernCode for language in Language}
    assert len(said) == len(ConcernCode) * len(Language)
