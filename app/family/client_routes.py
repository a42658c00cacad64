"""What a client does about relatives: links, and asking them to a session. And whom a leader may
expect there."""

from uuid import UUID

from fastapi import Request

from app.access import audit
from app.access.models import Data
from app.family import invitations, seats
from app.family.schemas import ComingList, FamilyLinkRead, RelativeList, SeatList, SeatUpdate
from app.people.viewers import Client, Counselor
from app.routing import Db, house_router

router = house_router("", "family")


@router.post("/recipients/{relative_id}/invitations", status_code=201)
def invite_relative(client: Client, db: Db, relative_id: UUID, request: Request) -> FamilyLinkRead:
    """A new link for a relative; older ones stop working."""
    return invitations.new_link(db, client, relative_id, request.app.state.settings.origin)


@router.get("/relatives")
def own_relatives(client: Client, db: Db) -> RelativeList:
    """The relatives the viewer has named, and how far each connection is."""
    audit.viewed(db, client, Data.consents, [client.id])
    return RelativeList(items=invitations.own_relatives(db, client))


@router.get("/sessions/{family_session_id}/relatives")
def who_is_asked(client: Client, db: Db, family_session_id: UUID) -> SeatList:
    """The viewer's relatives, and which of them are asked to a session of the viewer's."""
    audit.viewed(db, client, Data.family_sessions, [client.id])
    return seats.seats(db, client, family_session_id)


@router.put("/sessions/{family_session_id}/relatives/{seated_id}")
def ask_to_session(
    client: Client, db: Db, family_session_id: UUID, seated_id: UUID, body: SeatUpdate
) -> SeatList:
    """Asks a relative to a couples or family session."""
    seats.ask(db, client, family_session_id, seated_id, is_remote=body.is_remote)
    return seats.seats(db, client, family_session_id)


@router.delete("/sessions/{family_session_id}/relatives/{seated_id}")
def ask_no_more(client: Client, db: Db, family_session_id: UUID, seated_id: UUID) -> SeatList:
    """A relative is not asked any more."""
    seats.ask_no_more(db, client, family_session_id, seated_id)
    return seats.seats(db, client, family_session_id)


@router.get("/appointments/{family_session_id}/relatives")
def relatives_coming(viewer: Counselor, db: Db, family_session_id: UUID) -> ComingList:
    """The relatives who come to a session, for whoever leads it."""
    return seats.coming(db, viewer, family_session_id)
