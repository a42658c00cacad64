"""Consent (42 CFR 2.31): whom a client lets see what, for what purpose and until when.

A consent is never changed. Another scope or another end is a new consent in its place; taking back,
replacing and lapsing are rows of their own. What is in force is what every query obeys (`gate`).
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from app.access.models import Data
from app.database import code, instant


class RecipientKind(StrEnum):
    """`provider`: somebody who works here. `relative`: somebody the client invites by a link."""

    provider = "provider"
    relative = "relative"


class Recipient(SQLModel, table=True):
    """Somebody a client may share with, by the name the client gives them. `person_id` is who that
    is: None until a relative has accepted. Nothing is shared by being one."""

    __table_args__ = (
        Index(
            "uq_recipient_now",
            "client_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND person_id IS NOT NULL"),
            postgresql_where=text("ended_at IS NULL AND person_id IS NOT NULL"),
        ),
    )

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    kind: RecipientKind = code(RecipientKind)
    name: str = Field(max_length=80)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    made_at: datetime = instant()
    joined_at: datetime | None = instant(default=None)
    ended_at: datetime | None = instant(default=None)
    ended_by: UUID | None = Field(default=None, foreign_key="person.id")


class ConsentPurpose(StrEnum):
    """What the sharing is for (2.31(a)(5))."""

    care = "care"
    family_support = "family_support"


class Consent(SQLModel, table=True):
    """One signed consent. `expires_at` is the start of the day after `expires_on` in the centre's
    zone; with `ends_with_treatment` it lapses when treatment and aftercare are over. Neither: until
    taken back, which the rule allows for care alone. `statement` is the text as it was read and
    signed, `statement_hash` its SHA-256."""

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    recipient_id: UUID = Field(foreign_key="recipient.id", index=True)
    purpose: ConsentPurpose = code(ConsentPurpose)
    expires_on: date | None = None
    expires_at: datetime | None = instant(default=None)
    ends_with_treatment: bool = False
    statement: str = Field(sa_type=Text)
    statement_version: str = Field(max_length=20)
    statement_hash: str = Field(max_length=64)
    language: str = Field(max_length=2)
    signature: str = Field(max_length=120)
    signed_at: datetime = instant()
    sign_in_id: UUID = Field(foreign_key="sign_in.id")
    replaces_id: UUID | None = Field(default=None, foreign_key="consent.id")


class ConsentScope(SQLModel, table=True):
    """One kind of data a consent opens."""

    __tablename__ = "consent_scope"

    consent_id: UUID = Field(foreign_key="consent.id", primary_key=True)
    data: Data = code(Data, primary_key=True)


class EndReason(StrEnum):
    taken_back = "taken_back"
    replaced = "replaced"
    end_of_treatment = "end_of_treatment"
    recipient_left = "recipient_left"


class ConsentEnd(SQLModel, table=True):
    """A consent is over from this instant on. One that ran past its day has no such row."""

    __tablename__ = "consent_end"

    consent_id: UUID = Field(foreign_key="consent.id", primary_key=True)
    at: datetime = instant()
    why: EndReason = code(EndReason)
    by: UUID | None = Field(default=None, foreign_key="person.id")
