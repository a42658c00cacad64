"""The fake is as strict as the services it stands for; else the tests that use it prove nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import time_machine

from app.push.encryption import encrypt
from app.push.vapid import VapidKeys
from tests.fakes.push_service import PushService, Subscription
from tests.push.sending import CONTACT, message_to, send_one

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as running:
        yield running


@pytest.fixture
def keys(tmp_path: Path) -> VapidKeys:
    return VapidKeys.load_or_create(tmp_path / "vapid")


def headers_for(service: PushService, keys: VapidKeys, **changes: str | None) -> dict[str, str]:
    token = keys.authorization(
        service.origin, keys.current_id, contact=CONTACT, now=datetime.now(UTC)
    )
    named: dict[str, str | None] = {
        "Authorization": token,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": "60",
        "Topic": "topic",
        "Urgency": "normal",
    }
    named |= {name.replace("_", "-"): value for name, value in changes.items()}
    return {name: value for name, value in named.items() if value is not None}


async def post(
    service: PushService, subscription: Subscription, headers: dict[str, str], body: bytes
) -> int:
    tls = service.trusting()
    async with (
        aiohttp.ClientSession() as session,
        session.post(subscription["endpoint"], data=body, headers=headers, ssl=tls) as response,
    ):
        return response.status


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"TTL": None}, 400),
        ({"TTL": "-1"}, 400),
        ({"Topic": "x" * 33}, 400),
        ({"Topic": "a b"}, 400),
        ({"Urgency": "asap"}, 400),
        ({"Content_Encoding": None}, 400),
        ({"Content_Encoding": "aesgcm"}, 400),
        ({"Content_Type": "application/json"}, 400),
        ({"Authorization": None}, 401),
        ({"Authorization": "WebPush x"}, 401),
    ],
)
async def test_a_message_that_breaks_the_rules_is_not_taken(
    service: PushService, keys: VapidKeys, changes: dict[str, str | None], status: int
) -> None:
    subscription = service.subscribe()
    body = encrypt(b"{}", subscription["p256dh"], subscription["auth"])
    headers = headers_for(service, keys, **changes)

    assert await post(service, subscription, headers, body) == status
    assert await post(service, subscription, headers_for(service, keys), body) == 201
    assert len(service.received) == 1


async def test_a_body_that_is_too_long_or_not_for_this_browser_is_not_taken(
    service: PushService, keys: VapidKeys
) -> None:
    subscription, other = service.subscribe(), service.subscribe()
    body = encrypt(b"{}", other["p256dh"], other["auth"])
    headers = headers_for(service, keys)

    assert await post(service, subscription, headers, bytes(4097)) == 413
    assert await post(service, subscription, headers, body) == 400


async def test_a_message_signed_with_another_key_than_the_subscriptions_is_not_taken(
    service: PushService, keys: VapidKeys
) -> None:
    subscription = service.subscribe(vapid_key="another")
    body = encrypt(b"{}", subscription["p256dh"], subscription["auth"])

    assert await post(service, subscription, headers_for(service, keys), body) == 403


async def test_a_sleeping_browser_gets_the_last_message_of_each_topic(
    service: PushService, keys: VapidKeys
) -> None:
    subscription = service.subscribe()
    service.go_offline(subscription["endpoint"])
    for topic, text in [("a", "1"), ("a", "2"), ("b", "3"), ("a", "4")]:
        payload = f'{{"n":{text}}}'.encode()
        message = message_to(subscription, keys, topic=topic, payload=payload)
        await send_one(service, message, keys)
    assert not service.received

    delivered = service.come_online(subscription["endpoint"])
    assert sorted(each.payload.strip() for each in delivered) == [b'{"n":3}', b'{"n":4}']
    assert service.received == delivered


async def test_a_sleeping_browser_gets_nothing_after_the_ttl(
    service: PushService, keys: VapidKeys
) -> None:
    subscription = service.subscribe()
    service.go_offline(subscription["endpoint"])
    await send_one(service, message_to(subscription, keys, ttl=600), keys)

    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=599)):
        assert len(service.waiting(subscription["endpoint"])) == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=601)):
        assert not service.waiting(subscription["endpoint"])
