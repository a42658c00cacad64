"""Entries that a phone makes, keeps, and sends when it can.

The phone makes the id. The same entry sent twice is one row and the same answer; the same id with
other content is refused and the first is kept. A phone's clock is believed, but noted: an entry
is never refused for the time it bears.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import Header
from pydantic import AfterValidator, AwareDatetime
from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from app.errors import Problem

CLOCK_TOLERANCE = timedelta(minutes=5)
AHEAD_AT_MOST = timedelta(hours=24)
OLDEST_BELIEVED = datetime(2020, 1, 1, tzinfo=UTC)

Row = TypeVar("Row", bound=SQLModel)


class OpReused(Problem):
    """Raised for an id that is already in use for other content."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "op_reused"
    detail = "This entry was saved before with other content. The first one is kept."


def _in_range(value: datetime) -> datetime:
    if not 1970 <= value.year <= 2200:
        raise ValueError("is outside the years 1970 to 2200")
    return value


PhoneTime = Annotated[AwareDatetime, AfterValidator(_in_range)]
"""What the phone's clock said, with its offset."""

SentAt = Annotated[str | None, Header(alias="X-Sent-At")]
"""What the phone's clock said when it sent the entry: shows how wrong that clock is."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When an entry was made, as well as can be told. `is_uncertain` when the clock was off."""

    happened_at: datetime
    is_uncertain: bool


def moment(occurred_at: datetime, sent_at: str | None, received_at: datetime) -> Moment:
    """The best estimate of when something happened, in UTC.

    A clock more than five minutes off when sending is corrected by as much. What then still lies
    in the future or before 2020 is placed at its arrival.
    """
    skew = _skew(sent_at, received_at)
    is_off = abs(skew) > CLOCK_TOLERANCE
    happened_at = occurred_at.astimezone(UTC) + (skew if is_off else timedelta(0))
    if not OLDEST_BELIEVED <= happened_at <= received_at + AHEAD_AT_MOST:
        return Moment(received_at, is_uncertain=True)
    return Moment(happened_at, is_uncertain=is_off)


def _skew(sent_at: str | None, received_at: datetime) -> timedelta:
    try:
        said = datetime.fromisoformat(sent_at or "")
    except ValueError:
        return timedelta(0)
    if said.tzinfo is None or not 1970 <= said.year <= 2200:
        return timedelta(0)
    return received_at - said


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of what was said."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def insert_once(db: Session, row: Row, key: tuple[Any, ...]) -> tuple[Row, bool]:
    """Stores `row` unless its `key` is taken, also when ten requests try at once.

    Returns the row that is kept and whether it is the new one.
    """
    insert = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    table = type(row)
    statement = insert(table).values(**row.model_dump()).on_conflict_do_nothing()
    added = db.execute(statement.returning(literal(1))).first()
    return db.get_one(table, key), added is not None


def keep_once(db: Session, row: Row, key: tuple[Any, ...], digest: str) -> tuple[Row, bool]:
    """`insert_once` for an entry: raises `OpReused` if the kept row has another `content_hash`
    than `digest`."""
    kept, is_new = insert_once(db, row, key)
    if getattr(kept, "content_hash", None) != digest:
        raise OpReused
    return kept, is_new
