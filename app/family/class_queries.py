"""Reading relatives' places in classes. Nobody's record."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from app.family.models import FamilyPlace
from app.people.viewers import Viewer


def places_of_relatives() -> Select[UUID]:
    """The id of a meeting for each place a relative has. Registered in `rooms`: clients and
    relatives count towards one capacity."""
    return columns(col(FamilyPlace.appointment_id)).where(col(FamilyPlace.left_at).is_(None))


def own_places(db: Session, viewer: Viewer, ids: Iterable[UUID]) -> set[UUID]:
    """In which of these meetings the viewer has a place as a relative."""
    return set(
        db.exec(
            select(FamilyPlace.appointment_id).where(
                FamilyPlace.person_id == viewer.id,
                col(FamilyPlace.left_at).is_(None),
                col(FamilyPlace.appointment_id).in_(list(ids)),
            )
        )
    )
