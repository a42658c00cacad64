"""What is due on a day: pure arithmetic on local days, no database and no clock.

An instrument is due so many days after it was last answered, or on the first day it is asked when
it has not been in this stay: a published recall of seven days never overlaps the one before. Who
lets it pass is asked again a whole interval later; until then the one that was passed is late, and
still counts. A programme says how often, by phase and level; a client's own rhythm goes before it.

What is due together is one sitting. A form that repeats every four weeks or less often and falls
due within the next two days is asked today, if another one is: one sitting less. One that a longer
form covers is left out in the week the longer one is due.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from app.programs.design import Asked

DAILY = "daily"
AHEAD_DAYS = 7
"""How far ahead a phone is told, so that it can be offline meanwhile."""
_DRAWN_DAYS = 2
_DRAWN_INTERVAL = 28


@dataclass(frozen=True, slots=True)
class StayDays:
    """Where a client stands, in their own local days. `level` is a code."""

    phase: str
    level: str | None
    began_on: date
    phase_began_on: date


@dataclass(frozen=True, slots=True)
class Own:
    """A client's own rhythm for one instrument. None: it is not asked."""

    every_days: int | None
    set_on: date


@dataclass(frozen=True, slots=True)
class Ask:
    """One instrument a client is asked: every so many days (None: once), first on `first_on`."""

    instrument: str
    every_days: int | None
    first_on: date

    def due_on(self, answered_on: date | None, today: date) -> date | None:
        """The day it was or is to be asked: the newest one up to `today`, else the next. None when
        it is not asked again."""
        first = self._first(answered_on)
        if first is None or first > today or self.every_days is None:
            return first
        passed = (today - first).days // self.every_days
        return first + timedelta(days=passed * self.every_days)

    def _first(self, answered_on: date | None) -> date | None:
        if answered_on is None:
            return self.first_on
        return None if self.every_days is None else answered_on + timedelta(days=self.every_days)


@dataclass(frozen=True, slots=True)
class Due:
    """An instrument, the day it is to be answered, and the day it is asked for (that of the
    sitting it was drawn into)."""

    instrument: str
    due_on: date

    def late_days(self, on_day: date) -> int:
        return max(0, (on_day - self.due_on).days)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one client is asked, and when they last answered each instrument in this stay."""

    asks: Sequence[Ask]
    answered: Mapping[str, date]
    covers: Mapping[str, Iterable[str]]
    """By instrument, the shorter ones that need not be asked beside it."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """The language each instrument was last answered in."""
    unworded: Sequence[Ask] = ()
    """What would be asked, were there a wording the client can read. It is never due, and draws
    nothing."""

    def due(self, on_day: date) -> list[Due]:
        """Everything to be answered on a day, in the order of the programme; `daily` among it."""
        found = [one for one in self._each(on_day) if one.due_on <= on_day]
        if any(one.instrument != DAILY for one in found):
            found += [Due(one.instrument, on_day) for one in self._drawn(on_day)]
        return self._in_order(found)

    def coming(self, on_day: date, days: int = AHEAD_DAYS) -> list[Due]:
        """What falls due in the days after `on_day`, if what is due on it is answered then."""
        due = {one.instrument for one in self.due(on_day)}
        then = {name: on_day for name in due} | {
            short: on_day for name in due for short in self.covers.get(name, ())
        }
        later = Plan(self.asks, {**self.answered, **then}, self.covers)
        last = on_day + timedelta(days=days)
        found = [one for one in later._each(on_day) if on_day < one.due_on <= last]
        return sorted(found, key=lambda one: one.due_on)

    def next_on(self, instrument: str, on_day: date) -> date | None:
        """The day an instrument is due next, today at the earliest; None when it is not asked."""
        ask = next((one for one in self.asks if one.instrument == instrument), None)
        found = None if ask is None else ask.due_on(self._answered(instrument), on_day)
        return None if found is None else max(found, on_day)

    def _each(self, on_day: date) -> list[Due]:
        """Each ask with the day it is due, without those a longer form takes the place of."""
        dated = [(ask, ask.due_on(self._answered(ask.instrument), on_day)) for ask in self.asks]
        days = {ask.instrument: day for ask, day in dated if day is not None}
        return [
            Due(ask.instrument, day)
            for ask, day in dated
            if day is not None and not self._is_covered(ask, day, days)
        ]

    def _is_covered(self, ask: Ask, day: date, days: Mapping[str, date]) -> bool:
        half = timedelta(days=(ask.every_days or 0) / 2)
        longer = (name for name, short in self.covers.items() if ask.instrument in short)
        return any(name in days and day - half < days[name] <= day + half for name in longer)

    def _drawn(self, on_day: date) -> list[Due]:
        """Forms that may as well be answered a day or two early."""
        may = {
            ask.instrument
            for ask in self.asks
            if (ask.every_days or 0) >= _DRAWN_INTERVAL and self._answered(ask.instrument)
        } - {DAILY}
        last = on_day + timedelta(days=_DRAWN_DAYS)
        each = self._each(on_day)
        return [one for one in each if one.instrument in may and on_day < one.due_on <= last]

    def _in_order(self, found: Iterable[Due]) -> list[Due]:
        places = {ask.instrument: number for number, ask in enumerate(self.asks)}
        return sorted(found, key=lambda one: places[one.instrument])

    def _answered(self, instrument: str) -> date | None:
        """When it, or a longer form that covers it, was last answered."""
        longer = (name for name, short in self.covers.items() if instrument in short)
        days = (self.answered.get(name) for name in (instrument, *longer))
        return max((day for day in days if day is not None), default=None)


def asks_of(
    programme: Iterable[Asked], own: Mapping[str, Own], stay: StayDays, on_day: date
) -> list[Ask]:
    """What a client is asked as things stand on a day: the programme's rhythm, and in its place
    their own."""
    found: dict[str, Ask] = {}
    for entry in programme:
        if entry.instrument not in found and _is_for(entry, stay, on_day):
            first = stay.phase_began_on + timedelta(days=entry.first_after_days)
            found[entry.instrument] = Ask(entry.instrument, entry.every_days, first)
    for name, rhythm in own.items():
        asked = found.pop(name, None)
        if rhythm.every_days is not None:
            first = max(stay.began_on, rhythm.set_on) if asked is None else asked.first_on
            found[name] = Ask(name, rhythm.every_days, first)
    return list(found.values())


def slowed(asks: Iterable[Ask], every_days: int) -> list[Ask]:
    """What somebody is asked who wants to be asked nothing more often than every so many days."""
    return [
        ask if ask.every_days is None else replace(ask, every_days=max(ask.every_days, every_days))
        for ask in asks
    ]


def shortest_interval(asks: Iterable[Ask]) -> int | None:
    """After how many days a client is asked something again; None when at their own pace."""
    return min((ask.every_days for ask in asks if ask.every_days is not None), default=None)


def _is_for(entry: Asked, stay: StayDays, on_day: date) -> bool:
    day = (on_day - stay.phase_began_on).days
    return (
        stay.phase in entry.phases
        and (not entry.levels or stay.level in entry.levels)
        and (entry.for_days is None or day < entry.for_days)
    )
