"""Sends push messages (RFC 8030), many at a time, through one session with one TLS context.

It follows no redirect, uses no proxy, keeps no cookie, connects only to the address that was
checked, and reads at most 4 kB of an answer. The content type is `application/octet-stream`: the
body is ciphertext, and a declarative message is known by `"web_push": 8030` inside it.
"""

import asyncio
import logging
import re
import ssl
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from app import clock
from app.push.answers import Answer, read_answer, read_failure
from app.push.breaker import Lane
from app.push.encryption import DeviceKeysRefused, encrypt
from app.push.endpoint_guard import EndpointGuard, EndpointRefused, PublicResolver
from app.push.message import PushMessage, Sent, Urgency, Verdict
from app.push.vapid import UnknownKey, VapidKeys, check_contact

__all__ = ["PushMessage", "PushTransport", "Sent", "Urgency", "Verdict"]

MAX_ANSWER = 4096
_GOODBYE_SECONDS = 0.25
_MANY_ORIGINS = 1_000
_TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
_log = logging.getLogger(__name__)


class PushTransport:
    """An asynchronous context manager; one for the life of a process.

    `contact` is the address push services may write to; `ca_file` is a certificate authority
    trusted beside the system's; times are in seconds; `names` looks host names up. At most
    `concurrency` messages are on their way at once, and at most `per_origin` to one service.
    Raises `ContactRefused`.
    """

    def __init__(
        self,
        guard: EndpointGuard,
        vapid_keys: VapidKeys,
        *,
        contact: str,
        ca_file: Path | None = None,
        concurrency: int = 200,
        per_origin: int = 100,
        connect_timeout: float = 3,
        total_timeout: float = 10,
        names: AbstractResolver | None = None,
    ) -> None:
        self._guard = guard
        self._vapid_keys = vapid_keys
        self._contact = check_contact(contact)
        self._tls = ssl.create_default_context()
        if ca_file is not None:
            self._tls.load_verify_locations(ca_file)
        self._per_origin = per_origin
        self._slots = asyncio.Semaphore(concurrency)
        self._timeout = aiohttp.ClientTimeout(total=total_timeout, connect=connect_timeout)
        self._names = names
        self._lanes: dict[str, Lane] = {}
        self._cut_off = False

    async def __aenter__(self) -> Self:
        self._resolver = PublicResolver(self._guard, self._names)
        self._session = aiohttp.ClientSession(
            # The lanes limit what is under way; a second limit here would only hide waiting time
            # inside the connect time-out.
            connector=aiohttp.TCPConnector(
                ssl=self._tls, resolver=self._resolver, limit=0, keepalive_timeout=60
            ),
            timeout=self._timeout,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            read_bufsize=MAX_ANSWER,
            skip_auto_headers=("Accept", "Accept-Encoding", "User-Agent"),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()
        await self._resolver.close()
        if self._cut_off:
            # Connections we gave up are still closing their TLS, and aiohttp does not wait for it.
            await asyncio.sleep(_GOODBYE_SECONDS)

    async def send(self, messages: Sequence[PushMessage]) -> list[Sent]:
        """Sends all of them and says what became of each, in the same order.

        Never raises for one message: what is not foreseen becomes `retry` with reason `fault`.
        """
        outcomes = await asyncio.gather(
            *(self._send_one(message) for message in messages), return_exceptions=True
        )
        return [
            outcome if isinstance(outcome, Sent) else _fault(message, outcome)
            for message, outcome in zip(messages, outcomes, strict=True)
        ]

    async def _send_one(self, message: PushMessage) -> Sent:
        try:
            origin = self._guard.check(message.endpoint)
        except EndpointRefused:
            return _sent(message, Answer(Verdict.refused, "endpoint_refused"))
        lane = self._lane(origin)
        async with lane.slots, self._slots:
            started = self._now()
            answer = await self._try(message, origin, lane)
            return _sent(message, answer, round((self._now() - started) * 1000))

    async def _try(self, message: PushMessage, origin: str, lane: Lane) -> Answer:
        now = self._now()
        trust = lane.trust(message.vapid_key_id)
        if paused := trust.seconds_paused(now):
            return Answer(Verdict.origin_stopped, "origin_paused", retry_after_seconds=paused)
        try:
            headers = self._headers(message, origin)
            body = encrypt(message.payload, message.p256dh, message.auth)
        except UnknownKey:
            return Answer(Verdict.refused, "key_unknown")
        except DeviceKeysRefused:
            return Answer(Verdict.refused, "device_keys")
        except ValueError:
            return Answer(Verdict.refused, "malformed")
        if not lane.breaker.admits(now):
            wait = lane.breaker.seconds_left(now)
            return Answer(Verdict.retry, "breaker_open", retry_after_seconds=wait)
        answer = await self._post(message.endpoint, headers, body)
        if answer.at_once:
            answer = await self._post(message.endpoint, headers, body)
        return self._learn(lane, message, headers["Authorization"], answer)

    def _headers(self, message: PushMessage, origin: str) -> dict[str, str]:
        if message.ttl < 0 or not _TOPIC.fullmatch(message.topic):
            raise ValueError("a push has a TTL in seconds and a Topic of base64url")
        return {
            "Authorization": self._vapid_keys.authorization(
                origin, message.vapid_key_id, contact=self._contact, now=clock.utc_now()
            ),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(message.ttl),
            "Topic": message.topic,
            "Urgency": message.urgency.value,
        }

    async def _post(self, endpoint: str, headers: dict[str, str], body: bytes) -> Answer:
        try:
            async with self._session.post(
                URL(endpoint, encoded=True), data=body, headers=headers, allow_redirects=False
            ) as response:
                beginning = await _beginning(response)
                self._cut_off |= not response.content.at_eof()
        except (aiohttp.ClientError, OSError) as error:
            self._cut_off = True
            return read_failure(error)
        retry_after = response.headers.get("Retry-After")
        return read_answer(response.status, retry_after, beginning, clock.utc_now())

    def _learn(self, lane: Lane, message: PushMessage, token: str, answer: Answer) -> Answer:
        now = self._now()
        trust = lane.trust(message.vapid_key_id)
        timed_out = answer.reason == "timeout"
        lane.breaker.record(healthy=answer.healthy, timed_out=timed_out, now=now)
        if answer.verdict is Verdict.accepted:
            trust.accept(token)
        if answer.verdict is not Verdict.origin_stopped:
            return answer
        verdict = trust.doubt(token, message.endpoint, now)
        return Answer(verdict, answer.reason, answer.status, trust.seconds_paused(now) or None)

    def _lane(self, origin: str) -> Lane:
        if origin not in self._lanes:
            if len(self._lanes) >= _MANY_ORIGINS:
                self._lanes.clear()
            self._lanes[origin] = Lane(self._per_origin)
        return self._lanes[origin]

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    """Up to 4 kB of the body. The status already says what became of the message, so a body that
    breaks off or never ends changes nothing."""
    read = b""
    if response.content.at_eof():
        return read
    try:
        async with asyncio.timeout(1):
            while len(read) < MAX_ANSWER and (
                chunk := await response.content.read(MAX_ANSWER - len(read))
            ):
                read += chunk
    except (aiohttp.ClientError, OSError):
        pass
    return read


def _sent(message: PushMessage, answer: Answer, duration_ms: int = 0) -> Sent:
    return Sent(
        message.key,
        answer.verdict,
        answer.status,
        answer.retry_after_seconds,
        answer.reason,
        duration_ms,
    )


def _fault(message: PushMessage, error: BaseException) -> Sent:
    # The text of an error may hold an endpoint; its class does not.
    _log.error("push fault: %s", type(error).__name__)
    return _sent(message, Answer(Verdict.retry, "fault"))
