"""Needs of clients as their team works on them."""

from typing import Annotated
from uuid import UUID

from fastapi import Path

from app.access import audit
from app.access.models import Data
from app.care_records.needs import helping, queries, service
from app.care_records.needs.reading import team_needs
from app.care_records.needs.schemas import (
    ContactWrite,
    NeedWrite,
    NextStepWrite,
    ReferralStepWrite,
    ReferralWrite,
    StepStateWrite,
    TeamNeeds,
)
from app.people.viewers import Counselor, Viewer
from app.programs.versions import IfMatch
from app.routing import Db, house_router

router = house_router("/clients/{client_id}", "needs")
Number = Annotated[int, Path(ge=1, le=10_000)]


@router.get("/needs")
def clients_needs(viewer: Counselor, db: Db, client_id: UUID) -> TeamNeeds:
    """What a client of the viewer's team needs, and what is being done about it."""
    read = _read(db, viewer, client_id)
    audit.viewed(db, viewer, Data.needs, [client_id])
    return read


@router.put("/needs/{need_id}")
def write_clients(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    need_id: UUID,
    body: NeedWrite,
    if_match: IfMatch = None,
) -> TeamNeeds:
    """Writes a need, from the version in `If-Match`; `"0"` for a new one. On an old version it is
    refused with the need as it stands."""
    service.write_clients(db, viewer, client_id, need_id, body, if_match)
    return _read(db, viewer, client_id)


@router.put("/needs/{need_id}/look")
def look_at(viewer: Counselor, db: Db, client_id: UUID, need_id: UUID) -> TeamNeeds:
    """Notes that somebody has looked at what the client wrote; the client sees who."""
    service.look_at(db, viewer, client_id, need_id)
    return _read(db, viewer, client_id)


@router.put("/needs/{need_id}/referrals/{referral_id}")
def refer(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    need_id: UUID,
    referral_id: UUID,
    body: ReferralWrite,
) -> TeamNeeds:
    """Sends a client somewhere for a need. Sending it again changes nothing."""
    helping.refer(db, viewer, client_id, need_id, referral_id, body)
    return _read(db, viewer, client_id)


@router.put("/referrals/{referral_id}/steps/{step_number}")
def go_on(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    referral_id: UUID,
    step_number: Number,
    body: ReferralStepWrite,
) -> TeamNeeds:
    """Notes how a referral went on, as the step after its last."""
    helping.go_on(db, viewer, client_id, referral_id, step_number, body)
    return _read(db, viewer, client_id)


@router.put("/next-steps/{step_id}")
def plan_step(
    viewer: Counselor, db: Db, client_id: UUID, step_id: UUID, body: NextStepWrite
) -> TeamNeeds:
    """Makes a next step, for the client or somebody of the team. Sending it again changes
    nothing."""
    helping.plan_step(db, viewer, client_id, step_id, body)
    return _read(db, viewer, client_id)


@router.put("/next-steps/{step_id}/state")
def set_step(
    viewer: Counselor, db: Db, client_id: UUID, step_id: UUID, body: StepStateWrite
) -> TeamNeeds:
    """Whether a step is done, open again or dropped."""
    helping.set_step(db, viewer, client_id, step_id, body)
    return _read(db, viewer, client_id)


@router.put("/contact-person")
def name_contact(viewer: Counselor, db: Db, client_id: UUID, body: ContactWrite) -> TeamNeeds:
    """Names the one person a client turns to for all of this."""
    helping.name_contact(db, viewer, client_id, body)
    return _read(db, viewer, client_id)


def _read(db: Db, viewer: Viewer, client_id: UUID) -> TeamNeeds:
    return team_needs(queries.clients_folder(db, viewer, client_id))
