"""Reads what a push service said, or why it said nothing. Pure, apart from its callers."""

import json
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from app.push.endpoint_guard import NotPublic
from app.push.message import Verdict

MAX_RETRY_AFTER_SECONDS = 86_400

_VERDICTS = {
    401: Verdict.origin_stopped,
    403: Verdict.origin_stopped,
    404: Verdict.gone,
    408: Verdict.retry,
    410: Verdict.gone,
    425: Verdict.retry,
    429: Verdict.retry,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One try. `status` is None when there was no answer; `at_once` when the service asked for
    one immediate repeat."""

    verdict: Verdict
    reason: str
    status: int | None = None
    retry_after_seconds: int | None = None
    at_once: bool = False

    @property
    def healthy(self) -> bool:
        """Whether the service is there and in its right mind, whatever it said."""
        return self.status is not None and self.status < 500


def read_answer(status: int, retry_after: str | None, beginning: bytes, now: datetime) -> Answer:
    """What an HTTP answer means (RFC 8030 §5, §7.3); `beginning` is the start of its body."""
    if 300 <= status < 400:
        return Answer(Verdict.refused, "redirect", status)
    verdict = _verdict(status)
    return Answer(
        verdict,
        "accepted" if verdict is Verdict.accepted else f"http_{status}",
        status,
        read_retry_after(retry_after, now) if verdict is Verdict.retry else None,
        at_once=status == 503 and _error_number(beginning) == 202,
    )


def read_failure(error: Exception) -> Answer:
    """Why no answer came. Everything here may pass, so everything is tried again."""
    return Answer(Verdict.retry, _reason(error))


def read_retry_after(header: str | None, now: datetime) -> int | None:
    """Seconds to wait (RFC 9110 §10.2.3: a number or an HTTP date), at most a day; None when
    there is no such header or it makes no sense."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        seconds = int(text[:10])
    else:
        try:
            at = parsedate_to_datetime(text)
        except ValueError:
            return None
        aware = at if at.tzinfo else at.replace(tzinfo=UTC)
        seconds = round((aware - now).total_seconds())
    return max(0, min(seconds, MAX_RETRY_AFTER_SECONDS))


def _verdict(status: int) -> Verdict:
    if 200 <= status < 300:
        return Verdict.accepted
    return _VERDICTS.get(status, Verdict.retry if status >= 500 else Verdict.refused)


def _error_number(beginning: bytes) -> int | None:
    """Mozilla's `errno`; 202 asks for an immediate repeat."""
    try:
        document = json.loads(beginning)
    except ValueError:
        return None
    return document.get("errno") if isinstance(document, dict) else None


def _reason(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "timeout"
        case aiohttp.ClientConnectorDNSError():
            return "not_public" if isinstance(error.os_error, NotPublic) else "dns"
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return "tls"
        case aiohttp.ClientConnectorError():
            return "connect"
        case aiohttp.ClientConnectionError() | OSError():
            return "connection"
        case _:
            return "protocol"
