"""Programme templates: TOML files that an administrator copies into a programme.

Those that come with the service lie in `templates/`; a broken one stops the start. How to write
one is in docs/programmes.md.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails

from app.people.schemas import Line
from app.programs import checks
from app.programs.design import Part, ProgrammeDesign, Words
from app.programs.fields import Slug
from app.programs.models import ProgrammeKind
from app.programs.sentences import SENTENCES
from app.programs.toml_places import Path as KeyPath
from app.programs.toml_places import Place, place_of, places

SHIPPED = Path(__file__).parent / "templates"
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Unreadable(ValueError):
    """A file that is not there or is no text."""


class BrokenTemplates(ValueError):
    """A template that comes with the service has a fault: the service does not start."""


class Header(Part):
    """What a template says of itself. `sources` name the kinds of programme it was made after."""

    id: Slug
    name: Words
    kind: ProgrammeKind
    version: Annotated[int, Field(ge=1, strict=True)]
    sources: Annotated[list[Annotated[Line, Field(max_length=200)]], Field(min_length=1)]


class TemplateFile(ProgrammeDesign):
    """A template as its file holds it: a design and its header."""

    template: Header


@dataclass(frozen=True, slots=True)
class Template:
    """A template without faults."""

    header: Header
    design: ProgrammeDesign


class FileFault(NamedTuple):
    """Something wrong in a file, at a line and column from 1."""

    file: str
    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.sentence}"


@cache
def shipped() -> dict[str, Template]:
    """The templates that come with the service, by id. Raises `BrokenTemplates`."""
    found, wrong = check_files(sorted(SHIPPED.glob("*.toml")))
    if wrong:
        raise BrokenTemplates(f"A programme template is broken. {wrong[0]}")
    return {template.header.id: template for template in found}


def check_files(files: list[Path]) -> tuple[list[Template], list[FileFault]]:
    """The templates in these files and what is wrong with the others. Raises `Unreadable`."""
    found: list[Template] = []
    wrong: list[FileFault] = []
    for file in files:
        template, faults = check_text(_text(file), str(file))
        wrong += faults
        if template is None:
            continue
        if template.header.id in {one.header.id for one in found}:
            sentence = f"Another of these files has the id {template.header.id}."
            wrong.append(FileFault(str(file), 1, 1, sentence))
        found.append(template)
    return found, wrong


def check_text(text: str, name: str) -> tuple[Template | None, list[FileFault]]:
    """The template in a text, or what is wrong with it, from its first line to its last."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [_not_toml(error, text, name)]
    at = places(text)
    try:
        file = TemplateFile.model_validate(said)
    except ValidationError as error:
        return None, sorted(_shape(error, at, name))
    design = ProgrammeDesign.model_validate(file.model_dump(exclude={"template"}))
    faults = [*checks.faults(design), *_untranslated(design)]
    wrong = [FileFault(name, *place_of(at, one.place), one.sentence.en) for one in faults]
    return (None, sorted(wrong)) if wrong else (Template(file.template, design), [])


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{file} cannot be read as text.") from error


def _not_toml(error: tomllib.TOMLDecodeError, text: str, name: str) -> FileFault:
    found = _AT.search(str(error))
    sentence = f"This is not TOML: {_AT.sub('', str(error))}."
    if found is None or found[1] is None:
        return FileFault(name, text.rstrip("\n").count("\n") + 1, 1, sentence)
    return FileFault(name, int(found[1]), int(found[2]), sentence)


def _shape(error: ValidationError, at: dict[KeyPath, Place], name: str) -> Iterator[FileFault]:
    for item in error.errors(include_url=False):
        yield FileFault(name, *place_of(at, item["loc"]), _sentence(item))


def _sentence(item: ErrorDetails) -> str:
    key, kind = str(item["loc"][-1]), item["type"]
    if kind == "missing":
        return (
            SENTENCES["no_spanish"].en
            if key == "es"
            else f"{_inside(item['loc'])}{key} is missing."
        )
    if kind == "extra_forbidden":
        return f"There is no key {key} here.{_meant(item['loc'])}"
    if kind == "string_pattern_mismatch":
        return f"{key} has small letters, digits and hyphens alone, and begins with a letter."
    words = str(item["msg"]).removeprefix("Value error, ")
    return f"{key}: {words[0].lower()}{words[1:]}."


def _inside(path: KeyPath) -> str:
    owner = next((part for part in reversed(path[:-1]) if isinstance(part, str)), None)
    return f"In {owner}, " if owner else ""


def _meant(path: KeyPath) -> str:
    known = _keys_at(path[:-1])
    close = difflib.get_close_matches(str(path[-1]), known, 1)
    return f" Did you mean {close[0]}?" if close else ""


def _keys_at(path: KeyPath) -> list[str]:
    """The keys a part of a template may have, by the models' own schema."""
    schema: dict[str, Any] = TemplateFile.model_json_schema()
    parts, shape = schema["$defs"], schema
    for step in path:
        shape = shape.get("items", {}) if isinstance(step, int) else shape["properties"][step]
        shape = next((one for one in shape.get("anyOf", [shape]) if one != {"type": "null"}), {})
        shape = parts[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
    return list(shape.get("properties", {}))


def _untranslated(design: ProgrammeDesign) -> Iterator[checks.Fault]:
    """In a template levels and groups have Spanish names too."""
    for number, level in enumerate(design.levels):
        if level.name_es is None:
            yield checks.Fault(("levels", number, "name"), "no_spanish", SENTENCES["no_spanish"])
    for number, group in enumerate(design.groups):
        if group.title_es is None:
            yield checks.Fault(("groups", number, "title"), "no_spanish", SENTENCES["no_spanish"])
