"""The topics that the two programmes teach: 14 of the classic IOP, 22 of the one with the open
door (`topics.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).parent / "curriculum" / "topics.toml"


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic by its code, such as `ms-10`, with its name in both languages."""

    code: str
    en: str
    es: str


@cache
def topics() -> Mapping[str, Topic]:
    """All topics by code, in the order of their programmes."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return MappingProxyType({code: Topic(code, **names) for code, names in said.items()})


def line_of(code: str) -> int:
    """The line of a topic in its file."""
    lines = FILE.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.startswith(f"{code} "))
