"""What an author should look at again: nothing that keeps a text from being read, all of it worth
mending. Faults of form are found when a text is parsed."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from app.learning.curriculum import CurriculumFault, Node, Text, shipped
from app.learning.faults import Fault
from app.learning.front_keys import TO_BE_CHECKED
from app.learning.reading_age import HARDEST_GRADE, LEAST_EASE, reading
from app.learning.toml_lines import Path
from app.learning.topics import topics
from app.people.models import Language

FEWEST_WORDS, MOST_WORDS = 500, 900
WORDS_A_MINUTE = 150
CARDS = (4, 6)
REFLECTIONS = (2, 3)

FAMILY = "family"
HELP_NUMBERS = (
    "911", "988", "211", "1-800-222-1222", "1-800-662-4357", "1-800-799-7233", "1-800-522-4700",
    "1-800-388-2227", "1-800-669-4000",
)  # fmt: skip
"""Whom a text tells to call: emergency, crisis, social services, poison, treatment, violence at
home, gambling, debts, and unfairness at work."""
COPIES = (
    "zlibrary.cc", "docslib.org", "readkong.com", "studylib.net", "slidetodoc.com", "booksci.cn",
    "blogspot.com", "konsyse.com", "litmetric.com", "vdocuments.net", "vdocuments.us", "doczz.net",
    "docplayer.net", "scribd.com", "pdfcoffee.com", "studyres.com", "pdfdrive.to", "coursehero.com",
    "prescriberpoint.com", "sciencecodex.com", "api.fda.gov",
)  # fmt: skip
"""Hosts that show other people's papers, tell of them at second hand or give raw data: a reader
cannot see there what a source says."""

_LINK = re.compile(r"\]\(module:([a-z0-9-]+)\)")
_CALL = re.compile(r"\]\(tel:(\+?[0-9-]+)\)")

_NUMBER = re.compile(r"\b1-8\d\d-\d{3}-\d{4}\b")
"""Eleven digits, which are dialled and not read."""

Files = Mapping[str, Text]
"""Texts by the name of their file."""


def notices(text: Text, name: str) -> list[Fault]:
    """What to look at again in one text, by line."""
    looks = (_length, _age, _counts, _sources, _links, _numbers)
    found = [one for look in looks for one in look(text, name)]
    return sorted(found, key=lambda one: one.line)


def between(files: Files, modules: Iterable[str] | None = None) -> list[Fault]:
    """What does not fit between the texts of the same module in different languages. `modules`:
    of these only, where a file is looked at by itself."""
    by_module: dict[str, dict[Language, str]] = {}
    for name, text in files.items():
        by_module.setdefault(text.module_id, {})[text.language] = name
    only = None if modules is None else set(modules)
    found: list[Fault] = []
    for module, names in by_module.items():
        if only is None or module in only:
            found += _languages(files, names)
    return found


def uncovered(texts: Iterable[Text]) -> list[str]:
    """The codes of topics that no module is about."""
    covered = {topic for text in texts for topic in text.topics}
    return [code for code in topics() if code not in covered]


def _notice(name: str, line: int, code: str, sentence: str) -> Fault:
    return Fault(name, line, code, sentence, hard=False)


def _length(text: Text, name: str) -> Iterator[Fault]:
    if not FEWEST_WORDS <= text.words <= MOST_WORDS:
        wanted = f"{FEWEST_WORDS} to {MOST_WORDS}"
        sentence = f"The body has {text.words} words; {wanted} are read to the end."
        yield _notice(name, text.body_line, "length", sentence)
    minutes = max(1, math.ceil(text.words / WORDS_A_MINUTE))
    if text.minutes != minutes:
        sentence = f"Reading takes about {minutes} minutes, not {text.minutes}."
        yield _notice(name, text.lines.of(("minutes",)), "minutes", sentence)


def _age(text: Text, name: str) -> Iterator[Fault]:
    """The body, and by itself each part of the front matter that people read."""
    yield from _hard(text.blocks, text.language, name, text.body_line)
    for path, written in _parts(text):
        block: Node = {"tag": "p", "in": [_NUMBER.sub("", written)]}
        yield from _hard((block,), text.language, name, text.lines.of(path))


def _hard(blocks: Sequence[Node], language: Language, name: str, line: int) -> Iterator[Fault]:
    read = reading(blocks, language)
    if read.is_easy:
        return
    limit = f"grade {HARDEST_GRADE}" if language is Language.en else f"ease {LEAST_EASE:.0f}"
    kind = "grade" if language is Language.en else "ease"
    sentence = f"This is hard to read: {kind} {read.value}, the limit is {limit}."
    yield _notice(name, line, "reading_age", sentence)


def _parts(text: Text) -> Iterator[tuple[Path, str]]:
    """What is read of the front matter, and where it stands. A card is read as a whole; a title is
    a name and no sentence."""
    yield ("summary",), text.summary
    yield ("today",), text.today
    if text.family is not None:
        yield ("family",), text.family
    for number, prompt in enumerate(text.reflections):
        yield ("reflections", number, "prompt"), prompt.prompt
    for number, card in enumerate(text.cards):
        yield ("cards", number, "answer"), f"{card.question} {card.answer} {card.why}"


def _counts(text: Text, name: str) -> Iterator[Fault]:
    parts = (("cards", len(text.cards), CARDS), ("reflections", len(text.reflections), REFLECTIONS))
    for part, count, (least, most) in parts:
        if not least <= count <= most:
            sentence = f"There are {count} {part}; {least} to {most} are asked for."
            yield _notice(name, text.lines.of((part,)), "count", sentence)
    if not text.sources:
        yield _notice(name, 1, "no_source", "No source is named.")


def _sources(text: Text, name: str) -> Iterator[Fault]:
    for number, source in enumerate(text.sources):
        if source.read is None:
            line = text.lines.of(("sources", number, "read"))
            yield _notice(name, line, "source_without_date", f"This source is {TO_BE_CHECKED}.")
        host = urlsplit(source.url).hostname or ""
        if any(host == copy or host.endswith(f".{copy}") for copy in COPIES):
            line = text.lines.of(("sources", number, "url"))
            sentence = f"{host} shows copies. Please name where this was published."
            yield _notice(name, line, "source_is_a_copy", sentence)


def _links(text: Text, name: str) -> Iterator[Fault]:
    """Links to modules that come with the service and are not for relatives, in a text that is."""
    if FAMILY not in text.audience:
        return
    for line, written in _body(text):
        for module in _LINK.findall(written):
            if module in _for_clients_alone():
                sentence = f"Relatives may read this text, and they cannot open {module}."
                yield _notice(name, line, "link_not_for_relatives", sentence)


def _numbers(text: Text, name: str) -> Iterator[Fault]:
    """Numbers for help that nobody can tap: each is to be a link to the telephone once at least."""
    linked = {_digits(number) for _, written in _body(text) for number in _CALL.findall(written)}
    for number in HELP_NUMBERS:
        if _digits(number) in linked:
            continue
        for line, written in _body(text):
            if re.search(rf"(?<![\w,.$/-]){number}(?![\w-]|[,.]\d)", written):
                sentence = f"{number} should be a link that calls: [{number}](tel:{number})."
                yield _notice(name, line, "number_without_link", sentence)
                break


def _digits(number: str) -> str:
    """A number without what it is grouped by and without the code of the country."""
    digits = re.sub(r"\D", "", number)
    return digits[1:] if len(digits) == 11 else digits


def _body(text: Text) -> Iterator[tuple[int, str]]:
    """The lines of the body, numbered as in the file; no headings."""
    for number, written in enumerate(text.source.splitlines(), start=1):
        if number >= text.body_line and not written.startswith("#"):
            yield number, written


@cache
def _for_clients_alone() -> frozenset[str]:
    """The modules that come with the service and no relative can open. Empty while they are faulty:
    that is told elsewhere."""
    try:
        modules = shipped().values()
    except CurriculumFault:
        return frozenset()
    return frozenset(
        one.id for one in modules if not any(FAMILY in text.audience for text in one.texts.values())
    )


def _languages(files: Files, names: Mapping[Language, str]) -> Iterator[Fault]:
    for language in Language:
        if language not in names:
            there = next(iter(names.values()))
            sentence = f"There is no text of this module in {language.value}."
            yield _notice(there, files[there].lines.of(("id",)), "no_translation", sentence)
    if len(names) < len(Language):
        return
    one, other = (files[names[language]] for language in (Language.en, Language.es))
    for part, first, second in _compared(one, other):
        if first != second:
            name = names[Language.es]
            sentence = f"{part} differ from those of {names[Language.en]}."
            yield _notice(name, other.lines.of((part,)), "languages_differ", sentence)


def _compared(one: Text, other: Text) -> Iterator[tuple[str, object, object]]:
    yield "cards", [card.id for card in one.cards], [card.id for card in other.cards]
    prompts = ([prompt.id for prompt in text.reflections] for text in (one, other))
    yield "reflections", next(prompts), next(prompts)
    for part in ("topics", "audience", "triggers", "groups", "stage", "version"):
        yield part, getattr(one, part), getattr(other, part)
    yield "sources", [item.url for item in one.sources], [item.url for item in other.sources]
    yield "family", one.family is None, other.family is None
