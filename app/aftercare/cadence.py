"""When contacts are due: stretches of so many contacts so many days apart, one after the other.

Pure. Days are calendar days of the centre: a week is seven of them whatever the clocks do, and the
end of a month is a day like any other. The gap before a contact is that of its own stretch.

Source of the usual row: weekly for eight weeks, then every two weeks, then every four (continuing
care after an intensive outpatient programme, by telephone); ten months is typical.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Protocol

from app.programs.design import Aftercare

DAYS_A_MONTH = 30.4375
USUAL_MONTHS = 10
LADDER = (3, 7, 14, 28)
"""How many days apart contacts can be proposed to be."""
CLOSER_FOR = 28
"""Days: how long it stays closer, before the row goes on as it was."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many contacts, so many days apart."""

    count: int
    every_days: int

    def as_json(self) -> dict[str, int]:
        return {"count": self.count, "every_days": self.every_days}


class Planned(Protocol):
    """A plan as it is kept."""

    starts_on: date
    stretches: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Due:
    """A contact that is due on a day, in a row in which they come every so many days. `is_beside`:
    of an earlier row, and in the place of none of the row that took over."""

    on: date
    every_days: int
    is_beside: bool = False

    @property
    def from_on(self) -> date:
        """The first day that counts for it."""
        return self.on - tolerance(self.every_days) * _DAY

    @property
    def until_on(self) -> date:
        """The last day that counts for it."""
        return self.on + tolerance(self.every_days) * _DAY

    def counts(self, day: date) -> bool:
        """Whether a day is one of its days."""
        return self.from_on <= day <= self.until_on


def tolerance(every_days: int) -> int:
    """How many days before and after a contact still count for it: three, a week where they are
    four weeks apart, and never so many that two contacts share a day."""
    if every_days >= LADDER[-1]:
        return 7
    return min(3, (every_days - 1) // 2)


def stretches_of(plan: Planned) -> list[Stretch]:
    """The stretches of a plan as it is kept."""
    return [Stretch(one["count"], one["every_days"]) for one in plan.stretches]


def dues(starts_on: date, stretches: Iterable[Stretch]) -> list[Due]:
    """Every contact of a row, the first on the day it starts."""
    found: list[Due] = []
    for stretch in stretches:
        for _ in range(stretch.count):
            on = found[-1].on + stretch.every_days * _DAY if found else starts_on
            found.append(Due(on, stretch.every_days))
    return found


def all_dues(plans: Iterable[Planned]) -> set[date]:
    """Every day on which any of the plans had a contact, whatever took its place later."""
    return {due.on for plan in plans for due in dues(plan.starts_on, stretches_of(plan))}


def row_of(
    plans: Sequence[Planned], tried_on: Mapping[date, date | None] | None = None
) -> list[Due]:
    """The row of a whole stay whose plans, in the order they were made, each take over on the day
    they start.

    `tried_on` are contacts of which something was said, by the day they were due, with the day on
    which somebody first tried (None: it was called off). These stay, whatever takes over, and each
    is in the place of the new contact within whose days somebody tried."""
    found: list[Due] = []
    for plan in plans:
        new = dues(plan.starts_on, stretches_of(plan))
        found = _taken_over(found, plan.starts_on, new, tried_on or {})
    return found


def _taken_over(
    row: Sequence[Due], starts_on: date, new: Sequence[Due], tried_on: Mapping[date, date | None]
) -> list[Due]:
    days = {one.on for one in new}
    stay = [one for one in row if one.on >= starts_on and one.on in tried_on and one.on not in days]
    tried = {day for one in stay if (day := tried_on[one.on])}
    replaced = {one for one in new if any(one.counts(day) for day in tried)}
    found = [one for one in row if one.on < starts_on]
    for one in stay:
        day = tried_on[one.on]
        is_beside = day is None or not any(due.counts(day) for due in replaced)
        found.append(replace(one, is_beside=is_beside))
    found += [one for one in new if one not in replaced]
    return sorted(found, key=lambda one: one.on)


def usual(design: Aftercare, months: float | None = None) -> list[Stretch]:
    """What a programme's own aftercare comes to, or else the usual row, over so many months (what
    the programme says, or ten). The last step of a programme gives way to a length of its own."""
    length = months or design.months or USUAL_MONTHS
    if not design.steps:
        return _thinning(round(length * DAYS_A_MONTH / 7))
    found, gone = [], 0.0
    for step in design.steps:
        is_last = step is design.steps[-1]
        until = length if is_last else min(gone + step.months, length)
        days = (until - gone) * DAYS_A_MONTH
        if days > 0:
            every = 7 * step.every_weeks
            found.append(Stretch(max(1, round(days / every)), every))
        gone = until
    return joined(found)


def _thinning(weeks: int) -> list[Stretch]:
    """Eight weeks weekly; the half of the rest every two weeks, the other half every four."""
    weekly = min(8, weeks)
    fortnightly = round((weeks - weekly) / 4)
    monthly = (weeks - weekly - 2 * fortnightly) // 4
    counts = ((max(1, weekly), 7), (fortnightly, 14), (monthly, 28))
    return [Stretch(count, every) for count, every in counts if count]


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same row without stretches that go on as the one before, or are empty."""
    found: list[Stretch] = []
    for one in stretches:
        if found and found[-1].every_days == one.every_days:
            found[-1] = Stretch(found[-1].count + one.count, one.every_days)
        elif one.count:
            found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """A row in place of what is still ahead, from a day on."""

    starts_on: date
    stretches: list[Stretch]


def pace(row: Sequence[Due], today: date) -> int:
    """How many days apart contacts are now: as before the next one, or the last of all."""
    ahead = [one for one in row if one.on >= today]
    return (ahead[0] if ahead else row[-1]).every_days


def closer(row: Sequence[Due], today: date) -> Change | None:
    """The next denser step for four weeks, then what was ahead after them. None where there is
    none denser. The next contact never comes later than it would have."""
    denser = max((step for step in LADDER if step < pace(row, today)), default=None)
    if denser is None:
        return None
    ahead = [one for one in row if one.on >= today]
    first = today + denser * _DAY
    starts_on = min(first, ahead[0].on) if ahead else first
    dense = Stretch(CLOSER_FOR // denser, denser)
    last = dues(starts_on, [dense])[-1].on
    return Change(starts_on, joined([dense, *_stretches(one for one in ahead if one.on > last)]))


def wider(row: Sequence[Due], today: date) -> Change | None:
    """The next wider step for the time that is left of the stretch somebody is in; the next contact
    stays where it is. None where there is none wider, or it changes no more than the row itself."""
    ahead = [one for one in row if one.on >= today]
    step = min((step for step in LADDER if step > pace(row, today)), default=None)
    if step is None or not ahead:
        return None
    every = ahead[0].every_days
    [now, *rest] = _stretches(ahead)
    count = max(1, round(now.count * every / step))
    if now.count < 2 or count >= now.count:
        return None
    return Change(ahead[0].on, joined([Stretch(count, step), *rest]))


def _stretches(row: Iterable[Due]) -> list[Stretch]:
    grouped = groupby(row, key=lambda one: one.every_days)
    return [Stretch(len(list(group)), every) for every, group in grouped]
