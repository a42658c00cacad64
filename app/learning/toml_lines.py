"""On which line of a TOML document each key stands. The standard reader keeps no positions, so a
document that it has accepted is walked through once more, statement by statement."""

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_HEADER = re.compile(r"(\[\[?)([^\n]*?)\]\]?[ \t]*(?:#[^\n]*)?(?=\n|\Z)")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_VALUE = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[^\[\]{},\"'#\s]+"
    r"|.",
    re.DOTALL,
)
_DOT = re.compile(r"[ \t]*\.?[ \t]*")
_EQUALS = re.compile(r"=?[ \t]*")


class Lines:
    """The lines of the keys of one document. `first` is the number of its first line."""

    def __init__(self, document: str, first: int = 1) -> None:
        self._document = document
        self._first = first
        self._found: dict[Path, int] = {}
        self._tables: dict[Path, int] = {}
        self._at = 0
        self._line = first
        self._walk()

    def of(self, path: Path) -> int:
        """The line of the key at `path`, or of what is nearest around it."""
        for length in range(len(path), 0, -1):
            line = self._found.get(path[:length])
            if line is not None:
                return line
        return self._first

    def _walk(self) -> None:
        table: Path = ()
        self._to(_BLANK.match(self._document, 0))
        while self._at < len(self._document):
            header = _HEADER.match(self._document, self._at)
            if header is not None:
                table = self._open(_key(header[2]), is_item=header[1] == "[[")
                self._to(header)
            else:
                self._statement(table)
            self._to(_BLANK.match(self._document, self._at))

    def _to(self, match: re.Match[str] | None) -> None:
        """Moves behind what was matched, counting lines."""
        end = self._at + 1 if match is None else match.end()
        self._line += self._document.count("\n", self._at, end)
        self._at = end

    def _open(self, key: Path, *, is_item: bool) -> Path:
        path: Path = ()
        for number, part in enumerate(key, start=1):
            path = (*path, part)
            self._found.setdefault(path, self._line)
            if number == len(key) and is_item:
                self._tables[path] = self._tables.get(path, -1) + 1
            if path in self._tables:
                path = (*path, self._tables[path])
                self._found.setdefault(path, self._line)
        return path

    def _statement(self, table: Path) -> None:
        parts: list[str] = []
        while (part := _PART.match(self._document, self._at)) is not None:
            parts.append(part[0])
            self._to(part)
            self._to(_DOT.match(self._document, self._at))
        path = (*table, *_key(".".join(parts)))
        for length in range(len(table) + 1, len(path) + 1):
            self._found.setdefault(path[:length], self._line)
        self._to(_EQUALS.match(self._document, self._at))
        self._value(path)

    def _value(self, path: Path) -> None:
        """Walks over a value, keeping the lines of the items of an array."""
        depth, number, is_next = 0, 0, False
        is_array = self._document.startswith("[", self._at)
        while self._at < len(self._document):
            piece = _VALUE.match(self._document, self._at)
            said = "" if piece is None else piece[0]
            if depth == 0 and said == "\n":
                return
            if depth == 1 and is_array and is_next and said.strip() and said[0] not in "#]":
                self._found.setdefault((*path, number), self._line)
                is_next, number = False, number + 1
            if said in ("[", "{"):
                depth += 1
            elif said in ("]", "}"):
                depth -= 1
            if depth == 1 and said in ("[", ","):
                is_next = True
            self._to(piece)


def _key(said: str) -> Path:
    parts: list[str] = _PART.findall(said)
    return tuple(_plain(part) for part in parts)


def _plain(part: str) -> str:
    if part[0] not in "\"'":
        return part
    said: Mapping[str, str] = tomllib.loads(f"it = {part}")
    return said["it"]
