"""Days off as the response clock asks for them."""

from datetime import date
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.appointments.closed_days import covers
from app.appointments.models import Closure


class KnownDaysOff:
    """Closures that are not withdrawn, read once."""

    def __init__(self, closures: list[Closure]) -> None:
        self._closures = closures

    def is_closed(self, day: date) -> bool:
        return any(one.provider_id is None and covers(one, day) for one in self._closures)

    def is_away(self, provider_id: UUID, day: date) -> bool:
        return provider_id in self.away_on(day)

    def away_on(self, day: date) -> list[UUID]:
        return [
            one.provider_id
            for one in self._closures
            if one.provider_id is not None and covers(one, day)
        ]


def known_days_off(db: Session, since: date) -> KnownDaysOff:
    """What is known of holidays, absences and leavings from `since` on."""
    rows = db.exec(
        select(Closure).where(
            col(Closure.withdrawn_at).is_(None),
            or_(col(Closure.until_day).is_(None), col(Closure.until_day) >= since),
        )
    )
    return KnownDaysOff(list(rows))
