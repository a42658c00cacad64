"""Reminder settings, the list in the app, and the test."""

from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.people.viewers import AnyPerson, Client, Viewer
from app.reminders import queries, service
from app.reminders.models import Reminder, ReminderSettings
from app.reminders.schedule import local
from app.reminders.schemas import (
    CheckInReminderRead,
    NextReminder,
    QuietRead,
    ReminderList,
    ReminderRead,
    SessionRemindersRead,
    SettingsRead,
    SettingsWrite,
    TestSent,
)
from app.routing import Db, house_router

router = house_router("", "reminders")


@router.get("/reminders")
def own_reminders(viewer: AnyPerson, db: Db) -> ReminderList:
    """What the viewer was, or should have been, reminded of in the last thirty days."""
    rows = queries.own_list(db, viewer)
    audit.viewed(db, viewer, Data.reminders, [viewer.id])
    return ReminderList(items=[reminder_read(row) for row in rows])


@router.put("/reminders/{reminder_id}/acknowledgement", status_code=204)
def acknowledge(viewer: AnyPerson, db: Db, reminder_id: UUID) -> None:
    """The viewer has seen it, on this phone or another."""
    service.acknowledge(db, viewer, reminder_id)


@router.get("/reminders/{reminder_id}")
def read_reminder(viewer: AnyPerson, db: Db, reminder_id: UUID) -> ReminderRead:
    """One reminder: what a notification that was tapped leads to."""
    row = queries.own_reminder(db, viewer, reminder_id)
    audit.viewed(db, viewer, Data.reminders, [viewer.id])
    return reminder_read(row)


@router.get("/reminder-settings")
def read_settings(viewer: Client, db: Db) -> SettingsRead:
    """The viewer's wishes and the next three reminders that come of them."""
    settings = service.settings_of(db, viewer.person, viewer.now)
    audit.viewed(db, viewer, Data.reminders, [viewer.id])
    return _settings_read(viewer, settings, queries.own_next(db, viewer, settings.paused_until, 3))


@router.put("/reminder-settings")
def change_settings(viewer: Client, db: Db, body: SettingsWrite) -> SettingsRead:
    """Changes the viewer's wishes."""
    settings = service.change_settings(db, viewer, body)
    return _settings_read(viewer, settings, queries.own_next(db, viewer, settings.paused_until, 3))


@router.post("/push-subscriptions/{subscription_id}/tests", status_code=202)
def send_test(viewer: AnyPerson, db: Db, subscription_id: UUID) -> TestSent:
    """Sends a test to one of the viewer's phones within a few seconds."""
    return TestSent(reminder_id=service.send_test(db, viewer, subscription_id).id)


def reminder_read(row: Reminder) -> ReminderRead:
    """A reminder as its owner sees it."""
    return ReminderRead.model_validate(row.model_dump(), extra="ignore")


def _settings_read(
    viewer: Viewer, settings: ReminderSettings, coming: list[Reminder]
) -> SettingsRead:
    zone = viewer.person.time_zone
    quiet = None
    if settings.quiet_from is not None and settings.quiet_until is not None:
        quiet = QuietRead(
            from_=f"{settings.quiet_from:%H:%M}", until=f"{settings.quiet_until:%H:%M}"
        )
    return SettingsRead(
        check_in=CheckInReminderRead(
            enabled=settings.check_in_enabled,
            local_time=f"{settings.check_in_time:%H:%M}",
            days=settings.check_in_days,
        ),
        sessions=SessionRemindersRead(
            enabled=settings.sessions_enabled, minutes_before=settings.session_minutes_before
        ),
        quiet_hours=quiet,
        paused_until=settings.paused_until,
        time_zone=zone,
        next=[
            NextReminder(
                kind=row.kind, due_at=row.due_at, local=local(row.due_at, zone).isoformat()
            )
            for row in coming
        ],
    )
