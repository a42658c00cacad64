"""A worker process that is killed or stalls in the worst moments: nothing is lost, and what is
sent twice is the same message to the same place."""

import socket
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web

from app import clock
from app.installation import Installation
from app.push.models import DeliveryState, PushDelivery
from app.reminders.models import ReminderState
from tests.fakes.push_service import Answer, PushService, status
from tests.support.house import ZONE
from tests.support.pushing import ON_ONE, Chain, Phone, due_now, shown
from tests.support.worker_process import WorkerProcess, until

LEASE = timedelta(seconds=60)


@pytest.fixture
def start() -> datetime:
    """A process of its own has the machine's clock."""
    return clock.utc_now()


def phone_with_a_reminder(chain: Chain) -> Phone:
    """Ada's phone, and a check-in reminder that is due."""
    ada = chain.house.ada
    wall = chain.now.astimezone(ZoneInfo(ZONE))
    chain.want(ada, at=f"{wall:%H:%M}")
    with chain.database.unit_of_work() as db:
        due_now(db, ada.id, chain.now)
    return chain.phone_of(ada)


def delivery(chain: Chain) -> PushDelivery | None:
    found = chain.deliveries(chain.the_reminder(chain.house.ada))
    return next(iter(found.values()), None)


def stalling(process: WorkerProcess, code: int) -> Answer:
    """Takes the message, and answers a worker that no longer listens."""

    async def answer(_: web.Request) -> web.StreamResponse:
        process.stall()
        return web.Response(status=code)

    return answer


def lease_ends_at(chain: Chain) -> datetime:
    leased = delivery(chain)
    assert leased is not None
    assert (leased.state, leased.attempt) == (DeliveryState.leased, 1)
    return leased.next_try_at


def is_leased(chain: Chain) -> Callable[[], bool]:
    def look() -> bool:
        found = delivery(chain)
        return found is not None and found.state is DeliveryState.leased

    return look


def test_killed_between_claim_and_send_it_is_sent_once_when_the_lease_ends(
    installation: Installation, start: datetime
) -> None:
    with ExitStack() as stack:
        # A place that takes connections and never says a word, until a push service takes over.
        hole = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        service = PushService(port=hole.getsockname()[1])
        stack.callback(service.stop)
        chain = stack.enter_context(Chain(installation, service, start))
        phone = phone_with_a_reminder(chain)
        with WorkerProcess(chain.installation.settings) as process:
            until(is_leased(chain))
            process.kill()
        hole.close()
        service.start()

        again_at = lease_ends_at(chain)
        assert start + LEASE <= again_at <= start + 2 * LEASE
        chain.tick(again_at - timedelta(seconds=1))
        assert phone.tries == 0
        chain.tick(again_at)
        chain.tick(again_at + LEASE)
        assert len(phone.received) == 1
        assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


def test_killed_after_sending_it_is_sent_twice_and_the_phone_shows_one(chain: Chain) -> None:
    phone = phone_with_a_reminder(chain)
    with WorkerProcess(chain.installation.settings) as process:
        phone.will_answer(stalling(process, 201), status(201))
        until(lambda: len(phone.received) == 1)
        process.kill()
    again_at = lease_ends_at(chain)
    chain.tick(again_at - timedelta(seconds=1))
    assert len(phone.received) == 1
    chain.tick(again_at)
    first, second = phone.received
    assert first.headers["Topic"] == second.headers["Topic"]
    assert shown(first) == shown(second)
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


def test_a_worker_that_stalls_past_its_lease_changes_nothing_when_it_wakes(chain: Chain) -> None:
    phone = phone_with_a_reminder(chain)
    with WorkerProcess(chain.installation.settings) as process:
        phone.will_answer(stalling(process, 410), status(201))
        until(lambda: phone.tries == 1)
        chain.tick(lease_ends_at(chain))
        assert len(phone.received) == 1
        process.go_on()
        until(lambda: len(chain.attempts()) == 2)
    assert {row.attempt: row.status for row in chain.attempts()} == {1: 410, 2: 201}
    assert chain.subscriptions() == {phone.id}
    held = delivery(chain)
    assert held is not None
    assert (held.state, held.attempt) == (DeliveryState.accepted, 2)
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


@ON_ONE
def test_killed_after_the_outcome_is_noted_nothing_is_sent_again(chain: Chain) -> None:
    phone = phone_with_a_reminder(chain)
    with WorkerProcess(chain.installation.settings) as process:
        until(lambda: chain.the_reminder(chain.house.ada).state is ReminderState.sent)
        process.kill()
    for _ in range(3):
        chain.wait(minutes=1)
        chain.tick()
    assert (phone.tries, len(chain.attempts())) == (1, 1)
