"""Days on which the centre is closed or a provider is not there."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app import clock
from app.appointments.models import CancelReason, Closure, ClosureKind
from app.errors import Unprocessable
from app.programs.queries import centre


class CentreClosed(Unprocessable):
    code = "centre_closed"
    detail = "The centre is closed on that day."


class ProviderAway(Unprocessable):
    code = "provider_away"
    detail = "Whoever leads this is not there on that day."


class ClosedDays:
    """Closures that are not withdrawn, of the whole centre and of some providers, read once."""

    def __init__(self, closures: Iterable[Closure]) -> None:
        self.closures = list(closures)

    def reason(self, day: date, provider_id: UUID | None) -> CancelReason | None:
        """Why a provider's session cannot take place on a day of the centre; None if it can."""
        on_day = [one for one in self.closures if covers(one, day)]
        if any(one.provider_id is None for one in on_day):
            return CancelReason.centre_closed
        if provider_id is not None and any(one.provider_id == provider_id for one in on_day):
            return CancelReason.provider_away
        return None

    def leaving_day(self, provider_id: UUID) -> date | None:
        """The first day on which a provider works here no more, if that is known."""
        days = [
            one.from_day
            for one in self.closures
            if one.provider_id == provider_id and one.kind is ClosureKind.leaving
        ]
        return min(days, default=None)


def covers(closure: Closure, day: date) -> bool:
    """Whether a day is one of a closure's; both of its ends are."""
    return closure.from_day <= day and (closure.until_day is None or day <= closure.until_day)


def closed_days(db: Session, provider_ids: Iterable[UUID | None], since: date) -> ClosedDays:
    """The closures from `since` on of the centre and of these providers."""
    known = [one for one in provider_ids if one is not None]
    rows = db.exec(
        select(Closure).where(
            col(Closure.withdrawn_at).is_(None),
            or_(col(Closure.provider_id).is_(None), col(Closure.provider_id).in_(known)),
            or_(col(Closure.until_day).is_(None), col(Closure.until_day) >= since),
        )
    )
    return ClosedDays(rows)


def require_open(db: Session, provider_id: UUID | None, starts_at: datetime) -> None:
    """Raises `CentreClosed` or `ProviderAway` for a session that begins then."""
    day = clock.local_day(starts_at, centre(db).time_zone)
    reason = closed_days(db, [provider_id], day).reason(day, provider_id)
    if reason is CancelReason.centre_closed:
        raise CentreClosed
    if reason is CancelReason.provider_away:
        raise ProviderAway
