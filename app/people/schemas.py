"""What the people routes take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from app import clock
from app.people.models import Language, Person, Profession, Purpose, Role


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def _known_zone(name: str) -> str:
    if not clock.is_zone(name):
        raise ValueError("not a time zone")
    return name


def _plain(text: str) -> str:
    if any(ord(letter) < 32 and letter != "\n" for letter in text) or "\x7f" in text:
        raise ValueError("has a control character in it")
    if any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise ValueError("has half a character in it")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("is one line")
    return text


Zone = Annotated[str, Field(max_length=64), AfterValidator(_known_zone)]
"""An IANA time zone name."""
PlainText = Annotated[str, AfterValidator(_plain)]
"""Text without control characters (line breaks are fine) and without lone surrogates."""
Line = Annotated[PlainText, AfterValidator(_one_line)]
"""Plain text on one line."""
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=120),
    AfterValidator(_plain),
    AfterValidator(_one_line),
]
"""A line that is not empty, without the spaces around it."""
Name = Annotated[Title, Field(max_length=80)]
Typed = Annotated[str, Field(max_length=1024)]
"""A passphrase as typed; its rules are in `passphrases`."""
Token = Annotated[str, Field(max_length=100)]


class SecretBody(BaseModel):
    """A body with a secret in it: spaces at its ends belong to it."""

    model_config = ConfigDict(extra="forbid")


class SignInCreate(SecretBody):
    sign_in_name: Annotated[str, Field(max_length=200)]
    passphrase: Typed


class InvitationPreviewCreate(SecretBody):
    token: Token


class InvitationAcceptanceCreate(SecretBody):
    """Without `shown_name` the name stays as it is."""

    token: Token
    shown_name: Name | None = None
    passphrase: Typed
    language: Language
    time_zone: Zone


class PassphraseChange(SecretBody):
    current: Typed
    new: Typed


class MeUpdate(Body):
    shown_name: Name | None = None
    language: Language | None = None
    time_zone: Zone | None = None


class MeRead(BaseModel):
    id: UUID
    shown_name: str
    sign_in_name: str
    roles: list[Role]
    home: Literal["client", "desk", "relative"]
    language: Language
    time_zone: str


class InvitationPreviewRead(BaseModel):
    purpose: Purpose
    role: Role
    sign_in_name: str
    shown_name: str
    language: Language
    invited_by: str
    centre_name: str
    expires_at: datetime
    passphrase_min: int


class InvitationRead(BaseModel):
    url: str
    qr_svg: str
    expires_at: datetime
    sign_in_name: str


class SignInRead(BaseModel):
    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class SignInList(BaseModel):
    items: list[SignInRead]


class StaffCreate(Body):
    name: Name
    profession: Profession
    administrator: bool = False
    language: Language = Language.en


class StaffRead(BaseModel):
    id: UUID
    shown_name: str
    sign_in_name: str
    profession: Profession | None
    roles: list[Role]
    joined: bool
    disabled: bool


class StaffList(BaseModel):
    items: list[StaffRead]


class StaffInvited(BaseModel):
    person: StaffRead
    invitation: InvitationRead


def staff_read(person: Person, roles: frozenset[Role]) -> StaffRead:
    """A member of staff as the administrator sees them."""
    return StaffRead(
        id=person.id,
        shown_name=person.shown_name,
        sign_in_name=person.sign_in_name,
        profession=person.profession,
        roles=sorted(roles),
        joined=person.is_joined,
        disabled=person.disabled_at is not None,
    )
