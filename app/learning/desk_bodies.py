"""What staff say of modules: texts, the shelf, and to whom something is given."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.learning.schemas import Key
from app.people.schemas import Body, Line

Source = Annotated[str, Field(max_length=200_000)]
"""A whole Markdown file with its front matter. What is in it is checked line by line."""


def _near(day: date) -> date:
    if not 2000 <= day.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return day


DueOn = Annotated[date, AfterValidator(_near)]
"""A date in the client's zone."""
Word = Annotated[Line, Field(min_length=1, max_length=400)]
"""A word that goes with it."""


class SourceText(BaseModel):
    """A module's text as its author writes it, blank lines and all: faults are told by line."""

    model_config = ConfigDict(extra="forbid")

    source: Source


class ShelfWrite(Body):
    withdrawn: Annotated[bool, Field(strict=True)]


class AssignmentWrite(Body):
    """A module for one client."""

    client_id: UUID
    key: Key
    due_on: DueOn | None = None
    line: Word | None = None


class GroupAssignmentWrite(Body):
    """A module for everybody who is in a group now."""

    series_id: UUID
    key: Key
    due_on: DueOn | None = None
    line: Word | None = None


class LevelModuleWrite(Body):
    """Whether a client needs a module that their level brings."""

    needed: Annotated[bool, Field(strict=True)]


class ReadingWrite(Body):
    """The viewer has read a reflection; a line back may be left out."""

    line: Word | None = None
