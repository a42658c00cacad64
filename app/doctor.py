"""What is wrong with this installation, in sentences an operator can act on."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app import schema
from app.database import Database
from app.installation import open_database, open_push
from app.keys import LooseKey
from app.push.vapid import ContactRefused, check_contact
from app.settings import Settings

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a database in WAL mode (fixed in 3.51.3, 2026-03-13)."""


def findings(settings: Settings) -> Iterator[str]:
    """Everything that is wrong, worst first; nothing when all is well."""
    yield from _keys(settings)
    yield from _database(settings)
    yield from _front_end(settings)
    yield from _address(settings)


def _keys(settings: Settings) -> Iterator[str]:
    try:
        open_push(settings)
    except (LooseKey, ValueError, OSError) as error:
        yield f"The keys cannot be used. {error}"
    if settings.embedded and settings.keys.resolve() == settings.data.resolve():
        yield (
            "The keys lie beside the database, so whoever copies that folder can read "
            "everything. Set COMPANION_KEYS_DIR to a folder elsewhere."
        )


def _database(settings: Settings) -> Iterator[str]:
    try:
        database = open_database(settings)
    except (LooseKey, FileNotFoundError, ValueError, OSError) as error:
        yield f"The database cannot be opened. {error}"
        return
    try:
        yield from _state(database)
    except DatabaseError:
        yield ("The database cannot be read: it cannot be reached, or its key is the wrong one.")
    finally:
        database.dispose()


def _state(database: Database) -> Iterator[str]:
    with database.engine.connect() as connection:
        if schema.revision_of(connection) != schema.newest_revision():
            yield "The database is not up to date. Run: companion migrate"
        if connection.dialect.name != "sqlite":
            return
        version = str(connection.execute(text("SELECT sqlite_version()")).scalar_one())
        if tuple(map(int, version.split("."))) < OLDEST_SQLITE:
            yield f"SQLite {version} can damage a database. Version 3.51.3 or newer is needed."
        if connection.execute(text("PRAGMA quick_check")).scalar_one() != "ok":
            yield "The database file is damaged. Stop the service and restore a backup."


def _front_end(settings: Settings) -> Iterator[str]:
    if not (settings.web / "index.html").is_file():
        yield "The front end is not built. Run scripts/run, or install the package again."


def _address(settings: Settings) -> Iterator[str]:
    if not settings.is_public:
        yield (
            f"People reach this installation at {settings.origin}: fine for trying it out on "
            "this machine. Phones need an https address of your own in COMPANION_ORIGIN."
        )
    try:
        check_contact(settings.vapid_contact)
    except ContactRefused as error:
        yield str(error)
    if settings.is_public and not settings.vapid_subject:
        yield (
            "Push services have only your web address to write to when something is wrong. "
            "Set COMPANION_VAPID_SUBJECT to mailto:you@your-centre.example."
        )
