"""A plan as a list of its items: what each says, whose part it is, and in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.programs.kinds import AppointmentKind
from app.treatment_plan.content import (
    Intervention,
    InterventionKind,
    Item,
    Objective,
    PlanBenchmark,
    PlanContent,
)


class What(StrEnum):
    """The kinds of parts a plan has."""

    problem = "problem"
    goal = "goal"
    objective = "objective"
    step = "step"
    intervention = "intervention"
    benchmark = "benchmark"
    level = "level"
    review_on = "review_on"


class Said(BaseModel):
    """Everything one item says, apart from what belongs to it. Fields another kind has are None."""

    model_config = ConfigDict(frozen=True)

    text: str
    measured_by: str | None = None
    target_day: date | None = None
    kind: InterventionKind | None = None
    session_kind: AppointmentKind | None = None
    minutes: int | None = None
    per_week: float | None = None
    code: str | None = None
    level: str | None = None


Key = tuple[What, str]
Group = tuple[str, What]
"""Siblings: the id of what they belong to (empty at the top), and their kind."""
LISTS = {
    What.problem: "problems",
    What.goal: "goals",
    What.objective: "objectives",
    What.step: "steps",
    What.intervention: "interventions",
    What.benchmark: "benchmarks",
}
_PARTS = {
    None: (What.problem, What.intervention, What.benchmark),
    What.problem: (What.goal,),
    What.goal: (What.objective,),
    What.objective: (What.step, What.intervention),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One item in its place. `path` holds the texts of what it belongs to, outermost first."""

    what: What
    id: str
    parent: str
    path: tuple[str, ...]
    said: Said

    @property
    def key(self) -> Key:
        return self.what, self.id

    @property
    def group(self) -> Group:
        return self.parent, self.what


def nodes_of(content: PlanContent) -> list[Node]:
    """Every item in reading order, the level and the day of the next look last."""
    found = list(_below(content, None, "", ()))
    if content.level is not None:
        found.append(_single(What.level, content.level))
    if content.review_on is not None:
        found.append(_single(What.review_on, content.review_on.isoformat()))
    return found


def _single(what: What, text: str) -> Node:
    return Node(what, what.value, "", (), Said(text=text))


def _below(holder: Any, kind: What | None, parent: str, path: tuple[str, ...]) -> Iterator[Node]:
    for what in _PARTS.get(kind, ()):
        for item in getattr(holder, LISTS[what]):
            said = _said(item)
            yield Node(what, item.id, parent, path, said)
            yield from _below(item, what, item.id, (*path, said.text))


def _said(item: Item) -> Said:
    fields: set[str] = {"text"}
    if isinstance(item, Objective):
        fields |= {"measured_by", "target_day"}
    elif isinstance(item, Intervention):
        fields |= {"kind", "session_kind", "minutes", "per_week"}
    elif isinstance(item, PlanBenchmark):
        fields |= {"code", "level"}
    return Said.model_validate(item.model_dump(include=fields))


def content_of(nodes: Iterable[Node]) -> PlanContent:
    """The plan that consists of these items, siblings in the order given. Raises pydantic's
    `ValidationError` where that is more than a plan may hold."""
    groups: dict[Group, list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.group, []).append(node)
    whole: dict[str, Any] = _built(groups, None, "")
    for what in (What.level, What.review_on):
        if single := groups.get(("", what)):
            whole[what.value] = single[0].said.text
    return PlanContent.model_validate(whole)


def _built(groups: dict[Group, list[Node]], kind: What | None, parent: str) -> dict[str, Any]:
    return {
        LISTS[what]: [
            node.said.model_dump(exclude_none=True)
            | {"id": node.id}
            | _built(groups, what, node.id)
            for node in groups.get((parent, what), [])
        ]
        for what in _PARTS.get(kind, ())
    }
