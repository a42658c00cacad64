"""Reading the centre, its rooms and its programmes. None of them is anybody's record."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.errors import NotFound
from app.programs.design import ProgrammeDesign
from app.programs.models import Centre, Programme, Room
from app.programs.schemas import Help


def centre(db: Session) -> Centre:
    """The centre; `NotFound` before it has been set up."""
    found = db.get(Centre, 1)
    if found is None:
        raise NotFound
    return found


def help_of(found: Centre | None) -> Help:
    """How to reach the centre."""
    if found is None:
        return Help(centre_phone=None, centre_hours=None)
    return Help(centre_phone=found.phone, centre_hours=found.hours)


def programmes(db: Session) -> list[Programme]:
    """All programmes by name: drafts, open and closed ones."""
    return list(db.exec(select(Programme).order_by(col(Programme.name), col(Programme.id))))


def open_programmes(db: Session) -> list[Programme]:
    """The programmes clients are admitted to, by name."""
    return [programme for programme in programmes(db) if programme.is_open]


def programme(db: Session, programme_id: UUID, *, to_change: bool = False) -> Programme:
    """One programme; `NotFound` where there is none. `to_change` keeps others from it until the
    unit of work ends."""
    found = db.get(Programme, programme_id, with_for_update=to_change)
    if found is None:
        raise NotFound
    return found


def design_of(found: Programme) -> ProgrammeDesign:
    """What the programme consists of."""
    return ProgrammeDesign.model_validate(found.design)


def rooms(db: Session) -> list[Room]:
    """All rooms by name, those that are closed too."""
    return list(db.exec(select(Room).order_by(col(Room.name), col(Room.id))))


def room(db: Session, room_id: UUID, *, to_change: bool = False) -> Room:
    """One room; `NotFound` where there is none."""
    found = db.get(Room, room_id, with_for_update=to_change)
    if found is None:
        raise NotFound
    return found
