"""Who is in care: in a running stay that has not come to its alumni phase.

Whoever is not shows nothing to anybody but by consent (`app/privacy`).
"""

from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.episodes.models import EpisodeOfCare, Phase


def in_care() -> Select[UUID]:
    """A select of the ids of all clients in care, for use in `in_()`."""
    return select(col(EpisodeOfCare.client_id)).where(
        col(EpisodeOfCare.ended_at).is_(None), col(EpisodeOfCare.phase) != Phase.alumni
    )
