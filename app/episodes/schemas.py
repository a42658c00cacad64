"""What the routes about clients and their episodes take and give."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel

from app.episodes.models import Phase
from app.people.models import Language, Profession
from app.people.schemas import Body, InvitationRead, Name, Zone


class ClientCreate(Body):
    """Somebody new, as the counselor knows them; the client chooses what is shown later."""

    name: Name
    programme_id: UUID
    time_zone: Zone
    language: Language = Language.en


class ClientRow(BaseModel):
    id: UUID
    shown_name: str
    programme: str
    level: str | None
    phase: Phase
    joined: bool


class ClientInvited(BaseModel):
    client: ClientRow
    invitation: InvitationRead


class TeamMemberRead(BaseModel):
    shown_name: str
    profession: Profession | None
    primary: bool


class ClientRead(ClientRow):
    sign_in_name: str
    time_zone: str
    admitted_on: date | None
    team: list[TeamMemberRead]
