"""Cravings and what set them off, as the client noted them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.database import instant

TRIGGERS_AT_MOST = 19


class Trigger(StrEnum):
    """What set it off: HALT first, then feelings, people, places and things."""

    hungry = "hungry"
    angry = "angry"
    lonely = "lonely"
    tired = "tired"
    bored = "bored"
    stressed = "stressed"
    anxious = "anxious"
    sad = "sad"
    happy = "happy"
    celebrating = "celebrating"
    conflict = "conflict"
    people_using = "people_using"
    place_using = "place_using"
    pain = "pain"
    money = "money"
    work = "work"
    family = "family"
    alone_at_night = "alone_at_night"
    other = "other"


class CravingLog(SQLModel, table=True):
    """One craving. The phone makes `id`, so the same entry sent twice is one row.

    The key is client and id together: another client's id can neither be read nor be noticed.
    `occurred_at` is what the phone's clock said, `happened_at` the best estimate.
    """

    __tablename__ = "craving_log"
    __table_args__ = (
        CheckConstraint("intensity BETWEEN 0 AND 10", name="intensity"),
        Index("ix_craving_log_client_id_happened_at", "client_id", "happened_at"),
    )

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    intensity: int
    triggers: list[str] = Field(sa_type=JSON)
    note: str | None = Field(default=None, max_length=2000)
    occurred_at: datetime = instant()
    zone: str = Field(max_length=64)
    happened_at: datetime = instant()
    time_uncertain: bool = False
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
