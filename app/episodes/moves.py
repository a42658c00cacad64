"""The way through a stay: which move may follow which. Pure; the one place that knows.

Staying in a phase with an outcome is the end of the stay; staying in treatment without one is a
step to another level. Coming back is no move: it is a new stay over the same history.
"""

from app.episodes.models import Outcome, Phase

Outcomes = frozenset[Outcome | None]

_ONWARD: Outcomes = frozenset({None})
_NOT_BEGUN: Outcomes = frozenset({Outcome.not_admitted, Outcome.transferred, Outcome.left})
_CUT_SHORT: Outcomes = frozenset({Outcome.discharged, Outcome.transferred, Outcome.left})
_COMPLETED: Outcomes = frozenset({Outcome.completed})

MOVES: dict[Phase, dict[Phase, Outcomes]] = {
    Phase.referral: {
        Phase.referral: _NOT_BEGUN,
        Phase.assessment: _ONWARD,
        Phase.treatment: _ONWARD,
    },
    Phase.assessment: {
        Phase.assessment: _NOT_BEGUN,
        Phase.treatment: _ONWARD,
    },
    Phase.treatment: {
        Phase.treatment: _ONWARD | _CUT_SHORT,
        Phase.aftercare: _COMPLETED | _CUT_SHORT,
        Phase.alumni: _COMPLETED,
    },
    Phase.aftercare: {
        Phase.aftercare: _CUT_SHORT,
        Phase.alumni: _ONWARD | _COMPLETED,
    },
    Phase.alumni: {
        Phase.alumni: frozenset({Outcome.left}),
    },
}
CAN_COME_BACK = frozenset({Phase.aftercare, Phase.alumni})
"""Phases of a running stay from which a new one may begin. From one that has ended, always."""


def is_allowed(now: Phase, then: Phase, outcome: Outcome | None) -> bool:
    """Whether somebody in phase `now` may move to `then` with this outcome."""
    return outcome in MOVES[now].get(then, frozenset())


def is_end(now: Phase, then: Phase, outcome: Outcome | None) -> bool:
    """Whether an allowed move is the end of the stay."""
    return now is then and outcome is not None


def is_admission(now: Phase, then: Phase) -> bool:
    """Whether an allowed move begins the treatment."""
    return then is Phase.treatment and now is not Phase.treatment


def moves_from(now: Phase) -> list[tuple[Phase, Outcome | None]]:
    """Every allowed move, in the order of the way; ends after what goes on."""
    order = list(Outcome)
    found = [
        (then, outcome)
        for then, outcomes in MOVES[now].items()
        for outcome in sorted(outcomes, key=lambda one: -1 if one is None else order.index(one))
    ]
    return sorted(found, key=lambda move: is_end(now, *move))
