"""Reading clients and their episodes, from what the viewer may see."""

from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from app.access.models import Data
from app.access.policy import visible
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.models import Programme

ClientRecord = tuple[Person, EpisodeOfCare, Programme]


def clients(db: Session, viewer: Viewer) -> list[ClientRecord]:
    """The viewer's clients with their running episodes, by name."""
    rows = db.exec(_records(viewer).order_by(col(Person.shown_name), col(Person.id)))
    return [(person, episode, programme) for person, episode, programme in rows]


def client(db: Session, viewer: Viewer, client_id: UUID) -> ClientRecord:
    """One client; `NotFound` for a stranger's."""
    found = db.exec(_records(viewer).where(col(Person.id) == client_id)).first()
    if found is None:
        raise NotFound
    person, episode, programme = found
    return person, episode, programme


def _records(viewer: Viewer) -> Select[Person, EpisodeOfCare, Programme]:
    return (
        select(Person, EpisodeOfCare, Programme)
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(
            col(Person.id).in_(visible(viewer, Data.profile)),
            col(EpisodeOfCare.ended_at).is_(None),
        )
    )


def team_of(db: Session, episode_id: UUID) -> list[tuple[Person, bool]]:
    """Current members of a team, the primary counselor first. For those who may see the client."""
    rows = db.exec(
        select(Person, CareTeamMember.is_primary)
        .join(CareTeamMember, col(CareTeamMember.provider_id) == col(Person.id))
        .where(CareTeamMember.episode_id == episode_id, col(CareTeamMember.left_at).is_(None))
        .order_by(col(CareTeamMember.is_primary).desc(), col(Person.shown_name))
    )
    return [(person, primary) for person, primary in rows]
