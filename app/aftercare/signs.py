"""The client's own signs, and what they suggest about how often somebody is in touch. Pure.

Nothing here happens by itself: staff decide. How many of a sign ask for more contact is policy of
this house, not a validated cut-off; continuing care that adapts to how somebody is does better than
the same for everybody. What was known when the plan was made does not count again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

LOOKING_BACK = timedelta(days=28)
CALM_FOR = timedelta(days=56)


class SignKind(StrEnum):
    use = "use"
    may_use = "may_use"
    craving = "craving"
    change = "change"
    silence = "silence"
    contacts = "contacts"
    sessions = "sessions"
    asked = "asked"
    calm = "calm"


ENOUGH: dict[SignKind, int] = {
    SignKind.use: 1,
    SignKind.may_use: 1,
    SignKind.silence: 1,
    SignKind.asked: 1,
    SignKind.craving: 2,
    SignKind.change: 2,
    SignKind.contacts: 2,
    SignKind.sessions: 2,
}
"""How many of one sign are enough by themselves. Two different ones are, too."""


class ProposalKind(StrEnum):
    closer = "closer"
    wider = "wider"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at an instant; several of one `source` are one."""

    kind: SignKind
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Sign:
    """How often something happened in the last four weeks; of `calm`, for how many weeks nothing
    did."""

    kind: SignKind
    count: int

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "count": self.count}


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the signs suggest, and why. `key` is the same for the same signs."""

    kind: ProposalKind
    signs: tuple[Sign, ...]
    key: str


def propose(events: Sequence[Event], since: datetime, now: datetime) -> Proposed | None:
    """What the events since an instant (the plan was made then) suggest now."""
    new = [one for one in events if since < one.at <= now]
    lately = [one for one in new if one.at > now - LOOKING_BACK]
    signs = count(lately)
    if _is_enough(signs):
        return Proposed(ProposalKind.closer, signs, _key(ProposalKind.closer, _newest(lately)))
    calm_since = max([since, *(one.at for one in new)])
    eights = int((now - calm_since) / CALM_FOR)
    if not eights:
        return None
    weeks = (now - calm_since).days // 7
    key = _key(ProposalKind.wider, f"{calm_since.isoformat()} {eights}")
    return Proposed(ProposalKind.wider, (Sign(SignKind.calm, weeks),), key)


def count(events: Sequence[Event]) -> tuple[Sign, ...]:
    """How often each sign is there, in one order; what has one source counts once."""
    sources = {kind: {one.source for one in events if one.kind is kind} for kind in SignKind}
    return tuple(Sign(kind, len(found)) for kind, found in sources.items() if found)


def _is_enough(signs: Sequence[Sign]) -> bool:
    return len(signs) > 1 or any(one.count >= ENOUGH[one.kind] for one in signs)


def _newest(events: Sequence[Event]) -> str:
    """What makes signs new: older ones that are left behind do not."""
    newest = max(events, key=lambda one: (one.at, one.kind, one.source))
    return f"{newest.kind} {newest.at.isoformat()} {newest.source}"


def _key(kind: ProposalKind, said: str) -> str:
    return hashlib.sha256(f"{kind} {said}".encode()).hexdigest()
