"""The craving log."""

from uuid import UUID

from fastapi import Response as Answer

from app.access import audit
from app.access.models import Data
from app.craving_logs import queries, service
from app.craving_logs.reading import correction_read, craving_logs_read
from app.craving_logs.schemas import (
    CravingCorrectionCreate,
    CravingCorrectionRead,
    CravingLogCreate,
    CravingLogList,
    CravingLogRead,
    CravingRatingCreate,
    CravingRatingRead,
)
from app.offline import SentAt
from app.paging import Cursor, Limit, cursor
from app.people.viewers import Client
from app.routing import Db, house_router

router = house_router("", "craving_logs")


@router.put("/craving-logs/{log_id}")
def log_craving(
    client: Client,
    db: Db,
    log_id: UUID,
    body: CravingLogCreate,
    response: Answer,
    sent_at: SentAt = None,
) -> CravingLogRead:
    """Keeps a craving the phone noted. Sending it again changes nothing, also after it was
    corrected."""
    log, is_new = service.log_craving(db, client, log_id, body, sent_at)
    _say_whether(response, is_new)
    return craving_logs_read(db, client, [log])[0]


@router.get("/craving-logs")
def own_craving_logs(
    client: Client, db: Db, place: Cursor = None, limit: Limit = 50
) -> CravingLogList:
    """The viewer's own logs, newest first, as they count now."""
    rows = queries.own_page(db, client, place, limit)
    audit.viewed(db, client, Data.craving_logs, [client.id])
    last = rows[limit - 1] if len(rows) > limit else None
    return CravingLogList(
        items=craving_logs_read(db, client, rows[:limit]),
        next=cursor(last.happened_at, last.id) if last else None,
    )


@router.put("/craving-ratings/{rating_id}")
def rate_craving(
    client: Client,
    db: Db,
    rating_id: UUID,
    body: CravingRatingCreate,
    response: Answer,
    sent_at: SentAt = None,
) -> CravingRatingRead:
    """Keeps how strong a craving is some minutes later."""
    rating, is_new = service.rate(db, client, rating_id, body, sent_at)
    _say_whether(response, is_new)
    return CravingRatingRead.model_validate(rating.model_dump(), extra="ignore")


@router.put("/craving-corrections/{correction_id}")
def correct_craving(
    client: Client,
    db: Db,
    correction_id: UUID,
    body: CravingCorrectionCreate,
    response: Answer,
    sent_at: SentAt = None,
) -> CravingCorrectionRead:
    """Changes what a log says and keeps what it said before."""
    kept, is_new = service.correct(db, client, correction_id, body, sent_at)
    _say_whether(response, is_new)
    return correction_read(db, kept)


def _say_whether(response: Answer, is_new: bool) -> None:
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
