"""What the routes of the open door take and give."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from app.booking.schemas import MySession
from app.people.schemas import Body, Line, PlainText

Note = Annotated[PlainText, Field(max_length=400)]


class WishWrite(Body):
    """That somebody would like to begin treatment again, with a line if they like."""

    note: Note | None = None


class WishRead(BaseModel):
    """A client's own wish. `answered_by` is the name of who answered."""

    id: UUID
    note: str | None
    asked_at: datetime
    answered_at: datetime | None
    answered_by: str | None
    line: str | None


class ChoiceRead(BaseModel):
    """How much somebody wants to hear. `every_days` None: not at all."""

    every_days: int | None
    only_safety_plan: bool
    chosen_at: datetime


class OpenDoorRead(BaseModel):
    """What is open to somebody who was here before. `shown_to`: whom of the staff they show
    something to now, by name; `has_lapsed`: what they had signed ended with treatment, and nothing
    has taken its place."""

    classes: list[MySession]
    choice: ChoiceRead | None
    wish: WishRead | None
    shown_to: list[str]
    has_lapsed: bool


class WishAnswer(Body):
    """A line for whoever would like to come back."""

    line: Annotated[Line, Field(min_length=1, max_length=400)]


class WishOfSomebody(BaseModel):
    """A wish as staff see it: a name and a line, nothing of the record. `can_readmit`: the viewer
    can begin a new stay for them."""

    id: UUID
    client_id: UUID
    name: str
    note: str | None
    asked_at: datetime
    can_readmit: bool


class VisitRead(BaseModel):
    """Somebody who was here before came to a class that the viewer leads."""

    client_id: UUID
    name: str
    title: str
    on_day: date


class ReturnRead(BaseModel):
    """Somebody began again: a client of the viewer's."""

    client_id: UUID
    name: str
    programme: str
    on_day: date


class Returns(BaseModel):
    """Who is back, within the last thirty days, and who would like to be."""

    wishes: list[WishOfSomebody]
    visits: list[VisitRead]
    stays: list[ReturnRead]
