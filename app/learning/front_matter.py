"""The front matter of a module: TOML between two lines of `+++`, read strictly. A key that is not
known, is missing, or says something of another kind is a fault on its own line."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.craving_logs.models import Trigger
from app.learning.faults import Fault
from app.learning.toml_lines import Lines, Path
from app.learning.topics import topics
from app.programs.kinds import AppointmentKind, SkillFocus

TO_BE_CHECKED = "from memory, to be checked"
STAGES = ("early", "middle", "later", "any")
AUDIENCES = ("client", "family")
LANGUAGES = ("en", "es")
GROUPS = frozenset(
    {kind.value for kind in AppointmentKind} | {f"skills:{focus.value}" for focus in SkillFocus}
)
TRIGGERS = frozenset(trigger.value for trigger in Trigger)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHORT_ID = re.compile(r"[a-z][a-z0-9-]{0,19}")
_WEB = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_AT_LINE = re.compile(r"\(at line (\d+)")

Faults = list[Fault]
Check = Callable[[Any], str | None]
"""Says in one sentence what is wrong with a value; None if nothing is."""


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


def words(most: int) -> Check:
    """A text of one line that is not blank, with at most so many characters."""

    def check(value: Any) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return "should be a text that is not empty"
        if "\n" in value:
            return "should be on one line"
        return f"is longer than {most} characters" if len(value) > most else None

    return check


def whole(least: int, most: int) -> Check:
    """A whole number in a range, both ends allowed."""

    def check(value: Any) -> str | None:
        if type(value) is int and least <= value <= most:
            return None
        return f"should be a whole number from {least} to {most}"

    return check


def matching(pattern: re.Pattern[str], most: int, sentence: str) -> Check:
    """A text of a certain form."""

    def check(value: Any) -> str | None:
        if isinstance(value, str) and len(value) <= most and pattern.fullmatch(value):
            return None
        return sentence

    return check


def one_of(known: Iterable[str]) -> Check:
    """One of a few words."""
    allowed = tuple(known)

    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in allowed:
            return None
        return "should be one of: " + ", ".join(allowed)

    return check


def _read_on(value: Any) -> str | None:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    if is_day or value == TO_BE_CHECKED:
        return None
    return f'should be a date such as 2026-01-31, or "{TO_BE_CHECKED}"'


_ID = matching(_SLUG, 60, "should be small letters and digits with single hyphens, at most 60")
_PART_ID = matching(_SHORT_ID, 20, "should be a short id such as c1")
_URL = matching(_WEB, 500, "should be a whole https address")

KEYS: Mapping[str, Check] = {
    "id": _ID,
    "version": whole(1, 1_000_000),
    "title": words(120),
    "summary": words(300),
    "stage": one_of(STAGES),
    "minutes": whole(1, 60),
    "today": words(500),
    "family": words(1500),
    "language": one_of(LANGUAGES),
}
LISTS: Mapping[str, Iterable[str]] = {
    "topics": tuple(topics()),
    "audience": AUDIENCES,
    "triggers": sorted(TRIGGERS),
    "groups": sorted(GROUPS),
}
ITEMS: Mapping[str, Mapping[str, Check]] = {
    "sources": {
        "title": words(300),
        "publisher": words(200),
        "url": _URL,
        "year": whole(1900, 2100),
        "read": _read_on,
    },
    "reflections": {"id": _PART_ID, "prompt": words(400)},
    "cards": {"id": _PART_ID, "question": words(400), "answer": words(600), "why": words(400)},
}
MAY_BE_LEFT_OUT = frozenset({"family", "language"})


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
            yield Fault(name, lines.of((key,)), "wrong_value", f"{key} {wrong}.")


def _lists(said: Mapping[str, Any], name: str, lines: Lines) -> Iterable[Fault]:
    for key in (key for key in LISTS if key in said):
        values = said[key]
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            sentence = f"{key} should be a list of texts."
            yield Fault(name, lines.of((key,)), "wrong_value", sentence)
            continue
        for number, value in enumerate(values):
            line = lines.of((key, number))
            if value not in LISTS[key]:
                yield Fault(name, line, "unknown_value", f"{key} has no {_short(value)}.")
            elif value in values[:number]:
                yield Fault(name, line, "said_twice", f"{value} is in {key} twice.")
    if said.get("audience") == []:
        yield Fault(name, lines.of(("audience",)), "wrong_value", "audience is empty.")


def _items(
    said: Mapping[str, Any], part: str, keys: Mapping[str, Check], name: str, lines: Lines
) -> Iterable[Fault]:
    items = said.get(part, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
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
        line = lines.of((*at, key))
        if key == "answer" and not str(item.get(key, "")).strip():
            yield Fault(name, line, "card_without_answer", "This card has no answer.")
        elif key == "read" and key not in item:
            yield Fault(name, line, "source_without_date", "This source has no day it was read.")
        elif key not in item:
            sentence = f"The key {key} is missing in this one of {part}."
            yield Fault(name, line, "missing_key", sentence)
        elif (wrong := check(item[key])) is not None:
            yield Fault(name, line, "wrong_value", f"{key} {wrong}.")


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
