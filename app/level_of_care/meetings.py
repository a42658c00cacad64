"""Mutual-help meetings from two places: the calendar, and what the client says of others. Pure.

One meeting is counted once. What the client says of a day speaks first of that day's meetings in
the calendar: of those marked as attended, then of those nobody has marked yet or that are still to
come, which then count as attended. Only what is left over is a meeting elsewhere. A meeting that
staff marked as missed stays missed; the one the client speaks of is another. So a day counts the
larger of both numbers, never their sum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.level_of_care.facts import Outcome, Sitting
from app.programs.kinds import AppointmentKind

_OPEN = frozenset({Outcome.ahead, Outcome.unmarked})


def with_own_meetings(sittings: Iterable[Sitting], own: Mapping[int, int]) -> tuple[Sitting, ...]:
    """A week's sessions with what the client says; `own` is how many meetings by weekday (0 is
    Monday)."""
    found = list(sittings)
    for weekday, said in own.items():
        left = said - sum(_is(one, weekday) and one.outcome is Outcome.attended for one in found)
        for place, one in enumerate(found):
            if left > 0 and _is(one, weekday) and one.outcome in _OPEN:
                found[place] = replace(one, outcome=Outcome.attended, attended=one.minutes)
                left -= 1
        found += [_elsewhere(weekday)] * left
    return tuple(found)


def _is(one: Sitting, weekday: int) -> bool:
    return one.weekday == weekday and one.kind is AppointmentKind.mutual_help


def _elsewhere(weekday: int) -> Sitting:
    return Sitting(weekday, AppointmentKind.mutual_help, 0, Outcome.attended, in_calendar=False)
