"""Needs: the client's own list, and what is the viewer's own to do."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.access import audit
from app.access.models import Data
from app.care_records.needs import queries, service
from app.care_records.needs.desk_routes import router as desk
from app.care_records.needs.due import LIST_LENGTH, due_for
from app.care_records.needs.reading import due_items, need_now, own_needs, step_now
from app.care_records.needs.schemas import (
    DueList,
    NeedCreate,
    NeedNow,
    OwnNeeds,
    StateSaid,
    StepNow,
    StepSaid,
    WordsSaid,
)
from app.offline import SentAt
from app.people.viewers import Client, Counselor
from app.routing import Db, house_router

own = house_router("", "needs")


@own.get("/needs")
def own_list(client: Client, db: Db) -> OwnNeeds:
    """What the viewer needs, and what is being done about it."""
    audit.viewed(db, client, Data.needs, [client.id])
    return own_needs(queries.own_folder(db, client))


@own.put("/needs/{need_id}")
def add_own(
    client: Client,
    db: Db,
    need_id: UUID,
    body: NeedCreate,
    response: Response,
    sent_at: SentAt = None,
) -> NeedNow:
    """Keeps what the client says they need. Sending it again changes nothing."""
    row, is_new = service.add_own(db, client, need_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return need_now(row)


@own.put("/needs/{need_id}/state")
def say_own(
    client: Client, db: Db, need_id: UUID, body: StateSaid, sent_at: SentAt = None
) -> NeedNow:
    """Whether the client still needs it: what was said last counts."""
    return need_now(service.say_own(db, client, need_id, body, sent_at))


@own.put("/needs/{own_need_id}/words")
def reword_own(
    client: Client, db: Db, own_need_id: UUID, body: WordsSaid, sent_at: SentAt = None
) -> NeedNow:
    """Other words for what the client wrote, while nobody of the team works on it. What it said
    before is kept."""
    return need_now(service.reword_own(db, client, own_need_id, body, sent_at))


@own.put("/next-steps/{step_id}/state")
def say_own_step(
    client: Client, db: Db, step_id: UUID, body: StepSaid, sent_at: SentAt = None
) -> StepNow:
    """Whether the client has done a step of their own: what was said last counts."""
    return step_now(service.say_own_step(db, client, step_id, body, sent_at))


@own.get("/next-steps")
def due(viewer: Counselor, db: Db) -> DueList:
    """What is the viewer's own to do by today, over all their clients."""
    today, found = due_for(db, viewer)
    shown = found[:LIST_LENGTH]
    audit.viewed(db, viewer, Data.needs, [one.client.id for one in shown])
    return DueList(today=today, items=due_items(shown), more=len(found) > LIST_LENGTH)


router = APIRouter()
router.include_router(own)
router.include_router(desk)
