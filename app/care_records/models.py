"""Care around it. So far milestones: when somebody's recovery began, and slips beside it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from app.database import instant


class SharedWith(StrEnum):
    """Who may read the debrief of a slip: the client chooses, and may choose again."""

    nobody = "nobody"
    primary = "primary"
    team = "team"


class RecoveryStart(SQLModel, table=True):
    """From which day somebody counts. Correcting it is a new row; the one written last counts, and
    nothing else comes of it. `starts_on` None: does not want to count."""

    __tablename__ = "recovery_start"
    __table_args__ = (Index("ix_recovery_start_client_id_happened_at", "client_id", "happened_at"),)

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    starts_on: date | None = None
    occurred_at: datetime = instant()
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class SlipEntry(SQLModel, table=True):
    """What somebody wrote of one slip: its day, the debrief (trigger, thought, act, next time), who
    may read it, or that it was a mistake. Of the entries with one `slip_id` the one written last
    counts; the earlier ones stay."""

    __tablename__ = "slip_entry"
    __table_args__ = (Index("ix_slip_entry_client_id_slip_id", "client_id", "slip_id"),)

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    slip_id: UUID
    content: dict[str, Any] = Field(sa_type=JSON)
    occurred_at: datetime = instant()
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
