"""The safety plan as the care team reads it and writes it with a client."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import Header, Response
from sqlmodel import Session

from app.access import audit, policy
from app.access.models import Data
from app.errors import NotFound
from app.offline import SentAt
from app.people.viewers import Counselor, Viewer
from app.routing import Db, house_router
from app.safety_plan import queries, service
from app.safety_plan.problems import NotSharedNow, VersionNeeded
from app.safety_plan.reading import kept_read, list_read, plan_read, version_read
from app.safety_plan.routes import PlanNumber
from app.safety_plan.schemas import (
    NotShared,
    TeamPlanRead,
    TeamVersionCreate,
    VersionCreate,
    VersionKept,
    VersionList,
    VersionRead,
)

router = house_router("/clients/{client_id}", "safety_plan")
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=100)]
_VERSION = re.compile(r'"([0-9]{1,6})"', re.ASCII)


@router.get("/safety-plan")
def clients_safety_plan(viewer: Counselor, db: Db, client_id: UUID) -> TeamPlanRead | NotShared:
    """A client's plan, or that the client keeps it to themselves."""
    if not _is_open(db, viewer, client_id):
        return NotShared()
    audit.viewed(db, viewer, Data.safety_plan, [client_id])
    found = plan_read(queries.newest(db, viewer, client_id), with_team=True)
    return TeamPlanRead(**found.model_dump())


@router.put("/safety-plan-versions/{team_card_id}")
def write_clients_safety_plan(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    team_card_id: UUID,
    body: TeamVersionCreate,
    response: Response,
    if_match: IfMatch = None,
    sent_at: SentAt = None,
) -> VersionKept:
    """Writes the next version with the client; what others wrote meanwhile is taken in."""
    policy.require_visible(db, viewer, client_id, Data.profile, to_change=True)
    if not _is_open(db, viewer, client_id):
        raise NotSharedNow
    based_on = body.based_on if body.based_on is not None else _version_in(if_match)
    sent = VersionCreate.model_validate(body.model_dump() | {"based_on": based_on})
    row, is_new = service.write(db, viewer, client_id, team_card_id, sent, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return kept_read(row)


@router.get("/safety-plan/versions")
def clients_safety_plan_versions(viewer: Counselor, db: Db, client_id: UUID) -> VersionList:
    """Every version of a client's plan, newest first."""
    _require_open(db, viewer, client_id)
    audit.viewed(db, viewer, Data.safety_plan, [client_id])
    return list_read(queries.versions(db, viewer, client_id))


@router.get("/safety-plan/versions/{card_number}")
def clients_safety_plan_version(
    viewer: Counselor, db: Db, client_id: UUID, card_number: PlanNumber
) -> VersionRead:
    """One version of a client's plan."""
    _require_open(db, viewer, client_id)
    found = version_read(queries.version(db, viewer, client_id, card_number))
    audit.viewed(db, viewer, Data.safety_plan, [client_id])
    return found


def _is_open(db: Session, viewer: Viewer, client_id: UUID) -> bool:
    """Whether the viewer may read this plan; `NotFound` for who has no business with the client."""
    try:
        policy.require_visible(db, viewer, client_id, Data.safety_plan)
    except NotFound:
        policy.require_visible(db, viewer, client_id, Data.profile)
        return False
    return True


def _require_open(db: Session, viewer: Viewer, client_id: UUID) -> None:
    """A plan that is kept private is as if it were not there."""
    policy.require_visible(db, viewer, client_id, Data.safety_plan)


def _version_in(if_match: str | None) -> int:
    found = _VERSION.fullmatch((if_match or "").strip())
    if found is None:
        raise VersionNeeded
    return int(found[1])
