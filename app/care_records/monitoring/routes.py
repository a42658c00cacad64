"""Monitoring: the client's own, and that of clients for the team."""

from uuid import UUID

from fastapi import Response

from app.access import audit
from app.access.models import Data
from app.care_records.monitoring import devices, queries, reading, results, service
from app.care_records.monitoring.schemas import (
    AnswerWrite,
    CollectionWrite,
    LinkEnd,
    LinkWrite,
    OrderWrite,
    OwnMonitoring,
    ResultRead,
    ResultWrite,
    SharingWrite,
    TeamMonitoring,
)
from app.offline import SentAt
from app.people.viewers import Client, Counselor, Viewer
from app.routing import Db, house_router

router = house_router("", "monitoring")


@router.get("/monitoring")
def own_monitoring(client: Client, db: Db) -> OwnMonitoring:
    """What the viewer is asked for and why, and the results they may see."""
    audit.viewed(db, client, Data.monitoring, [client.id])
    return reading.own_monitoring(queries.own_record(db, client))


@router.put("/monitoring-answers/{answer_id}")
def answer(
    client: Client,
    db: Db,
    answer_id: UUID,
    body: AnswerWrite,
    response: Response,
    sent_at: SentAt = None,
) -> ResultRead:
    """Keeps what the client says to an order that asks them; of several answers the one made last
    counts. Sending it again changes nothing."""
    row, is_new = results.answer(db, client, answer_id, body, sent_at)
    response.headers["Idempotent-Replay"] = "false" if is_new else "true"
    return reading.answer_read(row, client.person.shown_name)


@router.get("/clients/{client_id}/monitoring")
def clients_monitoring(viewer: Counselor, db: Db, client_id: UUID) -> TeamMonitoring:
    """What a client of the viewer's team was asked for, and what was found."""
    read = _team_read(db, viewer, client_id)
    audit.viewed(db, viewer, Data.monitoring, [client_id])
    return read


@router.put("/clients/{client_id}/monitoring-orders/{order_id}")
def order(
    viewer: Counselor, db: Db, client_id: UUID, order_id: UUID, body: OrderWrite
) -> TeamMonitoring:
    """Asks a client for a test. The same again changes nothing."""
    service.order(db, viewer, client_id, order_id, body)
    return _team_read(db, viewer, client_id)


@router.put("/clients/{client_id}/monitoring-orders/{order_id}/cancellation")
def call_off(viewer: Counselor, db: Db, client_id: UUID, order_id: UUID) -> TeamMonitoring:
    """The client need not do it any more."""
    service.call_off(db, viewer, client_id, order_id)
    return _team_read(db, viewer, client_id)


@router.put("/clients/{client_id}/monitoring-orders/{order_id}/sharing")
def share(
    viewer: Counselor, db: Db, client_id: UUID, order_id: UUID, body: SharingWrite
) -> TeamMonitoring:
    """Whether the client sees the results of an order in the app by themselves."""
    service.share(db, viewer, client_id, order_id, body)
    return _team_read(db, viewer, client_id)


@router.put("/clients/{client_id}/monitoring-orders/{order_id}/collections/{collection_id}")
def say_what_became(
    viewer: Counselor,
    db: Db,
    client_id: UUID,
    order_id: UUID,
    collection_id: UUID,
    body: CollectionWrite,
) -> TeamMonitoring:
    """Notes that a test was taken, missed or declined; what was noted last counts."""
    service.say_what_became(db, viewer, client_id, order_id, collection_id, body)
    return _team_read(db, viewer, client_id)


@router.put("/clients/{client_id}/monitoring-results/{result_id}")
def enter(
    viewer: Counselor, db: Db, client_id: UUID, result_id: UUID, body: ResultWrite
) -> TeamMonitoring:
    """Enters a result, or corrects one: the old one stays."""
    results.enter(db, viewer, client_id, result_id, body)
    return _team_read(db, viewer, client_id)


@router.put("/clients/{client_id}/device-links/{integration_id}")
def link(
    viewer: Counselor, db: Db, client_id: UUID, integration_id: UUID, body: LinkWrite
) -> TeamMonitoring:
    """From now on what an integration posts with a reference is about this client."""
    devices.link(db, viewer, client_id, integration_id, body)
    return _team_read(db, viewer, client_id)


@router.put("/clients/{client_id}/device-links/{integration_id}/end")
def end_link(
    viewer: Counselor, db: Db, client_id: UUID, integration_id: UUID, body: LinkEnd
) -> TeamMonitoring:
    """Nothing that comes with this reference is taken any more."""
    devices.end_link(db, viewer, client_id, integration_id, body)
    return _team_read(db, viewer, client_id)


def _team_read(db: Db, viewer: Viewer, client_id: UUID) -> TeamMonitoring:
    record = queries.clients_record(db, viewer, client_id)
    return reading.team_monitoring(record, queries.open_integrations(db))
