"""The cast that one house copies from another: as the application writes it, and nobody else's."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine

from app import clock
from app.installation import Installation, open_installation
from app.settings import Settings
from tests.support import house as houses
from tests.support.house import ORIGIN, House
from tests.support.kept_rows import KeptRows

NOW = datetime(2027, 3, 17, 16, 20, tzinfo=UTC)
LATER = datetime(2028, 7, 1, 3, 0, tzinfo=UTC)


def test_a_copied_cast_is_what_the_application_would_have_written(
    installation: Installation,
    tmp_path: Path,
    sqlite_template: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(houses, "_FIRST_CAST", [])
    shutil.copytree(sqlite_template, tmp_path / "first")
    settings = Settings(home=tmp_path / "first", origin=ORIGIN, _env_file=None)
    first = open_installation(settings)
    with time_machine.travel(NOW, tick=False), House(first) as written:
        was = _told(written, NOW)
        secrets = {actor.fingerprint for actor in written.cast}
    first.database.dispose()
    with time_machine.travel(LATER, tick=False), House(installation) as copied:
        assert _told(copied, LATER) == was
        for actor in copied.cast:
            assert actor.browser.get("/api/me").json()["shown_name"] == actor.name
        assert not {actor.id for actor in copied.cast} & {actor.id for actor in written.cast}
        assert not {actor.fingerprint for actor in copied.cast} & secrets
        opened = copied.another_browser(copied.ada).get("/api/sign-ins").json()["items"]
        assert len(opened) == 2


def _told(house: House, now: datetime) -> dict[str, list[list[Any]]]:
    """All rows in the order of their ids, with numbers for ids and times since `now`; names and
    secrets are chance."""
    with house.database.unit_of_work() as db:
        rows = KeptRows.of(db, clock.utc_now()).rows
    ids = sorted({value for _, some in rows for row in some for value in row.values()
                  if isinstance(value, UUID)})  # fmt: skip

    def plain(value: Any) -> Any:
        if isinstance(value, UUID):
            return ids.index(value)
        return str(value - now) if isinstance(value, datetime) else value

    return {
        table.name: sorted(
            [
                [plain(row[name]) for name in row if name not in {"sign_in_name", "token_hash"}]
                for row in some
            ],
            key=repr,
        )
        for table, some in rows
    }
