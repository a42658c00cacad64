"""The treatment plan as the care team writes it with a client."""

from typing import Any
from uuid import UUID

from fastapi import Response

from app.people.viewers import Counselor
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
from app.treatment_plan.schemas import (
    ChangeList,
    DraftList,
    PlanRead,
    PlanWrite,
    VersionList,
    VersionRead,
)
from app.treatment_plan.stay import stay_of

router = house_router("/clients/{client_id}/plan", "treatment_plan")


@router.get("", response_model=PlanRead)
def clients_plan(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    response: Response,
    if_none_match: IfNoneMatch = None,
) -> Any:
    """A client's plan as it stands, with the notes the client shares."""
    return plan_answer(db, stay_of(db, viewer, client_id), response, if_none_match)


@router.put("", response_model=PlanRead)
def write_clients_plan(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    body: PlanWrite,
    response: Response,
    if_match: IfMatch = None,
) -> Any:
    """Writes the next version. Made on an old one it is kept as the viewer's draft (412)."""
    stay = stay_of(db, viewer, client_id, to_change=True)
    return write_answer(db, stay, version_in(if_match), body, response)


@router.get("/versions")
def clients_versions(viewer: Counselor, db: Db, client_id: UUID) -> VersionList:
    """Every version of a client's plan, newest first."""
    return versions_answer(db, stay_of(db, viewer, client_id))


@router.get("/versions/{number}")
def clients_version(viewer: Counselor, db: Db, client_id: UUID, number: Number) -> VersionRead:
    """One version of a client's plan."""
    return version_answer(db, stay_of(db, viewer, client_id), number)


@router.get("/changes")
def clients_changes(
    viewer: Counselor, db: Db, client_id: UUID, before: From = None, to: To = None
) -> ChangeList:
    """What differs between two versions of a client's plan."""
    return changes_answer(db, stay_of(db, viewer, client_id), before, to)


@router.put("/versions/{number}/acknowledgement")
def acknowledge_clients(
    viewer: Counselor, db: Db, client_id: UUID, number: Number, response: Response
) -> PlanRead:
    """The viewer agrees to exactly this version for the care team."""
    stay = stay_of(db, viewer, client_id, to_change=True)
    return acknowledge_answer(db, stay, number, response)


@router.get("/drafts")
def clients_drafts(viewer: Counselor, db: Db, client_id: UUID) -> DraftList:
    """What the viewer wrote on an old version of a client's plan."""
    return drafts_answer(db, stay_of(db, viewer, client_id))


@router.put("/drafts/{team_draft_id}/removal", status_code=204)
def let_draft_go(viewer: Counselor, db: Db, client_id: UUID, team_draft_id: UUID) -> None:
    """The viewer does not need their draft any more."""
    service.let_go(db, stay_of(db, viewer, client_id, to_change=True), team_draft_id)
