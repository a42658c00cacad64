"""How often each kind of flag was of use to whoever looked: the flags' own precision.

Counted over the whole centre and without a name. A share is told from ten ratings on: of fewer it
says nothing about the next. A count that comes from fewer than five clients is not told at all,
since colleagues would know of whom it is; that there is none is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from app.flags.models import Flag, FlagCode, FlagRating
from app.flags.schemas import Precision, PrecisionList

AT_LEAST = 10
CLIENTS_AT_LEAST = 5
LOOKING_BACK = timedelta(days=365)


@dataclass(slots=True)
class _Count:
    number: int = 0
    clients: set[UUID] = field(default_factory=set)

    def add(self, other: "_Count") -> None:
        self.number += other.number
        self.clients |= other.clients

    @property
    def can_be_told(self) -> bool:
        return not self.clients or len(self.clients) >= CLIENTS_AT_LEAST

    @property
    def told(self) -> int | None:
        return self.number if self.can_be_told else None


_Counts = dict[FlagRating | None, _Count]


def precision(db: Session, now: datetime) -> PrecisionList:
    """For every kind of flag, also those never raised, over the last year."""
    since = now - LOOKING_BACK
    rows = db.exec(
        select(Flag.flag, Flag.rating, Flag.client_id, func.count())
        .where(col(Flag.raised_at) > since)
        .group_by(col(Flag.flag), col(Flag.rating), col(Flag.client_id))
    )
    counts: defaultdict[FlagCode, _Counts] = defaultdict(dict)
    for flag, rating, client_id, number in rows:
        by = counts[FlagCode(flag)]
        key = None if rating is None else FlagRating(rating)
        by.setdefault(key, _Count()).add(_Count(number, {client_id}))
    return PrecisionList(
        since=since, at_least=AT_LEAST, items=[_of(code, counts[code]) for code in FlagCode]
    )


def _of(code: FlagCode, by: _Counts) -> Precision:
    parts = {rating: by.get(rating, _Count()) for rating in FlagRating}
    rated, raised = _sum(parts.values()), _sum(by.values())
    helpful = parts[FlagRating.helpful].number
    # One that is held back could be reckoned from the others and their sum.
    all_told = all(part.can_be_told for part in (rated, *parts.values()))
    told = {rating: part.told if all_told else None for rating, part in parts.items()}
    is_enough = rated.number >= AT_LEAST and rated.can_be_told
    return Precision(
        code=code,
        raised=raised.told,
        rated=rated.told,
        helpful=told[FlagRating.helpful],
        known_already=told[FlagRating.known_already],
        not_a_concern=told[FlagRating.not_a_concern],
        helpful_share=round(helpful / rated.number, 2) if is_enough else None,
    )


def _sum(counts: Iterable[_Count]) -> _Count:
    found = _Count()
    for one in counts:
        found.add(one)
    return found
