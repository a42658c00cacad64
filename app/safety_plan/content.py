"""What a safety and relapse-prevention plan says, as data.

Every item has an id of its own, made by whoever wrote it and kept for as long as the item is there:
merging holds on to it, not to words or places.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from app.people.schemas import Line, PlainText

BYTES_AT_MOST = 60_000
"""Of what somebody sends, in UTF-8. A request may have 64 KiB, and needs a little around it."""
_PHONE = re.compile(r"\+?[0-9 ()./-]*", re.ASCII)


def _phone(text: str) -> str:
    digits = sum(letter.isdigit() for letter in text)
    fewest = 8 if text.startswith("+") else 3
    if text and not (_PHONE.fullmatch(text) and fewest <= digits <= 15):
        raise ValueError("is no phone number")
    return text


def _in_range(day: date) -> date:
    if not 1970 <= day.year <= 2200:
        raise ValueError("is outside the years 1970 to 2200")
    return day


ItemId = Annotated[str, Field(pattern=r"^[0-9a-z-]{8,36}$")]
Sentence = Annotated[PlainText, Field(min_length=1, max_length=400)]
Short = Annotated[PlainText, Field(max_length=400)]
Phone = Annotated[Line, Field(max_length=40), AfterValidator(_phone)]
"""A number to call as people write it: E.164 (ITU-T E.164: `+` and at most 15 digits) or local, the
short ones of three digits too. Digits, spaces, brackets, dots, slashes and dashes; nothing that a
phone would take for anything else than a number. Empty: there is none."""


class Stage(StrEnum):
    """Where a warning sign shows: it often begins in feelings, then in thoughts, then in deeds."""

    emotional = "emotional"
    mental = "mental"
    physical = "physical"


class Part(StrEnum):
    """The parts of a plan, in the order of a hard moment."""

    people = "people"
    coping = "coping"
    if_slip = "if_slip"
    places = "places"
    reasons = "reasons"
    signs = "signs"
    triggers = "triggers"
    situations = "situations"
    avoid = "avoid"
    means = "means"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Item(_Strict):
    """A part that can be told apart. `beside`: two wrote this item at once, and the other wording
    is the item of that id; whoever writes next keeps one or both."""

    id: ItemId
    beside: ItemId | None = None


class Thing(Item):
    """A line: a reason, something that helps, a place, a step."""

    text: Sentence


class Sign(Thing):
    """A warning sign."""

    stage: Stage


class Trigger(Thing):
    """What sets it off: `inside` (a mood, a pain) or around (people, places, days)."""

    inside: bool


class Situation(Thing):
    """A situation of high risk, and four ways with it."""

    avoid: Short = ""
    escape: Short = ""
    cope: Short = ""
    who: Short = ""


class Contact(Item):
    """Somebody the client knows, and how they may be reached."""

    name: Annotated[Line, Field(min_length=1, max_length=80)]
    relation: Annotated[Line, Field(max_length=80)] = ""
    phone: Phone = ""
    may_call: bool = True
    may_text: bool = True


class Content(_Strict):
    """The whole plan. `shown_signed_out` are the parts the client lets their phone show while
    nobody is signed in: none unless the client says so."""

    people: list[Contact] = []
    coping: list[Thing] = []
    if_slip: list[Thing] = []
    places: list[Thing] = []
    reasons: list[Thing] = []
    signs: list[Sign] = []
    triggers: list[Trigger] = []
    situations: list[Situation] = []
    avoid: list[Thing] = []
    means: list[Thing] = []
    review_on: Annotated[date, AfterValidator(_in_range)] | None = None
    shown_signed_out: list[Part] = []

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [item.id for part in Part for item in items_in(self, part)]
        if len(set(ids)) != len(ids):
            raise ValueError("the same item is there twice")
        shown = self.shown_signed_out
        self.shown_signed_out = [part for part in Part if part in shown]
        return self


class SentContent(Content):
    """A plan as somebody may send it. What two of these become together may be longer."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(self.model_dump_json().encode()) > BYTES_AT_MOST:
            raise ValueError("is longer than a plan may be")
        return self


def items_in(content: Content, part: Part) -> list[Item]:
    """The items of one part, in their order."""
    found: list[Item] = getattr(content, part.value)
    return found


def all_items(content: Content) -> Iterator[tuple[Part, Item]]:
    """Every item with its part."""
    return ((part, item) for part in Part for item in items_in(content, part))
