"""What milestones take and give."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.care_records.models import SharedWith
from app.offline import PhoneTime
from app.people.schemas import Body, PlainText, Zone


def _in_range(day: date) -> date:
    if not 1900 <= day.year <= 2200:
        raise ValueError("is outside the years 1900 to 2200")
    return day


Day = Annotated[date, AfterValidator(_in_range)]
"""A calendar day as its client wrote it; no zone moves it."""
OwnWords = Annotated[PlainText, Field(max_length=2000)]


class RecoveryStartCreate(Body):
    """The day somebody counts from. None: does not want to count. Any day is taken."""

    starts_on: Day | None
    occurred_at: PhoneTime
    zone: Zone


class RecoveryStartRead(BaseModel):
    id: UUID
    starts_on: date | None
    happened_at: datetime
    received_at: datetime


class Debrief(Body):
    """What somebody wrote of a slip, each part or none of it, and who may read that."""

    on_day: Day
    trigger: OwnWords | None = None
    thought: OwnWords | None = None
    act: OwnWords | None = None
    next_time: OwnWords | None = None
    shared_with: SharedWith = SharedWith.nobody


class SlipEntryCreate(Debrief):
    """One writing of a slip, the whole of it; `is_mistake` takes the slip back.

    `sharing_chosen` and `mistake_chosen` say whether the client chose `shared_with` and
    `is_mistake` in this very writing: if not, both stay as they are here, whatever an old screen
    may still show. Left out (an older application): they may close the debrief and never open it.
    The first writing of a slip sets both. `reader_id`: the main counselor whom the client was
    shown by name as they chose `primary`; left out, whoever is that when this arrives.
    """

    slip_id: UUID
    is_mistake: bool = False
    sharing_chosen: Annotated[bool, Field(strict=True)] | None = None
    mistake_chosen: Annotated[bool, Field(strict=True)] | None = None
    reader_id: UUID | None = None
    occurred_at: PhoneTime
    zone: Zone


class Reader(BaseModel):
    """Who was the main counselor when the client let them read a debrief. `reads`: is still on the
    team, and so reads it; `is_primary`: is the main counselor still."""

    name: str
    is_primary: bool
    reads: bool


class SlipRead(BaseModel):
    """A slip as its client last wrote it; `id` is that writing's. `shared_with` and `is_mistake`
    are what counts now. `reader`: with `primary` alone, and None where there was nobody."""

    id: UUID
    slip_id: UUID
    on_day: date
    is_mistake: bool
    trigger: str | None
    thought: str | None
    act: str | None
    next_time: str | None
    shared_with: SharedWith
    reader: Reader | None
    happened_at: datetime
    received_at: datetime


class Readers(BaseModel):
    """Who `primary` and `team` are today, by the names they show."""

    primary: str | None
    primary_id: UUID | None
    team: list[str]


class MilestonesRead(BaseModel):
    """The client's own. `starts` is everything they ever counted from, oldest first, so that the
    phone can tell which milestones were reached; the last one counts."""

    starts_on: date | None
    starts: list[RecoveryStartRead]
    slips: list[SlipRead]
    readers: Readers


class DebriefRead(BaseModel):
    """A debrief as somebody reads it whom the client lets read it."""

    slip_id: UUID
    on_day: date
    trigger: str | None
    thought: str | None
    act: str | None
    next_time: str | None
    shared_with: SharedWith
    written_at: datetime


class DebriefList(BaseModel):
    items: list[DebriefRead]
