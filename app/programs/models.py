"""The centre and the programmes it runs."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


def usual_hours() -> dict[str, list[list[str]]]:
    """Monday to Friday, nine to five: what the desk proposes to a centre without hours."""
    return {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


class Centre(SQLModel, table=True):
    """The one centre this installation belongs to. `country` (ISO 3166-1) says which help numbers
    are shown. `opening_hours` are wall times in its zone by weekday, `[["09:00", "17:00"]]`, when
    its staff look at what clients send; `hours` is how people are told. `on_call_hours` None: at
    any hour. `help_numbers`: its own in place of the country's."""

    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(default=1, primary_key=True)
    name: str = Field(max_length=120)
    phone: str | None = Field(default=None, max_length=40)
    hours: str | None = Field(default=None, max_length=120)
    time_zone: str = Field(max_length=64)
    country: str = Field(default="US", max_length=2)
    opening_hours: dict[str, list[list[str]]] = Field(default_factory=usual_hours, sa_type=JSON)
    on_call_phone: str | None = Field(default=None, max_length=40)
    on_call_hours: dict[str, list[list[str]]] | None = Field(default=None, sa_type=JSON)
    help_numbers: list[dict[str, Any]] | None = Field(default=None, sa_type=JSON)
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
    changes. Clients are admitted while it is open: `opened_at` and not yet `closed_at`. What nobody
    has answered in time comes to `lead_id` in the end."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120)
    kind: ProgrammeKind = code(ProgrammeKind)
    template: str | None = Field(default=None, max_length=40)
    design: dict[str, Any] = Field(sa_type=JSON)
    version: int = 1
    lead_id: UUID | None = Field(default=None, foreign_key="person.id")
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
