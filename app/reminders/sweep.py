"""Claiming what is to be sent, and noting what became of it.

A claim leases deliveries to one worker for a minute; completing is fenced by owner and attempt.
A worker that dies between the two leaves rows that another claims when the lease runs out: a
reminder is handed over at least once, and a repeat has the same topic and tag, so it is shown once.
"""

import hashlib
import random
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from app.people.models import Person
from app.push.models import DeliveryState, PushAttempt, PushDelivery, PushSubscription
from app.push.service import forget_signed_out
from app.push.transport import PushMessage, Sent, Urgency, Verdict
from app.reminders.changes import STAFF_INBOX
from app.reminders.models import Reminder, ReminderKind, ReminderState
from app.reminders.release import decide_or_put_off
from app.reminders.windows import next_try, ttl_seconds
from app.reminders.wording import neutral_path, push_payload

LEASE = timedelta(seconds=60)
CLAIMED_AT_ONCE = 200
ORIGIN_REST = timedelta(minutes=5)
_OPEN = (DeliveryState.pending, DeliveryState.leased)
_FINAL = {
    Verdict.accepted: DeliveryState.accepted,
    Verdict.gone: DeliveryState.gone,
    Verdict.refused: DeliveryState.failed,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """The handle of one claimed delivery, and the fence it is completed by."""

    reminder_id: UUID
    subscription_id: UUID
    attempt: int


def claim(db: Session, owner: UUID, origin: str, now: datetime) -> list[PushMessage]:
    """Leases up to two hundred due deliveries to `owner` and gives their messages.

    Each is looked at again: what has meanwhile been seen, paused, cancelled, moved into quiet
    hours or signed out of is not sent.
    """
    forget_signed_out(db, now)
    rows = db.exec(
        select(PushDelivery, Reminder, PushSubscription, Person)
        .join(Reminder, col(Reminder.id) == col(PushDelivery.reminder_id))
        .join(PushSubscription, col(PushSubscription.id) == col(PushDelivery.subscription_id))
        .join(Person, col(Person.id) == col(Reminder.person_id))
        .where(col(PushDelivery.state).in_(_OPEN), PushDelivery.next_try_at <= now)
        .order_by(col(PushDelivery.next_try_at))
        .limit(CLAIMED_AT_ONCE)
        .with_for_update(skip_locked=True, of=PushDelivery)
    ).all()
    messages = []
    for delivery, reminder, subscription, person in rows:
        if subscription.person_id != person.id:
            _settle(db, delivery, DeliveryState.suppressed)
        elif _is_to_be_sent(db, delivery, reminder, now):
            _lease(db, delivery, owner, now)
            messages.append(_message(delivery, reminder, subscription, person, origin, now))
    return messages


def _is_to_be_sent(db: Session, delivery: PushDelivery, reminder: Reminder, now: datetime) -> bool:
    if now >= reminder.useful_until:
        _settle(db, delivery, DeliveryState.expired)
        return False
    decision = decide_or_put_off(db, reminder, now)
    if decision.state is ReminderState.due:
        return True
    if decision.state is ReminderState.waiting:
        delivery.next_try_at = decision.at
        db.add(delivery)
        return False
    if reminder.state is ReminderState.due:
        reminder.state, reminder.reason = decision.state, decision.reason
        db.add(reminder)
    _settle(db, delivery, DeliveryState.suppressed)
    return False


def _lease(db: Session, delivery: PushDelivery, owner: UUID, now: datetime) -> None:
    delivery.state, delivery.owner = DeliveryState.leased, owner
    delivery.attempt += 1
    delivery.next_try_at = now + LEASE
    db.add(delivery)


def _message(
    delivery: PushDelivery,
    reminder: Reminder,
    subscription: PushSubscription,
    person: Person,
    origin: str,
    now: datetime,
) -> PushMessage:
    return PushMessage(
        key=Claim(delivery.reminder_id, delivery.subscription_id, delivery.attempt),
        endpoint=subscription.endpoint,
        p256dh=subscription.p256dh,
        auth=subscription.auth,
        vapid_key_id=subscription.vapid_key_id,
        payload=push_payload(
            reminder_id=reminder.id,
            path=neutral_path(reminder.id),
            language=person.language,
            origin=origin,
        ),
        ttl=ttl_seconds(now, reminder.useful_until),
        topic=_topic(reminder.id),
        urgency=_urgency(reminder, now),
    )


def _topic(reminder_id: UUID) -> str:
    # A push service sees the topic: a digest of a random id tells it nothing, and repeats match.
    digest = hashlib.sha256(b"topic:" + reminder_id.bytes).digest()
    return urlsafe_b64encode(digest)[:32].decode()


def _urgency(reminder: Reminder, now: datetime) -> Urgency:
    if reminder.kind is ReminderKind.test or reminder.path == STAFF_INBOX:
        return Urgency.high
    if reminder.kind is ReminderKind.dose:
        return Urgency.normal
    is_soon = reminder.useful_until - now <= timedelta(hours=1)
    is_about_one = reminder.kind in {ReminderKind.session, ReminderKind.change}
    return Urgency.normal if is_about_one and is_soon else Urgency.low


def complete(db: Session, owner: UUID, outcomes: Sequence[Sent], now: datetime) -> None:
    """Notes what became of claimed deliveries. A lease that somebody else holds by now is left
    to them; the try is in the log all the same."""
    claims = [(sent.key, sent) for sent in outcomes if isinstance(sent.key, Claim)]
    # Everybody locks reminders in the same order, so that nobody waits for each other.
    for claim, sent in sorted(claims, key=lambda pair: pair[0].reminder_id):
        reminder = db.get(Reminder, claim.reminder_id)
        if reminder is not None:
            _complete_one(db, owner, claim, reminder, sent, now)


def _complete_one(
    db: Session, owner: UUID, claim: Claim, reminder: Reminder, sent: Sent, now: datetime
) -> None:
    db.add(
        PushAttempt(
            reminder_id=claim.reminder_id,
            subscription_id=claim.subscription_id,
            attempt=claim.attempt,
            at=now,
            verdict=sent.verdict,
            status=sent.status,
            reason=sent.reason,
            duration_ms=sent.duration_ms,
        )
    )
    state, at = _what_next(sent, claim.attempt, reminder, now)
    fenced = db.exec(
        update(PushDelivery)
        .where(
            col(PushDelivery.reminder_id) == claim.reminder_id,
            col(PushDelivery.subscription_id) == claim.subscription_id,
            col(PushDelivery.owner) == owner,
            col(PushDelivery.attempt) == claim.attempt,
            col(PushDelivery.state) == DeliveryState.leased,
        )
        .values(state=state, next_try_at=at, owner=None)
    )
    if fenced.rowcount != 1:
        return
    _learn(db, claim.subscription_id, sent, now)
    _conclude(db, reminder.id, state)


def _what_next(
    sent: Sent, attempt: int, reminder: Reminder, now: datetime
) -> tuple[DeliveryState, datetime]:
    if sent.verdict in _FINAL:
        return _FINAL[sent.verdict], now
    after = sent.retry_after_seconds
    if sent.verdict is Verdict.origin_stopped:
        after = max(after or 0, int(ORIGIN_REST.total_seconds()))
    spread = random.uniform(-1, 1)  # noqa: S311 - spreads load, guards nothing
    at = next_try(attempt, now, after, reminder.useful_until, spread)
    if at is None:
        return DeliveryState.expired, now
    return DeliveryState.pending, at


def _learn(db: Session, subscription_id: UUID, sent: Sent, now: datetime) -> None:
    subscription = db.get(PushSubscription, subscription_id)
    if subscription is None:
        return
    if sent.verdict is Verdict.gone:
        db.delete(subscription)
        db.flush()
    elif sent.verdict is Verdict.accepted:
        subscription.last_accepted_at = now
        db.add(subscription)


def _settle(db: Session, delivery: PushDelivery, state: DeliveryState) -> None:
    delivery.state, delivery.owner = state, None
    db.add(delivery)
    db.flush()
    _conclude(db, delivery.reminder_id, state)


def _conclude(db: Session, reminder_id: UUID, state: DeliveryState) -> None:
    """A reminder is sent as soon as one phone has it, and missed when no phone is left to try."""
    if state is DeliveryState.accepted:
        db.exec(
            update(Reminder)
            .where(col(Reminder.id) == reminder_id)
            .values(state=ReminderState.sent, reason=None)
        )
    elif state not in _OPEN:
        close_abandoned(db, col(Reminder.id) == reminder_id)


def close_abandoned(db: Session, *which: ColumnElement[bool]) -> None:
    """Notes as missed what no phone is left to try for: those that were have all refused, or
    signed out meanwhile. One statement, because other workers conclude at the same moment."""
    left = select(PushDelivery.subscription_id).where(
        PushDelivery.reminder_id == Reminder.id, col(PushDelivery.state).in_(_OPEN)
    )
    db.exec(
        update(Reminder)
        .where(col(Reminder.state) == ReminderState.due, ~left.exists(), *which)
        .values(state=ReminderState.missed)
    )
