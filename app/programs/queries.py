"""Reading the centre and its programmes. Neither is anybody's record."""

from sqlmodel import Session, col, select

from app.errors import NotFound
from app.programs.models import Centre, Programme
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
    """All programmes by name."""
    return list(db.exec(select(Programme).order_by(col(Programme.name), col(Programme.id))))
