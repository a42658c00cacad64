"""The safety plan as its client has it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from app.access import audit
from app.access.models import Data
from app.offline import SentAt
from app.people.viewers import Client
from app.routing import Db, house_router
from app.safety_plan import queries, service
from app.safety_plan.reading import kept_read, list_read, plan_read, version_read
from app.safety_plan.schemas import (
    SafetyPlanRead,
    SharingUpdate,
    VersionCreate,
    VersionKept,
    VersionList,
    VersionRead,
)

router = house_router("", "safety_plan")
PlanNumber = Annotated[int, Path(ge=1, le=100_000)]


@router.get("/safety-plan")
def own_safety_plan(client: Client, db: Db) -> SafetyPlanRead:
    """The viewer's own plan as it stands, and whether the team may read it."""
    audit.viewed(db, client, Data.safety_plan, [client.id])
    with_team = queries.is_with_team(db, client.id)
    return plan_read(queries.newest(db, client, client.id), with_team=with_team)


@router.put("/safety-plan-versions/{card_id}")
def write_own_safety_plan(
    client: Client,
    db: Db,
    card_id: UUID,
    body: VersionCreate,
    response: Response,
    sent_at: SentAt = None,
) -> VersionKept:
    """Keeps a version the phone made. Sending it again changes nothing; what others wrote
    meanwhile is taken in."""
    row, is_new = service.write(db, client, client.id, card_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return kept_read(row)


@router.get("/safety-plan/versions")
def own_safety_plan_versions(client: Client, db: Db) -> VersionList:
    """Every version of the viewer's own plan, newest first."""
    audit.viewed(db, client, Data.safety_plan, [client.id])
    return list_read(queries.versions(db, client, client.id))


@router.get("/safety-plan/versions/{card_number}")
def own_safety_plan_version(client: Client, db: Db, card_number: PlanNumber) -> VersionRead:
    """One version of the viewer's own plan."""
    found = version_read(queries.version(db, client, client.id, card_number))
    audit.viewed(db, client, Data.safety_plan, [client.id])
    return found


@router.put("/safety-plan/sharing")
def share_own_safety_plan(client: Client, db: Db, body: SharingUpdate) -> SafetyPlanRead:
    """Turns the client's switch: whether the care team may read and write the plan."""
    service.share(db, client, with_team=body.with_team)
    return plan_read(queries.newest(db, client, client.id), with_team=body.with_team)
