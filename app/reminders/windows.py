"""How long a reminder is of use, and when a failed sending is tried again."""

from datetime import datetime, timedelta

LONGEST_TTL_SECONDS = 3600
USEFUL_FOR = {"check_in": timedelta(hours=4), "test": timedelta(minutes=10)}
TRY_AGAIN_AFTER_SECONDS = (5, 15, 60, 300, 900)
JITTER = 0.2


def useful_until(kind: str, due_at: datetime, starts_at: datetime | None = None) -> datetime:
    """The instant from which a reminder is of no more use.

    A session's is its start (`starts_at`), whatever hour it is due; a check-in has four hours, a
    test ten minutes.
    """
    if kind != "session":
        return due_at + USEFUL_FOR[kind]
    if starts_at is None:
        raise ValueError("a session reminder is useful until the session starts")
    return starts_at


def ttl_seconds(now: datetime, useful_until: datetime) -> int:
    """The TTL header (RFC 8030 §5.2): what is left of the window, from 1 s to 1 h.

    Never 0: that would mean "now or never" to a push service. Asks nothing about a window that
    is over; whoever sends looks at that first.
    """
    left = int((useful_until - now).total_seconds())
    return max(1, min(left, LONGEST_TTL_SECONDS))


def next_try(
    attempt: int,
    now: datetime,
    retry_after_seconds: float | None,
    useful_until: datetime,
    jitter: float,
) -> datetime | None:
    """When to try again after `attempt` (1 for the first) has failed; None when it is too late.

    What the push service asks for (`Retry-After`, RFC 9110 §10.2.3) is kept exactly. Otherwise
    5 s, 15 s, 1 min, 5 min, then every 15 min, each up to a fifth shorter or longer by `jitter`
    (-1 to 1, drawn by the caller), so that many phones do not come back at once.
    """
    if attempt < 1 or not -1 <= jitter <= 1:
        raise ValueError("attempts count from 1, jitter lies between -1 and 1")
    last = len(TRY_AGAIN_AFTER_SECONDS)
    wait = TRY_AGAIN_AFTER_SECONDS[min(attempt, last) - 1] * (1 + JITTER * jitter)
    # "Retry-After: 0" is no wish to wait; taking it at its word would make a storm.
    if retry_after_seconds is not None and retry_after_seconds > 0:
        wait = retry_after_seconds
    if wait >= (useful_until - now).total_seconds():
        return None
    return now + timedelta(seconds=wait)
