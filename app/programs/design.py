"""What a programme consists of, as data: the form of a template and of an opened programme.

Hours are clock hours of service a week, session lengths are minutes, and every text a client may
read is there in English and Spanish. What each part must be by itself is said here; whether the
parts fit together is in `checks`.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from app.clock import Weekday
from app.people.models import Profession
from app.people.schemas import Line, PlainText, Title
from app.programs.fields import Hours, Minutes, Slug, WallTime, YesNo, whole
from app.programs.kinds import AppointmentKind, AskedIn, Modality, SkillFocus


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
    at_least: Annotated[
        Annotated[float, Field(ge=0, le=1000, strict=True, allow_inf_nan=False)] | None,
        Field(validate_default=True),
    ] = None
    weeks: Annotated[int, whole(1, 26)] | None = None

    @field_validator("at_least")
    @classmethod
    def _can_be_told(cls, value: float | None, info: ValidationInfo) -> float | None:
        measure = info.data.get("measure")
        if measure is not None and (measure is Measure.judgement) != (value is None):
            raise PydanticCustomError(
                "at_least", "a counted benchmark says how much, a judgement does not"
            )
        if measure in {Measure.attendance, Measure.check_ins} and (value or 0) > 1:
            raise PydanticCustomError("share", "a share lies between 0 and 1")
        return value

    @field_validator("weeks")
    @classmethod
    def _is_counted(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and info.data.get("measure") is Measure.judgement:
            raise PydanticCustomError("judgement_weeks", "a judgement is not counted over weeks")
        return value


class LevelModule(Part):
    """A module that everybody at a level is given, by its id, in the `week` at the level from 1 in
    which it is its turn."""

    module: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,59}$")]
    week: Annotated[int, whole(1, 104)] = 1


class Level(Part):
    """One level of care: hours of service a week from `hours_floor` to `hours_ceiling`, usually
    `hours_target`, on at most `days_a_week` days. People's stays name a level by its `name`;
    `name_es` is what Spanish speakers read in its place."""

    code: Slug
    name: Title
    name_es: Title | None = None
    hours_floor: Hours
    hours_ceiling: Hours
    hours_target: Hours | None = None
    days_a_week: Annotated[int, whole(1, 7)] | None = None
    usual_weeks: Annotated[int, whole(1, 104)] | None = None
    individual_a_week: Annotated[int, whole(0, 30)] = 1
    mutual_help_a_week: Annotated[int, whole(0, 14)] = 0
    benchmarks: Annotated[list[Benchmark], Field(max_length=20)] = []
    modules: Annotated[list[LevelModule], Field(max_length=80)] = []

    @field_validator("hours_ceiling")
    @classmethod
    def _is_over_the_floor(cls, value: float, info: ValidationInfo) -> float:
        if value < info.data.get("hours_floor", 0):
            raise PydanticCustomError(
                "ceiling_under_floor", "the ceiling of hours lies under the floor"
            )
        return value

    @field_validator("hours_target")
    @classmethod
    def _is_between(cls, value: float | None, info: ValidationInfo) -> float | None:
        floor, ceiling = info.data.get("hours_floor", 0), info.data.get("hours_ceiling", 60)
        if value is not None and not floor <= value <= ceiling:
            raise PydanticCustomError(
                "target_outside", "the usual hours lie outside floor and ceiling"
            )
        return value

    def shown_name(self, language: str) -> str:
        """What people who speak `language` read."""
        return (self.name_es or self.name) if language == "es" else self.name


class Service(Part):
    """A kind of session the programme offers, of `minutes` (or from `minutes_from` to `minutes`),
    by providers of these kinds; an empty list means any. Core services are everybody's, enhanced
    ones are there for whoever needs them (TIP 47). A core service with `every_weeks` is planned
    for everybody once in so many weeks; how many individual sessions there are says the level."""

    kind: AppointmentKind
    minutes: Minutes
    minutes_from: Minutes | None = None
    core: YesNo = True
    every_weeks: Annotated[int, whole(1, 26)] | None = None
    by: Annotated[list[Profession], Field(max_length=20)] = []
    name: Words | None = None

    @field_validator("minutes_from")
    @classmethod
    def _is_the_shorter(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and value > info.data.get("minutes", 720):
            raise PydanticCustomError("longer_than_most", "the shortest is longer than the longest")
        return value


class Group(Part):
    """A weekly group of the timetable, at a wall time of the centre.

    An `optional` group is there for whoever likes: it counts towards what a client can get, not
    towards what is planned for everybody. `instead_of` names the group whose place this one takes:
    a client is in one of the two, at the same time or another.
    """

    code: Slug
    title: Title
    title_es: Title | None = None
    kind: AppointmentKind
    focus: SkillFocus | None = None
    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    local_time: WallTime
    minutes: Minutes
    capacity: Annotated[int, whole(1, 200)] | None = None
    modality: Modality = Modality.in_person
    track: Slug | None = None
    levels: Annotated[list[Slug], Field(max_length=12)] = []
    optional: YesNo = False
    instead_of: Slug | None = None
    open_to_alumni: YesNo = False
    open_to_family: YesNo = False

    @field_validator("days")
    @classmethod
    def _each_day_once(cls, value: list[Weekday]) -> list[Weekday]:
        if len(set(value)) != len(value):
            raise PydanticCustomError("day_twice", "the same day is there twice")
        return value

    @field_validator("focus")
    @classmethod
    def _is_a_skill(cls, value: SkillFocus | None, info: ValidationInfo) -> SkillFocus | None:
        if value is not None and info.data.get("kind") not in {None, AppointmentKind.skills}:
            raise PydanticCustomError("focus_of_skills", "only a skills group has a focus")
        return value


class AftercareStep(Part):
    """For `months`, one session every `every_weeks` weeks."""

    months: Annotated[float, Field(gt=0, le=60, strict=True, allow_inf_nan=False)]
    every_weeks: Annotated[int, whole(1, 12)]


class Aftercare(Part):
    """What follows: sessions that thin out, for so many months in all."""

    months: Annotated[float, Field(ge=0, le=120, strict=True, allow_inf_nan=False)]
    steps: Annotated[list[AftercareStep], Field(max_length=12)] = []


class OpenDoor(Part):
    """Whether completers may come back to open classes, free and for ever, and whether family may
    come along."""

    alumni: YesNo = True
    family: YesNo = False


class Asked(Part):
    """An instrument that clients are asked, and how often: `daily` is the daily check-in, the
    others are questionnaires. Every `every_days` days after it was last answered; left out, once.
    The first time `first_after_days` after the phase began. `for_days`: only in the first so many
    days of the phase. An empty list of `levels` means all. Of several entries about one instrument
    the first that fits a client counts; one that nothing says anything about is asked at the
    client's own pace."""

    instrument: Slug
    phases: Annotated[list[AskedIn], Field(min_length=1, max_length=4)]
    levels: Annotated[list[Slug], Field(max_length=12)] = []
    every_days: Annotated[int, whole(1, 730)] | None = None
    first_after_days: Annotated[int, whole(0, 365)] = 0
    for_days: Annotated[int, whole(1, 3650)] | None = None


