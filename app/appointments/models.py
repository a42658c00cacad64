"""The session calendar: weekly series, the appointments they yield, and who takes part.

In code a meeting is an `Appointment` (FHIR); people call it a session.
"""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class AppointmentKind(StrEnum):
    """What a session is for (SAMHSA TIP 47's core and enhanced services)."""

    psychoeducational = "psychoeducational"
    skills = "skills"
    support = "support"
    interpersonal = "interpersonal"
    individual = "individual"
    family = "family"
    medication = "medication"
    monitoring = "monitoring"
    case_management = "case_management"
    mutual_help = "mutual_help"
    holistic = "holistic"
    aftercare = "aftercare"


class AppointmentSeries(SQLModel, table=True):
    """A session that recurs by weekday, at a wall time in the centre's zone."""

    __tablename__ = "appointment_series"
    __table_args__ = (CheckConstraint("duration_minutes BETWEEN 5 AND 720", name="duration"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    title: str = Field(max_length=120)
    kind: AppointmentKind = code(AppointmentKind)
    programme_id: UUID | None = Field(default=None, foreign_key="programme.id")
    facilitator_id: UUID = Field(foreign_key="person.id", index=True)
    days: list[str] = Field(sa_type=JSON)
    local_time: time
    duration_minutes: int
    time_zone: str = Field(max_length=64)
    place: str | None = Field(default=None, max_length=200)
    join_link: str | None = Field(default=None, max_length=500)
    from_day: date
    until_day: date | None = None
    open_to_alumni: bool = False
    open_to_family: bool = False
    planned_until: date | None = None


class SeriesParticipant(SQLModel, table=True):
    """Somebody who belongs to a series from one instant to another."""

    __tablename__ = "series_participant"

    series_id: UUID = Field(foreign_key="appointment_series.id", primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    joined_at: datetime = instant()
    left_at: datetime | None = instant(default=None)


class AppointmentStatus(StrEnum):
    planned = "planned"
    cancelled = "cancelled"


class Appointment(SQLModel, table=True):
    """One meeting. `on_day` is its day in the series' zone and names it within the series."""

    __table_args__ = (
        UniqueConstraint("series_id", "on_day"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_appointment_starts_at", "starts_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    series_id: UUID | None = Field(default=None, foreign_key="appointment_series.id")
    on_day: date
    title: str = Field(max_length=120)
    kind: AppointmentKind = code(AppointmentKind)
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    place: str | None = Field(default=None, max_length=200)
    join_link: str | None = Field(default=None, max_length=500)
    status: AppointmentStatus = code(AppointmentStatus, default=AppointmentStatus.planned)
    open_to_alumni: bool = False
    open_to_family: bool = False
    changed_at: datetime = instant(index=True)


class Attendance(StrEnum):
    attended = "attended"
    late = "late"
    missed = "missed"


class Participation(SQLModel, table=True):
    """A client's place in one meeting, and afterwards whether they came."""

    appointment_id: UUID = Field(foreign_key="appointment.id", primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    attendance: Attendance | None = code(Attendance, default=None, nullable=True)
    changed_at: datetime = instant(index=True)
