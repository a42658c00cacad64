"""What the database promises: durable, encrypted, all or nothing, and honest when it cannot."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import Session

from app.database import embedded
from app.doctor import findings
from app.ids import new_id
from app.installation import Installation, open_installation
from app.keys import LooseKey
from app.people.models import FailedSignIn, Person
from app.settings import Settings
from tests.support.house import ORIGIN, House, craving, fresh_id

sqlite_only = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
postgres_only = pytest.mark.parametrize("installation", ["postgres"], indirect=True)
SENTINEL = "Zq9-sentinel-in-a-note"


def _log(house: House, log_id: str | None = None, **said: Any) -> Any:
    return house.ada.browser.put(f"/api/craving-logs/{log_id or fresh_id()}", json=craving(**said))


def test_every_connection_writes_durably_and_keeps_references(tmp_path: Path) -> None:
    # An installation of its own: that of the other tests does not wait for the disk.
    settings = Settings(home=tmp_path, origin=ORIGIN, _env_file=None)
    database = open_installation(settings).database
    engine = database.engine
    connections = [engine.raw_connection() for _ in range(3)]
    for connection in connections:
        cursor = connection.cursor()
        for pragma, value in (
            ("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1),
            ("busy_timeout", 5000), ("temp_store", 2), ("mmap_size", 0),
        ):  # fmt: skip
            row = cursor.execute(f"PRAGMA {pragma}").fetchone()
            assert row is None or row[0] == value, pragma
        version = cursor.execute("SELECT sqlite_version()").fetchone()
        assert tuple(map(int, version[0].split("."))) >= (3, 51, 3)
    for connection in connections:
        connection.close()
    database.dispose()


@sqlite_only
def test_the_files_tell_nothing_to_whoever_copies_them(installation: Installation) -> None:
    with House(installation) as house:
        assert _log(house, note=SENTINEL).json()["note"] == SENTINEL
        files = sorted(installation.settings.data.iterdir())
        assert [file.name for file in files][:2] == ["companion.db", "companion.db-shm"]
        contents = [file.read_bytes() for file in files]
        with house.database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        contents.append(installation.settings.database_file.read_bytes())
    for content in contents:
        assert b"SQLite format" not in content
        assert b"craving_log" not in content
        assert SENTINEL.encode() not in content
        assert SENTINEL.encode("utf-16-le") not in content


@sqlite_only
def test_a_wrong_key_opens_nothing_and_harms_nothing(installation: Installation) -> None:
    settings = installation.settings
    with House(installation) as house:
        people = house.count("person")
    installation.database.dispose()
    before = settings.database_file.read_bytes()
    wrong = embedded(settings.database_file, "0" * 64)
    with pytest.raises(DBAPIError, match="not a database"), wrong.unit_of_work() as db:
        db.execute(text("SELECT 1"))
    wrong.dispose()
    assert settings.database_file.read_bytes() == before
    with installation.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == people


@sqlite_only
def test_a_wrong_key_is_said_in_a_sentence(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.database.dispose()
    monkeypatch.setenv("COMPANION_DATABASE_KEY", "0" * 64)
    assert any("its key is the wrong one" in said for said in findings(installation.settings))
    monkeypatch.setenv("COMPANION_DATABASE_KEY", "secret")
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        open_installation(installation.settings)


@sqlite_only
def test_a_key_that_others_can_read_is_refused_with_what_to_run(installation: Installation) -> None:
    settings = installation.settings
    key = settings.keys / "database.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert settings.keys.stat().st_mode & 0o777 == 0o700
    for path, mode, mend in ((key, 0o644, "600"), (settings.keys, 0o755, "700")):
        path.chmod(mode)
        with pytest.raises(LooseKey, match=rf"can be opened by other users. Run: chmod {mend}"):
            open_installation(settings)
        path.chmod(int(mend, 8))
    open_installation(settings).database.dispose()


@sqlite_only
def test_a_lost_key_is_not_replaced_by_a_new_one(installation: Installation) -> None:
    (installation.settings.keys / "database.key").unlink()
    with pytest.raises(FileNotFoundError, match=r"its key is not\. Put it back at"):
        open_installation(installation.settings)
    assert not (installation.settings.keys / "database.key").exists()


def test_an_instant_without_a_zone_is_refused(installation: Installation) -> None:
    naive = datetime(2027, 3, 14, 12)  # noqa: DTZ001
    with (
        pytest.raises(StatementError, match="needs its time zone"),
        installation.database.unit_of_work() as db,
    ):
        db.add(FailedSignIn(account="x", network="x", at=naive))


def test_an_instant_comes_back_as_the_same_instant_in_utc(installation: Installation) -> None:
    said = datetime(2027, 3, 14, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    row_id = new_id()
    with installation.database.unit_of_work() as db:
        db.add(FailedSignIn(id=row_id, account="x", network="x", at=said))
    with installation.database.unit_of_work() as db:
        kept = db.get_one(FailedSignIn, row_id).at
    assert (kept, kept.tzinfo) == (said, UTC)


def test_a_word_outside_its_list_is_refused(installation: Installation) -> None:
    wrong: Any = {"shown_name": "Ada", "sign_in_name": "x", "time_zone": "UTC", "language": "xx"}
    with (
        pytest.raises(StatementError, match="is not a valid Language"),
        installation.database.unit_of_work() as db,
    ):
        db.add(Person(**wrong, created_at=datetime.now(UTC)))


def test_what_cannot_be_committed_is_never_answered_as_done(house: House) -> None:
    for statement in FAIL_AT_COMMIT[house.database.engine.dialect.name]:
        with house.database.engine.begin() as connection:
            connection.exec_driver_sql(statement)
    answer = _log(house)
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    assert house.count("craving_log") == house.count("audit_event") == 0


NEVER = """CREATE TABLE never (
    person_id {type} REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED)"""
POINT_NOWHERE = "INSERT INTO never VALUES ('00000000-0000-7000-8000-000000000000');"
FAIL_AT_COMMIT = {
    "sqlite": (
        NEVER.format(type="CHAR(32)"),
        f"CREATE TRIGGER late AFTER INSERT ON craving_log BEGIN {POINT_NOWHERE} END",
    ),
    "postgresql": (
        NEVER.format(type="UUID"),
        "CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$BEGIN {POINT_NOWHERE} RETURN NULL; END$$",
        "CREATE TRIGGER late AFTER INSERT ON craving_log EXECUTE FUNCTION late()",
    ),
}


def test_a_unit_that_fails_leaves_nothing(installation: Installation) -> None:
    now = datetime.now(UTC)
    row = FailedSignIn(account="x", network="x", at=now)
    with pytest.raises(KeyError), installation.database.unit_of_work() as db:
        _add_and_fail(db, row)
    with installation.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM failed_sign_in")).scalar_one() == 0


def _add_and_fail(db: Session, row: FailedSignIn) -> None:
    db.add(row)
    db.flush()
    raise KeyError


def test_keys_do_not_lie_beside_the_data() -> None:
    settings = Settings(home=Path("/srv/companion"), origin=ORIGIN, _env_file=None)
    assert settings.keys != settings.data
    assert settings.data not in settings.keys.parents
    assert settings.database_file.parent == settings.data
