"""Check-ins, the questionnaires within them, and the counselor's review."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.database import instant


class CheckIn(SQLModel, table=True):
    """One sitting of a client, about one local day. Keyed like a craving log. `answers` are those
    of the daily check-in (`instrument`), None when it was not part of it; questionnaires that were
    due are `FormResponse` rows.

    `reviewed_at` repeats the time of its `Review`, so that finding what still waits does not read
    years of what does not.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        Index("ix_check_in_client_id_on_day", "client_id", "on_day"),
        Index(
            "ix_check_in_waiting",
            "client_id",
            sqlite_where=text("reviewed_at IS NULL"),
            postgresql_where=text("reviewed_at IS NULL"),
        ),
    )

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    instrument: str = Field(max_length=40)
    instrument_version: int
    answers: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    on_day: date
    occurred_at: datetime = instant()
    zone: str = Field(max_length=64)
    happened_at: datetime = instant()
    time_uncertain: bool = False
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    is_flagged: bool = False
    reviewed_at: datetime | None = instant(default=None)


class FormResponse(SQLModel, table=True):
    """The answers to one published questionnaire within a check-in (FHIR QuestionnaireResponse):
    which version in which language, the fingerprint of the wording that was shown, the answers as
    coded by item number, and what the rules of the instrument make of them. `scores` is empty
    unless the form is complete. One that is not, and has nothing `missing`, was answered under a
    wording that is not the instrument's: nobody says what its answers add up to. `due_on` is the
    day it was asked for; empty when it was not."""

    __tablename__ = "form_response"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "check_in_id"], ["check_in.client_id", "check_in.id"]),
        Index("ix_form_response_client_id_instrument_on_day", "client_id", "instrument", "on_day"),
    )

    client_id: UUID = Field(primary_key=True)
    check_in_id: UUID = Field(primary_key=True)
    instrument: str = Field(max_length=40, primary_key=True)
    version: int
    language: str = Field(max_length=8)
    wording: str = Field(max_length=64)
    answers: dict[str, Any] = Field(sa_type=JSON)
    scores: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    prorated: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    missing: list[str] = Field(default_factory=list, sa_type=JSON)
    is_complete: bool
    on_day: date
    due_on: date | None = None

    @property
    def has_other_wording(self) -> bool:
        """Whether it was answered under a wording that was not the instrument's any more."""
        return not self.is_complete and not self.missing


class StaffForm(SQLModel, table=True):
    """A form that staff go through with a client, such as the C-SSRS screener; not on the phone."""

    __tablename__ = "staff_form"
    __table_args__ = (Index("ix_staff_form_client_id_at", "client_id", "at"),)

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    instrument: str = Field(max_length=40)
    version: int
    language: str = Field(max_length=8)
    wording: str = Field(max_length=64)
    answers: dict[str, Any] = Field(sa_type=JSON)
    result: dict[str, Any] = Field(sa_type=JSON)
    note: str | None = Field(default=None, max_length=2000)
    by: UUID = Field(foreign_key="person.id")
    at: datetime = instant()
    content_hash: str = Field(max_length=64)


class CheckInRhythm(SQLModel, table=True):
    """How often one client is asked an instrument, in place of what the programme says.
    `every_days` None: not at all."""

    __tablename__ = "check_in_rhythm"

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    instrument: str = Field(max_length=40, primary_key=True)
    every_days: int | None = None
    why: str = Field(max_length=400)
    set_by: UUID = Field(foreign_key="person.id")
    set_at: datetime = instant()


class Review(SQLModel, table=True):
    """A provider has looked at a check-in: who, when, and what they wrote to whom."""

    __table_args__ = (
        ForeignKeyConstraint(["client_id", "check_in_id"], ["check_in.client_id", "check_in.id"]),
        Index("ix_review_client_id_reviewed_at", "client_id", "reviewed_at"),
    )

    client_id: UUID = Field(primary_key=True)
    check_in_id: UUID = Field(primary_key=True)
    reviewer_id: UUID = Field(foreign_key="person.id")
    reviewed_at: datetime = instant()
    note_to_self: str | None = Field(default=None, max_length=2000)
    line_to_client: str | None = Field(default=None, max_length=280)
    seen_by_client_at: datetime | None = instant(default=None)
