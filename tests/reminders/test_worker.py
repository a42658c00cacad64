"""The worker: what it does when the database is away, when it is asked to stop, when somebody sets
the clock, and when reminders are switched off."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from app import worker as worker_module
from app.push.models import DeliveryState
from app.reminders.models import DropReason, ReminderState
from app.worker import Worker
from tests.fakes.push_service import status
from tests.support.outage import Outage, fragile
from tests.support.pushing import Chain, Phone, new_york
from tests.support.sessions import give_session
from tests.support.worker_process import until

EVENING = new_york(2026, 6, 1, 20, 0)


@pytest.fixture
def evening(chain: Chain) -> Phone:
    """Ada's phone, with a check-in reminder planned for EVENING."""
    chain.want(chain.house.ada, at="20:00")
    chain.tick()
    return chain.phone_of(chain.house.ada)


@pytest.fixture
def weak(chain: Chain) -> Iterator[tuple[Worker, Outage]]:
    """A worker whose way to the database can be cut."""
    with fragile(chain.installation) as (installation, outage):
        yield Worker(installation), outage


def test_a_database_that_is_away_ends_nothing_and_loses_nothing(
    chain: Chain, evening: Phone, weak: tuple[Worker, Outage], caplog: pytest.LogCaptureFixture
) -> None:
    worker, outage = weak
    chain.tick(by=worker)
    outage.go_away()
    chain.tick(EVENING, by=worker)
    assert evening.tries == 0
    assert "The database was not available" in caplog.text
    outage.come_back()
    chain.tick(EVENING + timedelta(minutes=2), by=worker)
    assert len(evening.received) == 1
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent


def test_what_was_sent_is_noted_when_the_database_is_back_and_not_sent_again(
    chain: Chain, evening: Phone, weak: tuple[Worker, Outage]
) -> None:
    worker, outage = weak

    async def take_it_and_cut(_: web.Request) -> web.StreamResponse:
        await asyncio.to_thread(outage.go_away)
        return web.Response(status=201)

    evening.will_answer(take_it_and_cut, status(201))
    chain.tick(EVENING, by=worker)
    assert len(evening.received) == 1
    outage.come_back()
    [leased] = chain.deliveries(chain.the_reminder(chain.house.ada)).values()
    assert leased.state is DeliveryState.leased

    chain.tick(EVENING + timedelta(seconds=2), by=worker)
    reminder = chain.the_reminder(chain.house.ada)
    assert reminder.state is ReminderState.sent
    chain.tick(EVENING + timedelta(seconds=61))
    assert (len(evening.received), len(chain.attempts())) == (1, 1)


def test_sessions_are_not_planned_while_the_database_is_away_and_are_afterwards(
    chain: Chain, weak: tuple[Worker, Outage], caplog: pytest.LogCaptureFixture
) -> None:
    worker, outage = weak
    body = {
        "title": "Evening group", "kind": "support", "days": ["tue"], "local_time": "18:00",
        "duration_minutes": 90, "from_day": "2026-06-01",
    }  # fmt: skip
    assert chain.house.bea.browser.post("/api/appointment-series", json=body).status_code == 201
    planned = chain.house.count("appointment")
    chain.wait(days=14)
    outage.go_away()
    chain.run(worker.plan_calendar())
    assert "The database was not available" in caplog.text
    outage.come_back()
    assert chain.house.count("appointment") == planned
    chain.run(worker.plan_calendar())
    assert chain.house.count("appointment") > planned


def test_switched_off_reminders_are_kept_and_come_back_by_the_rules_for_late_ones(
    chain: Chain, evening: Phone
) -> None:
    ada = chain.house.ada
    give_session(chain.database, ada, new_york(2026, 6, 2, 19, 30))
    chain.tick()
    settings = chain.installation.settings.model_copy(update={"reminders": False})
    off = Worker(replace(chain.installation, settings=settings))
    before = chain.reminders(ada)
    chain.tick(new_york(2026, 6, 2, 20, 0), by=off)
    assert (evening.tries, chain.reminders(ada)) == (0, before)

    chain.tick(new_york(2026, 6, 2, 20, 10))
    ended = [(row.state, row.reason) for row in chain.reminders(ada) if row.due_at <= chain.now]
    too_late = ("dropped", DropReason.too_late)
    assert ended == [too_late, too_late, too_late, ("sent", None)]
    assert len(evening.received) == 1


def test_a_worker_that_is_asked_to_stop_notes_what_it_was_sending(
    chain: Chain, evening: Phone
) -> None:
    go_on = threading.Event()

    async def think(_: web.Request) -> web.StreamResponse:
        await asyncio.to_thread(go_on.wait, 10)
        return web.Response(status=201)

    evening.will_answer(think)
    chain.go_to(EVENING)
    worker = Worker(chain.installation)
    worker.start()
    until(lambda: evening.tries == 1)
    stopping = threading.Thread(target=worker.stop)
    stopping.start()
    until(lambda: worker._is_stopping)
    go_on.set()
    stopping.join()
    assert chain.the_reminder(chain.house.ada).state is ReminderState.sent
    [delivery] = chain.deliveries(chain.the_reminder(chain.house.ada)).values()
    assert delivery.state is DeliveryState.accepted


def test_a_clock_that_is_set_back_does_not_put_the_worker_to_sleep(
    chain: Chain,
    evening: Phone,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("TICK", "CLOCK_TICK"):
        monkeypatch.setattr(worker_module, name, timedelta(seconds=0.05))
    chain.go_to(EVENING + timedelta(hours=1), running=True)
    worker = Worker(chain.installation)
    worker.start()
    try:
        until(lambda: chain.the_reminder(chain.house.ada).state is ReminderState.sent)
        chain.go_to(EVENING + timedelta(minutes=1), running=True)
        until(lambda: "clock of this machine was set" in caplog.text)
        path = f"/api/push-subscriptions/{evening.id}/tests"
        assert chain.house.ada.browser.post(path, json={}).status_code == 202
        until(lambda: len(evening.received) == 2)
    finally:
        worker.stop()
    kinds = [row.kind for row in chain.reminders(chain.house.ada, state=ReminderState.sent)]
    assert sorted(kinds) == ["check_in", "test"]


def test_a_fault_in_one_tick_does_not_end_the_worker(chain: Chain, evening: Phone) -> None:
    worker = Worker(chain.installation)
    faults = iter((RuntimeError, None))

    async def plan_calendar() -> None:
        fault = next(faults, None)
        if fault is not None:
            raise fault

    worker.plan_calendar = plan_calendar  # type: ignore[method-assign]
    chain.go_to(EVENING)
    worker.start()
    try:
        until(lambda: len(evening.received) == 1)
    finally:
        worker.stop()
