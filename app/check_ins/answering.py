"""Whether the questionnaires of a sitting can be taken as they are, and what is kept of them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from app.check_ins.flags import Filled
from app.check_ins.forms import check_recall
from app.check_ins.instruments import Instrument, load_instruments
from app.check_ins.models import FormResponse
from app.check_ins.schedule import DAILY
from app.check_ins.schemas import FormAnswers
from app.check_ins.scoring import score
from app.errors import Conflict, Unprocessable


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


def filled(forms: Iterable[FormAnswers]) -> list[tuple[FormAnswers, Filled]]:
    """Each with its instrument and what the instrument's rules make of it. Raises what is wrong
    with the first that cannot be taken, with its instrument."""
    found: dict[str, tuple[FormAnswers, Filled]] = {}
    for form in forms:
        if form.instrument in found:
            raise FormTwice(instrument=form.instrument)
        instrument = for_clients(form.instrument)
        as_shown(instrument, form.language, form.version, form.wording)
        check_recall(instrument, form.recall)
        scored = score(instrument, form.answers)
        found[form.instrument] = form, (instrument, form.answers, scored)
    return list(found.values())


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
    text = instrument.in_language(language)
    if text is None:
        raise FormNotInLanguage(instrument=instrument.id)
    if (version, wording) != (instrument.version, text.sha256):
        raise FormChanged(instrument=instrument.id)


def response_row(
    client_id: UUID, check_in_id: UUID, on_day: date, form: FormAnswers, done: Filled
) -> FormResponse:
    """What is kept of one questionnaire."""
    instrument, answers, scored = done
    return FormResponse(
        client_id=client_id,
        check_in_id=check_in_id,
        instrument=instrument.id,
        version=instrument.version,
        language=form.language,
        wording=form.wording,
        answers=dict(answers),
        scores=scored.scores,
        prorated=scored.prorated,
        missing=list(scored.missing),
        is_complete=scored.complete,
        on_day=on_day,
        due_on=form.due_on,
    )
