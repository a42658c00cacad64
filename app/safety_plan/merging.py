"""Two changed the same plan: everything either of them wrote, in one.

Merging never asks and never refuses. What only one of them changed is as they left it. Where both
changed one item, both wordings stay, side by side and marked (`beside`). What one took out stays
when the other wrote in it. What is shown signed out shrinks when either took a part back.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from app.safety_plan.content import Content, Item, Part, items_in

Wordings = list[Item]
"""One item, or two wordings of it."""


def merged(base: Content, theirs: Content, mine: Content) -> Content:
    """`theirs` and `mine`, both begun on `base`, in one plan."""
    found = {
        part: _merged_part(*(items_in(side, part) for side in (base, theirs, mine)))
        for part in Part
    }
    whole = {
        part.value: [item.model_dump() for item in items] for part, items in _apart(found).items()
    }
    review_on, shown = _sooner(base, theirs, mine), _shown(base, theirs, mine)
    return Content.model_validate(whole | {"review_on": review_on, "shown_signed_out": shown})


def renamed(sent: Content, became: Content, side: Content) -> Content:
    """`side`, written by somebody who knew their own `sent` and not yet what it `became`: where a
    second wording got an id of its own there, it has that id here too."""
    whole = side.model_dump()
    here = {item.id for part in Part for item in items_in(side, part)}
    for part in Part:
        ids = _new_ids(items_in(sent, part), items_in(became, part))
        for item in whole[part.value]:
            found = ids.get(item["id"])
            if found is not None and found.id not in here:
                item |= {"id": found.id, "beside": item["beside"] or found.beside}
    return Content.model_validate(whole)


def _new_ids(sent: Sequence[Item], became: Sequence[Item]) -> dict[str, Item]:
    there = {item.id: item for item in became}
    found = {}
    for item in sent:
        beside = [one for one in became if one.beside == item.id and _same(one, item)]
        if beside and not _same(item, there.get(item.id)):
            found[item.id] = beside[0]
    return found


def _merged_part(
    base: Sequence[Item], theirs: Sequence[Item], mine: Sequence[Item]
) -> list[Wordings]:
    was, other, own = ({item.id: item for item in side} for side in (base, theirs, mine))
    found = {key: _kept(was.get(key), other.get(key), own.get(key)) for key in {**other, **own}}
    kept = {key for key, wordings in found.items() if wordings}
    return [found[key] for key in _order(list(was), list(other), list(own), kept)]


def _kept(was: Item | None, other: Item | None, own: Item | None) -> Wordings:
    if other is None or own is None:
        left = other or own
        return [] if left is None or _same(left, was) else [left]
    if _same(own, other):
        return [_marked(was, other, own)]
    if _same(own, was):
        return [other]
    if _same(other, was):
        return [own]
    return [other, own.model_copy(update={"id": _id_from(own.id, own), "beside": own.id})]


def _same(one: Item, other: Item | None) -> bool:
    """Whether they say the same; a mark set or taken away says nothing new."""
    return other is not None and _said(one) == _said(other)


def _said(item: Item) -> dict[str, object]:
    return item.model_dump(mode="json", exclude={"id", "beside"})


def _marked(was: Item | None, other: Item, own: Item) -> Item:
    """Of two that say the same: the one whose writer decided about the mark."""
    return own if own.beside != (was.beside if was else None) else other


def _id_from(key: str, item: Item) -> str:
    """An id for a second wording: the same wherever and however often it is merged."""
    text = json.dumps([key, _said(item)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _order(was: list[str], other: list[str], own: list[str], kept: set[str]) -> list[str]:
    """My order where I moved things, else theirs; what only one has comes after what it came after
    there."""
    is_moved = [key for key in own if key in was] != [key for key in was if key in own]
    first, second = (own, other) if is_moved else (other, own)
    found = [key for key in first if key in kept]
    before: str | None = None
    for key in second:
        if key not in kept:
            continue
        if key not in found:
            found.insert(found.index(before) + 1 if before is not None else 0, key)
        before = key
    return found


def _apart(parts: dict[Part, list[Wordings]]) -> dict[Part, list[Item]]:
    """Every id once in the whole plan. First wordings keep theirs; what finds its id in use by
    other words gets another one; the same words under the same id are there already."""
    taken: dict[str, tuple[Part, dict[str, object]]] = {}
    for rank in (0, 1):
        for part, items in parts.items():
            for wordings in (one for one in items if len(one) > rank):
                item = wordings[rank]
                here = (part, _said(item))
                while item.id in taken and taken[item.id] != here:
                    item = item.model_copy(update={"id": _id_from(item.id + part, item)})
                wordings[rank] = item
                taken.setdefault(item.id, here)
    return {part: _each_once(items) for part, items in parts.items()}


def _each_once(items: list[Wordings]) -> list[Item]:
    found: dict[str, Item] = {}
    for wordings in items:
        for item in wordings:
            found.setdefault(item.id, item)
    return list(found.values())


def _sooner(base: Content, theirs: Content, mine: Content) -> date | None:
    """The day of the next look; where both set one, the sooner."""
    was, other, own = base.review_on, theirs.review_on, mine.review_on
    if own == was:
        return other
    if other == was:
        return own
    return min((day for day in (other, own) if day is not None), default=None)


def _shown(base: Content, theirs: Content, mine: Content) -> list[Part]:
    """Part by part: taken back by one is taken back; newly allowed by one is allowed."""
    was, other, own = (set(side.shown_signed_out) for side in (base, theirs, mine))
    return [part for part in Part if part in (other & own) | ((other | own) - was)]
