"""Says where what is committed no longer matches the code: the schema, the API, the locks.

`python -m scripts.drift --write` writes docs/openapi.json anew.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app import schema
from app.installation import Installation, open_installation
from app.main import create_app
from app.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
OPENAPI = ROOT / "docs" / "openapi.json"
LOCKS = ("requirements.lock", "requirements-dev.lock", "web/package-lock.json")
_ADDRESS = re.compile(r'^[^"]*(https?://|file:|--(extra-)?index-url|--find-links)|"resolved"')


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        installation = open_installation(Settings(home=Path(home), _env_file=None))
        if "--write" in sys.argv:
            OPENAPI.write_text(_as_text(_openapi(installation)))
        found = [*_schema(installation), *_api(installation), *_locks()]
        installation.database.dispose()
    for sentence in found:
        print(sentence)
    return 1 if found else 0


def _schema(installation: Installation) -> Iterator[str]:
    schema.migrate(installation.database)
    with installation.database.engine.connect() as connection:
        for difference in schema.drift(connection):
            yield f"A migration is missing: {difference}"


def _api(installation: Installation) -> Iterator[str]:
    kept = OPENAPI.read_text() if OPENAPI.is_file() else ""
    if kept != _as_text(_openapi(installation)):
        yield "docs/openapi.json is not what the code offers: python -m scripts.drift --write"


def _openapi(installation: Installation) -> dict[str, Any]:
    return create_app(installation).openapi()


def _as_text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _locks() -> Iterator[str]:
    for name in LOCKS:
        text = (ROOT / name).read_text()
        if any(_ADDRESS.search(line) for line in text.splitlines()):
            yield f"{name} holds an address to fetch from."


if __name__ == "__main__":
    sys.exit(main())
