"""Keeps one bad push service from costing the others anything. All times are the event loop's
monotonic seconds."""

import asyncio
from collections import deque
from math import ceil

from app.push.message import Verdict

TIMEOUTS_IN_A_ROW = 5
WINDOW = 20
PROBE_EVERY_SECONDS = 30
PAUSE_SECONDS = 300
DOUBTS = 3


class Breaker:
    """Stops sending to a service that does not answer: after 5 time-outs in a row, or when half
    of the last 20 tries failed. One message every 30 seconds is let through to see."""

    def __init__(self) -> None:
        self._failed: deque[bool] = deque(maxlen=WINDOW)
        self._timeouts = 0
        self._probe_at: float | None = None

    def admits(self, now: float) -> bool:
        """Whether a message may go now. While open, saying yes uses up the probe."""
        if self._probe_at is None:
            return True
        if now < self._probe_at:
            return False
        self._probe_at = now + PROBE_EVERY_SECONDS
        return True

    def seconds_left(self, now: float) -> int:
        """Whole seconds until the next probe."""
        return max(0, ceil((self._probe_at or now) - now))

    def record(self, *, healthy: bool, timed_out: bool, now: float) -> None:
        """Takes the outcome of one try. While open, one good answer closes it."""
        if healthy and self._probe_at is not None:
            self._failed.clear()
            self._probe_at = None
        self._failed.append(not healthy)
        self._timeouts = self._timeouts + 1 if timed_out else 0
        if self._is_bad():
            self._probe_at = now + PROBE_EVERY_SECONDS

    def _is_bad(self) -> bool:
        half = len(self._failed) == WINDOW and sum(self._failed) * 2 >= WINDOW
        return self._timeouts >= TIMEOUTS_IN_A_ROW or half or self._probe_at is not None


class TokenTrust:
    """Tells whether a 401 or 403 speaks against our token or against one subscription.

    A push service answers 403 when the token is bad, but also when a subscription was made with
    somebody else's key, and anybody may register such a one. Were each 403 to stop the service,
    one bad subscription would silence everyone. So a token that was accepted once is above
    suspicion, and a fresh one is doubted only when several subscriptions agree.
    """

    def __init__(self) -> None:
        self._accepted = ""
        self._doubted_by: set[str] = set()
        self._paused_until = 0.0

    def seconds_paused(self, now: float) -> int:
        """Whole seconds until this token may be tried again; 0 when it may be."""
        return max(0, ceil(self._paused_until - now))

    def accept(self, token: str) -> None:
        """The service took a message with this token."""
        self._accepted = token
        self._doubted_by.clear()
        self._paused_until = 0.0

    def doubt(self, token: str, endpoint: str, now: float) -> Verdict:
        """The service said 401 or 403 to this token."""
        if token == self._accepted:
            return Verdict.refused
        if len(self._doubted_by) < DOUBTS:
            self._doubted_by.add(endpoint)
        if len(self._doubted_by) == DOUBTS:
            self._paused_until = now + PAUSE_SECONDS
        return Verdict.origin_stopped


class Lane:
    """What we know of one origin, and how many messages may be on their way to it at once."""

    def __init__(self, width: int) -> None:
        self.slots = asyncio.Semaphore(width)
        self.breaker = Breaker()
        self._trust: dict[str, TokenTrust] = {}

    def trust(self, vapid_key_id: str) -> TokenTrust:
        """What this origin thinks of the tokens signed with one key."""
        return self._trust.setdefault(vapid_key_id, TokenTrust())
