"""The treatment plan: versions that are never overwritten, who agreed to which, and what the
client ticks and notes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.database import instant
from app.ids import new_id


class TreatmentPlan(SQLModel, table=True):
    """The plan of one episode (FHIR CarePlan). `version` is its newest; 0 before there is one."""

    __tablename__ = "treatment_plan"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", unique=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    version: int = 0


class PlanVersion(SQLModel, table=True):
    """What the plan said from one moment on: a `PlanContent` as JSON, whole and unchangeable."""

    __tablename__ = "plan_version"

    plan_id: UUID = Field(foreign_key="treatment_plan.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    written_by: UUID = Field(foreign_key="person.id")
    written_at: datetime = instant()
    why: str | None = Field(default=None, max_length=400)


class PlanAcknowledgement(SQLModel, table=True):
    """Somebody agrees to exactly this version."""

    __tablename__ = "plan_acknowledgement"

    plan_id: UUID = Field(foreign_key="treatment_plan.id", primary_key=True)
    number: int = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    is_client: bool
    at: datetime = instant()


class PlanDraft(SQLModel, table=True):
    """A text that lost: somebody else's version came first. Kept for its writer until they take it
    in or let it go."""

    __tablename__ = "plan_draft"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    plan_id: UUID = Field(foreign_key="treatment_plan.id", index=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    based_on: int
    content: dict[str, Any] = Field(sa_type=JSON)
    why: str | None = Field(default=None, max_length=400)
    content_hash: str = Field(max_length=64)
    kept_at: datetime = instant()
    gone_at: datetime | None = instant(default=None)


class PlanTick(SQLModel, table=True):
    """The client ticks a step of the plan, or takes the tick back. The newest counts; `item_id` is
    the id of the step or objective within the content."""

    __tablename__ = "plan_tick"

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    plan_id: UUID = Field(foreign_key="treatment_plan.id", index=True)
    item_id: str = Field(max_length=36)
    is_done: bool
    happened_at: datetime = instant()
    is_time_uncertain: bool = False
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class PlanNote(SQLModel, table=True):
    """The client's own note on the plan or on one item of it. The team reads it when `is_shared`.
    A note is never changed: it is taken back (`removed_at`, its text gone) and written anew."""

    __tablename__ = "plan_note"

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    plan_id: UUID = Field(foreign_key="treatment_plan.id", index=True)
    item_id: str | None = Field(default=None, max_length=36)
    text: str = Field(max_length=2000)
    is_shared: bool = False
    happened_at: datetime = instant()
    is_time_uncertain: bool = False
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    removed_at: datetime | None = instant(default=None)
