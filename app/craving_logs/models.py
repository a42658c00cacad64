"""Cravings and what set them off, as the client noted them."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.database import code, instant

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


class Place(StrEnum):
    """Where it was."""

    home = "home"
    work = "work"
    school = "school"
    street = "street"
    transport = "transport"
    shop = "shop"
    bar = "bar"
    friends_place = "friends_place"
    family_place = "family_place"
    treatment = "treatment"
    other = "other"


class Company(StrEnum):
    """Who was there."""

    alone = "alone"
    partner = "partner"
    family = "family"
    children = "children"
    friends = "friends"
    colleagues = "colleagues"
    people_using = "people_using"
    strangers = "strangers"


class CravingOutcome(StrEnum):
    """How it went on."""

    passed = "passed"
    eased = "eased"
    still_there = "still_there"
    used = "used"
    rather_not_say = "rather_not_say"


class CravingLog(SQLModel, table=True):
    """One craving. The phone makes `id`, so the same entry sent twice is one row.

    The key is client and id together: another client's id can neither be read nor be noticed.
    `occurred_at` is what the phone's clock said, `happened_at` the best estimate. `did` is what the
    client did about it: `{"key", "text"}`, the key naming a skill or an item of their own plan. The
    content is what the client says now; what they had said before stands in `CravingCorrection`.
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
    place: Place | None = code(Place, default=None, nullable=True)
    company: list[str] = Field(default_factory=list, sa_type=JSON)
    did: list[dict[str, str]] = Field(default_factory=list, sa_type=JSON)
    outcome: CravingOutcome | None = code(CravingOutcome, default=None, nullable=True)
    may_use: bool = False
    corrected_at: datetime | None = instant(default=None)
    occurred_at: datetime = instant()
    zone: str = Field(max_length=64)
    happened_at: datetime = instant()
    time_uncertain: bool = False
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class CravingRating(SQLModel, table=True):
    """How strong a craving is some time later. `minutes` since it was logged, as the phone counted;
    the log itself may still be on its way."""

    __tablename__ = "craving_rating"
    __table_args__ = (
        CheckConstraint("intensity BETWEEN 0 AND 10", name="intensity"),
        Index("ix_craving_rating_client_id_log_id", "client_id", "log_id"),
    )

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    log_id: UUID
    intensity: int
    minutes: int
    occurred_at: datetime = instant()
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class CravingCorrection(SQLModel, table=True):
    """A log was corrected: what it said before, and what it says from then on."""

    __tablename__ = "craving_correction"
    __table_args__ = (Index("ix_craving_correction_client_id_log_id", "client_id", "log_id"),)

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    log_id: UUID
    before: dict[str, Any] = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)
    occurred_at: datetime = instant()
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
