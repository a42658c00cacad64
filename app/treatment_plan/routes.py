"""The treatment plan as its client has it, with what the client ticks and notes."""

from typing import Any
from uuid import UUID

from fastapi import Response

from app.offline import SentAt
from app.people.viewers import Client
from app.routing import Db, house_router
from app.treatment_plan import service
from app.treatment_plan.answers import (
    From,
    IfMatch,
    IfNoneMatch,
    Number,
    To,
    acknowledge_answer,
    changes_answer,
    drafts_answer,
    plan_answer,
    version_answer,
    versions_answer,
    write_answer,
)
from app.treatment_plan.conditions import version_in
from app.treatment_plan.reading import note_read
from app.treatment_plan.schemas import (
    ChangeList,
    DraftList,
    NoteCreate,
    NoteRead,
    PlanRead,
    PlanWrite,
    TickCreate,
    TickKept,
    VersionList,
    VersionRead,
)
from app.treatment_plan.stay import own_stay

router = house_router("", "treatment_plan")


@router.get("/plan", response_model=PlanRead)
def own_plan(client: Client, db: Db, response: Response, if_none_match: IfNoneMatch = None) -> Any:
    """The viewer's own plan as it stands."""
    return plan_answer(db, own_stay(db, client), response, if_none_match)


@router.put("/plan", response_model=PlanRead)
def write_own_plan(
    client: Client, db: Db, body: PlanWrite, response: Response, if_match: IfMatch = None
) -> Any:
    """Writes the next version. Made on an old one it is kept as the viewer's draft (412)."""
    based_on = version_in(if_match)
    return write_answer(db, own_stay(db, client), based_on, body, response)


@router.get("/plan/versions")
def own_versions(client: Client, db: Db) -> VersionList:
    """Every version of the viewer's own plan, newest first."""
    return versions_answer(db, own_stay(db, client))


@router.get("/plan/versions/{number}")
def own_version(client: Client, db: Db, number: Number) -> VersionRead:
    """One version of the viewer's own plan."""
    return version_answer(db, own_stay(db, client), number)


@router.get("/plan/changes")
def own_changes(client: Client, db: Db, before: From = None, to: To = None) -> ChangeList:
    """What differs between two versions of the viewer's own plan."""
    return changes_answer(db, own_stay(db, client), before, to)


@router.put("/plan/versions/{number}/acknowledgement")
def acknowledge_own(client: Client, db: Db, number: Number, response: Response) -> PlanRead:
    """The client agrees to exactly this version."""
    return acknowledge_answer(db, own_stay(db, client), number, response)


@router.get("/plan/drafts")
def own_drafts(client: Client, db: Db) -> DraftList:
    """What the viewer wrote on an old version, kept until taken in or let go."""
    return drafts_answer(db, own_stay(db, client))


@router.put("/plan/drafts/{draft_id}/removal", status_code=204)
def let_own_draft_go(client: Client, db: Db, draft_id: UUID) -> None:
    """The viewer does not need their draft any more."""
    service.let_go(db, own_stay(db, client), draft_id)


@router.put("/plan-ticks/{tick_id}")
def tick(
    client: Client,
    db: Db,
    tick_id: UUID,
    body: TickCreate,
    response: Response,
    sent_at: SentAt = None,
) -> TickKept:
    """Keeps a tick the phone made. Sending it again changes nothing."""
    row, is_new = service.tick(db, own_stay(db, client), tick_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return TickKept.model_validate(row.model_dump(), extra="ignore")


@router.put("/plan-notes/{note_id}")
def note(
    client: Client,
    db: Db,
    note_id: UUID,
    body: NoteCreate,
    response: Response,
    sent_at: SentAt = None,
) -> NoteRead:
    """Keeps a note the phone made; private unless shared. Sending it again changes nothing."""
    row, is_new = service.note(db, own_stay(db, client), note_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return note_read(row)


@router.put("/plan-notes/{note_id}/removal", status_code=204)
def take_note_back(client: Client, db: Db, note_id: UUID) -> None:
    """The client takes a note back."""
    service.take_back(db, own_stay(db, client), note_id)
