"""The centre and the programmes it runs."""

from datetime import datetime
from enum import StrEnum
from typing import Any
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
    """A programme of the centre. `design` is a `ProgrammeDesign` as JSON; `version` counts its
    changes. Clients are admitted while it is open: `opened_at` and not yet `closed_at`."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120)
    kind: ProgrammeKind = code(ProgrammeKind)
    template: str | None = Field(default=None, max_length=40)
    design: dict[str, Any] = Field(sa_type=JSON)
    version: int = 1
    made_at: datetime = instant()
    opened_at: datetime | None = instant(default=None)
    closed_at: datetime | None = instant(default=None)

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def levels(self) -> list[str]:
        """Names of the levels of care, from first to last."""
        return [level["name"] for level in self.design["levels"]]


class Room(SQLModel, table=True):
    """A room of the centre (FHIR Location): nobody else's session is in it at the same time."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120, unique=True)
    seats: int | None = None
    closed_at: datetime | None = instant(default=None)
