"""Milestones: the client's own days, slips beside them, and what is shown to others."""

from uuid import UUID

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.care_records import queries, service
from app.care_records.models import RecoveryStart, SlipEntry
from app.care_records.schemas import (
    DebriefList,
    MilestonesRead,
    RecoveryStartCreate,
    RecoveryStartRead,
    SlipEntryCreate,
    SlipRead,
)
from app.offline import SentAt
from app.people.viewers import Client, Counselor
from app.routing import Db, house_router

router = house_router("", "milestones")


@router.put("/recovery-starts/{start_id}")
def begin(
    client: Client,
    db: Db,
    start_id: UUID,
    body: RecoveryStartCreate,
    response: Response,
    sent_at: SentAt = None,
) -> RecoveryStartRead:
    """Counts from a day on, or not at all. The one written last counts; sending it again changes
    nothing."""
    row, is_new = service.begin(db, client, start_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return start_read(row)


@router.put("/slip-entries/{slip_entry_id}")
def write_slip(
    client: Client,
    db: Db,
    slip_entry_id: UUID,
    body: SlipEntryCreate,
    response: Response,
    sent_at: SentAt = None,
) -> SlipRead:
    """Keeps what the client writes of a slip: of the writings with one `slip_id` the last one
    counts. Sending it again changes nothing."""
    row, is_new = service.write_slip(db, client, slip_entry_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return slip_read(row)


@router.get("/milestones")
def own_milestones(client: Client, db: Db) -> MilestonesRead:
    """What the viewer counts from, their slips as they last wrote them, and who could read a
    debrief they show."""
    starts = [start_read(row) for row in queries.own_starts(db, client)]
    slips = [slip_read(row) for row in queries.own_slips(db, client)]
    audit.viewed(db, client, Data.milestones, [client.id])
    return MilestonesRead(
        starts_on=starts[-1].starts_on if starts else None,
        starts=starts,
        slips=slips,
        readers=queries.readers(db, client.id),
    )


@router.get("/clients/{client_id}/debriefs")
def shared_debriefs(counselor: Counselor, db: Db, client_id: UUID) -> DebriefList:
    """What a client shows this viewer of their slips; empty when they show nothing."""
    items = queries.shared_debriefs(db, counselor, client_id)
    audit.viewed(db, counselor, Data.milestones, [client_id])
    return DebriefList(items=items)


def start_read(row: RecoveryStart) -> RecoveryStartRead:
    """A start as its client sees it."""
    return RecoveryStartRead.model_validate(row.model_dump(), extra="ignore")


def slip_read(row: SlipEntry) -> SlipRead:
    """One writing of a slip as its client sees it."""
    return SlipRead.model_validate(row.content | row.model_dump(), extra="ignore")
