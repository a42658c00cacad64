"""Published wording is not edited: one byte that differs stops the start."""

import random
import re
import tomllib
from pathlib import Path

import pytest

from app.check_ins import instruments
from app.check_ins.form_text import FormUnavailable, form_text
from app.check_ins.instruments import (
    SHIPPED,
    BrokenInstrument,
    fingerprint,
    load_instruments,
    read_instrument,
)
from app.installation import Installation
from app.main import create_app

ALL = load_instruments()
FILES = sorted(SHIPPED.glob("*.toml"))
WORDINGS = [(one.id, language) for one in ALL.values() for language in one.wording]
SEED = 20_261_122


def _places(content: bytes) -> list[int]:
    """Where the bytes of wordings lie: what people read, between quotes, below `[wording.…]`."""
    begin = content.index(b"[wording.")
    unread = re.compile(rb'^(sha256|origin) = ".*"$', re.MULTILINE)
    spoken = bytearray(content)
    for found in unread.finditer(content):
        spoken[found.start() : found.end()] = b" " * (found.end() - found.start())
    quoted = re.compile(rb'"((?:[^"\\\n]|\\.)*)"')
    return [
        place
        for found in quoted.finditer(bytes(spoken), begin)
        for place in range(found.start(1), found.end(1))
    ]


def _another(byte: int, chance: random.Random) -> int:
    """Another byte that TOML takes in a string. ASCII only: half a letter is refused as no text."""
    letters = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;?!"
    return chance.choice([letter for letter in letters if letter != byte])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_wording_with_one_byte_changed_is_refused(file: Path) -> None:
    content, chance = file.read_bytes(), random.Random(SEED)
    read_instrument(content, file.name)
    places = _places(content)
    for place in chance.sample(places, min(40, len(places))):
        changed = bytearray(content)
        changed[place] = _another(changed[place], chance)
        with pytest.raises(BrokenInstrument, match=file.stem):
            read_instrument(bytes(changed), file.name)


def test_every_single_byte_of_the_phq_two_is_watched() -> None:
    file = SHIPPED / "phq-2.toml"
    content, chance = file.read_bytes(), random.Random(SEED)
    for place in _places(content):
        changed = bytearray(content)
        changed[place] = _another(changed[place], chance)
        with pytest.raises(BrokenInstrument):
            read_instrument(bytes(changed), file.name)


@pytest.mark.parametrize(
    ("put", "there"),
    [
        ('values = [0, 1, 2, 3]', 'values = [0, 1, 2, 4]'),
        ('"Not at all", "Several days"', '"Several days", "Not at all"'),
        ("version = 1", "version = 2"),
        ('recall = "P14D"', 'recall = "P7D"'),
        ('number = "1"\nanswer = "often"', 'number = "1"\nanswer = "often"\nlabel = "x"'),
        ("at_least", "at_leest"),
        ('items = ["1", "2"', 'items = ["1", "77"'),
        ("[wording.en.options]", "[wording.en.choices]"),
        ('licence = "', 'licence = "\x00'),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_together_is_refused_in_a_sentence(put: str, there: str) -> None:
    text = (SHIPPED / "phq-9.toml").read_text()
    assert put in text
    with pytest.raises(BrokenInstrument) as refused:
        read_instrument(text.replace(put, there, 1).encode(), "phq-9.toml")
    assert "phq-9" in str(refused.value)
    assert str(refused.value).endswith((".", ")."))
    assert "\n" not in str(refused.value)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BrokenInstrument, match="is not TOML"):
        read_instrument(b"\xff\xfe", "phq-9.toml")


def test_the_fingerprint_is_of_what_is_read_and_not_of_the_layout() -> None:
    text = (SHIPPED / "gad-7.toml").read_text()
    again = read_instrument(("# a remark\n\n" + text).encode(), "gad-7.toml")
    assert fingerprint(again, "es") == fingerprint(ALL["gad-7"], "es")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint(again, "en"))


def test_no_two_wordings_share_a_fingerprint() -> None:
    found = {ALL[of].wording[language].sha256 for of, language in WORDINGS}
    assert len(found) == len(WORDINGS)


def test_the_service_does_not_start_with_a_changed_wording(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in FILES:
        text = file.read_text().replace("Little interest or pleasure", "Little interest or joy")
        (tmp_path / file.name).write_text(text)
    monkeypatch.setattr(instruments, "SHIPPED", tmp_path)
    load_instruments.cache_clear()
    try:
        with pytest.raises(BrokenInstrument) as refused:
            create_app(installation)
        assert str(refused.value) == (
            "The wording of phq-2 in en is not the one that was recorded (phq-2.toml)."
        )
    finally:
        monkeypatch.undo()
        load_instruments.cache_clear()
    create_app(installation)


@pytest.mark.parametrize(("of", "language"), WORDINGS)
def test_a_form_can_be_shown_and_answered_from_its_text_alone(of: str, language: str) -> None:
    form = form_text(ALL[of], language)
    assert form.wording == fingerprint(ALL[of], form.language)  # type: ignore[arg-type]
    assert form.language == language
    for item in form.items:
        assert item.text.strip() == item.text != ""
        if item.options is not None:
            assert [one.value for one in item.options if not one.text] == []
            assert {item.min, item.max} <= {one.value for one in item.options}
        else:
            assert item.kind in {"days", "scale"}
            assert item.min < item.max
    assert form.licence
    assert form.source


@pytest.mark.parametrize("of", sorted(set(ALL) - {"daily", "phq-2", "phq-9", "gad-7"}))
def test_a_form_without_an_official_translation_says_so(of: str) -> None:
    assert ALL[of].in_language("es") is None
    with pytest.raises(FormUnavailable) as refused:
        form_text(ALL[of], "es")
    assert refused.value.document()["code"] == "form_unavailable"


def test_item_nine_and_may_use_act_at_once() -> None:
    found = {one.id: [(act.item, act.at_least) for act in one.acts_at_once] for one in ALL.values()}
    assert {of: acts for of, acts in found.items() if acts} == {
        "phq-9": [("9", 1)],
        "daily": [("may_use", 1)],
    }


def test_our_own_line_stands_above_old_words_and_does_not_touch_them() -> None:
    for of in ("bam", "bam-r", "bam-iop"):
        form = form_text(ALL[of], "en")
        assert form.preface is not None
        sixth = next(item for item in form.items if item.number == "6")
        assert sixth.text.endswith(
            "any illegal/street drugs or abuse any prescription medications?"
        )


def test_every_source_has_an_address_and_the_day_it_was_read() -> None:
    for file in FILES:
        said = tomllib.loads(file.read_text())
        assert said["licence"]
        for source in said["sources"]:
            assert source["url"].startswith("https://")
            assert source["read"].isoformat() >= "2026-11-01"
            assert source["what"]
