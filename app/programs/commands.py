"""`companion programmes`: checking and listing programme templates."""

from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from app.programs.hours import weeks_of
from app.programs.sentences import number
from app.programs.templates import SHIPPED, Template, check_files

programmes = typer.Typer(no_args_is_help=True, help="Programme templates.")


@programmes.command("check")
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Templates; those that come with it if left out.")
    ] = None,
) -> None:
    """Checks templates. Says what is wrong by file, line and column, else what a week holds."""
    chosen = files or sorted(SHIPPED.glob("*.toml"))
    found, wrong = check_files(chosen)
    for fault in wrong:
        typer.echo(fault)
    if wrong:
        raise typer.Exit(1)
    for file, template in zip(chosen, found, strict=True):
        typer.echo(f"{file}: nothing is wrong.")
        for week in weeks_of(template.design):
            typer.echo(f"  {week.sentence().en}")


@programmes.command("list")
def list_templates() -> None:
    """Lists the templates that come with the service."""
    found, wrong = check_files(sorted(SHIPPED.glob("*.toml")))
    table = Table("id", "kind", "levels", "hours a week", "weeks", box=box.SIMPLE)
    for template in found:
        table.add_row(*_row(template))
    Console().print(table)
    for fault in wrong:
        typer.echo(fault, err=True)
    if wrong:
        raise typer.Exit(1)


def _row(template: Template) -> tuple[str, ...]:
    design = template.design
    least = min(level.hours_floor for level in design.levels)
    most = max(level.hours_ceiling for level in design.levels)
    weeks = "as agreed" if design.weeks is None else str(design.weeks)
    hours = f"{number(least)} to {number(most)}"
    header = template.header
    return header.id, header.kind.value, str(len(design.levels)), hours, weeks
