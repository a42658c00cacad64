"""Check-ins for clients. The review desk is in `desk_routes`, what staff set and fill in for a
client in `staff_routes`."""

from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from app.access import audit
from app.access.models import Data
from app.check_ins import queries, reading, service
from app.check_ins.answering import FormNotInLanguage
from app.check_ins.asking import check_in_due
from app.check_ins.form_text import FormRead, form_text
from app.check_ins.instruments import load_instruments
from app.check_ins.schedule import DAILY
from app.check_ins.schemas import (
    CheckInCreate,
    CheckInDue,
    CheckInList,
    CheckInRead,
    OwnScoreList,
)
from app.errors import NotFound
from app.offline import SentAt
from app.paging import Cursor, Limit, cursor
from app.people.models import Language
from app.people.viewers import AnyPerson, Client
from app.routing import Db, house_router

router = house_router("", "check_ins")


@router.put("/check-ins/{check_in_id}")
def check_in(
    client: Client,
    db: Db,
    check_in_id: UUID,
    body: CheckInCreate,
    response: Response,
    sent_at: SentAt = None,
) -> CheckInRead:
    """Keeps a sitting the phone finished: daily answers, questionnaires, or both. Sending it again
    changes nothing."""
    row, is_new = service.check_in(db, client, check_in_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return reading.own_one(db, client, check_in_id, row)


@router.get("/check-ins")
def own_check_ins(client: Client, db: Db, place: Cursor = None, limit: Limit = 50) -> CheckInList:
    """The viewer's own check-ins with who looked at them, newest first."""
    rows = queries.own_page(db, client, place, limit)
    audit.viewed(db, client, Data.check_ins, [client.id])
    last = rows[limit - 1][0] if len(rows) > limit else None
    return CheckInList(
        items=reading.own(db, client, rows[:limit]),
        next=cursor(last.happened_at, last.id) if last else None,
    )


@router.put("/check-ins/{check_in_id}/review-seen", status_code=204)
def see_review(client: Client, db: Db, check_in_id: UUID) -> None:
    """The viewer has read who looked at this check-in."""
    service.see_review(db, client, check_in_id)


@router.get("/check-in-due")
def read_due(client: Client, db: Db) -> CheckInDue:
    """What a sitting of today consists of, with the whole questionnaires of the next days."""
    audit.viewed(db, client, Data.check_ins, [client.id])
    return check_in_due(db, client)


@router.get("/my-scores")
def my_scores(client: Client, db: Db) -> OwnScoreList:
    """The viewer's own completed questionnaires over time, with the instruments' own bands."""
    audit.viewed(db, client, Data.check_ins, [client.id])
    rows = queries.complete_forms(db, client.id)
    return OwnScoreList(items=reading.own_scores(rows, client.person.language))


@router.get("/instruments/{instrument_id}")
def read_instrument(
    viewer: AnyPerson,
    instrument_id: str,
    language: Annotated[Language | None, Query()] = None,
) -> FormRead:
    """A questionnaire exactly as published, in the viewer's language unless another is asked for.
    Forms that staff lead are for staff."""
    instrument = load_instruments().get(instrument_id)
    if instrument is None or instrument_id == DAILY:
        raise NotFound
    if instrument.who == "staff" and not viewer.is_staff:
        raise NotFound
    wanted = language or viewer.person.language
    if instrument.in_language(wanted) is None:
        raise FormNotInLanguage(languages=list(instrument.languages))
    return form_text(instrument, wanted)
