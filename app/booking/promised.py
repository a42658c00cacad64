"""Hours that series have promised beyond what is planned: they are as taken as planned ones."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, or_, select

from app import clock
from app.appointments.conflicts import Taken
from app.appointments.models import AppointmentSeries
from app.appointments.recurrence import Meeting, meetings
from app.booking.free_times import Stretch

_A_DAY = timedelta(days=1)


def promised_hours(
    db: Session, providers: Collection[UUID], rooms: Collection[UUID], span: Stretch
) -> Iterator[tuple[UUID, UUID | None, Taken]]:
    """Meetings to be planned later that begin in a stretch of time, of the series that these
    providers lead or that are in these rooms: whose, in which room, and when. The same that
    `require_unpromised` refuses; a meeting bears its series' id."""
    planned, until = col(AppointmentSeries.planned_until), col(AppointmentSeries.until_day)
    rows = db.exec(
        select(AppointmentSeries).where(
            or_(
                col(AppointmentSeries.facilitator_id).in_(providers),
                col(AppointmentSeries.room_id).in_(rooms),
            ),
            # A day more, since the series' zone may be ahead of UTC.
            or_(planned.is_(None), planned < clock.local_day(span.ends_at, "UTC") + _A_DAY),
            or_(until.is_(None), planned.is_(None), planned < until),
        )
    )
    for series in rows:
        for one in _of(series, span):
            hour = Taken(series.id, one.starts_at, one.ends_at)
            yield series.facilitator_id, series.room_id, hour


def _of(series: AppointmentSeries, span: Stretch) -> list[Meeting]:
    first = clock.local_day(span.starts_at, series.time_zone)
    last = clock.local_day(span.ends_at, series.time_zone)
    if series.planned_until is not None:
        first = max(first, series.planned_until + _A_DAY)
    if series.until_day is not None:
        last = min(last, series.until_day)
    length, zone = series.duration_minutes, series.time_zone
    return list(
        meetings(series.rrule, series.from_day, series.local_time, length, zone, first, last)
    )
