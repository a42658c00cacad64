"""Whose plan, and as whom somebody comes to it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from app.access import policy
from app.access.models import Data
from app.episodes.models import EpisodeOfCare
from app.errors import NotFound
from app.people.viewers import Viewer
from app.programs.models import Programme
from app.treatment_plan.models import TreatmentPlan
from app.treatment_plan.problems import OwnPlan, StayEnded


@dataclass(frozen=True, slots=True)
class Stay:
    """A client's stay with its plan, as the viewer comes to it: as the client, or from the desk."""

    viewer: Viewer
    episode: EpisodeOfCare
    programme: Programme
    plan: TreatmentPlan | None
    is_client: bool

    @property
    def client_id(self) -> UUID:
        return self.episode.client_id

    def require_running(self) -> None:
        """Raises `StayEnded` where there is nothing to change any more."""
        if self.episode.ended_at is not None:
            raise StayEnded

    def require_own_part(self) -> None:
        """Raises `OwnPlan` for staff who would write or agree for the team in their own plan."""
        if not self.is_client and self.client_id == self.viewer.id:
            raise OwnPlan


def own_stay(db: Session, client: Viewer) -> Stay:
    """The viewer's own stay: the one that is running, else the last one, to read."""
    return _stay(db, client, client.id, is_client=True)


def stay_of(db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = False) -> Stay:
    """A client's stay from the desk; `NotFound` for a stranger's. `to_change` as in `visible`."""
    policy.require_visible(db, viewer, client_id, Data.treatment_plan, to_change=to_change)
    return _stay(db, viewer, client_id, is_client=False)


def _stay(db: Session, viewer: Viewer, client_id: UUID, *, is_client: bool) -> Stay:
    found = db.exec(
        select(EpisodeOfCare, Programme, TreatmentPlan)
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .outerjoin(TreatmentPlan, col(TreatmentPlan.episode_id) == col(EpisodeOfCare.id))
        .where(EpisodeOfCare.client_id == client_id)
        .order_by(
            col(EpisodeOfCare.ended_at).is_not(None),
            col(EpisodeOfCare.opened_at).desc(),
            col(EpisodeOfCare.id).desc(),
        )
        .limit(1)
    ).first()
    if found is None:
        raise NotFound
    episode, programme, plan = found
    return Stay(viewer, episode, programme, plan, is_client)
