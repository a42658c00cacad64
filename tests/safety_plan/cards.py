"""Any safety plan there can be, over a handful of ids, so that two of them share items."""

from typing import Any

from hypothesis import strategies as st

from app.safety_plan.content import Content, Item, Part, all_items

IDS = [f"item-{number:06}" for number in range(8)]
_texts = st.sampled_from(["Walk", "Call Robin", "Sleep", "Cold water", "Leave early"])
_days = st.sampled_from([None, "2027-01-10", "2027-02-10", "2027-03-10"])


def _fields(draw: st.DrawFn, part: Part) -> dict[str, Any]:
    if part is Part.people:
        return {"name": draw(_texts), "phone": draw(st.sampled_from(["", "555-0101", "988"]))}
    found: dict[str, Any] = {"text": draw(_texts)}
    if part is Part.signs:
        found["stage"] = draw(st.sampled_from(["emotional", "mental", "physical"]))
    if part is Part.triggers:
        found["inside"] = draw(st.booleans())
    if part is Part.situations:
        found["escape"] = draw(_texts)
    return found


@st.composite
def cards(draw: st.DrawFn) -> Content:
    """A small plan; an id may be in one part here and in another elsewhere."""
    whole: dict[str, Any] = {part.value: [] for part in Part}
    for key in draw(st.permutations(IDS))[: draw(st.integers(0, len(IDS)))]:
        part = draw(st.sampled_from([Part.coping, Part.people, Part.signs, Part.situations]))
        mark = draw(st.sampled_from([None, None, *IDS[:2]]))
        whole[part.value].append(_fields(draw, part) | {"id": key, "beside": mark})
    whole["review_on"] = draw(_days)
    whole["shown_signed_out"] = draw(st.lists(st.sampled_from(list(Part)), max_size=4))
    return Content.model_validate(whole)


def words(item: Item) -> str:
    """All that an item says, apart from its id and its mark."""
    return item.model_dump_json(exclude={"id", "beside"})


def said_in(content: Content) -> set[tuple[Part, str]]:
    """Everything a plan says, by part."""
    return {(part, words(item)) for part, item in all_items(content)}
