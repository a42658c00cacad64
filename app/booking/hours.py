"""When providers can be booked, and their limits: their own to say, or an administrator's."""

from uuid import UUID

from sqlmodel import Session

from app.booking.models import Availability, BookingRules
from app.booking.queries import require_provider
from app.booking.schemas import HoursWrite, RulesWrite
from app.errors import NotAllowed, NotFound, Unprocessable
from app.offline import insert_once
from app.people.models import Role
from app.people.viewers import Viewer
from app.programs.models import Room


class NoSuchRoom(Unprocessable):
    code = "no_such_room"
    detail = "That room does not exist any more. Please choose another."


class RoomNotNeeded(Unprocessable):
    code = "room_not_needed"
    detail = "Hours by link only take up no room."


def whose(db: Session, viewer: Viewer, provider_id: UUID | None) -> UUID:
    """Whose hours are meant: the viewer's own, or for an administrator any provider's.

    Raises `NotAllowed` for anybody else, and `NotFound` for nobody of the providers.
    """
    if provider_id is None or provider_id == viewer.id:
        if Role.provider not in viewer.roles:
            raise NotAllowed
        return viewer.id
    if Role.administrator not in viewer.roles:
        raise NotAllowed
    require_provider(db, provider_id)
    return provider_id


def set_rules(db: Session, viewer: Viewer, provider_id: UUID, body: RulesWrite) -> BookingRules:
    """Sets a provider's limits. What is booked already stays."""
    new = BookingRules(provider_id=provider_id, changed_at=viewer.now)
    rules, _ = insert_once(db, new, (provider_id,))
    rules.sqlmodel_update(body.model_dump(mode="json"))
    rules.changed_at = viewer.now
    db.add(rules)
    db.flush()
    return rules


def put_hours(db: Session, provider_id: UUID, hours_id: UUID, body: HoursWrite) -> Availability:
    """Keeps hours of a provider's under the id that was made for them, or changes them. Raises
    `NotFound` for somebody else's id, `NoSuchRoom` and `RoomNotNeeded`."""
    _require_room(db, body)
    said = body.model_dump() | {"days": [day.value for day in body.days]}
    new = Availability(id=hours_id, provider_id=provider_id, **said)
    held, _ = insert_once(db, new, (hours_id,))
    if held.provider_id != provider_id:
        raise NotFound
    held.sqlmodel_update(said)
    db.add(held)
    db.flush()
    return held


def remove_hours(db: Session, provider_id: UUID, hours_id: UUID) -> None:
    """Takes hours away; what is booked in them stays. Those that are gone already are no fault."""
    held = db.get(Availability, hours_id, with_for_update=True)
    if held is not None and held.provider_id != provider_id:
        raise NotFound
    if held is not None:
        db.delete(held)


def _require_room(db: Session, body: HoursWrite) -> None:
    if body.room_id is None:
        return
    if body.modality == "remote":
        raise RoomNotNeeded
    room = db.get(Room, body.room_id)
    if room is None or room.closed_at is not None:
        raise NoSuchRoom
