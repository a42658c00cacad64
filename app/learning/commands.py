"""`companion curriculum`: checking the texts of the curriculum, and listing them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from app.learning.checks import between, notices, uncovered
from app.learning.curriculum import (
    SHIPPED,
    CurriculumFault,
    Fault,
    Text,
    load_curriculum,
    misnamed,
    read_file,
)
from app.learning.tables import counted, into, tables
from app.learning.topics import FILE, line_of

curriculum = typer.Typer(no_args_is_help=True, help="Texts that clients read.")


@curriculum.command("check")
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; the texts that come with it if left out."),
    ] = None,
) -> None:
    """Checks texts. Says what is wrong by file and line and ends with 1, else counts them."""
    files = list(_files(paths or [SHIPPED]))
    texts, faults = _read(files)
    for name, text in texts.items():
        faults += notices(text, name)
    if paths is None or len(files) > 1:
        faults += between(texts)
    if not paths:
        faults += _without_module(texts)
    for fault in sorted(faults, key=lambda one: (one.file, one.line)):
        typer.echo(fault)
    if faults or not files:
        raise typer.Exit(1)
    typer.echo(counted(texts.values()))


@curriculum.command("table")
def table(
    document: Annotated[
        Path | None,
        typer.Option("--into", help="Writes it into a document, between its two marks."),
    ] = None,
) -> None:
    """Prints which topic is taught where, and every text with its words and reading age."""
    written = tables(load_curriculum())
    if document is None:
        typer.echo(written, nl=False)
    else:
        document.write_text(into(document.read_text(encoding="utf-8"), written), encoding="utf-8")


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.rglob("*.md"))
        else:
            yield path


def _read(files: list[Path]) -> tuple[dict[str, Text], list[Fault]]:
    """The texts by the name of their file as it is printed, and their faults of form. A text may
    link to what comes with the service and to what is checked beside it."""
    known = {file.stem for file in (*SHIPPED.glob("*/*.md"), *files)}
    texts: dict[str, Text] = {}
    faults: list[Fault] = []
    for file in files:
        name = _shown(file)
        try:
            texts[name] = read_file(file, str(file.absolute()), known)
        except CurriculumFault as fault:
            faults += [one._replace(file=name) for one in fault.faults]
        except OSError:
            faults.append(Fault(name, 1, "unreadable", "This file cannot be opened."))
        else:
            faults += misnamed(texts[name], file, name)
    return texts, faults


def _shown(file: Path) -> str:
    here = Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else str(file)


def _without_module(texts: dict[str, Text]) -> Iterator[Fault]:
    for code in uncovered(texts.values()):
        sentence = f"No module is about {code}."
        yield Fault(_shown(FILE), line_of(code), "topic_without_module", sentence, hard=False)
