"""A small push service (RFC 8030) with the browsers behind it, on loopback only.

It is as strict as the real ones where a sender can go wrong: VAPID, TTL, Topic, Urgency, size and
encryption. What it took is decrypted with the browser's key and kept in `received`.
"""

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self, TypedDict
from uuid import uuid4

import trustme
from aiohttp import web

from app import clock
from tests.fakes.browser import Browser
from tests.fakes.push_rules import Refusal, check_headers, check_vapid

MAX_BODY = 4096
GIGABYTE = 1 << 30

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Subscription(TypedDict):
    """What a page gets from `pushManager.subscribe()`, without the wrapping."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Received:
    """One message as the browser's service worker would see it, with how it came."""

    endpoint: str
    payload: bytes
    headers: dict[str, str]
    claims: dict[str, object]
    body_length: int


@dataclass
class _Device:
    browser: Browser
    vapid_key: str | None
    online: bool = True
    answers: list[Answer] = field(default_factory=list)
    waiting: dict[str, tuple[float, Received]] = field(default_factory=dict)


def status(code: int, body: str = "", **headers: str) -> Answer:
    """Answers with a status; `retry_after="90"` becomes `Retry-After: 90`."""

    async def answer(_: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        return web.Response(status=code, text=body, headers=named)

    return answer


async def silence(_: web.Request) -> web.StreamResponse:
    """Takes the message and never says a word."""
    await asyncio.Event().wait()
    raise AssertionError


async def hang_up(request: web.Request) -> web.StreamResponse:
    """Resets the connection."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


def flood(code: int = 500, *, chunk: int = 1 << 16, pause: float = 0) -> Answer:
    """Announces a body of one gigabyte and sends it, `chunk` octets every `pause` seconds."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=code)
        response.content_length = GIGABYTE
        await response.prepare(request)
        with suppress(ConnectionError):
            for _ in range(GIGABYTE // chunk):
                await response.write(bytes(chunk))
                request.app[_FLOODED]["octets"] += chunk
                await asyncio.sleep(pause)
        return response

    return answer


_FLOODED: web.AppKey[Counter[str]] = web.AppKey("flooded", Counter)


class PushService:
    """A context manager that serves from a thread of its own, for tests of any kind.

    `host` is the name in its endpoints (it always listens on 127.0.0.1); `ca` signs its
    certificate, a new one by default.
    """

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, ca: trustme.CA | None = None):
        self.ca = ca or trustme.CA()
        self.received: list[Received] = []
        self.tries: Counter[str] = Counter()
        self.refusals: list[str] = []
        self._host, self._port = host, port
        self._devices: dict[str, _Device] = {}
        self._flooded: Counter[str] = Counter()
        self._folder = TemporaryDirectory(prefix="push-service-")
        self.ca_file = Path(self._folder.name) / "ca.pem"
        self.ca.cert_pem.write_to_path(str(self.ca_file))

    @property
    def origin(self) -> str:
        return f"https://{self._host}:{self._port}"

    def trusting(self) -> ssl.SSLContext:
        """A client's TLS context that trusts this service."""
        return ssl.create_default_context(cafile=str(self.ca_file))

    @property
    def octets_flooded(self) -> int:
        """How much of an endless answer the sender let us write."""
        return self._flooded["octets"]

    def subscribe(self, vapid_key: str | None = None) -> Subscription:
        """A new browser. With `vapid_key` (base64url) only messages signed with it are taken."""
        browser = Browser.new()
        endpoint = f"{self.origin}/push/{uuid4().hex}"
        self._devices[endpoint] = _Device(browser, vapid_key)
        return {"endpoint": endpoint, "p256dh": browser.p256dh, "auth": browser.auth_secret}

    def will_answer(self, endpoint: str, *answers: Answer) -> None:
        """The answers to come for this endpoint, one each; the last one is repeated for ever."""
        self._devices[endpoint].answers = list(answers)

    def unsubscribe(self, endpoint: str) -> None:
        """From now on this endpoint is gone (410)."""
        self.will_answer(endpoint, status(410))

    def go_offline(self, endpoint: str) -> None:
        """The browser sleeps: messages wait for it, one for each Topic, until their TTL."""
        self._devices[endpoint].online = False

    def waiting(self, endpoint: str) -> list[Received]:
        """What would reach the browser if it woke now."""
        now = clock.utc_now().timestamp()
        return [kept for until, kept in self._devices[endpoint].waiting.values() if until > now]

    def come_online(self, endpoint: str) -> list[Received]:
        """The browser wakes and gets what is still good."""
        delivered = self.waiting(endpoint)
        device = self._devices[endpoint]
        device.online, device.waiting = True, {}
        self.received += delivered
        return delivered

    def start(self) -> Self:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)))
        self._thread.start()
        ready.wait(10)
        return self

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        application = web.Application(client_max_size=1 << 20)
        application[_FLOODED] = self._flooded
        application.router.add_route("*", "/{path:.*}", self._take)
        runner = web.AppRunner(
            application, access_log=None, shutdown_timeout=0.05, handler_cancellation=True
        )
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._port, ssl_context=self._tls()).start()
        self._port = runner.addresses[0][1]
        ready.set()
        await self._stopped.wait()
        await runner.cleanup()

    def _tls(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        names = dict.fromkeys((self._host, "127.0.0.1", "localhost"))
        self.ca.issue_cert(*names).configure_cert(context)
        return context

    async def _take(self, request: web.Request) -> web.StreamResponse:
        endpoint = f"{self.origin}{request.path_qs}"
        self.tries[endpoint] += 1
        device = self._devices.get(endpoint)
        if device is None or request.method != "POST":
            return web.Response(status=404)
        body = await request.read()
        try:
            if len(body) > MAX_BODY:
                raise Refusal(413, "too long")
            check_headers(request.headers)
            claims = check_vapid(
                request.headers.get("Authorization", ""), self.origin, device.vapid_key
            )
            message = self._read(endpoint, device, request, body, claims)
        except Refusal as refusal:
            self.refusals.append(refusal.why)
            return web.Response(status=refusal.status, text=refusal.why)
        return await self._respond(request, device, message)

    def _read(
        self,
        endpoint: str,
        device: _Device,
        request: web.Request,
        body: bytes,
        claims: dict[str, object],
    ) -> Received:
        headers = {name.title(): value for name, value in request.headers.items()}
        try:
            payload = device.browser.decrypt(body)
        except Exception as error:
            # A real service cannot see this; a browser would drop the message without a word.
            raise Refusal(400, "the browser cannot decrypt this") from error
        return Received(endpoint, payload, headers, claims, len(body))

    async def _respond(
        self, request: web.Request, device: _Device, message: Received
    ) -> web.StreamResponse:
        script = device.answers
        answer = script.pop(0) if len(script) > 1 else (script[0] if script else status(201))
        response = await answer(request)
        if response.status == 201:
            self._deliver(device, message)
        return response

    def _deliver(self, device: _Device, message: Received) -> None:
        if device.online:
            self.received.append(message)
            return
        topic = message.headers.get("Topic") or uuid4().hex
        until = clock.utc_now().timestamp() + int(message.headers["Ttl"])
        device.waiting[topic] = (until, message)
