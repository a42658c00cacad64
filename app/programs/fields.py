"""The small kinds of values a programme's design is made of. None takes one kind for another: a
number is no text, and a truth is no number."""

import re
from datetime import time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer
from pydantic_core import PydanticCustomError

_HOURS_AND_MINUTES = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:00)?")


def _wall_time(value: Any) -> Any:
    if isinstance(value, str) and _HOURS_AND_MINUTES.fullmatch(value):
        return value
    if isinstance(value, time) and not (value.second or value.microsecond or value.tzinfo):
        return value
    raise PydanticCustomError("wall_time", "is hours and minutes, such as 18:30")


def _as_hours_and_minutes(value: time) -> str:
    return value.strftime("%H:%M")


def whole(least: int, most: int) -> Any:
    """A whole number between two."""
    return Field(ge=least, le=most, strict=True)


Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Hours = Annotated[float, Field(ge=0, le=60, strict=True, allow_inf_nan=False)]
YesNo = Annotated[bool, Field(strict=True)]
Minutes = Annotated[int, whole(5, 720)]
WallTime = Annotated[
    time,
    BeforeValidator(_wall_time),
    PlainSerializer(_as_hours_and_minutes, return_type=str, when_used="json"),
]
"""A wall time of the centre, in whole minutes."""
