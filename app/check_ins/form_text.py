"""A form as it travels to a phone or a desk: everything that is needed to show it and to answer it
away from the network."""

from pydantic import BaseModel

from app.check_ins.instrument_files import AnswerKind, AtOnce, Instrument, Item, Wording
from app.errors import Unprocessable


class FormUnavailable(Unprocessable):
    """There is no official wording in this language that may be used freely."""

    code = "form_unavailable"
    detail = "This form is not available in this language."


class OptionRead(BaseModel):
    value: int
    text: str


class ItemRead(BaseModel):
    """One question. `options` for kinds `options` and `yes_no`, else every whole number from `min`
    to `max`. `note` is part of the published wording."""

    number: str
    text: str
    kind: AnswerKind
    options: list[OptionRead] | None
    min: int
    max: int
    required: bool
    note: str | None = None


class SkipRead(BaseModel):
    """After one of the answers `when` to `item` the form goes on at `to`; None is its end."""

    item: str
    when: list[int]
    to: str | None
    skips: list[str]


class AtOnceRead(BaseModel):
    item: str
    at_least: int


class FormRead(BaseModel):
    """One instrument in one language. `wording` is the fingerprint that comes back with the
    answers; `preface` is a line of our own above the published `intro`."""

    id: str
    version: int
    language: str
    wording: str
    name: str
    recall: str | None
    preface: str | None
    intro: str
    items: list[ItemRead]
    skips: list[SkipRead]
    acts_at_once: list[AtOnceRead]
    scored: bool
    licence: str
    source: str


def form_text(instrument: Instrument, language: str) -> FormRead:
    """The form in a language. Raises `FormUnavailable` where there is none."""
    form = instrument.in_language(language)
    if form is None:
        raise FormUnavailable
    said = form.wording
    return FormRead(
        id=instrument.id,
        version=instrument.version,
        language=language,
        wording=form.sha256,
        name=said.name,
        recall=instrument.recall,
        preface=said.preface,
        intro=said.intro,
        items=[_item(item, said) for item in instrument.items],
        skips=[SkipRead.model_validate(one.model_dump()) for one in instrument.skips],
        acts_at_once=[_at_once(one) for one in instrument.acts_at_once],
        scored=instrument.scored,
        licence=instrument.licence,
        source=instrument.citation,
    )


def _item(item: Item, said: Wording) -> ItemRead:
    texts = said.options.get(item.answer, ())
    options = [
        OptionRead(value=value, text=text)
        for value, text in zip(item.how.values, texts, strict=True)
    ]
    return ItemRead(
        number=item.number,
        text=said.items[item.number],
        kind=item.how.kind,
        options=options or None,
        min=item.how.least,
        max=item.how.most,
        required=item.required,
        note=said.notes.get(item.number),
    )


def _at_once(one: AtOnce) -> AtOnceRead:
    return AtOnceRead(item=one.item, at_least=one.at_least)
