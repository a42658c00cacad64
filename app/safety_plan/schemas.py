"""What the safety plan's routes take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.offline import PhoneTime
from app.people.schemas import Body
from app.safety_plan.content import Content, SentContent

Number = Annotated[int, Field(ge=0, le=100_000)]


class VersionCreate(Body):
    """A whole plan. `based_on` is the number of the version its writer had before them, 0 for
    none. `after`: the id of an earlier one of the writer's own that this one goes on from, sent
    when the answer to that one was not known yet; where it is known here, it counts."""

    based_on: Number
    after: UUID | None = None
    content: SentContent
    occurred_at: PhoneTime


class TeamVersionCreate(VersionCreate):
    """From the desk `If-Match` may say what `based_on` says."""

    based_on: Number | None = None  # type: ignore[assignment]


class SharingUpdate(Body):
    with_team: bool


class VersionKept(BaseModel):
    """What became of what was sent: the number of its version, and whether somebody else's had to
    be taken in."""

    id: UUID
    version: int
    is_merged: bool
    at: datetime


class VersionHead(BaseModel):
    number: int
    by: str
    is_by_client: bool
    at: datetime
    is_merged: bool


class VersionList(BaseModel):
    """Newest first; `more` when there are older ones than shown."""

    items: list[VersionHead]
    more: bool


class VersionRead(VersionHead):
    """`written` is what was sent, where it was merged into something else."""

    content: Content
    written: Content | None


class SafetyPlanRead(BaseModel):
    """The plan as it stands. `version` is 0 and there is no content before anything is written."""

    content: Content | None
    version: int
    by: str | None
    is_by_client: bool
    at: datetime | None
    is_merged: bool
    with_team: bool


class TeamPlanRead(SafetyPlanRead):
    shared: Literal[True] = True


class NotShared(BaseModel):
    """The client keeps the plan to themselves: nothing else is said about it."""

    shared: Literal[False] = False
