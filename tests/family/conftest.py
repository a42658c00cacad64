"""What the tests of relatives share."""

import pytest

from app.people import passphrases
from tests.people.signing_in import QUICK, quick_hash


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing."""
    monkeypatch.setattr(passphrases, "_HASHER", QUICK)
    monkeypatch.setattr(passphrases, "_NOBODYS_HASH", quick_hash("nobody's"))
