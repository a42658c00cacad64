"""Relatives and what clients share with them, for tests and for the walk over all routes."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app import clock
from app.access.models import Data
from app.appointments.models import Appointment, Participation
from app.family.models import FamilySeat
from app.family.queries import PARTS
from app.ids import new_id
from app.people.models import Role, SignIn
from app.privacy.models import (
    Consent,
    ConsentEnd,
    ConsentPurpose,
    ConsentScope,
    EndReason,
    Recipient,
    RecipientKind,
)
from app.programs.kinds import AppointmentKind, Modality
from tests.support.house import ZONE, Actor, House, fresh_id

SUPPORT = {"signs": ["Late calls"], "for_me": ["A walk"], "limits": [], "people": ["A friend"]}


def names(house: House, client: Actor, relative: Actor | None = None, name: str = "Fay") -> UUID:
    """Somebody a client names as a relative; connected with `relative` at once."""
    now = clock.utc_now()
    row = Recipient(
        id=new_id(), client_id=client.id, kind=RecipientKind.relative, name=name,
        person_id=relative.id if relative else None, made_at=now,
        joined_at=now if relative else None,
    )  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(row)
        db.flush()
        return row.id


def shares(
    house: House, client: Actor, recipient_id: UUID, *parts: Data, until: datetime | None = None
) -> UUID:
    """A client shows a relative these parts from now on and no other; none takes everything back.
    Returns the consent's id."""
    now, consent_id = clock.utc_now(), new_id()
    with house.database.unit_of_work() as db:
        held = db.exec(
            select(Consent.id)
            .outerjoin(ConsentEnd, col(ConsentEnd.consent_id) == col(Consent.id))
            .where(Consent.recipient_id == recipient_id, col(ConsentEnd.at).is_(None))
        ).all()
        why = EndReason.replaced if parts else EndReason.taken_back
        db.add_all(ConsentEnd(consent_id=one, at=now, why=why, by=client.id) for one in held)
        if not parts:
            return consent_id
        sign_in = db.exec(select(SignIn.id).where(SignIn.person_id == client.id).limit(1)).one()
        consent = Consent(
            id=consent_id, client_id=client.id, recipient_id=recipient_id, language="en",
            purpose=ConsentPurpose.family_support, expires_at=until or now + timedelta(days=90),
            statement="Read and signed", statement_version="test", statement_hash="0" * 64,
            signature=client.name, signed_at=now, sign_in_id=sign_in,
        )  # fmt: skip
        db.add(consent)
        db.flush()
        db.add_all(ConsentScope(consent_id=consent_id, data=part) for part in parts)
    return consent_id


def family_session(house: House, client: Actor, leader: Actor, **fields: Any) -> str:
    """The id of a couples or family session of a client's in three days."""
    now = clock.utc_now()
    at = now + timedelta(days=3)
    row: dict[str, Any] = {
        "title": "Couples", "kind": AppointmentKind.family, "on_day": clock.local_day(at, ZONE),
        "starts_at": at, "ends_at": at + timedelta(hours=1), "place": "Room 4",
        "join_link": "https://meet.example/4", "modality": Modality.either,
        "provider_id": leader.id, "changed_at": now,
    }  # fmt: skip
    with house.database.unit_of_work() as db:
        meeting = Appointment(**(row | fields))
        db.add(meeting)
        db.flush()
        place = Participation(appointment_id=meeting.id, client_id=client.id, changed_at=now)
        db.add(place)
        return str(meeting.id)


def family_class(house: House, leader: Actor, **fields: Any) -> str:
    """The id of a class for families tomorrow."""
    now = clock.utc_now()
    at = now + timedelta(days=1)
    row: dict[str, Any] = {
        "title": "For families", "kind": AppointmentKind.family, "starts_at": at,
        "on_day": clock.local_day(at, ZONE), "ends_at": at + timedelta(hours=1),
        "provider_id": leader.id, "changed_at": now, "open_to_family": True,
    }  # fmt: skip
    with house.database.unit_of_work() as db:
        meeting = Appointment(**(row | fields))
        db.add(meeting)
        db.flush()
        return str(meeting.id)


def furnish_family(house: House, client: Actor, counselor: Actor) -> dict[str, str]:
    """One relative of each client who has not joined, and two who have, of whom one is shown
    everything and the other the session they are asked to. Fay is Dov's: what she does is in
    nobody's way who looks at Ada."""
    relative = house.fay if client is house.dov else house.person("Ira", Role.relative)
    seated = names(house, client, relative, relative.name)
    shares(house, client, seated, *PARTS)
    session_id = family_session(house, client, counselor)
    other = names(house, client, house.person("Kit", Role.relative), "Kit")
    shares(house, client, other, Data.family_sessions)
    with house.database.unit_of_work() as db:
        db.add(_seat(session_id, other, client))
    return {
        "relative_id": str(names(house, client, name="Jo")),
        "seated_id": str(seated),
        "family_session_id": session_id,
        "class_id": family_class(house, counselor),
    }


def _seat(session_id: str, recipient_id: UUID, client: Actor) -> FamilySeat:
    return FamilySeat(
        appointment_id=UUID(session_id),
        recipient_id=recipient_id,
        asked_by=client.id,
        asked_at=clock.utc_now(),
    )


def family_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of relatives that takes one."""
    return {
        "POST /api/family-acceptances": {
            "secret": fresh_id(), "shown_name": "Ira", "passphrase": "four words in a row",
            "language": "en", "time_zone": ZONE,
        },
        "PUT /api/support-plan": {"content": SUPPORT},
    }  # fmt: skip
