"""What the craving log takes and gives."""

from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.craving_logs.models import (
    TRIGGERS_AT_MOST,
    Company,
    CravingOutcome,
    Place,
    Trigger,
)
from app.flags.schemas import Response
from app.offline import PhoneTime
from app.people.schemas import Body, Line, PlainText, Title, Zone

DID_AT_MOST = 20
_TEN_YEARS = 10 * 366 * 24 * 60


Kind = TypeVar("Kind")


def _each_once(values: list[Kind]) -> list[Kind]:
    return list(dict.fromkeys(values))


Triggers = Annotated[list[Trigger], Field(max_length=TRIGGERS_AT_MOST), AfterValidator(_each_once)]
People = Annotated[list[Company], Field(max_length=len(Company)), AfterValidator(_each_once)]
Intensity = Annotated[int, Field(ge=0, le=10, strict=True)]
"""How strong: 0 none to 10 strongest."""


class Did(Body):
    """Something the client did about it: a skill by its key, with the words it had then."""

    key: Annotated[Line, Field(min_length=1, max_length=60)]
    text: Annotated[Title, Field(max_length=200)]


class CravingContent(Body):
    """All that a craving says, apart from when it was. Only the first three are as old as the log
    itself: what a phone leaves out says nothing."""

    intensity: Intensity
    triggers: Triggers
    note: Annotated[PlainText, Field(max_length=2000)] | None = None
    place: Place | None = None
    company: People = Field(default_factory=list)
    did: Annotated[list[Did], Field(max_length=DID_AT_MOST)] = Field(default_factory=list)
    outcome: CravingOutcome | None = None
    may_use: Annotated[bool, Field(strict=True)] = False


class CravingLogCreate(CravingContent):
    """A craving as the phone noted it."""

    occurred_at: PhoneTime
    zone: Zone


class CravingRatingCreate(Body):
    """How strong it is so many minutes after it was logged."""

    log_id: UUID
    intensity: Intensity
    minutes: Annotated[int, Field(ge=0, le=_TEN_YEARS, strict=True)]
    occurred_at: PhoneTime
    zone: Zone


class CravingCorrectionCreate(Body):
    """What a log says from `occurred_at` on, as a whole."""

    log_id: UUID
    after: CravingContent
    occurred_at: PhoneTime
    zone: Zone


class CravingRatingRead(BaseModel):
    id: UUID
    intensity: int
    minutes: int
    happened_at: datetime


class CravingSaid(BaseModel):
    """The content of a log at some time."""

    intensity: int
    triggers: list[Trigger]
    note: str | None
    place: Place | None
    company: list[Company]
    did: list[Did]
    outcome: CravingOutcome | None
    may_use: bool


class CravingLogRead(CravingSaid):
    """A log as it counts now. `original` is what it said first, and empty while it says so still;
    `corrections` are the ids of those that have arrived."""

    id: UUID
    occurred_at: datetime
    happened_at: datetime
    zone: str
    received_at: datetime
    time_uncertain: bool
    ratings: list[CravingRatingRead]
    corrected_at: datetime | None
    corrections: list[UUID]
    original: CravingSaid | None
    response: Response | None


class CravingLogList(BaseModel):
    items: list[CravingLogRead]
    next: str | None


class CravingCorrectionRead(BaseModel):
    id: UUID
    log_id: UUID
    happened_at: datetime
    received_at: datetime
    response: Response | None
