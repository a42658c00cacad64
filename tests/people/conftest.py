"""What the tests of people share."""

import pytest

from app.people import passphrases
from tests.people.signing_in import QUICK, Watched, quick_hash


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes that cost next to nothing."""
    monkeypatch.setattr(passphrases, "_HASHER", QUICK)
    monkeypatch.setattr(passphrases, "_NOBODYS_HASH", quick_hash("nobody's"))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The real hasher with somebody watching it."""
    hasher = Watched()
    monkeypatch.setattr(passphrases, "_HASHER", hasher)
    return hasher
