"""The database's shape: bringing it up to date, and saying whether it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.database import Database
from app.rooms import METADATA

_LOCK = 7_203_611
"""PostgreSQL advisory lock: of many replicas that start at once, one migrates."""


def migrate(database: Database, to: str = "head") -> None:
    """Brings the schema to a revision, all or nothing."""
    with _connected(database) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        settings = _settings()
        settings.attributes["connection"] = connection
        if to == "base" or _is_behind(connection, to):
            command.downgrade(settings, to)
        else:
            command.upgrade(settings, to)
        _require_whole(connection)


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    """SQLite changes a table by making it anew; while the old one goes, nothing may follow the
    references to it. That is decided before the transaction (sqlite.org/lang_altertable.html)."""
    with database.engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        embedded = connection.dialect.name == "sqlite"
        if embedded:
            driver.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            if embedded:
                driver.execute("PRAGMA foreign_keys = ON")


def _is_behind(connection: Connection, to: str) -> bool:
    """Whether a revision is an earlier one than the database is at."""
    here = revision_of(connection)
    if here is None or to in {"head", here}:
        return False
    script = ScriptDirectory.from_config(_settings())
    return to in {one.revision for one in script.iterate_revisions(here, "base")}


def _require_whole(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise ValueError("A row points to one that is not there; nothing was changed.")


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The revision this code needs."""
    return ScriptDirectory.from_config(_settings()).get_current_head()


def drift(connection: Connection) -> list[object]:
    """What differs between the database and the models; empty when nothing does."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found: list[object] = compare_metadata(context, METADATA)
    return found


def _settings() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(_scripts()))
    settings.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    return settings


def _scripts() -> Path:
    """The migrations: beside the package in a checkout, inside it in a wheel."""
    spec = find_spec("app")
    here = Path(str(spec.origin)).parent if spec else Path("app")
    inside = here / "_migrations"
    return inside if inside.is_dir() else here.parent / "migrations"
