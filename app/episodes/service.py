"""Admitting clients."""

from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep, Phase
from app.episodes.schemas import ClientCreate
from app.errors import Unprocessable
from app.people.models import Person, Role
from app.people.service import new_person
from app.people.viewers import Viewer
from app.programs.models import Programme


class NoSuchProgramme(Unprocessable):
    code = "no_such_programme"
    detail = "That programme does not exist any more. Please choose another."


def admit(
    db: Session, viewer: Viewer, body: ClientCreate
) -> tuple[Person, EpisodeOfCare, Programme]:
    """Admits a new client to the first level of a programme, with the viewer as primary
    counselor."""
    programme = db.get(Programme, body.programme_id)
    if programme is None:
        raise NoSuchProgramme
    person = new_person(
        db,
        shown_name=body.name,
        roles=frozenset({Role.client}),
        time_zone=body.time_zone,
        language=body.language,
        granted_by=viewer.id,
        now=viewer.now,
    )
    episode = EpisodeOfCare(
        client_id=person.id,
        programme_id=programme.id,
        phase=Phase.treatment,
        level=programme.levels[0],
        opened_at=viewer.now,
        admitted_at=viewer.now,
    )
    db.add(episode)
    db.flush()
    step = EpisodeStep(
        episode_id=episode.id,
        phase=episode.phase,
        level=episode.level,
        at=viewer.now,
        by=viewer.id,
        why="Admitted",
    )
    db.add(step)
    join_team(db, viewer, episode.id, viewer.id, is_primary=True)
    audit.changed(db, viewer, Data.profile, [person.id])
    return person, episode, programme


def join_team(
    db: Session, viewer: Viewer, episode_id: UUID, provider_id: UUID, *, is_primary: bool
) -> None:
    """Adds a provider to the team of an episode from now on."""
    db.add(
        CareTeamMember(
            episode_id=episode_id,
            provider_id=provider_id,
            is_primary=is_primary,
            joined_at=viewer.now,
        )
    )
    db.flush()
