"""People, what they may be, how they sign in, and how they are invited."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class Role(StrEnum):
    """What a person is here. One person may be several: an alumna who is also a relative."""

    client = "client"
    provider = "provider"
    administrator = "administrator"
    relative = "relative"


class Profession(StrEnum):
    """The kinds of provider an intensive outpatient programme works with."""

    counselor = "counselor"
    psychologist = "psychologist"
    psychiatrist = "psychiatrist"
    continuing_care_counselor = "continuing_care_counselor"
    hypnotherapist = "hypnotherapist"
    yoga_teacher = "yoga_teacher"
    massage_therapist = "massage_therapist"
    acupuncturist = "acupuncturist"
    meditation_teacher = "meditation_teacher"
    case_manager = "case_manager"


class Language(StrEnum):
    """ISO 639-1."""

    en = "en"
    es = "es"


class Person(SQLModel, table=True):
    """Somebody with an account. `sign_in_name` is given by the system and says nothing."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    shown_name: str = Field(max_length=80)
    sign_in_name: str = Field(max_length=40, unique=True)
    language: Language = code(Language, default=Language.en)
    time_zone: str = Field(max_length=64)
    profession: Profession | None = code(Profession, default=None, nullable=True)
    created_at: datetime = instant()
    joined_at: datetime | None = instant(default=None)
    disabled_at: datetime | None = instant(default=None)

    @property
    def is_joined(self) -> bool:
        return self.joined_at is not None


class RoleGrant(SQLModel, table=True):
    """A role somebody has, from whom and since when."""

    __tablename__ = "role_grant"

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    role: Role = code(Role, primary_key=True)
    granted_by: UUID | None = Field(default=None, foreign_key="person.id")
    granted_at: datetime = instant()


class Passphrase(SQLModel, table=True):
    """The argon2id hash of a passphrase (PHC string)."""

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    phc: str = Field(max_length=200)
    changed_at: datetime = instant()


class SignIn(SQLModel, table=True):
    """One signed-in device. The cookie holds the secret, this row its fingerprint."""

    __tablename__ = "sign_in"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    device: str = Field(max_length=60)
    created_at: datetime = instant()
    last_seen_at: datetime = instant()
    idle_minutes: int
    ends_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)

    def is_open(self, now: datetime) -> bool:
        """Not ended, not past its absolute end, and used within its idle time."""
        rested = now - self.last_seen_at
        return (
            self.ended_at is None
            and now < self.ends_at
            and rested < timedelta(minutes=self.idle_minutes)
        )

    def end(self, now: datetime) -> None:
        self.ended_at = self.ended_at or now


class KnownDevice(SQLModel, table=True):
    """A browser in which this person has signed in: it is not slowed by strangers' guesses."""

    __tablename__ = "known_device"

    person_id: UUID = Field(foreign_key="person.id", primary_key=True)
    token_hash: str = Field(max_length=64, primary_key=True)
    seen_at: datetime = instant()


class FailedSignIn(SQLModel, table=True):
    """A wrong try: fingerprints of the name tried and of the network it came from."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (
        Index("ix_failed_sign_in_account_at", "account", "at"),
        Index("ix_failed_sign_in_network_at", "network", "at"),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account: str = Field(max_length=64)
    network: str = Field(max_length=64)
    at: datetime = instant()


class Purpose(StrEnum):
    """Why somebody holds a link: to join, or to set a new passphrase after losing the old one."""

    joining = "join"
    renewal = "return"


class Invitation(SQLModel, table=True):
    """A one-time link for one person, good for 72 hours."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    purpose: Purpose = code(Purpose)
    invited_by: UUID = Field(foreign_key="person.id")
    created_at: datetime = instant()
    expires_at: datetime = instant()
    redeemed_at: datetime | None = instant(default=None)
    withdrawn_at: datetime | None = instant(default=None)

    def is_good(self, now: datetime) -> bool:
        return self.redeemed_at is None and self.withdrawn_at is None and now < self.expires_at


class SetupToken(SQLModel, table=True):
    """The key to an empty installation, printed once on its console, good for 30 minutes."""

    __tablename__ = "setup_token"

    token_hash: str = Field(max_length=64, primary_key=True)
    expires_at: datetime = instant()
    used_at: datetime | None = instant(default=None)
