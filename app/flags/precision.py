"""How often each kind of flag was of use to whoever looked: the flags' own precision.

Counted over the whole centre and without a name. A share is told from ten ratings on: of fewer it
says nothing about the next.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from app.flags.models import Flag, FlagCode, FlagRating
from app.flags.schemas import Precision, PrecisionList

AT_LEAST = 10
LOOKING_BACK = timedelta(days=365)


def precision(db: Session, now: datetime) -> PrecisionList:
    """For every kind of flag, also those never raised, over the last year."""
    since = now - LOOKING_BACK
    rows = db.exec(
        select(Flag.flag, Flag.rating, func.count())
        .where(col(Flag.raised_at) > since)
        .group_by(col(Flag.flag), col(Flag.rating))
    )
    counts = {
        (FlagCode(flag), None if rating is None else FlagRating(rating)): count
        for flag, rating, count in rows
    }
    return PrecisionList(
        since=since, at_least=AT_LEAST, items=[_of(code, counts) for code in FlagCode]
    )


def _of(code: FlagCode, counts: dict[tuple[FlagCode, FlagRating | None], int]) -> Precision:
    by = {rating: counts.get((code, rating), 0) for rating in FlagRating}
    rated = sum(by.values())
    helpful = by[FlagRating.helpful]
    return Precision(
        code=code,
        raised=rated + counts.get((code, None), 0),
        rated=rated,
        helpful=helpful,
        known_already=by[FlagRating.known_already],
        not_a_concern=by[FlagRating.not_a_concern],
        helpful_share=round(helpful / rated, 2) if rated >= AT_LEAST else None,
    )
