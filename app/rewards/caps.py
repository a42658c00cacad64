"""What a fund may still give one person: pure.

A fund gives one person no more than its cap within any twelve months. Counting back a year from
each day is stricter than a calendar or a grant's own year, and fits within both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from app.rewards.models import LedgerEntry, RewardFund
from app.rewards.prizes import PrizeState, prizes_in
from app.rewards.rules import DOLLAR


@dataclass(frozen=True, slots=True)
class Room:
    """Cents a fund has given somebody within twelve months and may still give, and the day from
    which there is more (None while nothing was given)."""

    used: int
    left: int
    more_on: date | None


def room_in(fund: RewardFund, entries: Iterable[LedgerEntry], today: date) -> Room:
    """What is left of a fund for one person. Prizes count from their draw on, handed out or not;
    one that was cancelled counts no more."""
    given = _given_by(fund.id, entries, today)
    used = sum(row.cents for row in given)
    first = min((row.on_day for row in given), default=None)
    more_on = year_after(first) if first else None
    return Room(used, max(0, fund.cap_a_year * DOLLAR - used), more_on)


def _given_by(fund_id: UUID, entries: Iterable[LedgerEntry], today: date) -> list[LedgerEntry]:
    return [
        prize.draw
        for prize in prizes_in(entries).values()
        if prize.draw.fund_id == fund_id
        and prize.state is not PrizeState.cancelled
        and year_after(prize.draw.on_day) > today
    ]


def year_after(day: date) -> date:
    """The same day a year later; 1 March after 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28) + timedelta(days=1)
