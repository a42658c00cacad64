"""What the treatment plan's routes take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from app.offline import PhoneTime
from app.people.schemas import Body, PlainText
from app.treatment_plan.content import ItemId, PlanContent
from app.treatment_plan.difference import Change


class PlanWrite(Body):
    """A whole plan, a line on why it changes, and the kept draft it was taken from."""

    content: PlanContent
    why: Annotated[PlainText, Field(max_length=400)] | None = None
    from_draft: UUID | None = None


class Acknowledged(BaseModel):
    """Who agreed to a version, and when, by the name they show."""

    by: str
    is_client: bool
    is_me: bool
    at: datetime


class VersionHead(BaseModel):
    """Who wrote a version, when and why, and who agreed to it."""

    number: int
    by: str
    is_by_client: bool
    at: datetime
    why: str | None
    acknowledgements: list[Acknowledged]
    is_agreed: bool


class VersionRead(VersionHead):
    content: PlanContent


class VersionList(BaseModel):
    """Newest first; `more` when there are older ones than shown."""

    items: list[VersionHead]
    more: bool


class LevelBenchmark(BaseModel):
    code: str
    text: str


class LevelRead(BaseModel):
    """A level of the programme: clock hours of service a week, and what its next step needs."""

    name: str
    hours_floor: float
    hours_ceiling: float
    benchmarks: list[LevelBenchmark]


class TickCreate(Body):
    """A step is done, or is not done after all."""

    item_id: ItemId
    is_done: bool
    occurred_at: PhoneTime


class TickKept(BaseModel):
    id: UUID
    item_id: str
    is_done: bool
    happened_at: datetime
    is_time_uncertain: bool


class TickRead(TickKept):
    """`text` where the step is no longer in the plan: what an earlier version said."""

    is_in_plan: bool
    text: str | None


class NoteCreate(Body):
    """A note of the client's own on the plan, or on one item of it. The team sees it if shared."""

    item_id: ItemId | None = None
    text: Annotated[PlainText, Field(min_length=1, max_length=2000)]
    is_shared: bool = False
    occurred_at: PhoneTime


class NoteRead(BaseModel):
    id: UUID
    item_id: str | None
    text: str
    is_shared: bool
    happened_at: datetime
    is_time_uncertain: bool


class PlanRead(BaseModel):
    """The plan as it stands. `version` is 0 and `content` None before anything is written.

    `changes` are those since the version both last agreed to (`agreed`), none while there is no
    such version. `hours` are clock hours a week. `drafts` counts the viewer's texts that lost.
    """

    version: int
    content: PlanContent | None
    head: VersionHead | None
    is_running: bool
    agreed: VersionHead | None
    changes: list[Change]
    hours: float
    level: str | None
    levels: list[LevelRead]
    ticks: list[TickRead]
    notes: list[NoteRead]
    drafts: int


class ChangeList(BaseModel):
    """What differs between two versions; 0 stands for no plan at all."""

    from_number: int
    to_number: int
    changes: list[Change]


class DraftRead(BaseModel):
    """A text of the viewer's that lost. `meanwhile` is what others changed since `based_on`;
    `merged` is the plan as it stands with the viewer's text taken in, and `changes` what that would
    change."""

    id: UUID
    based_on: int
    kept_at: datetime
    why: str | None
    content: PlanContent
    version: int
    merged: PlanContent
    meanwhile: list[Change]
    changes: list[Change]


class DraftList(BaseModel):
    items: list[DraftRead]
