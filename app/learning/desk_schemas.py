"""What staff get of the curriculum, of what clients were given, and of figures."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.learning.models import AssignedFor, ReflectionSharing
from app.learning.schemas import ModuleTextRead
from app.people.models import Language


class TopicRead(BaseModel):
    code: str
    name: str


class LanguageRead(BaseModel):
    """A module's newest text in one language. `reading_age` is the Flesch-Kincaid grade in
    English and Fernández Huerta's ease in Spanish; `is_easy` when it is as easy as asked for."""

    language: Language
    version: int
    words: int
    reading_age: float
    is_easy: bool


class CurriculumItem(BaseModel):
    """A module. `assigned` and `finished` as in `ModuleFigures`."""

    key: str
    id: str
    title: str
    summary: str
    topics: list[str]
    stage: str
    minutes: int
    audience: list[str]
    triggers: list[str]
    groups: list[str]
    languages: list[LanguageRead]
    is_own: bool
    withdrawn_at: datetime | None
    sources: int
    assigned: int | None
    finished: int | None


class CurriculumList(BaseModel):
    language: Language
    items: list[CurriculumItem]
    topics: list[TopicRead]


class FaultRead(BaseModel):
    """What is wrong on a line, from 1. `hard`: the text cannot be published with it."""

    line: int
    code: str
    sentence: str
    hard: bool


class VersionRead(BaseModel):
    """A text of a module: when it was published and by whom; None: it came with the service."""

    digest: str
    version: int
    language: Language
    kept_at: datetime | None
    by: str | None


class StaffText(ModuleTextRead):
    """A whole text with its front matter."""

    topics: list[str]
    stage: str
    audience: list[str]
    triggers: list[str]
    groups: list[str]
    words: int
    reading_age: float
    is_easy: bool


class CurriculumModule(BaseModel):
    """One module with its text in a language, what could be better in it, every version there is,
    and its Markdown. `languages` are those it is there in."""

    key: str
    id: str
    is_own: bool
    withdrawn_at: datetime | None
    languages: list[Language]
    text: StaffText
    faults: list[FaultRead]
    versions: list[VersionRead]
    source: str


class PreviewRead(BaseModel):
    """`text` None: it cannot be read as it is."""

    faults: list[FaultRead]
    text: StaffText | None


class Published(BaseModel):
    key: str
    id: str
    language: Language
    version: int
    digest: str


class ShelfRead(BaseModel):
    key: str
    withdrawn_at: datetime | None


class AssignmentRead(BaseModel):
    """A module that somebody was given. `withdrawn_at`: taken back since then."""

    id: UUID
    client_id: UUID
    key: str
    source: AssignedFor = Field(serialization_alias="for")
    at: datetime
    due_on: date | None
    line: str | None
    withdrawn_at: datetime | None


class GroupAssignmentRead(BaseModel):
    """`given`: who got it by this. `had_it`: of the viewer's own clients, who had it already and
    kept what they had; what others' clients have is not told, they count as given."""

    given: int
    had_it: int


class ClientAssigned(BaseModel):
    """How a module came to a client. `week` at their level, from 1; `id` names what can be taken
    back, None for what a level brings."""

    source: AssignedFor = Field(serialization_alias="for")
    by: str | None
    at: datetime
    due_on: date | None
    line: str | None
    week: int | None
    is_now: bool
    id: UUID | None


class ClientModule(BaseModel):
    """A module that a client was given, and how far they are since then; days are the client's.
    `needed` False: their level brings it, and it was taken off for them."""

    key: str
    title: str
    assigned: ClientAssigned
    needed: bool
    state: Literal["not_begun", "begun", "finished"]
    begun_on: date | None
    finished_on: date | None


class SharedReflection(BaseModel):
    """What a client shares with the viewer, and with whom beside. `read_at` and `line` are the
    viewer's own; `module_title` is empty where the module is not there any more."""

    client_id: UUID
    client_name: str
    reflection_id: UUID
    key: str
    module_title: str
    prompt: str
    words: str
    shared_with: ReflectionSharing
    happened_at: datetime
    read_at: datetime | None
    line: str | None


class UnreadOfClient(BaseModel):
    """How many of a client's shared reflections the viewer has not read."""

    client_id: UUID
    client_name: str
    unread: int


class SharedReflectionList(BaseModel):
    """Newest first. `unread`: how many of all the viewer has not read, and whose they are."""

    items: list[SharedReflection]
    unread: int
    unread_of: list[UnreadOfClient]


class ClientModules(BaseModel):
    language: Language
    items: list[ClientModule]
    shared: list[SharedReflection]
    this_week: int | None


class ModuleFigures(BaseModel):
    """How many people have a module and how many of them finished it since, in whole fives, rounded
    down; None where that is not told."""

    key: str
    title: str
    assigned: int | None
    finished: int | None


class HardCard(BaseModel):
    """A card that people forget. `people` were asked it (whole fives, rounded down), and
    `share_forgotten` of them, in tenths, forgot it at least once."""

    key: str
    title: str
    card_id: str
    question: str
    people: int
    share_forgotten: float


class LearningFigures(BaseModel):
    """Nothing that comes from fewer than `at_least` people is told, and nothing whose rest would
    be fewer."""

    at_least: int
    items: list[ModuleFigures]
    hard_cards: list[HardCard]


class GroupModules(LearningFigures):
    """Of those who are in a group now: modules that were given to the group first, then those
    that many of them have in another way."""

    series_id: UUID
