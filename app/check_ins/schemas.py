"""What check-ins take and give."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.check_ins.form_text import FormRead
from app.flags.schemas import Promise, Response
from app.offline import PhoneTime
from app.people.schemas import Body, PlainText, Zone


class Halt(StrEnum):
    """Hungry, angry, lonely, tired: four states in which a craving comes easily."""

    hungry = "hungry"
    angry = "angry"
    lonely = "lonely"
    tired = "tired"


class Use(StrEnum):
    """Whether somebody drank or used since the last check-in, in their own words."""

    no = "no"
    yes = "yes"
    rather_not_say = "rather_not_say"


def _each_once(states: list[Halt]) -> list[Halt]:
    return list(dict.fromkeys(states))


def _in_range(day: date) -> date:
    if not 1970 <= day.year <= 2200:
        raise ValueError("is outside the years 1970 to 2200")
    return day


ZeroToTen = Annotated[int, Field(ge=0, le=10, strict=True)]
Text = Annotated[PlainText, Field(max_length=2000)]
ShortText = Annotated[PlainText, Field(max_length=280)]
Day = Annotated[date, AfterValidator(_in_range)]


class DailyAnswers(Body):
    """The daily check-in, version 2. Every scale runs from 0; higher is more of it.

    `mood` 0 very low to 10 very good; `craving` 0 none to 10 strongest; `sleep` 0 awful to 10 very
    good; `difficulty` of the day 0 easy to 4 very hard. `may_use`: says that they may drink or use
    now; version 1 does not ask it.
    """

    mood: ZeroToTen
    craving: ZeroToTen
    sleep: ZeroToTen
    difficulty: Annotated[int, Field(ge=0, le=4, strict=True)]
    halt: Annotated[list[Halt], Field(max_length=4), AfterValidator(_each_once)]
    use: Use
    line: Annotated[PlainText, Field(max_length=1000)] | None = None
    may_use: Annotated[bool, Field(strict=True)] = False


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
ItemNumber = Annotated[str, Field(min_length=1, max_length=20)]
Coded = Annotated[int, Field(ge=0, le=1000, strict=True)]


class FormAnswers(Body):
    """The answers to one questionnaire as coded, by the published number of the item. `version`,
    `language`, `wording` (the fingerprint) and `recall` say what was shown; `due_on` the day it was
    asked for, None where it was not."""

    instrument: Name
    version: Annotated[int, Field(ge=1, le=10_000, strict=True)]
    language: Annotated[str, Field(max_length=8)]
    wording: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    recall: Annotated[str, Field(max_length=8)] | None = None
    answers: Annotated[dict[ItemNumber, Coded], Field(max_length=60)]
    due_on: Day | None = None


Forms = Annotated[list[FormAnswers], Field(max_length=12)]


class CheckInCreate(Body):
    """A finished sitting about one local day: daily answers, questionnaires, or both. A
    questionnaire without a single answer counts as not in it."""

    on_day: Day
    occurred_at: PhoneTime
    zone: Zone
    answers: DailyAnswers | None = None
    forms: Forms = Field(default_factory=list)


class ReviewForClient(BaseModel):
    """Who looked at a check-in and when, by the name they chose to show."""

    by: str
    at: datetime
    line: str | None
    seen: bool


class BandName(BaseModel):
    """What the instrument's own publication says of a score."""

    code: str
    text: str


class FormAnswered(BaseModel):
    """A questionnaire as the client answered it. `scores` is empty unless it is complete; `bands`
    are there for the scores that have any. `late_days` is how long after it was asked for."""

    instrument: str
    name: str
    complete: bool
    missing: list[str]
    answers: dict[str, int]
    scores: dict[str, int]
    bands: dict[str, BandName]
    late_days: int


class CheckInRead(BaseModel):
    """`is_late` is how many days after the day it is about it was answered; `response` who looks at
    it and by when, empty for old ones."""

    id: UUID
    on_day: date
    occurred_at: datetime
    zone: str
    received_at: datetime
    time_uncertain: bool
    answers: DailyAnswers | None
    forms: list[FormAnswered]
    review: ReviewForClient | None
    care: Literal["use", "rather_not_say", "high_craving"] | None
    response: Response | None
    is_late: int


class CheckInList(BaseModel):
    items: list[CheckInRead]
    next: str | None


class DueForm(BaseModel):
    """A questionnaire to answer: one that is due, or within the next days will be (`due_on` is
    ahead). `form` is the whole of it, to be kept on the phone, in the client's language or in the
    one they last answered it in; None where there is no wording (`is_available` False): it is not
    due, and there once so that it can be said."""

    instrument: str
    name: str
    due_on: date
    is_late: bool
    is_available: bool
    form: FormRead | None


class NextDue(BaseModel):
    instrument: str
    due_on: date


class CravingPolicy(BaseModel):
    """From which craving on the app offers its tools, and a human. Policy of the centre."""

    craving_at: int
    contact_at: int


class CheckInDue(BaseModel):
    """What one sitting of today consists of. `daily` is whether the daily questions about `on_day`
    are answered; `daily_due_on` the day from which they are asked (None: at the client's own
    pace)."""

    on_day: date
    daily: bool
    daily_due_on: date | None
    forms: list[DueForm]
    next: list[NextDue]
    policy: CravingPolicy
    promise: Promise


class ScorePoint(BaseModel):
    on_day: date
    scores: dict[str, int]


class ScoreBand(BaseModel):
    """The instrument's own band of a score, from `least` to `most`."""

    score: str
    code: str
    least: int
    most: int
    text: str


class OwnScores(BaseModel):
    """One questionnaire over time: complete ones, oldest first; `names` by score."""

    instrument: str
    name: str
    names: dict[str, str]
    points: list[ScorePoint]
    bands: list[ScoreBand]


class OwnScoreList(BaseModel):
    items: list[OwnScores]


class RhythmOwn(BaseModel):
    """A client's own rhythm. `every_days` None: not asked."""

    every_days: int | None
    why: str
    by: str
    at: datetime


class RhythmRead(BaseModel):
    """How often a client is asked one instrument: by the programme (None: at their own pace), by a
    rhythm of their own, when they last answered it, and when it is due next. `available`: whether
    there is a wording that they can read; without one it is not asked, whatever the rhythm."""

    instrument: str
    name: str
    available: bool
    by_programme: bool
    programme_every_days: int | None
    own: RhythmOwn | None
    last_on: date | None
    next_on: date | None


class RhythmList(BaseModel):
    items: list[RhythmRead]


class RhythmWrite(Body):
    """`every_days` None: this instrument is not asked. The client can read why."""

    every_days: Annotated[int, Field(ge=1, le=730, strict=True)] | None
    why: Annotated[PlainText, Field(min_length=1, max_length=400)]


class StaffFormWrite(Body):
    """A form that staff went through with a client. `language` is the one they spoke."""

    instrument: Name
    language: Annotated[str, Field(max_length=8)]
    wording: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    answers: Annotated[dict[ItemNumber, Coded], Field(min_length=1, max_length=60)]
    note: Text | None = None


class Triage(StrEnum):
    """What a screener's published triage says; `not_told` while answers are missing."""

    none = "none"
    low = "low"
    moderate = "moderate"
    high = "high"
    not_told = "not_told"


class StaffFormRead(BaseModel):
    id: UUID
    instrument: str
    name: str
    language: str
    answers: dict[str, int]
    missing: list[str]
    triage: Triage
    reasons: list[str]
    note: str | None
    by: str
    at: datetime


class StaffFormList(BaseModel):
    items: list[StaffFormRead]
