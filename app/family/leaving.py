"""A relative does not want to see it any more: they end the connection, and the client is told
and sees that they left."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.family.queries import require_shared
from app.family.telling import tell_left
from app.people.viewers import Viewer
from app.privacy.models import EndReason, Recipient, RecipientKind
from app.privacy.service import leave as end


def leave(db: Session, viewer: Viewer, client_id: UUID) -> None:
    """Ends the connection to a client who shares something; every other id is not found."""
    require_shared(db, viewer, client_id)
    _end(db, viewer, client_id)


def leave_all(db: Session, viewer: Viewer) -> None:
    """Ends every connection there may be; one answer, whether there was any or none."""
    _end(db, viewer, None)


def _end(db: Session, viewer: Viewer, client_id: UUID | None) -> None:
    mine = select(Recipient).where(
        Recipient.person_id == viewer.id,
        Recipient.kind == RecipientKind.relative,
        col(Recipient.ended_at).is_(None),
    )
    if client_id is not None:
        mine = mine.where(Recipient.client_id == client_id)
    held = mine.order_by(col(Recipient.id)).with_for_update()
    rows = db.exec(held.execution_options(populate_existing=True)).all()
    for row in rows:
        end(db, row, EndReason.recipient_left, viewer)
        tell_left(db, viewer, row)
    audit.changed(db, viewer, Data.consents, {row.client_id for row in rows})
