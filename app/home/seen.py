"""Which kinds of one client's data a viewer sees: what a page of several may show, and notes."""

from uuid import UUID

from sqlalchemy import Uuid, literal, select
from sqlmodel import Session

from app.access.models import Data
from app.access.policy import visible
from app.people.viewers import Viewer


def seen_kinds(
    db: Session, viewer: Viewer, client_id: UUID, kinds: tuple[Data, ...]
) -> tuple[Data, ...]:
    """Those of `kinds` that the viewer may see of a client, in one question."""
    asked = literal(client_id, Uuid())
    row = db.execute(select(*(asked.in_(visible(viewer, kind)) for kind in kinds))).one()
    return tuple(kind for kind, is_seen in zip(kinds, row, strict=True) if is_seen)
