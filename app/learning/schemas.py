"""What a client's learning takes and gives."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, WithJsonSchema

from app.learning.models import AssignedFor, ReflectionSharing
from app.offline import PhoneTime
from app.people.models import Language
from app.people.schemas import Body, PlainText

Key = Annotated[str, Field(pattern=r"^[0-9a-f]{10}$")]
"""What a module is addressed by."""
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of a text's file."""
PartId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
"""What a prompt or a card is called within its module."""
Block = Annotated[
    Any,
    WithJsonSchema(
        {
            "description": "A string, or an element: `tag`, by its kind `to` (the key of a "
            "module), `href`, `src` and `alt`, and what it holds (`in`).",
            "anyOf": [{"type": "string"}, {"type": "object"}],
        }
    ),
]


class ReadingMarkCreate(Body):
    """How far somebody was in the text with `digest` when they left it."""

    key: Key
    digest: Digest
    block: Annotated[int, Field(ge=0, le=9999, strict=True)]
    is_finished: Annotated[bool, Field(strict=True)]
    occurred_at: PhoneTime


class CardReviewCreate(Body):
    """One answer to a recall card: 1 forgot, 2 hard, 3 good, 4 easy."""

    key: Key
    card_id: PartId
    rating: Annotated[int, Field(ge=1, le=4, strict=True)]
    occurred_at: PhoneTime


class ReflectionCreate(Body):
    """What somebody writes to a prompt, the whole of it, and who may read it. Empty words take it
    back. `prompt` is the question as they read it. `reader_id`: whom `primary` means; without it
    the main counselor as it arrives."""

    key: Key
    prompt_id: PartId
    prompt: Annotated[PlainText, Field(min_length=1, max_length=400)]
    words: Annotated[PlainText, Field(max_length=4000)]
    shared_with: ReflectionSharing = ReflectionSharing.nobody
    reader_id: UUID | None = None
    occurred_at: PhoneTime


class AssignedRead(BaseModel):
    """How a module came to the viewer. `week`: at their level, from 1."""

    source: AssignedFor = Field(serialization_alias="for")
    by: str | None
    at: datetime
    due_on: date | None
    line: str | None
    week: int | None
    is_now: bool


class ReadingRead(BaseModel):
    """Where the viewer was last. `block` is counted in the text with `digest`: in another text the
    reading begins anew."""

    digest: str
    block: int
    began_at: datetime
    read_at: datetime
    finished_at: datetime | None


class NewerRead(BaseModel):
    """The text there would be for the viewer if they were not in the middle of another one. Of the
    same version it is the other language."""

    digest: str
    version: int
    language: Language


class ModuleItem(BaseModel):
    """A module with the text that is the viewer's: the one they are in the middle of, or else the
    newest in their language, or in the other one."""

    key: str
    digest: str
    version: int
    language: Language
    title: str
    summary: str
    minutes: int
    stage: str
    topics: list[str]
    audience: list[str]
    triggers: list[str]
    groups: list[str]
    is_own: bool
    assigned: AssignedRead | None
    reading: ReadingRead | None
    newer: NewerRead | None


class ModuleList(BaseModel):
    """`this_week`: the week at their level the viewer is in, from 1."""

    language: Language
    items: list[ModuleItem]
    this_week: int | None


class PromptRead(BaseModel):
    id: str
    prompt: str


class CardRead(BaseModel):
    id: str
    question: str
    answer: str
    why: str


class SourceRead(BaseModel):
    """`read`: the day somebody compared it; None when that is still to be done."""

    title: str
    publisher: str
    url: str
    year: int
    read: date | None


class ModuleTextRead(BaseModel):
    """A whole text. What a digest names never changes."""

    digest: str
    key: str
    language: Language
    version: int
    title: str
    summary: str
    minutes: int
    today: str
    family: str | None
    blocks: list[Block]
    reflections: list[PromptRead]
    cards: list[CardRead]
    sources: list[SourceRead]


class ReadingMarkRead(BaseModel):
    """Where the viewer is in the module by all their marks."""

    key: str
    digest: str
    block: int
    finished_at: datetime | None


class CardReviewRead(BaseModel):
    """`due_on` None: the module is not finished yet, as far as is known here."""

    key: str
    card_id: str
    due_on: date | None


class RecallCardRead(BaseModel):
    """A card; `language` is that of its words."""

    key: str
    card_id: str
    language: Language
    module_title: str
    question: str
    answer: str
    why: str
    due_on: date
    reviews: int


class RecallCardList(BaseModel):
    """Cards of the next days in the order in which to ask those that are due; `on_day` is the
    viewer's today. `known` are those likely to be remembered for three weeks, `learning` all
    others."""

    on_day: date
    at_most: int
    answered_today: int
    items: list[RecallCardRead]
    known: int
    learning: int


class ReflectionReadingRead(BaseModel):
    """Somebody read it, and may have written a line back."""

    by: str
    read_at: datetime
    line: str | None


class ReflectionRead(BaseModel):
    """What the viewer wrote to a prompt last; `id` is that writing's. `shared_names`: who can read
    it today."""

    id: UUID
    key: str
    prompt_id: str
    prompt: str
    words: str
    shared_with: ReflectionSharing
    shared_names: list[str]
    happened_at: datetime
    readings: list[ReflectionReadingRead]


class ReflectionReaders(BaseModel):
    """Who `primary` and `team` are today, by the names they show."""

    primary: str | None
    primary_id: UUID | None
    team: list[str]


class ReflectionList(BaseModel):
    items: list[ReflectionRead]
    readers: ReflectionReaders
