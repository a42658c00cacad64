"""Aftercare: contact that thins out over the months, and what happens when it breaks off."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class ContactPlan(SQLModel, table=True):
    """How often a named person is in touch with a client after treatment: stretches of so many
    contacts so many days apart, one after the other, from a day on in the centre's zone. Changing
    it is a new row; the newest of a stay counts."""

    __tablename__ = "contact_plan"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    starts_on: date
    stretches: list[dict[str, Any]] = Field(sa_type=JSON)
    contact_id: UUID = Field(foreign_key="person.id", index=True)
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()
    why: str = Field(max_length=400)


class ContactState(StrEnum):
    """What became of one contact."""

    reached = "reached"
    not_reached = "not_reached"
    called_off = "called_off"


class ContactWay(StrEnum):
    call = "call"
    message = "message"
    session = "session"
    visit = "visit"


class Contact(SQLModel, table=True):
    """What became of the contact that was due on a day. Saying it again is a new row; the newest
    counts."""

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id", index=True)
    due_on: date
    state: ContactState = code(ContactState)
    way: ContactWay | None = code(ContactWay, default=None, nullable=True)
    line: str | None = Field(default=None, max_length=400)
    at: datetime = instant()
    by: UUID = Field(foreign_key="person.id")
    content_hash: str = Field(max_length=64)


class CadenceAnswer(StrEnum):
    accepted = "accepted"
    changed = "changed"
    declined = "declined"


class CadenceDecision(SQLModel, table=True):
    """What somebody on the team made of a proposal to be in touch more often, or less. `signs` are
    the reasons as they stood, `key` their fingerprint: the same is not proposed twice."""

    __tablename__ = "cadence_decision"
    __table_args__ = (UniqueConstraint("client_id", "key"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    episode_id: UUID = Field(foreign_key="episode_of_care.id")
    key: str = Field(max_length=64)
    proposal: str = Field(max_length=20)
    signs: list[dict[str, Any]] = Field(sa_type=JSON)
    answer: CadenceAnswer = code(CadenceAnswer)
    why: str | None = Field(default=None, max_length=400)
    plan_id: UUID | None = Field(default=None, foreign_key="contact_plan.id")
    decided_at: datetime = instant()
    decided_by: UUID = Field(foreign_key="person.id")
