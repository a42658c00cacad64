"""Who is in a group, as far as somebody may teach them, and what the group was given."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from app.access.models import Data
from app.access.policy import visible
from app.appointments.models import AppointmentSeries, SeriesParticipant
from app.appointments.queries import led_by
from app.errors import NotFound
from app.learning.models import ModuleAssignment
from app.people.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Members:
    """Who is in a group now: all of them, those the viewer is there for (everybody, if they lead
    it), and those of them whose learning the viewer sees."""

    everybody: frozenset[UUID]
    reached: frozenset[UUID]
    own: frozenset[UUID]


def members_of(db: Session, viewer: Viewer, series_id: UUID) -> Members:
    """Who is in a series now. `NotFound` unless the viewer leads it or is on the team of somebody
    in it. Nobody is there for themselves."""
    is_own = col(SeriesParticipant.client_id).in_(visible(viewer, Data.learning, to_change=True))
    rows = db.exec(
        select(
            AppointmentSeries.id.in_(led_by(viewer)),  # type: ignore[attr-defined]
            SeriesParticipant.client_id,
            is_own,
        )
        .outerjoin(
            SeriesParticipant,
            (col(SeriesParticipant.series_id) == col(AppointmentSeries.id))
            & col(SeriesParticipant.left_at).is_(None),
        )
        .where(AppointmentSeries.id == series_id)
    ).all()
    leads = any(row[0] for row in rows)
    everybody = frozenset(client_id for _, client_id, _ in rows if client_id is not None)
    own = frozenset(each for _, each, sees in rows if sees and each is not None) - {viewer.id}
    if not leads and not own:
        raise NotFound
    return Members(everybody, everybody - {viewer.id} if leads else own, own)


def given_with(db: Session, viewer: Viewer, series_id: UUID, members: Members) -> list[str]:
    """The modules that were given with a group and not taken back from everybody who is in it now,
    newest first: by the viewer, by whoever leads it, or to the viewer's own clients. What others
    gave to theirs in it is between them."""
    leads = select(AppointmentSeries.facilitator_id).where(AppointmentSeries.id == series_id)
    rows = db.exec(
        select(ModuleAssignment.module_id, func.max(ModuleAssignment.assigned_at).label("at"))
        .where(
            ModuleAssignment.series_id == series_id,
            col(ModuleAssignment.withdrawn_at).is_(None),
            col(ModuleAssignment.client_id).in_(members.everybody),
            or_(
                col(ModuleAssignment.assigned_by) == viewer.id,
                col(ModuleAssignment.assigned_by) == leads.scalar_subquery(),
                col(ModuleAssignment.client_id).in_(members.own),
            ),
        )
        .group_by(col(ModuleAssignment.module_id))
        .order_by(func.max(ModuleAssignment.assigned_at).desc())
    )
    return [module_id for module_id, _ in rows]
