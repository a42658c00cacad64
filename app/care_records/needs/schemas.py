"""What needs take and give."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from app.care_records.needs.models import NeedKind, NeedState, Priority, ReferralState, StepState
from app.offline import PhoneTime
from app.people.schemas import Body, Line, PlainText


def _in_range(day: date) -> date:
    if not 2000 <= day.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return day


def _or_none(text: str) -> str | None:
    return text or None


Day = Annotated[date, AfterValidator(_in_range)]
"""A day in the centre's zone."""
Words = Annotated[PlainText, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Short = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Contact = Annotated[Line, Field(max_length=200), AfterValidator(_or_none)]
Said = Annotated[PlainText, Field(max_length=400), AfterValidator(_or_none)]


class NeedCreate(Body):
    """What a client needs, in their words. `now` is for what cannot wait; staff set the order."""

    kind: NeedKind
    words: Words
    priority: Literal[Priority.now, Priority.soon] = Priority.soon
    occurred_at: PhoneTime


class NeedWrite(Body):
    """A need as staff write it, the whole of it."""

    kind: NeedKind
    words: Words
    priority: Priority
    state: NeedState = NeedState.open


class StateSaid(Body):
    """Whether the client still needs it. What was said last counts."""

    state: NeedState
    occurred_at: PhoneTime


class WordsSaid(Body):
    """What the client wrote of a need, in other words. Of several the one made last counts."""

    words: Words
    occurred_at: PhoneTime


class ReferralWrite(Body):
    """Where somebody is sent, how to reach them, and how far that is at first. The client reads
    all of it."""

    to_whom: Short
    contact: Contact | None = None
    state: ReferralState = ReferralState.suggested
    line: Said | None = None


class ReferralStepWrite(Body):
    """How a referral went on."""

    state: ReferralState
    line: Said | None = None


class NextStepWrite(Body):
    """What is next, whose it is (the client's, or somebody's of the team) and by which day. It
    takes the place of an open one with `instead_of`."""

    need_id: UUID
    words: Short
    whose_id: UUID
    due_on: Day | None = None
    instead_of: UUID | None = None


class StepSaid(Body):
    """Whether the client has done a step of their own. What was said last counts."""

    state: Literal[StepState.open, StepState.done]
    occurred_at: PhoneTime


class StepStateWrite(Body):
    """How it is with a step, as staff say."""

    state: StepState


class ContactWrite(Body):
    """Whom of the team a client turns to for all of this."""

    person_id: UUID


class NeedNow(BaseModel):
    """A need by itself, as it stands."""

    id: UUID
    kind: NeedKind
    words: str
    priority: Priority
    state: NeedState
    version: int


class StepNow(BaseModel):
    """A step by itself, as it stands."""

    id: UUID
    words: str
    state: StepState


class NeedBefore(BaseModel):
    """What a need said until it became `version`, and who changed it."""

    version: int
    kind: NeedKind
    words: str
    priority: Priority
    state: NeedState
    at: datetime
    by: str


class ReferralStepRead(BaseModel):
    number: int
    state: ReferralState
    at: datetime
    by: str
    line: str | None


class ReferralRead(BaseModel):
    """Where somebody was sent; `state` is that of its last step."""

    id: UUID
    to_whom: str
    contact: str | None
    state: ReferralState
    steps: list[ReferralStepRead]


class NextStepRead(BaseModel):
    """A step. `has_left`: it is somebody's who is not on the team any more."""

    id: UUID
    words: str
    whose_id: UUID
    whose: str
    is_clients: bool
    has_left: bool
    due_on: date | None
    state: StepState
    state_by: str
    state_at: datetime
    made_by: str
    instead_of: UUID | None


class NeedRead(NeedNow):
    """A need with all that was done for it. `is_own`: the client wrote it, and while
    `can_be_reworded` nobody of the team has begun to work on it. `looked_by` is whoever of the team
    looked at that first."""

    is_own: bool
    can_be_reworded: bool
    stated_by: str
    stated_at: datetime
    changed_by: str
    changed_at: datetime
    state_by: str
    state_at: datetime
    looked_by: str | None
    looked_at: datetime | None
    changes: list[NeedBefore]
    referrals: list[ReferralRead]
    steps: list[NextStepRead]


class ContactRead(BaseModel):
    """The one contact person, as long as they are on the team and shown the list."""

    id: UUID
    name: str
    since: datetime
    named_by: str


class OwnNeeds(BaseModel):
    """The client's list: what is open by priority, then what is met or set aside. Without a contact
    person `or_ask` is the primary counselor, or else somebody of the team; with neither nobody is
    shown the list. `today` is the centre's day."""

    today: date
    items: list[NeedRead]
    contact: ContactRead | None
    or_ask: str | None


class PersonRead(BaseModel):
    id: UUID
    name: str
    is_client: bool


class TeamNeeds(OwnNeeds):
    """The same for the desk, and whose a step can be. `or_ask` is the primary counselor alone."""

    people: list[PersonRead]


class AboutClient(BaseModel):
    id: UUID
    shown_name: str


class DueItem(BaseModel):
    """A step of the viewer's that is due, or a need somebody wrote that nobody has looked at. One
    of the two has a day."""

    client: AboutClient
    need_id: UUID
    step_id: UUID | None
    kind: NeedKind
    priority: Priority
    words: str
    due_on: date | None
    said_at: datetime


class DueList(BaseModel):
    """What is the viewer's to do by `today`, the centre's day; new needs first, then the oldest
    day."""

    today: date
    items: list[DueItem]
    more: bool
