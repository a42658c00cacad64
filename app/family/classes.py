"""Relatives' places in the classes that are open to them."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from app.appointments.conflicts import take_turns
from app.appointments.models import Appointment, AppointmentStatus
from app.appointments.places import GroupFull, fill_from_waiting, has_room
from app.appointments.queries import open_coming
from app.appointments.schemas import SessionRead, session_read
from app.errors import NotFound
from app.family.class_queries import own_places
from app.family.models import FamilyPlace
from app.family.problems import SessionOver
from app.family.schemas import FamilyClass
from app.people.viewers import Viewer

LOOKS_AHEAD = timedelta(days=14)
SHOWN_AT_MOST = 20


def classes(db: Session, viewer: Viewer) -> list[FamilyClass]:
    """The classes for families of the next two weeks. How many come to them is not said; how to
    join is for those who have a place."""
    rows = open_coming(db, viewer.now, viewer.now + LOOKS_AHEAD, SHOWN_AT_MOST, to_family=True)
    mine = own_places(db, viewer, [row.id for row, _ in rows])
    return [_class(session_read(row, room), mine=row.id in mine) for row, room in rows]


def _class(session: SessionRead, *, mine: bool) -> FamilyClass:
    link = session.join_link if mine else None
    return FamilyClass(**session.model_dump() | {"join_link": link, "mine": mine})


def take_place(db: Session, viewer: Viewer, appointment_id: UUID) -> None:
    """A place in a class for families; one they have is kept. Clients and relatives count towards
    one capacity: raises `GroupFull` when there is none left."""
    take_turns(db)
    row = _family_class(db, appointment_id)
    if row.status is not AppointmentStatus.planned or row.ends_at <= viewer.now:
        raise SessionOver
    place = db.get(FamilyPlace, (row.id, viewer.id))
    if place is not None and place.left_at is None:
        return
    if not has_room(db, row):
        raise GroupFull
    place = place or FamilyPlace(appointment_id=row.id, person_id=viewer.id, taken_at=viewer.now)
    place.taken_at, place.left_at = viewer.now, None
    db.add(place)
    db.flush()


def leave_place(db: Session, viewer: Viewer, appointment_id: UUID) -> None:
    """Gives a place back; whoever waits for one may come. Without a place nothing happens."""
    take_turns(db)
    row = _family_class(db, appointment_id)
    place = db.get(FamilyPlace, (row.id, viewer.id))
    if place is None or place.left_at is not None:
        return
    place.left_at = viewer.now
    db.add(place)
    db.flush()
    fill_from_waiting(db, row, viewer.now)


def _family_class(db: Session, appointment_id: UUID) -> Appointment:
    row = db.get(Appointment, appointment_id)
    if row is None or not row.open_to_family:
        raise NotFound
    return row
