"""What every test may ask for. Each test of the data layer runs on both databases."""

import gc
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from app import schema
from app.installation import Installation, open_installation
from app.settings import Settings
from tests.support import postgres
from tests.support.compiled import Compiled
from tests.support.house import ORIGIN, House

KEYS = "keys"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run soaks and simulations")
    parser.addoption(
        "--late",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="in the browser, answers come up to so much later, in any order",
    )


LONG_ONES = ("browser", "journeys", "test_load.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # A long test that is the last keeps one worker busy and lets the others stand by.
    items.sort(key=lambda item: not set(LONG_ONES) & set(item.path.parts))
    if config.getoption("--long"):
        return
    skipped = pytest.mark.skip(reason="a soak or simulation: run with --long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skipped)


def pytest_collection_finish() -> None:
    # What is there by now stays to the end: nobody need look through it again for garbage.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an installation with an empty, migrated, encrypted database."""
    home = tmp_path_factory.mktemp("template")
    installation = open_installation(Settings(home=home, origin=ORIGIN, _env_file=None))
    schema.migrate(installation.database)
    installation.database.dispose()
    return home


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(
    postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of an empty, migrated database to copy."""
    with postgres.new_database(postgres_server) as url:
        home = tmp_path_factory.mktemp("postgres")
        installation = open_installation(
            Settings(home=home, database_url=url, origin=ORIGIN, _env_file=None)
        )
        schema.migrate(installation.database)
        installation.database.dispose()
        yield make_url(url).database or ""


@pytest.fixture(scope="session")
def kept_postgres(postgres_server: str, postgres_template: str) -> Iterator[postgres.KeptDatabase]:
    with postgres.KeptDatabase(postgres_server, postgres_template) as kept:
        yield kept


@pytest.fixture(scope="session")
def compiled() -> Compiled:
    return Compiled()


@pytest.fixture(params=["sqlite", "postgres"])
def installation(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path, compiled: Compiled
) -> Iterator[Installation]:
    """An installation with an empty database, once on each kind."""
    home = tmp_path / "home"
    shutil.copytree(sqlite_template, home)
    with ExitStack() as lent:
        url = ""
        if request.param == "postgres":
            url = lent.enter_context(request.getfixturevalue("kept_postgres").lent())
        settings = Settings(home=home, database_url=url, origin=ORIGIN, _env_file=None)
        opened = open_installation(settings)
        if not url:
            event.listen(opened.database.engine, "connect", _do_not_wait_for_the_disk)
        compiled.share(opened.database.engine)
        lent.callback(opened.database.dispose)
        yield opened
    shutil.rmtree(home)  # thousands of databases would be written to the disk after all


def _do_not_wait_for_the_disk(connection: Any, _record: object) -> None:
    """What this leaves out guards against a power cut; a test's database has nothing to lose."""
    connection.execute("PRAGMA synchronous = OFF")


@pytest.fixture
def house(installation: Installation) -> Iterator[House]:
    """A small centre with its cast, and a browser for each of them."""
    with House(installation) as built:
        yield built
