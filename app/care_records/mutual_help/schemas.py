"""What mutual help takes and gives."""

from datetime import date, datetime, time
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.care_records.mutual_help.models import Attending, Fellowship
from app.clock import Weekday
from app.offline import PhoneTime
from app.people.schemas import Body, Line, PlainText, Title, Zone


def _in_range(day: date) -> date:
    if not 2000 <= day.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return day


def _whole_minutes(wall: time) -> time:
    if wall.tzinfo is not None or wall.second or wall.microsecond:
        raise ValueError("is hours and minutes, such as 18:30")
    return wall


Day = Annotated[date, AfterValidator(_in_range)]
"""A calendar day as its client wrote it; no zone moves it."""
WallTime = Annotated[time, AfterValidator(_whole_minutes)]


class OwnMeetingWrite(Body):
    """A meeting on the viewer's own list, the whole of it. `day` and `at` go together: weekly, by
    the wall clock of `zone`. `where` is an address, a link or a telephone number."""

    fellowship: Fellowship
    name: Title
    attending: Attending
    day: Weekday | None = None
    at: WallTime | None = None
    where: Annotated[Line, Field(max_length=300)] | None = None
    is_removed: Annotated[bool, Field(strict=True)] = False
    occurred_at: PhoneTime
    zone: Zone

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.day is None) != (self.at is None):
            raise ValueError("a day needs a time, and a time a day")
        return self


class OwnMeetingRead(BaseModel):
    """One meeting as its owner last wrote it. `at` is hours and minutes in `zone`."""

    id: UUID
    fellowship: Fellowship
    name: str
    attending: Attending
    day: Weekday | None
    at: str | None
    zone: str
    where: str | None
    is_removed: bool
    changed_at: datetime


class MeetingAttendanceCreate(Body):
    """One writing about a meeting that was attended, the whole of it; `is_mistake` takes it back.
    `line` is the client's own and shown to nobody; `proof` is shown to the team."""

    attendance_id: UUID
    on_day: Day
    fellowship: Fellowship
    attending: Attending
    meeting_id: UUID | None = None
    line: Annotated[PlainText, Field(max_length=400)] | None = None
    proof: Annotated[Line, Field(max_length=200)] | None = None
    is_mistake: Annotated[bool, Field(strict=True)] = False
    occurred_at: PhoneTime
    zone: Zone


class MeetingAttendanceRead(BaseModel):
    """An attendance as its client last wrote it; `id` is that writing's. `seen_by` is the name of
    whoever of the team looked at it as it stands."""

    id: UUID
    attendance_id: UUID
    on_day: date
    fellowship: Fellowship
    attending: Attending
    meeting_id: UUID | None
    line: str | None
    proof: str | None
    is_mistake: bool
    seen_by: str | None
    seen_at: datetime | None
    happened_at: datetime


class SharingWrite(Body):
    """Whether the team is told which groups the viewer goes to."""

    shows_fellowship: Annotated[bool, Field(strict=True)]


class MutualHelpRead(BaseModel):
    """The client's own: their list, with what they took off it, and what they attended within the
    last year, newest day first."""

    meetings: list[OwnMeetingRead]
    attendances: list[MeetingAttendanceRead]
    shows_fellowship: bool


class AttendedRead(BaseModel):
    """A meeting as the team sees it: the day, and what the client added as proof. `fellowship` only
    where the client shows it."""

    id: UUID
    on_day: date
    fellowship: Fellowship | None
    proof: str | None
    seen_by: str | None
    seen_at: datetime | None


class AttendedList(BaseModel):
    """What a client attended within the last year, newest day first."""

    shows_fellowship: bool
    items: list[AttendedRead]
