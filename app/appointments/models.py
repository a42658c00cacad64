"""The session calendar: recurring series, the appointments they yield, and who takes part.

In code a meeting is an `Appointment` (FHIR); people call it a session.
"""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id
from app.programs.kinds import AppointmentKind, Modality, SkillFocus


class AppointmentSeries(SQLModel, table=True):
    """A session that recurs by a rule (RFC 5545 RRULE), at a wall time in the centre's zone.

    `follows_id` names the series this one was split off from, when only what follows a day was
    changed. `sequence` counts changes (RFC 5545 SEQUENCE).
    """

    __tablename__ = "appointment_series"
    __table_args__ = (
        CheckConstraint("duration_minutes BETWEEN 5 AND 720", name="duration"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    title: str = Field(max_length=120)
    kind: AppointmentKind = code(AppointmentKind)
    focus: SkillFocus | None = code(SkillFocus, default=None, nullable=True)
    programme_id: UUID | None = Field(default=None, foreign_key="programme.id")
    group_code: str | None = Field(default=None, max_length=40)
    facilitator_id: UUID = Field(foreign_key="person.id", index=True)
    rrule: str = Field(max_length=200)
    local_time: time
    duration_minutes: int
    time_zone: str = Field(max_length=64)
    room_id: UUID | None = Field(default=None, foreign_key="room.id")
    place: str | None = Field(default=None, max_length=200)
    join_link: str | None = Field(default=None, max_length=500)
    modality: Modality = code(Modality, default=Modality.in_person)
    capacity: int | None = None
    from_day: date
    until_day: date | None = None
    open_to_alumni: bool = False
    open_to_family: bool = False
    planned_until: date | None = None
    follows_id: UUID | None = Field(default=None, foreign_key="appointment_series.id")
    sequence: int = 0
    ended_at: datetime | None = instant(default=None)


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


class CancelReason(StrEnum):
    """Why a session does not take place, or somebody does not come. What more there is to say is
    said between people."""

    provider_away = "provider_away"
    centre_closed = "centre_closed"
    not_enough_people = "not_enough_people"
    replaced = "replaced"
    ended = "ended"
    sick = "sick"
    work = "work"
    family = "family"
    transport = "transport"
    travelling = "travelling"
    other = "other"


class Appointment(SQLModel, table=True):
    """One meeting. `on_day` is the day its rule gave it, in the series' zone, and names it within
    the series (RFC 5545 RECURRENCE-ID) however often it is moved. `is_moved` when it has times,
    room or provider of its own, so that changes to the series leave it alone."""

    __table_args__ = (
        UniqueConstraint("series_id", "on_day"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("capacity IS NULL OR capacity > 0", name="capacity"),
        Index("ix_appointment_starts_at", "starts_at"),
        Index("ix_appointment_provider_id_starts_at", "provider_id", "starts_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    series_id: UUID | None = Field(default=None, foreign_key="appointment_series.id")
    on_day: date
    title: str = Field(max_length=120)
    kind: AppointmentKind = code(AppointmentKind)
    focus: SkillFocus | None = code(SkillFocus, default=None, nullable=True)
    provider_id: UUID | None = Field(default=None, foreign_key="person.id")
    starts_at: datetime = instant()
    ends_at: datetime = instant()
    room_id: UUID | None = Field(default=None, foreign_key="room.id", index=True)
    place: str | None = Field(default=None, max_length=200)
    join_link: str | None = Field(default=None, max_length=500)
    modality: Modality = code(Modality, default=Modality.in_person)
    capacity: int | None = None
    status: AppointmentStatus = code(AppointmentStatus, default=AppointmentStatus.planned)
    reason: CancelReason | None = code(CancelReason, default=None, nullable=True)
    open_to_alumni: bool = False
    open_to_family: bool = False
    is_moved: bool = False
    sequence: int = 0
    made_by: UUID | None = Field(default=None, foreign_key="person.id")
    changed_at: datetime = instant(index=True)


class Attendance(StrEnum):
    """`excused` is no session missed: the client gave the place back in time, or was away."""

    attended = "attended"
    late = "late"
    missed = "missed"
    excused = "excused"


class Participation(SQLModel, table=True):
    """A client's place in one meeting, and afterwards whether they came.

    A place that is given back goes; `PlaceChange` keeps that it was there. `is_remote` when this
    client takes part by the link. Late and early are whole minutes; whoever came late may have
    left early too.
    """

    appointment_id: UUID = Field(foreign_key="appointment.id", primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    is_remote: bool = False
    attendance: Attendance | None = code(Attendance, default=None, nullable=True)
    minutes_late: int | None = None
    minutes_left_early: int | None = None
    marked_by: UUID | None = Field(default=None, foreign_key="person.id")
    marked_at: datetime | None = instant(default=None)
    changed_at: datetime = instant(index=True)


class PlaceChangeKind(StrEnum):
    """What happened to a client's place."""

    given = "given"
    given_back = "given_back"
    taken = "taken"
    moved = "moved"
    from_waiting = "from_waiting"


class PlaceChange(SQLModel, table=True):
    """A place given, given back or taken away: by whom, when and why. `starts_at` is the session's
    at that time."""

    __tablename__ = "place_change"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    appointment_id: UUID = Field(foreign_key="appointment.id", index=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    kind: PlaceChangeKind = code(PlaceChangeKind)
    reason: CancelReason | None = code(CancelReason, default=None, nullable=True)
    starts_at: datetime = instant()
    at: datetime = instant()
    by: UUID | None = Field(default=None, foreign_key="person.id")


class WaitingPlace(SQLModel, table=True):
    """Somebody waits for a place: in one meeting, or in a series. First come, first served, by
    `asked_at` and id; over when a place was given or nobody waits any more."""

    __tablename__ = "waiting_place"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    appointment_id: UUID | None = Field(default=None, foreign_key="appointment.id", index=True)
    series_id: UUID | None = Field(default=None, foreign_key="appointment_series.id", index=True)
    asked_at: datetime = instant()
    given_at: datetime | None = instant(default=None)
    left_at: datetime | None = instant(default=None)


class ClosureKind(StrEnum):
    holiday = "holiday"
    absence = "absence"
    leaving = "leaving"


class Closure(SQLModel, table=True):
    """Days on which nothing takes place: of the whole centre (a holiday, no `provider_id`), or of
    one provider. Both days included, in the centre's zone; a provider who leaves has no
    `until_day`."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: ClosureKind = code(ClosureKind)
    provider_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    from_day: date
    until_day: date | None = None
    title: str | None = Field(default=None, max_length=120)
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()
    withdrawn_at: datetime | None = instant(default=None)
