"""What is pushed, and what became of it."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum


class Urgency(StrEnum):
    """How much battery a message is worth (RFC 8030 §5.3)."""

    very_low = "very-low"
    low = "low"
    normal = "normal"
    high = "high"


@dataclass(frozen=True, slots=True)
class PushMessage:
    """One message for one browser. Only `key` shows in a `repr`: the rest is secret.

    `key` is the caller's own handle and comes back in `Sent`; `ttl` is in seconds; `topic` is at
    most 32 base64url characters, and a later message with the same one replaces the earlier.
    """

    key: Hashable
    endpoint: str = field(repr=False)
    p256dh: str = field(repr=False)
    auth: str = field(repr=False)
    vapid_key_id: str = field(repr=False)
    payload: bytes = field(repr=False)
    ttl: int = field(repr=False)
    topic: str = field(repr=False)
    urgency: Urgency = field(repr=False)


class Verdict(StrEnum):
    """What the sender of a message has to do next."""

    accepted = "accepted"
    retry = "retry"
    """Try again: after `retry_after_seconds` when it is given, else after the caller's own wait."""
    gone = "gone"
    """The subscription is over (404, 410): delete it."""
    refused = "refused"
    """This message to this subscription will never be taken: do not try again."""
    origin_stopped = "origin_stopped"
    """Our key, our contact or our clock is at fault: tell the operator, delete nobody."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one message. `reason` is a short stable code and never says where to:

    `accepted`; `http_<status>`; `timeout`, `dns`, `not_public`, `tls`, `connect`, `connection`,
    `protocol`; `redirect`; `breaker_open`, `origin_paused`; `endpoint_refused`, `device_keys`,
    `key_unknown`, `malformed`; `fault` for an error of our own. `status` is None when no answer
    came. `duration_ms` is the time on the wire, not the time spent waiting for a turn.
    """

    key: Hashable
    verdict: Verdict
    status: int | None
    retry_after_seconds: int | None
    reason: str
    duration_ms: int
