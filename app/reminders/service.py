"""What people do with their reminders, and what the worker does in the database."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select, update

from app.access import audit
from app.access.models import Data
from app.database import is_passing
from app.errors import TooManyRequests, Unprocessable
from app.ids import new_id
from app.offline import insert_once
from app.people.models import Person
from app.people.viewers import Viewer
from app.push.models import PushDelivery
from app.push.service import own_subscription
from app.reminders import queries
from app.reminders.models import Reminder, ReminderKind, ReminderSettings, ReminderState
from app.reminders.planning import keep_changes, plan, quiet_hours
from app.reminders.quiet import after_quiet
from app.reminders.release import PUT_OFF, RELEASED_AT_ONCE, release_due
from app.reminders.schemas import SettingsWrite
from app.reminders.sweep import close_abandoned
from app.reminders.windows import useful_until

PLANNED_AT_ONCE = 50
ALWAYS_AHEAD = timedelta(hours=24)
TESTS_AN_HOUR = 10
_AN_ORDINARY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_log = logging.getLogger(__name__)


class CheckInInQuietHours(Unprocessable):
    code = "check_in_in_quiet_hours"
    detail = (
        "At that time your phone stays silent, and by the end of your quiet hours it is too late "
        "for the check-in. Please choose another time, or other quiet hours."
    )


def settings_of(db: Session, person: Person, now: datetime) -> ReminderSettings:
    """A person's settings; the first look makes them, as everybody begins with."""
    held = db.get(ReminderSettings, person.id)
    if held is None:
        held, is_new = insert_once(db, ReminderSettings(person_id=person.id), (person.id,))
        if is_new:
            plan(db, person, held, now)
    return held


def change_settings(db: Session, viewer: Viewer, body: SettingsWrite) -> ReminderSettings:
    """Takes the viewer's wishes and plans by them at once. Raises `CheckInInQuietHours`."""
    settings_of(db, viewer.person, viewer.now)
    held = db.get_one(ReminderSettings, viewer.id, with_for_update=True, populate_existing=True)
    keep_changes(db, viewer.person, held, viewer.now)
    held.check_in_enabled = body.check_in.enabled
    held.check_in_time = body.check_in.local_time
    held.check_in_days = [day.value for day in body.check_in.days]
    held.sessions_enabled = body.sessions.enabled
    held.session_minutes_before = body.sessions.minutes_before
    held.quiet_from = body.quiet_hours.from_ if body.quiet_hours else None
    held.quiet_until = body.quiet_hours.until if body.quiet_hours else None
    held.paused_until = body.paused_until
    if held.check_in_enabled and not _can_be_sent(held):
        raise CheckInInQuietHours
    held.planned_at = None  # these wishes are new: what they would have meant earlier is over
    plan(db, viewer.person, held, viewer.now)
    audit.changed(db, viewer, Data.reminders, [viewer.id])
    return held


def _can_be_sent(settings: ReminderSettings) -> bool:
    """Whether a check-in reminder gets past the quiet hours on a day without a clock change."""
    due_at = datetime.combine(_AN_ORDINARY_DAY, settings.check_in_time, UTC)
    window = useful_until("check_in", due_at)
    return after_quiet(due_at, window, quiet_hours(settings), "UTC", moves=True) is not None


def acknowledge(db: Session, viewer: Viewer, reminder_id: UUID) -> None:
    """The viewer has seen a reminder; phones that have not got it yet will not."""
    reminder = queries.own_reminder(db, viewer, reminder_id)
    reminder.seen_at = reminder.seen_at or viewer.now
    db.add(reminder)
    audit.changed(db, viewer, Data.reminders, [viewer.id])


def send_test(db: Session, viewer: Viewer, subscription_id: UUID) -> Reminder:
    """A test to one of the viewer's phones, at the next tick. Ten an hour are enough."""
    phone = own_subscription(db, viewer, subscription_id)
    if _tests_lately(db, viewer) >= TESTS_AN_HOUR:
        raise TooManyRequests(600)
    reminder = Reminder(
        id=new_id(),
        person_id=viewer.id,
        kind=ReminderKind.test,
        occurrence_key=str(new_id()),
        due_at=viewer.now,
        useful_until=useful_until("test", viewer.now),
        zone=viewer.person.time_zone,
        path="/reminders",
        state=ReminderState.due,
    )
    db.add(reminder)
    db.flush()
    db.add(PushDelivery(reminder_id=reminder.id, subscription_id=phone.id, next_try_at=viewer.now))
    audit.changed(db, viewer, Data.reminders, [viewer.id])
    return reminder


def _tests_lately(db: Session, viewer: Viewer) -> int:
    return db.exec(
        select(func.count())
        .select_from(Reminder)
        .where(
            Reminder.person_id == viewer.id,
            Reminder.kind == ReminderKind.test,
            col(Reminder.due_at) > viewer.now - timedelta(hours=1),
        )
    ).one()


def tick(db: Session, now: datetime) -> bool:
    """One step of the worker in the database: plans ahead, and when that is done releases what is
    due. Whether there is more to do for the same `now`: a step is short, because meanwhile nobody
    else writes to an embedded database."""
    for person_id in queries.without_settings(db, PLANNED_AT_ONCE):
        insert_once(db, ReminderSettings(person_id=person_id), (person_id,))
    for person_id in queries.staff_without_settings(db, PLANNED_AT_ONCE):
        settings = ReminderSettings(person_id=person_id, check_in_enabled=False)
        insert_once(db, settings, (person_id,))
    people = queries.to_plan(db, now, now + ALWAYS_AHEAD, PLANNED_AT_ONCE)
    planned = [_plan_or_put_off(db, person_id, now) for person_id in people]
    if sum(planned) == PLANNED_AT_ONCE:
        return True
    released = release_due(db, now)
    close_abandoned(db)
    return released == RELEASED_AT_ONCE


def _plan_or_put_off(db: Session, person_id: UUID, now: datetime) -> bool:
    """Plans for one person; not when another worker is at it. Where planning fails it waits an
    hour: one broken row stops nobody else."""
    try:
        with db.begin_nested():
            settings = queries.settings_to_plan(db, person_id)
            if settings is not None:
                plan(db, db.get_one(Person, person_id), settings, now)
        return settings is not None
    except DBAPIError as error:
        if is_passing(error):
            raise
        failure: Exception = error
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one row
        failure = error
    _log.error("Somebody's reminders could not be planned: %s", type(failure).__name__)
    zone = select(Person.time_zone).where(Person.id == person_id).scalar_subquery()
    db.exec(
        update(ReminderSettings)
        .where(col(ReminderSettings.person_id) == person_id)
        .values(planned_until=now + ALWAYS_AHEAD + PUT_OFF, planned_at=now, planned_zone=zone)
    )
    return True
