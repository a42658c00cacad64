"""The care team sees its clients: current members, everything but what is the client's alone."""

from sqlalchemy import SelectBase, select
from sqlmodel import col

from app.access.models import Data
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.people.models import Role
from app.people.viewers import Viewer

SEEN_BY_THE_TEAM = frozenset(
    {
        Data.profile,
        Data.sessions,
        Data.craving_logs,
        Data.check_ins,
        Data.treatment_plan,
        Data.safety_plan,
        Data.learning,
        Data.medications,
        Data.monitoring,
        Data.needs,
        Data.mutual_help,
        Data.rewards,
    }
)


def care_team(viewer: Viewer, data: Data) -> SelectBase | None:
    """Clients in whose running episode the viewer is a member of the team now."""
    if Role.provider not in viewer.roles or data not in SEEN_BY_THE_TEAM:
        return None
    return (
        select(col(EpisodeOfCare.client_id))
        .join(CareTeamMember, col(CareTeamMember.episode_id) == col(EpisodeOfCare.id))
        .where(
            col(CareTeamMember.provider_id) == viewer.id,
            col(CareTeamMember.left_at).is_(None),
            col(EpisodeOfCare.ended_at).is_(None),
        )
    )
