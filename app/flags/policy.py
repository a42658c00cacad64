"""What the centre promises its clients: how soon somebody looks, and from when on it asks."""

from collections.abc import Mapping

from sqlmodel import Session

from app.episodes.models import Phase
from app.flags.models import ResponsePolicy, Urgency

MINUTES: Mapping[Urgency, int] = {Urgency.now: 60, Urgency.today: 240, Urgency.soon: 960}
"""Working minutes to begin with."""
SILENCE_DAYS: Mapping[Phase, int] = {Phase.treatment: 3, Phase.aftercare: 14, Phase.alumni: 0}
CRAVING_AT, CONTACT_AT = 7, 9


def policy(db: Session) -> ResponsePolicy:
    """The centre's policy, or the one every centre begins with."""
    return db.get(ResponsePolicy, 1) or _at_first()


def _at_first() -> ResponsePolicy:
    return ResponsePolicy(
        minutes={urgency.value: minutes for urgency, minutes in MINUTES.items()},
        craving_at=CRAVING_AT,
        contact_at=CONTACT_AT,
        silence_days={phase.value: days for phase, days in SILENCE_DAYS.items()},
    )


def minutes_of(found: ResponsePolicy, urgency: Urgency) -> int:
    """Working minutes until somebody has looked."""
    return found.minutes.get(urgency.value, MINUTES[urgency])


def minutes_after_hop(found: ResponsePolicy, urgency: Urgency) -> int:
    """Working minutes for whoever something has gone on to: what was due already does not wait
    longer than what is due today."""
    return min(minutes_of(found, urgency), minutes_of(found, Urgency.today))


def silence_days(found: ResponsePolicy, phase: Phase) -> int:
    """After how many days without a word somebody asks; 0 is never."""
    return found.silence_days.get(phase.value, 0)
