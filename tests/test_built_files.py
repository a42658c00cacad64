"""Budgets of the built front end, in bytes: a phone on a bad connection pays for each."""

import re
from pathlib import Path

import pytest

from app.settings import Settings

FIRST_LOAD = 40_000
DIST = Settings().web


@pytest.fixture(scope="module")
def shell() -> str:
    assert DIST.is_dir(), "the front end is not built: scripts/test builds it"
    return (DIST / "index.html").read_text()


def gzipped(path: str) -> int:
    return (DIST / (path.lstrip("/") + ".gz")).stat().st_size


def first_scripts(shell: str) -> set[str]:
    """What the first page loads: its scripts, what they preload, and what these import at once."""
    wanted = set(re.findall(r'(?:src|href)="(/assets/[^"]+\.js)"', shell))
    waiting = list(wanted)
    while waiting:
        text = (DIST / waiting.pop().lstrip("/")).read_text()
        for name in re.findall(r'(?:from|import)\s*"\./([^"]+\.js)"', text):
            path = f"/assets/{name}"
            if path not in wanted:
                wanted.add(path)
                waiting.append(path)
    return wanted


def test_the_first_load_of_the_client_half_is_at_most_40_kb_of_script(shell: str) -> None:
    sizes = {path: gzipped(path) for path in first_scripts(shell)}
    assert sizes
    assert sum(sizes.values()) <= FIRST_LOAD, sizes


def test_nothing_of_the_desk_is_in_the_first_load(shell: str) -> None:
    for path in first_scripts(shell):
        assert "/review-queue" not in (DIST / path.lstrip("/")).read_text().replace(
            "GET /api/review-queue", ""
        )


def test_the_shell_has_no_script_or_style_of_its_own(shell: str) -> None:
    assert not re.search(r"<script(?![^>]*\bsrc=)", shell)
    assert "<style" not in shell
    assert " style=" not in shell
    assert not re.search(r"\son\w+=", shell)


def test_no_built_file_names_another_origin() -> None:
    # A name space, examples in words, and a hint in a library's error message.
    allowed = (
        "http://www.w3.org/",
        "https://name.example",
        "https://meet.",
        "https://github.com/preactjs/",
    )
    for file in DIST.rglob("*"):
        if file.suffix in {".js", ".css", ".html", ".webmanifest", ".svg"}:
            for address in re.findall(r"https?://[^\s\"'`)<>]+", file.read_text()):
                assert address.startswith(allowed), f"{file.name}: {address}"


def test_names_and_icons_say_nothing(shell: str) -> None:
    manifest = (DIST / "manifest.webmanifest").read_text()
    for word in ("recover", "sober", "addict", "treatment", "clinic", "therap", "rehab", "craving"):
        assert word not in manifest.lower()
        assert word not in shell.lower()


def test_every_text_file_has_its_compressed_twins() -> None:
    for file in DIST.rglob("*"):
        if file.suffix in {".js", ".css", ".html"}:
            assert Path(f"{file}.gz").is_file()
            assert Path(f"{file}.br").is_file()
