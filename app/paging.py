"""Lists that go back in time, a page at a time, without skipping what arrives meanwhile."""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from sqlalchemy import ColumnElement, and_, or_

from app.errors import Unprocessable

Cursor = Annotated[str | None, Query(alias="before", max_length=100)]
Limit = Annotated[int, Query(ge=1, le=200)]


class CursorInvalid(Unprocessable):
    code = "cursor_invalid"
    detail = "That place in the list cannot be found. Please start from its beginning."


def cursor(at: datetime, row_id: UUID) -> str:
    """The place of a row in a list ordered by instant and id."""
    return f"{at.isoformat()}_{row_id}"


def before(place: str | None, at: Any, row_id: Any) -> ColumnElement[bool] | None:
    """The condition for rows that come after `place` in a list of newest first."""
    if place is None:
        return None
    try:
        when, _, key = place.partition("_")
        said, key_id = datetime.fromisoformat(when.replace(" ", "+")), UUID(key)
        instant = said.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise CursorInvalid from error
    if said.tzinfo is None:
        raise CursorInvalid
    return or_(at < instant, and_(at == instant, row_id < key_id))
