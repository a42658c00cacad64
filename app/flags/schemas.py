"""What the response clock takes and gives."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from app.clock import Weekday
from app.flags.models import (
    FlagCode,
    FlagRating,
    HopReason,
    TaskKind,
    TaskOutcome,
    Urgency,
)
from app.people.schemas import Body, Line
from app.programs.fields import WallTime

ShortLine = Annotated[Line, Field(max_length=400)]


class ResponseState(StrEnum):
    """What somebody has done about it so far."""

    waiting = "waiting"
    has_it = "has_it"
    answered = "answered"


class Response(BaseModel):
    """What a client is told of the looking: who, by when, and whether it went on to somebody else.
    `by` None: nobody could be found yet. `stuck`: nobody else is left to take it, so it goes on to
    nobody. `in_hours` False: the centre keeps no opening hours just now, and `by_when` is a day
    later all the same: no time to be told."""

    task_id: UUID
    by: str | None
    by_when: datetime
    urgency: Urgency
    state: ResponseState
    went_on: bool
    in_hours: bool = True
    stuck: bool = False


class Promised(BaseModel):
    """Who would look, and by when, if something were sent now. `by` None: nobody could be found,
    and `by_when` is no time to be told."""

    by: str | None
    by_when: datetime


class Promise(BaseModel):
    """What is promised as of now, by urgency. `nobody_sees`: what alumni send and show to nobody at
    the centre, so that nothing is promised about it."""

    soon: Promised
    today: Promised
    now: Promised
    in_hours: bool = True
    nobody_sees: list[TaskKind] = []


class OwnResponse(Response):
    """One of the client's own open ones, with what it is about."""

    kind: TaskKind
    focus_id: UUID


class OwnResponseList(BaseModel):
    items: list[OwnResponse]


class Named(BaseModel):
    id: UUID
    shown_name: str


class FlagRead(BaseModel):
    """A reason to look, in the reader's language. `key` is what a rating names it by."""

    key: str
    code: FlagCode
    measure: str
    reason: str
    rating: FlagRating | None


class HopRead(BaseModel):
    """A task came to somebody: when, until when, why, and from whom. `took_at` when they said that
    they have it."""

    number: int
    owner: str | None
    at: datetime
    due_at: datetime
    why: HopReason
    by: str | None
    line: str | None
    took_at: datetime | None


class TaskShort(BaseModel):
    """A task beside what it is about. `overdue`: its time is past and it is not closed. `hops`: how
    often it has gone on to somebody else."""

    id: UUID
    urgency: Urgency
    due_at: datetime
    owner: str | None
    is_mine: bool
    state: ResponseState
    overdue: bool
    hops: int


class TaskRead(TaskShort):
    """A task with its reasons. `flags` is empty for an administrator who may not see the client's
    check-ins, and need not to find somebody who does. `is_stuck`: nobody else is left to take
    it."""

    client: Named
    kind: TaskKind
    focus_id: UUID
    opened_at: datetime
    is_stuck: bool
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    closed_at: datetime | None
    closed_by: str | None
    outcome: TaskOutcome | None
    outcome_line: str | None
    flags: list[FlagRead]


class TaskDetail(TaskRead):
    """A task with the way it went."""

    way: list[HopRead]


class TaskList(BaseModel):
    """Open tasks the viewer may see, most urgent first."""

    items: list[TaskRead]
    more: bool


class HandingOver(Body):
    """To whom, and why: the other one reads it."""

    to: UUID
    why: Annotated[ShortLine, Field(min_length=1)]


Ratings = Annotated[dict[Annotated[str, Field(max_length=120)], FlagRating], Field(max_length=60)]
"""By flag: its code, or code and measure (`score_high:phq-9.total`)."""


class OutcomeWrite(Body):
    """What came of it, and which flags were of use."""

    outcome: TaskOutcome
    line: ShortLine | None = None
    ratings: Ratings = Field(default_factory=dict)


_MINUTES = Annotated[int, Field(ge=5, le=14_400, strict=True)]
_DAYS = Annotated[int, Field(ge=0, le=365, strict=True)]
_OF_TEN = Annotated[int, Field(ge=1, le=10, strict=True)]


class Minutes(Body):
    """Working minutes of the centre until somebody has looked."""

    now: _MINUTES
    today: _MINUTES
    soon: _MINUTES

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.now <= self.today <= self.soon:
            raise PydanticCustomError("order", "what is more urgent comes sooner")
        return self


class SilenceDays(Body):
    """After how many days without a word somebody asks; 0 is never."""

    treatment: _DAYS
    aftercare: _DAYS
    alumni: _DAYS


class PolicyWrite(Body):
    """What the centre promises. The craving thresholds are policy, not validated cut-offs."""

    minutes: Minutes
    craving_at: _OF_TEN
    contact_at: _OF_TEN
    silence_days: SilenceDays

    @model_validator(mode="after")
    def _contact_later(self) -> Self:
        if self.contact_at < self.craving_at:
            raise PydanticCustomError("order", "contact is offered at a higher number")
        return self


class PolicyRead(BaseModel):
    minutes: Minutes
    craving_at: int
    contact_at: int
    silence_days: SilenceDays
    changed_at: datetime | None
    changed_by: str | None


class DutyTurnCreate(Body):
    """Somebody is on duty at these wall times of the centre, on this day of every week."""

    provider_id: UUID
    day: Weekday
    from_time: WallTime
    until_time: WallTime
    from_day: date
    until_day: date | None = None

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.until_time <= self.from_time:
            raise PydanticCustomError("past_midnight", "ends on the day it begins, and later")
        if self.until_day is not None and self.until_day < self.from_day:
            raise PydanticCustomError("order", "ends before it begins")
        return self


class DutyTurnRead(BaseModel):
    id: UUID
    provider: Named
    day: Weekday
    from_time: WallTime
    until_time: WallTime
    from_day: date
    until_day: date | None


class DutyTurnList(BaseModel):
    """Turns that are not over. `on_duty` are the names of those on duty now, `next_open` when
    somebody of the centre looks again (now, while it is open; None: it keeps no hours)."""

    items: list[DutyTurnRead]
    on_duty: list[str]
    next_open: datetime | None


class LeadWrite(Body):
    """Who what nobody has answered in time comes to in the end; None for nobody."""

    provider_id: UUID | None


class LeadRead(BaseModel):
    programme_id: UUID
    programme: str
    lead: Named | None


class LeadList(BaseModel):
    items: list[LeadRead]


class Precision(BaseModel):
    """How often a kind of flag was of use to whoever looked. A count that comes from fewer than
    five clients is None, and `helpful_share` where too few have been rated: too few to tell."""

    code: FlagCode
    raised: int | None
    rated: int | None
    helpful: int | None
    known_already: int | None
    not_a_concern: int | None
    helpful_share: float | None


class PrecisionList(BaseModel):
    """Of flags raised since `since`; a share is told from `at_least` ratings on."""

    since: datetime
    at_least: int
    items: list[Precision]
