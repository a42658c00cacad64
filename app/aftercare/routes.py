"""Aftercare over HTTP: a client's row of contacts, what became of each, and how often they come."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query

from app.access import audit
from app.access.models import Data
from app.aftercare import own, reading, service
from app.aftercare.schemas import (
    AftercareRead,
    ContactsToMake,
    ContactWrite,
    DecisionWrite,
    OwnContacts,
    PlanWrite,
    WishSent,
)
from app.people.viewers import Client, Counselor
from app.routing import Db, house_router

router = house_router("", "aftercare")
Key = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]
Months = Annotated[float | None, Query(gt=0, le=36)]


@router.get("/contact")
def own_contacts(client: Client, db: Db) -> OwnContacts:
    """Who is in touch with the viewer, when next, and the whole row."""
    return own.own_contacts(db, client)


@router.put("/contact-wish")
def wish_sooner(client: Client, db: Db) -> WishSent:
    """The viewer would like to hear from somebody sooner. Again within a day is the same wish."""
    return own.wish_sooner(db, client)


@router.get("/contacts")
def contacts_to_make(counselor: Counselor, db: Db) -> ContactsToMake:
    """Contacts of the viewer's clients that wait to be made, and those due within a week."""
    return reading.contacts_to_make(db, counselor)


@router.get("/clients/{client_id}/aftercare")
def read_aftercare(
    counselor: Counselor, db: Db, client_id: UUID, months: Months = None
) -> AftercareRead:
    """A client's row of contacts, what became of each, and what is proposed and why."""
    found = reading.aftercare_of(db, counselor, client_id, months)
    audit.viewed(db, counselor, Data.aftercare, [client_id])
    return found


@router.put("/clients/{client_id}/contact-plans/{contact_plan_id}")
def plan(
    counselor: Counselor, db: Db, client_id: UUID, contact_plan_id: UUID, body: PlanWrite
) -> AftercareRead:
    """Plans the contacts, or plans them anew from a day on."""
    service.plan(db, counselor, client_id, contact_plan_id, body)
    return reading.aftercare_of(db, counselor, client_id, None)


@router.put("/clients/{client_id}/contacts/{contact_id}")
def record(
    counselor: Counselor, db: Db, client_id: UUID, contact_id: UUID, body: ContactWrite
) -> AftercareRead:
    """Says what became of a contact."""
    service.record(db, counselor, client_id, contact_id, body)
    return reading.aftercare_of(db, counselor, client_id, None)


@router.put("/clients/{client_id}/cadence-decisions/{proposal_key}")
def decide(
    counselor: Counselor, db: Db, client_id: UUID, proposal_key: Key, body: DecisionWrite
) -> AftercareRead:
    """Accepts, changes or declines what is proposed about how often somebody is in touch."""
    service.decide(db, counselor, client_id, proposal_key, body)
    return reading.aftercare_of(db, counselor, client_id, None)
