"""Writing milestones. Nothing here is refused for what it says, and nothing comes of it: no flag,
no task, no reminder. What the client wants somebody to see, they show."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.care_records.models import RecoveryStart, SharedWith, SlipEntry
from app.care_records.schemas import RecoveryStartCreate, SlipEntryCreate
from app.episodes import queries as episodes
from app.offline import content_hash, keep_once, moment
from app.people.viewers import Viewer

_NOT_CONTENT = {"slip_id", "occurred_at", "zone"}
_LATER = ("sharing_chosen", "mistake_chosen", "reader_id")
"""What a writing did not say at first. Left out it is not hashed, so that what an older application
queued is the same writing when a newer server gets it again."""


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
    whole = body.model_dump(mode="json")
    said = {name: value for name, value in whole.items() if name not in _LATER or value is not None}
    digest = content_hash(said)
    row = SlipEntry(
        client_id=client.id,
        id=entry_id,
        slip_id=body.slip_id,
        content=_content(said) | {"reader_id": _reader(db, client, body)},
        occurred_at=body.occurred_at,
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept = keep_once(db, row, (client.id, entry_id), digest)
    audit.changed(db, client, Data.milestones, [client.id])
    return kept


def _content(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in _NOT_CONTENT}


def _reader(db: Session, client: Viewer, body: SlipEntryCreate) -> str | None:
    """Whom `primary` means in this writing. Nobody who is not on the team as it arrives, so that an
    id that was sent tells nobody's name and opens nothing to a stranger."""
    if body.shared_with is not SharedWith.primary:
        return None
    team = episodes.team_shown(db, client.id, Data.profile, client.now)
    meant = body.reader_id or episodes.primary_shown(db, client.id, Data.profile, client.now)
    return str(meant) if meant in team else None
