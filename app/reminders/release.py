"""Deciding what becomes of a reminder whose time has come: sent, kept for the list, or dropped
with a reason. The decision is made again before every try to send."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.appointments.queries import is_still_planned
from app.check_ins.queries import has_checked_in
from app.people.models import Person
from app.push.models import PushDelivery, PushSubscription
from app.reminders.models import (
    DropReason,
    Reminder,
    ReminderKind,
    ReminderSettings,
    ReminderState,
)
from app.reminders.planning import quiet_hours
from app.reminders.quiet import after_quiet

RELEASED_AT_ONCE = 500


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
        .order_by(col(Reminder.due_at).desc())
        .limit(RELEASED_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    if not due:
        return 0
    phones = _phones(db, {reminder.person_id for reminder in due})
    spoken_for: set[tuple[UUID, ReminderKind]] = set()
    for reminder in due:
        decision = decide(db, reminder, now)
        _apply(db, reminder, decision, phones.get(reminder.person_id, []), spoken_for)
    db.flush()
    return len(due)


def decide(db: Session, reminder: Reminder, now: datetime) -> Decision:
    """What a due or overdue reminder deserves now."""
    if reminder.kind is ReminderKind.test:
        return Decision(ReminderState.due, now)
    person = db.get_one(Person, reminder.person_id)
    settings = db.get_one(ReminderSettings, reminder.person_id)
    if reminder.seen_at is not None or not _is_still_wanted(db, reminder, person, settings):
        return Decision(ReminderState.done, now)
    if settings.paused_until is not None and now < settings.paused_until:
        return Decision(ReminderState.dropped, now, DropReason.paused)
    if now >= reminder.useful_until:
        return Decision(ReminderState.dropped, now, DropReason.too_late)
    moves = reminder.kind is ReminderKind.check_in
    at = after_quiet(
        now, reminder.useful_until, quiet_hours(settings), person.time_zone, moves=moves
    )
    if at is None:
        return Decision(ReminderState.dropped, now, DropReason.quiet_hours)
    return Decision(ReminderState.due if at <= now else ReminderState.waiting, at)


def _is_still_wanted(
    db: Session, reminder: Reminder, person: Person, settings: ReminderSettings
) -> bool:
    if person.disabled_at is not None:
        return False
    if reminder.kind is ReminderKind.check_in:
        on_day = clock.local_day(reminder.due_at, person.time_zone)
        return settings.check_in_enabled and not has_checked_in(db, person.id, on_day)
    appointment_id = UUID(reminder.occurrence_key.partition(":")[0])
    starts_at = is_still_planned(db, appointment_id, person.id)
    return settings.sessions_enabled and starts_at == reminder.useful_until


def _apply(
    db: Session,
    reminder: Reminder,
    decision: Decision,
    phones: list[UUID],
    spoken_for: set[tuple[UUID, ReminderKind]],
) -> None:
    reminder.state, reminder.reason = decision.state, decision.reason
    if decision.state is ReminderState.waiting:
        reminder.due_at = decision.at
    kind = (reminder.person_id, reminder.kind)
    if decision.state is ReminderState.due:
        # After an outage the newest of a kind is enough; the list in the app shows the rest.
        if not phones or (kind in spoken_for and reminder.kind is ReminderKind.check_in):
            reminder.state = ReminderState.missed
        else:
            spoken_for.add(kind)
            _deliver_to(db, reminder, phones, decision.at)
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
