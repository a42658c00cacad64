"""Making the reminders of the next two days from what people want and what is in their calendar.

Planning is repeatable: what is there already stays, what moved is moved, what no longer applies
goes. A reminder that has been released is never touched again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.appointments.models import Appointment, Participation
from app.appointments.queries import planned_for
from app.clock import Weekday
from app.episodes.alumni import hears_nothing
from app.people.models import Person
from app.reminders.at_work import when_told
from app.reminders.changes import Burst, unseen_bursts
from app.reminders.doses import DosesAt, doses_to_come
from app.reminders.models import (
    Reminder,
    ReminderKind,
    ReminderSettings,
    ReminderState,
)
from app.reminders.queries import LONGEST_WRITE
from app.reminders.quiet import QuietHours, after_quiet
from app.reminders.schedule import DAY, DailyRule, before_session, occurrences
from app.reminders.windows import useful_until

HORIZON = timedelta(hours=48)
LONGEST_NOTICE = timedelta(days=8)
LONGEST_OUTAGE = timedelta(days=30)
"""What fell into a longer one is forgotten: the list in the app reaches back no further."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reminder that ought to be there. `known_at`: when what it is about was written down; None
    where that is looked up."""

    kind: ReminderKind
    key: str
    due_at: datetime
    useful_until: datetime
    path: str
    known_at: datetime | None = None


def quiet_hours(settings: ReminderSettings) -> QuietHours | None:
    """A person's quiet hours, if they have any."""
    if settings.quiet_from is None or settings.quiet_until is None:
        return None
    return QuietHours(settings.quiet_from, settings.quiet_until)


def plan(db: Session, person: Person, settings: ReminderSettings, now: datetime) -> None:
    """Brings one person's reminders up to two days from `now` into line."""
    # What fell into an outage is still made, and then dropped or sent late by the same rules as
    # everything else.
    planned = [at for at in (settings.planned_at, settings.planned_until) if at is not None]
    after = max(min([now, *planned]), now - LONGEST_OUTAGE)
    until = now + HORIZON
    # A day earlier: what was put off at its time still waits, and is still wanted.
    found = _wanted(db, person, settings, after - DAY, until)
    wanted = {(item.kind, item.key): item for item in found}
    for reminder in _planned(db, person.id, after - LONGEST_NOTICE):
        item = wanted.pop((reminder.kind, reminder.occurrence_key), None)
        if reminder.state is ReminderState.waiting:
            _bring_into_line(db, reminder, item, person.time_zone, now)
    for item in wanted.values():
        if item.due_at > after and (item.due_at > now or _was_known(db, person.id, item)):
            db.add(_reminder(person, item))
    settings.planned_until, settings.planned_at = until, now - LONGEST_WRITE
    settings.planned_zone = person.time_zone
    db.add(settings)
    db.flush()


def keep_changes(db: Session, person: Person, settings: ReminderSettings, now: datetime) -> None:
    """Makes the reminders of what has changed and is not planned for yet, by the wishes there are.
    Before these are replaced: a change that was told a moment ago is not to be lost with them."""
    if settings.planned_at is None:
        return
    since = max(settings.planned_at, now - LONGEST_OUTAGE)
    wanted = {item.key: item for item in _changes(db, person, settings, since)}
    for reminder in _planned(db, person.id, since - LONGEST_NOTICE):
        wanted.pop(reminder.occurrence_key, None)
    db.add_all(_reminder(person, item) for item in wanted.values())
    db.flush()


def _bring_into_line(
    db: Session, reminder: Reminder, item: Wanted | None, zone: str, now: datetime
) -> None:
    if item is not None:
        # Also when that is in the past, after a journey to the east or a delay: releasing decides
        # whether it is late or too late.
        reminder.due_at, reminder.useful_until = item.due_at, item.useful_until
        reminder.zone = zone
        db.add(reminder)
    elif reminder.due_at > now:
        db.delete(reminder)


def _was_known(db: Session, person_id: UUID, item: Wanted) -> bool:
    """Whether somebody could have been reminded in time, had a worker been awake."""
    if item.known_at is not None:
        return item.due_at > item.known_at
    if item.kind is not ReminderKind.session:
        return True
    session_id = UUID(item.key.partition(":")[0])
    session = db.get_one(Appointment, session_id)
    place = db.get_one(Participation, (session_id, person_id))
    return item.due_at > max(session.changed_at, place.changed_at)


