"""What a plan may hold, and the hours it adds up to."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.treatment_plan.content import PlanContent, hours_a_week, mutual_help_a_week
from tests.treatment_plan.plans import GROUP, ONE_TO_ONE, item, plan, plans


def _objective(**fields: Any) -> dict[str, Any]:
    changed = copy.deepcopy(plan())
    changed["problems"][0]["goals"][0]["objectives"][0] |= fields
    return changed


def _many(count: int, text: str = "x") -> list[dict[str, Any]]:
    return [item(text) for _ in range(count)]


TOO_MUCH = [
    plan(problems=_many(21)),
    plan(problems=[item("x", goals=_many(11))]),
    plan(problems=[item("x", goals=[item("x", objectives=_many(11))])]),
    _objective(steps=_many(21)),
    _objective(interventions=[GROUP | {"id": f"group-{n:06}"} for n in range(21)]),
    plan(benchmarks=_many(41)),
    plan(problems=[item("x" * 501)]),
    _objective(measured_by="x" * 301),
    plan(problems=[item("x", goals=_many(10, "ü" * 500)) for _ in range(20)]),
]
NOT_RIGHT = [
    plan(problems=[item("")]),
    plan(problems=[item("   ")]),
    plan(problems=[item("half \ud83d")]),
    plan(problems=[item("a\x00b")]),
    plan(problems=[{"text": "No id"}]),
    plan(problems=[item("x") | {"id": "short"}]),
    plan(problems=[item("x") | {"id": "Not_An_Id_"}]),
    plan(problems=[item("x", colour="red")]),
    plan(problems=[item("x") | {"id": GROUP["id"]}]),
    plan(level="two\nlines"),
    plan(review_on="2027-02-30"),
    plan(review_on="9999-12-31"),
    _objective(target_day="soon"),
    _objective(steps=[{"id": "step-0000001", "text": "a"}] * 2),
]
NOT_AN_INTERVENTION = [
    GROUP | {"minutes": None}, GROUP | {"minutes": 4}, GROUP | {"minutes": 721},
    GROUP | {"per_week": None}, GROUP | {"per_week": 0}, GROUP | {"per_week": -1},
    GROUP | {"per_week": 41}, GROUP | {"per_week": float("inf")},
    GROUP | {"per_week": float("nan")}, GROUP | {"session_kind": "party"},
    GROUP | {"session_kind": None}, GROUP | {"kind": "module"}, GROUP | {"kind": "mutual_help"},
    item("", kind="module"), item("", kind="medication"), item("x", kind="mutual_help"),
    item("x", kind="module", per_week=1), item("x", kind="other", minutes=30),
]  # fmt: skip


@pytest.mark.parametrize("content", TOO_MUCH + NOT_RIGHT)
def test_what_is_too_much_or_not_right_is_no_plan(content: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        PlanContent.model_validate(content)


@pytest.mark.parametrize("intervention", NOT_AN_INTERVENTION)
def test_an_intervention_has_what_its_kind_has_and_nothing_else(
    intervention: dict[str, Any],
) -> None:
    with pytest.raises(ValidationError):
        PlanContent.model_validate(plan(interventions=[intervention]))


def test_a_plan_may_be_as_large_as_its_limits() -> None:
    PlanContent.model_validate(plan(problems=_many(20, "x" * 500)))
    PlanContent.model_validate(_objective(steps=_many(20, "x" * 300)))
    PlanContent.model_validate({})


def test_sessions_count_in_hours_and_mutual_help_does_not() -> None:
    meetings = item("A group near home", kind="mutual_help", per_week=2)
    every_other = ONE_TO_ONE | {"id": "alone-000002", "minutes": 60, "per_week": 0.5}
    content = PlanContent.model_validate(plan(interventions=[GROUP, meetings, every_other]))
    assert hours_a_week(content) == round(9 + 50 / 60 + 0.5, 2)
    assert mutual_help_a_week(content) == 2
    assert hours_a_week(PlanContent()) == mutual_help_a_week(PlanContent()) == 0


@given(plans(), st.integers(5, 720), st.sampled_from([0.5, 1, 2, 7]))
def test_another_session_adds_its_own_hours(
    content: PlanContent, minutes: int, per_week: float
) -> None:
    session = ONE_TO_ONE | {"id": "one-more-one", "minutes": minutes, "per_week": per_week}
    dump = content.model_dump(mode="json")
    more = PlanContent.model_validate(dump | {"interventions": [*dump["interventions"], session]})
    assert abs(hours_a_week(more) - hours_a_week(content) - minutes * per_week / 60) < 0.011


@given(plans())
def test_a_plan_comes_back_from_json_as_it_was(content: PlanContent) -> None:
    assert PlanContent.model_validate(content.model_dump(mode="json")) == content
    assert PlanContent.model_validate_json(content.model_dump_json()) == content
