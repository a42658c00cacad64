"""What became of due doses: pure counting. It says what was said, and judges nobody."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.care_records.medications.due import Due, Schedule, of_all, resolved
from app.care_records.medications.models import Dose, DoseState, SkipReason

MONTH, FORTNIGHT = 30, 14
Slot = tuple[date, time]


class What(StrEnum):
    """What became of one due dose. `open`: its time is not over, and nothing was said yet."""

    on_time = "on_time"
    later = "later"
    skipped = "skipped"
    not_said = "not_said"
    open = "open"


@dataclass(frozen=True, slots=True)
class Outcome:
    due: Due
    what: What
    why: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many doses of the last so many `days` came to what."""

    days: int
    counts: Counter[What]
    reasons: Counter[SkipReason]
    as_needed: int


def said_last(doses: Iterable[Dose]) -> dict[Slot, Dose]:
    """Of each due dose what was said of it last, by the client's clock."""
    found: dict[Slot, Dose] = {}
    for dose in sorted(doses, key=lambda row: (row.happened_at, row.id)):
        if dose.due_on is not None and dose.due_time is not None:
            found[dose.due_on, dose.due_time] = dose
    return found


def taken_as_needed(doses: Iterable[Dose]) -> list[Dose]:
    """Those taken without a time that were not taken back."""
    rows = list(doses)
    back = {row.undoes for row in rows if row.undoes is not None}
    return [
        row
        for row in rows
        if row.due_on is None and row.state is DoseState.taken and row.id not in back
    ]


def outcomes(
    schedules: Sequence[Schedule],
    doses: Iterable[Dose],
    zone: str,
    window: timedelta,
    since: datetime,
    now: datetime,
) -> list[Outcome]:
    """Each dose due later than `since` and not after `now`, oldest first, and what became of it.

    Whether one was taken on time is told by the clocks of the zone in which the client said so.
    """
    last = said_last(doses)
    return [
        _outcome(due, last.get((due.on, due.at)), window, now)
        for due in of_all(schedules, zone, since, now)
    ]


def tally(found: Iterable[Outcome], as_needed: Iterable[Dose], days: int, since: datetime) -> Tally:
    """The figures of the last so many days, which begin after `since`; without what is still
    open."""
    within = [one for one in found if one.due.due_at > since and one.what is not What.open]
    return Tally(
        days,
        Counter(one.what for one in within),
        Counter(one.why for one in within if one.why is not None),
        sum(1 for dose in as_needed if dose.happened_at > since),
    )


def _outcome(due: Due, dose: Dose | None, window: timedelta, now: datetime) -> Outcome:
    if dose is not None and dose.state is DoseState.taken:
        due_there = resolved(due.on, due.at, dose.zone) or due.due_at
        in_time = dose.happened_at <= due_there + window
        return Outcome(due, What.on_time if in_time else What.later)
    if dose is not None and dose.state is DoseState.skipped:
        return Outcome(due, What.skipped, dose.why)
    return Outcome(due, What.open if now < due.due_at + window else What.not_said)
