"""When a push service asks for patience, fails or says nothing: when the next try comes, and when
there is none."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from app.push.models import DeliveryState, PushDelivery
from app.reminders.models import ReminderState
from tests.fakes.push_service import Answer, hang_up, status
from tests.support.pushing import ON_ONE, Chain, Phone, new_york

EVENING = new_york(2026, 6, 1, 20, 0)


@pytest.fixture
def phone(chain: Chain) -> Phone:
    """Ada's phone, with a check-in reminder planned for EVENING and of use for four hours."""
    chain.want(chain.house.ada, at="20:00")
    chain.tick()
    return chain.phone_of(chain.house.ada)


def delivery(chain: Chain) -> PushDelivery:
    [found] = chain.deliveries(chain.the_reminder(chain.house.ada)).values()
    return found


def next_try_at(chain: Chain) -> datetime:
    assert delivery(chain).state is DeliveryState.pending
    return delivery(chain).next_try_at


@pytest.mark.parametrize(
    "retry_after", ["90", format_datetime(EVENING + timedelta(seconds=90), usegmt=True)]
)
@pytest.mark.parametrize("code", [429, 503])
def test_what_a_service_asks_for_is_kept_to_the_second(
    chain: Chain, phone: Phone, code: int, retry_after: str
) -> None:
    phone.will_answer(status(code, retry_after=retry_after), status(201))
    chain.tick(EVENING)
    assert next_try_at(chain) == EVENING + timedelta(seconds=90)
    chain.tick(EVENING + timedelta(seconds=89))
    assert phone.tries == 1
    chain.tick(EVENING + timedelta(seconds=90))
    assert len(phone.received) == 1


def test_a_wait_that_is_longer_than_the_use_ends_in_the_list(chain: Chain, phone: Phone) -> None:
    phone.will_answer(status(429, retry_after="86400"), status(201))
    chain.tick(EVENING)
    assert delivery(chain).state is DeliveryState.expired
    chain.tick(EVENING + timedelta(days=1) - timedelta(seconds=1))
    assert phone.tries == 1
    [listed] = chain.house.ada.browser.get("/api/reminders").json()["items"]
    assert listed["state"] == "missed"


def test_two_failures_and_then_success_are_three_tries(chain: Chain, phone: Phone) -> None:
    phone.will_answer(status(500), status(502), status(201))
    chain.tick(EVENING)
    assert 4 <= (next_try_at(chain) - EVENING).total_seconds() <= 6
    chain.tick(EVENING + timedelta(seconds=3))
    assert phone.tries == 1
    second = next_try_at(chain)
    chain.tick(second)
    assert 12 <= (next_try_at(chain) - second).total_seconds() <= 18
    chain.tick(next_try_at(chain))
    assert (phone.tries, len(phone.received)) == (3, 1)
    assert [row.status for row in sorted(chain.attempts(), key=lambda row: row.attempt)] == [
        500,
        502,
        201,
    ]
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


@ON_ONE
def test_a_service_that_asks_for_one_repeat_gets_it_at_once(chain: Chain, phone: Phone) -> None:
    phone.will_answer(status(503, '{"errno": 202}'), status(201))
    chain.tick(EVENING)
    assert (phone.tries, len(phone.received), len(chain.attempts())) == (2, 1, 1)


@ON_ONE
def test_the_repeat_is_made_once_and_then_there_is_a_wait(chain: Chain, phone: Phone) -> None:
    phone.will_answer(status(503, '{"errno": 202}'))
    chain.tick(EVENING)
    assert phone.tries == 2
    assert next_try_at(chain) >= EVENING + timedelta(seconds=4)


@ON_ONE
@pytest.mark.parametrize("answer", [status(503), hang_up], ids=["fails", "hangs up"])
def test_a_service_that_is_down_all_evening_is_asked_ever_less_often(
    chain: Chain, phone: Phone, answer: Answer
) -> None:
    phone.will_answer(answer)
    chain.tick(EVENING)
    tried_at = [EVENING]
    while delivery(chain).state is DeliveryState.pending:
        tried_at.append(next_try_at(chain))
        chain.tick(tried_at[-1])
        if len(tried_at) == 10:
            chain.restart()  # else our own circuit breaker answers for the service
    waits = [(b - a).total_seconds() for a, b in pairwise(tried_at)]
    for waited, asked in zip(waits, [5, 15, 60, 300, *[900] * 20], strict=False):
        assert 0.8 * asked <= waited <= 1.2 * asked
    assert phone.tries == len(tried_at) <= 24
    assert EVENING + timedelta(hours=3, minutes=40) < tried_at[-1] < EVENING + timedelta(hours=4)
    assert chain.the_reminder(chain.house.ada).state is ReminderState.missed


@pytest.mark.parametrize("code", [301, 307])
def test_a_service_that_sends_us_elsewhere_is_not_followed(
    chain: Chain, phone: Phone, code: int
) -> None:
    other = chain.phone_of(chain.house.dov)
    chain.want(chain.house.dov, check_in=False)
    phone.will_answer(status(code, location=other.endpoint))
    for minutes in (0, 1, 60):
        chain.tick(EVENING + timedelta(minutes=minutes))
    assert (phone.tries, other.tries) == (1, 0)
    assert chain.subscriptions() == {phone.id, other.id}
    [attempt] = chain.attempts()
    assert (attempt.reason, delivery(chain).state) == ("redirect", DeliveryState.failed)


@ON_ONE
def test_jitter_keeps_many_phones_from_coming_back_at_once(chain: Chain, phone: Phone) -> None:
    phones = [phone, *(chain.phone_of(chain.house.ada) for _ in range(9))]
    for each in phones:
        each.will_answer(status(500))
    chain.tick(EVENING)
    reminder = chain.the_reminder(chain.house.ada)
    assert len({row.next_try_at for row in chain.deliveries(reminder).values()}) == 10
