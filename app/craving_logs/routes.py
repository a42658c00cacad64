"""The craving log."""

from uuid import UUID

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.craving_logs import queries, service
from app.craving_logs.models import CravingLog
from app.craving_logs.schemas import CravingLogCreate, CravingLogList, CravingLogRead
from app.offline import SentAt
from app.paging import Cursor, Limit, cursor
from app.people.viewers import Client
from app.routing import Db, house_router

router = house_router("/craving-logs", "craving_logs")


@router.put("/{log_id}")
def log_craving(
    client: Client,
    db: Db,
    log_id: UUID,
    body: CravingLogCreate,
    response: Response,
    sent_at: SentAt = None,
) -> CravingLogRead:
    """Keeps a craving the phone noted. Sending it again changes nothing."""
    log, is_new = service.log_craving(db, client, log_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return craving_log_read(log)


@router.get("")
def own_craving_logs(
    client: Client, db: Db, place: Cursor = None, limit: Limit = 50
) -> CravingLogList:
    """The viewer's own logs, newest first."""
    rows = queries.own_page(db, client, place, limit)
    audit.viewed(db, client, Data.craving_logs, [client.id])
    last = rows[limit - 1] if len(rows) > limit else None
    return CravingLogList(
        items=[craving_log_read(row) for row in rows[:limit]],
        next=cursor(last.happened_at, last.id) if last else None,
    )


def craving_log_read(row: CravingLog) -> CravingLogRead:
    """A log as its client sees it."""
    return CravingLogRead.model_validate(row.model_dump(), extra="ignore")
