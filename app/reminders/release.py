"""Deciding what becomes of a reminder whose time has come: sent, kept for the list, or dropped
with a reason. The decision is made again before every try to send.

A pause holds for everything, also for what staff have to look at. So whoever chooses who looks
(`flags.rota`) never counts on a push: it is in the inbox, and the clock goes on.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from app.appointments.queries import is_still_planned
from app.check_ins.asking import is_done
from app.check_ins.due import plan_of, running
from app.check_ins.queries import done_about
from app.episodes.alumni import hears_nothing
from app.episodes.models import Phase
from app.people.models import Person
from app.push.models import PushDelivery, PushSubscription
from app.reminders.at_work import when_told
from app.reminders.changes import Burst, burst_of
from app.reminders.doses import rings_in_quiet, still_open
from app.reminders.models import (
    DropReason,
    Reminder,
    ReminderKind,
    ReminderSettings,
    ReminderState,
)
from app.reminders.planning import quiet_hours
from app.reminders.queries import has_newer
from app.reminders.quiet import after_quiet
from app.reminders.schedule import WEEK

RELEASED_AT_ONCE = 100
_THINNED_OUT = frozenset({Phase.aftercare, Phase.alumni})
PUT_OFF = timedelta(hours=1)
"""How long something that cannot be worked out is left alone."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a reminder now: `state` due to send it, waiting to send it at `at`, or a
    final state with a `reason` if there is one to give."""

    state: ReminderState
    at: datetime
    reason: DropReason | None = None


def release_due(db: Session, now: datetime) -> int:
    """Takes reminders whose time has come out of waiting; returns how many.

    Each becomes due with one delivery for each phone, or final. Workers that do this at the same
    moment take different rows.
    """
    due = db.exec(
        select(Reminder)
        .where(Reminder.state == ReminderState.waiting, Reminder.due_at <= now)
        .order_by(col(Reminder.due_at).desc(), col(Reminder.occurrence_key).desc())
        .limit(RELEASED_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    if not due:
        return 0
    phones = _phones(db, {reminder.person_id for reminder in due})
    for reminder in due:
        decision = decide_or_put_off(db, reminder, now)
        _apply(db, reminder, decision, phones.get(reminder.person_id, []))
    db.flush()
    return len(due)


def decide_or_put_off(db: Session, reminder: Reminder, now: datetime) -> Decision:
    """`decide`. A reminder that it fails on waits an hour, for as long as it is of use: one
    broken row stops nobody else."""
    try:
        return decide(db, reminder, now)
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one row
        _log.error("A reminder could not be decided on: %s", type(error).__name__)
    if now >= reminder.useful_until:
        return Decision(ReminderState.dropped, now, DropReason.too_late)
    return Decision(ReminderState.waiting, now + PUT_OFF)


def decide(db: Session, reminder: Reminder, now: datetime) -> Decision:
    """What a due or overdue reminder deserves now."""
    if reminder.kind is ReminderKind.test:
        return Decision(ReminderState.due, now)
    person = db.get_one(Person, reminder.person_id)
    settings = db.get_one(ReminderSettings, reminder.person_id)
    burst = _burst(db, reminder)
    if reminder.seen_at is not None or not _is_still_wanted(db, reminder, person, settings, burst):
        return Decision(ReminderState.done, now)
    if settings.paused_until is not None and now < settings.paused_until:
        return Decision(ReminderState.dropped, now, DropReason.paused)
    if now >= reminder.useful_until:
        return Decision(ReminderState.dropped, now, DropReason.too_late)
    # After an outage the newest is enough.
    if has_newer(db, reminder, now):
        return Decision(ReminderState.done, now)
    at = _after_quiet(db, reminder, person, settings, burst, now)
    if at is None:
        return Decision(ReminderState.dropped, now, DropReason.quiet_hours)
    return Decision(ReminderState.due if at <= now else ReminderState.waiting, at)


def _burst(db: Session, reminder: Reminder) -> Burst | None:
    """What has changed, if that is what it is about."""
    if reminder.kind is not ReminderKind.change:
        return None
    return burst_of(db, reminder.person_id, reminder.occurrence_key)


def _after_quiet(
    db: Session,
    reminder: Reminder,
    person: Person,
    settings: ReminderSettings,
    burst: Burst | None,
    now: datetime,
) -> datetime | None:
    quiet = quiet_hours(settings)
    if reminder.kind is ReminderKind.dose and rings_in_quiet(still_open(db, person, reminder)):
        quiet = None
    if burst is not None:
        return when_told(db, person, burst, now, quiet, reminder.useful_until)
    moves = reminder.kind is not ReminderKind.session
    return after_quiet(now, reminder.useful_until, quiet, person.time_zone, moves=moves)


def _is_still_wanted(
    db: Session,
    reminder: Reminder,
    person: Person,
    settings: ReminderSettings,
    burst: Burst | None,
) -> bool:
    if person.disabled_at is not None:
        return False
    if hears_nothing(db, person.id) and not (burst is not None and burst.is_pressing):
        return False
    if reminder.kind is ReminderKind.check_in:
        return _check_in_is_wanted(db, reminder, person, settings)
    if reminder.kind is ReminderKind.dose:
        return still_open(db, person, reminder) != []
    if reminder.kind is ReminderKind.change:
        if burst is None or burst.is_seen:
            return False
        return settings.sessions_enabled or burst.is_pressing
    return _session_is_wanted(db, reminder, settings)


def _check_in_is_wanted(
    db: Session, reminder: Reminder, person: Person, settings: ReminderSettings
) -> bool:
    # The wall time that was asked for names the day: quiet hours may have moved the reminder
    # past midnight, and its person may be in another zone by now.
    asked = datetime.fromisoformat(reminder.occurrence_key)
    return (
        settings.check_in_enabled
        and asked.time() == settings.check_in_time
        and WEEK[asked.weekday()] in settings.check_in_days
        and _is_asked_that_day(db, person, asked.date())
        and not _is_checked_in(db, person, asked.date())
    )


def _is_asked_that_day(db: Session, person: Person, on_day: date) -> bool:
    """After treatment whoever is asked weekly or monthly is reminded on the day they are asked, and
    not again on each day until they answer. Who is asked nothing is reminded as they set it."""
    record = running(db, person.id)
    if record is None or record[0].phase not in _THINNED_OUT:
        return True
    plan = plan_of(db, person.id, person.time_zone, on_day, record, person.language)
    return not plan.asks or any(one.due_on == on_day for one in plan.due(on_day))


def _is_checked_in(db: Session, person: Person, on_day: date) -> bool:
    """Whether the daily questions are answered; where they are not asked that day, whether anything
    is: one sitting is one check-in."""
    daily, sitting = done_about(db, person.id, on_day)
    if daily or not sitting:
        return daily
    record = running(db, person.id)
    plan = plan_of(db, person.id, person.time_zone, on_day, record, person.language)
    return is_done(plan, on_day, daily=daily, sitting=sitting)


def _session_is_wanted(db: Session, reminder: Reminder, settings: ReminderSettings) -> bool:
    appointment_id, minutes, _ = reminder.occurrence_key.split(":")
    return (
        settings.sessions_enabled
        and int(minutes) in settings.session_minutes_before
        and is_still_planned(db, UUID(appointment_id), reminder.person_id) == reminder.useful_until
    )


def _apply(db: Session, reminder: Reminder, decision: Decision, phones: list[UUID]) -> None:
    reminder.state, reminder.reason = decision.state, decision.reason
    if decision.state is ReminderState.waiting:
        reminder.due_at = decision.at
    if decision.state is ReminderState.due:
        if phones:
            _deliver_to(db, reminder, phones, decision.at)
        else:
            reminder.state = ReminderState.missed
    db.add(reminder)


def _deliver_to(db: Session, reminder: Reminder, phones: list[UUID], at: datetime) -> None:
    for subscription_id in phones:
        if db.get(PushDelivery, (reminder.id, subscription_id)) is None:
            db.add(
                PushDelivery(
                    reminder_id=reminder.id, subscription_id=subscription_id, next_try_at=at
                )
            )


def _phones(db: Session, people: set[UUID]) -> dict[UUID, list[UUID]]:
    rows = db.exec(
        select(PushSubscription.person_id, PushSubscription.id).where(
            col(PushSubscription.person_id).in_(people)
        )
    )
    found: dict[UUID, list[UUID]] = {}
    for person_id, subscription_id in rows:
        found.setdefault(person_id, []).append(subscription_id)
    return found
