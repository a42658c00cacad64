"""One client's parts as one answer: what is shared, and None for everything else."""

from sqlmodel import Session

from app.access.models import Data
from app.family import queries
from app.family.schemas import SharedRead
from app.people.models import Person
from app.people.viewers import Viewer


def shown(db: Session, viewer: Viewer, client: Person, parts: frozenset[Data]) -> SharedRead:
    """What a client shares with the viewer now. Each part asks again by itself whether it is."""
    of = (db, viewer, client)
    return SharedRead(
        client_id=client.id,
        name=client.shown_name,
        attendance=queries.attendance(*of) if Data.family_attendance in parts else None,
        calendar=queries.calendar(*of) if Data.family_calendar in parts else None,
        milestones=queries.milestones(*of) if Data.family_milestones in parts else None,
        plan=queries.plan(*of) if Data.family_plan in parts else None,
        modules=queries.modules(*of) if Data.family_modules in parts else None,
        sessions=queries.sessions(*of) if Data.family_sessions in parts else None,
    )
