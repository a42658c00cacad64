"""Device bridges and laboratories: made and ended by the administrator, and their one way in."""

from uuid import UUID

from app.care_records.monitoring import devices, queries, reading
from app.care_records.monitoring.devices import Device
from app.care_records.monitoring.schemas import (
    IntegrationCreate,
    IntegrationList,
    IntegrationMade,
    ReadingWrite,
)
from app.offline import SentAt
from app.people.viewers import Administrator
from app.routing import Db, Units, house_router

router = house_router("", "integrations")


@router.get("/integrations")
def integrations(viewer: Administrator, db: Db) -> IntegrationList:
    """All there are and were. About whom they post is not for the administrator."""
    found = queries.integrations(db)
    return IntegrationList(items=[reading.integration_read(row, by) for row, by in found])


@router.post("/integrations", status_code=201)
def make(viewer: Administrator, db: Db, body: IntegrationCreate) -> IntegrationMade:
    """A new one with its token, which is told this once."""
    row, token = devices.make_integration(db, viewer, body)
    shown = reading.integration_read(row, viewer.person.shown_name)
    return IntegrationMade(integration=shown, token=token)


@router.put("/integrations/{integration_id}/closure", status_code=204)
def end(viewer: Administrator, db: Db, integration_id: UUID) -> None:
    """Its token opens nothing any more, for good."""
    devices.end_integration(db, viewer, integration_id)


@router.put("/device-readings/{reading_id}", status_code=204)
def post_reading(
    device: Device, units: Units, reading_id: UUID, body: ReadingWrite, sent_at: SentAt = None
) -> None:
    """Keeps one number from a device. Sending it again changes nothing, and nothing can be read
    here: whatever is wrong with the token or the reference gets the same answer."""
    devices.post_reading(units, device, reading_id, body, sent_at)
