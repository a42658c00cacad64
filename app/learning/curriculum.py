"""The texts of the curriculum: Markdown files with front matter, by module and language.

How they are written is in docs/curriculum.md. A text is named by its digest, the SHA-256 of its
file. Pure: nothing here knows the database.
"""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.learning.faults import CurriculumFault, Fault
from app.learning.front_keys import CONTROL
from app.learning.front_matter import Card, FrontMatter, Prompt, Source, read_front_matter, split
from app.learning.markdown import Node, blocks, module_key, plain
from app.learning.toml_lines import Lines
from app.people.models import Language

__all__ = [
    "MOST_BYTES",
    "SHIPPED",
    "Card",
    "CurriculumFault",
    "Fault",
    "Module",
    "Node",
    "Prompt",
    "Source",
    "Text",
    "load_curriculum",
    "misnamed",
    "module_key",
    "parse",
    "shipped",
    "shipped_by_key",
    "shipped_text",
]

SHIPPED = Path(__file__).parent / "curriculum"
MOST_BYTES = 65_536

_WORD = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Text:
    """One module in one language. `minutes` is reading time; `words` counts the body's; `today`
    is one thing to try, `family` a paragraph for relatives; `source` is the whole file, `lines`
    and `body_line` say where in it things stand."""

    module_id: str
    key: str
    language: Language
    version: int
    digest: str
    title: str
    summary: str
    minutes: int
    topics: tuple[str, ...]
    stage: str
    audience: tuple[str, ...]
    triggers: tuple[str, ...]
    groups: tuple[str, ...]
    today: str
    family: str | None
    sources: tuple[Source, ...]
    reflections: tuple[Prompt, ...]
    cards: tuple[Card, ...]
    blocks: tuple[Node, ...]
    words: int
    source: str
    lines: Lines = field(compare=False, repr=False)
    body_line: int = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Module:
    """One module in the languages it is there in."""

    id: str
    key: str
    texts: Mapping[Language, Text]


def parse(source: str, name: str, known: Collection[str] | None = None) -> Text:
    """The text in a file's content. Its language is the folder in `name` (`en/halt.md`) or the key
    `language`. `known`: ids of modules it may link to; None for any. Raises `CurriculumFault` with
    all faults found, whatever is sent."""
    try:
        content = source.encode()
    except UnicodeEncodeError as error:
        fault = Fault(name, 1, "not_utf8", "This is not a text in UTF-8.")
        raise CurriculumFault([fault]) from error
    if len(content) > MOST_BYTES:
        fault = Fault(name, 1, "too_large", f"This is larger than {MOST_BYTES // 1024} kB.")
        raise CurriculumFault([fault])
    tidy = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults = _control(tidy, name)
    parts = split(tidy, name)
    if isinstance(parts, Fault):
        raise CurriculumFault([*faults, parts])
    front, found = read_front_matter(parts[0], name)
    tree, in_body = blocks(parts[1], name, parts[2], known)
    seen = {(fault.line, fault.code) for fault in faults}
    faults += [one for one in (*found, *in_body) if (one.line, one.code) not in seen]
    if not tree and not in_body:
        faults.append(Fault(name, parts[2], "no_body", "There is nothing to read in the body."))
    language = _language(front, name, faults)
    if faults or front is None or language is None:
        raise CurriculumFault(faults)
    return _text(front, language, tree, source, parts[2])


def _control(source: str, name: str) -> list[Fault]:
    sentence = "There is a character here that cannot be seen and is not text."
    return [
        Fault(name, number, "control_character", sentence)
        for number, line in enumerate(source.split("\n"), start=1)
        if CONTROL.search(line)
    ]


def _language(front: FrontMatter | None, name: str, faults: list[Fault]) -> Language | None:
    folder = Path(name).parent.name
    by_place = Language(folder) if folder in set(Language) else None
    if front is None:
        return by_place
    own = Language(front.said["language"]) if "language" in front.said else None
    if own is None and by_place is None:
        faults.append(Fault(name, 1, "missing_key", "The key language is missing."))
    elif own is not None and by_place is not None and own is not by_place:
        line = front.lines.of(("language",))
        faults.append(Fault(name, line, "wrong_language", "The folder is of another language."))
    return own or by_place


def _text(
    front: FrontMatter, language: Language, tree: tuple[Node, ...], source: str, body_line: int
) -> Text:
    said = front.said
    return Text(
        module_id=said["id"],
        key=module_key(said["id"]),
        language=language,
        version=said["version"],
        digest=hashlib.sha256(source.encode()).hexdigest(),
        title=said["title"],
        summary=said["summary"],
        minutes=said["minutes"],
        topics=tuple(said["topics"]),
        stage=said["stage"],
        audience=tuple(said["audience"]),
        triggers=tuple(said["triggers"]),
        groups=tuple(said["groups"]),
        today=said["today"],
        family=said.get("family"),
        sources=front.sources,
        reflections=front.reflections,
        cards=front.cards,
        blocks=tree,
        words=len(_WORD.findall(plain(tree))),
        source=source,
        lines=front.lines,
        body_line=body_line,
    )


@cache
def load_curriculum() -> Mapping[str, Module]:
    """The modules that come with the service, by id. Raises `CurriculumFault` when a file of them
    is faulty: the service does not start."""
    files = sorted(SHIPPED.glob("*/*.md"))
    known = frozenset(file.stem for file in files)
    texts: dict[str, dict[Language, Text]] = {}
    faults: list[Fault] = []
    for file in files:
        name = f"{file.parent.name}/{file.name}"
        try:
            text = read_file(file, name, known)
        except CurriculumFault as fault:
            faults += fault.faults
            continue
        faults += misnamed(text, file, name)
        texts.setdefault(text.module_id, {})[text.language] = text
    if faults:
        raise CurriculumFault(faults)
    return MappingProxyType(
        {own: Module(own, module_key(own), MappingProxyType(found)) for own, found in texts.items()}
    )


def read_file(file: Path, name: str, known: Collection[str] | None = None) -> Text:
    """The text in a file. Raises `CurriculumFault` like `parse`, and `OSError`."""
    with file.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    try:
        return parse(content.decode(), name, known)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        fault = Fault(name, line, "not_utf8", "This is not a text in UTF-8.")
        raise CurriculumFault([fault]) from error


def misnamed(text: Text, file: Path, name: str) -> list[Fault]:
    """The fault of a file that is not named by the id of its module: links would miss it."""
    if text.module_id == file.stem:
        return []
    line = text.lines.of(("id",))
    return [Fault(name, line, "wrong_id", f"The file should be named {text.module_id}.md.")]


def shipped() -> Mapping[str, Module]:
    """The modules that come with the service, by id."""
    return load_curriculum()


@cache
def shipped_by_key() -> Mapping[str, Module]:
    """The modules that come with the service, by key."""
    return MappingProxyType({one.key: one for one in load_curriculum().values()})


@cache
def _by_digest() -> Mapping[str, Text]:
    modules = load_curriculum().values()
    return {text.digest: text for one in modules for text in one.texts.values()}


def shipped_text(digest: str) -> Text | None:
    """The shipped text with this digest; None if there is none (any more)."""
    return _by_digest().get(digest)
