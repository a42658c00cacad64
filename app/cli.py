"""`companion`: the command line of an installation."""

import json
import sys
from typing import Annotated

import segno
import typer
import uvicorn
from rich.console import Console

from app import clock, schema
from app.check_ins.commands import instruments
from app.demo.service import make_demo
from app.demo.signs import print_signs, signs_of
from app.doctor import findings
from app.errors import Problem
from app.installation import Installation, open_installation
from app.keys import LooseKey
from app.learning.commands import curriculum
from app.log import log_plainly
from app.main import create_app
from app.people.invitations import invite
from app.people.models import Language, Profession, Role
from app.people.queries import nobody_here
from app.people.service import SETUP_GOOD_FOR_MINUTES, new_person, new_setup_token
from app.programs.commands import programmes
from app.programs.queries import centre
from app.reminders.preview import as_json as as_json_rows
from app.reminders.preview import as_table, preview
from app.settings import Settings
from app.worker import Worker

cli = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
staff = typer.Typer(no_args_is_help=True, help="People who work here.")
reminders = typer.Typer(no_args_is_help=True, help="When reminders fall due.")
cli.add_typer(staff, name="staff")
cli.add_typer(reminders, name="reminders")
cli.add_typer(programmes, name="programmes")
cli.add_typer(instruments, name="instruments")
cli.add_typer(curriculum, name="curriculum")
console = Console(stderr=True)


def main() -> None:
    """Runs a command. What an operator can mend is said in a sentence, without a traceback."""
    log_plainly()
    try:
        cli(standalone_mode=True)
    except Problem as problem:
        print(json.dumps(problem.document(), ensure_ascii=False))
        console.print(problem.detail, style="red", highlight=False)
        sys.exit(2)
    except (LooseKey, FileNotFoundError, ValueError) as error:
        console.print(str(error), style="red", highlight=False)
        sys.exit(2)


@cli.command()
def serve(
    with_worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Run the reminder worker in it.")
    ] = True,
) -> None:
    """Serves the application."""
    installation = ready(Settings())
    print_setup_code(installation)
    settings = installation.settings
    worker = Worker(installation) if with_worker else None
    console.print(f"Open {settings.origin}", highlight=False)
    uvicorn.run(
        create_app(installation, worker=worker),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        proxy_headers=bool(settings.forwarded_allow_ips),
        forwarded_allow_ips=settings.forwarded_allow_ips,
        server_header=False,
    )


@cli.command()
def worker() -> None:
    """Runs a reminder worker by itself. Any number may run beside each other."""
    Worker(ready(Settings())).run_until_signal()


@cli.command()
def migrate(
    to: Annotated[str, typer.Option(help="A revision, head or base.")] = "head",
) -> None:
    """Brings the database up to date."""
    installation = open_installation(Settings())
    with console.status("Bringing the database up to date …"):
        schema.migrate(installation.database, to)
    installation.database.dispose()
    console.print("The database is up to date.")


@cli.command()
def demo(
    show: Annotated[
        bool, typer.Option(help="Leave an installation that is not empty as it is.")
    ] = False,
) -> None:
    """Makes a demo centre in an empty installation, and says how to sign in to it."""
    installation = ready(Settings())
    signs = signs_of(installation) if show else None
    if signs is None and not (show and somebody_is_here(installation)):
        with console.status("Making the demo centre …") as status:
            signs = make_demo(installation, say=status.update)
    if signs is not None:
        print_signs(installation.settings, signs)
    installation.database.dispose()


@cli.command()
def doctor() -> None:
    """Says what is wrong with this installation, in sentences."""
    found = list(findings(Settings()))
    for finding in found:
        console.print(finding, highlight=False)
    if found:
        raise typer.Exit(1)
    console.print("Nothing is wrong with this installation.")


@staff.command("add")
def staff_add(
    name: Annotated[str, typer.Argument(help="The name clients will see.")],
    profession: Annotated[Profession, typer.Option()] = Profession.counselor,
    administrator: Annotated[bool, typer.Option(help="May administer the centre.")] = False,
) -> None:
    """Adds somebody to the staff and prints their link to join by."""
    installation = ready(Settings())
    now = clock.utc_now()
    roles = {Role.provider} | ({Role.administrator} if administrator else set())
    with installation.database.unit_of_work() as db:
        person = new_person(
            db,
            shown_name=name,
            roles=frozenset(roles),
            time_zone=centre(db).time_zone,
            language=Language.en,
            granted_by=None,
            now=now,
            profession=profession,
        )
        link = invite(db, person, person.id, installation.settings.origin, now)
    print(f"{link.sign_in_name}\n{link.url}")
    segno.make(link.url, error="m").terminal(out=sys.stderr, compact=True)
    console.print("The link works once, for 72 hours.")


@reminders.command("preview")
def reminders_preview(
    time: Annotated[str, typer.Option(help="Wall time, HH:MM.")],
    zone: Annotated[str, typer.Option(help="IANA time zone, such as America/New_York.")],
    days: Annotated[
        str | None, typer.Option(help="Such as mon,wed,fri; every day if left out.")
    ] = None,
    from_day: Annotated[str | None, typer.Option("--from", help="First day, YYYY-MM-DD.")] = None,
    count: Annotated[int, typer.Option(help="How many.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Prints the next instants of a daily reminder."""
    rows = preview(time, days, zone, from_day, count, clock.utc_now())
    if as_json:
        print(as_json_rows(rows))
    else:
        print(as_table(rows))


def somebody_is_here(installation: Installation) -> bool:
    """Whether the installation belongs to anybody already."""
    with installation.database.unit_of_work() as db:
        return not nobody_here(db)


def ready(settings: Settings) -> Installation:
    """The installation with its keys made and its database up to date."""
    installation = open_installation(settings)
    with console.status("Bringing the database up to date …"):
        schema.migrate(installation.database)
    return installation


def print_setup_code(installation: Installation) -> None:
    """On an empty installation: the code that makes the first administrator, once."""
    now = clock.utc_now()
    with installation.database.unit_of_work() as db:
        secret = new_setup_token(db, now)
    if secret is None:
        return
    console.print(
        f"Nobody is here yet. Within {SETUP_GOOD_FOR_MINUTES} minutes open\n"
        f"  {installation.settings.origin}/setup#{secret}",
        highlight=False,
        soft_wrap=True,
    )
