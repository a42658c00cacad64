"""What the routes about aftercare take and give. Days are calendar days of the centre."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from app.aftercare.models import CadenceAnswer, ContactState, ContactWay
from app.aftercare.signs import ProposalKind
from app.aftercare.standing import Standing
from app.episodes.models import Phase
from app.people.schemas import Body, Line

LONGEST_DAYS = 1100
"""Three years of contacts at most."""
ShortLine = Annotated[Line, Field(max_length=400)]
Why = Annotated[Line, Field(min_length=1, max_length=400)]


class StretchWrite(Body):
    """So many contacts, so many days apart."""

    count: Annotated[int, Field(ge=1, le=120, strict=True)]
    every_days: Annotated[int, Field(ge=1, le=91, strict=True)]


Stretches = Annotated[list[StretchWrite], Field(min_length=1, max_length=12)]


class RowWrite(Body):
    """A row of contacts from a day on."""

    starts_on: date
    stretches: Stretches

    @model_validator(mode="after")
    def _not_for_ever(self) -> Self:
        if sum(one.count * one.every_days for one in self.stretches) > LONGEST_DAYS:
            raise PydanticCustomError("too_long", "lasts longer than three years")
        return self


class PlanWrite(RowWrite):
    """Who is in touch, how often, and why. `replaces` is the plan that was on the screen; None
    where there was none."""

    contact_id: UUID
    why: Why
    replaces: UUID | None = None


class ContactWrite(Body):
    """What became of the contact that was due on a day. `way` where the client was reached."""

    due_on: date
    state: ContactState
    way: ContactWay | None = None
    line: ShortLine | None = None

    @model_validator(mode="after")
    def _reached_somehow(self) -> Self:
        if (self.way is None) == (self.state is ContactState.reached):
            raise PydanticCustomError("way", "says how, when somebody was reached, and only then")
        return self


class DecisionWrite(Body):
    """What is made of a proposal. `row` is the one chosen in its place, where it is `changed`."""

    answer: CadenceAnswer
    why: ShortLine | None = None
    row: RowWrite | None = None


class Named(BaseModel):
    id: UUID
    shown_name: str


class StretchRead(BaseModel):
    count: int
    every_days: int


class RowRead(BaseModel):
    starts_on: date
    stretches: list[StretchRead]


class PlanRead(RowRead):
    """A plan. `contact_is_here` False: whoever is named has left the team, and the first on it is
    asked in their place."""

    id: UUID
    contact: Named
    contact_is_here: bool
    made_by: str
    made_at: datetime
    why: str


class ContactRead(BaseModel):
    """A contact of the row. It counts from `from_on` to `until_on`; `by` and `at` where somebody
    said what became of it."""

    due_on: date
    from_on: date
    until_on: date
    every_days: int
    standing: Standing
    way: ContactWay | None
    line: str | None
    by: str | None
    at: datetime | None


class CadenceProposal(BaseModel):
    """What the signs suggest, why, and the row that would follow."""

    key: str
    kind: ProposalKind
    reasons: list[str]
    row: RowRead


class CadenceDecisionRead(BaseModel):
    """What somebody made of a proposal, with the reasons as they stood."""

    kind: ProposalKind
    reasons: list[str]
    answer: CadenceAnswer
    why: str | None
    by: str
    at: datetime


class AftercareRead(BaseModel):
    """A client's aftercare as the team sees it. Without a plan `usual` is what the programme would
    do, so that one tap makes it so. `to_do` is the day of the contact to be made now."""

    phase: Phase
    since: date
    plan: PlanRead | None
    usual: RowRead
    months: float
    team: list[Named]
    row: list[ContactRead]
    to_do: date | None
    next_on: date | None
    signs: list[str]
    proposal: CadenceProposal | None
    decisions: list[CadenceDecisionRead]


class ContactToMake(ContactRead):
    """A contact of one of the viewer's clients that waits to be made, or is due this week."""

    client: Named
    contact: Named
    is_mine: bool
    is_now: bool


class ContactsToMake(BaseModel):
    """What waits first, then what comes, by day."""

    today: date
    items: list[ContactToMake]


class OwnContact(BaseModel):
    on: date
    is_done: bool


class OwnContacts(BaseModel):
    """Who is in touch with the viewer, when next, and the whole row. `contact` is None where nobody
    is; `asked_at` when the viewer last asked to hear from them sooner, in the last day."""

    contact: str | None
    next_on: date | None
    next_from: date | None
    next_until: date | None
    stretches: list[RowRead]
    row: list[OwnContact]
    asked_at: datetime | None


class WishSent(BaseModel):
    """Whose inbox a wish to hear sooner is in, and since when."""

    to: list[str]
    asked_at: datetime
