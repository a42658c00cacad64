"""Everything one installation is made of, opened from its settings."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from app.database import Database, embedded, postgres
from app.keys import private_folder, read_secret, write_secret
from app.push.endpoint_guard import EndpointGuard
from app.push.transport import PushTransport
from app.push.vapid import VapidKeys
from app.settings import Settings

DATABASE_KEY_VARIABLE = "COMPANION_DATABASE_KEY"


@dataclass(frozen=True, slots=True)
class Push:
    """What is needed to know, sign for and reach push services."""

    guard: EndpointGuard
    vapid_keys: VapidKeys
    contact: str
    ca_file: Path | None

    def transport(self) -> PushTransport:
        """A new transport, to be entered once in the loop that will use it."""
        return PushTransport(
            self.guard, self.vapid_keys, contact=self.contact, ca_file=self.ca_file
        )


@dataclass(frozen=True, slots=True)
class Installation:
    settings: Settings
    database: Database
    push: Push


def open_installation(settings: Settings) -> Installation:
    """Opens an installation; the first time makes its keys.

    Raises `LooseKey` when a key or the folder of keys can be read by others.
    """
    return Installation(settings, open_database(settings), open_push(settings))


def open_database(settings: Settings) -> Database:
    """The database of an installation. It may be empty: see `migrate`."""
    if not settings.embedded:
        return postgres(settings.database_url)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return embedded(settings.database_file, database_key(settings))


def database_key(settings: Settings) -> str:
    """The key of the embedded database, 64 hex digits: from the environment, else from its file,
    which is made the first time."""
    from_environment = os.environ.get(DATABASE_KEY_VARIABLE)
    if from_environment:
        return _checked(from_environment)
    file = private_folder(settings.keys) / "database.key"
    if not file.exists():
        if settings.database_file.exists():
            raise FileNotFoundError(
                f"The database is there but its key is not. Put it back at {file}."
            )
        write_secret(file, secrets.token_hex(32).encode())
    return _checked(read_secret(file).decode().strip())


def _checked(key: str) -> str:
    if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
        raise ValueError("The database key must be 64 hexadecimal digits.")
    return key


def open_push(settings: Settings) -> Push:
    """The push services that are known, and the keys to sign with."""
    return Push(
        guard=EndpointGuard(settings.push_hosts, settings.push_origins),
        vapid_keys=VapidKeys.load_or_create(private_folder(settings.keys) / "vapid"),
        contact=settings.vapid_contact,
        ca_file=settings.push_ca_file,
    )
