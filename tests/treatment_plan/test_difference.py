"""What is said to differ is what differs: no less, and no more than needed."""

from typing import Any

from hypothesis import given

from app.treatment_plan.content import PlanContent
from app.treatment_plan.difference import Change, difference
from app.treatment_plan.nodes import Key, Node, Said, content_of, nodes_of
from tests.treatment_plan.plans import goal_text, plan, plans


def _plan(content: dict[str, Any]) -> PlanContent:
    return PlanContent.model_validate(content)


def _text(said: Said | None) -> str | None:
    return said.text if said else None


def _said(changes: list[Change]) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.op, one.what, _text(one.before), _text(one.after)) for one in changes]


def _by_key(content: PlanContent) -> dict[Key, Node]:
    return {node.key: node for node in nodes_of(content)}


@given(plans())
def test_a_plan_does_not_differ_from_itself(content: PlanContent) -> None:
    assert difference(content, content) == []


@given(plans())
def test_the_items_of_a_plan_make_the_same_plan(content: PlanContent) -> None:
    assert content_of(nodes_of(content)) == content


@given(plans(), plans())
def test_everything_that_differs_is_mentioned_and_nothing_else(
    before: PlanContent, after: PlanContent
) -> None:
    old, new = _by_key(before), _by_key(after)
    found = {(one.op, (one.what, one.id)) for one in difference(before, after)}
    expected = {("added", key) for key in new.keys() - old.keys()}
    expected |= {("removed", key) for key in old.keys() - new.keys()}
    both = old.keys() & new.keys()
    expected |= {("changed", key) for key in both if old[key].said != new[key].said}
    assert {one for one in found if one[0] != "moved"} == expected
    assert {("moved", key) for key in both if old[key].parent != new[key].parent} <= found


@given(plans(), plans())
def test_what_did_not_move_is_still_in_order(before: PlanContent, after: PlanContent) -> None:
    moved = {(one.what, one.id) for one in difference(before, after) if one.op == "moved"}
    old, new = _by_key(before), _by_key(after)
    stayed = (old.keys() & new.keys()) - moved
    for group in {node.group for node in new.values()}:
        was = [key for key, node in old.items() if key in stayed and node.group == group]
        now = [key for key, node in new.items() if key in stayed and node.group == group]
        assert was == now


@given(plans(), plans())
def test_two_plans_differ_unless_they_are_the_same(before: PlanContent, after: PlanContent) -> None:
    assert (difference(before, after) == []) == (before == after)


def test_one_item_that_goes_to_the_end_is_the_one_that_moved() -> None:
    steps = [{"id": f"step-000000{n}", "text": f"Step {n}"} for n in range(5)]
    changed = plan()
    objective = changed["problems"][0]["goals"][0]["objectives"][0]
    objective["steps"] = steps
    before = _plan(changed)
    objective["steps"] = [*steps[1:], steps[0]]
    assert _said(difference(before, _plan(changed))) == [("moved", "step", "Step 0", "Step 0")]


def test_a_change_says_what_it_belongs_to_and_both_texts() -> None:
    before = _plan(plan())
    (change,) = difference(before, _plan(goal_text(plan(), "Quiet evenings")))
    assert change.model_dump(exclude_none=True) == {
        "op": "changed", "what": "goal", "id": "goal-0000001", "path": ["Evenings alone"],
        "before": {"text": "I want my evenings back"}, "after": {"text": "Quiet evenings"},
    }  # fmt: skip


def test_every_field_of_an_item_is_there_before_and_after() -> None:
    other = plan(level="Level 2", review_on=None)
    objective = other["problems"][0]["goals"][0]["objectives"][0]
    objective |= {"measured_by": "My diary", "target_day": "2027-03-01", "interventions": []}
    changes = difference(_plan(plan()), _plan(other))
    assert [(one.op, one.what) for one in changes] == [
        ("changed", "objective"), ("changed", "level"),
        ("removed", "intervention"), ("removed", "review_on"),
    ]  # fmt: skip
    first = changes[0]
    assert first.before is not None
    assert first.after is not None
    assert (first.before.measured_by, first.after.measured_by) == ("My calendar", "My diary")
    assert str(first.after.target_day) == "2027-03-01"
    assert changes[2].path == [
        "Evenings alone", "I want my evenings back", "Four evenings a week at home",
    ]  # fmt: skip


def test_the_first_plan_is_all_new() -> None:
    found = difference(None, _plan(plan()))
    assert {one.op for one in found} == {"added"}
    assert len(found) == len(nodes_of(_plan(plan())))
