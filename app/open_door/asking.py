"""Whether somebody has asked to begin treatment again: what a new stay of an alumna needs."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, or_
from sqlmodel import Session, col, select

from app.episodes.models import EpisodeOfCare
from app.open_door.models import ReturnWish

AFTER_THE_ANSWER = timedelta(days=30)
"""How long after it was answered a wish still counts."""


def has_asked(db: Session, client_id: UUID, now: datetime) -> bool:
    """Whether a wish of theirs is open or was answered not long ago. One from before their newest
    stay began was about that one, and one taken back counts no more."""
    later = exists().where(
        col(EpisodeOfCare.client_id) == col(ReturnWish.client_id),
        col(EpisodeOfCare.opened_at) > col(ReturnWish.asked_at),
    )
    wishes = select(ReturnWish.id).where(
        ReturnWish.client_id == client_id,
        col(ReturnWish.withdrawn_at).is_(None),
        or_(
            col(ReturnWish.answered_at).is_(None),
            col(ReturnWish.answered_at) > now - AFTER_THE_ANSWER,
        ),
        ~later,
    )
    return db.exec(wishes.limit(1)).first() is not None
