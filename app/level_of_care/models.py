"""What the rules proposed about somebody's level, week by week, and what people decided."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class BenchmarkJudgement(SQLModel, table=True):
    """A counselor says that a benchmark is met, or no longer, and on what evidence. The newest for
    its code counts."""

    __tablename__ = "benchmark_judgement"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    level: str = Field(max_length=120)
    code: str = Field(max_length=40)
    is_met: bool
    evidence: str = Field(max_length=1000)
    by: UUID = Field(foreign_key="person.id")
    at: datetime = instant()


class Proposal(StrEnum):
    """What the rules suggest; never done by itself."""

    stay = "stay"
    step_down = "step_down"
    step_up = "step_up"
    complete = "complete"


class Decision(StrEnum):
    accepted = "accepted"
    changed = "changed"
    declined = "declined"


class LevelDecision(SQLModel, table=True):
    """What was proposed for one week (by the Monday it begins with, in the centre's zone), with
    the sentences and numbers as they stood, and what a counselor decided about it and why."""

    __tablename__ = "level_decision"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    week: date
    level: str = Field(max_length=120)
    proposal: Proposal = code(Proposal)
    to_level: str | None = Field(default=None, max_length=120)
    sentences: list[dict[str, Any]] = Field(sa_type=JSON)
    decision: Decision = code(Decision)
    decided_level: str | None = Field(default=None, max_length=120)
    reason: str | None = Field(default=None, max_length=400)
    by: UUID = Field(foreign_key="person.id")
    at: datetime = instant()
