"""A client's last weeks beside a check-in: what the desk's small chart is drawn from."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments.queries import attended_between
from app.appointments.schemas import AttendedSession
from app.check_ins.queries import between_days
from app.craving_logs import queries as craving_logs
from app.episodes.queries import client as client_record
from app.home.schemas import CravingInWeeks, DayInWeeks, WeeksRead
from app.people.viewers import Viewer


def weeks(db: Session, viewer: Viewer, client_id: UUID, count: int) -> WeeksRead:
    """The last `count` weeks of one visible client, day by day in the client's own zone."""
    person, _, _ = client_record(db, viewer, client_id)
    zone = person.time_zone
    last = clock.local_day(viewer.now, zone)
    first = last - timedelta(days=7 * count - 1)
    start, end = clock.start_of_day(first, zone), clock.end_of_day(last, zone)
    for data in (Data.check_ins, Data.craving_logs, Data.sessions):
        audit.viewed(db, viewer, data, [client_id])
    return WeeksRead(
        from_day=first,
        to_day=last,
        days=_days(db, viewer, client_id, first, last, zone),
        sessions=[
            AttendedSession(starts_at=row.starts_at, title=row.title, attendance=place.attendance)
            for row, place in attended_between(db, viewer, client_id, start, end)
        ],
    )


def _days(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date, zone: str
) -> list[DayInWeeks]:
    answers = {row.on_day: row.answers for row in between_days(db, viewer, client_id, first, last)}
    cravings: defaultdict[date, list[CravingInWeeks]] = defaultdict(list)
    start, end = clock.start_of_day(first, zone), clock.end_of_day(last, zone)
    for log in craving_logs.between(db, viewer, client_id, start, end):
        seen = CravingInWeeks.model_validate(log.model_dump(), extra="ignore")
        cravings[clock.local_day(log.happened_at, zone)].append(seen)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [_day(day, answers.get(day), cravings[day]) for day in days]


def _day(
    day: date, answers: dict[str, object] | None, cravings: list[CravingInWeeks]
) -> DayInWeeks:
    said = answers or {}
    return DayInWeeks.model_validate(
        {
            "day": day,
            "checked_in": answers is not None,
            **{key: said.get(key) for key in ("mood", "craving", "sleep", "use")},
            "cravings": cravings,
        }
    )
