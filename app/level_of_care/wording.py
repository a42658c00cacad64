"""The rules' sentences in words, in the reader's language: as staff read them, and as the client
does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from app.level_of_care import words_en, words_es
from app.level_of_care.sentences import Say, Sentence
from app.people.models import Language

_PARTS = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, and whether it is about themselves."""

    language: Language
    is_client: bool = False


class _Writer(Formatter):
    """Writes numbers: `h` minutes as hours with one decimal, `H` the same without a decimal that
    is 0, both rounded down; `up` rounded up, so that what is missing is never 0.0; `n` a number
    without needless decimals; `day` a weekday; `one|many` a word by the number."""

    def __init__(self, weekdays: tuple[str, ...], point: str) -> None:
        self._weekdays = weekdays
        self._point = point

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in {"h", "H"}:
            return self._tenths(value // 6, trimmed=format_spec == "H")
        if format_spec == "up":
            return self._tenths(-(-value // 6), trimmed=False)
        if format_spec == "n":
            return f"{value:g}".replace(".", self._point)
        if format_spec == "day":
            return self._weekdays[int(value)]
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if value == 1 else many
        return str(value)

    def _tenths(self, tenths: int, *, trimmed: bool) -> str:
        if trimmed and tenths % 10 == 0:
            return str(tenths // 10)
        return f"{tenths // 10}{self._point}{tenths % 10}"


_WRITERS = {
    Language.en: _Writer(words_en.WEEKDAYS, words_en.POINT),
    Language.es: _Writer(words_es.WEEKDAYS, words_es.POINT),
}
_WORDS = {
    (Language.en, False): words_en.STAFF,
    (Language.en, True): words_en.CLIENT,
    (Language.es, False): words_es.STAFF,
    (Language.es, True): words_es.CLIENT,
}


def in_words(sentence: Sentence, reader: Reader) -> str:
    """A sentence as the reader reads it."""
    return told({"code": sentence.code, **sentence.numbers}, reader)


def told(kept: Mapping[str, Any], reader: Reader) -> str:
    """A sentence as it was kept with a decision, in words."""
    numbers = dict(kept)
    template = _WORDS[reader.language, reader.is_client][Say(numbers.pop("code"))]
    for name in [name for name in numbers if name.endswith(f"_{reader.language}")]:
        numbers[name.removesuffix(f"_{reader.language}")] = numbers[name]
    writer = _WRITERS[reader.language]
    return writer.vformat(_PARTS.sub(lambda part: _kept(part[1], numbers), template), (), numbers)


def _kept(part: str, numbers: Mapping[str, Any]) -> str:
    names = [name for _, name, _, _ in Formatter().parse(part) if name]
    return part if all(numbers.get(name) for name in names) else ""
