"""Milestones: the client's own days, slips beside them, and what is shown to others."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.care_records import queries, service
from app.care_records.models import RecoveryStart, SlipEntry
from app.care_records.schemas import (
    DebriefList,
    MilestonesRead,
    Reader,
    RecoveryStartCreate,
    RecoveryStartRead,
    SlipEntryCreate,
    SlipRead,
)
from app.care_records.sharing import Sharing
from app.episodes.queries import primary_shown, team_shown
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
    sharing = queries.own_sharing(db, client, row.slip_id)
    return slip_read(row, sharing, _readers_of(db, client, [sharing]))


@router.get("/milestones")
def own_milestones(client: Client, db: Db) -> MilestonesRead:
    """What the viewer counts from, their slips as they last wrote them, and who could read a
    debrief they show."""
    starts = [start_read(row) for row in queries.own_starts(db, client)]
    slips = queries.own_slips(db, client)
    known = _readers_of(db, client, [slip.sharing for slip in slips])
    audit.viewed(db, client, Data.milestones, [client.id])
    return MilestonesRead(
        starts_on=starts[-1].starts_on if starts else None,
        starts=starts,
        slips=[slip_read(slip.row, slip.sharing, known) for slip in slips],
        readers=queries.readers(db, client.id, client.now),
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


def slip_read(row: SlipEntry, sharing: Sharing, known: Mapping[UUID, Reader]) -> SlipRead:
    """One writing of a slip as its client sees it, with who reads that slip now."""
    counts = {"shared_with": sharing.shared_with, "is_mistake": sharing.is_mistake}
    reader = {"reader": known.get(sharing.reader_id) if sharing.reader_id else None}
    whole = row.content | row.model_dump() | counts | reader
    return SlipRead.model_validate(whole, extra="ignore")


def _readers_of(db: Db, client: Client, shared: list[Sharing]) -> dict[UUID, Reader]:
    """Those whom the viewer chose as their main counselor, and what they are to them now."""
    names = queries.names_of(db, {one.reader_id for one in shared if one.reader_id is not None})
    if not names:
        return {}
    team = team_shown(db, client.id, Data.profile, client.now)
    primary = primary_shown(db, client.id, Data.profile, client.now)
    return {
        person_id: Reader(name=name, is_primary=person_id == primary, reads=person_id in team)
        for person_id, name in names.items()
    }
