"""Whether the questionnaires of a sitting can be taken as they are, and what is kept of them.

What was answered under another wording than today's is kept as it was said, with the wording it
names, and never scored: a replaced wording must not hold back a day, and least of all an answer
somebody has to act on. A sitting with such an answer is not refused for any fault of a
questionnaire.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.check_ins.flags import Filled
from app.check_ins.forms import check_recall
from app.check_ins.instruments import Instrument, load_instruments
from app.check_ins.models import FormResponse
from app.check_ins.schedule import DAILY
from app.check_ins.schemas import FormAnswers
from app.check_ins.scoring import ItemFlag, Scored, score
from app.errors import Conflict, Problem, Unprocessable


class NoSuchForm(Unprocessable):
    code = "no_such_form"
    detail = "There is no such questionnaire."


class FormForStaff(Unprocessable):
    code = "form_for_staff"
    detail = "This form is one to go through with somebody who works here."


class FormNotInLanguage(Unprocessable):
    """There is no official wording in this language that may be used freely."""

    code = "form_unavailable"
    detail = "This questionnaire is not available in this language."


class FormChanged(Conflict):
    """What was answered is not what would be asked now."""

    code = "form_changed"
    detail = "This questionnaire has changed since it was opened. Please answer the new one."


class FormTwice(Unprocessable):
    code = "form_twice"
    detail = "The same questionnaire is in this check-in twice."


@dataclass(frozen=True, slots=True)
class Taken:
    """A questionnaire as it came, and what the instrument's rules make of it."""

    form: FormAnswers
    instrument: Instrument | None
    scored: Scored

    @property
    def filled(self) -> Filled | None:
        """For the flags; None where the instrument is not known here."""
        if self.instrument is None:
            return None
        return self.instrument, self.form.answers, self.scored


def taken(forms: Iterable[FormAnswers]) -> list[Taken]:
    """Each once. Raises what is wrong with the first that cannot be taken, with its instrument;
    where an answer must be acted on at once, what is wrong is kept as it came instead. Of one that
    is there twice the one with that answer is kept then, and a form of staff's is left out."""
    all_forms = list(forms)
    acts = any(_acts(form) for form in all_forms)
    found: dict[str, Taken] = {}
    for form in all_forms:
        if form.instrument in found and not acts:
            raise FormTwice(instrument=form.instrument)
        one = _taken(form, keeps=acts)
        if one is not None and (form.instrument not in found or _acts(form)):
            found[form.instrument] = one
    return list(found.values())


def _taken(form: FormAnswers, *, keeps: bool) -> Taken | None:
    try:
        instrument = for_clients(form.instrument)
        if not _is_as_shown(instrument, form.language, form.version, form.wording):
            return _as_it_came(form, instrument)
        check_recall(instrument, form.recall)
        return Taken(form, instrument, score(instrument, form.answers))
    except Problem:
        if not keeps:
            raise
    known = load_instruments().get(form.instrument)
    is_ours = known is None or (known.who == "client" and known.id != DAILY)
    return _as_it_came(form, known) if is_ours else None


def _as_it_came(form: FormAnswers, instrument: Instrument | None) -> Taken:
    """Not scored, and nothing is said to be missing: what was asked is not known here."""
    return Taken(form, instrument, Scored({}, {}, tuple(_acting(form)), False, ()))


def _acts(form: FormAnswers) -> bool:
    return bool(_acting(form))


def _acting(form: FormAnswers) -> list[ItemFlag]:
    """The answers that ask for somebody at once, by the number of the item alone. One that is no
    answer the item has today still asks, without its number."""
    instrument = load_instruments().get(form.instrument)
    if instrument is None or instrument.who == "staff":
        return []
    found = []
    for rule in instrument.acts_at_once:
        item, value = instrument.item(rule.item), form.answers.get(rule.item, 0)
        if item is not None and value >= rule.at_least:
            facts = {"value": value} if item.how.allows(value) else {}
            found.append(ItemFlag(f"item_{rule.item}", "", facts))
    return found


def for_clients(name: str) -> Instrument:
    """A questionnaire that clients answer by themselves. Raises `NoSuchForm` or `FormForStaff`."""
    instrument = load_instruments().get(name)
    if instrument is None or name == DAILY:
        raise NoSuchForm
    if instrument.who == "staff":
        raise FormForStaff(instrument=name)
    return instrument


def as_shown(instrument: Instrument, language: str, version: int, wording: str) -> None:
    """Raises `FormNotInLanguage`, or `FormChanged` where the wording is not today's."""
    if instrument.in_language(language) is None:
        raise FormNotInLanguage(instrument=instrument.id)
    if not _is_as_shown(instrument, language, version, wording):
        raise FormChanged(instrument=instrument.id)


def _is_as_shown(instrument: Instrument, language: str, version: int, wording: str) -> bool:
    text = instrument.in_language(language)
    return text is not None and (version, wording) == (instrument.version, text.sha256)


def response_row(client_id: UUID, check_in_id: UUID, on_day: date, one: Taken) -> FormResponse:
    """What is kept of one questionnaire."""
    form, scored = one.form, one.scored
    return FormResponse(
        client_id=client_id,
        check_in_id=check_in_id,
        instrument=form.instrument,
        version=form.version,
        language=form.language,
        wording=form.wording,
        answers=dict(form.answers),
        scores=scored.scores,
        prorated=scored.prorated,
        missing=list(scored.missing),
        is_complete=scored.complete,
        on_day=on_day,
        due_on=form.due_on,
    )
