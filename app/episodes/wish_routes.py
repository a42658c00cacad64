"""The client's own team, and wishes for somebody else."""

from uuid import UUID

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.episodes import wishes
from app.episodes.providers import providers
from app.episodes.queries import members, running_episode
from app.episodes.schemas import NamedPerson
from app.episodes.team_queries import members_since
from app.episodes.views import members_read, provider_read
from app.episodes.wish_queries import own_wishes, primaries_of, readers, wishes_to_arrange
from app.episodes.wish_schemas import (
    Arrangement,
    OwnMember,
    OwnTeam,
    WishCreate,
    WishesToArrange,
    WishRead,
    WishToArrange,
    wish_read,
)
from app.people.models import Person
from app.people.viewers import Client, Staff, Viewer
from app.programs.models import Programme, ProgrammeKind
from app.routing import Db, house_router

router = house_router("", "episodes")


@router.get("/my-team")
def own_team(client: Client, db: Db) -> OwnTeam:
    """Who takes part in the viewer's care, who else could, and what the viewer has wished."""
    audit.viewed(db, client, Data.profile, [client.id])
    team = _team(db, client)
    there = {member.id for member in team} | {client.id}
    return OwnTeam(
        team=team,
        others=[provider_read(each) for each in providers(db) if each.id not in there]
        if team
        else [],
        wishes=[wish_read(*row) for row in own_wishes(db, client)],
    )


@router.put("/team-wishes/{wish_id}")
def wish(client: Client, db: Db, wish_id: UUID, body: WishCreate, response: Response) -> WishRead:
    """Keeps a wish the phone made. Sending it again changes nothing."""
    row, is_new = wishes.wish(db, client, wish_id, body)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    instead = db.get_one(Person, row.instead_id) if row.instead_id else None
    return wish_read(row, db.get_one(Person, row.provider_id), instead)


@router.put("/team-wishes/{wish_id}/withdrawal", status_code=204)
def withdraw(client: Client, db: Db, wish_id: UUID) -> None:
    """The viewer takes a wish back."""
    wishes.withdraw(db, client, wish_id)


@router.get("/team-wishes")
def list_wishes(viewer: Staff, db: Db) -> WishesToArrange:
    """Open wishes that the viewer may arrange, oldest first. Never one about the viewer."""
    rows = wishes_to_arrange(db, viewer)
    audit.viewed(db, viewer, Data.profile, [row.client_id for row, *_ in rows])
    primaries = primaries_of(db, [row.episode_id for row, *_ in rows])
    return WishesToArrange(
        items=[
            WishToArrange(
                id=row.id,
                client=NamedPerson(id=client.id, shown_name=client.shown_name),
                provider=provider_read(about),
                instead=provider_read(instead) if instead else None,
                note=row.note,
                asked_at=row.asked_at,
                primary=primaries.get(row.episode_id) == about.id,
            )
            for row, client, about, instead in rows
        ]
    )


@router.put("/clients/{client_id}/team-wishes/{asked_id}/arrangement", status_code=204)
def arrange(viewer: Staff, db: Db, client_id: UUID, asked_id: UUID, body: Arrangement) -> None:
    """Settles a wish."""
    wishes.arrange(db, viewer, client_id, asked_id, body)


def _team(db: Db, client: Viewer) -> list[OwnMember]:
    episode = running_episode(db, client.id)
    if episode is None:
        return []
    programme = db.get_one(Programme, episode.programme_id)
    chosen = programme.kind is ProgrammeKind.individualized
    team = members(db, episode.id)
    read_by = readers(db, client.id, team)
    return [
        OwnMember(
            **member.model_dump(),
            read_by=[person.shown_name for person in read_by[member.id]],
            at_once=chosen and not member.primary,
        )
        for member in members_read(team, members_since(db, episode.id))
    ]
