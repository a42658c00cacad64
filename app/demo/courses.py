"""The two programmes of the demo centre, and how far into one somebody is after so many days."""

from dataclasses import dataclass
from itertools import pairwise

from app.episodes.models import Phase
from app.programs.models import ProgrammeKind


@dataclass(frozen=True, slots=True)
class Step:
    """From `day` (0 is the day of admission) somebody is in this phase, at this level."""

    day: int
    phase: Phase
    level: str
    why: str


@dataclass(frozen=True, slots=True)
class Course:
    """A programme with its usual steps, first to last."""

    name: str
    kind: ProgrammeKind
    template: str
    steps: tuple[Step, ...]

    @property
    def levels(self) -> list[str]:
        """Names of the levels of treatment, first to last."""
        return [step.level for step in self.steps if step.phase is Phase.treatment]

    @property
    def last_level_from(self) -> int:
        return max(step.day for step in self.steps if step.phase is Phase.treatment)

    def begins(self, phase: Phase) -> int:
        """The first day of a phase."""
        return min(step.day for step in self.steps if step.phase is phase)

    def taken(self, days_here: int) -> tuple[Step, ...]:
        """The steps somebody has taken who was admitted `days_here` days ago."""
        return tuple(step for step in self.steps if step.day <= days_here)


def _course(name: str, kind: ProgrammeKind, template: str, *steps: Step) -> Course:
    if any(later.day <= earlier.day for earlier, later in pairwise(steps)):
        raise ValueError("the steps of a course come one after the other")
    return Course(name, kind, template, steps)


CLASSIC = _course(
    "Demo day and evening groups",
    ProgrammeKind.classic_group,
    "classic-16",
    Step(0, Phase.treatment, "Level 1", "Admitted"),
    Step(28, Phase.treatment, "Level 2", "Comes to most groups and has a plan for hard evenings"),
    Step(56, Phase.treatment, "Level 3", "Steady for a month; fewer groups, more at home"),
    Step(84, Phase.aftercare, "Level 3", "Completed the twelve weeks"),
    Step(174, Phase.alumni, "Level 3", "Aftercare ended as planned; every open class stays open"),
)
INDIVIDUAL = _course(
    "Demo individual weeks",
    ProgrammeKind.individualized,
    "individualized",
    Step(0, Phase.treatment, "Full weeks", "Admitted"),
    Step(14, Phase.treatment, "Part weeks", "Goes back to work on two days a week"),
    Step(35, Phase.aftercare, "Part weeks", "Completed the five weeks that were agreed"),
    Step(
        125, Phase.alumni, "Part weeks", "Aftercare ended as planned; every open class stays open"
    ),
)
COURSES = {course.kind: course for course in (CLASSIC, INDIVIDUAL)}
