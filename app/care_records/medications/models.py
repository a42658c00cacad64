"""Medication as it is taken: what was prescribed elsewhere or here, and the doses.

The service keeps and reminds. It neither prescribes nor works out a dose.
"""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.clock import Weekday
from app.database import code, instant
from app.ids import new_id


def every_day() -> list[str]:
    """All days of the week."""
    return [day.value for day in Weekday]


class Medication(SQLModel, table=True):
    """One medicine somebody takes (FHIR MedicationStatement), in the words of its label.

    `times` are wall times `HH:MM` in the client's own zone on `days`; a dose counts as on time for
    `window_minutes` after. `as_needed`: no times, and `most_a_day` as whoever prescribed it said.
    The prescriber is of the centre (`prescriber_id`) or outside (`prescriber_name`). `from_on` and
    `until_on` are days in the client's zone, both included; `stopped_at` ends it earlier. `remind`
    and `rings_in_quiet` (may its reminder be heard in quiet hours; None: not asked yet) are for the
    client to choose.
    """

    __table_args__ = (
        CheckConstraint("window_minutes BETWEEN 15 AND 720", name="window_minutes"),
        CheckConstraint("most_a_day IS NULL OR most_a_day BETWEEN 1 AND 24", name="most_a_day"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    name: str = Field(max_length=120)
    dose: str = Field(max_length=120)
    how: str | None = Field(default=None, max_length=200)
    purpose: str | None = Field(default=None, max_length=200)
    as_needed: bool = False
    most_a_day: int | None = None
    times: list[str] = Field(default_factory=list, sa_type=JSON)
    days: list[str] = Field(default_factory=every_day, sa_type=JSON)
    window_minutes: int = 120
    remind: bool = True
    rings_in_quiet: bool | None = None
    prescriber_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    prescriber_name: str | None = Field(default=None, max_length=120)
    from_on: date
    until_on: date | None = None
    version: int = 1
    entered_by: UUID = Field(foreign_key="person.id")
    entered_at: datetime = instant()
    changed_by: UUID = Field(foreign_key="person.id")
    changed_at: datetime = instant()
    stopped_at: datetime | None = instant(default=None)
    stopped_by: UUID | None = Field(default=None, foreign_key="person.id")
    stopped_why: str | None = Field(default=None, max_length=400)


class MedicationChange(SQLModel, table=True):
    """What a medication said before it was changed to `version`, by whom and when."""

    __tablename__ = "medication_change"

    medication_id: UUID = Field(foreign_key="medication.id", primary_key=True)
    version: int = Field(primary_key=True)
    before: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = instant()
    by: UUID = Field(foreign_key="person.id")


class DoseState(StrEnum):
    """What somebody says of a dose. `later`: not now, and to be reminded of it once more."""

    taken = "taken"
    later = "later"
    skipped = "skipped"
    undone = "undone"


class SkipReason(StrEnum):
    """Why a dose was not taken. None of them is a fault."""

    forgot = "forgot"
    side_effects = "side_effects"
    ran_out = "ran_out"
    felt_no_need = "felt_no_need"
    did_not_want = "did_not_want"
    was_told_to = "was_told_to"
    other = "other"


class Dose(SQLModel, table=True):
    """One dose as the client says (FHIR MedicationAdministration). The phone makes `id`. `due_on`
    and `due_time` name the dose by its wall time, whatever the clocks did that night; both None
    for one as needed. Of the rows for one due dose the one said last counts; `undone` takes it
    back, and for one as needed names the row it takes back (`undoes`)."""

    __table_args__ = (
        Index("ix_dose_client_id_medication_id_due_on", "client_id", "medication_id", "due_on"),
    )

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    medication_id: UUID = Field(foreign_key="medication.id")
    due_on: date | None = None
    due_time: time | None = None
    state: DoseState = code(DoseState)
    why: SkipReason | None = code(SkipReason, default=None, nullable=True)
    undoes: UUID | None = None
    line: str | None = Field(default=None, max_length=400)
    occurred_at: datetime = instant()
    zone: str = Field(max_length=64)
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
