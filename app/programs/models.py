"""The centre and the programmes it runs."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class Centre(SQLModel, table=True):
    """The one centre this installation belongs to."""

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(default=1, primary_key=True)
    name: str = Field(max_length=120)
    phone: str | None = Field(default=None, max_length=40)
    hours: str | None = Field(default=None, max_length=120)
    time_zone: str = Field(max_length=64)
    server_epoch: UUID = Field(default_factory=new_id)


class ProgrammeKind(StrEnum):
    """Rows P1 to P5 of the mission."""

    classic_group = "classic_group"
    individualized = "individualized"
    step_down = "step_down"
    virtual = "virtual"
    psychiatric = "psychiatric"


class Programme(SQLModel, table=True):
    """A programme the centre runs, with the names of its levels from first to last."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120)
    kind: ProgrammeKind = code(ProgrammeKind)
    levels: list[str] = Field(sa_type=JSON)
    opened_at: datetime = instant()
