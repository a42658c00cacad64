"""A demo centre, made once on each database for all that only look at it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from sqlmodel import Session

from app.demo.service import make_demo
from app.installation import Installation, open_installation
from app.settings import Settings
from tests.support import postgres
from tests.support.house import ORIGIN

NOW = datetime(2027, 3, 17, 16, 20, tzinfo=UTC)
"""A Wednesday at noon in New York, three days after its clocks went forward."""


@pytest.fixture(scope="package", params=["sqlite", "postgres"])
def centre(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Installation]:
    """The demo centre as it was made at `NOW`, once on each kind of database."""
    home = tmp_path_factory.mktemp("demo") / "home"
    shutil.copytree(sqlite_template, home)
    if request.param == "sqlite":
        yield from _made(Settings(home=home, origin=ORIGIN, _env_file=None))
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    with postgres.new_database(server, template) as url:
        yield from _made(Settings(home=home, database_url=url, origin=ORIGIN, _env_file=None))


@pytest.fixture
def db(centre: Installation) -> Iterator[Session]:
    """The demo centre's database. What a test changes is undone."""
    with centre.database.unit_of_work() as db:
        yield db
        db.rollback()


def make_at(now: datetime, installation: Installation) -> None:
    """Makes the demo as if it were `now`."""
    with time_machine.travel(now, tick=False):
        make_demo(installation, say=lambda words: None)


def _made(settings: Settings) -> Iterator[Installation]:
    installation = open_installation(settings)
    make_at(NOW, installation)
    yield installation
    installation.database.dispose()
