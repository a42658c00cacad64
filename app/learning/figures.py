"""Figures of how learning goes, of at least five people. Pure.

A figure is told when it comes from five people and when those who are not in it are five as well:
of eight people of whom seven finished, one did not, and colleagues would know who. So nothing is
told at nought or at all either: "nobody" says something of everybody, and the day on which it
turns into "not told" would say that somebody just did. What is told is in whole fives, rounded
down, and shares in whole tenths: of a group and the centre, or of yesterday and today, the
difference is then no number of people.

Whoever is on the team of some of a group could leave those out and reckon the rest. So a part of a
group is told them when it can be told of the others by themselves too, or there are no others.

What remains: whoever sees a figure pass a five just then knows that one more did.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

AT_LEAST = 5
MOST_CARDS = 20
_NOBODY: frozenset[UUID] = frozenset()


class Told(NamedTuple):
    """What is told of one module."""

    assigned: int | None
    finished: int | None


class CardId(NamedTuple):
    """One card of one module."""

    module_id: str
    card_id: str


class Hard(NamedTuple):
    """What is told of one card."""

    card: CardId
    people: int
    share_forgotten: float


@dataclass(slots=True)
class Asked:
    """Who was asked a card, and who of them forgot it at least once."""

    people: set[UUID] = field(default_factory=set)
    forgot: set[UUID] = field(default_factory=set)


def in_fives(count: int) -> int | None:
    """A count in whole fives, rounded down; None for fewer than five."""
    return count // AT_LEAST * AT_LEAST if count >= AT_LEAST else None


def part_told(part: int, whole: int) -> bool:
    """Whether it can be told how many of `whole` are in a part: five are, and five are not."""
    return part >= AT_LEAST and whole - part >= AT_LEAST


def part_told_to(part: Set[UUID], whole: Set[UUID], others: Set[UUID]) -> bool:
    """Whether a part of a whole can be told somebody who is not on the team of `others`: also when
    they leave out everybody else."""
    of_others = not others or part_told(len(part & others), len(whole & others))
    return of_others and part_told(len(part), len(whole))


def told(assigned: Set[UUID], finished: Set[UUID], others: Set[UUID] = _NOBODY) -> Told:
    """What is told of the people who have a module and of those among them who finished it.
    `others`: those in the group of whose team the viewer is not."""
    done = assigned & finished
    is_told = part_told_to(done, assigned, others)
    return Told(in_fives(len(assigned)), in_fives(len(done)) if is_told else None)


def module_figures(
    assigned: Mapping[str, Set[UUID]],
    finished: Mapping[str, Set[UUID]],
    others: Set[UUID] = _NOBODY,
) -> dict[str, Told]:
    """What is told of each module, by its id."""
    return {one: told(people, finished.get(one, set()), others) for one, people in assigned.items()}


def hard_cards(
    answers: Iterable[tuple[UUID, CardId, bool]], others: Set[UUID] = _NOBODY
) -> list[Hard]:
    """The cards that most people forgot at least once, the hardest first, of those that can be
    told. `answers`: of each person and card they were asked whether they ever forgot it."""
    cards: defaultdict[CardId, Asked] = defaultdict(Asked)
    for person, card, has_forgotten in answers:
        cards[card].people.add(person)
        if has_forgotten:
            cards[card].forgot.add(person)
    found = [
        Hard(card, in_fives(len(one.people)) or 0, round(len(one.forgot) / len(one.people), 1))
        for card, one in cards.items()
        if part_told_to(one.forgot, one.people, others)
    ]
    return sorted(found, key=lambda one: (-one.share_forgotten, one.card))[:MOST_CARDS]
