"""How to sign in to the demo centre, for whoever started it."""

import sys
from dataclasses import dataclass

import segno
from rich.console import Console
from sqlmodel import col, func, select

from app.demo.cast import KNOWN
from app.installation import Installation
from app.people.models import Person
from app.programs.models import Centre
from app.settings import Settings

CENTRE_NAME = "Demo Centre"
PASSPHRASE = "demo only: four green kites"
_WHO = {
    "river": "a client",
    "olive": "a client who reads Spanish",
    "cedar": "a counselor",
    "willow": "an alumna",
    "maple": "a relative",
    "stone": "the administrator",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One person of the demo: who they are there, and the name they sign in by."""

    who: str
    sign_in_name: str


@dataclass(frozen=True, slots=True)
class Signs:
    """Everybody worth signing in as, and the passphrase they share."""

    people: tuple[Sign, ...]
    passphrase: str


SIGNS = Signs(tuple(Sign(who, KNOWN[word]) for word, who in _WHO.items()), PASSPHRASE)


def signs_of(installation: Installation) -> Signs | None:
    """How to sign in, if this installation is the demo: its centre has the demo's name and the
    people are all there. None for any other."""
    with installation.database.unit_of_work() as db:
        centre = db.get(Centre, 1)
        there = db.exec(
            select(func.count())
            .select_from(Person)
            .where(col(Person.sign_in_name).in_(KNOWN.values()))
        ).one()
    is_demo = centre is not None and centre.name == CENTRE_NAME and there == len(KNOWN)
    return SIGNS if is_demo else None


def print_signs(settings: Settings, signs: Signs) -> None:
    """Prints on standard output where the demo is, how to sign in, and a code for a phone."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"\nThe demo centre is at {settings.origin}\n")
    width = max(len(sign.who) for sign in signs.people)
    for sign in signs.people:
        console.print(f"  {sign.who:<{width}}  {sign.sign_in_name}")
    console.print(f"\nEverybody's passphrase: {signs.passphrase}\n")
    segno.make(settings.origin, error="m").terminal(out=sys.stdout, compact=True)
    if not settings.is_public:
        console.print(_for_phones(settings.port))


def _for_phones(port: int) -> str:
    return (
        "\nA phone needs an https address of its own, given in COMPANION_ORIGIN. An Android phone\n"
        f"on a cable does without: run  adb reverse tcp:{port} tcp:{port}  and open\n"
        f"http://localhost:{port} on it."
    )
