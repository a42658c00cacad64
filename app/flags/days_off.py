"""Days on which the centre is closed or somebody is not there: registered from above, like grants.
The room of the calendar knows them; the response clock only asks."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from sqlmodel import Session


class DaysOff(Protocol):
    """What is known of days from the one that was asked for on, in the centre's zone."""

    def is_closed(self, day: date) -> bool:
        """Whether the whole centre is closed."""

    def is_away(self, provider_id: UUID, day: date) -> bool:
        """Whether somebody is away, or works here no more. The centre's own days are not theirs."""

    def away_on(self, day: date) -> list[UUID]:
        """Everybody who is away on a day."""


class NoDaysOff:
    """Nothing is known: nobody is ever away."""

    def is_closed(self, day: date) -> bool:
        return bool(self.away_on(day))

    def is_away(self, provider_id: UUID, day: date) -> bool:
        return provider_id in self.away_on(day)

    def away_on(self, day: date) -> list[UUID]:
        del day
        return []


Rule = Callable[[Session, date], DaysOff]
_RULES: list[Rule] = []


def days_off_by(rule: Rule) -> None:
    """Registers where days off are known (once, in `rooms`)."""
    _RULES[:] = [rule]


def days_off(db: Session, since: date) -> DaysOff:
    """What is known of days off from `since` on."""
    return _RULES[0](db, since) if _RULES else NoDaysOff()


def closed_days(db: Session, since: date, count: int) -> list[date]:
    """On which of so many days from `since` on the whole centre is closed."""
    off = days_off(db, since)
    days = (since + timedelta(days=number) for number in range(count))
    return [day for day in days if off.is_closed(day)]
