"""What a programme consists of, as data: the form of a template and of an opened programme.

Hours are clock hours of service a week, session lengths are minutes, and every text a client may
read is there in English and Spanish.
"""

from datetime import time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.clock import Weekday
from app.people.schemas import Line, PlainText, Title
from app.programs.kinds import AppointmentKind, Modality, SkillFocus

Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Hours = Annotated[float, Field(ge=0, le=60)]


class Part(BaseModel):
    """A part of a design: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Words(Part):
    """One text in both languages."""

    en: Annotated[Line, Field(min_length=1, max_length=300)]
    es: Annotated[Line, Field(min_length=1, max_length=300)]

    def in_language(self, language: str) -> str:
        return self.es if language == "es" else self.en


class Measure(StrEnum):
    """How it is told whether a benchmark is met.

    `attendance`: share of planned sessions attended, 0 to 1. `individual`: weeks with an
    individual session. `mutual_help`: mutual-help meetings a week. `check_ins`: share of days with
    a check-in, 0 to 1. `no_use`: days in a row without a reported use. `judgement`: a counselor
    says so, with the evidence in words.
    """

    attendance = "attendance"
    individual = "individual"
    mutual_help = "mutual_help"
    check_ins = "check_ins"
    no_use = "no_use"
    judgement = "judgement"


class Benchmark(Part):
    """What has to be reached before the next level. `at_least` over the last `weeks`; neither for
    a judgement."""

    code: Slug
    text: Words
    measure: Measure = Measure.judgement
    at_least: Annotated[float, Field(ge=0, le=1000)] | None = None
    weeks: Annotated[int, Field(ge=1, le=26)] | None = None

    @model_validator(mode="after")
    def _can_be_told(self) -> Self:
        counted = self.measure is not Measure.judgement
        if counted != (self.at_least is not None) or (self.weeks is not None and not counted):
            raise ValueError("a counted benchmark says how much, a judgement does not")
        if self.measure in {Measure.attendance, Measure.check_ins} and (self.at_least or 0) > 1:
            raise ValueError("a share lies between 0 and 1")
        return self


class Level(Part):
    """One level of care: hours of service a week from `hours_floor` to `hours_ceiling`."""

    code: Slug
    name: Title
    hours_floor: Hours
    hours_ceiling: Hours
    days_a_week: Annotated[int, Field(ge=1, le=7)] | None = None
    usual_weeks: Annotated[int, Field(ge=1, le=104)] | None = None
    individual_a_week: Annotated[int, Field(ge=0, le=30)] = 1
    mutual_help_a_week: Annotated[int, Field(ge=0, le=14)] = 0
    benchmarks: Annotated[list[Benchmark], Field(max_length=20)] = []

    @model_validator(mode="after")
    def _has_an_order(self) -> Self:
        if self.hours_ceiling < self.hours_floor:
            raise ValueError("the ceiling of hours lies under the floor")
        _each_once([one.code for one in self.benchmarks], "benchmark")
        return self


class Service(Part):
    """A kind of session the programme offers. Core services are everybody's, enhanced ones are
    there for whoever needs them (TIP 47)."""

    kind: AppointmentKind
    minutes: Annotated[int, Field(ge=5, le=720)]
    core: bool = True
    name: Words | None = None


class Group(Part):
    """A weekly group of the timetable, at a wall time of the centre."""

    code: Slug
    title: Title
    kind: AppointmentKind
    focus: SkillFocus | None = None
    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    local_time: time
    minutes: Annotated[int, Field(ge=5, le=720)]
    capacity: Annotated[int, Field(ge=1, le=200)] | None = None
    modality: Modality = Modality.in_person
    track: Slug | None = None
    levels: Annotated[list[Slug], Field(max_length=12)] = []
    open_to_alumni: bool = False
    open_to_family: bool = False


class AftercareStep(Part):
    """For `months`, one session every `every_weeks` weeks."""

    months: Annotated[float, Field(gt=0, le=60)]
    every_weeks: Annotated[int, Field(ge=1, le=12)]


class Aftercare(Part):
    """What follows: sessions that thin out, for so many months in all."""

    months: Annotated[float, Field(ge=0, le=120)]
    steps: Annotated[list[AftercareStep], Field(max_length=12)] = []


class OpenDoor(Part):
    """Whether completers may come back to open classes, free and for ever, and whether family may
    come along."""

    alumni: bool = True
    family: bool = False


class ProgrammeDesign(Part):
    """Everything that makes one programme differ from another. An empty list of `levels` in a
    group means all of them; `track` names a time of day, such as `day` or `evening`."""

    summary: Words
    weeks: Annotated[int, Field(ge=1, le=104)] | None = None
    tracks: Annotated[list[Slug], Field(max_length=6)] = []
    levels: Annotated[list[Level], Field(min_length=1, max_length=12)]
    services: Annotated[list[Service], Field(max_length=40)] = []
    groups: Annotated[list[Group], Field(max_length=60)] = []
    sessions_a_day: Annotated[int, Field(ge=1, le=12)] | None = None
    individual_minutes: Annotated[int, Field(ge=10, le=240)] = 50
    must_be_substance_free: bool = False
    aftercare: Aftercare = Aftercare(months=0)
    open_door: OpenDoor = OpenDoor()
    notes: Annotated[PlainText, Field(max_length=4000)] = ""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        levels = [level.code for level in self.levels]
        _each_once(levels, "level")
        _each_once([level.name for level in self.levels], "level name")
        _each_once([group.code for group in self.groups], "group")
        for group in self.groups:
            if set(group.levels) - set(levels):
                raise ValueError(f"group {group.code} names a level that is not there")
            if group.track is not None and group.track not in self.tracks:
                raise ValueError(f"group {group.code} names a track that is not there")
        return self

    def level(self, name: str | None) -> Level | None:
        """The level of that name, if it is still there."""
        return next((level for level in self.levels if level.name == name), None)


def _each_once(codes: list[str], what: str) -> None:
    if len(set(codes)) != len(codes):
        raise ValueError(f"the same {what} is there twice")


def plain_design(*levels: str, floor: float = 9, ceiling: float = 20) -> ProgrammeDesign:
    """A design with nothing but its levels, for whoever starts from nothing."""
    return ProgrammeDesign(
        summary=Words(en="Our own programme", es="Nuestro propio programa"),
        levels=[
            Level(code=f"level-{n}", name=name, hours_floor=floor, hours_ceiling=ceiling)
            for n, name in enumerate(levels, 1)
        ],
    )
