"""What people do with their reminders."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from app.access import audit
from app.access.models import Data
from app.errors import TooManyRequests
from app.ids import new_id
from app.people.models import Person
from app.people.viewers import Viewer
from app.push.models import PushDelivery
from app.push.service import own_subscription
from app.reminders import queries
from app.reminders.models import Reminder, ReminderKind, ReminderSettings, ReminderState
from app.reminders.planning import plan
from app.reminders.release import release_due
from app.reminders.schemas import SettingsWrite
from app.reminders.windows import useful_until

PLANNED_AT_ONCE = 200
ALWAYS_AHEAD = timedelta(hours=24)
TESTS_AN_HOUR = 10


def settings_of(db: Session, person: Person, now: datetime) -> ReminderSettings:
    """A person's settings; the first look makes them, as everybody begins with."""
    held = db.get(ReminderSettings, person.id)
    if held is None:
        held = ReminderSettings(person_id=person.id)
        db.add(held)
        db.flush()
        plan(db, person, held, now)
    return held


def change_settings(db: Session, viewer: Viewer, body: SettingsWrite) -> ReminderSettings:
    """Takes the viewer's wishes and plans by them at once."""
    held = settings_of(db, viewer.person, viewer.now)
    held.check_in_enabled = body.check_in.enabled
    held.check_in_time = body.check_in.local_time
    held.check_in_days = [day.value for day in body.check_in.days]
    held.sessions_enabled = body.sessions.enabled
    held.session_minutes_before = body.sessions.minutes_before
    held.quiet_from = body.quiet_hours.from_ if body.quiet_hours else None
    held.quiet_until = body.quiet_hours.until if body.quiet_hours else None
    held.paused_until = body.paused_until
    plan(db, viewer.person, held, viewer.now)
    audit.changed(db, viewer, Data.reminders, [viewer.id])
    return held


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


def tick(db: Session, now: datetime) -> None:
    """One step of the worker in the database: plans ahead, and releases what is due."""
    for person_id in queries.without_settings(db, PLANNED_AT_ONCE):
        db.add(ReminderSettings(person_id=person_id))
    db.flush()
    for person_id in queries.to_plan(db, now, now + ALWAYS_AHEAD, PLANNED_AT_ONCE):
        person = db.get_one(Person, person_id)
        settings = db.get_one(ReminderSettings, person_id, with_for_update=True)
        plan(db, person, settings, now)
    release_due(db, now)
