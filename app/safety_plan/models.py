"""The safety and relapse-prevention plan: every version, and whether the team may read it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import instant


class SafetyPlanVersion(SQLModel, table=True):
    """One version; the highest `number` counts. `id` is made by whoever wrote it, so that writing
    twice is writing once. `based_on` is the version its writer had before them; where others wrote
    meanwhile, `content` is what the merge of both made (`is_merged`), `written` what was sent."""

    __tablename__ = "safety_plan_version"
    __table_args__ = (UniqueConstraint("client_id", "id"),)

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    number: int = Field(primary_key=True)
    id: UUID
    based_on: int
    content: dict[str, Any] = Field(sa_type=JSON)
    written: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    is_merged: bool = False
    written_by: UUID = Field(foreign_key="person.id")
    occurred_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class SafetyPlanSharing(SQLModel, table=True):
    """Whether the care team may read and write the plan: the client's switch, each turn of it one
    row; the newest counts."""

    __tablename__ = "safety_plan_sharing"

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    number: int = Field(primary_key=True)
    with_team: bool
    at: datetime = instant()
