"""The form of an instrument's file. Unknown keys are refused, and whatever names an item or a score
names one that is there."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

ItemNumber = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,2}[A-Z]?|[a-z_]{2,20})$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Whole = Annotated[int, Field(strict=True)]
Language = Literal["en", "es"]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """One text of our own in both languages."""

    en: str
    es: str


class AnswerKind(StrEnum):
    """How an item is answered. `options`: one of coded values. `days`: a number of days.
    `yes_no`: 1 or 0. `scale`: a number from `least` to `most`."""

    options = "options"
    days = "days"
    yes_no = "yes_no"
    scale = "scale"


class How(Part):
    """What may be answered: the coded `values`, or every whole number from `least` to `most`."""

    kind: AnswerKind
    values: tuple[Whole, ...] = ()
    least: Whole
    most: Whole

    @model_validator(mode="before")
    @classmethod
    def _range(cls, said: Any) -> Any:
        if isinstance(said, dict) and said.get("kind") == "yes_no":
            said = {"values": [0, 1]} | said
        if isinstance(said, dict) and said.get("values"):
            return {"least": min(said["values"]), "most": max(said["values"])} | said
        return said

    def allows(self, value: int) -> bool:
        return value in self.values if self.values else self.least <= value <= self.most


class Item(Part):
    """One item by its published number. One that is not `required` is asked, but the form is
    complete without it."""

    number: ItemNumber
    answer: Code
    how: How
    required: bool = True


class Skip(Part):
    """Where `item` is answered with one of `when`, the form goes on at `to` (None: its end), and
    what lies between counts as 0."""

    item: ItemNumber
    when: tuple[Whole, ...]
    to: ItemNumber | None = None
    skips: tuple[ItemNumber, ...]


class Score(Part):
    """A sum of items, times `times`. With up to `prorate_missing` items missing the published rule
    allows their replacement by the mean of the others; 0 where there is no such rule."""

    name: Words
    items: tuple[ItemNumber, ...]
    times: Whole = 1
    prorate_missing: Whole = 0


class Band(Part):
    """What the publication says of the scores from `from_` to `to`. `flag`: an action point."""

    score: Code
    code: Code
    from_: Whole = Field(alias="from")
    to: Whole
    text: Words
    flag: Literal["high", "low"] | None = None


class FlagRule(Part):
    """When a flag is raised: any of `items` or the `score` is `at_least` or `at_most` so much, and
    none of `unless` was raised. `reason` is worded with {value}, {most} and {what}; `labels` are
    our short words for items."""

    code: Code
    items: tuple[ItemNumber, ...] = ()
    score: Code | None = None
    at_least: Whole | None = None
    at_most: Whole | None = None
    unless: tuple[Code, ...] = ()
    reason: Words
    labels: Mapping[ItemNumber, Words] = {}

    @model_validator(mode="after")
    def _is_one_rule(self) -> Self:
        if bool(self.items) == bool(self.score):
            raise ValueError("a flag looks at items or at a score")
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("a flag has one threshold")
        return self

    def holds(self, value: int) -> bool:
        if self.at_least is not None:
            return value >= self.at_least
        return self.at_most is not None and value <= self.at_most


class AtOnce(Part):
    """From this answer on the client sees their people before the next question."""

    item: ItemNumber
    at_least: Whole


class Source(Part):
    """What was read, where, on which day."""

    url: str
    read: date
    what: str


class Wording(Part):
    """An instrument in one language, exactly as published. `preface` alone is ours, a neutral line
    above; `origin` says where the wording was checked. `options` by the code of the answer."""

    sha256: str
    name: str
    preface: str | None = None
    intro: str
    origin: str
    items: Mapping[ItemNumber, str]
    notes: Mapping[ItemNumber, str] = {}
    options: Mapping[Code, tuple[str, ...]] = {}


class FormText(NamedTuple):
    """What somebody reads: the wording in one language and its fingerprint."""

    language: str
    wording: Wording
    sha256: str


class Instrument(Part):
    """One instrument. `recall` is the ISO 8601 period its items look back on; None for now or where
    items differ. `covers` are instruments that need not be asked beside it."""

    id: Code
    version: Annotated[int, Field(ge=1, strict=True)]
    name: Words
    about: Words
    recall: Annotated[str, StringConstraints(pattern=r"^P[1-9][0-9]{0,2}[DMY]$")] | None = None
    who: Literal["client", "staff"] = "client"
    licence: str
    citation: str
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    notes: tuple[str, ...] = ()
    covers: tuple[Code, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    skips: tuple[Skip, ...] = ()
    acts_at_once: tuple[AtOnce, ...] = ()
    scores: Mapping[Code, Score] = {}
    bands: tuple[Band, ...] = ()
    flags: tuple[FlagRule, ...] = ()
    wording: Annotated[Mapping[Language, Wording], Field(min_length=1)]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.wording)

    @property
    def scored(self) -> bool:
        return bool(self.scores)

    def item(self, number: str) -> Item | None:
        return next((one for one in self.items if one.number == number), None)

    def in_language(self, language: str) -> FormText | None:
        """The form in a language; None when it is honestly not available in it."""
        said = next((words for code, words in self.wording.items() if code == language), None)
        return None if said is None else FormText(language, said, said.sha256)

    @model_validator(mode="before")
    @classmethod
    def _with_answers(cls, said: Any) -> Any:
        """Gives every item the answers its file describes once, in `[answers]`."""
        if not isinstance(said, dict) or "answers" not in said:
            raise ValueError("the answers are missing")
        hows = said["answers"]
        items = [one | {"how": hows.get(one.get("answer"))} for one in said.get("items", [])]
        return {key: part for key, part in said.items() if key != "answers"} | {"items": items}

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for fault in (*self._unknown_items(), *self._unknown_scores(), *self._wordings()):
            raise ValueError(fault)
        return self

    def _unknown_items(self) -> Iterator[str]:
        known = [one.number for one in self.items]
        if len(set(known)) != len(known):
            yield "an item is there twice"
        named = [number for skip in self.skips for number in (skip.item, *skip.skips)]
        named += [skip.to for skip in self.skips if skip.to is not None]
        named += [one.item for one in self.acts_at_once]
        named += [number for score in self.scores.values() for number in score.items]
        named += [number for rule in self.flags for number in (*rule.items, *rule.labels)]
        yield from (f"there is no item {number}" for number in named if number not in known)

    def _unknown_scores(self) -> Iterator[str]:
        named = [band.score for band in self.bands]
        named += [rule.score for rule in self.flags if rule.score is not None]
        yield from (f"there is no score {name}" for name in named if name not in self.scores)

    def _wordings(self) -> Iterator[str]:
        known = [one.number for one in self.items]
        for language, said in self.wording.items():
            if list(said.items) != known:
                yield f"the items in {language} are not those of the instrument, in their order"
            if not set(said.notes) <= set(known):
                yield f"a note in {language} belongs to no item"
            for item in self.items:
                if len(said.options.get(item.answer, ())) != len(item.how.values):
                    yield f"item {item.number} in {language} has not as many options as codes"
