"""What the clients of the demo want to be reminded of, and what became of the last reminders.

The reminders come from the planning the application uses; nobody has a phone to send them to, so
what became of those in the past is part of the story.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.demo.arrivals import Character
from app.demo.check_ins import check_in_days, habit_of
from app.demo.luck import luck
from app.reminders.models import (
    DropReason,
    Reminder,
    ReminderKind,
    ReminderSettings,
    ReminderState,
)
from app.reminders.planning import plan, quiet_hours
from app.reminders.quiet import after_quiet

REMEMBERED = timedelta(days=10)
_MISSED, _TOO_LATE, _SEEN = 0.1, 0.13, 0.8
_NOTICES = ([1440, 60], [1440, 60], [60], [120, 30])
_SHOW_QUIET, _PAUSES = "clover", "hazel"

CheckedIn = Mapping[tuple[UUID, date], datetime]
"""When somebody's check-in about a day arrived."""


def remind(db: Session, characters: list[Character], checked_in: CheckedIn, now: datetime) -> None:
    """Settings for everybody who has joined, their last ten days of reminders, and the next two."""
    for character in characters:
        if character.person.joined_at is None:
            continue
        settings = _settings(character, now)
        settings.planned_until = max(character.person.joined_at, now - REMEMBERED)
        db.add(settings)
        db.flush()
        plan(db, character.person, settings, now)
        chance = luck("reminders", character.part.word)
        for reminder in _past(db, character, now):
            _conclude(reminder, settings, checked_in, chance, now)
        db.flush()


def _settings(character: Character, now: datetime) -> ReminderSettings:
    habit = habit_of(character)
    word = character.part.word
    return ReminderSettings(
        person_id=character.person.id,
        check_in_time=habit,
        check_in_days=list(check_in_days(character)),
        session_minutes_before=luck("notice", word).choice(_NOTICES),
        quiet_from=time(17) if word == _SHOW_QUIET else time(21, 30),
        quiet_until=min(habit, time(8)),
        paused_until=now + timedelta(days=1) if word == _PAUSES else None,
    )


def _past(db: Session, character: Character, now: datetime) -> list[Reminder]:
    return list(
        db.exec(
            select(Reminder)
            .where(Reminder.person_id == character.person.id, Reminder.due_at <= now)
            .order_by(col(Reminder.due_at), col(Reminder.kind), col(Reminder.useful_until))
        )
    )


def _conclude(
    reminder: Reminder,
    settings: ReminderSettings,
    checked_in: CheckedIn,
    chance: Random,
    now: datetime,
) -> None:
    """By the rules of the worker as far as they apply, the rest by chance."""
    draw, seen_after = chance.random(), timedelta(minutes=chance.randrange(1, 90))
    answered_at = _answered_at(reminder, checked_in)
    if answered_at is not None and answered_at <= reminder.due_at:
        reminder.state = ReminderState.done
        return
    reminder.reason = _why_dropped(reminder, settings, draw)
    if reminder.reason is not None:
        reminder.state = ReminderState.dropped
        return
    reminder.state = ReminderState.missed if draw < _MISSED else ReminderState.sent
    seen_at = answered_at or reminder.due_at + seen_after
    is_seen = answered_at is not None or chance.random() < _SEEN
    if is_seen and seen_at < min(now, reminder.useful_until):
        reminder.seen_at = seen_at


def _answered_at(reminder: Reminder, checked_in: CheckedIn) -> datetime | None:
    if reminder.kind is not ReminderKind.check_in:
        return None
    on_day = clock.local_day(reminder.due_at, reminder.zone)
    return checked_in.get((reminder.person_id, on_day))


def _why_dropped(reminder: Reminder, settings: ReminderSettings, draw: float) -> DropReason | None:
    is_paused = (
        settings.paused_until is not None
        and settings.paused_until - reminder.due_at < timedelta(days=3)
    )
    if is_paused:
        return DropReason.paused
    moves = reminder.kind is ReminderKind.check_in
    quiet = quiet_hours(settings)
    if not after_quiet(reminder.due_at, reminder.useful_until, quiet, reminder.zone, moves=moves):
        return DropReason.quiet_hours
    return DropReason.too_late if _MISSED <= draw < _TOO_LATE else None
