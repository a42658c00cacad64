"""Reading who has been on teams since when, and which clients have nobody any more."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, exists, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.people.models import Person


def is_unattended(db: Session, episode_id: UUID) -> bool:
    """Whether a stay has no primary counselor whose account is open."""
    return db.exec(select(~_attended(literal(episode_id, Uuid())))).one()


def unattended(db: Session) -> list[Person]:
    """Clients in care without a primary counselor whose account is open, by name. For
    administrators, who may give them one."""
    return list(
        db.exec(
            select(Person)
            .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
            .where(
                col(EpisodeOfCare.ended_at).is_(None),
                col(EpisodeOfCare.phase) != Phase.alumni,
                ~_attended(col(EpisodeOfCare.id)),
            )
            .order_by(col(Person.shown_name), col(Person.id))
        )
    )


def _attended(episode_id: Any) -> ColumnElement[bool]:
    primary = aliased(Person)
    return exists().where(
        col(CareTeamMember.episode_id) == episode_id,
        col(CareTeamMember.is_primary),
        col(CareTeamMember.left_at).is_(None),
        col(primary.id) == col(CareTeamMember.provider_id),
        col(primary.disabled_at).is_(None),
    )


def members_since(db: Session, episode_id: UUID) -> dict[UUID, datetime]:
    """Since when each current member has been on the team without a break, in whatever part."""
    rows = db.exec(
        select(CareTeamMember)
        .where(CareTeamMember.episode_id == episode_id)
        .order_by(col(CareTeamMember.joined_at))
    )
    since: dict[UUID, datetime] = {}
    left: dict[UUID, datetime | None] = {}
    for row in rows:
        if left.get(row.provider_id) != row.joined_at:
            since[row.provider_id] = row.joined_at
        left[row.provider_id] = row.left_at
    return {provider_id: since[provider_id] for provider_id, at in left.items() if at is None}
