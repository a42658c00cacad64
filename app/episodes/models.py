"""An episode of care (FHIR EpisodeOfCare): one stay of a client, its steps, and its team."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class Phase(StrEnum):
    """Where somebody is on the way."""

    treatment = "treatment"
    aftercare = "aftercare"
    alumni = "alumni"


class EpisodeOfCare(SQLModel, table=True):
    """One stay. `phase` and `level` are those of its newest step."""

    __tablename__ = "episode_of_care"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    programme_id: UUID = Field(foreign_key="programme.id")
    phase: Phase = code(Phase)
    level: str = Field(max_length=80)
    admitted_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class EpisodeStep(SQLModel, table=True):
    """A move within an episode: to which phase and level, by whom, when and why."""

    __tablename__ = "episode_step"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    phase: Phase = code(Phase)
    level: str = Field(max_length=80)
    at: datetime = instant()
    by: UUID | None = Field(default=None, foreign_key="person.id")
    why: str = Field(max_length=400)


class CareTeamMember(SQLModel, table=True):
    """A provider who takes part in a client's care from one instant to another."""

    __tablename__ = "care_team_member"

    episode_id: UUID = Field(foreign_key="episode_of_care.id", primary_key=True)
    provider_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    is_primary: bool = False
    joined_at: datetime = instant()
    left_at: datetime | None = instant(default=None)
