"""The schema: from nothing to now and back, by whoever starts first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect

from app import schema
from app.installation import open_installation
from app.rooms import METADATA
from app.settings import Settings
from tests.support import postgres
from tests.support.house import ORIGIN

MIGRATE = "from app.cli import main; main()"


def _settings(request: pytest.FixtureRequest, home: Path, kind: str) -> Settings:
    url = ""
    if kind == "postgres":
        server: str = request.getfixturevalue("postgres_server")
        new = postgres.new_database(server)
        url = new.__enter__()
        request.addfinalizer(lambda: new.__exit__(None, None, None))
    return Settings(home=home, database_url=url, origin=ORIGIN, _env_file=None)


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of an installation whose database has nothing in it."""
    return _settings(request, tmp_path / "home", request.param)


def _tables(settings: Settings) -> set[str]:
    database = open_installation(settings).database
    with database.engine.connect() as connection:
        found = set(inspect(connection).get_table_names())
    database.dispose()
    return found


def test_from_nothing_to_now_and_back_and_again(empty: Settings) -> None:
    database = open_installation(empty).database
    for to, revision in (
        ("head", schema.newest_revision()),
        ("base", None),
        ("head", schema.newest_revision()),
        ("head", schema.newest_revision()),
    ):
        schema.migrate(database, to)
        with database.engine.connect() as connection:
            assert schema.revision_of(connection) == revision
            tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
            assert tables == (set(METADATA.tables) if revision else set())
    database.dispose()


def test_the_migrations_make_what_the_models_say(empty: Settings) -> None:
    database = open_installation(empty).database
    schema.migrate(database)
    with database.engine.connect() as connection:
        assert schema.drift(connection) == []
    database.dispose()


def test_drift_is_noticed(empty: Settings) -> None:
    database = open_installation(empty).database
    schema.migrate(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE person ADD COLUMN shoe_size INTEGER")
        connection.exec_driver_sql("DROP INDEX ix_craving_log_client_id_happened_at")
    with database.engine.connect() as connection:
        assert len(schema.drift(connection)) == 2
    database.dispose()


@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_processes_that_migrate_at_once_take_turns(empty: Settings) -> None:
    open_installation(empty).database.dispose()  # makes the keys
    variables = os.environ | {
        "COMPANION_HOME": str(empty.home),
        "COMPANION_DATABASE_URL": empty.database_url,
        "COMPANION_ORIGIN": ORIGIN,
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, "migrate"],
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0].decode() for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert _tables(empty) == {*METADATA.tables, "alembic_version"}
