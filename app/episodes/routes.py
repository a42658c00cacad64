"""Clients, as their care team sees them, and who gives care here."""

from typing import Any
from uuid import UUID

from fastapi import Request

from app import clock
from app.access import audit, policy
from app.access.models import Data
from app.episodes import queries, service
from app.episodes.models import EpisodeOfCare, Phase
from app.episodes.providers import providers
from app.episodes.schemas import (
    ClientCreate,
    ClientInvited,
    ClientRead,
    ClientRow,
    ProviderList,
    TeamMemberRead,
)
from app.episodes.views import provider_read
from app.people.invitations import invite
from app.people.models import Person
from app.people.schemas import InvitationRead
from app.people.viewers import Counselor, Staff
from app.programs.models import Programme
from app.routing import Db, house_router

router = house_router("", "episodes")


@router.get("/providers")
def list_providers(viewer: Staff, db: Db) -> ProviderList:
    """Everybody who gives care here."""
    return ProviderList(items=[provider_read(person) for person in providers(db)])


@router.get("/clients/{client_id}")
def read_client(viewer: Counselor, db: Db, client_id: UUID) -> ClientRead:
    """One client with their team; to somebody who is merely shown something, less."""
    person, episode, programme = queries.client(db, viewer, client_id)
    audit.viewed(db, viewer, Data.profile, [client_id])
    row = client_row(person, episode, programme)
    if policy.sees_by_consent_alone(db, viewer, client_id):
        known: dict[str, Any] = {"sign_in_name": None, "admitted_on": None, "team": None}
        row.level = None
    else:
        known = _known_in_care(db, person, episode)
    return ClientRead(
        **row.model_dump(),
        **known,
        time_zone=person.time_zone,
        may_change=policy.changeable(db, viewer, client_id),
    )


@router.post("/clients", status_code=201)
def admit_client(viewer: Counselor, db: Db, body: ClientCreate, request: Request) -> ClientInvited:
    """Somebody new, with a link to join by."""
    record = service.admit(db, viewer, body)
    link = invite(db, record[0], viewer.id, request.app.state.settings.origin, viewer.now)
    return ClientInvited(client=client_row(*record), invitation=link)


@router.post("/clients/{client_id}/invitations", status_code=201)
def invite_client(viewer: Counselor, db: Db, client_id: UUID, request: Request) -> InvitationRead:
    """A new link for a client: to join, or, handed over in person, to set a new passphrase."""
    person, _, _ = queries.client(db, viewer, client_id, to_change=True)
    audit.changed(db, viewer, Data.profile, [client_id])
    return invite(db, person, viewer.id, request.app.state.settings.origin, viewer.now)


def _known_in_care(db: Db, person: Person, episode: EpisodeOfCare) -> dict[str, Any]:
    admitted_at = episode.admitted_at
    return {
        "sign_in_name": person.sign_in_name,
        "admitted_on": clock.local_day(admitted_at, person.time_zone) if admitted_at else None,
        "team": [
            TeamMemberRead(shown_name=one.shown_name, profession=one.profession, primary=first)
            for one, first in queries.team_of(db, episode.id)
        ],
    }


def client_row(person: Person, episode: EpisodeOfCare, programme: Programme) -> ClientRow:
    """A client in a list. Who is here no more and still shows something is as an alumna."""
    return ClientRow(
        id=person.id,
        shown_name=person.shown_name,
        programme=programme.name,
        level=episode.level,
        phase=Phase.alumni if episode.ended_at is not None else episode.phase,
        joined=person.is_joined,
    )
