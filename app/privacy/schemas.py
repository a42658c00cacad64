"""What the routes of consent take and give."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from app.access.models import Data
from app.people.models import Language, Profession
from app.people.schemas import Body, Name, Title
from app.privacy.models import ConsentPurpose, RecipientKind

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
LATEST = date(2200, 1, 1)


class RecipientWrite(Body):
    """Somebody a client may share with. A provider is named by `person_id`, and called what they
    call themselves; a relative has no `person_id` until they have joined."""

    kind: RecipientKind
    name: Name
    person_id: UUID | None = None


class ConsentTerms(Body):
    """What is to be shown to whom, until when. Without `expires_on` and `ends_with_treatment` it
    holds until taken back."""

    recipient_id: UUID
    data: Annotated[list[Data], Field(max_length=30)]
    expires_on: Annotated[date, Field(lt=LATEST)] | None = None
    ends_with_treatment: bool = False


class ConsentSign(ConsentTerms):
    """The same with the text that was read (`hash` and `basis` as they came with it) and the
    signature: the name as its owner types it."""

    hash: Hash
    basis: Annotated[str, Field(max_length=64)]
    signature: Title


class StatementRead(BaseModel):
    """The text to be read before signing. `basis` is what held when it was written: if somebody has
    signed or taken back meanwhile, it must be read again."""

    text: str
    hash: str
    version: str
    language: Language
    basis: str


class ConsentEnding(StrEnum):
    """How a consent came to its end."""

    taken_back = "taken_back"
    replaced = "replaced"
    end_of_treatment = "end_of_treatment"
    recipient_left = "recipient_left"
    day_passed = "day_passed"


class ConsentShort(BaseModel):
    """One signed consent. `ended` None: it holds now."""

    id: UUID
    data: list[Data]
    expires_on: date | None
    ends_with_treatment: bool
    signed_at: datetime
    ended: ConsentEnding | None
    ended_at: datetime | None


class ConsentRead(ConsentShort):
    """One with the text as it was read and signed, and all that was signed for the same person."""

    recipient_id: UUID
    recipient: str
    kind: RecipientKind
    purpose: ConsentPurpose
    statement: str
    statement_version: str
    statement_hash: str
    language: Language
    signature: str
    history: list[ConsentShort]


class RecipientState(StrEnum):
    """`waiting`: named, and not there yet. `left`: no longer, whoever ended it."""

    waiting = "waiting"
    joined = "joined"
    left = "left"


class RecipientRead(BaseModel):
    """Somebody the client shares with, could share with, or did. `consent` is what holds now."""

    id: UUID
    kind: RecipientKind
    name: str
    person_id: UUID | None
    state: RecipientState
    made_at: datetime
    joined_at: datetime | None
    ended_at: datetime | None
    consent: ConsentShort | None
    history: list[ConsentShort]


class Addable(BaseModel):
    """A provider the client could name."""

    person_id: UUID
    shown_name: str
    profession: Profession | None


class SharingRead(BaseModel):
    """Who sees what. While the client is in care their team sees what it needs, without consent;
    `team` is empty for alumni."""

    is_in_care: bool
    centre: str
    team: list[Addable]
    recipients: list[RecipientRead]
    could_add: list[Addable]
