"""What people are told about their calendar: one row for each who is concerned."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class NoticeKind(StrEnum):
    """`booked` to `left` concern one session; those from `client_booked` on are for
    staff alone."""

    booked = "booked"
    moved = "moved"
    cancelled = "cancelled"
    changed = "changed"
    place_from_waiting = "place_from_waiting"
    request_moved = "request_moved"
    request_declined = "request_declined"
    team_changed = "team_changed"
    plan_changed = "plan_changed"
    safety_plan_changed = "safety_plan_changed"
    module_assigned = "module_assigned"
    reflection_read = "reflection_read"
    return_answered = "return_answered"
    relative_joined = "relative_joined"
    relative_left = "relative_left"
    client_booked = "client_booked"
    client_cancelled = "client_cancelled"
    client_asks_to_move = "client_asks_to_move"
    client_away = "client_away"
    client_team_wish = "client_team_wish"
    client_wants_contact = "client_wants_contact"
    task_given = "task_given"
    task_overdue = "task_overdue"
    reflection_shared = "reflection_shared"
    client_return_wish = "client_return_wish"
    monitoring_ordered = "monitoring_ordered"
    monitoring_result = "monitoring_result"


class Notice(SQLModel, table=True):
    """One line in somebody's inbox. `about_id` is the client a member of staff is told about;
    `starts_at` the session as it was, `new_starts_at` as it is now; `title` the session's, or how a
    client named a relative. `is_late` when a client gave a
    place back with less notice than was asked for. `appointment_id` is no foreign key: what was
    told stays told."""

    __table_args__ = (Index("ix_notice_person_id_at", "person_id", "at"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    kind: NoticeKind = code(NoticeKind)
    at: datetime = instant(index=True)
    by: UUID | None = Field(default=None, foreign_key="person.id")
    about_id: UUID | None = Field(default=None, foreign_key="person.id")
    appointment_id: UUID | None = Field(default=None, index=True)
    title: str | None = Field(default=None, max_length=120)
    starts_at: datetime | None = instant(default=None)
    new_starts_at: datetime | None = instant(default=None)
    reason: str | None = Field(default=None, max_length=40)
    line: str | None = Field(default=None, max_length=400)
    count: int | None = None
    is_late: bool = False
    seen_at: datetime | None = instant(default=None)
