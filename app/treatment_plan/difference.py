"""What differs between two plans, item by item, so that it can be said in sentences."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import BaseModel

from app.treatment_plan.content import PlanContent
from app.treatment_plan.nodes import Group, Key, Node, Said, What, nodes_of


class Op(StrEnum):
    """What happened to an item."""

    added = "added"
    removed = "removed"
    changed = "changed"
    moved = "moved"


class Change(BaseModel):
    """One item that differs. `path` names what it belongs to, outermost first; `before` and
    `after` hold all that the item says, None where it is not there. An item that says something
    else in another place is in the list twice."""

    op: Op
    what: What
    id: str
    path: list[str]
    before: Said | None
    after: Said | None


def difference(before: PlanContent | None, after: PlanContent | None) -> list[Change]:
    """Everything that has to happen to `before` so that it says `after`: what is new, other or
    elsewhere in the order of `after`, then what is gone in the order of `before`."""
    old = {node.key: node for node in nodes_of(before or PlanContent())}
    new = {node.key: node for node in nodes_of(after or PlanContent())}
    elsewhere = moved(list(old.values()), list(new.values()))
    found: list[Change] = []
    for key, node in new.items():
        was = old.get(key)
        if was is None:
            found.append(_change(Op.added, node, None, node.said))
            continue
        if was.said != node.said:
            found.append(_change(Op.changed, node, was.said, node.said))
        if key in elsewhere:
            found.append(_change(Op.moved, node, was.said, node.said))
    gone = [node for key, node in old.items() if key not in new]
    return found + [_change(Op.removed, node, node.said, None) for node in gone]


def _change(op: Op, node: Node, before: Said | None, after: Said | None) -> Change:
    return Change(
        op=op, what=node.what, id=node.id, path=list(node.path), before=before, after=after
    )


def moved(old: Sequence[Node], new: Sequence[Node]) -> set[Key]:
    """Items that are in both, but belong to something else now or have another place among those
    they were beside: as few as tell the new order."""
    was = {node.key: node for node in old}
    place = {node.key: number for number, node in enumerate(old)}
    groups: dict[Group, list[Node]] = {}
    found: set[Key] = set()
    for node in new:
        if node.key not in was:
            continue
        if was[node.key].parent != node.parent:
            found.add(node.key)
        else:
            groups.setdefault(node.group, []).append(node)
    for siblings in groups.values():
        order = [place[node.key] for node in siblings]
        kept = set(_longest_rising(order))
        found |= {node.key for node in siblings if place[node.key] not in kept}
    return found


def _longest_rising(numbers: Sequence[int]) -> Iterator[int]:
    """A longest rising subsequence of different numbers (patience sorting)."""
    ends: list[int] = []
    trail: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        trail[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    last = ends[-1] if ends else None
    while last is not None:
        yield last
        last = trail[last]
