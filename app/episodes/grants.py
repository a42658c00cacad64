"""The care team sees its clients: current members, everything but what is the client's alone.

In care no consent is needed within the programme (42 CFR 2.12(c)(3)). Alumni show their former team
what they have signed for, and nothing else: `profile`, by which a stay and its team are changed, is
no part of that, since it goes with whatever they sign for.
"""

from sqlalchemy import SelectBase, false, or_, select
from sqlmodel import col

from app.access.models import Data
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.people.models import Role
from app.people.viewers import Viewer
from app.privacy.gate import consented

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
        Data.aftercare,
    }
)


def care_team(viewer: Viewer, data: Data) -> SelectBase | None:
    """Clients in whose running episode the viewer is a member of the team now; of alumni those who
    share this kind of data with the viewer, and nobody for `profile`."""
    if Role.provider not in viewer.roles or data not in SEEN_BY_THE_TEAM:
        return None
    is_in_care = col(EpisodeOfCare.phase) != Phase.alumni
    shares = col(EpisodeOfCare.client_id).in_(_who_share(viewer, data))
    return (
        select(col(EpisodeOfCare.client_id))
        .join(CareTeamMember, col(CareTeamMember.episode_id) == col(EpisodeOfCare.id))
        .where(
            col(CareTeamMember.provider_id) == viewer.id,
            col(CareTeamMember.left_at).is_(None),
            col(EpisodeOfCare.ended_at).is_(None),
            is_in_care if data is Data.profile else or_(is_in_care, shares),
        )
    )


def _who_share(viewer: Viewer, data: Data) -> SelectBase:
    """As the gate has it; nobody where it has no say."""
    found = consented(viewer, data)
    return select(col(EpisodeOfCare.client_id)).where(false()) if found is None else found
