"""What a treatment plan says, as data: problems, goals, objectives, interventions, benchmarks.

Every item has an id of its own, made by whoever wrote it (a UUID) and kept for as long as the item
is there: differences between versions and ticks hold on to it, not to words or places.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from app.people.schemas import PlainText, Title
from app.programs.kinds import AppointmentKind

BYTES_AT_MOST = 62_000
"""Of a whole plan in UTF-8. A request may have 64 KiB, and needs a little for what is around it."""


def _in_range(day: date) -> date:
    if not 1970 <= day.year <= 2200:
        raise ValueError("is outside the years 1970 to 2200")
    return day


ItemId = Annotated[str, Field(pattern=r"^[0-9a-z-]{8,36}$")]
Sentence = Annotated[PlainText, Field(min_length=1, max_length=500)]
Short = Annotated[PlainText, Field(max_length=300)]
Words = Annotated[Short, Field(min_length=1)]
Day = Annotated[date, AfterValidator(_in_range)]
PerWeek = Annotated[float, Field(gt=0, le=40, allow_inf_nan=False)]
"""How often a week; 0.5 is every other week."""


class InterventionKind(StrEnum):
    """What is done towards an objective."""

    session = "session"
    module = "module"
    mutual_help = "mutual_help"
    medication = "medication"
    other = "other"


class Part(BaseModel):
    """A part of a plan: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Item(Part):
    """A part that can be told apart from every other."""

    id: ItemId


class Step(Item):
    """Something the client does and ticks."""

    text: Words


class Intervention(Item):
    """What is offered or taken up. A session has a kind, minutes and how often a week; mutual help
    has how often a week; the others have a text and none of these."""

    kind: InterventionKind
    text: Short = ""
    session_kind: AppointmentKind | None = None
    minutes: Annotated[int, Field(ge=5, le=720)] | None = None
    per_week: PerWeek | None = None

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        is_session = self.kind is InterventionKind.session
        if is_session != (self.session_kind is not None and self.minutes is not None):
            raise ValueError("a session, and nothing else, has a kind and minutes")
        if not is_session and (self.session_kind is not None or self.minutes is not None):
            raise ValueError("only a session has a kind and minutes")
        counted = is_session or self.kind is InterventionKind.mutual_help
        if counted != (self.per_week is not None):
            raise ValueError("sessions and mutual help, and nothing else, are so often a week")
        if not counted and not self.text:
            raise ValueError("says what it is")
        return self


class Objective(Item):
    """A measurable part of the way: how one will know, and by when."""

    text: Sentence
    measured_by: Short = ""
    target_day: Day | None = None
    steps: Annotated[list[Step], Field(max_length=20)] = []
    interventions: Annotated[list[Intervention], Field(max_length=20)] = []


class Goal(Item):
    """What the client wants, in the client's own words."""

    text: Sentence
    objectives: Annotated[list[Objective], Field(max_length=10)] = []


class Problem(Item):
    """What the plan is about."""

    text: Sentence
    goals: Annotated[list[Goal], Field(max_length=10)] = []


class PlanBenchmark(Item):
    """What has to be reached before the next level; `code` is the programme's, where it has one."""

    text: Words
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")] | None = None
    level: Title | None = None


class PlanContent(Part):
    """The whole plan. `interventions` at the top serve all of it; `level` is the name of a level of
    the programme; on `review_on` everybody looks at the plan again."""

    problems: Annotated[list[Problem], Field(max_length=20)] = []
    interventions: Annotated[list[Intervention], Field(max_length=20)] = []
    benchmarks: Annotated[list[PlanBenchmark], Field(max_length=40)] = []
    level: Title | None = None
    review_on: Day | None = None

    @model_validator(mode="after")
    def _is_one_plan(self) -> Self:
        ids = [item.id for item in items_of(self)]
        if len(set(ids)) != len(ids):
            raise ValueError("the same item is there twice")
        if len(self.model_dump_json().encode()) > BYTES_AT_MOST:
            raise ValueError("is longer than a plan may be")
        return self


def objectives_of(content: PlanContent) -> Iterator[Objective]:
    """Every objective, in the order of the plan."""
    for problem in content.problems:
        for goal in problem.goals:
            yield from goal.objectives


def interventions_of(content: PlanContent) -> Iterator[Intervention]:
    """Every intervention, those for the whole plan first."""
    yield from content.interventions
    for objective in objectives_of(content):
        yield from objective.interventions


def items_of(content: PlanContent) -> Iterator[Item]:
    """Everything with an id."""
    yield from content.problems
    yield from (goal for problem in content.problems for goal in problem.goals)
    for objective in objectives_of(content):
        yield objective
        yield from objective.steps
    yield from interventions_of(content)
    yield from content.benchmarks


def hours_a_week(content: PlanContent) -> float:
    """Planned clock hours of service a week: the sum over sessions, to two decimals. Mutual help
    and what is done alone are no service and do not count."""
    minutes = sum((one.minutes or 0) * (one.per_week or 0) for one in _sessions(content))
    return round(minutes / 60, 2)


def mutual_help_a_week(content: PlanContent) -> float:
    """Planned mutual-help meetings a week."""
    return sum(one.per_week or 0 for one in interventions_of(content) if _is_mutual_help(one))


def _sessions(content: PlanContent) -> Iterator[Intervention]:
    return (one for one in interventions_of(content) if one.kind is InterventionKind.session)


def _is_mutual_help(one: Intervention) -> bool:
    return one.kind is InterventionKind.mutual_help
