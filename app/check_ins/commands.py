"""`companion instruments`: which instruments there are, and scoring answers from a file."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from app.check_ins.forms import check_recall
from app.check_ins.instrument_files import Instrument
from app.check_ins.instruments import fingerprint, load_instruments, unsealed
from app.check_ins.scoring import Scored, score
from app.errors import NotFound, Unprocessable

instruments = typer.Typer(no_args_is_help=True, help="Questionnaires and their scores.")
MOST_BYTES = 65_536


class UnknownInstrument(NotFound):
    code = "unknown_instrument"
    detail = "There is no such instrument. See: companion instruments list"


class UnreadableAnswers(Unprocessable):
    """The file of answers is not there, too large, no UTF-8, no JSON, or no object with every item
    once."""

    code = "unreadable_answers"
    detail = 'Answers are a file with one JSON object, such as {"1": 2, "7A": 0}.'


@instruments.command("list")
def list_instruments(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Lists the instruments that come with the service."""
    found = load_instruments().values()
    if as_json:
        typer.echo(json.dumps([_described(one) for one in found], ensure_ascii=False, indent=2))
        return
    table = Table("id", "version", "items", "about", "languages", "scores", box=box.SIMPLE)
    for one in found:
        table.add_row(
            one.id, str(one.version), str(len(one.items)), one.recall or "now",
            ", ".join(one.languages), ", ".join(one.scores) or "none",
        )  # fmt: skip
    Console().print(table)


@instruments.command("score")
def score_answers(
    instrument_id: Annotated[str, typer.Argument(metavar="ID", help="Such as phq-9.")],
    answers: Annotated[Path, typer.Option(help="A JSON object: answers as coded, by item.")],
    recall: Annotated[
        str | None, typer.Option(help="The period that was asked about, such as P7D.")
    ] = None,
) -> None:
    """Scores answers. Ends with 2 and a problem document when they are not of the form."""
    instrument = load_instruments().get(instrument_id)
    if instrument is None:
        raise UnknownInstrument
    if recall is not None:
        check_recall(instrument, recall)
    scored = score(instrument, _answers_in(answers))
    typer.echo(json.dumps(_as_printed(scored), ensure_ascii=False))


@instruments.command("fingerprint")
def print_fingerprints(
    file: Annotated[Path, typer.Argument(help="An instrument's TOML file.")],
) -> None:
    """Prints what to record as sha256 of every wording in a file, after comparing it with its
    publication."""
    one = unsealed(file.read_bytes(), file.name)
    for language in one.wording:
        typer.echo(f"{language} {fingerprint(one, language)}")


def _answers_in(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise UnreadableAnswers
        said = json.loads(content.decode(), object_pairs_hook=_each_once, parse_constant=_no_number)
    # A number of thousands of digits is a ValueError, a thousand brackets a RecursionError.
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableAnswers from error
    if not isinstance(said, dict):
        raise UnreadableAnswers
    return said


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise UnreadableAnswers
    return said


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def _as_printed(scored: Scored) -> dict[str, Any]:
    printed: dict[str, Any] = {
        "scores": scored.scores,
        "flags": [{"code": one.code, "reason": one.reason_en} for one in scored.flags],
        "complete": scored.complete,
        "missing": list(scored.missing),
    }
    return printed | ({"prorated": scored.prorated} if scored.prorated else {})


def _described(one: Instrument) -> Mapping[str, Any]:
    return {
        "id": one.id,
        "version": one.version,
        "name": one.name.model_dump(),
        "who": one.who,
        "recall": one.recall,
        "languages": list(one.languages),
        "wording": {language: said.sha256 for language, said in one.wording.items()},
        "items": [item.number for item in one.items],
        "scores": list(one.scores),
        "covers": list(one.covers),
        "licence": one.licence,
        "source": one.citation,
        "sources": [source.url for source in one.sources],
        "notes": list(one.notes),
    }
