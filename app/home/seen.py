"""Which kinds of one client's data a viewer sees: what a page of several may show, and notes."""

from uuid import UUID

from sqlalchemy import Uuid, literal, select
from sqlmodel import Session, col

from app.access.models import Data
from app.access.policy import visible
from app.episodes.queries import ClientRecord, records
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer


def seen_kinds(
    db: Session, viewer: Viewer, client_id: UUID, kinds: tuple[Data, ...]
) -> tuple[Data, ...]:
    """Those of `kinds` that the viewer may see of a client, in one question."""
    asked = literal(client_id, Uuid())
    row = db.execute(select(*(asked.in_(visible(viewer, kind)) for kind in kinds))).one()
    return tuple(kind for kind, is_seen in zip(kinds, row, strict=True) if is_seen)


def client_and_kinds(
    db: Session, viewer: Viewer, client_id: UUID, kinds: tuple[Data, ...]
) -> tuple[ClientRecord, tuple[Data, ...]]:
    """One client with their stay and `seen_kinds`, in one question; `NotFound` for a stranger's."""
    person_id = col(Person.id)
    asked = records(viewer).where(person_id == client_id)
    row = db.execute(
        asked.add_columns(*(person_id.in_(visible(viewer, kind)) for kind in kinds))
    ).first()
    if row is None:
        raise NotFound
    person, episode, programme, *found = row
    return (person, episode, programme), tuple(
        kind for kind, is_seen in zip(kinds, found, strict=True) if is_seen
    )
