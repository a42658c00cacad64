"""What the routes of relatives take and give."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.access.models import Data
from app.appointments.models import AppointmentStatus
from app.appointments.schemas import SessionRead
from app.people.models import Language
from app.people.schemas import Body, Name, PlainText, SecretBody, Token, Typed, Zone


class FamilyLinkRead(BaseModel):
    """Shown once: the link itself is kept nowhere."""

    url: str
    qr_svg: str
    expires_at: datetime


class AcceptanceCreate(SecretBody):
    """`secret` alone links whoever is signed in. Somebody new says the rest, all of it."""

    secret: Token
    shown_name: Name | None = None
    passphrase: Typed | None = None
    language: Language | None = None
    time_zone: Zone | None = None

    @model_validator(mode="after")
    def _all_or_none(self) -> Self:
        said = {one is None for one in (self.passphrase, self.language, self.time_zone)}
        if len(said) != 1 or (self.passphrase is None) != (self.shown_name is None):
            raise ValueError("somebody new says a name, a passphrase, a language and a zone")
        return self


class Connection(StrEnum):
    """How far a client and a relative are. `left`: the relative went; `ended`: the client did."""

    named = "named"
    waiting = "waiting"
    joined = "joined"
    left = "left"
    ended = "ended"


class RelativeRead(BaseModel):
    """One of the client's own relatives. `link_until` while a link is out."""

    id: UUID
    name: str
    state: Connection
    link_until: datetime | None


class RelativeList(BaseModel):
    items: list[RelativeRead]


class SeatUpdate(Body):
    is_remote: bool = False


class SeatRead(BaseModel):
    """One of the client's relatives and this session. `can_be_asked` when they see the sessions
    they are asked to."""

    id: UUID
    name: str
    is_asked: bool
    is_remote: bool
    can_be_asked: bool


class SeatList(BaseModel):
    """`by_link` and `in_room`: the ways in which somebody can take part."""

    in_room: bool
    by_link: bool
    items: list[SeatRead]


class ComingRelative(BaseModel):
    """`has_place`: one of the places of a class, like a client's. To a session of a client's own
    relatives come beside."""

    name: str
    is_remote: bool
    has_place: bool


class ComingList(BaseModel):
    """The relatives who come to one session, for whoever leads it."""

    items: list[ComingRelative]


class FamilyClass(SessionRead):
    """A class for families; `mine` when the viewer said that they come."""

    mine: bool


class SharedFrom(BaseModel):
    """A client who shares something with the viewer now, and which parts."""

    client_id: UUID
    name: str
    parts: list[Data]


class CameDay(BaseModel):
    """A day with sessions: whether the client came."""

    day: date
    came: bool


class BusyTime(BaseModel):
    starts_at: datetime
    ends_at: datetime
    is_remote: bool


class Mark(BaseModel):
    """A mark that was reached, `count` days, months or years; never the day."""

    unit: Annotated[str, Field(pattern="^(day|month|year)$")]
    count: int


class GivenModule(BaseModel):
    title: str
    is_finished: bool


class AskedSession(BaseModel):
    """A session the viewer is asked to. A place in the room, or a link."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    is_remote: bool
    place: str | None
    join_link: str | None
    status: AppointmentStatus


class SharedRead(BaseModel):
    """What a client shares with the viewer now. A part that is not shared is None."""

    client_id: UUID
    name: str
    attendance: list[CameDay] | None
    calendar: list[BusyTime] | None
    milestones: list[Mark] | None
    plan: list[str] | None
    modules: list[GivenModule] | None
    sessions: list[AskedSession] | None


Thought = Annotated[PlainText, Field(min_length=1, max_length=400)]
Thoughts = Annotated[list[Thought], Field(max_length=20)]


class SupportContent(BaseModel):
    """A relative's own plan: what they see coming, what they do for themselves, what they will and
    will not do, and whom they talk to."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    signs: Thoughts = []
    for_me: Thoughts = []
    limits: Thoughts = []
    people: Thoughts = []


class SupportPlanRead(BaseModel):
    """`number` is 0 before anything is written; `If-Match` names it."""

    number: int
    content: SupportContent
    saved_at: datetime | None


class SupportPlanUpdate(Body):
    content: SupportContent
