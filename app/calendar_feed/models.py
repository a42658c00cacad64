"""A private address under which somebody's own calendar can be subscribed to."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class Titles(StrEnum):
    """What the phone's own calendar shows: a neutral word, or the session's title."""

    opaque = "opaque"
    full = "full"


class CalendarFeed(SQLModel, table=True):
    """One address. Only the fingerprint of its secret is kept; it works until it is revoked."""

    __tablename__ = "calendar_feed"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    titles: Titles = code(Titles, default=Titles.opaque)
    created_at: datetime = instant()
    fetched_at: datetime | None = instant(default=None)
    revoked_at: datetime | None = instant(default=None)
