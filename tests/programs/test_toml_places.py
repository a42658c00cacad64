"""The lines of a TOML document, against documents whose lines are known and against `tomllib`."""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.programs.templates import SHIPPED
from app.programs.toml_places import Path, Place, place_of, places


class Tables(list[Any]):
    """To be written as an array of tables."""


BARE = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
KEYS = BARE | TEXT
SCALARS = st.one_of(
    st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    TEXT.map(str),
    st.dates(),
    st.times().map(lambda time: time.replace(microsecond=0)),
    st.datetimes().map(lambda at: at.replace(microsecond=0)),
)
INLINE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.recursive(
    st.dictionaries(KEYS, INLINE, max_size=4),
    lambda inner: st.dictionaries(
        KEYS, inner | INLINE | st.lists(inner, min_size=1, max_size=3).map(Tables), max_size=4
    ),
    max_leaves=8,
)


class Writer:
    """Writes a document, in a style that the drawn choices decide, and notes its lines."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.noted: dict[Path, int] = {}

    def table(self, table: dict[str, Any], path: Path = (), header: str = "") -> None:
        later = {key: value for key, value in table.items() if self._is_block(value)}
        for key, value in table.items():
            if key not in later:
                self._blank()
                self.noted[(*path, key)] = len(self.lines) + 1
                self.lines.append(
                    f"{self._pad()}{self._key(key)} = {self._value(value, path, key)}"
                )
        for key, value in later.items():
            name = f"{header}{'.' if header else ''}{self._key(key)}"
            place = (*path, key)
            for number, inner in enumerate(value if isinstance(value, Tables) else [value]):
                self._blank()
                self.noted.setdefault(place, len(self.lines) + 1)
                is_element = isinstance(value, Tables)
                if is_element:
                    self.noted[(*place, number)] = len(self.lines) + 1
                self.lines.append(f"[[{name}]]" if is_element else f"[ {name} ] # [not] = here")
                self.table(inner, (*place, number) if is_element else place, name)

    def _is_block(self, value: Any) -> bool:
        return isinstance(value, Tables) or (isinstance(value, dict) and self.draw(st.booleans()))

    def _value(self, value: Any, path: Path, key: str) -> str:
        if isinstance(value, list) and self.draw(st.booleans()):
            return self._tall(value, (*path, key))
        return inline(value)

    def _tall(self, items: list[Any], place: Path) -> str:
        """One element a line; the lines after the first are counted when they are written."""
        first = len(self.lines) + 1
        parts = ["["]
        for number, item in enumerate(items):
            self.noted[(*place, number)] = first + len(parts)
            parts.append(f"  {inline(item)}, # ] }} '")
        return "\n".join([*parts, "]"])

    def _key(self, key: str) -> str:
        bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
        return key if bare and self.draw(st.booleans()) else quoted(key)

    def _pad(self) -> str:
        return str(self.draw(st.sampled_from(["", "  ", "\t"])))

    def _blank(self) -> None:
        text = "\n".join(self.lines)
        self.lines = text.split("\n") if text else []
        if self.draw(st.booleans()):
            self.lines += ["", '# "a" = [ {']


def quoted(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, except for letters beyond 16 bits."""
    return '"' + "".join(
        f"\\U{ord(letter):08X}" if ord(letter) > 0xFFFF else json.dumps(letter)[1:-1]
        for letter in text
    ) + '"'  # fmt: skip


def inline(value: Any) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return quoted(value)
        case list():
            return "[" + ", ".join(inline(item) for item in value) + "]"
        case dict():
            pairs = (f"{quoted(key)} = {inline(item)}" for key, item in value.items())
            return "{ " + ", ".join(pairs) + " }"
        case int() | float():
            return repr(value)
    return str(value.isoformat())


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """The path of everything in a document that has been read."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        yield (*path, key)
        yield from paths(inner, (*path, key))


@given(st.data())
def test_every_value_is_found_on_the_line_it_was_written_on(data: st.DataObject) -> None:
    written = data.draw(TABLES)
    writer = Writer(data.draw)
    writer.table(written)
    document = "\n".join(writer.lines)
    read = tomllib.loads(document)
    found = places(document)
    assert set(found) == set(paths(read))
    assert {path: found[path].line for path in writer.noted} == writer.noted


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_forms_a_document_can_take(newline: str) -> None:
    document = newline.join(
        [
            'a.b = """x', 'c = 1"""""', "a.'b c' = '''[", "'''", '["d.e"]',
            r'"\u0066" = { g.h = [', "1,", "{ i = 2 },", "] }", "[[j]]", "[[j.k]]",
            "l = 1979-05-27 07:32:00Z # m = 1", "[[j.k]]", "[j.k.n]", "o = -inf", "[[j]]",
            "[[j.k]]",
        ]
    )  # fmt: skip
    expected: dict[Path, tuple[int, int]] = {
        ("a",): (1, 1), ("a", "b"): (1, 3), ("a", "b c"): (3, 3), ("d.e",): (5, 1),
        ("d.e", "f"): (6, 1), ("d.e", "f", "g"): (6, 14), ("d.e", "f", "g", "h"): (6, 16),
        ("d.e", "f", "g", "h", 0): (7, 1), ("d.e", "f", "g", "h", 1): (8, 1),
        ("d.e", "f", "g", "h", 1, "i"): (8, 3), ("j",): (10, 1), ("j", 0): (10, 1),
        ("j", 0, "k"): (11, 1), ("j", 0, "k", 0): (11, 1), ("j", 0, "k", 0, "l"): (12, 1),
        ("j", 0, "k", 1): (13, 1), ("j", 0, "k", 1, "n"): (14, 1),
        ("j", 0, "k", 1, "n", "o"): (15, 1), ("j", 1): (16, 1), ("j", 1, "k"): (17, 1),
        ("j", 1, "k", 0): (17, 1),
    }  # fmt: skip
    assert {path: tuple(place) for path, place in places(document).items()} == expected
    assert set(expected) == set(paths(tomllib.loads(document)))


def test_what_is_not_there_is_where_it_would_be() -> None:
    found = places("[a]\nb = 1\n[[c]]\nd = 2\n")
    assert place_of(found, ("c", 0, "e", "f")) == Place(3, 1)
    assert place_of(found, ("a", "b", "x")) == Place(2, 1)
    assert place_of(found, ("z",)) == Place(1, 1)


def test_every_value_of_the_shipped_templates_has_its_place() -> None:
    for file in SHIPPED.glob("*.toml"):
        document = file.read_text()
        assert set(places(document)) == set(paths(tomllib.loads(document))), file.name
