"""What is somebody's of the staff to do: their own steps by their day, and what a client wrote that
nobody has looked at yet."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.care_records.needs.models import ContactPerson, Need, NeedState, NextStep, StepState
from app.care_records.needs.queries import shown_on_the_team
from app.clock import local_day
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.queries import centre

LIST_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Due:
    """A need of a client's, and the step of it that is due; without one the need itself is new."""

    client: Person
    need: Need
    step: NextStep | None


def due_for(db: Session, viewer: Viewer) -> tuple[date, list[Due]]:
    """The centre's day, and what is due for the viewer by then: new needs, the oldest first, then
    steps by their day. One more than `LIST_LENGTH` at most."""
    today = local_day(viewer.now, centre(db).time_zone)
    found = [*_new_needs(db, viewer), *_due_steps(db, viewer, today)]
    return today, found[: LIST_LENGTH + 1]


def _due_steps(db: Session, viewer: Viewer, today: date) -> list[Due]:
    rows = db.exec(
        select(Person, Need, NextStep)
        .join(Need, col(Need.client_id) == col(Person.id))
        .join(NextStep, col(NextStep.need_id) == col(Need.id))
        .where(
            NextStep.whose_id == viewer.id,
            NextStep.state == StepState.open,
            col(NextStep.due_on) <= today,
            Need.state == NeedState.open,
            Need.client_id != viewer.id,
            col(Need.client_id).in_(visible(viewer, Data.needs, to_change=True)),
        )
        .order_by(col(NextStep.due_on), col(NextStep.id))
        .limit(LIST_LENGTH + 1)
    )
    return [Due(person, row, step) for person, row, step in rows]


def _new_needs(db: Session, viewer: Viewer) -> list[Due]:
    rows = db.exec(
        select(Person, Need)
        .join(Need, col(Need.client_id) == col(Person.id))
        .where(
            Need.stated_by == Need.client_id,
            col(Need.looked_by).is_(None),
            Need.state == NeedState.open,
            Need.client_id != viewer.id,
            col(Need.client_id).in_(visible(viewer, Data.needs, to_change=True)),
        )
        .order_by(col(Need.stated_at), col(Need.id))
    ).all()
    whose = _responsible(db, {person.id for person, _ in rows}, viewer.now)
    return [Due(person, row, None) for person, row in rows if whose[person.id] in {None, viewer.id}]


def _responsible(db: Session, client_ids: set[UUID], now: datetime) -> dict[UUID, UUID | None]:
    """Who answers for what each of these clients writes: the contact person while on the team, or
    else the primary counselor; None where there is neither. Of alumni nobody does who is not shown
    it: whoever reads it has it on their list."""
    if not client_ids:
        return {}
    teams: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    rows = db.exec(
        select(EpisodeOfCare.client_id, CareTeamMember.provider_id, CareTeamMember.is_primary)
        .join(CareTeamMember, col(CareTeamMember.episode_id) == col(EpisodeOfCare.id))
        .join(Person, col(Person.id) == col(CareTeamMember.provider_id))
        .where(
            col(EpisodeOfCare.client_id).in_(client_ids),
            col(EpisodeOfCare.ended_at).is_(None),
            col(CareTeamMember.left_at).is_(None),
            col(Person.disabled_at).is_(None),
            shown_on_the_team(now),
        )
    )
    for client_id, provider_id, is_primary in rows:
        teams[client_id][provider_id] = is_primary
    contacts = _named_last(db, client_ids)
    return {one: _who(teams[one], contacts.get(one)) for one in client_ids}


def _named_last(db: Session, client_ids: set[UUID]) -> dict[UUID, UUID]:
    rows = db.exec(
        select(ContactPerson)
        .where(col(ContactPerson.client_id).in_(client_ids))
        .order_by(col(ContactPerson.since))
    )
    return {row.client_id: row.person_id for row in rows}


def _who(team: dict[UUID, bool], contact: UUID | None) -> UUID | None:
    if contact in team:
        return contact
    return next((person for person, is_primary in team.items() if is_primary), None)
