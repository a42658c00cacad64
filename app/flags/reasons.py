"""A reason to look, before it is a row: what the domains that notice something hand over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.flags.models import FlagCode, Urgency

URGENCY: Mapping[FlagCode, Urgency] = {
    FlagCode.self_harm: Urgency.now,
    FlagCode.may_use: Urgency.now,
    FlagCode.use: Urgency.today,
    FlagCode.craving_high: Urgency.today,
    FlagCode.rather_not_say: Urgency.soon,
    FlagCode.mood_low: Urgency.today,
    FlagCode.score_high: Urgency.today,
    FlagCode.score_low: Urgency.today,
    FlagCode.sharp_change: Urgency.today,
    FlagCode.silence: Urgency.today,
    FlagCode.backdated: Urgency.soon,
    FlagCode.contact_missed: Urgency.today,
    FlagCode.contact_not_reached: Urgency.soon,
}
"""How soon each is looked at."""
_ORDER = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Raised:
    """One flag with the numbers it is worded from (see `wording`). No free text of a client.
    `urgency` in place of the usual one of its code."""

    code: FlagCode
    facts: dict[str, Any] = field(default_factory=dict)
    measure: str = ""
    urgency: Urgency | None = None


def most_urgent(raised: Iterable[Raised]) -> Urgency:
    """The urgency of the gravest of them; `soon` without any."""
    found = [one.urgency or URGENCY[one.code] for one in raised]
    return min(found, key=_ORDER.index, default=Urgency.soon)


def is_graver(one: Urgency, than: Urgency) -> bool:
    """Whether one is looked at sooner than another."""
    return _ORDER.index(one) < _ORDER.index(than)
