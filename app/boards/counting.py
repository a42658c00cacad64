"""From people to figures. Pure. What is told is in whole fives, as `app/learning/figures.py` and
decision 13 have it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from uuid import UUID

from app.boards.schemas import GroupFill, HoursCount, PathwayCount
from app.episodes.models import EpisodeOfCare, Phase
from app.learning.figures import in_fives, part_told_to
from app.programs.design import Level, ProgrammeDesign

_ORDER = list(Phase)


def pathway(places: Iterable[tuple[str, Phase]]) -> list[PathwayCount]:
    """How many are where, of programme names and phases."""
    counts = Counter(places)
    ordered = sorted(counts, key=lambda one: (one[0], _ORDER.index(one[1])))
    return [
        PathwayCount(programme=name, phase=phase, people=in_fives(counts[name, phase]))
        for name, phase in ordered
    ]


def level_of(design: ProgrammeDesign, stay: EpisodeOfCare) -> Level | None:
    """The level of somebody in treatment; None outside it."""
    return design.level(stay.level) if stay.phase is Phase.treatment else None


def hours(
    levels: Mapping[UUID, Level], minutes: Mapping[UUID, int], others: Set[UUID]
) -> HoursCount:
    """How the week of everybody in treatment stands against their level. `others`: those whom the
    viewer does not see by name."""
    whole = set(levels)
    sides: defaultdict[str, set[UUID]] = defaultdict(set)
    for who, level in levels.items():
        sides[_side(minutes.get(who, 0), level)].add(who)
    told = {side: part(sides[side], whole, others) for side in ("under", "within", "over")}
    return HoursCount(**told)


def part(some: Set[UUID], whole: Set[UUID], others: Set[UUID]) -> int | None:
    """How many of a whole, where that can be told: also to somebody who leaves out those whom they
    see by name."""
    return in_fives(len(some)) if part_told_to(some, whole, others) else None


def fill(title: str, people: int, capacity: int | None) -> GroupFill:
    """How full a group is."""
    return GroupFill(title=title, people=in_fives(people), capacity=capacity)


def _side(minutes: int, level: Level) -> str:
    if minutes < level.hours_floor * 60:
        return "under"
    return "over" if minutes > level.hours_ceiling * 60 else "within"
