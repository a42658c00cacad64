"""When somebody of the staff is at work: what cannot wait is told then, quiet hours or not."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app.clock import Weekday, at_wall_time
from app.flags.rota import Rota, read_rota
from app.people.models import Person
from app.reminders.changes import Burst
from app.reminders.quiet import QuietHours, after_quiet, end_of_quiet

_WEEK = tuple(Weekday)


def when_told(
    db: Session,
    person: Person,
    burst: Burst,
    at: datetime,
    quiet: QuietHours | None,
    useful_until: datetime,
) -> datetime | None:
    """When to tell somebody of what was to be told `at` an instant: then, or at the end of their
    quiet hours, or as soon as they are at work if somebody has to look. None: of no use by then."""
    moved = after_quiet(at, useful_until, quiet, person.time_zone, moves=True)
    if quiet is None or moved == at or not burst.is_pressing:
        return moved
    first = at_work_from(db, person.id, at, end_of_quiet(at, quiet, person.time_zone))
    return moved if first is None or first >= useful_until else first


def at_work_from(
    db: Session, person_id: UUID, since: datetime, before: datetime
) -> datetime | None:
    """The first instant from `since` up to but without `before` at which somebody is on duty, or
    the centre is open and they are not away; None without one."""
    rota = read_rota(db, since)
    opens = rota.time.next_open(since)
    begins = [since, *([] if opens is None else [opens]), *_turns_from(rota, person_id, since)]
    found = (at for at in begins if since <= at < before and _is_at_work(rota, person_id, at))
    return min(found, default=None)


def _is_at_work(rota: Rota, person_id: UUID, at: datetime) -> bool:
    if person_id in rota.on_duty_now(at):
        return True
    return rota.time.is_open(at) and not rota.off.is_away(person_id, rota.day_of(at))


def _turns_from(rota: Rota, person_id: UUID, since: datetime) -> list[datetime]:
    """When their turns of two days begin: quiet hours are shorter than that."""
    today = rota.day_of(since)
    days = (today, today + timedelta(days=1))
    return [
        at_wall_time(day, turn.from_time, rota.zone)
        for day in days
        for turn in rota.turns
        if turn.provider_id == person_id and turn.day is _WEEK[day.weekday()]
    ]
