"""A client's way through their stay, and who takes part in it, as the team decides."""

from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.episodes import endings, queries, service
from app.episodes.coming_back import come_back, former_clients
from app.episodes.holding import hold
from app.episodes.models import EpisodeOfCare
from app.episodes.queries import ClientRecord
from app.episodes.schemas import (
    AssessmentWrite,
    EpisodeRead,
    FormerClient,
    FormerList,
    MemberWrite,
    NamedList,
    NamedPerson,
    ReturnCreate,
    SessionsADay,
    StepCreate,
    TeamRead,
)
from app.episodes.team import put_member, remove_member, stay_to_staff
from app.episodes.team_queries import unattended
from app.episodes.views import episode_read, team_read
from app.errors import NotFound
from app.people.viewers import Administrator, Counselor, Staff, Viewer
from app.routing import Db, house_router

router = house_router("", "episodes")


@router.get("/former-clients")
def list_former_clients(viewer: Counselor, db: Db) -> FormerList:
    """People whose last stay ended while the viewer was on its team, and alumni of theirs: by name,
    so that they can come back."""
    rows = former_clients(db, viewer)
    audit.viewed(db, viewer, Data.profile, [person.id for person, _ in rows])
    return FormerList(
        items=[
            FormerClient(
                id=person.id,
                shown_name=person.shown_name,
                ended_at=stay.ended_at,
                outcome=stay.outcome if stay.ended_at else None,
            )
            for person, stay in rows
        ]
    )


@router.get("/unattended-clients")
def list_unattended(viewer: Administrator, db: Db) -> NamedList:
    """Clients whose primary counselor has closed their account: somebody has to follow."""
    people = unattended(db)
    audit.viewed(db, viewer, Data.profile, [person.id for person in people])
    return NamedList(
        items=[NamedPerson(id=person.id, shown_name=person.shown_name) for person in people]
    )


@router.get("/clients/{client_id}/episode")
def read_episode(viewer: Counselor, db: Db, client_id: UUID) -> EpisodeRead:
    """Where a client is, how they came there, and what may come next. For those who give care:
    whoever merely looks finds nothing (`NotFound`)."""
    record = queries.client(db, viewer, client_id, to_change=True)
    audit.viewed(db, viewer, Data.profile, [client_id])
    return _shown(db, viewer, record)


@router.put("/clients/{client_id}/assessment")
def assess(viewer: Counselor, db: Db, client_id: UUID, body: AssessmentWrite) -> EpisodeRead:
    """Keeps what was found; what was found before stays."""
    record = _to_change(db, viewer, client_id)
    service.assess(db, viewer, record[1], body)
    return _shown(db, viewer, record)


@router.post("/clients/{client_id}/steps", status_code=201)
def take_step(viewer: Counselor, db: Db, client_id: UUID, body: StepCreate) -> EpisodeRead:
    """Takes a client on to the next phase or level, or ends the stay."""
    record = _to_change(db, viewer, client_id)
    service.take_step(db, viewer, record[1], **body.model_dump())
    return _shown(db, viewer, record)


@router.post("/former-clients/{former_id}/returns", status_code=201)
def return_client(viewer: Counselor, db: Db, former_id: UUID, body: ReturnCreate) -> EpisodeRead:
    """Somebody comes back: a new stay over the same history. Alumni have asked for it first."""
    return _shown(db, viewer, come_back(db, viewer, former_id, body))


@router.put("/clients/{client_id}/sessions-a-day")
def agree_sessions_a_day(
    viewer: Counselor, db: Db, client_id: UUID, body: SessionsADay
) -> EpisodeRead:
    """How many sessions a day were agreed with this client."""
    record = _to_change(db, viewer, client_id)
    service.agree_sessions_a_day(db, record[1], body.sessions_a_day)
    return _shown(db, viewer, record)


@router.get("/clients/{client_id}/team")
def read_team(viewer: Counselor, db: Db, client_id: UUID) -> TeamRead:
    """Who is on a client's team now. For those who give care, as `read_episode`."""
    _, episode, _ = queries.client(db, viewer, client_id, to_change=True)
    audit.viewed(db, viewer, Data.profile, [client_id])
    return TeamRead(items=team_read(db, episode.id))


@router.put("/clients/{client_id}/team/{provider_id}")
def join_team(
    viewer: Staff, db: Db, client_id: UUID, provider_id: UUID, body: MemberWrite
) -> TeamRead:
    """A provider joins the team, or becomes its primary counselor."""
    episode = _to_staff(db, viewer, client_id)
    put_member(
        db,
        viewer,
        episode,
        provider_id,
        is_primary=body.is_primary,
        former_stays=body.former_stays,
    )
    return TeamRead(items=team_read(db, episode.id))


@router.delete("/clients/{client_id}/team/{provider_id}", status_code=204)
def leave_team(viewer: Staff, db: Db, client_id: UUID, provider_id: UUID) -> None:
    """A provider leaves the team."""
    remove_member(db, viewer, _to_staff(db, viewer, client_id), provider_id)


def _to_change(db: Db, viewer: Viewer, client_id: UUID) -> ClientRecord:
    """A client to change, held. The calendar's turn comes before the stay's, and whoever has lost
    the client while they waited finds nobody (`NotFound`)."""
    endings.prepare(db)
    hold(db, queries.client(db, viewer, client_id, to_change=True)[1])
    record = queries.client(db, viewer, client_id, to_change=True)
    audit.changed(db, viewer, Data.profile, [client_id])
    return record


def _to_staff(db: Db, viewer: Viewer, client_id: UUID) -> EpisodeOfCare:
    """The stay whose team is to change, held, in the same order; never the viewer's own."""
    if client_id == viewer.id:
        raise NotFound
    endings.prepare(db)
    hold(db, stay_to_staff(db, viewer, client_id))
    episode = stay_to_staff(db, viewer, client_id)
    audit.changed(db, viewer, Data.profile, [client_id])
    return episode


def _shown(db: Db, viewer: Viewer, record: ClientRecord) -> EpisodeRead:
    return episode_read(db, *record, viewer.person.language)
