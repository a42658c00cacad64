"""Reading clients, their episodes and their teams, from what the viewer may see."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from app.access.models import Data
from app.access.policy import visible
from app.episodes.models import Assessment, CareTeamMember, EpisodeOfCare, EpisodeStep, Phase
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer
from app.privacy.gate import shows
from app.programs.models import Programme
from app.programs.queries import design_of

ClientRecord = tuple[Person, EpisodeOfCare, Programme]


def clients(db: Session, viewer: Viewer) -> list[ClientRecord]:
    """The viewer's clients with their running episodes, by name."""
    rows = db.exec(records(viewer).order_by(col(Person.shown_name), col(Person.id)))
    return [(person, episode, programme) for person, episode, programme in rows]


def client(
    db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = False
) -> ClientRecord:
    """One client; `NotFound` for a stranger's, and for the viewer themselves. `to_change`: also for
    one whom the viewer merely looks after for a while, who reads no more than that it asks for."""
    asked = records(viewer, to_change=to_change).where(col(Person.id) == client_id)
    found = db.exec(asked).first()
    if found is None:
        raise NotFound
    person, episode, programme = found
    return person, episode, programme


def records(viewer: Viewer, *, to_change: bool = False) -> Select[Person, EpisodeOfCare, Programme]:
    """Clients with their running episodes as those see them who give them care: nobody is their own
    counselor. Who shows the viewer something after their stay comes with the last one. `to_change`
    as in `visible`."""
    other = aliased(EpisodeOfCare)
    newer = exists().where(
        col(other.client_id) == col(EpisodeOfCare.client_id),
        or_(
            col(other.opened_at) > col(EpisodeOfCare.opened_at),
            and_(
                col(other.opened_at) == col(EpisodeOfCare.opened_at),
                col(other.id) > col(EpisodeOfCare.id),
            ),
        ),
    )
    return (
        select(Person, EpisodeOfCare, Programme)
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(
            col(Person.id).in_(visible(viewer, Data.profile, to_change=to_change)),
            col(Person.id) != viewer.id,
            ~newer,
        )
    )


def running_episode(db: Session, client_id: UUID) -> EpisodeOfCare | None:
    """The newest episode that has not ended. For those who may see the client."""
    return db.exec(
        select(EpisodeOfCare)
        .where(EpisodeOfCare.client_id == client_id, col(EpisodeOfCare.ended_at).is_(None))
        .order_by(col(EpisodeOfCare.opened_at).desc())
        .limit(1)
    ).first()


def daily_cap(db: Session, client_id: UUID) -> int | None:
    """How many sessions a day were agreed with a client, or else what the programme says; None is
    no limit, as for somebody without a running episode."""
    found = db.exec(
        select(EpisodeOfCare, Programme)
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(EpisodeOfCare.client_id == client_id, col(EpisodeOfCare.ended_at).is_(None))
        .order_by(col(EpisodeOfCare.opened_at).desc())
        .limit(1)
    ).first()
    if found is None:
        return None
    episode, programme = found
    if episode.sessions_a_day is not None:
        return episode.sessions_a_day
    return design_of(programme).sessions_a_day


def team_ids(db: Session, client_id: UUID) -> list[UUID]:
    """Who is on a client's team now, the primary counselor first; without closed accounts."""
    return [member.provider_id for member, _ in _active(db, client_id)]


def primary_of(db: Session, client_id: UUID) -> UUID | None:
    """A client's primary counselor; None when there is none whose account is open."""
    return next((each.provider_id for each, _ in _active(db, client_id) if each.is_primary), None)


def team_shown(db: Session, client_id: UUID, data: Data, now: datetime) -> list[UUID]:
    """Who of a client's team may be told of this kind of data: everybody while the client is in
    care, and those whom an alumna shows it to."""
    return [member.provider_id for member, _ in _active(db, client_id, _shown(data, now))]


def primary_shown(db: Session, client_id: UUID, data: Data, now: datetime) -> UUID | None:
    """A client's primary counselor, if they may be told of this kind of data, as `team_shown`."""
    team = _active(db, client_id, _shown(data, now))
    return next((each.provider_id for each, _ in team if each.is_primary), None)


def _shown(data: Data, now: datetime) -> ColumnElement[bool]:
    return or_(
        col(EpisodeOfCare.phase) != Phase.alumni,
        shows(col(EpisodeOfCare.client_id), col(CareTeamMember.provider_id), data, now),
    )


def _active(
    db: Session, client_id: UUID, among: ColumnElement[bool] | None = None
) -> list[tuple[CareTeamMember, Person]]:
    rows = db.exec(
        select(CareTeamMember, Person)
        .join(EpisodeOfCare, col(EpisodeOfCare.id) == col(CareTeamMember.episode_id))
        .join(Person, col(Person.id) == col(CareTeamMember.provider_id))
        .where(
            EpisodeOfCare.client_id == client_id,
            col(EpisodeOfCare.ended_at).is_(None),
            col(CareTeamMember.left_at).is_(None),
            col(Person.disabled_at).is_(None),
            true() if among is None else among,
        )
        .order_by(col(CareTeamMember.is_primary).desc(), col(Person.shown_name), col(Person.id))
    )
    return list(rows)


def team_of(db: Session, episode_id: UUID) -> list[tuple[Person, bool]]:
    """Current members of a team, the primary counselor first. For those who may see the client."""
    return [(person, member.is_primary) for member, person in members(db, episode_id)]


def members(db: Session, episode_id: UUID) -> list[tuple[CareTeamMember, Person]]:
    """Current members of a team with their accounts, also closed ones, the primary counselor
    first. For those who may see the client."""
    rows = db.exec(
        select(CareTeamMember, Person)
        .join(Person, col(Person.id) == col(CareTeamMember.provider_id))
        .where(CareTeamMember.episode_id == episode_id, col(CareTeamMember.left_at).is_(None))
        .order_by(col(CareTeamMember.is_primary).desc(), col(Person.shown_name), col(Person.id))
    )
    return list(rows)


def newest_assessment(db: Session, episode_id: UUID) -> tuple[Assessment, str] | None:
    """What was found last, and who found it. For those who may see the client."""
    return db.exec(
        select(Assessment, col(Person.shown_name))
        .join(Person, col(Person.id) == col(Assessment.by))
        .where(Assessment.episode_id == episode_id)
        .order_by(col(Assessment.at).desc(), col(Assessment.id).desc())
        .limit(1)
    ).first()


@dataclass(frozen=True, slots=True)
class StayRow:
    """One stay with its steps, oldest first, each with the name of who took it."""

    episode: EpisodeOfCare
    programme: str
    steps: list[tuple[EpisodeStep, str | None]]


def stays(db: Session, client_id: UUID) -> list[StayRow]:
    """All stays of a client, newest first. For those who may see the client."""
    found = db.exec(
        select(EpisodeOfCare, col(Programme.name))
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(EpisodeOfCare.client_id == client_id)
        .order_by(col(EpisodeOfCare.opened_at).desc(), col(EpisodeOfCare.id).desc())
    )
    rows = {episode.id: StayRow(episode, name, []) for episode, name in found}
    steps = db.exec(
        select(EpisodeStep, col(Person.shown_name))
        .outerjoin(Person, col(Person.id) == col(EpisodeStep.by))
        .where(col(EpisodeStep.episode_id).in_(rows))
        .order_by(col(EpisodeStep.at), col(EpisodeStep.id))
    )
    for step, name in steps:
        rows[step.episode_id].steps.append((step, name))
    return list(rows.values())
