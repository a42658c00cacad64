"""What the reminder routes take and give."""

from datetime import datetime, time
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from app.clock import Weekday
from app.people.schemas import Body
from app.reminders.models import DropReason, ReminderKind, ReminderState
from app.reminders.schedule import WEEK


def _whole_minutes(wall: time) -> time:
    if wall.tzinfo is not None or wall.second or wall.microsecond:
        raise ValueError("is hours and minutes, such as 20:00")
    return wall


def _in_week_order(days: list[Weekday]) -> list[Weekday]:
    return [day for day in WEEK if day in days]


def _each_once(minutes: list[int]) -> list[int]:
    return sorted(set(minutes), reverse=True)


def _soon(value: datetime) -> datetime:
    if not 2000 <= value.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return value


WallTime = Annotated[time, AfterValidator(_whole_minutes)]
Days = Annotated[list[Weekday], Field(max_length=7), AfterValidator(_in_week_order)]
Minutes = Annotated[int, Field(ge=5, le=10_080)]
MinutesBefore = Annotated[list[Minutes], Field(max_length=4), AfterValidator(_each_once)]


class CheckInReminder(Body):
    """A daily reminder at a wall time of the person's own zone."""

    enabled: bool
    local_time: WallTime
    days: Days


class SessionReminders(Body):
    """So many minutes before each session; whole days count by the wall clock."""

    enabled: bool
    minutes_before: MinutesBefore


class Quiet(Body):
    """From one wall time to another, past midnight if need be."""

    from_: Annotated[WallTime, Field(alias="from")]
    until: WallTime


class SettingsWrite(Body):
    check_in: CheckInReminder
    sessions: SessionReminders
    quiet_hours: Quiet | None
    paused_until: Annotated[AwareDatetime, AfterValidator(_soon)] | None = None


class NextReminder(BaseModel):
    kind: ReminderKind
    due_at: datetime
    local: str


class CheckInReminderRead(BaseModel):
    enabled: bool
    local_time: str
    days: list[Weekday]


class SessionRemindersRead(BaseModel):
    enabled: bool
    minutes_before: list[int]


class QuietRead(BaseModel):
    from_: Annotated[str, Field(serialization_alias="from")]
    until: str


class SettingsRead(BaseModel):
    check_in: CheckInReminderRead
    sessions: SessionRemindersRead
    quiet_hours: QuietRead | None
    paused_until: datetime | None
    time_zone: str
    next: list[NextReminder]


class ReminderRead(BaseModel):
    id: UUID
    kind: ReminderKind
    due_at: datetime
    zone: str
    useful_until: datetime
    state: ReminderState
    reason: DropReason | None
    seen_at: datetime | None
    path: str


class ReminderList(BaseModel):
    items: list[ReminderRead]


class TestSent(BaseModel):
    reminder_id: UUID
