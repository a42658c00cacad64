"""Reading safety plans, from what the viewer may see."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, SelectBase, and_, exists, func, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.people.models import Person
from app.people.viewers import Viewer
from app.safety_plan.content import Content
from app.safety_plan.models import SafetyPlanSharing, SafetyPlanVersion

VERSIONS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Written:
    """A version and the name its writer shows. `is_kept_back`: it came while the client kept the
    plan to themselves, so that of how it came about nothing is shown to others."""

    row: SafetyPlanVersion
    by: str
    is_kept_back: bool = False


def kept_from_others(data: Data) -> SelectBase | None:
    """Clients who keep their safety plan to themselves: the newest turn of their switch is off.
    Registered in `rooms`, so that no grant to anybody reaches such a plan."""
    if data is not Data.safety_plan:
        return None
    later = aliased(SafetyPlanSharing)
    is_old = exists().where(
        col(later.client_id) == col(SafetyPlanSharing.client_id),
        col(later.number) > col(SafetyPlanSharing.number),
    )
    return select(SafetyPlanSharing.client_id).where(
        col(SafetyPlanSharing.with_team).is_(False), ~is_old
    )


def newest(db: Session, viewer: Viewer, client_id: UUID) -> Written | None:
    """A visible client's plan as it stands; None where nothing is written or it is withheld."""
    found = _versions(db, viewer, client_id, 1)
    return found[0] if found else None


def versions(db: Session, viewer: Viewer, client_id: UUID) -> list[Written]:
    """A visible client's versions, newest first, one more than are shown if there are more.
    Others than the client do not find those from a time when the plan was kept private, except
    the newest: it is the plan as it stands."""
    return _versions(db, viewer, client_id, VERSIONS_SHOWN + 1)


def _versions(db: Session, viewer: Viewer, client_id: UUID, limit: int) -> list[Written]:
    query = _of(viewer, client_id).order_by(col(SafetyPlanVersion.number).desc()).limit(limit)
    return [Written(*found) for found in db.exec(query)]


def version(db: Session, viewer: Viewer, client_id: UUID, number: int) -> Written | None:
    """One version of a visible client's plan, of those that `versions` finds."""
    found = db.exec(_of(viewer, client_id).where(SafetyPlanVersion.number == number)).first()
    return Written(*found) if found else None


def _of(viewer: Viewer, client_id: UUID):  # type: ignore[no-untyped-def]
    is_private = _came_in_private() if viewer.id != client_id else literal(False)
    later = aliased(SafetyPlanVersion)
    newest = (
        select(func.max(later.number)).where(col(later.client_id) == client_id).scalar_subquery()
    )
    return (
        select(SafetyPlanVersion, Person.shown_name, is_private)
        .join(Person, col(Person.id) == col(SafetyPlanVersion.written_by))
        .where(
            SafetyPlanVersion.client_id == client_id,
            col(SafetyPlanVersion.client_id).in_(visible(viewer, Data.safety_plan)),
            or_(~is_private, col(SafetyPlanVersion.number) == newest),
        )
    )


def _came_in_private() -> ColumnElement[bool]:
    """Whether a version came between a turn that closed the plan and the next, both included."""
    closed, opened = aliased(SafetyPlanSharing), aliased(SafetyPlanSharing)
    is_next = and_(
        col(opened.client_id) == col(closed.client_id),
        col(opened.number) == col(closed.number) + 1,
    )
    return (
        select(literal(1))
        .select_from(closed)
        .outerjoin(opened, is_next)
        .where(
            col(closed.client_id) == col(SafetyPlanVersion.client_id),
            col(closed.with_team).is_(False),
            col(closed.at) <= col(SafetyPlanVersion.received_at),
            or_(
                col(opened.at).is_(None),
                col(opened.at) >= col(SafetyPlanVersion.received_at),
            ),
        )
        .correlate(SafetyPlanVersion)
        .exists()
    )


def is_with_team(db: Session, client_id: UUID) -> bool:
    """The client's switch; on until they turn it."""
    turn = newest_turn(db, client_id)
    return turn is None or turn.with_team


def newest_turn(db: Session, client_id: UUID) -> SafetyPlanSharing | None:
    """The last time the client turned the switch."""
    turns = select(SafetyPlanSharing).where(SafetyPlanSharing.client_id == client_id)
    return db.exec(turns.order_by(col(SafetyPlanSharing.number).desc()).limit(1)).first()


def shared_plan(db: Session, viewer: Viewer, client_id: UUID) -> Content | None:
    """What the plan says, for other rooms that show it beside their own; None where the viewer may
    not read it or there is none. Whoever shows it notes `Data.safety_plan` in the audit."""
    found = newest(db, viewer, client_id)
    return Content.model_validate(found.row.content) if found else None
