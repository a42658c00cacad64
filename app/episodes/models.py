"""An episode of care (FHIR EpisodeOfCare): one stay of a client, its steps, and its team."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class Phase(StrEnum):
    """Where somebody is on the way."""

    referral = "referral"
    assessment = "assessment"
    treatment = "treatment"
    aftercare = "aftercare"
    alumni = "alumni"


class Outcome(StrEnum):
    """How a stay, or the treatment in it, came to its end."""

    completed = "completed"
    discharged = "discharged"
    transferred = "transferred"
    left = "left"
    not_admitted = "not_admitted"


class EpisodeOfCare(SQLModel, table=True):
    """One stay. `phase` and `level` are those of its newest step; there is no level before
    admission. `sessions_a_day` is the client's own cap, in place of the programme's."""

    __tablename__ = "episode_of_care"
    __table_args__ = (
        Index(
            "uq_episode_of_care_running",
            "client_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    programme_id: UUID = Field(foreign_key="programme.id")
    phase: Phase = code(Phase)
    level: str | None = Field(default=None, max_length=120)
    opened_at: datetime = instant()
    admitted_at: datetime | None = instant(default=None)
    ended_at: datetime | None = instant(default=None)
    outcome: Outcome | None = code(Outcome, default=None, nullable=True)
    sessions_a_day: int | None = None
    returns_from: UUID | None = Field(default=None, foreign_key="episode_of_care.id")


class EpisodeStep(SQLModel, table=True):
    """A move within an episode: to which phase and level, by whom, when and why. `outcome` where
    the move ends the treatment or the stay."""

    __tablename__ = "episode_step"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    phase: Phase = code(Phase)
    level: str | None = Field(default=None, max_length=120)
    outcome: Outcome | None = code(Outcome, default=None, nullable=True)
    at: datetime = instant()
    by: UUID | None = Field(default=None, foreign_key="person.id")
    why: str = Field(max_length=400)


class Living(StrEnum):
    """Where somebody lives during treatment."""

    supportive_home = "supportive_home"
    risky_home = "risky_home"
    sober_home = "sober_home"
    hotel = "hotel"
    no_home = "no_home"


class Support(StrEnum):
    """What makes a living situation safe enough for outpatient care."""

    family_or_friend = "family_or_friend"
    recovery_coach = "recovery_coach"
    sober_home = "sober_home"
    breath_monitor = "breath_monitor"
    deterrent_medicine = "deterrent_medicine"


class Detox(StrEnum):
    not_needed = "not_needed"
    referred = "referred"
    done = "done"


class Assessment(SQLModel, table=True):
    """What the team found before admission. Saving again is a new row; the newest counts."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    at: datetime = instant()
    by: UUID = Field(foreign_key="person.id")
    fits: bool | None = None
    living: Living | None = code(Living, default=None, nullable=True)
    supports: list[str] = Field(default_factory=list, sa_type=JSON)
    detox: Detox | None = code(Detox, default=None, nullable=True)
    substance_free: bool | None = None
    needs_more_care: bool | None = None
    level: str | None = Field(default=None, max_length=120)
    summary: str | None = Field(default=None, max_length=4000)


class CareTeamMember(SQLModel, table=True):
    """A provider who takes part in a client's care from one instant to another: once at a time, but
    whoever has left may come back. One of a team is the primary counselor."""

    __tablename__ = "care_team_member"
    __table_args__ = (
        Index(
            "uq_care_team_member_now",
            "episode_id",
            "provider_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index(
            "uq_care_team_member_primary",
            "episode_id",
            unique=True,
            sqlite_where=text("is_primary AND left_at IS NULL"),
            postgresql_where=text("is_primary AND left_at IS NULL"),
        ),
    )

    episode_id: UUID = Field(foreign_key="episode_of_care.id", primary_key=True)
    provider_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    is_primary: bool = False
    joined_at: datetime = instant(primary_key=True)
    left_at: datetime | None = instant(default=None)


class TeamWish(SQLModel, table=True):
    """A client would like somebody else in place of a provider. The provider is never told; whoever
    arranges it is the primary counselor, or the administrators where that is the one meant. `line`
    is what the client is told about it."""

    __tablename__ = "team_wish"

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    provider_id: UUID = Field(foreign_key="person.id")
    instead_id: UUID | None = Field(default=None, foreign_key="person.id")
    note: str | None = Field(default=None, max_length=1000)
    asked_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    arranged_at: datetime | None = instant(default=None)
    arranged_by: UUID | None = Field(default=None, foreign_key="person.id")
    line: str | None = Field(default=None, max_length=400)
    withdrawn_at: datetime | None = instant(default=None)


class AlumniChoice(SQLModel, table=True):
    """How much an alumna wants to hear from the centre, from an instant on; the newest counts.
    `every_days` None: no check-ins. `only_safety_plan`: nothing but the plan and help."""

    __tablename__ = "alumni_choice"

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    number: int = Field(primary_key=True)
    every_days: int | None = None
    only_safety_plan: bool = False
    chosen_at: datetime = instant()
