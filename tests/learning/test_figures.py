"""Figures are of five people at least, and so is what is left of them."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ids import new_id
from app.learning.figures import (
    AT_LEAST,
    CardId,
    hard_cards,
    in_fives,
    module_figures,
    told,
)

PEOPLE = [new_id() for _ in range(60)]
CARD = CardId("halt", "c1")


def _some(count: int, start: int = 0) -> set[UUID]:
    return set(PEOPLE[start : start + count])


@pytest.mark.parametrize(
    ("assigned", "finished", "said"),
    [
        (0, 0, (None, None)),
        (4, 4, (None, None)),
        (5, 5, (5, None)),  # all: it says of each of them that they did
        (5, 0, (5, None)),  # nobody: the day it is told no more somebody has
        (9, 5, (5, None)),  # four are left
        (10, 4, (10, None)),
        (10, 5, (10, 5)),
        (14, 9, (10, 5)),
        (30, 21, (30, 20)),
    ],
)
def test_what_is_told_of_so_many(
    assigned: int, finished: int, said: tuple[int | None, int | None]
) -> None:
    assert told(_some(assigned), _some(finished)) == said


def test_who_finished_and_does_not_have_it_is_not_counted() -> None:
    assert told(_some(12), _some(12, start=7)) == (10, 5)
    assert told(_some(12), _some(12, start=8)) == (10, None)
    assert module_figures({"halt": _some(10)}, {"sleep": _some(5)}) == {"halt": (10, None)}


def test_who_is_on_the_team_of_most_of_a_group_cannot_leave_them_out() -> None:
    people, answers = _some(30), [(one, CARD, at % 2 == 0) for at, one in enumerate(PEOPLE[:30])]
    finished = _some(10) | _some(5, start=20)
    assert told(people, finished, others=_some(10, start=20)) == (30, 15)
    assert told(people, finished, others=_some(9, start=20)) == (30, None)
    assert told(people, finished, others=_some(10, start=19)) == (30, 15)
    assert told(people, finished, others=_some(1, start=40)) == (30, None)
    assert module_figures({"halt": people}, {"halt": finished}, _some(1)) == {"halt": (30, None)}
    assert [len(hard_cards(answers, _some(number))) for number in (0, 9, 10)] == [1, 0, 1]


@given(st.integers(0, 60), st.integers(0, 60))
def test_no_part_of_fewer_than_five_can_be_reckoned(assigned: int, finished: int) -> None:
    known = told(_some(assigned), _some(finished))
    done = min(finished, assigned)
    if known.finished is not None:
        assert done >= AT_LEAST
        assert assigned - done >= AT_LEAST
    for figure in known:
        assert figure is None or (figure >= AT_LEAST and figure % AT_LEAST == 0)


@given(st.integers(10, 60), st.integers(1, 4))
def test_a_group_and_the_centre_do_not_tell_the_few_between_them(count: int, more: int) -> None:
    one, other = in_fives(count), in_fives(count + more)
    assert one is not None
    assert other is not None
    assert other - one in {0, AT_LEAST}


def test_cards_are_told_when_five_forgot_and_five_did_not_the_hardest_first() -> None:
    def of(card: CardId, people: int, forgot: int) -> list[tuple[UUID, CardId, bool]]:
        return [(one, card, number < forgot) for number, one in enumerate(PEOPLE[:people])]

    easy, hard = CardId("sleep", "c1"), CardId("sleep", "c2")
    assert hard_cards([]) == []
    for people, forgot in ((9, 5), (10, 4), (10, 6), (20, 20), (20, 0)):
        assert hard_cards(of(CARD, people, forgot)) == [], (people, forgot)
    found = hard_cards([*of(easy, 33, 5), *of(hard, 12, 7), *of(CARD, 9, 9)])
    assert found == [(hard, 10, 0.6), (easy, 30, 0.2)]
    many = [CardId("halt", f"c{number}") for number in range(40)]
    assert len(hard_cards([each for card in many for each in of(card, 10, 5)])) == 20
