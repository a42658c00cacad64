"""Two who changed the same plan: nothing either of them wrote is lost."""

from datetime import date
from typing import Any

from hypothesis import given

from app.safety_plan.content import Content, Part, all_items
from app.safety_plan.merging import merged, renamed
from tests.safety_plan.cards import cards, said_in, words
from tests.support.safety_plan_furniture import card, contact, thing


def _content(**parts: Any) -> Content:
    return Content.model_validate(parts)


def _news(base: Content, side: Content) -> set[tuple[Part, str]]:
    """What somebody wrote: items that are new, or say something else than before."""
    was = {(part, item.id): words(item) for part, item in all_items(base)}
    return {
        (part, words(item))
        for part, item in all_items(side)
        if was.get((part, item.id)) != words(item)
    }


@given(cards(), cards(), cards())
def test_nothing_that_either_wrote_is_lost(base: Content, theirs: Content, mine: Content) -> None:
    found = said_in(merged(base, theirs, mine))
    assert _news(base, mine) <= found
    assert _news(base, theirs) <= found


@given(cards(), cards(), cards())
def test_nothing_comes_from_nowhere(base: Content, theirs: Content, mine: Content) -> None:
    found = merged(base, theirs, mine)
    assert said_in(found) <= said_in(theirs) | said_in(mine)
    assert set(found.shown_signed_out) <= {*theirs.shown_signed_out, *mine.shown_signed_out}


@given(cards(), cards(), cards())
def test_what_one_took_out_and_the_other_left_alone_is_gone(
    base: Content, theirs: Content, mine: Content
) -> None:
    there = {(part, item.id): words(item) for part, item in all_items(theirs)}
    found = {(part, item.id): words(item) for part, item in all_items(merged(base, theirs, mine))}
    kept = {(part, item.id) for part, item in all_items(mine)}
    for part, item in all_items(base):
        key = (part, item.id)
        if key not in kept and there.get(key) == words(item):
            assert key not in found


@given(cards(), cards())
def test_who_changed_nothing_changes_nothing(one: Content, other: Content) -> None:
    assert merged(one, other, one) == other
    assert merged(one, one, other) == other
    assert merged(one, other, other) == other


@given(cards(), cards(), cards())
def test_who_comes_first_makes_no_difference_to_what_is_kept(
    base: Content, theirs: Content, mine: Content
) -> None:
    one, other = merged(base, theirs, mine), merged(base, mine, theirs)
    assert said_in(one) == said_in(other)
    assert one.review_on == other.review_on
    assert one.shown_signed_out == other.shown_signed_out


@given(cards(), cards(), cards())
def test_the_same_three_give_the_same_plan_with_every_id_once(
    base: Content, theirs: Content, mine: Content
) -> None:
    found = merged(base, theirs, mine)
    assert merged(base, theirs, mine) == found
    ids = [item.id for _, item in all_items(found)]
    assert len(ids) == len(set(ids))


@given(cards(), cards(), cards())
def test_taking_in_the_same_change_again_adds_nothing(
    base: Content, theirs: Content, mine: Content
) -> None:
    once = merged(base, theirs, mine)
    assert said_in(merged(base, once, mine)) == said_in(once)


@given(cards(), cards(), cards())
def test_going_on_from_ones_own_change_loses_nothing_either(
    base: Content, theirs: Content, mine: Content
) -> None:
    became = merged(base, theirs, mine)
    again = merged(renamed(mine, became, mine), became, renamed(mine, became, mine))
    assert said_in(again) == said_in(became)
    assert said_in(renamed(mine, became, base)) == said_in(base)


def test_two_wordings_of_one_line_stand_side_by_side_and_are_marked() -> None:
    line = thing("Walk")
    base = _content(coping=[line, thing("Sleep")])
    theirs = _content(coping=[line | {"text": "Walk with Robin"}, base.coping[1].model_dump()])
    mine = _content(coping=[line | {"text": "Walk by the river"}, base.coping[1].model_dump()])
    first, second, last = merged(base, theirs, mine).coping
    assert (first.text, second.text, last.text) == ("Walk with Robin", "Walk by the river", "Sleep")
    assert (first.beside, second.beside, last.beside) == (None, line["id"], None)


def test_a_changed_line_that_the_other_took_out_stays() -> None:
    robin = contact("Robin")
    changed = _content(people=[robin | {"phone": "555-0199"}])
    found = merged(_content(people=[robin]), _content(), changed)
    assert [one.phone for one in found.people] == ["555-0199"]


def test_two_who_add_both_have_theirs_where_they_put_it() -> None:
    base = _content(coping=[thing("Middle")])
    kept = base.coping[0].model_dump()
    theirs = _content(coping=[thing("First"), kept])
    mine = _content(coping=[kept, thing("Last")])
    found = merged(base, theirs, mine).coping
    assert [one.text for one in found] == ["First", "Middle", "Last"]


def test_what_either_took_back_from_the_signed_out_phone_is_not_shown() -> None:
    base = _content(shown_signed_out=["people", "coping"])
    theirs = _content(shown_signed_out=["people"])
    mine = _content(shown_signed_out=["people", "coping", "if_slip"])
    assert merged(base, theirs, mine).shown_signed_out == [Part.people, Part.if_slip]
    assert merged(base, mine, theirs).shown_signed_out == [Part.people, Part.if_slip]


def test_of_two_days_for_the_next_look_the_sooner_counts() -> None:
    base = _content(review_on="2027-01-01")
    one, other = _content(review_on="2027-03-01"), _content(review_on="2027-02-01")
    assert merged(base, one, other).review_on == date(2027, 2, 1)
    assert merged(base, one, _content()).review_on == date(2027, 3, 1)


def test_keeping_one_of_two_wordings_holds_when_the_other_side_changed_something_else() -> None:
    line = thing("Walk")
    both = _content(coping=[line, thing("Run", beside=line["id"])])
    kept = _content(coping=[both.coping[1].model_copy(update={"beside": None}).model_dump()])
    other = _content(coping=[*both.model_dump()["coping"], thing("Sleep")])
    found = merged(both, other, kept).coping
    assert [(one.text, one.beside) for one in found] == [("Run", None), ("Sleep", None)]


def test_two_whole_plans_begun_on_nothing_are_both_there() -> None:
    found = merged(_content(), _content(**card()), _content(**card()))
    assert (len(found.people), len(found.coping)) == (2, 2)
