"""Two who changed the same plan: nothing either of them wrote is lost."""

from typing import Any

from hypothesis import given

from app.treatment_plan.content import PlanContent
from app.treatment_plan.merging import merged
from app.treatment_plan.nodes import Key, Node, nodes_of
from tests.treatment_plan.plans import goal_text, item, plan, plans


def _plan(content: dict[str, Any]) -> PlanContent:
    return PlanContent.model_validate(content)


def _by_key(content: PlanContent) -> dict[Key, Node]:
    return {node.key: node for node in nodes_of(content)}


@given(plans(), plans())
def test_who_changed_nothing_changes_nothing(one: PlanContent, other: PlanContent) -> None:
    assert merged(one, other, one) == other
    assert merged(one, one, other) == other
    assert merged(one, other, other) == other


@given(plans(), plans(), plans())
def test_nothing_that_either_wrote_is_lost(
    base: PlanContent, theirs: PlanContent, mine: PlanContent
) -> None:
    was, other, own = _by_key(base), _by_key(theirs), _by_key(mine)
    found = _by_key(merged(base, theirs, mine))
    for key, node in own.items():
        if key not in was or node.said.text != was[key].said.text:
            assert found[key].said.text == node.said.text
    for key, node in other.items():
        if key not in was or node.said.text != was[key].said.text:
            assert key in found
            if key not in own or (key in was and own[key].said == was[key].said):
                assert found[key].said.text == node.said.text


@given(plans(), plans(), plans())
def test_nothing_comes_from_nowhere(
    base: PlanContent, theirs: PlanContent, mine: PlanContent
) -> None:
    found = _by_key(merged(base, theirs, mine))
    assert found.keys() <= _by_key(theirs).keys() | _by_key(mine).keys()


def test_two_who_change_different_things_both_have_their_way() -> None:
    theirs = plan(level="Level 2", problems=[*plan()["problems"], item("Sleep")])
    mine = goal_text(plan(), "Quiet evenings")
    found = merged(_plan(plan()), _plan(theirs), _plan(mine))
    assert found == _plan(goal_text(theirs, "Quiet evenings"))


def test_two_fields_of_one_objective_are_both_kept() -> None:
    theirs, mine = plan(), plan()
    theirs["problems"][0]["goals"][0]["objectives"][0]["target_day"] = "2027-03-01"
    mine["problems"][0]["goals"][0]["objectives"][0]["text"] = "Five evenings"
    objective = merged(_plan(plan()), _plan(theirs), _plan(mine)).problems[0].goals[0].objectives[0]
    assert (objective.text, str(objective.target_day)) == ("Five evenings", "2027-03-01")


def test_what_one_removed_comes_back_when_the_other_wrote_in_it() -> None:
    mine = goal_text(plan(), "Quiet evenings")
    found = merged(_plan(plan()), _plan(plan(problems=[])), _plan(mine))
    assert [goal.text for goal in found.problems[0].goals] == ["Quiet evenings"]
    assert found.problems[0].goals[0].objectives == []


def test_a_new_item_stands_where_its_writer_put_it() -> None:
    first, last = item("First"), item("Last")
    theirs = _plan(plan(problems=[first, *plan()["problems"]]))
    mine = _plan(plan(problems=[*plan()["problems"], last]))
    found = merged(_plan(plan()), theirs, mine)
    assert [one.text for one in found.problems] == ["First", "Evenings alone", "Last"]


def test_more_than_a_plan_may_hold_leaves_the_writers_text_whole() -> None:
    base = plan(problems=[])
    theirs = _plan(plan(problems=[item(f"Theirs {n}") for n in range(15)]))
    mine = _plan(plan(problems=[item(f"Mine {n}") for n in range(15)]))
    assert merged(_plan(base), theirs, mine) == mine
