"""Mutual-help groups: own meetings, and which were attended. Every kind counts alike."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.clock import Weekday
from app.database import code, instant


class Fellowship(StrEnum):
    aa = "aa"
    na = "na"
    ca = "ca"
    smart = "smart"
    lifering = "lifering"
    women_for_sobriety = "women_for_sobriety"
    recovery_dharma = "recovery_dharma"
    refuge = "refuge"
    celebrate = "celebrate"
    family_group = "family_group"
    other = "other"


class Attending(StrEnum):
    in_person = "in_person"
    online = "online"
    phone = "phone"


class Meeting(SQLModel, table=True):
    """A meeting on somebody's own list. `at` is a wall time in `zone`, weekly on `day`; None when
    it has no fixed time. `where` is an address or a link. The phone makes `id`; the newest writing
    counts."""

    __tablename__ = "mutual_help_meeting"

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    fellowship: Fellowship = code(Fellowship)
    name: str = Field(max_length=120)
    attending: Attending = code(Attending)
    day: Weekday | None = code(Weekday, default=None, nullable=True)
    at: time | None = None
    zone: str = Field(max_length=64)
    where: str | None = Field(default=None, max_length=300)
    changed_at: datetime = instant()
    removed_at: datetime | None = instant(default=None)


class MeetingAttendance(SQLModel, table=True):
    """Somebody says that they were at a meeting. `proof` is what they choose to show, such as who
    signed; `line` is theirs alone; `seen_by` who of the staff has looked at this very writing. An
    `is_mistake` takes it back: of the rows with one `attendance_id` the one written last counts."""

    __tablename__ = "mutual_help_attendance"
    __table_args__ = (
        Index("ix_mutual_help_attendance_client_id_on_day", "client_id", "on_day"),
        Index("ix_mutual_help_attendance_client_id_attendance_id", "client_id", "attendance_id"),
    )

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    attendance_id: UUID
    on_day: date
    fellowship: Fellowship = code(Fellowship)
    attending: Attending = code(Attending)
    meeting_id: UUID | None = None
    line: str | None = Field(default=None, max_length=400)
    proof: str | None = Field(default=None, max_length=200)
    is_mistake: bool = False
    occurred_at: datetime = instant()
    zone: str = Field(max_length=64)
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    seen_by: UUID | None = Field(default=None, foreign_key="person.id")
    seen_at: datetime | None = instant(default=None)


class MutualHelpSharing(SQLModel, table=True):
    """Whether the team is told which groups a client goes to. Without a row it is not."""

    __tablename__ = "mutual_help_sharing"

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    shows_fellowship: bool = False
    changed_at: datetime = instant()
