"""The schema: from nothing to now and back, by whoever starts first."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, MetaData, Table, inspect
from sqlmodel import Session, select

from app import schema
from app.appointments.models import Appointment, AppointmentSeries, Participation
from app.episodes.models import EpisodeOfCare
from app.installation import open_installation
from app.programs.design import ProgrammeDesign
from app.programs.models import Programme
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


def test_what_was_there_before_the_calendar_grew_is_still_there_and_fits(empty: Settings) -> None:
    database = open_installation(empty).database
    schema.migrate(database, "a6b81c0b5282")
    person, series, meeting, programme, stay = (uuid4() for _ in range(5))
    at, day = datetime(2027, 3, 8, 22, tzinfo=UTC), date(2027, 3, 8)
    rows: dict[str, dict[str, object]] = {
        "person": {
            "id": person, "shown_name": "Ada", "sign_in_name": "ada-10000", "language": "en",
            "time_zone": "UTC", "created_at": at,
        },
        "programme": {
            "id": programme, "name": "Evenings", "kind": "classic_group", "levels": ["One", "Two"],
            "opened_at": at,
        },
        "episode_of_care": {
            "id": stay, "client_id": person, "programme_id": programme, "phase": "treatment",
            "level": "One", "admitted_at": at,
        },
        "appointment_series": {
            "id": series, "title": "Group", "kind": "support", "facilitator_id": person,
            "days": ["thu", "mon"], "local_time": time(18), "duration_minutes": 60,
            "time_zone": "UTC", "from_day": day, "open_to_alumni": False, "open_to_family": False,
        },
        "appointment": {
            "id": meeting, "series_id": series, "on_day": day, "title": "Group", "kind": "support",
            "starts_at": at, "ends_at": at + timedelta(hours=1), "status": "planned",
            "open_to_alumni": False, "open_to_family": False, "changed_at": at,
        },
        "participation": {"appointment_id": meeting, "client_id": person, "changed_at": at},
    }  # fmt: skip
    with database.engine.begin() as connection:
        for name, values in rows.items():
            table = Table(name, MetaData(), autoload_with=connection)
            connection.execute(table.insert().values(_plainly(connection, values)))
    schema.migrate(database)
    with Session(database.engine) as db:
        kept = db.get_one(Appointment, meeting)
        assert (kept.provider_id, kept.starts_at, kept.sequence) == (person, at, 0)
        assert db.get_one(AppointmentSeries, series).rrule == "FREQ=WEEKLY;BYDAY=MO,TH"
        design = ProgrammeDesign.model_validate(db.get_one(Programme, programme).design)
        assert [level.name for level in design.levels] == ["One", "Two"]
        assert db.get_one(EpisodeOfCare, stay).opened_at == at
        assert not db.get_one(Participation, (meeting, person)).is_remote
        older = design.model_dump(mode="json")
        for level in older["levels"]:
            del level["modules"]
        brings = [level | {"modules": [{"module": "halt", "week": 2}]} for level in older["levels"]]
        row = db.get_one(Programme, programme)
        row.design = older | {"levels": brings}
        db.add(row)
        db.commit()
    schema.migrate(database, "1228da796eab")  # before levels brought modules
    with Session(database.engine) as db:
        assert db.exec(select(Programme.design)).one() == older
    schema.migrate(database, "a6b81c0b5282")
    with database.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM participation").scalar_one()
        assert count == 1
    database.dispose()


def _plainly(connection: Connection, values: dict[str, object]) -> dict[str, object]:
    """As the database keeps them: reflected columns know neither ids nor zones on SQLite."""
    if connection.dialect.name != "sqlite":
        return values
    return {
        key: value.hex if isinstance(value, UUID)
        else value.replace(tzinfo=None) if isinstance(value, datetime)
        else value
        for key, value in values.items()
    }  # fmt: skip
