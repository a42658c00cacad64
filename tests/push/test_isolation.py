"""One bad push service, or one bad subscription, costs nobody else anything."""

import asyncio

import pytest

from app.push.transport import Sent, Verdict
from app.push.vapid import VapidKeys
from tests.fakes.push_service import PushService, silence, status
from tests.push.sending import message_to, transport_to

pytestmark = pytest.mark.anyio


def reasons(outcomes: list[Sent]) -> set[str]:
    return {outcome.reason for outcome in outcomes}


async def test_a_service_that_swallows_everything_does_not_hold_up_another(
    keys: VapidKeys,
) -> None:
    with PushService() as bad, PushService(ca=bad.ca) as good:
        swallowed = [bad.subscribe() for _ in range(60)]
        for subscription in swallowed:
            bad.will_answer(subscription["endpoint"], silence)
        to_bad = [message_to(subscription, keys) for subscription in swallowed]
        to_good = [message_to(good.subscribe(), keys) for _ in range(20)]
        limits = {"concurrency": 20, "per_origin": 10, "total_timeout": 5}
        async with transport_to(bad, good, keys=keys, **limits) as transport:
            stuck = asyncio.create_task(transport.send(to_bad))
            await asyncio.sleep(0)
            delivered = await transport.send(to_good)
            assert not stuck.done()
            outcomes = await stuck

        assert {outcome.verdict for outcome in delivered} == {Verdict.accepted}
        # Ten were on their way, and each of the first four time-outs let one more go.
        assert [outcome.reason for outcome in outcomes].count("timeout") <= 14
        assert reasons(outcomes) == {"timeout", "breaker_open"}


async def test_an_open_breaker_answers_at_once_and_says_when_to_come_back(
    service: PushService, keys: VapidKeys
) -> None:
    dead, alive = service.subscribe(), service.subscribe()
    service.will_answer(dead["endpoint"], silence)
    async with transport_to(service, keys=keys, total_timeout=0.2) as transport:
        await transport.send([message_to(dead, keys) for _ in range(5)])
        [sent] = await transport.send([message_to(alive, keys)])

    assert (sent.verdict, sent.reason) == (Verdict.retry, "breaker_open")
    assert sent.duration_ms < 100
    assert 29 <= (sent.retry_after_seconds or 0) <= 30
    assert not service.tries[alive["endpoint"]]


async def test_a_bad_token_stops_the_service_and_loses_nobody(
    service: PushService, keys: VapidKeys
) -> None:
    subscriptions = [service.subscribe() for _ in range(6)]
    for subscription in subscriptions:
        service.will_answer(subscription["endpoint"], status(403, body="BadJwtToken"))
    async with transport_to(service, keys=keys, per_origin=1) as transport:
        outcomes = await transport.send([message_to(each, keys) for each in subscriptions])

    assert {outcome.verdict for outcome in outcomes} == {Verdict.origin_stopped}
    assert [outcome.reason for outcome in outcomes] == ["http_403"] * 3 + ["origin_paused"] * 3
    assert outcomes[-1].retry_after_seconds == 300
    assert service.tries.total() == 3


async def test_a_subscription_made_with_somebody_elses_key_stops_nobody(
    service: PushService, keys: VapidKeys
) -> None:
    foreign = [service.subscribe(vapid_key="somebody-elses") for _ in range(5)]
    own = [service.subscribe(vapid_key=keys.application_server_key) for _ in range(2)]
    async with transport_to(service, keys=keys, per_origin=1) as transport:
        first = await transport.send([message_to(own[0], keys)])
        refused = await transport.send([message_to(each, keys) for each in foreign])
        last = await transport.send([message_to(own[1], keys)])

    assert reasons(first) == reasons(last) == {"accepted"}
    assert {outcome.verdict for outcome in refused} == {Verdict.refused}


async def test_a_pause_of_one_key_does_not_touch_another(
    service: PushService, keys: VapidKeys
) -> None:
    old = [service.subscribe(vapid_key="somebody-elses") for _ in range(4)]
    to_old = [message_to(subscription, keys) for subscription in old]
    keys.add()
    to_new = message_to(service.subscribe(keys.application_server_key), keys)
    async with transport_to(service, keys=keys) as transport:
        assert reasons(await transport.send(to_old)) == {"http_403"}
        assert reasons(await transport.send(to_old)) == {"origin_paused"}
        assert reasons(await transport.send([to_new])) == {"accepted"}
