"""Instruments as data: published questionnaires from `instruments/*.toml`, each with its version,
recall period, exact wording by language, coding, rules and sources.

Published wording is never edited. The SHA-256 of every wording is recorded in its file; one that
differs by a single byte stops the start. How the files are read is in docs/instruments.md.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from app.check_ins.instrument_files import (
    AnswerKind,
    Band,
    FormText,
    Instrument,
    Item,
    Language,
    Wording,
)

SHIPPED = Path(__file__).parent / "instruments"

__all__ = [
    "SHIPPED",
    "AnswerKind",
    "Band",
    "BrokenInstrument",
    "FormText",
    "Instrument",
    "Item",
    "fingerprint",
    "load_instruments",
    "read_instrument",
    "unsealed",
]


class BrokenInstrument(ValueError):
    """An instrument that comes with the service has a fault: the service does not start."""


@cache
def load_instruments() -> Mapping[str, Instrument]:
    """The instruments that come with the service, by id. Raises `BrokenInstrument`."""
    found: dict[str, Instrument] = {}
    for file in sorted(SHIPPED.glob("*.toml")):
        one = read_instrument(file.read_bytes(), file.name)
        if one.id in found or file.stem != one.id:
            raise BrokenInstrument(f"The instrument in {file.name} has a wrong id.")
        found[one.id] = one
    unknown = {of for one in found.values() for of in one.covers} - set(found)
    if unknown:
        raise BrokenInstrument(f"There is no instrument {sorted(unknown)[0]} to cover.")
    return MappingProxyType(found)


def read_instrument(content: bytes, name: str) -> Instrument:
    """The instrument in a file's content. Raises `BrokenInstrument` with one sentence that names
    the file: when it is no TOML, does not fit together, or a wording is not the recorded one."""
    one = unsealed(content, name)
    for language, wording in one.wording.items():
        if fingerprint(one, language) != wording.sha256:
            raise BrokenInstrument(
                f"The wording of {one.id} in {language} is not the one that was recorded ({name})."
            )
    return one


def unsealed(content: bytes, name: str) -> Instrument:
    """The instrument in a file whose wordings need not be recorded yet. Raises like
    `read_instrument`."""
    try:
        return Instrument.model_validate(tomllib.loads(content.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrokenInstrument(f"The instrument in {name} is not TOML.") from error
    except ValidationError as error:
        raise BrokenInstrument(f"The instrument in {name} is broken: {_first(error)}.") from error


def fingerprint(instrument: Instrument, language: Language) -> str:
    """SHA-256 of everything somebody reads and answers in `language`, 64 hex digits: the same for
    the same wording whatever the layout of the file. Raises `KeyError` for a language the
    instrument does not have."""
    said = instrument.wording[language]
    items = [
        [item.number, said.items[item.number], said.notes.get(item.number), _answers(item, said)]
        for item in instrument.items
    ]
    content = [instrument.id, instrument.version, language, instrument.recall]
    content += [said.name, said.preface, said.intro, items]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _answers(item: Item, said: Wording) -> list[object]:
    """How an item is answered, with the words of its options."""
    how = item.how
    return [
        how.kind,
        how.least,
        how.most,
        list(how.values),
        list(said.options.get(item.answer, ())),
    ]


def _first(error: ValidationError) -> str:
    item = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in item["loc"]) or "as a whole"
    return f"{place}: {item['msg']}"
