"""The database: encrypted, durable, all or nothing, and a plain word when it cannot."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError, StatementError
from sqlmodel import Session

from app import clock
from app.database import Database, embedded
from app.installation import Installation, open_installation
from app.people.models import SetupToken
from app.settings import Settings
from tests.support.house import ORIGIN, House, craving, fresh_id
from tests.support.killing import WRITES_A_LIFE, acknowledged_through_kills

SENTINEL = "a-sentinel-nobody-would-write"


@pytest.fixture
def sqlite(tmp_path: Path, sqlite_template: Path) -> Installation:
    shutil.copytree(sqlite_template, tmp_path / "home")
    return open_installation(Settings(home=tmp_path / "home", origin=ORIGIN, _env_file=None))


def test_every_connection_is_durable_and_holds_to_foreign_keys(sqlite: Installation) -> None:
    engine = sqlite.database.engine
    connections = [engine.connect() for _ in range(5)]
    for connection in connections:
        for pragma, expected in (
            ("synchronous", 2),
            ("journal_mode", "wal"),
            ("foreign_keys", 1),
            ("secure_delete", 1),
        ):
            found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()
            assert found == expected, pragma
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
        assert tuple(map(int, str(version).split("."))) >= (3, 51, 3)
        connection.rollback()
        connection.close()


def test_nothing_in_the_files_can_be_read_without_the_key(sqlite: Installation) -> None:
    with House(sqlite) as house:
        body = craving(note=SENTINEL)
        assert house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=body).is_success
        raw = b"".join(file.read_bytes() for file in sqlite.settings.data.iterdir())
    assert len(raw) > 100_000
    assert b"SQLite format 3" not in raw
    assert SENTINEL.encode() not in raw
    assert b"craving_log" not in raw


def test_a_wrong_key_opens_nothing(sqlite: Installation) -> None:
    wrong = embedded(sqlite.settings.database_file, "00" * 32)
    with pytest.raises(DatabaseError), wrong.unit_of_work() as db:
        db.exec(text("SELECT 1 FROM person"))  # type: ignore[call-overload]


def test_a_time_without_its_zone_is_refused(sqlite: Installation) -> None:
    naive = datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - that is the point
    with pytest.raises(StatementError), sqlite.database.unit_of_work() as db:
        db.add(SetupToken(token_hash="0" * 64, expires_at=naive))


def test_an_instant_comes_back_as_the_same_instant(installation: Installation) -> None:
    said = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=1)
    with installation.database.unit_of_work() as db:
        db.add(SetupToken(token_hash="0" * 64, expires_at=said))
    with installation.database.unit_of_work() as db:
        kept = db.get_one(SetupToken, "0" * 64).expires_at
    assert kept.tzinfo is not None
    assert kept.timestamp() == said.timestamp()


def test_an_error_undoes_the_whole_unit(installation: Installation) -> None:
    def half_done(db: Session) -> None:
        db.add(SetupToken(token_hash="0" * 64, expires_at=clock.utc_now()))
        db.flush()
        raise KeyError

    with pytest.raises(KeyError), installation.database.unit_of_work() as db:
        half_done(db)
    with installation.database.unit_of_work() as db:
        assert db.get(SetupToken, "0" * 64) is None


def test_a_commit_that_fails_is_never_answered_with_success(sqlite: Installation) -> None:
    with House(sqlite) as house:
        with house.database.engine.begin() as connection:
            connection.exec_driver_sql(
                "CREATE TABLE promise (id INTEGER PRIMARY KEY, person CHAR(32) "
                "REFERENCES person(id) DEFERRABLE INITIALLY DEFERRED)"
            )
            connection.exec_driver_sql(
                "CREATE TRIGGER broken AFTER INSERT ON craving_log BEGIN "
                "INSERT INTO promise (person) VALUES ('nobody'); END"
            )
        answer = house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving())
        assert answer.status_code == 500
        assert house.count("craving_log") == 0


def test_two_hundred_at_once_are_all_served(house: House) -> None:
    def one(number: int) -> int:
        browser = house.ada.browser if number % 2 else house.dov.browser
        if number % 4 < 2:
            return browser.get("/api/today").status_code
        return browser.put(f"/api/craving-logs/{fresh_id()}", json=craving()).status_code

    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(one, range(200)))
    assert set(answers) == {200}
    assert house.count("craving_log") == 100


def test_a_locked_database_is_a_503_that_says_when_to_come_back(
    sqlite: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.database.BUSY_TIMEOUT_MS", 200)
    impatient = open_installation(sqlite.settings)
    with House(impatient) as house:
        other = embedded(sqlite.settings.database_file, _key(sqlite))
        with other.unit_of_work() as holder:
            holder.add(SetupToken(token_hash="1" * 64, expires_at=clock.utc_now()))
            holder.flush()
            answer = house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving())
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert house.count("craving_log") == 0
        again = house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving())
        assert again.status_code == 200
        other.dispose()


def test_a_full_disk_is_a_503_and_leaves_nothing_half_written(sqlite: Installation) -> None:
    with House(sqlite) as house:
        _limit_pages(house.database, 1)
        refused = 0
        for _ in range(200):
            body = craving(note="x" * 2000)
            answer = house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=body)
            refused += answer.status_code == 503
            assert answer.status_code in {200, 503}
            if refused:
                break
        assert refused
        kept = house.count("craving_log")
        _limit_pages(house.database, 1_000_000)
        assert house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving()).is_success
        assert house.count("craving_log") == kept + 1
        with house.database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def _limit_pages(database: Database, pages: int) -> None:
    # The limit belongs to a connection: every one of the pool takes it, those to come too.
    def limit(connection: object, _record: object, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

    database.engine.dispose()
    event.listen(database.engine, "connect", limit)


def _key(installation: Installation) -> str:
    return (installation.settings.keys / "database.key").read_text()


def _require_kept_through(sqlite: Installation, kills: int) -> None:
    with House(sqlite) as house:
        secret = house.ada.browser.cookies["__Host-sid"]
    sqlite.database.dispose()
    acknowledged = acknowledged_through_kills(sqlite.settings.home, secret, kills)
    reopened = open_installation(sqlite.settings)
    with reopened.database.engine.connect() as connection:
        kept = {str(row[0]) for row in connection.exec_driver_sql("SELECT id FROM craving_log")}
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    assert len(acknowledged) >= WRITES_A_LIFE * kills
    assert {log_id.replace("-", "") for log_id in acknowledged} <= kept


def test_what_was_acknowledged_survives_kill_9(sqlite: Installation) -> None:
    _require_kept_through(sqlite, 3)


@pytest.mark.long
def test_what_was_acknowledged_survives_two_hundred_kills(sqlite: Installation) -> None:
    _require_kept_through(sqlite, 200)


def test_a_key_is_never_where_the_data_is(sqlite: Installation) -> None:
    assert sqlite.settings.keys not in sqlite.settings.data.parents
    assert sqlite.settings.data not in sqlite.settings.keys.parents
