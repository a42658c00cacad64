"""The front matter of a module: TOML between two lines of `+++`, read strictly. A key that is not
known, is missing, or says something of another kind is a fault on its own line."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.learning.faults import Fault
from app.learning.front_keys import (
    ITEMS,
    KEYS,
    LISTS,
    MAY_BE_LEFT_OUT,
    TO_BE_CHECKED,
    UNSEEN,
    Check,
)
from app.learning.toml_lines import Lines, Path

MOST_ITEMS = 60
# The standard reader of TOML takes quadratic time over a key of thousands of parts.
MOST_LETTERS = 8_000
LONGEST_LINE = 2_000
_AT_LINE = re.compile(r"\(at line (\d+)")

Faults = list[Fault]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from. `year`: published or last updated. `read`: the day somebody
    compared it; None when it is from memory and still to be checked."""

    title: str
    publisher: str
    url: str
    year: int
    read: date | None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to think about, which nobody else need ever read the answer to."""

    id: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Card:
    """A question that comes back, its answer, and why it is worth knowing."""

    id: str
    question: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a module's body, with the lines it stands on."""

    said: Mapping[str, Any]
    sources: tuple[Source, ...]
    reflections: tuple[Prompt, ...]
    cards: tuple[Card, ...]
    lines: Lines


def split(source: str, name: str) -> tuple[str, str, int] | Fault:
    """The front matter, the body, and the line the body begins on."""
    lines = source.split("\n")
    if lines[0].rstrip() != "+++":
        return Fault(name, 1, "no_front_matter", "The first line should be +++.")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "+++":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return Fault(name, 1, "no_front_matter", "The front matter should end with a line of +++.")


def read_front_matter(document: str, name: str) -> tuple[FrontMatter | None, Faults]:
    """What the TOML says, and every fault in it. The document begins on line 2 of its file."""
    if len(document) > MOST_LETTERS:
        return None, [Fault(name, 2, "too_large", "The front matter is too long.")]
    too_long = _too_long(document, name)
    if too_long:
        return None, too_long
    try:
        said = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        return None, [_no_toml(document, name, str(error))]
    # A number of thousands of digits is a ValueError, a thousand brackets a RecursionError.
    except (ValueError, RecursionError):
        return None, [Fault(name, 2, "broken_toml", "The front matter cannot be read as TOML.")]
    lines = Lines(document, first=2)
    faults = [*_keys(said, name, lines), *_lists(said, name, lines)]
    for part, keys in ITEMS.items():
        faults += _items(said, part, keys, name, lines)
    return (None if faults else _built(said, lines)), faults


def _too_long(document: str, name: str) -> Faults:
    sentence = f"This line is longer than {LONGEST_LINE} characters."
    return [
        Fault(name, number, "too_large", sentence)
        for number, line in enumerate(document.split("\n"), start=2)
        if len(line) > LONGEST_LINE
    ]


def _no_toml(document: str, name: str, said: str) -> Fault:
    at = _AT_LINE.search(said)
    line = int(at[1]) if at else document.count("\n") + 1
    why = said.split(" (at ")[0]
    return Fault(name, line + 1, "broken_toml", f"The front matter is not TOML: {why}.")


def _keys(said: Mapping[str, Any], name: str, lines: Lines) -> Iterable[Fault]:
    for key in said:
        if key not in KEYS and key not in LISTS and key not in ITEMS:
            yield Fault(name, lines.of((key,)), "unknown_key", f"There is no key {_short(key)}.")
    for key in (*KEYS, *LISTS, *ITEMS):
        if key not in said and key not in MAY_BE_LEFT_OUT:
            yield Fault(name, 1, "missing_key", f"The key {key} is missing.")
    for key, check in KEYS.items():
        wrong = check(said[key]) if key in said else None
        if wrong is not None:
            yield Fault(name, lines.of((key,)), _code(wrong), f"{key} {wrong}.")


def _code(wrong: str) -> str:
    return "control_character" if wrong == UNSEEN else "wrong_value"


def _lists(said: Mapping[str, Any], name: str, lines: Lines) -> Iterable[Fault]:
    for key in (key for key in LISTS if key in said):
        values = said[key]
        if not _is_list_of(str, values):
            sentence = f"{key} should be a list of texts."
            yield Fault(name, lines.of((key,)), "wrong_value", sentence)
            continue
        for number, value in enumerate(values):
            at: Path = (key, number)
            if value not in LISTS[key]:
                yield Fault(name, lines.of(at), "unknown_value", f"{key} has no {_short(value)}.")
            elif value in values[:number]:
                yield Fault(name, lines.of(at), "said_twice", f"{value} is in {key} twice.")
    if said.get("audience") == []:
        yield Fault(name, lines.of(("audience",)), "wrong_value", "audience is empty.")


def _items(
    said: Mapping[str, Any], part: str, keys: Mapping[str, Check], name: str, lines: Lines
) -> Iterable[Fault]:
    items = said.get(part, [])
    if not _is_list_of(dict, items):
        sentence = f"{part} should be tables, each with [[{part}]] above it."
        yield Fault(name, lines.of((part,)), "wrong_value", sentence)
        return
    ids: set[str] = set()
    for number, item in enumerate(items):
        at: Path = (part, number)
        yield from _item(item, keys, at, name, lines)
        own = item.get("id")
        if isinstance(own, str) and own in ids:
            sentence = f"The id {_short(own)} is in {part} twice."
            yield Fault(name, lines.of((*at, "id")), "said_twice", sentence)
        ids |= {own} if isinstance(own, str) else set()


def _item(
    item: Mapping[str, Any], keys: Mapping[str, Check], at: Path, name: str, lines: Lines
) -> Iterable[Fault]:
    part = str(at[0])
    for key in item:
        if key not in keys:
            sentence = f"There is no key {_short(key)} in {part}."
            yield Fault(name, lines.of((*at, key)), "unknown_key", sentence)
    for key, check in keys.items():
        wrong = _wrong(part, item, key, check)
        if wrong is not None:
            yield Fault(name, lines.of((*at, key)), *wrong)


def _wrong(part: str, item: Mapping[str, Any], key: str, check: Check) -> tuple[str, str] | None:
    """The code and the sentence of what is wrong with a key of an item; None if nothing is."""
    if key == "answer" and not str(item.get(key, "")).strip():
        return "card_without_answer", "This card has no answer."
    if key == "read" and key not in item:
        return "source_without_date", "This source has no day it was read."
    if key not in item:
        return "missing_key", f"The key {key} is missing in this one of {part}."
    wrong = check(item[key])
    return None if wrong is None else (_code(wrong), f"{key} {wrong}.")


def _built(said: Mapping[str, Any], lines: Lines) -> FrontMatter:
    sources = tuple(
        Source(**{**one, "read": None if one["read"] == TO_BE_CHECKED else one["read"]})
        for one in said["sources"]
    )
    return FrontMatter(
        said=said,
        sources=sources,
        reflections=tuple(Prompt(**one) for one in said["reflections"]),
        cards=tuple(Card(**one) for one in said["cards"]),
        lines=lines,
    )


def _short(said: str) -> str:
    """What somebody wrote, fit to be put into a sentence."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in said)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def _is_list_of(kind: type, said: Any) -> bool:
    is_list = isinstance(said, list) and len(said) <= MOST_ITEMS
    return is_list and all(isinstance(one, kind) for one in said)
