"""Phones that change keys, owners or sign-ins: what reaches them, and what becomes of the rest."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.push.models import DeliveryState, PushDelivery, PushSubscription
from app.reminders.models import ReminderState
from tests.fakes.push_service import status
from tests.support.house import fresh_id
from tests.support.pushing import Chain, Phone, new_york, shown

EVENING = new_york(2026, 6, 1, 20, 0)


@pytest.fixture
def phone(chain: Chain) -> Phone:
    """Ada's phone, with a check-in reminder due at EVENING."""
    chain.want(chain.house.ada, at="20:00")
    return chain.phone_of(chain.house.ada)


def test_after_the_key_is_changed_old_phones_are_signed_for_with_the_old_one(
    chain: Chain, phone: Phone
) -> None:
    keys, old = chain.installation.push.vapid_keys, phone
    old_key = keys.application_server_key
    keys.add()
    new = chain.phone_of(chain.house.ada)
    chain.tick(EVENING)
    [to_old], [to_new] = old.received, new.received
    assert to_old.headers["Authorization"].endswith(f"k={old_key}")
    assert to_new.headers["Authorization"].endswith(f"k={keys.application_server_key}")

    renewed = chain.phone_of(chain.house.ada, subscription_id=old.id)
    assert chain.subscriptions() == {new.id, renewed.id}
    chain.tick(EVENING + timedelta(days=1))
    assert (len(old.received), len(renewed.received)) == (1, 1)


def test_a_phone_whose_key_is_lost_is_kept_and_the_reminder_is_in_the_list(
    chain: Chain, phone: Phone
) -> None:
    with chain.database.unit_of_work() as db:
        db.get_one(PushSubscription, UUID(phone.id)).vapid_key_id = "lost"
    chain.tick(EVENING)
    assert phone.tries == 0
    assert chain.subscriptions() == {phone.id}
    assert chain.the_reminder(chain.house.ada).state is ReminderState.missed


def test_a_shared_phone_belongs_to_who_signed_in_last(chain: Chain, phone: Phone) -> None:
    ada, dov = chain.house.ada, chain.house.dov
    phone.will_answer(status(500), status(201))
    chain.tick(EVENING)
    chain.want(dov, at="20:30")
    shared = chain.phone_of(dov, subscription=phone.subscription, subscription_id=fresh_id())
    for minutes in (5, 30):
        chain.tick(EVENING + timedelta(minutes=minutes))
    told = [shown(message)["tag"] for message in phone.received]
    assert told == [str(chain.the_reminder(dov).id)]
    assert chain.subscriptions() == {shared.id}
    assert chain.the_reminder(ada).state is ReminderState.missed


def test_what_was_on_its_way_when_a_phone_changed_hands_is_not_sent(
    chain: Chain, phone: Phone
) -> None:
    other = chain.phone_of(chain.house.dov)
    chain.want(chain.house.dov, check_in=False)
    phone.will_answer(status(500), status(201))
    chain.tick(EVENING)
    reminder = chain.the_reminder(chain.house.ada)
    with chain.database.unit_of_work() as db:
        late = PushDelivery(
            reminder_id=reminder.id, subscription_id=UUID(other.id), next_try_at=chain.now
        )
        db.add(late)
    chain.tick()
    assert other.tries == 0
    assert chain.deliveries(reminder)[other.id].state is DeliveryState.suppressed


def test_a_phone_that_is_signed_out_is_forgotten_and_the_reminder_missed(
    chain: Chain, phone: Phone
) -> None:
    phone.will_answer(status(500), status(201))
    chain.tick(EVENING)
    assert chain.house.ada.browser.delete("/api/sign-ins/current").status_code == 204
    chain.tick(EVENING + timedelta(seconds=10))
    chain.tick(EVENING + timedelta(seconds=12))
    assert (phone.tries, chain.subscriptions()) == (1, set())
    assert chain.the_reminder(chain.house.ada).state is ReminderState.missed


def test_a_phone_nobody_has_used_for_a_month_is_forgotten(chain: Chain, phone: Phone) -> None:
    start = chain.now
    chain.tick(start + timedelta(days=29, hours=23))
    assert chain.subscriptions() == {phone.id}
    chain.tick(start + timedelta(days=30))
    assert chain.subscriptions() == set()
