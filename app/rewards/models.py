"""Rewards without money: points and draws for turning up and for finishing modules.

A programme may have them. Everything is a row of the ledger; a balance is a sum.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class RewardFund(SQLModel, table=True):
    """Who pays for prizes, and at most how much for one person in a year, in whole US dollars
    (SAMHSA: 75, and 750 from January 2025 for some grants)."""

    __tablename__ = "reward_fund"
    __table_args__ = (CheckConstraint("cap_a_year BETWEEN 0 AND 10000", name="cap_a_year"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120)
    cap_a_year: int
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()
    closed_at: datetime | None = instant(default=None)


class RewardScheme(SQLModel, table=True):
    """The rules of one programme, as data (`RewardRules`), from an instant on; the newest counts.
    `rules` None: no rewards from then on."""

    __tablename__ = "reward_scheme"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    programme_id: UUID = Field(foreign_key="programme.id", index=True)
    fund_id: UUID | None = Field(default=None, foreign_key="reward_fund.id")
    rules: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()


class EntryKind(StrEnum):
    """`earned` by something the client did; `reset` the row of escalation begins anew (no points
    are lost); `draw` points became a draw with its prize; `handed_out` the prize; `corrected` by
    staff, with a reason."""

    earned = "earned"
    reset = "reset"
    draw = "draw"
    handed_out = "handed_out"
    corrected = "corrected"


class LedgerEntry(SQLModel, table=True):
    """One line of the ledger. `points` and `cents` may be negative; `for_what` and `key` name what
    it was for, once each. `on_day` is a day in the centre's zone. `drawn`, for a draw, is the bowl
    as it was and what came out of it (`Drawn` as JSON)."""

    __tablename__ = "reward_entry"
    __table_args__ = (
        UniqueConstraint("client_id", "kind", "for_what", "key"),
        Index("ix_reward_entry_client_id_on_day", "client_id", "on_day"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id")
    scheme_id: UUID = Field(foreign_key="reward_scheme.id")
    kind: EntryKind = code(EntryKind)
    for_what: str = Field(max_length=40)
    key: str = Field(max_length=80)
    points: int = 0
    cents: int = 0
    fund_id: UUID | None = Field(default=None, foreign_key="reward_fund.id")
    on_day: date
    at: datetime = instant()
    by: UUID | None = Field(default=None, foreign_key="person.id")
    line: str | None = Field(default=None, max_length=400)
    drawn: dict[str, Any] | None = Field(default=None, sa_type=JSON)
