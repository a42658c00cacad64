"""The hours a centre keeps: wall times by weekday, as they are written in a row.

`{"mon": [["09:00", "12:30"], ["13:30", "17:00"]]}`: a day that is not named is a day off. A stretch
ends on the day it begins on; what goes on past midnight is two stretches on two days.
"""

from collections.abc import Mapping, Sequence
from datetime import time
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from app.clock import Weekday
from app.programs.fields import WallTime

Stretch = tuple[time, time]
"""From and until, in whole minutes; the second is no longer part of it."""
Week = Mapping[Weekday, tuple[Stretch, ...]]


def week_of(written: Mapping[str, Sequence[Sequence[str]]]) -> Week:
    """The hours written in a row. Raises `ValueError` for what no form would have let through."""
    return {
        Weekday(day): tuple((time.fromisoformat(start), time.fromisoformat(end))
                            for start, end in stretches)
        for day, stretches in written.items()
    }  # fmt: skip


def as_written(week: Mapping[Weekday, Sequence[Stretch]]) -> dict[str, list[list[str]]]:
    """The form a row keeps, days in order; days off are left out."""
    return {
        day.value: [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in week[day]]
        for day in Weekday
        if week.get(day)
    }


def _forward(stretches: list[Any]) -> list[Any]:
    """In order, each ending after it begins, none overlapping the next."""
    ordered = sorted(stretches)
    for start, end in ordered:
        if end <= start:
            raise PydanticCustomError("past_midnight", "ends on the day it begins, and later")
    for (_, end), (start, _) in pairwise(ordered):
        if start < end:
            raise PydanticCustomError("overlap", "overlaps with other hours of the day")
    return ordered


WeekHours = Annotated[
    dict[
        Weekday,
        Annotated[list[tuple[WallTime, WallTime]], Field(max_length=6), AfterValidator(_forward)],
    ],
    Field(max_length=7),
]
"""Hours as a form sends them: checked, in order."""
