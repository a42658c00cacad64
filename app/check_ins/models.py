"""Check-ins, the flags they raise, and the counselor's review."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.database import code, instant


class CheckIn(SQLModel, table=True):
    """A client's answers to one instrument, about one local day. Keyed like a craving log.

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
    answers: dict[str, Any] = Field(sa_type=JSON)
    on_day: date
    occurred_at: datetime = instant()
    zone: str = Field(max_length=64)
    happened_at: datetime = instant()
    time_uncertain: bool = False
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    is_flagged: bool = False
    reviewed_at: datetime | None = instant(default=None)


class FlagCode(StrEnum):
    """Why a check-in should be looked at first."""

    use = "use"
    rather_not_say = "rather_not_say"
    craving_high = "craving_high"
    mood_low = "mood_low"
    backdated = "backdated"


class CheckInFlag(SQLModel, table=True):
    """A reason, in words, to look at a check-in first."""

    __tablename__ = "check_in_flag"
    __table_args__ = (
        ForeignKeyConstraint(["client_id", "check_in_id"], ["check_in.client_id", "check_in.id"]),
    )

    client_id: UUID = Field(primary_key=True)
    check_in_id: UUID = Field(primary_key=True)
    flag: FlagCode = code(FlagCode, primary_key=True)
    reason: str = Field(max_length=200)


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
