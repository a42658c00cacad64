"""Writing milestones. Nothing here is refused for what it says, and nothing comes of it: no flag,
no task, no reminder. What the client wants somebody to see, they show."""

from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.care_records.models import RecoveryStart, SlipEntry
from app.care_records.schemas import RecoveryStartCreate, SlipEntryCreate
from app.offline import content_hash, keep_once, moment
from app.people.viewers import Viewer

_NOT_CONTENT = {"slip_id", "occurred_at", "zone"}


def begin(
    db: Session, client: Viewer, entry_id: UUID, body: RecoveryStartCreate, sent_at: str | None
) -> tuple[RecoveryStart, bool]:
    """Keeps a start (or the wish not to count) exactly once; earlier ones stay."""
    digest = content_hash(body.model_dump(mode="json"))
    row = RecoveryStart(
        client_id=client.id,
        id=entry_id,
        starts_on=body.starts_on,
        occurred_at=body.occurred_at,
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept = keep_once(db, row, (client.id, entry_id), digest)
    audit.changed(db, client, Data.milestones, [client.id])
    return kept


def write_slip(
    db: Session, client: Viewer, entry_id: UUID, body: SlipEntryCreate, sent_at: str | None
) -> tuple[SlipEntry, bool]:
    """Keeps one writing of a slip exactly once; what was written before it stays."""
    said = body.model_dump(mode="json")
    digest = content_hash(said)
    row = SlipEntry(
        client_id=client.id,
        id=entry_id,
        slip_id=body.slip_id,
        content={name: value for name, value in said.items() if name not in _NOT_CONTENT},
        occurred_at=body.occurred_at,
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept = keep_once(db, row, (client.id, entry_id), digest)
    audit.changed(db, client, Data.milestones, [client.id])
    return kept
