"""How sessions are asked for: when providers are free, what clients wish, when they are away."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id
from app.programs.kinds import AppointmentKind, Modality

GROUPS = frozenset(
    {
        AppointmentKind.psychoeducational,
        AppointmentKind.skills,
        AppointmentKind.support,
        AppointmentKind.interpersonal,
        AppointmentKind.mutual_help,
    }
)
"""Kinds of session that are groups by their nature."""


class Availability(SQLModel, table=True):
    """Hours in which a provider can be booked: some weekdays, between two wall times of the
    centre's zone, from a day on."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    provider_id: UUID = Field(foreign_key="person.id", index=True)
    days: list[str] = Field(sa_type=JSON)
    from_time: time
    until_time: time
    modality: Modality = code(Modality, default=Modality.either)
    room_id: UUID | None = Field(default=None, foreign_key="room.id")
    from_day: date
    until_day: date | None = None


class BookingRules(SQLModel, table=True):
    """One provider's limits. Notice and horizon are hours and days before a session begins; taking
    a free place in a group that meets anyway may have a shorter notice than a new session. `kinds`
    are the kinds of session clients may book; with none, nobody books by themselves."""

    __tablename__ = "booking_rules"

    provider_id: UUID = Field(foreign_key="person.id", primary_key=True)
    sessions_a_day: int | None = None
    buffer_minutes: int = 10
    notice_hours: int = 12
    join_notice_hours: int = 1
    cancel_notice_hours: int = 12
    days_ahead: int = 42
    kinds: list[str] = Field(default_factory=list, sa_type=JSON)
    join_link: str | None = Field(default=None, max_length=500)
    changed_at: datetime = instant()


class Booking(SQLModel, table=True):
    """A client booked an hour by themselves: the phone's id, which is the session's too, and what
    was asked for, so that asking twice is booking once."""

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    asked_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class Answer(StrEnum):
    moved = "moved"
    declined = "declined"


class MoveRequest(SQLModel, table=True):
    """A client asks for another time. `wishes` are up to three instants (ISO 8601, UTC). Answered
    by whoever leads the session or belongs to the team."""

    __tablename__ = "move_request"

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    appointment_id: UUID = Field(foreign_key="appointment.id", index=True)
    wishes: list[str] = Field(default_factory=list, sa_type=JSON)
    reason: str | None = Field(default=None, max_length=40)
    asked_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    answer: Answer | None = code(Answer, default=None, nullable=True)
    answered_at: datetime | None = instant(default=None)
    answered_by: UUID | None = Field(default=None, foreign_key="person.id")
    line: str | None = Field(default=None, max_length=400)
    withdrawn_at: datetime | None = instant(default=None)


class Away(SQLModel, table=True):
    """A client is somewhere else from the start of `from_day` to the start of `back_on`, in the
    centre's zone. Places that can be taken by link stay when `takes_part_remotely`; the others are
    given back, without a mark against anybody."""

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    from_day: date
    back_on: date
    time_zone: str | None = Field(default=None, max_length=64)
    takes_part_remotely: bool = True
    said_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    ended_at: datetime | None = instant(default=None)


class SessionFeedback(SQLModel, table=True):
    """Two private answers after a provider's session, 0 to 10: whether the client felt heard, and
    whether it helped. Nobody but the client reads them."""

    __tablename__ = "session_feedback"

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    appointment_id: UUID = Field(foreign_key="appointment.id", index=True)
    provider_id: UUID = Field(foreign_key="person.id")
    heard: int
    helped: int
    said_at: datetime = instant()
    content_hash: str = Field(max_length=64)
