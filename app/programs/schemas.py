"""What the routes of the centre and its programmes take and give."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from app.people.schemas import Body, Line, Name, SecretBody, Title, Token, Typed, Zone
from app.programs.models import ProgrammeKind

Phone = Annotated[Line, Field(max_length=40, pattern=r"^[0-9+()\-. ]*$")]


class SetupCreate(SecretBody):
    """What an empty installation needs to know."""

    token: Token
    centre_name: Title
    centre_phone: Phone | None = None
    time_zone: Zone
    name: Name
    passphrase: Typed


class CentreUpdate(Body):
    name: Title
    phone: Phone | None = None
    hours: Annotated[Line, Field(max_length=120)] | None = None
    time_zone: Zone


class CentreRead(BaseModel):
    name: str
    phone: str | None
    hours: str | None
    time_zone: str


class Help(BaseModel):
    """How to reach the centre; every other number is on the phone already."""

    centre_phone: str | None
    centre_hours: str | None


class ProgrammeRead(BaseModel):
    id: UUID
    name: str
    kind: ProgrammeKind
    levels: list[str]


class ProgrammeList(BaseModel):
    items: list[ProgrammeRead]
