"""Medications: the client's own with their doses, and those of clients for the team."""

from uuid import UUID

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.care_records.medications import queries, reading, service
from app.care_records.medications.schemas import (
    DoseCreate,
    DoseRead,
    MedicationsRead,
    MedicationWrite,
    OwnMedicationWrite,
    Stop,
    TeamMedications,
)
from app.offline import SentAt
from app.people.viewers import Client, Counselor, Viewer
from app.routing import Db, house_router

router = house_router("", "medications")


@router.get("/medications")
def own_medications(client: Client, db: Db) -> MedicationsRead:
    """What the viewer takes, what they said of it, and what that came to."""
    audit.viewed(db, client, Data.medications, [client.id])
    return reading.own_medications(queries.own_shelf(db, client), client.now)


@router.put("/medications/{medication_id}")
def write_own(
    client: Client, db: Db, medication_id: UUID, body: OwnMedicationWrite
) -> MedicationsRead:
    """Enters a medication, or a new version of it. The same content again changes nothing."""
    service.write_own(db, client, medication_id, body)
    return reading.own_medications(queries.own_shelf(db, client), client.now)


@router.put("/doses/{dose_id}")
def say(
    client: Client,
    db: Db,
    dose_id: UUID,
    body: DoseCreate,
    response: Response,
    sent_at: SentAt = None,
) -> DoseRead:
    """Keeps what the client says of a dose; of what is said of one due dose the last counts.
    Sending it again changes nothing."""
    row, medication, is_new = service.say(db, client, dose_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return reading.dose_read(row, medication)


@router.put("/medications/{medication_id}/stop")
def stop_own(client: Client, db: Db, medication_id: UUID, body: Stop) -> MedicationsRead:
    """Notes that it is not taken any more. It stays in the list."""
    service.stop_own(db, client, medication_id, body)
    return reading.own_medications(queries.own_shelf(db, client), client.now)


@router.get("/clients/{client_id}/medications")
def clients_medications(viewer: Counselor, db: Db, client_id: UUID) -> TeamMedications:
    """What a visible client takes."""
    read = _team_read(db, viewer, client_id)
    audit.viewed(db, viewer, Data.medications, [client_id])
    return read


@router.put("/clients/{client_id}/medications/{medication_id}")
def write_clients(
    viewer: Counselor, db: Db, client_id: UUID, medication_id: UUID, body: MedicationWrite
) -> TeamMedications:
    """Enters a medication for a client, or a new version of it."""
    service.write_clients(db, viewer, client_id, medication_id, body)
    return _team_read(db, viewer, client_id)


@router.put("/clients/{client_id}/medications/{medication_id}/stop")
def stop_clients(
    viewer: Counselor, db: Db, client_id: UUID, medication_id: UUID, body: Stop
) -> TeamMedications:
    """Notes that a client does not take it any more."""
    service.stop_clients(db, viewer, client_id, medication_id, body)
    return _team_read(db, viewer, client_id)


def _team_read(db: Db, viewer: Viewer, client_id: UUID) -> TeamMedications:
    shelf = queries.clients_shelf(db, viewer, client_id)
    return reading.team_medications(shelf, viewer.id, viewer.now)
