"""Two people changed the same plan: what one of them wrote, taken into what the other did."""

from collections.abc import Sequence

from pydantic import ValidationError

from app.treatment_plan.content import PlanContent
from app.treatment_plan.difference import moved
from app.treatment_plan.nodes import Group, Key, Node, Said, What, content_of, nodes_of

Nodes = dict[Key, Node]


def merged(base: PlanContent, theirs: PlanContent, mine: PlanContent) -> PlanContent:
    """`theirs` with everything in it that `mine` changed since `base`.

    Where both changed the same, mine is there. What one removed stays when the other changed it or
    something in it. Where the two together are more than a plan may hold, the answer is `mine`.
    """
    sides = [{node.key: node for node in nodes_of(side)} for side in (base, theirs, mine)]
    kept = _kept(*sides)
    placed = {key: _placed(key, *sides) for key in kept}
    try:
        return content_of(placed[key] for key in _in_order(placed, *sides))
    except ValidationError:
        return mine


def _kept(base: Nodes, theirs: Nodes, mine: Nodes) -> set[Key]:
    found = {key for key in theirs if key in mine or _is_news(key, base, theirs)}
    found |= {key for key in mine if _is_news(key, base, mine)}
    for key in list(found):
        while holder := _holder(_placed(key, base, theirs, mine)):
            found.add(holder)
            key = holder
    return found


def _is_news(key: Key, base: Nodes, side: Nodes) -> bool:
    was = base.get(key)
    return was is None or was.said != side[key].said or was.parent != side[key].parent


_HOLDERS = {
    What.goal: What.problem,
    What.objective: What.goal,
    What.step: What.objective,
    What.intervention: What.objective,
}


def _holder(node: Node) -> Key | None:
    return (_HOLDERS[node.what], node.parent) if node.parent else None


def _placed(key: Key, base: Nodes, theirs: Nodes, mine: Nodes) -> Node:
    """An item as it is to stand: what it says, and what it belongs to."""
    if key not in mine or key not in theirs:
        return mine.get(key) or theirs[key]
    was, other, own = base.get(key), theirs[key], mine[key]
    said = own.said if was is None else _said(key[0], was.said, other.said, own.said)
    stays = was is not None and was.parent == own.parent
    return Node(own.what, own.id, other.parent if stays else own.parent, (), said)


def _said(what: What, was: Said, other: Said, own: Said) -> Said:
    if what is What.intervention:  # its fields only make sense together
        return other if own == was else own
    changed = {
        name: getattr(own, name)
        for name in Said.model_fields
        if getattr(own, name) != getattr(was, name)
    }
    return other.model_copy(update=changed)


def _in_order(placed: Nodes, base: Nodes, theirs: Nodes, mine: Nodes) -> list[Key]:
    """Siblings in my order where I changed it, else in theirs; what only one has comes after what
    it came after there."""
    mine_moved = moved(list(base.values()), list(mine.values()))
    groups: dict[Group, set[Key]] = {}
    for node in placed.values():
        groups.setdefault(node.group, set()).add(node.key)
    found: list[Key] = []
    for members in groups.values():
        orders = [[key for key in side if key in members] for side in (theirs, mine)]
        if members & mine_moved:
            orders.reverse()
        found += _joined(*orders)
    return found


def _joined(first: Sequence[Key], second: Sequence[Key]) -> list[Key]:
    found = list(first)
    before: Key | None = None
    for key in second:
        if key not in found:
            found.insert(found.index(before) + 1 if before is not None else 0, key)
        before = key
    return found
