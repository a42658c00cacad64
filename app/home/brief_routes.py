"""The session brief for the desk."""

from uuid import UUID

from app.home.brief import brief
from app.home.brief_schemas import BriefRead
from app.people.viewers import Counselor
from app.routing import Db, house_router

router = house_router("", "home")


@router.get("/clients/{client_id}/session-brief")
def session_brief(viewer: Counselor, db: Db, client_id: UUID) -> BriefRead:
    """One page to read before a session with a client."""
    return brief(db, viewer, client_id)
