"""Which occasions can be reckoned yet: pure.

A session counts for more the longer the row before it, and what is written in the ledger stays. So
a session waits for those before it to be marked: otherwise points would depend on who looked when.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from app.rewards.rules import Occasion, Outcome, What

WAITS_AT_MOST = timedelta(days=7)
"""Nobody's points wait longer for a mark that is forgotten."""


def in_order(occasions: Iterable[Occasion], now: datetime) -> list[Occasion]:
    """The marked ones, without sessions that wait for an earlier one (or one at the same time) to
    be marked."""
    known = list(occasions)
    waits_from = min((one.at for one in known if _is_awaited(one, now)), default=None)
    return [
        one for one in known if one.outcome is not Outcome.unmarked and not _waits(one, waits_from)
    ]


def _is_awaited(one: Occasion, now: datetime) -> bool:
    return one.outcome is Outcome.unmarked and now - one.at < WAITS_AT_MOST


def _waits(one: Occasion, waits_from: datetime | None) -> bool:
    return one.what is What.session and waits_from is not None and one.at >= waits_from
