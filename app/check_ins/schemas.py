"""What check-ins and their review take and give."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.flags.models import FlagCode
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
    """The daily check-in, version 1. Every scale runs from 0; higher is more of it.

    `mood` 0 very low to 10 very good; `craving` 0 none to 10 strongest; `sleep` 0 awful to 10 very
    good; `difficulty` of the day 0 easy to 4 very hard.
    """

    mood: ZeroToTen
    craving: ZeroToTen
    sleep: ZeroToTen
    difficulty: Annotated[int, Field(ge=0, le=4, strict=True)]
    halt: Annotated[list[Halt], Field(max_length=4), AfterValidator(_each_once)]
    use: Use
    line: Annotated[PlainText, Field(max_length=1000)] | None = None


class CheckInCreate(Body):
    """A finished check-in about one local day."""

    on_day: Day
    occurred_at: PhoneTime
    zone: Zone
    answers: DailyAnswers


class ReviewForClient(BaseModel):
    """Who looked at a check-in and when, by the name they chose to show."""

    by: str
    at: datetime
    line: str | None
    seen: bool


class CheckInRead(BaseModel):
    id: UUID
    on_day: date
    occurred_at: datetime
    zone: str
    received_at: datetime
    time_uncertain: bool
    answers: DailyAnswers
    review: ReviewForClient | None
    care: Literal["use", "rather_not_say", "high_craving"] | None


class CheckInList(BaseModel):
    items: list[CheckInRead]
    next: str | None


class ReviewWrite(Body):
    """A note only its writer sees, and a line for the client; both may be left out."""

    note_to_self: Text | None = None
    line_to_client: ShortText | None = None


class ReviewRead(BaseModel):
    by: str
    at: datetime
    note_to_self: str | None
    line_to_client: str | None


class Flag(BaseModel):
    code: FlagCode
    reason: str


class CheckInForReview(BaseModel):
    id: UUID
    on_day: date
    occurred_at: datetime
    received_at: datetime
    time_uncertain: bool
    answers: DailyAnswers


class NamedClient(BaseModel):
    id: UUID
    shown_name: str


class QueueItem(BaseModel):
    check_in: CheckInForReview
    client: NamedClient
    flags: list[Flag]
    waiting_since: datetime


class ReviewQueue(BaseModel):
    items: list[QueueItem]
    more: bool
