"""Short ways to make a message and send it."""

from dataclasses import replace
from itertools import count
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from app.push.endpoint_guard import EndpointGuard
from app.push.transport import PushMessage, PushTransport, Sent, Urgency
from app.push.vapid import VapidKeys
from tests.fakes.push_service import PushService, Subscription

CONTACT = "mailto:operator@centre.example"
_numbers = count()


def message_to(subscription: Subscription, keys: VapidKeys, **changes: Any) -> PushMessage:
    """A message as it should be, apart from `changes`."""
    message = PushMessage(
        key=next(_numbers),
        endpoint=subscription["endpoint"],
        p256dh=subscription["p256dh"],
        auth=subscription["auth"],
        vapid_key_id=keys.current_id,
        payload=b'{"id":"0"}',
        ttl=600,
        topic="a-topic",
        urgency=Urgency.normal,
    )
    return replace(message, **changes)


def transport_to(*services: PushService, keys: VapidKeys, **options: Any) -> PushTransport:
    """A transport for which these services are the operator's own; trusts the first one's CA."""
    guard = EndpointGuard(private_origins=[service.origin for service in services])
    options.setdefault("ca_file", services[0].ca_file if services else None)
    return PushTransport(guard, keys, contact=CONTACT, **options)


async def send_one(service: PushService, message: PushMessage, keys: VapidKeys) -> Sent:
    async with transport_to(service, keys=keys) as transport:
        [sent] = await transport.send([message])
    return sent


class Names(AbstractResolver):
    """A name server that says what it is told to: one list of addresses a look-up."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        self.asked.append(host)
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if not addresses:
            raise OSError("no such name")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=0)
            for address in addresses
        ]

    async def close(self) -> None:
        pass
