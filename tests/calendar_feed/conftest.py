"""The other engine runs once for all tests of the room."""

from collections.abc import Iterator

import pytest

from tests.calendar_feed.engine import Engine, engine


@pytest.fixture(scope="session")
def reader() -> Iterator[Engine]:
    with engine() as running:
        yield running
