"""What somebody wants to be reminded of, and the reminders that come of it."""

from datetime import datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.clock import Weekday
from app.database import code, instant
from app.ids import new_id

EVERY_DAY = [day.value for day in Weekday]


def _every_day() -> list[str]:
    return list(EVERY_DAY)


def _day_before_and_hour_before() -> list[int]:
    return [1440, 60]


class ReminderSettings(SQLModel, table=True):
    """One person's wishes. Wall times are in that person's own zone.

    Reminders have been made up to `planned_until` (empty asks for planning), with what was known
    at `planned_at` and in `planned_zone`.
    """

    __tablename__ = "reminder_settings"

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    check_in_enabled: bool = True
    check_in_time: time = time(20, 0)
    check_in_days: list[str] = Field(default_factory=_every_day, sa_type=JSON)
    sessions_enabled: bool = True
    session_minutes_before: list[int] = Field(
        default_factory=_day_before_and_hour_before, sa_type=JSON
    )
    quiet_from: time | None = time(21, 30)
    quiet_until: time | None = time(8, 0)
    paused_until: datetime | None = instant(default=None)
    planned_until: datetime | None = instant(default=None, index=True)
    planned_at: datetime | None = instant(default=None)
    planned_zone: str | None = Field(default=None, max_length=64)


class ReminderKind(StrEnum):
    """`change`: something in the person's calendar is not as it was. `dose`: doses that are due at
    one wall time."""

    check_in = "check_in"
    session = "session"
    change = "change"
    dose = "dose"
    test = "test"


class ReminderState(StrEnum):
    """`waiting` until its time comes, `due` while it is on its way to phones; then `sent` (at least
    one push service took it), `missed` (no phone was reached), `done` (no longer needed) or
    `dropped` (with a reason)."""

    waiting = "waiting"
    due = "due"
    sent = "sent"
    missed = "missed"
    done = "done"
    dropped = "dropped"


class DropReason(StrEnum):
    quiet_hours = "quiet_hours"
    too_late = "too_late"
    paused = "paused"


class Reminder(SQLModel, table=True):
    """One reminder at one instant. The due row is the queue.

    `occurrence_key` names the occasion by its wall time, so neither a clock change nor planning
    twice can make two of it.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "kind", "occurrence_key"),
        Index("ix_reminder_state_due_at", "state", "due_at"),
        Index("ix_reminder_person_id_due_at", "person_id", "due_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    kind: ReminderKind = code(ReminderKind)
    occurrence_key: str = Field(max_length=80)
    due_at: datetime = instant()
    useful_until: datetime = instant()
    zone: str = Field(max_length=64)
    path: str = Field(max_length=120)
    state: ReminderState = code(ReminderState, default=ReminderState.waiting)
    reason: DropReason | None = code(DropReason, default=None, nullable=True)
    seen_at: datetime | None = instant(default=None)
