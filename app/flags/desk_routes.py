"""Duty, leads, and what the centre promises. They belong to the centre: nothing here is about a
client."""

from uuid import UUID

from app.flags import duty
from app.flags.schemas import (
    DutyTurnCreate,
    DutyTurnList,
    DutyTurnRead,
    LeadList,
    LeadRead,
    LeadWrite,
    PolicyRead,
    PolicyWrite,
)
from app.people.viewers import Administrator, Staff
from app.routing import Db, house_router

router = house_router("", "duty")


@router.get("/response-policy")
def read_policy(viewer: Staff, db: Db) -> PolicyRead:
    """How soon somebody looks, and from when on it asks."""
    return duty.read_policy(db)


@router.put("/response-policy")
def change_policy(viewer: Administrator, db: Db, body: PolicyWrite) -> PolicyRead:
    """Changes what is promised from now on."""
    return duty.change_policy(db, viewer, body)


@router.get("/duty-turns")
def list_turns(viewer: Staff, db: Db) -> DutyTurnList:
    """Who is on duty when."""
    return duty.duty_turns(db, viewer)


@router.post("/duty-turns", status_code=201)
def add_turn(viewer: Administrator, db: Db, body: DutyTurnCreate) -> DutyTurnRead:
    """Somebody is on duty every week at a time."""
    return duty.add_turn(db, body)


@router.delete("/duty-turns/{turn_id}", status_code=204)
def end_turn(viewer: Administrator, db: Db, turn_id: UUID) -> None:
    """Ends a turn as of today."""
    duty.end_turn(db, viewer, turn_id)


@router.get("/leads")
def list_leads(viewer: Staff, db: Db) -> LeadList:
    """Who leads which programme."""
    return LeadList(items=duty.leads(db))


@router.put("/programs/{programme_id}/lead")
def set_lead(viewer: Administrator, db: Db, programme_id: UUID, body: LeadWrite) -> LeadRead:
    """What nobody of this programme's has answered in time comes to this person in the end."""
    return duty.set_lead(db, programme_id, body.provider_id)
