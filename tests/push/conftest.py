from collections.abc import Iterator
from pathlib import Path

import pytest

from app.push.vapid import VapidKeys
from tests.fakes.push_service import PushService


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
def keys(tmp_path: Path) -> VapidKeys:
    return VapidKeys.load_or_create(tmp_path / "vapid")
