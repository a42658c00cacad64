"""What one sitting of today consists of, for the phone."""

from datetime import date

from sqlmodel import Session

from app import clock
from app.check_ins import queries
from app.check_ins.due import plan_of, running
from app.check_ins.form_text import form_text
from app.check_ins.instruments import load_instruments
from app.check_ins.languages import asked_in
from app.check_ins.reading import name_of
from app.check_ins.schedule import DAILY, Due, Plan
from app.check_ins.schemas import CheckInDue, CravingPolicy, DueForm, NextDue
from app.flags.policy import policy
from app.flags.promise import promise
from app.people.viewers import Viewer


def check_in_due(db: Session, client: Viewer) -> CheckInDue:
    """What is due today in the client's own zone, and in the days after, with whole forms."""
    zone, language = client.person.time_zone, client.person.language
    on_day = clock.local_day(client.now, zone)
    plan = plan_of(db, client.id, zone, on_day, running(db, client.id), language)
    due, coming = plan.due(on_day), plan.coming(on_day)
    rules = policy(db)
    known = {one.instrument for one in due}
    ahead = [one for one in coming if one.instrument not in known]
    return CheckInDue(
        on_day=on_day,
        daily=queries.has_checked_in(db, client.id, on_day),
        daily_due_on=plan.next_on(DAILY, on_day),
        forms=[
            *(
                _form(one, on_day, plan, language)
                for one in (*due, *ahead)
                if one.instrument != DAILY
            ),
            *_unworded(plan, on_day, language),
        ],
        next=[
            NextDue(instrument=one.instrument, due_on=one.due_on)
            for one in coming
            if one.instrument != DAILY
        ],
        policy=CravingPolicy(craving_at=rules.craving_at, contact_at=rules.contact_at),
        promise=promise(db, client.id, client.now),
    )


def is_done(plan: Plan, on_day: date, *, daily: bool, sitting: bool) -> bool:
    """Whether a day has its check-in: the daily questions are answered, or they are not due and
    there was a sitting all the same."""
    return daily or (sitting and all(one.instrument != DAILY for one in plan.due(on_day)))


def _form(one: Due, on_day: date, plan: Plan, language: str) -> DueForm:
    instrument = load_instruments()[one.instrument]
    wanted = asked_in(one.instrument, language, plan.languages.get(one.instrument)) or language
    return DueForm(
        instrument=one.instrument,
        name=name_of(one.instrument, language),
        due_on=one.due_on,
        is_late=one.due_on < on_day,
        is_available=True,
        form=form_text(instrument, wanted),
    )


def _unworded(plan: Plan, on_day: date, language: str) -> list[DueForm]:
    """Each questionnaire that there is no wording of, once, from the day it would be asked."""
    return [
        DueForm(
            instrument=ask.instrument,
            name=name_of(ask.instrument, language),
            due_on=on_day,
            is_late=False,
            is_available=False,
            form=None,
        )
        for ask in plan.unworded
        if ask.first_on <= on_day
    ]
