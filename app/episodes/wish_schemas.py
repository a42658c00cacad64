"""What the routes about a client's own team and wishes take and give."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from app.episodes.models import TeamWish
from app.episodes.schemas import MemberRead, NamedPerson, ProviderRead
from app.people.models import Person
from app.people.schemas import Body, Line, PlainText


class WishCreate(Body):
    """Somebody else in place of a provider: whom, or as the centre finds."""

    provider_id: UUID
    instead_id: UUID | None = None
    note: Annotated[PlainText, Field(max_length=1000)] | None = None


class Arrangement(Body):
    """What was arranged: who comes instead (without, the team stays as it is), and a line that the
    client reads."""

    instead_id: UUID | None = None
    line: Annotated[Line, Field(max_length=400)] | None = None


class WishRead(BaseModel):
    """A wish as the client sees it: being arranged until `arranged_at` or `withdrawn_at`."""

    id: UUID
    provider: ProviderRead
    instead: ProviderRead | None
    note: str | None
    asked_at: datetime
    arranged_at: datetime | None
    withdrawn_at: datetime | None
    line: str | None


class WishToArrange(BaseModel):
    """A wish as whoever arranges it sees it; `primary` when it is about the primary counselor."""

    id: UUID
    client: NamedPerson
    provider: ProviderRead
    instead: ProviderRead | None
    note: str | None
    asked_at: datetime
    primary: bool


class WishesToArrange(BaseModel):
    items: list[WishToArrange]


class OwnMember(MemberRead):
    """Somebody on the viewer's team. A wish for somebody else is read by `read_by` alone, and is
    done `at_once` when the viewer says whom."""

    read_by: list[str]
    at_once: bool


class OwnTeam(BaseModel):
    """The viewer's team, who else there is, and the viewer's wishes, newest first."""

    team: list[OwnMember]
    others: list[ProviderRead]
    wishes: list[WishRead]


def wish_read(wish: TeamWish, provider: Person, instead: Person | None) -> WishRead:
    """A wish for the client's own eyes."""
    return WishRead(
        **wish.model_dump(include=_ITS_OWN),
        provider=ProviderRead.model_validate(provider.model_dump(), extra="ignore"),
        instead=(
            ProviderRead.model_validate(instead.model_dump(), extra="ignore") if instead else None
        ),
    )


_ITS_OWN = {"id", "note", "asked_at", "arranged_at", "withdrawn_at", "line"}
