"""Who is in touch with the demo's clients in aftercare, how often, and what came of it so far."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

from sqlmodel import Session

from app import clock
from app.aftercare.cadence import Due, dues, stretches_of, usual
from app.aftercare.models import Contact, ContactPlan, ContactState, ContactWay
from app.demo.arrivals import Cast, Character
from app.demo.cast import CENTRE_ZONE
from app.demo.luck import id_at, luck
from app.episodes.models import Phase
from app.programs.design import ProgrammeDesign

_FIRST_AFTER = timedelta(days=7)
_SATURDAY = 5
_REACHED, _NOT_REACHED = ContactState.reached, ContactState.not_reached
_Said = tuple[int, ContactState, ContactWay | None, str | None]
"""How many days after it was due, what became of it, and how."""
_PLAIN: tuple[_Said, ...] = ((0, _REACHED, ContactWay.call, None),)
_TOLD: Mapping[str, Mapping[int, tuple[_Said, ...]]] = {
    "lilac": {0: ((0, _REACHED, ContactWay.call, "The first week at home was quiet."),)},
    "mint": {
        1: ((1, _REACHED, ContactWay.message, "Works late; wrote back in the evening."),),
        3: ((-1, ContactState.called_off, None, "Away with family that week."),),
        5: ((0, _REACHED, ContactWay.call, "Sleeps better, walks every morning."),),
    },
    "yarrow": {
        2: ((0, _NOT_REACHED, None, "No answer."),
            (2, _REACHED, ContactWay.call, "Had lost the phone charger.")),
    },
}  # fmt: skip
"""What is worth a line, by the number of the contact. All others were reached by a call."""


def add_contacts(db: Session, cast: Cast, now: datetime) -> None:
    """The usual row of their programme, for whoever is in aftercare. What is due today waits."""
    for word, character in cast.clients.items():
        if character.part.phase is Phase.aftercare:
            plan = _plan(cast, character)
            db.add(plan)
            db.flush()
            db.add_all(_contacts(plan, _TOLD.get(word, {}), luck("contacts", word), now))
            db.flush()


def _plan(cast: Cast, character: Character) -> ContactPlan:
    part, programme = character.part, cast.programmes[character.part.course.kind]
    design = ProgrammeDesign.model_validate(programme.design)
    stepped_on = part.course.begins(Phase.aftercare)
    helper = cast.staff[part.primary].id
    return ContactPlan(
        client_id=character.person.id, episode_id=character.episode.id,
        starts_on=_on_a_workday(character.day(stepped_on) + _FIRST_AFTER),
        stretches=[one.as_json() for one in usual(design.aftercare)],
        contact_id=helper, made_by=helper, made_at=character.at(stepped_on),
        why="As the programme does it; we agreed on the phone.",
    )  # fmt: skip


def _on_a_workday(day: date) -> date:
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def _contacts(
    plan: ContactPlan, told: Mapping[int, tuple[_Said, ...]], chance: Random, now: datetime
) -> Iterator[Contact]:
    today = clock.local_day(now, CENTRE_ZONE)
    for number, due in enumerate(dues(plan.starts_on, stretches_of(plan))):
        if due.on < today:
            yield from _said(plan, due, told.get(number, _PLAIN), chance, now)


def _said(
    plan: ContactPlan, due: Due, said: tuple[_Said, ...], chance: Random, now: datetime
) -> Iterator[Contact]:
    for days, state, way, line in said:
        on = due.on + timedelta(days=days)
        spoken = clock.at_wall_time(on, time(13, chance.randrange(60)), CENTRE_ZONE)
        at = min(spoken, now)
        yield Contact(
            id=id_at(at, chance), client_id=plan.client_id, episode_id=plan.episode_id,
            due_on=due.on, state=state, way=way, line=line, at=at, by=plan.contact_id,
            content_hash="0" * 64,
        )  # fmt: skip
