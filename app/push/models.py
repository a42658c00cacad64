"""Phones that may be pushed to, what is on its way to them, and what became of every try."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class PushSubscription(SQLModel, table=True):
    """One browser's push subscription (RFC 8030), bound for life to the VAPID key it was made
    with. The endpoint is a secret: whoever has it can reach the phone."""

    __tablename__ = "push_subscription"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    sign_in_id: UUID = Field(foreign_key="sign_in.id", index=True)
    endpoint: str = Field(max_length=2048, unique=True)
    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=40)
    vapid_key_id: str = Field(max_length=40)
    created_at: datetime = instant()
    last_seen_at: datetime = instant()
    last_accepted_at: datetime | None = instant(default=None)


class DeliveryState(StrEnum):
    """`pending` and `leased` are open; the others are final."""

    pending = "pending"
    leased = "leased"
    accepted = "accepted"
    gone = "gone"
    expired = "expired"
    suppressed = "suppressed"
    failed = "failed"


class PushDelivery(SQLModel, table=True):
    """One reminder on its way to one phone. Claimed with a lease, completed with a fence: who
    completes must still be the `owner` of this `attempt`."""

    __tablename__ = "push_delivery"
    __table_args__ = (Index("ix_push_delivery_state_next_try_at", "state", "next_try_at"),)

    reminder_id: UUID = Field(primary_key=True, foreign_key="reminder.id")
    subscription_id: UUID = Field(
        primary_key=True,
        sa_column_args=(ForeignKey("push_subscription.id", ondelete="CASCADE"),),
    )
    state: DeliveryState = code(DeliveryState, default=DeliveryState.pending)
    owner: UUID | None = None
    attempt: int = 0
    next_try_at: datetime = instant()
    """When it may be claimed: the first try, a retry, or the end of a lease nobody honoured."""


class PushAttempt(SQLModel, table=True):
    """The delivery log: one try, its outcome as a code, never where it went or what it said."""

    __tablename__ = "push_attempt"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    reminder_id: UUID = Field(foreign_key="reminder.id", index=True)
    subscription_id: UUID
    attempt: int
    at: datetime = instant()
    verdict: str = Field(max_length=20)
    status: int | None = None
    reason: str = Field(max_length=60)
    duration_ms: int
