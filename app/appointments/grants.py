"""Who leads a group sees who has a place in it: attendance, and nothing else of the record."""

from sqlalchemy import SelectBase, select
from sqlmodel import col

from app.access.models import Data
from app.appointments.models import AppointmentSeries, SeriesParticipant
from app.people.models import Role
from app.people.viewers import Viewer


def facilitator(viewer: Viewer, data: Data) -> SelectBase | None:
    """Current participants of the series the viewer leads."""
    if Role.provider not in viewer.roles or data is not Data.sessions:
        return None
    return (
        select(col(SeriesParticipant.client_id))
        .join(AppointmentSeries, col(AppointmentSeries.id) == col(SeriesParticipant.series_id))
        .where(
            col(AppointmentSeries.facilitator_id) == viewer.id,
            col(SeriesParticipant.left_at).is_(None),
        )
    )
