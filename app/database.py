"""The database, and the only place that commits.

A request, a tick and a command are each one unit of work: `with database.unit_of_work() as db`.
It commits when the block ends well and rolls back otherwise; nobody else commits. Inside a block
`db.flush()` gives ids and checks constraints. A request is begun anew where others were in its way
(`Database.run`).
"""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import sqlcipher3
from sqlalchemy import DateTime, Dialect, Engine, String, TypeDecorator, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Field, Session, SQLModel

from app.errors import Overtaken, Unavailable

BUSY_TIMEOUT_MS = 5_000
"""How long a statement waits for a lock somebody else holds."""
POOL_SIZE = 48
"""More than the 40 threads that serve requests: a request never waits for a connection that
another thread of the same request holds."""
TRIES = 3
"""How often a request is begun in all. Three times the wait for a lock is less than the twenty
seconds that a phone waits for its answer."""
PAUSE_S = 0.1
"""About how long it stands back before the second time; longer before the third."""
Answer = TypeVar("Answer")


SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses a naive time, stores UTC, gives UTC back with its zone attached."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Code(TypeDecorator[StrEnum]):
    """A word from a closed list, stored as itself; a word outside the list is refused."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        del dialect
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        del dialect
        return None if value is None else self.words(value)


def instant(**options: Any) -> Any:
    """A model field that holds an instant."""
    return Field(sa_type=UtcDateTime, **options)


def code(words: type[StrEnum], **options: Any) -> Any:
    """A model field that holds a word of `words`."""
    return Field(sa_type=Code(words), **options)


class Database:
    """An engine, and the one way to use it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # SQLite makes waiting writers poll; taking turns inside the process is fair and quick.
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def unit_of_work(self) -> Iterator[Session]:
        """All or nothing. Raises `Unavailable` when the database cannot take it just now, and of
        it `Overtaken` when others were in its way."""
        with self._turn, Session(self.engine, expire_on_commit=False) as db:
            try:
                yield db
                db.commit()
            except DBAPIError as error:
                db.rollback()
                if is_overtaken(error):
                    raise Overtaken from error
                if is_passing(error):
                    raise Unavailable from error
                raise

    def run(self, work: Callable[[Session], Answer]) -> Answer:
        """`work` as one unit of work. Where others held for too long what it needs, or it and
        another waited for each other, nothing of it was done, and it is begun anew: `TRIES` times
        in all. What may have been done (a connection cut off at the end) is not tried again."""
        for number in range(1, TRIES):
            try:
                with self.unit_of_work() as db:
                    return work(db)
            except Overtaken:
                # By chance, so that those who were in each other's way do not meet again.
                time.sleep(number * PAUSE_S * random.uniform(0.5, 1.5))  # noqa: S311
        with self.unit_of_work() as db:
            return work(db)

    def dispose(self) -> None:
        """Closes every connection."""
        self.engine.dispose()


_PASSING = (
    "database is locked",
    "database or disk is full",
    "disk i/o error",
    "unable to open database file",
    "readonly database",
)

_OVERTAKEN = {"55P03", "40P01", "40001"}
"""PostgreSQL: waited too long for a lock, waited for each other, not one after the other."""


def is_overtaken(error: DBAPIError) -> bool:
    """Whether others were in the way, and nothing was done for certain."""
    return getattr(error.orig, "sqlstate", "") in _OVERTAKEN


def is_passing(error: DBAPIError) -> bool:
    """Whether the same request may succeed later: locked, full, or cut off, but not wrong."""
    if error.connection_invalidated:
        return True
    words = str(error.orig).lower()
    state = getattr(error.orig, "sqlstate", "")
    if state is None:  # PostgreSQL itself never answered
        return isinstance(error, OperationalError)
    return any(word in words for word in _PASSING) or state[:2] in {"08", "40", "53", "55", "57"}


def embedded(file: Path, key: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """The encrypted SQLite file at `file`; `key` is 64 hex digits (256 bits, SQLCipher raw key)."""
    url = URL.create("sqlite", database=str(file))

    def connect() -> Any:
        connection = sqlcipher3.connect(
            str(file), timeout=busy_timeout_ms / 1000, check_same_thread=False
        )
        connection.isolation_level = None
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            f"busy_timeout = {busy_timeout_ms}",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        url, module=sqlcipher3, creator=connect, pool_size=POOL_SIZE, max_overflow=0
    )
    event.listen(engine, "begin", _begin_immediate)
    return Database(engine)


def _begin_immediate(connection: Any) -> None:
    # A deferred BEGIN that reads and then writes fails under load whatever the time-out.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def postgres(url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Database:
    """PostgreSQL through psycopg 3."""
    parsed = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(
        parsed,
        pool_size=POOL_SIZE,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=30,
        # Without it a locked table would hold every thread there is, for as long as it is locked.
        connect_args={"options": f"-c lock_timeout={busy_timeout_ms}", "connect_timeout": 10},
    )
    return Database(engine)
