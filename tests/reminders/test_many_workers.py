"""Several workers on one database: every phone gets its message, and without a crash only one."""

import asyncio
import random
import threading
import time
from collections import Counter
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select, update

from app import clock
from app.appointments.models import Participation
from app.ids import new_id
from app.installation import Installation, open_database, open_push
from app.push.message import Sent, Verdict
from app.push.models import PushDelivery
from app.reminders import sweep
from app.reminders.models import Reminder, ReminderSettings, ReminderState
from app.reminders.release import RELEASED_AT_ONCE, release_due
from app.reminders.service import PLANNED_AT_ONCE
from app.worker import Worker
from tests.support.crowd import Crowd, gather
from tests.support.pushing import Chain
from tests.support.sessions import give_session
from tests.support.worker_process import WorkerProcess, until

ON_POSTGRES = pytest.mark.parametrize("installation", ["postgres"], indirect=True)
"""For what the one writer of SQLite rules out."""
WORKERS = {"sqlite": 2, "postgresql": 4}


@pytest.fixture
def start() -> datetime:
    return clock.utc_now()


def one_more(installation: Installation, number: int) -> Installation:
    """What another process would have: its own connections, and a contact we know it by."""
    contact = f"mailto:worker{number}@centre.example"
    settings = installation.settings.model_copy(update={"vapid_subject": contact})
    return Installation(settings, open_database(settings), open_push(settings))


def work(installation: Installation, crowd: Crowd, together: threading.Barrier) -> None:
    async def tick_until_served() -> None:
        worker = Worker(installation)
        async with installation.push.transport() as transport:
            together.wait(10)
            while not crowd.is_served():
                await worker.tick(transport)

    asyncio.run(tick_until_served())


def test_several_workers_share_the_work_and_send_nothing_twice(
    chain: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "CLAIMED_AT_ONCE", 20)
    size, count = 400, WORKERS[chain.database.engine.dialect.name]
    keys = chain.installation.push.vapid_keys
    crowd = gather(chain.database, chain.service, keys, size)
    workers = [one_more(chain.installation, number) for number in range(count)]
    together = threading.Barrier(count)
    threads = [threading.Thread(target=work, args=(each, crowd, together)) for each in workers]
    for thread in threads:
        thread.start()
    for thread, worker in zip(threads, workers, strict=True):
        thread.join(60)
        worker.database.dispose()

    assert Counter(crowd.received().values()) == {1: size}
    assert crowd.states() == {ReminderState.sent: size}
    attempts = chain.attempts()
    assert (len(attempts), {row.attempt for row in attempts}) == (size, {1})
    to_crowd = [each for each in chain.service.received if each.endpoint in set(crowd.endpoints)]
    assert len({str(each.claims["sub"]) for each in to_crowd}) > 1


def test_one_tick_plans_and_serves_more_than_fit_into_one_step(chain: Chain) -> None:
    size = RELEASED_AT_ONCE + PLANNED_AT_ONCE + 1
    crowd = gather(chain.database, chain.service, chain.installation.push.vapid_keys, size)
    meeting = give_session(chain.database, chain.house.ada, chain.now + timedelta(days=5))
    with chain.database.unit_of_work() as db:
        db.exec(update(ReminderSettings).values(planned_until=None))
        for person in crowd.people:
            db.add(Participation(appointment_id=meeting, client_id=person, changed_at=chain.now))
    chain.wait(seconds=1)
    chain.tick()
    assert Counter(crowd.received().values()) == {1: size}
    with chain.database.unit_of_work() as db:
        left = select(ReminderSettings).where(col(ReminderSettings.planned_until).is_(None))
        assert db.exec(left).all() == []


@ON_POSTGRES
def test_what_one_worker_is_at_another_neither_takes_nor_waits_for(chain: Chain) -> None:
    keys = chain.installation.push.vapid_keys
    gather(chain.database, chain.service, keys, 3)
    with chain.database.unit_of_work() as one, chain.database.unit_of_work() as other:
        assert release_due(one, chain.now) == 3
        assert release_due(other, chain.now) == 0
    with chain.database.unit_of_work() as one, chain.database.unit_of_work() as other:
        assert len(sweep.claim(one, new_id(), "https://companion.example", chain.now)) == 3
        assert sweep.claim(other, new_id(), "https://companion.example", chain.now) == []


@ON_POSTGRES
def test_a_refusal_noted_by_one_worker_does_not_undo_what_another_has_sent(chain: Chain) -> None:
    ada, owners = chain.house.ada, (new_id(), new_id())
    chain.want(ada, check_in=False)
    phones = [chain.phone_of(ada), chain.phone_of(ada)]
    for phone in phones:
        ada.browser.post(f"/api/push-subscriptions/{phone.id}/tests", json={})
    with chain.database.unit_of_work() as db:
        messages = sweep.claim(db, owners[0], "https://companion.example", chain.now)
        [one, other] = [message.key for message in messages]
        assert isinstance(one, sweep.Claim)
        assert isinstance(other, sweep.Claim)
        shared = db.get_one(PushDelivery, (other.reminder_id, other.subscription_id))
        shared.reminder_id = one.reminder_id
        shared.owner = owners[1]
    refused = sweep.Claim(one.reminder_id, other.subscription_id, 1)
    with chain.database.unit_of_work() as late:
        assert late.get_one(Reminder, one.reminder_id).state is ReminderState.due
        with chain.database.unit_of_work() as db:
            taken = Sent(one, Verdict.accepted, 201, None, "accepted", 1)
            sweep.complete(db, owners[0], [taken], chain.now)
        lost = Sent(refused, Verdict.refused, 400, None, "http_400", 1)
        sweep.complete(late, owners[1], [lost], chain.now)
    states = {row.id: row.state for row in chain.reminders(ada)}
    assert states[one.reminder_id] is ReminderState.sent


@pytest.mark.long
def test_workers_that_are_killed_again_and_again_lose_nothing(chain: Chain) -> None:
    size, count, kills, killing_seconds = 3000, 4, 0, 90
    chain.go_to(clock.utc_now(), running=True)
    keys, chance = chain.installation.push.vapid_keys, random.Random(21)
    crowd = gather(chain.database, chain.service, keys, size, over_seconds=killing_seconds)
    with ExitStack() as stack:
        alive = [_process(stack, chain) for _ in range(count)]
        ends_at = time.monotonic() + killing_seconds
        while time.monotonic() < ends_at:
            time.sleep(chance.uniform(2, 5))
            alive.pop(chance.randrange(count)).kill()
            alive.append(_process(stack, chain))
            kills += 1
        until(crowd.is_served, 240)
    got = crowd.received()
    repeats = sum(got.values()) - size
    print(f"\n{size} due, {kills} kills: {min(got.values())} at least, {repeats} sent twice")
    assert min(got.values()) == 1
    assert repeats <= kills * sweep.CLAIMED_AT_ONCE
    for endpoint in (endpoint for endpoint, times in got.items() if times > 1):
        same = [each for each in chain.service.received if each.endpoint == endpoint]
        assert len({(each.headers["Topic"], each.payload) for each in same}) == 1


def _process(stack: ExitStack, chain: Chain) -> WorkerProcess:
    return stack.enter_context(WorkerProcess(chain.installation.settings))