def _wanted(
    db: Session, person: Person, settings: ReminderSettings, after: datetime, until: datetime
) -> Iterator[Wanted]:
    if hears_nothing(db, person.id):
        # Who works here too is told what they have to look at.
        yield from _changes(db, person, settings, after, only_pressing=True)
        return
    yield from _check_ins(person, settings, after, until)
    if settings.sessions_enabled:
        yield from _sessions(db, person, settings, after, until)
    yield from _changes(db, person, settings, after)
    for doses in doses_to_come(db, person, after - DAY, until):
        item = _dose(doses, settings, person.time_zone)
        if after < item.due_at <= until:
            yield item


def _check_ins(
    person: Person, settings: ReminderSettings, after: datetime, until: datetime
) -> Iterator[Wanted]:
    if not settings.check_in_enabled:
        return
    rule = DailyRule(settings.check_in_time, frozenset(map(Weekday, settings.check_in_days)))
    # A day earlier: quiet hours may have moved yesterday's into the time that is planned now.
    for occurrence in occurrences(rule, person.time_zone, after - DAY, until):
        window = useful_until("check_in", occurrence.due_at)
        moved = after_quiet(
            occurrence.due_at, window, quiet_hours(settings), person.time_zone, moves=True
        )
        due_at = moved or occurrence.due_at
        if after < due_at <= until:
            yield Wanted(ReminderKind.check_in, occurrence.key, due_at, window, "/check-in")


def _sessions(
    db: Session, person: Person, settings: ReminderSettings, after: datetime, until: datetime
) -> Iterator[Wanted]:
    for appointment in planned_for(db, person.id, after, until + LONGEST_NOTICE):
        for minutes in settings.session_minutes_before:
            due_at = before_session(appointment.starts_at, minutes, person.time_zone)
            if after < due_at <= until:
                key = f"{appointment.id}:{minutes}:{appointment.starts_at:%Y%m%dT%H%M%S}"
                yield Wanted(ReminderKind.session, key, due_at, appointment.starts_at, "/")


def _dose(doses: DosesAt, settings: ReminderSettings, zone: str) -> Wanted:
    """At its time where one of them may be heard in quiet hours, otherwise at the end of these as
    long as it is of use then."""
    quiet = None if doses.rings_in_quiet else quiet_hours(settings)
    due_at = after_quiet(doses.due_at, doses.useful_until, quiet, zone, moves=True) or doses.due_at
    known_at = doses.known_at
    return Wanted(
        ReminderKind.dose, doses.key, due_at, doses.useful_until, "/taking", known_at=known_at
    )


def _changes(
    db: Session,
    person: Person,
    settings: ReminderSettings,
    after: datetime,
    *,
    only_pressing: bool = False,
) -> Iterator[Wanted]:
    """At once, or at the end of quiet hours as long as it is of use then. What somebody has to look
    at is wanted from everybody, and may come before that end."""
    unseen = unseen_bursts(db, person.id, after)
    hears_all = settings.sessions_enabled and not only_pressing
    found = [burst for burst in unseen if hears_all or burst.is_pressing]
    known = _change_keys(db, person.id, found)
    quiet = quiet_hours(settings)
    for burst in found:
        key = next((key for key in burst.keys if key in known), burst.keys[0])
        window = burst.useful_until
        due_at = when_told(db, person, burst, burst.due_at, quiet, window) or burst.due_at
        yield Wanted(ReminderKind.change, key, due_at, window, burst.path)


def _change_keys(db: Session, person_id: UUID, found: list[Burst]) -> set[str]:
    """Lines of these bursts that a reminder is named by."""
    keys = [key for burst in found for key in burst.keys]
    if not keys:
        return set()
    rows = db.exec(
        select(Reminder.occurrence_key).where(
            Reminder.person_id == person_id,
            Reminder.kind == ReminderKind.change,
            col(Reminder.occurrence_key).in_(keys),
        )
    )
    return set(rows)


def _planned(db: Session, person_id: UUID, since: datetime) -> list[Reminder]:
    """What is there already: everything still to come, and what was due since an instant."""
    return list(
        db.exec(
            select(Reminder).where(Reminder.person_id == person_id, col(Reminder.due_at) > since)
        )
    )


def _reminder(person: Person, item: Wanted) -> Reminder:
    return Reminder(
        person_id=person.id,
        kind=item.kind,
        occurrence_key=item.key,
        due_at=item.due_at,
        useful_until=item.useful_until,
        zone=person.time_zone,
        path=item.path,
    )
