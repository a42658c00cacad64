"""What every request must have and every answer carries, below the routes (plain ASGI)."""

from http import HTTPStatus
from json import dumps
from typing import ClassVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import NotAllowed, Problem

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BODY_LIMIT = 64 * 1024
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types companion"
)
_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow",
}


class OriginRefused(NotAllowed):
    code = "refused_origin"
    detail = "This request did not come from the application itself."


class ContentTypeRefused(Problem):
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    code = "wrong_content_type"
    detail = "This needs to be sent as JSON."


class BodyTooLarge(Problem):
    status: ClassVar[HTTPStatus] = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    code = "body_too_large"
    detail = "That is too long to be saved. Please make it shorter."


class HttpGuard:
    """Refuses unsafe requests that another site could have made, bodies that are too large, and
    adds the security headers to every answer, errors and files included."""

    def __init__(self, app: ASGIApp, *, origin: str) -> None:
        self.app = app
        self.origin = origin
        self.added = security_headers(origin)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        guarded_send = self._with_headers(scope, send)
        try:
            self._require_own_origin(scope)
        except Problem as problem:
            await refuse(problem, guarded_send)
            return
        body = _LimitedBody(receive, guarded_send)
        await self.app(scope, body.receive, body.send)

    def _require_own_origin(self, scope: Scope) -> None:
        if scope["method"] in SAFE_METHODS:
            return
        headers = Headers(scope=scope)
        if headers.get("X-Requested-By") != "companion":
            raise OriginRefused
        if headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise OriginRefused
        sent_from = headers.get("Origin")
        if sent_from is not None and sent_from not in {self.origin, _own_origin(scope, headers)}:
            raise OriginRefused
        if scope["method"] != "DELETE" and not _is_json(headers.get("Content-Type", "")):
            raise ContentTypeRefused
        if _is_too_long(headers.get("Content-Length", "0")):
            raise BodyTooLarge

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        is_api = scope["path"].startswith("/api")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.added.items():
                    headers.setdefault(name, value)
                if is_api:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        return send_with_headers


class _LimitedBody:
    """Stops reading a body that grows past the limit, whatever its Content-Length said."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._read = 0
        self._refused = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._read += len(message.get("body", b""))
            if self._read > BODY_LIMIT and not self._refused:
                self._refused = True
                await refuse(BodyTooLarge(), self._send)
                return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        if not self._refused:
            await self._send(message)


async def refuse(problem: Problem, send: Send) -> None:
    """Sends a problem document from outside the routes."""
    body = dumps(problem.document()).encode()
    headers = [(b"content-type", b"application/problem+json")]
    headers += [(name.lower().encode(), text.encode()) for name, text in problem.headers.items()]
    await send({"type": "http.response.start", "status": int(problem.status), "headers": headers})
    await send({"type": "http.response.body", "body": body})


def security_headers(origin: str) -> dict[str, str]:
    """What every answer carries; with HSTS when people come by https."""
    if not origin.startswith("https://"):
        return _HEADERS
    return _HEADERS | {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


def _is_too_long(length: str) -> bool:
    # More than a few digits are not worth reading: a number of thousands of them takes its time.
    return length.isdecimal() and (len(length) > 9 or int(length) > BODY_LIMIT)


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"


def _own_origin(scope: Scope, headers: Headers) -> str:
    return f"{scope['scheme']}://{headers.get('Host', '')}"
