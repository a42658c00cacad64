"""Flags, the tasks that answer them, and who is there to answer: the honest response clock.

A flag (FHIR Flag) is a reason to look. A task (FHIR Task) is the looking: whose it is and by when.
"""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.clock import Weekday
from app.database import code, instant
from app.ids import new_id


class FlagCode(StrEnum):
    """Why something should be looked at first. Which numbers go with it, says `wording`."""

    self_harm = "self_harm"
    may_use = "may_use"
    use = "use"
    rather_not_say = "rather_not_say"
    craving_high = "craving_high"
    mood_low = "mood_low"
    score_high = "score_high"
    score_low = "score_low"
    sharp_change = "sharp_change"
    silence = "silence"
    backdated = "backdated"
    contact_missed = "contact_missed"
    contact_not_reached = "contact_not_reached"


class Urgency(StrEnum):
    """How soon somebody looks. How long each is in hours of the centre says `ResponsePolicy`."""

    now = "now"
    today = "today"
    soon = "soon"


class TaskKind(StrEnum):
    """What a task is about. `focus_id` is the check-in, the craving log or the staff form; of a
    contact of aftercare, the day it was due."""

    check_in = "check_in"
    craving_log = "craving_log"
    staff_form = "staff_form"
    silence = "silence"
    contact = "contact"


class TaskOutcome(StrEnum):
    """What came of it."""

    looked = "looked"
    spoke = "spoke"
    session_arranged = "session_arranged"
    more_care = "more_care"
    not_reached = "not_reached"
    no_longer_needed = "no_longer_needed"


class Task(SQLModel, table=True):
    """One thing somebody looks at by `due_at`. `owner_id` is whose it is now (None: nobody could be
    found), `hop` the number of its newest `TaskHop`. Who has it `acknowledged` keeps it. `stuck_at`
    is when it was last found that nobody else is left to take it: administrators see it then."""

    __table_args__ = (
        UniqueConstraint("client_id", "kind", "focus_id"),
        Index(
            "ix_task_open",
            "due_at",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_task_open_owner",
            "owner_id",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_task_client_id_opened_at", "client_id", "opened_at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id")
    kind: TaskKind = code(TaskKind)
    focus_id: UUID
    urgency: Urgency = code(Urgency)
    opened_at: datetime = instant()
    owner_id: UUID | None = Field(default=None, foreign_key="person.id")
    due_at: datetime = instant()
    hop: int = 0
    acknowledged_at: datetime | None = instant(default=None)
    acknowledged_by: UUID | None = Field(default=None, foreign_key="person.id")
    stuck_at: datetime | None = instant(default=None)
    closed_at: datetime | None = instant(default=None)
    closed_by: UUID | None = Field(default=None, foreign_key="person.id")
    outcome: TaskOutcome | None = code(TaskOutcome, default=None, nullable=True)
    outcome_line: str | None = Field(default=None, max_length=400)


class HopReason(StrEnum):
    """Why a task came to somebody."""

    opened = "opened"
    more_urgent = "more_urgent"
    overdue = "overdue"
    handed_over = "handed_over"
    not_here = "not_here"


class TaskHop(SQLModel, table=True):
    """A task came to somebody: the first row when it is opened, one more each time it goes on or
    gets another time. `line` is what whoever handed it over wrote; `took_at` when the owner said
    that they have it, `outcome` what came of it if it was opened again later."""

    __tablename__ = "task_hop"

    task_id: UUID = Field(foreign_key="task.id", primary_key=True)
    number: int = Field(primary_key=True)
    owner_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    at: datetime = instant()
    due_at: datetime = instant()
    why: HopReason = code(HopReason)
    by: UUID | None = Field(default=None, foreign_key="person.id")
    line: str | None = Field(default=None, max_length=400)
    took_at: datetime | None = instant(default=None)
    outcome: TaskOutcome | None = code(TaskOutcome, default=None, nullable=True)


class FlagRating(StrEnum):
    """What whoever looked says of a flag: so that its precision can be told."""

    helpful = "helpful"
    known_already = "known_already"
    not_a_concern = "not_a_concern"


class Flag(SQLModel, table=True):
    """One reason to look, with the numbers it is worded from (`facts`; never free text of a
    client). `measure` tells flags of one code apart: an instrument's score or an item."""

    task_id: UUID = Field(foreign_key="task.id", primary_key=True)
    flag: FlagCode = code(FlagCode, primary_key=True)
    measure: str = Field(default="", max_length=60, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    raised_at: datetime = instant()
    rating: FlagRating | None = code(FlagRating, default=None, nullable=True)
    rated_by: UUID | None = Field(default=None, foreign_key="person.id")
    rated_at: datetime | None = instant(default=None)


class DutyTurn(SQLModel, table=True):
    """Somebody is on duty at these wall times of the centre, on this day of every week."""

    __tablename__ = "duty_turn"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    provider_id: UUID = Field(foreign_key="person.id", index=True)
    day: Weekday = code(Weekday)
    from_time: time
    until_time: time
    from_day: date
    until_day: date | None = None


class ResponsePolicy(SQLModel, table=True):
    """What the centre promises, one row. `minutes` are working minutes by urgency, counted in the
    centre's opening hours; `silence_days` by phase, 0 is never. The craving thresholds are policy,
    not validated cut-offs: none is published for a single 0-10 item."""

    __tablename__ = "response_policy"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int = Field(default=1, primary_key=True)
    minutes: dict[str, int] = Field(sa_type=JSON)
    craving_at: int = 7
    contact_at: int = 9
    silence_days: dict[str, int] = Field(sa_type=JSON)
    changed_at: datetime | None = instant(default=None)
    changed_by: UUID | None = Field(default=None, foreign_key="person.id")
