"""When the database cannot: locked, full, gone. Nothing is half done; the phone may try again."""

import dataclasses
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlmodel import Session

from app.database import TRIES, Database, embedded, is_overtaken, is_passing, postgres
from app.errors import NotFound, Overtaken, Unavailable
from app.installation import Installation, database_key
from app.people.models import Person
from tests.support.house import Actor, House, craving, fresh_id

sqlite_only = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
postgres_only = pytest.mark.parametrize("installation", ["postgres"], indirect=True)


def _reopened(installation: Installation, **options: Any) -> Database:
    settings = installation.settings
    if settings.embedded:
        return embedded(settings.database_file, database_key(settings), **options)
    return postgres(settings.database_url, **options)


@pytest.fixture
def impatient(installation: Installation) -> Iterator[House]:
    """A house that waits a tenth of a second for a lock."""
    database = _reopened(installation, busy_timeout_ms=100)
    with House(dataclasses.replace(installation, database=database)) as house:
        yield house
    database.dispose()


def _log(house: House, log_id: str | None = None, **said: Any) -> Any:
    return house.ada.browser.put(f"/api/craving-logs/{log_id or fresh_id()}", json=craving(**said))


def test_while_somebody_holds_the_lock_nothing_is_done_and_the_phone_is_told_to_wait(
    impatient: House,
) -> None:
    other = _reopened(impatient.installation)
    log_id, before = fresh_id(), impatient.snapshot()
    with ThreadPoolExecutor(1) as pool, other.engine.connect() as holder:
        if other.engine.dialect.name == "sqlite":
            holder.exec_driver_sql("SELECT 1")  # every transaction begins with the lock
        else:
            holder.exec_driver_sql("LOCK TABLE craving_log IN ACCESS EXCLUSIVE MODE")
        answer = pool.submit(_log, impatient, log_id).result(timeout=20)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("5", "no-store")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert impatient.snapshot() == before
    assert _log(impatient, log_id).headers["Idempotent-Replay"] == "false"
    other.dispose()


@pytest.mark.parametrize(
    ("error", "tries"),
    [
        (psycopg.errors.UniqueViolation(), 1),
        (psycopg.errors.AdminShutdown(), 1),
        (psycopg.OperationalError("the connection was cut off"), 1),
        (psycopg.errors.LockNotAvailable(), TRIES),
        (psycopg.errors.DeadlockDetected(), TRIES),
        (psycopg.errors.SerializationFailure(), TRIES),
    ],
)
def test_only_what_was_certainly_not_done_is_begun_anew_and_not_for_ever(
    installation: Installation, error: psycopg.Error, tries: int
) -> None:
    begun = []

    def work(db: Session) -> None:
        begun.append(db)
        raise OperationalError("SELECT 1", {}, error)

    with pytest.raises((OperationalError, Unavailable)) as raised:
        installation.database.run(work)
    assert len(begun) == len(set(begun)) == tries
    assert isinstance(raised.value, Overtaken) is (tries > 1) is is_overtaken(_raised_by(error))


def _raised_by(error: psycopg.Error) -> OperationalError:
    return OperationalError("SELECT 1", {}, error)


def test_a_refusal_is_no_reason_to_begin_anew(installation: Installation) -> None:
    begun = []

    def work(db: Session) -> None:
        begun.append(db)
        raise NotFound

    with pytest.raises(NotFound):
        installation.database.run(work)
    assert len(begun) == 1


@postgres_only
def test_who_was_in_the_way_for_too_long_costs_a_moment_and_nothing_else(
    installation: Installation,
) -> None:
    # Each try waits a second: a busy machine has that long to get out of the way.
    database = _reopened(installation, busy_timeout_ms=1000)
    other, was_late = _reopened(installation), threading.Event()
    event.listen(database.engine, "handle_error", lambda _: was_late.set())
    with (
        House(dataclasses.replace(installation, database=database)) as house,
        ThreadPoolExecutor(1) as pool,
        other.engine.connect() as holder,
    ):
        holder.exec_driver_sql("LOCK TABLE craving_log IN ACCESS EXCLUSIVE MODE")
        answer = pool.submit(_log, house)
        assert was_late.wait(20)
        holder.rollback()
        assert answer.result(timeout=20).status_code == 200
        assert house.count("craving_log") == house.count("audit_event") == 1
    other.dispose()
    database.dispose()


