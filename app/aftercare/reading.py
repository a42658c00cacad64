"""Aftercare as the team reads it: one client's, and what waits over all of them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.aftercare import queries
from app.aftercare.cadence import USUAL_MONTHS, Change, Stretch, stretches_of, usual
from app.aftercare.gathering import events
from app.aftercare.models import CadenceDecision, ContactPlan
from app.aftercare.proposing import Suggested, lately, suggested
from app.aftercare.queries import Care
from app.aftercare.schemas import (
    AftercareRead,
    CadenceDecisionRead,
    CadenceProposal,
    ContactRead,
    ContactsToMake,
    ContactToMake,
    Named,
    PlanRead,
    RowRead,
    StretchRead,
)
from app.aftercare.signs import ProposalKind, count
from app.aftercare.standing import Stood, next_of, to_do
from app.aftercare.wording import say
from app.clock import Weekday
from app.episodes.models import Phase
from app.episodes.queries import team_of
from app.flags.queries import names
from app.people.viewers import Viewer
from app.programs.models import Programme
from app.programs.opening_hours import week_of
from app.programs.queries import centre, design_of

FIRST_AFTER = timedelta(days=7)
THIS_WEEK = timedelta(days=7)
WEEKDAYS = tuple(Weekday)
Names = Mapping[UUID, str]


def aftercare_of(
    db: Session, viewer: Viewer, client_id: UUID, months: float | None
) -> AftercareRead:
    """One client's; `NotFound` for a stranger's. `months` is how long the usual row is to be. Of a
    stay that is over nothing is to be done any more. The caller notes it in the trail."""
    episode = queries.stay(db, viewer, client_id)
    zone = centre(db).time_zone
    care = queries.care_of(db, [episode], zone)[episode.id]
    made = queries.decisions(db, episode.id)
    known = names(db, [*_people(care), *(one.decided_by for one in made)])
    since = clock.local_day(queries.aftercare_since(db, episode), zone)
    team = [Named(id=one.id, shown_name=one.shown_name) for one, _ in team_of(db, episode.id)]
    today = clock.local_day(viewer.now, zone)
    stood, design = care.stood(today), design_of(db.get_one(Programme, episode.programme_id))
    length = months or design.aftercare.months or USUAL_MONTHS
    is_over = episode.ended_at is not None
    waits = None if is_over else to_do(stood, today)
    following = None if is_over else next_of(stood, today)
    return AftercareRead(
        phase=Phase.alumni if is_over else episode.phase,
        since=since,
        plan=_plan(care.plan, known, {one.id for one in team}) if care.plan else None,
        usual=_row(
            Change(_first(db, max(today, since + FIRST_AFTER)), usual(design.aftercare, months))
        ),
        months=length,
        team=team,
        row=[_contact(one, known) for one in stood],
        to_do=waits.due.on if waits else None,
        next_on=following.due.on if following else None,
        decisions=[_decision(one, known, viewer) for one in made],
        **_signs(db, viewer, care, made, zone),
    )


def _first(db: Session, day: date) -> date:
    """The day, or the next weekday on which the centre opens at all."""
    hours = week_of(centre(db).opening_hours)
    week = (day + timedelta(days=number) for number in range(7))
    return next((one for one in week if hours.get(WEEKDAYS[one.weekday()])), day)


def _signs(
    db: Session, viewer: Viewer, care: Care, made: Sequence[CadenceDecision], zone: str
) -> dict[str, list[str] | CadenceProposal | None]:
    if care.episode.phase is not Phase.aftercare or care.episode.ended_at is not None:
        return {"signs": [], "proposal": None}
    found, language = events(db, viewer, care, zone), viewer.person.language
    proposed = suggested(viewer, care, found, {one.key for one in made}, zone)
    shown = [say(one.as_json(), language) for one in count(lately(viewer, found))]
    return {"signs": shown, "proposal": _proposal(proposed, viewer) if proposed else None}


def _proposal(found: Suggested, viewer: Viewer) -> CadenceProposal:
    language = viewer.person.language
    return CadenceProposal(
        key=found.proposed.key,
        kind=found.proposed.kind,
        reasons=[say(one.as_json(), language) for one in found.proposed.signs],
        row=_row(found.change),
    )


def contacts_to_make(db: Session, viewer: Viewer) -> ContactsToMake:
    """What waits to be made now and what is due within a week, over all of the viewer's clients in
    aftercare; one line for each of them at most."""
    zone = centre(db).time_zone
    today = clock.local_day(viewer.now, zone)
    of_whom = dict(_named_stays(db, viewer))
    found = queries.care_of(db, [care.episode for care, _ in of_whom.values()], zone)
    for key, care in found.items():
        of_whom[key] = care, of_whom[key][1]
    waiting = [(care, name, one) for care, name in of_whom.values() if (one := _waits(care, today))]
    known = names(db, [who for care, _, _ in waiting for who in _people(care)])
    audit.viewed(db, viewer, Data.aftercare, [care.episode.client_id for care, _, _ in waiting])
    items = [_to_make(viewer, care, name, one, known, today) for care, name, one in waiting]
    items.sort(key=lambda one: (not one.is_now, one.due_on, one.client.shown_name))
    return ContactsToMake(today=today, items=items)


def _named_stays(db: Session, viewer: Viewer) -> list[tuple[UUID, tuple[Care, str]]]:
    rows = queries.stays_in_aftercare(db, viewer)
    return [(episode.id, (Care(episode), name)) for episode, name in rows]


def _waits(care: Care, today: date) -> Stood | None:
    if care.plan is None:
        return None
    stood = care.stood(today)
    now, following = to_do(stood, today), next_of(stood, today)
    soon = following if following and following.due.on <= today + THIS_WEEK else None
    return now or soon


def _to_make(
    viewer: Viewer, care: Care, name: str, one: Stood, known: Names, today: date
) -> ContactToMake:
    plan = care.plans[-1]
    return ContactToMake(
        **_contact(one, known).model_dump(),
        client=Named(id=care.episode.client_id, shown_name=name),
        contact=_named(plan.contact_id, known),
        is_mine=plan.contact_id == viewer.id,
        is_now=one.due.from_on <= today,
    )


def _people(care: Care) -> list[UUID | None]:
    plans = [who for plan in care.plans for who in (plan.contact_id, plan.made_by)]
    return [*plans, *(one.by for one in care.said.values())]


def _plan(plan: ContactPlan, known: Names, team: set[UUID]) -> PlanRead:
    return PlanRead(
        **_row(Change(plan.starts_on, stretches_of(plan))).model_dump(),
        id=plan.id,
        contact=_named(plan.contact_id, known),
        contact_is_here=plan.contact_id in team,
        made_by=known.get(plan.made_by, ""),
        made_at=plan.made_at,
        why=plan.why,
    )


def _named(person_id: UUID, known: Names) -> Named:
    return Named(id=person_id, shown_name=known.get(person_id, ""))


def _row(change: Change) -> RowRead:
    return RowRead(
        starts_on=change.starts_on, stretches=[_stretch(one) for one in change.stretches]
    )


def _stretch(one: Stretch) -> StretchRead:
    return StretchRead(count=one.count, every_days=one.every_days)


def _contact(one: Stood, known: Names) -> ContactRead:
    said = one.said
    return ContactRead(
        due_on=one.due.on,
        from_on=one.due.from_on,
        until_on=one.due.until_on,
        every_days=one.due.every_days,
        standing=one.standing,
        way=said.way if said else None,
        line=said.line if said else None,
        by=known.get(said.by) if said and said.by else None,
        at=said.at if said else None,
    )


def _decision(one: CadenceDecision, known: Names, viewer: Viewer) -> CadenceDecisionRead:
    return CadenceDecisionRead(
        kind=ProposalKind(one.proposal),
        reasons=[say(sign, viewer.person.language) for sign in one.signs],
        answer=one.answer,
        why=one.why,
        by=known.get(one.decided_by, ""),
        at=one.decided_at,
    )
