"""The schema from empty to head and back, without drift, on both databases."""

import multiprocessing
from pathlib import Path

import pytest

from app import schema
from app.installation import Installation, open_database, open_installation
from app.settings import Settings
from tests.support import postgres
from tests.support.house import ORIGIN


def test_head_has_everything_the_models_have(installation: Installation) -> None:
    with installation.database.engine.connect() as connection:
        assert schema.revision_of(connection) == schema.newest_revision() is not None
        assert schema.drift(connection) == []


def test_drift_bites(installation: Installation) -> None:
    with installation.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE craving_log DROP COLUMN note")
        assert "note" in str(schema.drift(connection))


def test_down_to_nothing_and_up_again(installation: Installation) -> None:
    schema.migrate(installation.database, "base")
    with installation.database.engine.connect() as connection:
        assert schema.revision_of(connection) is None
        left = installation.database.engine.dialect.get_table_names(connection)
    assert set(left) <= {"alembic_version"}
    schema.migrate(installation.database)
    with installation.database.engine.connect() as connection:
        assert schema.drift(connection) == []


def _migrate(home: str, url: str) -> None:
    database = open_database(Settings(home=Path(home), database_url=url, _env_file=None))
    schema.migrate(database)
    database.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_processes_that_start_at_once_both_end_well(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    home = tmp_path / "home"
    opened = open_installation(Settings(home=home, origin=ORIGIN, _env_file=None))
    opened.database.dispose()
    if kind == "sqlite":
        _both_migrate(home, "")
        return
    with postgres.new_database(request.getfixturevalue("postgres_server")) as url:
        _both_migrate(home, url)


def _both_migrate(home: Path, url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    pair = [spawn.Process(target=_migrate, args=(str(home), url)) for _ in range(2)]
    for process in pair:
        process.start()
    for process in pair:
        process.join(60)
    assert [process.exitcode for process in pair] == [0, 0]
