"""Where people can call or write in a hard moment, country by country: TOML files in `help/`, each
with its sources and the day they were read. A broken one stops the start."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from app.people.schemas import Body, Line
from app.programs.fields import Slug
from app.programs.models import Centre
from app.programs.opening_hours import WeekHours
from app.programs.schemas import Help, Phone

SHIPPED = Path(__file__).parent / "help"
EMERGENCY = "emergency"
FALLBACK = "US"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class InBoth(_Part):
    """One text in both languages."""

    en: Annotated[Line, Field(min_length=1, max_length=300)]
    es: Annotated[Line, Field(min_length=1, max_length=300)]


def _dialled(number: str | None) -> str | None:
    if number is not None and not 2 <= sum(letter.isdigit() for letter in number) <= 15:
        raise ValueError("is no phone number")
    return number


Dialled = Annotated[Phone, AfterValidator(_dialled)]


class HelpNumber(_Part):
    """Somewhere to call or write to; `code` tells it apart."""

    code: Slug
    call: Dialled | None = None
    text: Dialled | None = None
    label: InBoth
    note: InBoth

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if self.call is None and self.text is None:
            raise ValueError("has a number to call or to write to")
        return self


def _with_emergency(numbers: list[HelpNumber]) -> list[HelpNumber]:
    codes = [number.code for number in numbers]
    if len(set(codes)) != len(codes):
        raise ValueError("the same code is there twice")
    if not any(number.code == EMERGENCY and number.call for number in numbers):
        raise ValueError("needs a number to call in an emergency")
    return numbers


Numbers = Annotated[
    list[HelpNumber], Field(min_length=1, max_length=12), AfterValidator(_with_emergency)
]
"""In the order they are shown."""


class CountryNumbers(_Part):
    """The numbers of a country (ISO 3166-1)."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    checked_on: date
    sources: Annotated[list[Line], Field(min_length=1)]
    numbers: Numbers


class BrokenNumbers(ValueError):
    """A file that comes with the service has a fault: the service does not start."""


@cache
def countries() -> dict[str, CountryNumbers]:
    """The numbers that come with the service, by country. Raises `BrokenNumbers`."""
    found = {}
    for file in sorted(SHIPPED.glob("*.toml")):
        try:
            one = CountryNumbers.model_validate(tomllib.loads(file.read_text("utf-8")))
        except ValueError as error:
            raise BrokenNumbers(f"{file.name}: {error}") from error
        found[one.country] = one
    if FALLBACK not in found:
        raise BrokenNumbers(f"there is no file for {FALLBACK}")
    return found


def numbers_of(centre: Centre | None) -> Sequence[HelpNumber]:
    """What a centre's phones show: its own numbers where it has any, else its country's."""
    if centre is not None and centre.help_numbers is not None:
        return [HelpNumber.model_validate(number) for number in centre.help_numbers]
    known = countries()
    return known.get(centre.country if centre else FALLBACK, known[FALLBACK]).numbers


class HelpNow(Help):
    """All that a phone needs for its help page, whoever holds it. Hours are wall times in
    `time_zone`; `on_call_hours` None: at any hour. `opening_hours` are when staff look at what is
    sent, not when the phone is answered: that says `centre_hours`. `closed_days` are those that
    come, whatever the hours say."""

    on_call_phone: str | None
    on_call_hours: dict[str, list[list[str]]] | None
    opening_hours: dict[str, list[list[str]]]
    closed_days: list[date]
    time_zone: str | None
    numbers: list[HelpNumber]


def help_now(centre: Centre | None, closed_days: Sequence[date] = ()) -> HelpNow:
    """The help page's facts; the country's numbers alone before there is a centre."""
    return HelpNow(
        centre_phone=centre.phone if centre else None,
        centre_hours=centre.hours if centre else None,
        on_call_phone=centre.on_call_phone if centre else None,
        on_call_hours=centre.on_call_hours if centre else None,
        opening_hours=centre.opening_hours if centre else {},
        closed_days=list(closed_days),
        time_zone=centre.time_zone if centre else None,
        numbers=list(numbers_of(centre)),
    )


def _known_country(code: str) -> str:
    if code not in countries():
        raise ValueError("is no country there are numbers for")
    return code


class HelpUpdate(Body):
    """`numbers` None: those of the country. `on_call_hours` None: at any hour."""

    country: Annotated[str, AfterValidator(_known_country)]
    on_call_phone: Dialled | None = None
    on_call_hours: WeekHours | None = None
    numbers: Numbers | None = None


class HelpSettings(BaseModel):
    """What the administrator set."""

    country: str
    on_call_phone: str | None
    on_call_hours: dict[str, list[list[str]]] | None
    numbers: list[HelpNumber] | None


class HelpRead(BaseModel):
    """What is set, and what comes with the service to choose from."""

    settings: HelpSettings
    countries: list[CountryNumbers]
