"""What a hostile or broken push service can do to us: nothing but fail."""

import asyncio
from pathlib import Path

import aiohttp
import pytest
import trustme

from app.push.endpoint_guard import EndpointGuard, NotPublic, PublicResolver
from app.push.transport import PushTransport, Verdict
from app.push.vapid import VapidKeys
from tests.fakes.browser import Browser
from tests.fakes.push_service import PushService, Subscription, flood, status
from tests.push.sending import CONTACT, Names, message_to, send_one, transport_to

pytestmark = pytest.mark.anyio

A_PUBLIC_ADDRESS = "8.8.8.8"
MEGABYTE = 1 << 20


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(service: PushService, keys: VapidKeys, code: int) -> None:
    with PushService(ca=service.ca) as elsewhere:
        here, there = service.subscribe(), elsewhere.subscribe()
        service.will_answer(here["endpoint"], status(code, location=there["endpoint"]))
        async with transport_to(service, elsewhere, keys=keys) as transport:
            [sent] = await transport.send([message_to(here, keys)])

        assert (sent.verdict, sent.reason, sent.status) == (Verdict.refused, "redirect", code)
        assert not elsewhere.tries


@pytest.mark.parametrize(("code", "verdict"), [(201, Verdict.accepted), (500, Verdict.retry)])
async def test_a_body_of_a_gigabyte_is_cut_off(
    service: PushService, keys: VapidKeys, code: int, verdict: Verdict
) -> None:
    subscription = service.subscribe()
    service.will_answer(subscription["endpoint"], flood(code))
    sent = await send_one(service, message_to(subscription, keys), keys)

    assert sent.verdict is verdict
    assert sent.duration_ms < 1_000
    assert service.octets_flooded < 8 * MEGABYTE  # what the buffers on the way had room for


async def test_a_body_that_drips_does_not_hold_the_message(
    service: PushService, keys: VapidKeys
) -> None:
    subscription = service.subscribe()
    service.will_answer(subscription["endpoint"], flood(201, chunk=1, pause=0.2))
    sent = await send_one(service, message_to(subscription, keys), keys)

    assert sent.verdict is Verdict.accepted
    assert sent.duration_ms < 3_000


async def test_a_certificate_nobody_vouches_for_is_refused(
    service: PushService, keys: VapidKeys, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    for ca_file in (None, other):
        async with transport_to(service, keys=keys, ca_file=ca_file) as transport:
            [sent] = await transport.send([message_to(service.subscribe(), keys)])

        assert (sent.verdict, sent.reason) == (Verdict.retry, "tls")
    assert not service.tries


async def test_a_certificate_for_another_name_is_refused(keys: VapidKeys) -> None:
    with PushService() as service:
        origin = service.origin.replace("127.0.0.1", "push.example.org")
        guard = EndpointGuard(private_origins=[origin])
        subscription = service.subscribe()
        subscription["endpoint"] = f"{origin}/push/1"
        async with PushTransport(
            guard, keys, contact=CONTACT, ca_file=service.ca_file, names=Names(["127.0.0.1"])
        ) as transport:
            [sent] = await transport.send([message_to(subscription, keys)])

        assert sent.reason == "tls"
        assert not service.tries


async def test_a_service_that_is_not_there_is_tried_again_later(keys: VapidKeys) -> None:
    with PushService() as service:
        subscription = service.subscribe()
        gone = transport_to(service, keys=keys)
    async with gone as transport:
        [sent] = await transport.send([message_to(subscription, keys)])

    assert (sent.verdict, sent.reason) == (Verdict.retry, "connect")


@pytest.mark.parametrize(
    ("addresses", "reason"),
    [
        ([], "dns"),
        (["127.0.0.1"], "not_public"),
        (["169.254.169.254"], "not_public"),
        (["::ffff:10.0.0.1"], "not_public"),
        ([A_PUBLIC_ADDRESS, "10.0.0.1"], "not_public"),
    ],
)
async def test_a_known_name_with_an_address_inside_is_not_connected_to(
    keys: VapidKeys, addresses: list[str], reason: str
) -> None:
    names = Names(addresses)
    async with PushTransport(EndpointGuard(), keys, contact=CONTACT, names=names) as transport:
        [sent] = await transport.send([message_to(_subscribed_at_google(), keys)])

    assert (sent.verdict, sent.reason, sent.status) == (Verdict.retry, reason, None)
    assert names.asked == ["fcm.googleapis.com"]


async def test_a_name_that_turns_private_after_the_check_is_not_connected_to() -> None:
    """Rebinding: public when it is looked up first, inside our network at the next look."""
    touched: list[str] = []

    async def touch(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        touched.append("connected")
        writer.close()

    listener = await asyncio.start_server(touch, "127.0.0.1", 0)
    port = listener.sockets[0].getsockname()[1]
    names = Names([A_PUBLIC_ADDRESS], ["127.0.0.1"])
    resolver = PublicResolver(EndpointGuard(), names)

    assert await resolver.resolve("fcm.googleapis.com", port)
    async with (
        listener,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=resolver)) as session,
    ):
        with pytest.raises(aiohttp.ClientConnectorDNSError) as refusal:
            await session.get(f"http://fcm.googleapis.com:{port}/")
    assert isinstance(refusal.value.os_error, NotPublic)
    assert not touched


async def test_the_connection_goes_to_the_address_that_was_checked(keys: VapidKeys) -> None:
    """A second look-up between the check and the connection would be answered with nothing."""
    with PushService(host="push.example.org") as service:
        names = Names(["127.0.0.1"], [])
        async with transport_to(service, keys=keys, names=names) as transport:
            [sent] = await transport.send([message_to(service.subscribe(), keys)])

        assert sent.verdict is Verdict.accepted
        assert names.asked == ["push.example.org"]


async def test_the_environments_proxy_is_not_used(
    service: PushService, keys: VapidKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    sent = await send_one(service, message_to(service.subscribe(), keys), keys)

    assert sent.verdict is Verdict.accepted


async def test_a_cookie_is_not_given_back(keys: VapidKeys) -> None:
    # aiohttp's jar keeps no cookies of bare addresses anyway, so the service needs a name.
    with PushService(host="push.example.org") as service:
        subscription = service.subscribe()
        service.will_answer(subscription["endpoint"], status(201, set_cookie="who=me; Path=/"))
        names = Names(["127.0.0.1"])
        async with transport_to(service, keys=keys, names=names) as transport:
            for _ in range(2):
                await transport.send([message_to(subscription, keys)])

        assert [("Cookie" in received.headers) for received in service.received] == [False, False]


def _subscribed_at_google() -> Subscription:
    browser = Browser.new()
    endpoint = "https://fcm.googleapis.com/fcm/send/x"
    return {"endpoint": endpoint, "p256dh": browser.p256dh, "auth": browser.auth_secret}
