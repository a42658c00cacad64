"""What one sitting of today consists of, for the phone."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from app import clock
from app.check_ins import queries
from app.check_ins.due import plan_of, running
from app.check_ins.form_text import form_text
from app.check_ins.instruments import load_instruments
from app.check_ins.reading import name_of
from app.check_ins.schedule import DAILY, Due
from app.check_ins.schemas import CheckInDue, CravingPolicy, DueForm, NextDue
from app.flags.policy import policy
from app.flags.promise import promise
from app.people.viewers import Viewer


def check_in_due(db: Session, client: Viewer) -> CheckInDue:
    """What is due today in the client's own zone, and in the days after, with whole forms."""
    zone, language = client.person.time_zone, client.person.language
    on_day = clock.local_day(client.now, zone)
    plan = plan_of(db, client.id, zone, on_day, running(db, client.id))
    due, coming = plan.due(on_day), plan.coming(on_day)
    rules = policy(db)
    known = {one.instrument for one in due}
    ahead = [one for one in coming if one.instrument not in known]
    return CheckInDue(
        on_day=on_day,
        daily=queries.daily_done(db, client.id, on_day),
        daily_due_on=plan.next_on(DAILY, on_day),
        forms=[_form(one, on_day, language) for one in (*due, *ahead) if one.instrument != DAILY],
        next=[
            NextDue(instrument=one.instrument, due_on=one.due_on)
            for one in coming
            if one.instrument != DAILY
        ],
        policy=CravingPolicy(craving_at=rules.craving_at, contact_at=rules.contact_at),
        promise=promise(db, client.id, client.now),
    )


def forms_to_answer(due: Iterable[Due], language: str) -> list[Due]:
    """The questionnaires among what is due that there is a wording of in this language."""
    known = load_instruments()
    return [
        one
        for one in due
        if one.instrument != DAILY
        and one.instrument in known
        and known[one.instrument].in_language(language) is not None
    ]


def _form(one: Due, on_day: date, language: str) -> DueForm:
    instrument = load_instruments().get(one.instrument)
    there = instrument is not None and instrument.in_language(language) is not None
    return DueForm(
        instrument=one.instrument,
        name=name_of(one.instrument, language),
        due_on=one.due_on,
        is_late=one.due_on < on_day,
        is_available=there,
        form=form_text(instrument, language) if instrument is not None and there else None,
    )
