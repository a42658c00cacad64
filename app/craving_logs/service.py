"""Logging cravings."""

from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.craving_logs.models import CravingLog
from app.craving_logs.schemas import CravingLogCreate
from app.offline import content_hash, keep_once, moment
from app.people.viewers import Viewer


def log_craving(
    db: Session, client: Viewer, log_id: UUID, body: CravingLogCreate, sent_at: str | None
) -> tuple[CravingLog, bool]:
    """Keeps a craving exactly once; returns it and whether it is new."""
    when = moment(body.occurred_at, sent_at, client.now)
    digest = content_hash(body.model_dump(mode="json"))
    log = CravingLog(
        client_id=client.id,
        id=log_id,
        intensity=body.intensity,
        triggers=[trigger.value for trigger in body.triggers],
        note=body.note or None,
        occurred_at=body.occurred_at,
        zone=body.zone,
        happened_at=when.happened_at,
        time_uncertain=when.is_uncertain,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, log, (client.id, log_id), digest)
    audit.changed(db, client, Data.craving_logs, [client.id])
    return kept, is_new
