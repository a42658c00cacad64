"""Case management: what somebody needs beside treatment, where they were referred, what is next."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database import code, instant


class NeedKind(StrEnum):
    housing = "housing"
    clothing = "clothing"
    food = "food"
    transport = "transport"
    child_care = "child_care"
    work = "work"
    school = "school"
    legal = "legal"
    insurance = "insurance"
    health = "health"
    other = "other"


class Priority(StrEnum):
    now = "now"
    soon = "soon"
    later = "later"


class NeedState(StrEnum):
    open = "open"
    met = "met"
    set_aside = "set_aside"


class Need(SQLModel, table=True):
    """Something the client needs, in their words or the counselor's. Client and team see it.

    `state_at` is when somebody last said whether it is still needed, by their clock; `looked_by`
    who of the team was the first to look at what the client wrote. `content_hash` is of what was
    said at first.
    """

    id: UUID = Field(primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    kind: NeedKind = code(NeedKind)
    words: str = Field(max_length=400)
    priority: Priority = code(Priority)
    state: NeedState = code(NeedState)
    version: int = 1
    stated_by: UUID = Field(foreign_key="person.id")
    stated_at: datetime = instant()
    changed_by: UUID = Field(foreign_key="person.id")
    changed_at: datetime = instant()
    state_by: UUID = Field(foreign_key="person.id")
    state_at: datetime = instant()
    looked_by: UUID | None = Field(default=None, foreign_key="person.id")
    looked_at: datetime | None = instant(default=None)
    content_hash: str = Field(max_length=64)


class NeedChange(SQLModel, table=True):
    """What a need said before it became `version`, and who changed it then. Nothing that somebody
    wrote is lost."""

    __tablename__ = "need_change"

    need_id: UUID = Field(foreign_key="need.id", primary_key=True)
    version: int = Field(primary_key=True)
    kind: NeedKind = code(NeedKind)
    words: str = Field(max_length=400)
    priority: Priority = code(Priority)
    state: NeedState = code(NeedState)
    at: datetime = instant()
    by: UUID = Field(foreign_key="person.id")


def is_clients_alone(row: Need, changes: Iterable[NeedChange]) -> bool:
    """Whether nobody but the client has written a need, and changed it since."""
    return all(by == row.client_id for by in (row.stated_by, *(each.by for each in changes)))


class ReferralState(StrEnum):
    """FHIR ServiceRequest in the words of a case manager."""

    suggested = "suggested"
    contacted = "contacted"
    waiting = "waiting"
    accepted = "accepted"
    declined = "declined"
    done = "done"


class Referral(SQLModel, table=True):
    """Where somebody was sent for a need. Its state is that of its newest `ReferralStep`."""

    id: UUID = Field(primary_key=True)
    need_id: UUID = Field(foreign_key="need.id", index=True)
    to_whom: str = Field(max_length=200)
    contact: str | None = Field(default=None, max_length=200)
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()


class ReferralStep(SQLModel, table=True):
    """How a referral went on: to which state, by whom, when, and a line."""

    __tablename__ = "referral_step"

    referral_id: UUID = Field(foreign_key="referral.id", primary_key=True)
    number: int = Field(primary_key=True)
    state: ReferralState = code(ReferralState)
    at: datetime = instant()
    by: UUID = Field(foreign_key="person.id")
    line: str | None = Field(default=None, max_length=400)


class StepState(StrEnum):
    open = "open"
    done = "done"
    dropped = "dropped"


class NextStep(SQLModel, table=True):
    """A thing to do for a need, by the client or somebody of the staff (`whose_id`), by a day in
    the centre's zone. It is never rewritten: another is made `instead_of` it. `state_at` is when
    somebody last said whether it is done, by their clock."""

    __tablename__ = "next_step"

    id: UUID = Field(primary_key=True)
    need_id: UUID = Field(foreign_key="need.id", index=True)
    words: str = Field(max_length=200)
    whose_id: UUID = Field(foreign_key="person.id", index=True)
    due_on: date | None = None
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()
    state: StepState = code(StepState, default=StepState.open)
    state_by: UUID = Field(foreign_key="person.id")
    state_at: datetime = instant()
    instead_of: UUID | None = Field(default=None, foreign_key="next_step.id")


class ContactPerson(SQLModel, table=True):
    """The one person a client turns to for all of this, from an instant on; the newest counts."""

    __tablename__ = "contact_person"

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    since: datetime = instant(primary_key=True)
    person_id: UUID = Field(foreign_key="person.id")
    named_by: UUID = Field(foreign_key="person.id")
