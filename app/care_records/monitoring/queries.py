"""Reading monitoring: the client's own, and that of clients whom the viewer cares for."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import require_visible
from app.care_records.monitoring.models import (
    Collection,
    DeviceLink,
    Integration,
    MonitoringOrder,
    MonitoringResult,
)
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.queries import centre

MOST_ORDERS = 200
MOST_READINGS = 200
"""How many of the newest lists show."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One order with what became of it, oldest first."""

    row: MonitoringOrder
    collections: list[Collection] = field(default_factory=list)
    results: list[MonitoringResult] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """A client's orders, what came without one (both newest first), their devices, and the names of
    all who appear there. `zone` is the centre's, whose days the orders bear."""

    zone: str
    orders: list[Kept]
    readings: list[MonitoringResult]
    links: list[tuple[DeviceLink, Integration]]
    names: dict[UUID, str]


def own_record(db: Session, viewer: Viewer) -> Record:
    """The viewer's own."""
    return _record(db, viewer.id)


def clients_record(db: Session, viewer: Viewer, client_id: UUID) -> Record:
    """That of a visible client. `NotFound` for a stranger, and for the viewer themselves."""
    require_on_team(db, viewer, client_id, to_change=False)
    return _record(db, client_id)


def require_on_team(
    db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = True
) -> None:
    """`NotFound` unless the viewer cares for the client: nobody does for themselves. Without
    `to_change` also for whoever merely reads."""
    if viewer.id == client_id:
        raise NotFound
    require_visible(db, viewer, client_id, Data.monitoring, to_change=to_change)


def order_of(db: Session, client_id: UUID, order_id: UUID) -> MonitoringOrder:
    """One order of a client, to be changed. `NotFound` for anybody else's."""
    found = db.get(MonitoringOrder, order_id, with_for_update=True, populate_existing=True)
    if found is None or found.client_id != client_id:
        raise NotFound
    return found


def result_of(db: Session, client_id: UUID, result_id: UUID) -> MonitoringResult:
    """One result of a client, of which two are not corrected at once. `NotFound` for anybody
    else's."""
    found = db.get(MonitoringResult, result_id, with_for_update=True, populate_existing=True)
    if found is None or found.client_id != client_id:
        raise NotFound
    return found


def correction_of(db: Session, result: MonitoringResult) -> MonitoringResult | None:
    """What replaces a result; None while it stands."""
    return db.exec(
        select(MonitoringResult).where(
            MonitoringResult.client_id == result.client_id,
            MonitoringResult.replaces_id == result.id,
        )
    ).first()


def open_integrations(db: Session) -> list[Integration]:
    """Those that may post, by name. They are nobody's record."""
    return [row for row, _ in integrations(db) if row.ended_at is None]


def integrations(db: Session) -> list[tuple[Integration, str]]:
    """All of them by name, each with the name of who made it."""
    rows = db.exec(
        select(Integration, Person.shown_name)
        .join(Person, col(Person.id) == col(Integration.made_by))
        .order_by(col(Integration.name), col(Integration.id))
    )
    return list(rows)


def _record(db: Session, client_id: UUID) -> Record:
    rows = db.exec(
        select(MonitoringOrder)
        .where(MonitoringOrder.client_id == client_id)
        .order_by(col(MonitoringOrder.due_until).desc(), col(MonitoringOrder.id).desc())
        .limit(MOST_ORDERS)
    )
    orders = {row.id: Kept(row) for row in rows}
    for collection in _collections(db, list(orders)):
        orders[collection.order_id].collections.append(collection)
    for result in _results(db, list(orders)):
        orders[result.order_id].results.append(result)  # type: ignore[index]
    readings = _readings(db, client_id)
    links = _links(db, client_id)
    kept = list(orders.values())
    return Record(centre(db).time_zone, kept, readings, links, _names(db, kept, readings))


def _collections(db: Session, order_ids: list[UUID]) -> list[Collection]:
    query = select(Collection).where(col(Collection.order_id).in_(order_ids))
    return list(db.exec(query.order_by(col(Collection.entered_at), col(Collection.id))))


def _results(db: Session, order_ids: list[UUID]) -> list[MonitoringResult]:
    query = select(MonitoringResult).where(col(MonitoringResult.order_id).in_(order_ids))
    in_order = query.order_by(col(MonitoringResult.taken_at), col(MonitoringResult.id))
    return list(db.exec(in_order))


def _readings(db: Session, client_id: UUID) -> list[MonitoringResult]:
    """The newest, and every correction: what was corrected is never shown as if it stood."""
    of_no_order = (
        MonitoringResult.client_id == client_id,
        col(MonitoringResult.order_id).is_(None),
    )
    first = col(MonitoringResult.replaces_id).is_(None)
    newest = (col(MonitoringResult.taken_at).desc(), col(MonitoringResult.id).desc())
    posted = db.exec(
        select(MonitoringResult).where(*of_no_order, first).order_by(*newest).limit(MOST_READINGS)
    )
    corrections = db.exec(select(MonitoringResult).where(*of_no_order, ~first))
    found = [*posted, *corrections]
    return sorted(found, key=lambda row: (row.taken_at, row.id), reverse=True)


def _links(db: Session, client_id: UUID) -> list[tuple[DeviceLink, Integration]]:
    rows = db.exec(
        select(DeviceLink, Integration)
        .join(Integration, col(Integration.id) == col(DeviceLink.integration_id))
        .where(DeviceLink.client_id == client_id)
        .order_by(col(DeviceLink.made_at).desc(), col(DeviceLink.reference))
    )
    return list(rows)


def _names(db: Session, orders: list[Kept], readings: list[MonitoringResult]) -> dict[UUID, str]:
    wanted: set[UUID | None] = {one.row.ordered_by for one in orders}
    found = [*readings, *(result for one in orders for result in one.results)]
    wanted |= {result.entered_by for result in found}
    wanted |= {collection.by for one in orders for collection in one.collections}
    ids = [each for each in wanted if each is not None]
    query = select(Person.id, Person.shown_name).where(col(Person.id).in_(ids))
    return {person_id: name for person_id, name in db.exec(query)}
