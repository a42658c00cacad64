"""Ordering tests and saying what became of them. What was entered is never deleted."""

from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel

from app.access import audit
from app.access.models import Data
from app.care_records.monitoring.models import Collection, MonitoringOrder
from app.care_records.monitoring.queries import order_of, require_on_team
from app.care_records.monitoring.schemas import CollectionWrite, OrderWrite, SharingWrite
from app.care_records.monitoring.telling import tell_client
from app.errors import NotFound
from app.notices.models import NoticeKind
from app.offline import OpReused, insert_once
from app.people.viewers import Viewer


def order(
    db: Session, viewer: Viewer, client_id: UUID, order_id: UUID, body: OrderWrite
) -> MonitoringOrder:
    """Asks a client for a test, who is told that there is something. The same again changes
    nothing. Raises `NotFound` for a stranger's, `OpReused` for an order that says something
    else: an order is not changed but called off, and another one made."""
    require_on_team(db, viewer, client_id)
    said = body.model_dump()
    row = MonitoringOrder(
        id=order_id, client_id=client_id, ordered_by=viewer.id, ordered_at=viewer.now, **said
    )
    kept, is_new = insert_once(db, row, (order_id,))
    if kept.client_id != client_id:
        raise NotFound
    _require_same(kept, {name: said[name] for name in said if name != "on_timeline"})
    if is_new:
        kind = NoticeKind.monitoring_ordered
        tell_client(db, client_id, kind, by=viewer.id, now=viewer.now)
    audit.changed(db, viewer, Data.monitoring, [client_id])
    return kept


def call_off(db: Session, viewer: Viewer, client_id: UUID, order_id: UUID) -> None:
    """The client need not do it any more. What was found already stays."""
    require_on_team(db, viewer, client_id)
    held = order_of(db, client_id, order_id)
    if held.cancelled_at is None:
        held.cancelled_at, held.cancelled_by = viewer.now, viewer.id
        db.add(held)
    audit.changed(db, viewer, Data.monitoring, [client_id])


def share(db: Session, viewer: Viewer, client_id: UUID, order_id: UUID, body: SharingWrite) -> None:
    """From now on the client sees the results of an order by themselves, or does not."""
    require_on_team(db, viewer, client_id)
    held = order_of(db, client_id, order_id)
    held.on_timeline = body.on_timeline
    db.add(held)
    audit.changed(db, viewer, Data.monitoring, [client_id])


def say_what_became(
    db: Session,
    viewer: Viewer,
    client_id: UUID,
    order_id: UUID,
    collection_id: UUID,
    body: CollectionWrite,
) -> None:
    """Notes that a test was taken, missed or declined. What was noted before stays; the last
    counts. `NotFound` for an order that is not this client's."""
    require_on_team(db, viewer, client_id)
    order_of(db, client_id, order_id)
    said = body.model_dump()
    row = Collection(
        id=collection_id, order_id=order_id, by=viewer.id, entered_at=viewer.now, **said
    )
    kept, _ = insert_once(db, row, (collection_id,))
    if kept.order_id != order_id:
        raise NotFound
    _require_same(kept, said)
    audit.changed(db, viewer, Data.monitoring, [client_id])


def _require_same(kept: SQLModel, said: dict[str, Any]) -> None:
    if any(getattr(kept, name) != value for name, value in said.items()):
        raise OpReused
