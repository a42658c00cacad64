"""Booking from the desk: providers' hours and limits, and clients' wishes for another time."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.booking import hours, moving
from app.booking.models import Availability, BookingRules
from app.booking.queries import hours_of, move_requests, rules_of
from app.booking.schemas import (
    HoursList,
    HoursRead,
    HoursWrite,
    MoveAnswer,
    MoveRequestList,
    MoveRequestRead,
    NamedRoom,
    RulesRead,
    RulesWrite,
    wall,
)
from app.people.viewers import Administrator, Counselor, Staff
from app.programs.models import Room
from app.routing import Db, house_router

router = house_router("", "booking")


@router.get("/move-requests")
def list_requests(viewer: Counselor, db: Db) -> MoveRequestList:
    """Clients who ask for another time, as far as the viewer may answer them."""
    rows = move_requests(db, viewer)
    audit.viewed(db, viewer, Data.sessions, {person.id for _, _, person in rows})
    return MoveRequestList(items=moving.read_requests(db, viewer, rows))


@router.put("/clients/{client_id}/move-requests/{move_request_id}/answer")
def answer_request(
    viewer: Counselor, db: Db, client_id: UUID, move_request_id: UUID, body: MoveAnswer
) -> MoveRequestRead:
    """Answers a client's wish for another time."""
    row = moving.answer(db, viewer, client_id, move_request_id, body)
    return moving.read_requests(db, viewer, [row])[0]


@router.get("/booking-rules")
def own_rules(viewer: Counselor, db: Db) -> RulesRead:
    """The viewer's own limits."""
    return _rules_read(rules_of(db, viewer.id))


@router.put("/booking-rules")
def set_own_rules(viewer: Counselor, db: Db, body: RulesWrite) -> RulesRead:
    """Sets the viewer's own limits."""
    return _rules_read(hours.set_rules(db, viewer, viewer.id, body))


@router.get("/providers/{provider_id}/booking-rules")
def read_rules(viewer: Administrator, db: Db, provider_id: UUID) -> RulesRead:
    """A provider's limits."""
    return _rules_read(rules_of(db, hours.whose(db, viewer, provider_id)))


@router.put("/providers/{provider_id}/booking-rules")
def set_rules(viewer: Administrator, db: Db, provider_id: UUID, body: RulesWrite) -> RulesRead:
    """Sets a provider's limits."""
    whose = hours.whose(db, viewer, provider_id)
    return _rules_read(hours.set_rules(db, viewer, whose, body))


@router.get("/availability")
def list_hours(viewer: Staff, db: Db, provider_id: UUID | None = None) -> HoursList:
    """When the viewer can be booked, or for an administrator somebody else."""
    rows = hours_of(db, hours.whose(db, viewer, provider_id))
    rooms = _room_names(db, rows)
    return HoursList(items=[_hours_read(row, rooms) for row in rows])


@router.put("/availability/{hours_id}")
def put_hours(
    viewer: Staff, db: Db, hours_id: UUID, body: HoursWrite, provider_id: UUID | None = None
) -> HoursRead:
    """Hours in which somebody can be booked, new or changed."""
    row = hours.put_hours(db, hours.whose(db, viewer, provider_id), hours_id, body)
    return _hours_read(row, _room_names(db, [row]))


@router.delete("/availability/{hours_id}", status_code=204)
def remove_hours(viewer: Staff, db: Db, hours_id: UUID, provider_id: UUID | None = None) -> None:
    """Takes hours away."""
    hours.remove_hours(db, hours.whose(db, viewer, provider_id), hours_id)


def _rules_read(rules: BookingRules) -> RulesRead:
    return RulesRead.model_validate(rules.model_dump(), extra="ignore")


def _room_names(db: Session, rows: list[Availability]) -> dict[UUID, str]:
    ids = {row.room_id for row in rows if row.room_id is not None}
    if not ids:
        return {}
    return dict(db.exec(select(Room.id, Room.name).where(col(Room.id).in_(ids))).all())


def _hours_read(row: Availability, rooms: dict[UUID, str]) -> HoursRead:
    room = None
    if row.room_id is not None and row.room_id in rooms:
        room = NamedRoom(id=row.room_id, name=rooms[row.room_id])
    return HoursRead.model_validate(
        {
            **row.model_dump(),
            "from_time": wall(row.from_time),
            "until_time": wall(row.until_time),
            "room": room,
        },
        extra="ignore",
    )
