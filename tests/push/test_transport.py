"""What becomes of a message, one test for each thing a push service may say."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from app.push.endpoint_guard import EndpointGuard
from app.push.transport import PushMessage, PushTransport, Urgency, Verdict
from app.push.vapid import ContactRefused, VapidKeys
from tests.fakes.push_service import PushService, Subscription, hang_up, silence, status
from tests.push.sending import CONTACT, message_to, send_one, transport_to

pytestmark = pytest.mark.anyio


def test_a_transport_without_a_contact_does_not_start(keys: VapidKeys) -> None:
    with pytest.raises(ContactRefused):
        PushTransport(EndpointGuard(), keys, contact="https://localhost")


@pytest.mark.parametrize(
    "changes",
    [
        {"topic": ""}, {"topic": "x" * 33}, {"topic": "a b"}, {"topic": "a\r\nHost: x"},
        {"ttl": -1}, {"payload": b""}, {"payload": b"{" + b" " * 4096 + b"}"},
    ],
)  # fmt: skip
async def test_a_malformed_message_is_not_sent(
    service: PushService, keys: VapidKeys, changes: dict[str, Any]
) -> None:
    sent = await send_one(service, message_to(service.subscribe(), keys, **changes), keys)

    assert (sent.verdict, sent.reason, sent.status) == (Verdict.refused, "malformed", None)
    assert not service.tries


async def test_a_message_with_broken_browser_keys_is_not_sent(
    service: PushService, keys: VapidKeys
) -> None:
    message = message_to(service.subscribe(), keys, p256dh="broken")

    sent = await send_one(service, message, keys)
    assert (sent.verdict, sent.reason) == (Verdict.refused, "device_keys")


async def test_a_message_for_a_lost_key_is_not_sent(service: PushService, keys: VapidKeys) -> None:
    message = message_to(service.subscribe(), keys, vapid_key_id="lost")

    sent = await send_one(service, message, keys)
    assert (sent.verdict, sent.reason) == (Verdict.refused, "key_unknown")


async def test_a_message_to_a_stranger_is_not_sent(service: PushService, keys: VapidKeys) -> None:
    with PushService(ca=service.ca) as stranger:
        sent = await send_one(service, message_to(stranger.subscribe(), keys), keys)

        assert (sent.verdict, sent.reason) == (Verdict.refused, "endpoint_refused")
        assert not stranger.tries


async def test_a_message_arrives_whole(service: PushService, keys: VapidKeys) -> None:
    subscription = service.subscribe(vapid_key=keys.application_server_key)
    message = message_to(
        subscription, keys, key=("reminder", 7), ttl=600, topic="abc_-9", urgency=Urgency.low
    )
    sent = await send_one(service, message, keys)

    assert (sent.key, sent.verdict, sent.status) == (("reminder", 7), Verdict.accepted, 201)
    [received] = service.received
    assert received.payload.rstrip(b" ") == message.payload
    assert {name: received.headers[name] for name in ("Ttl", "Topic", "Urgency")} == {
        "Ttl": "600", "Topic": "abc_-9", "Urgency": "low",
    }  # fmt: skip
    assert received.claims["sub"] == CONTACT
    assert not {"User-Agent", "Cookie", "Accept"} & received.headers.keys()


@pytest.mark.parametrize("urgency", list(Urgency))
async def test_every_urgency_is_one_that_services_know(
    service: PushService, keys: VapidKeys, urgency: Urgency
) -> None:
    message = message_to(service.subscribe(), keys, urgency=urgency)

    assert (await send_one(service, message, keys)).verdict is Verdict.accepted


async def test_of_two_devices_one_dead_the_other_still_gets_it(
    service: PushService, keys: VapidKeys
) -> None:
    dead, alive = service.subscribe(), service.subscribe()
    service.unsubscribe(dead["endpoint"])
    async with transport_to(service, keys=keys) as transport:
        outcomes = await transport.send([message_to(dead, keys), message_to(alive, keys)])

    assert [outcome.verdict for outcome in outcomes] == [Verdict.gone, Verdict.accepted]
    assert [received.endpoint for received in service.received] == [alive["endpoint"]]


@pytest.mark.parametrize(
    ("code", "verdict"),
    [(404, Verdict.gone), (410, Verdict.gone), (400, Verdict.refused), (413, Verdict.refused),
     (500, Verdict.retry), (503, Verdict.retry), (403, Verdict.origin_stopped)],
)  # fmt: skip
async def test_a_status_becomes_a_verdict(
    service: PushService, keys: VapidKeys, code: int, verdict: Verdict
) -> None:
    subscription = service.subscribe()
    service.will_answer(subscription["endpoint"], status(code))
    sent = await send_one(service, message_to(subscription, keys), keys)

    assert (sent.verdict, sent.status, sent.reason) == (verdict, code, f"http_{code}")
    assert service.tries[subscription["endpoint"]] == 1


@pytest.mark.parametrize("code", [429, 503])
async def test_a_service_that_asks_for_time_is_given_it(
    service: PushService, keys: VapidKeys, code: int
) -> None:
    subscription = service.subscribe()
    at = datetime.now(UTC) + timedelta(seconds=90)
    service.will_answer(
        subscription["endpoint"],
        status(code, retry_after="90"),
        status(code, retry_after=format_datetime(at, usegmt=True)),
        status(code, retry_after="172800"),
    )
    sent = [await send_one(service, message_to(subscription, keys), keys) for _ in range(3)]

    waits = [outcome.retry_after_seconds or 0 for outcome in sent]
    assert {outcome.verdict for outcome in sent} == {Verdict.retry}
    assert waits[0] == 90
    assert 85 <= waits[1] <= 90
    assert waits[2] == 86_400


async def test_after_two_errors_the_third_try_is_accepted(
    service: PushService, keys: VapidKeys
) -> None:
    subscription = service.subscribe()
    service.will_answer(subscription["endpoint"], status(500), status(500), status(201))
    message = message_to(subscription, keys)
    async with transport_to(service, keys=keys) as transport:
        verdicts = [(await transport.send([message]))[0].verdict for _ in range(3)]

    assert verdicts == [Verdict.retry, Verdict.retry, Verdict.accepted]
    assert len(service.received) == 1


async def test_mozillas_immediate_repeat_is_done_once(
    service: PushService, keys: VapidKeys
) -> None:
    busy, swamped = service.subscribe(), service.subscribe()
    again = status(503, body='{"code": 503, "errno": 202}')
    service.will_answer(busy["endpoint"], again, status(201))
    service.will_answer(swamped["endpoint"], again)
    async with transport_to(service, keys=keys) as transport:
        outcomes = await transport.send([message_to(busy, keys), message_to(swamped, keys)])

    assert [outcome.verdict for outcome in outcomes] == [Verdict.accepted, Verdict.retry]
    assert service.tries[swamped["endpoint"]] == 2


async def test_a_service_that_never_answers_costs_one_timeout(
    service: PushService, keys: VapidKeys
) -> None:
    subscription = service.subscribe()
    service.will_answer(subscription["endpoint"], silence)
    async with transport_to(service, keys=keys, total_timeout=0.3) as transport:
        [sent] = await transport.send([message_to(subscription, keys)])

    assert (sent.verdict, sent.reason, sent.status) == (Verdict.retry, "timeout", None)
    assert 250 <= sent.duration_ms < 2_000


async def test_a_connection_that_breaks_is_tried_again_later(
    service: PushService, keys: VapidKeys
) -> None:
    subscription = service.subscribe()
    service.will_answer(subscription["endpoint"], hang_up)
    sent = await send_one(service, message_to(subscription, keys), keys)

    assert (sent.verdict, sent.reason) == (Verdict.retry, "connection")


async def test_an_error_of_our_own_does_not_stop_the_others(
    service: PushService, keys: VapidKeys, caplog: pytest.LogCaptureFixture
) -> None:
    broken = message_to(service.subscribe(), keys, payload=None)
    good = message_to(service.subscribe(), keys)
    async with transport_to(service, keys=keys) as transport:
        outcomes = await transport.send([broken, good])

    assert [outcome.reason for outcome in outcomes] == ["fault", "accepted"]
    assert "push fault: AttributeError" in caplog.text


async def test_each_service_gets_a_token_made_out_to_itself(keys: VapidKeys) -> None:
    with PushService() as one, PushService(ca=one.ca) as two:
        messages = [message_to(each.subscribe(), keys) for each in (one, two, one, two)]
        async with transport_to(one, two, keys=keys) as transport:
            outcomes = await transport.send(messages)

        assert {outcome.verdict for outcome in outcomes} == {Verdict.accepted}
        assert [received.claims["aud"] for received in one.received] == [one.origin] * 2
        assert [received.claims["aud"] for received in two.received] == [two.origin] * 2


async def test_after_a_rotation_each_subscription_is_served_with_its_own_key(
    service: PushService, keys: VapidKeys
) -> None:
    old = message_to(service.subscribe(keys.application_server_key), keys)
    keys.add()
    new = message_to(service.subscribe(keys.application_server_key), keys)
    async with transport_to(service, keys=keys) as transport:
        outcomes = await transport.send([old, new])

    assert {outcome.verdict for outcome in outcomes} == {Verdict.accepted}


async def test_nothing_secret_is_logged_or_shown(
    service: PushService, keys: VapidKeys, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    messages = _one_of_each_kind(service, keys)
    async with transport_to(service, keys=keys, total_timeout=0.3) as transport:
        outcomes = await transport.send(messages)

    shown = caplog.text + repr(messages) + repr(outcomes)
    for message in messages:
        for secret in (message.endpoint.rsplit("/", 1)[1], message.p256dh, message.auth):
            assert secret not in shown
    assert "127.0.0.1" not in shown


def _one_of_each_kind(service: PushService, keys: VapidKeys) -> list[PushMessage]:
    kinds = [status(201), status(403), status(500), silence, hang_up]
    subscriptions: list[Subscription] = [service.subscribe() for _ in kinds]
    for subscription, kind in zip(subscriptions, kinds, strict=True):
        service.will_answer(subscription["endpoint"], kind)
    return [message_to(subscription, keys) for subscription in subscriptions]
