"""Where in a TOML document each value stands: `tomllib` reads documents and forgets their lines.

The document must be one that `tomllib` has read without an error (TOML 1.0): what is wrong with a
document itself, `tomllib` says with its line. Lines and columns count from 1.
"""

import re
from typing import NamedTuple

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"""(?:"{0,2}(?!"))', re.DOTALL),
    re.compile(r"'''.*?'''(?:'{0,2}(?!'))", re.DOTALL),
    re.compile(r'"(?:[^"\\]|\\.)*"'),
    re.compile(r"'[^']*'"),
)
_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[btnfr"\\])')
_LETTERS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def places(document: str) -> dict[Path, Place]:
    """The place of every key and every element of an array, by its path."""
    return _Reader(document).read()


def place_of(found: dict[Path, Place], path: Path) -> Place:
    """The place of a path, or of what it would be in where it is not there."""
    for end in range(len(path), 0, -1):
        if path[:end] in found:
            return found[path[:end]]
    return Place(1, 1)


class _Reader:
    def __init__(self, document: str) -> None:
        self.text = document
        self.at = 0
        self.found: dict[Path, Place] = {}
        self.lengths: dict[Path, int] = {}

    def read(self) -> dict[Path, Place]:
        table: Path = ()
        while self._blank() < len(self.text):
            if self._is("["):
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _header(self) -> Path:
        start = self.at
        is_element = self.text.startswith("[[", self.at)
        self.at += 2 if is_element else 1
        path: Path = ()
        for name, _ in self._key():
            path = self._newest((*path, name))
            self._note(path, start)
        self.at += 2 if is_element else 1
        if not is_element:
            return path
        array = path[:-1] if isinstance(path[-1], int) else path
        return self._element(array, start)

    def _newest(self, path: Path) -> Path:
        """An array of tables in a header means its newest element."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _element(self, array: Path, start: int) -> Path:
        number = self.lengths.get(array, 0)
        self.lengths[array] = number + 1
        self._note((*array, number), start)
        return (*array, number)

    def _pair(self, table: Path) -> None:
        path = table
        for name, start in self._key():
            path = (*path, name)
            self._note(path, start)
        self.at += 1  # the equals sign
        self._value(path)

    def _key(self) -> list[tuple[str, int]]:
        parts = []
        while True:
            self._blank()
            start = self.at
            parts.append((self._name(), start))
            self._blank()
            if not self._is("."):
                return parts
            self.at += 1

    def _name(self) -> str:
        if self.text[self.at] in "\"'":
            quoted = self._string()
            return _unescaped(quoted[1:-1]) if quoted[0] == '"' else quoted[1:-1]
        return self._match(_BARE_KEY)

    def _value(self, path: Path) -> None:
        self._blank()
        if self._is("["):
            self._array(path)
        elif self._is("{"):
            self._inline_table(path)
        elif self.text[self.at] in "\"'":
            self._string()
        else:
            self._match(_SCALAR)

    def _array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self._blank() >= 0 and not self._is("]"):
            self._note((*path, number), self.at)
            self._value((*path, number))
            number += 1
            self._comma()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._blank() >= 0 and not self._is("}"):
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._blank()
        if self._is(","):
            self.at += 1

    def _string(self) -> str:
        for kind in _STRINGS:
            if found := kind.match(self.text, self.at):
                self.at = found.end()
                return found.group()
        raise ValueError("a string without its end")

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise ValueError("not a TOML document")
        self.at = found.end()
        return found.group()

    def _blank(self) -> int:
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _is(self, letter: str) -> bool:
        return self.text.startswith(letter, self.at)

    def _note(self, path: Path, at: int) -> None:
        if path not in self.found:
            line_start = self.text.rfind("\n", 0, at) + 1
            self.found[path] = Place(self.text.count("\n", 0, line_start) + 1, at - line_start + 1)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(
        lambda found: chr(int(found[1][1:], 16)) if len(found[1]) > 1 else _LETTERS[found[1]],
        text,
    )