def _asked(
    instrument: str, phase: AskedIn, every: int, first: int = 0, only_for: int | None = None
) -> Asked:
    return Asked(
        instrument=instrument,
        phases=[phase],
        every_days=every,
        first_after_days=first,
        for_days=only_for,
    )


def usual_check_ins() -> list[Asked]:
    """What a programme asks that says nothing else. The first sitting is kept short: what is asked
    every four weeks begins two days later. Aftercare thins out from weekly to monthly; alumni come
    at their own pace."""
    treatment, aftercare = AskedIn.treatment, AskedIn.aftercare
    return [
        _asked("daily", treatment, 1),
        _asked("bam-iop", treatment, 7, 7),
        *(_asked(name, treatment, 28, 2) for name in ("bam", "phq-9", "gad-7")),
        *(_asked(name, treatment, 91) for name in ("barc-10", "who-5")),
        _asked("audit-c", treatment, 365),
        _asked("daily", aftercare, 7, 0, 56),
        _asked("daily", aftercare, 28),
        _asked("bam-iop", aftercare, 7, 7, 56),
        _asked("bam", aftercare, 28),
        *(_asked(name, aftercare, 91, 28) for name in ("phq-9", "gad-7", "barc-10", "who-5")),
        _asked("audit-c", aftercare, 365, 28),
    ]


class ProgrammeDesign(Part):
    """Everything that makes one programme differ from another. An empty list of `levels` in a
    group means all of them; `track` names a time of day, such as `day` or `evening`.

    `sessions_a_day` is how many sessions a client usually has on one day at most; where it is
    agreed with each client, `sessions_a_day_choices` says between which numbers. `extras` are the
    enhanced services that are no sessions, such as child care; `topics` are what the
    psychoeducation groups are about.
    """

    summary: Words
    weeks: Annotated[int, whole(1, 104)] | None = None
    tracks: Annotated[list[Slug], Field(max_length=6)] = []
    levels: Annotated[list[Level], Field(min_length=1, max_length=12)]
    services: Annotated[list[Service], Field(max_length=40)] = []
    extras: Annotated[list[Words], Field(max_length=20)] = []
    groups: Annotated[list[Group], Field(max_length=60)] = []
    sessions_a_day: Annotated[int, whole(1, 12)] | None = None
    sessions_a_day_choices: Annotated[list[Annotated[int, whole(1, 12)]], Field(max_length=6)] = []
    individual_minutes: Annotated[int, whole(10, 240)] = 50
    must_be_substance_free: YesNo = False
    check_ins: Annotated[list[Asked], Field(max_length=60)] = Field(default_factory=usual_check_ins)
    topics: Annotated[list[Words], Field(max_length=40)] = []
    aftercare: Aftercare = Aftercare(months=0)
    open_door: OpenDoor = OpenDoor()
    notes: Annotated[PlainText, Field(max_length=4000)] = ""

    def level(self, name: str | None) -> Level | None:
        """The level of that name, if it is still there."""
        return next((level for level in self.levels if level.name == name), None)


def plain_design(*levels: str, floor: float = 9, ceiling: float = 20) -> ProgrammeDesign:
    """A design with nothing but its levels, for whoever starts from nothing."""
    return ProgrammeDesign(
        summary=Words(en="Our own programme", es="Nuestro propio programa"),
        levels=[
            Level(code=f"level-{n}", name=name, hours_floor=floor, hours_ceiling=ceiling)
            for n, name in enumerate(levels, 1)
        ],
    )
