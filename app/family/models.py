"""Relatives: how they are invited, what they keep for themselves, and where they take part.

What a relative sees of a client is decided by consent alone (`app/privacy`).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.database import instant
from app.ids import new_id


class FamilyInvitation(SQLModel, table=True):
    """A one-time link by which somebody becomes the relative a client has named."""

    __tablename__ = "family_invitation"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    recipient_id: UUID = Field(foreign_key="recipient.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    made_at: datetime = instant()
    expires_at: datetime = instant()
    redeemed_at: datetime | None = instant(default=None)
    redeemed_by: UUID | None = Field(default=None, foreign_key="person.id")
    withdrawn_at: datetime | None = instant(default=None)

    def is_good(self, now: datetime) -> bool:
        """Neither used nor withdrawn, and not too old."""
        return self.redeemed_at is None and self.withdrawn_at is None and now < self.expires_at


class SupportPlan(SQLModel, table=True):
    """A relative's own plan for themselves, theirs alone. Saving again is the next number."""

    __tablename__ = "support_plan"

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    number: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_type=JSON)
    saved_at: datetime = instant()


class FamilySeat(SQLModel, table=True):
    """A relative takes part in one couples or family session of a client, in the room or from
    elsewhere. The client asks them; the session's leader may."""

    __tablename__ = "family_seat"

    appointment_id: UUID = Field(foreign_key="appointment.id", primary_key=True)
    recipient_id: UUID = Field(foreign_key="recipient.id", primary_key=True)
    is_remote: bool = False
    asked_by: UUID = Field(foreign_key="person.id")
    asked_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class FamilyPlace(SQLModel, table=True):
    """A relative means to come to a class that is open to families."""

    __tablename__ = "family_place"

    appointment_id: UUID = Field(foreign_key="appointment.id", primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
    taken_at: datetime = instant()
    left_at: datetime | None = instant(default=None)