@postgres_only
def test_two_who_wait_for_each_other_are_both_served_once(house: House) -> None:
    both_hold, tried = threading.Barrier(2), []

    def work(db: Session, first: Actor, second: Actor) -> None:
        tried.append(first.id)
        _touch(db, first)
        if tried.count(first.id) == 1:
            both_hold.wait(20)
        _touch(db, second)

    with ThreadPoolExecutor(2) as pool:
        pairs = [(house.ada, house.dov), (house.dov, house.ada)]
        runs = [pool.submit(house.database.run, partial(work, first=a, second=b)) for a, b in pairs]
        for one in runs:
            one.result(timeout=60)
    assert len(tried) > len(pairs), "they were in each other's way"
    with house.database.unit_of_work() as db:
        for who in (house.ada, house.dov):
            assert db.get_one(Person, who.id).shown_name == f"{who.name}++"


def _touch(db: Session, who: Actor) -> None:
    person = db.get_one(Person, who.id, with_for_update=True)
    person.shown_name += "+"
    db.add(person)
    db.flush()


@sqlite_only
def test_a_full_disk_loses_nothing_and_leaves_nothing_half_done(installation: Installation) -> None:
    with House(installation) as house:
        limit = [_pages(house) + 30]

        def hold_down(connection: Any, *_: Any) -> None:
            connection.execute(f"PRAGMA max_page_count = {limit[0]}")

        event.listen(house.database.engine, "checkout", hold_down)
        acknowledged, answer = [], None
        while answer is None or answer.status_code == 200:
            log_id = fresh_id()
            answer = _log(house, log_id, note="x" * 2000)
            acknowledged += [log_id] if answer.status_code == 200 else []
            assert len(acknowledged) < 200
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.headers["Retry-After"] == "5"
        assert acknowledged
        assert house.count("craving_log") == house.count("audit_event") == len(acknowledged)
        limit[0] = 1_000_000
        assert _log(house, log_id, note="x" * 2000).headers["Idempotent-Replay"] == "false"
        kept = house.ada.browser.get("/api/craving-logs", params={"limit": 200}).json()["items"]
        assert {log["id"] for log in kept} == {*acknowledged, log_id}
        with house.database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


def _pages(house: House) -> int:
    with house.database.engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


@sqlite_only
def test_a_folder_that_is_gone_is_a_passing_trouble(
    installation: Installation, tmp_path: Path
) -> None:
    gone = embedded(tmp_path / "nowhere" / "companion.db", database_key(installation.settings))
    with pytest.raises(Unavailable), gone.unit_of_work() as db:
        db.execute(text("SELECT 1"))


def test_a_database_that_does_not_answer_is_a_passing_trouble() -> None:
    nowhere = postgres("postgresql://nobody@127.0.0.1:1/nothing")
    with pytest.raises(Unavailable), nowhere.unit_of_work() as db:
        db.execute(text("SELECT 1"))


@postgres_only
def test_a_database_that_was_restarted_is_found_again(installation: Installation) -> None:
    with House(installation) as house:
        assert _log(house).status_code == 200
        other = _reopened(installation)
        with other.engine.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        other.dispose()
        assert _log(house).status_code == 200


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.LockNotAvailable(), True),
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.TooManyConnections(), True),
        (psycopg.errors.UniqueViolation(), False),
        (psycopg.errors.UndefinedTable(), False),
        (psycopg.errors.NotNullViolation(), False),
        (psycopg.OperationalError("connection refused"), True),
    ],
)
def test_what_may_succeed_later_is_told_from_what_is_wrong(
    error: psycopg.Error, passes: bool
) -> None:
    kind = OperationalError if isinstance(error, psycopg.OperationalError) else ProgrammingError
    assert is_passing(kind("SELECT 1", {}, error)) is passes
