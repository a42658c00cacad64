"""Plans to test with: a small one by hand, and any there can be."""

from typing import Any

from hypothesis import strategies as st

from app.ids import new_id
from app.treatment_plan.content import PlanContent

GROUP = {
    "id": "group-000001", "kind": "session", "session_kind": "support", "minutes": 180,
    "per_week": 3, "text": "Evening group",
}  # fmt: skip
ONE_TO_ONE = {
    "id": "alone-000001", "kind": "session", "session_kind": "individual", "minutes": 50,
    "per_week": 1, "text": "",
}  # fmt: skip


def item(text: str, **more: Any) -> dict[str, Any]:
    """An item with a fresh id."""
    return {"id": str(new_id()), "text": text, **more}


def plan(**other: Any) -> dict[str, Any]:
    """A plan as a form sends it: one problem, one goal, one objective with two steps."""
    objective = {
        "id": "objective-01", "text": "Four evenings a week at home", "measured_by": "My calendar",
        "target_day": "2027-02-01",
        "steps": [
            {"id": "step-0000001", "text": "Call Robin on Friday"},
            {"id": "step-0000002", "text": "Cook on Saturday"},
        ],
        "interventions": [ONE_TO_ONE],
    }  # fmt: skip
    goal = {"id": "goal-0000001", "text": "I want my evenings back", "objectives": [objective]}
    problem = {"id": "problem-0001", "text": "Evenings alone", "goals": [goal]}
    benchmark = {"id": "benchmark-01", "text": "Four weeks of sessions", "code": "came"}
    return {
        "problems": [problem], "interventions": [GROUP], "level": "Level 1",
        "benchmarks": [benchmark | {"level": "Level 1"}], "review_on": "2027-01-15",
    } | other  # fmt: skip


def goal_text(content: dict[str, Any], text: str) -> dict[str, Any]:
    """The plan with other words for its goal."""
    changed = PlanContent.model_validate(content).model_dump(mode="json")
    changed["problems"][0]["goals"][0]["text"] = text
    return changed


_IDS = [f"item-{number:07}" for number in range(14)]
_texts = st.sampled_from(["Sleep", "Call Robin", "Walk", "Two weeks", "Ring before noon"])


def _interventions() -> st.SearchStrategy[dict[str, Any]]:
    session = st.fixed_dictionaries(
        {
            "kind": st.just("session"),
            "session_kind": st.sampled_from(["individual", "support", "family"]),
            "minutes": st.integers(5, 240),
            "per_week": st.sampled_from([0.5, 1, 2, 3]),
        }
    )
    module = st.fixed_dictionaries({"kind": st.just("module"), "text": _texts})
    return session | module


@st.composite
def plans(draw: st.DrawFn) -> PlanContent:
    """Any small plan over a handful of ids, so that two of them share items, moved or changed."""
    free = draw(st.permutations(_IDS))[: draw(st.integers(0, len(_IDS)))]
    whole: dict[str, Any] = {
        "problems": [], "interventions": [], "benchmarks": [],
        "level": draw(st.sampled_from([None, "Level 1", "Level 2"])),
    }  # fmt: skip
    for fresh in free:
        _put(draw, whole, fresh)
    return PlanContent.model_validate(whole)


def _put(draw: st.DrawFn, whole: dict[str, Any], fresh: str) -> None:
    """Adds one item somewhere. The kind of item an id names is always the same."""
    number = int(fresh[-2:])
    if number >= 12:
        whole["interventions"].append(draw(_interventions()) | {"id": fresh})
        return
    lists = _holders(whole)[("problems", "goals", "objectives", "steps")[number % 4]]
    if lists:
        draw(st.sampled_from(lists)).append({"id": fresh, "text": draw(_texts)})


def _holders(whole: dict[str, Any]) -> dict[str, list[list[dict[str, Any]]]]:
    goals = [problem.setdefault("goals", []) for problem in whole["problems"]]
    objectives = [goal.setdefault("objectives", []) for held in goals for goal in held]
    steps = [one.setdefault("steps", []) for held in objectives for one in held]
    return {
        "problems": [whole["problems"]], "goals": goals, "objectives": objectives, "steps": steps,
    }  # fmt: skip
