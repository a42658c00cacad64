"""Whether the parts of a programme fit together, in sentences.

A fault is `hard` when the programme cannot be kept like that (two levels of the same code), and
otherwise one to mend before the programme opens (a floor of hours that its timetable cannot
reach). Hours are clock hours of service a week; mutual help and aftercare are not service hours of
a level.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from sqlmodel import Session

from app.clock import Weekday
from app.programs.design import Group, Level, ProgrammeDesign
from app.programs.hours import Week, weeks_of
from app.programs.kinds import AppointmentKind
from app.programs.sentences import SENTENCES, Sentence, day_name, said

Place = tuple[str | int, ...]
_WEEK = 7 * 24 * 60
_ASKABLE: set[str] = set()
OWN = "own-"
"""What ids of a centre's own modules begin with: they are in its database, not in files."""
ModuleIds = Callable[[], Collection[str]]
OwnModuleIds = Callable[[Session], Collection[str]]
_MODULES: list[tuple[ModuleIds, OwnModuleIds]] = []


def clients_answer(instruments: Collection[str]) -> None:
    """Registers what clients can be asked (once, in `rooms`). As long as nothing is, no name is a
    fault."""
    _ASKABLE.clear()
    _ASKABLE.update(instruments)


def modules_known(shipped: ModuleIds, own: OwnModuleIds) -> None:
    """Registers which modules there are (once, in `rooms`): those that come with the service, and
    a centre's own. As long as nothing is, no id is a fault."""
    _MODULES[:] = [(shipped, own)]


def own_modules(db: Session) -> frozenset[str]:
    """The ids of the centre's own modules."""
    return frozenset(each for _, own in _MODULES for each in own(db))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit, and the place in the design to change."""

    place: Place
    code: str
    sentence: Sentence
    hard: bool = False

    @property
    def field(self) -> str:
        """The place as a form names it, such as `levels.1.hours_ceiling`."""
        return ".".join(str(part) for part in self.place)


def faults(design: ProgrammeDesign, own: Collection[str] | None = None) -> list[Fault]:
    """Everything that does not fit together, hard faults first. `own` are the ids of the centre's
    own modules; None where no database says, and then no id that begins like theirs is a fault."""
    hard = [*_twice(design), *_not_there(design), *_asked(design), *_choices(design)]
    hard += _taught(design, own)
    # What is planned cannot be told while groups name levels that are not there.
    return hard or [*_hours(design), *_days(design), *_overlaps(design), *_lengths(design)]


def _fault(place: Place, code: str, **fill: Any) -> Fault:
    return Fault(place, code, said(SENTENCES[code], **fill))


def _hard(place: Place, code: str, **fill: Any) -> Fault:
    return Fault(place, code, said(SENTENCES[code], **fill), hard=True)


def _twice(design: ProgrammeDesign) -> Iterator[Fault]:
    lists: list[tuple[Place, str, list[str]]] = [
        (("levels",), "code", [level.code for level in design.levels]),
        (("levels",), "name", [level.name for level in design.levels]),
        (("groups",), "code", [group.code for group in design.groups]),
        (("tracks",), "", list(design.tracks)),
    ]
    for number, level in enumerate(design.levels):
        codes = [benchmark.code for benchmark in level.benchmarks]
        lists.append((("levels", number, "benchmarks"), "code", codes))
    for where, key, words in lists:
        for number, word in enumerate(words):
            if word in words[:number]:
                place = (*where, number, key) if key else (*where, number)
                yield _hard(place, "name_twice" if key == "name" else "code_twice", word=word)


def _not_there(design: ProgrammeDesign) -> Iterator[Fault]:
    levels = {level.code for level in design.levels}
    codes = {group.code for group in design.groups}
    for number, group in enumerate(design.groups):
        for place, code in enumerate(group.levels):
            if code not in levels:
                yield _hard(("groups", number, "levels", place), "no_such_level", word=code)
        if group.track is not None and group.track not in design.tracks:
            yield _hard(("groups", number, "track"), "no_such_track", word=group.track)
        if group.instead_of is not None and group.instead_of not in codes - {group.code}:
            yield _hard(("groups", number, "instead_of"), "no_such_group", word=group.instead_of)


def _asked(design: ProgrammeDesign) -> Iterator[Fault]:
    levels = {level.code for level in design.levels}
    for number, asked in enumerate(design.check_ins):
        for place, code in enumerate(asked.levels):
            if code not in levels:
                yield _hard(("check_ins", number, "levels", place), "no_such_level", word=code)
        if _ASKABLE and asked.instrument not in _ASKABLE:
            word = asked.instrument
            yield _hard(("check_ins", number, "instrument"), "no_such_instrument", word=word)


def _taught(design: ProgrammeDesign, own: Collection[str] | None) -> Iterator[Fault]:
    for number, level in enumerate(design.levels):
        ids = [each.module for each in level.modules]
        for at, word in enumerate(ids):
            place = ("levels", number, "modules", at, "module")
            if word in ids[:at]:
                yield _hard(place, "module_twice", word=word)
            elif not _is_there(word, own):
                yield _hard(place, "no_such_module", word=word)


def _is_there(module: str, own: Collection[str] | None) -> bool:
    if module.startswith(OWN):
        return own is None or module in own
    return all(module in shipped() for shipped, _ in _MODULES)


def _choices(design: ProgrammeDesign) -> Iterator[Fault]:
    choices = design.sessions_a_day_choices
    if choices and design.sessions_a_day not in choices:
        yield _hard(("sessions_a_day",), "cap_not_a_choice")


def _hours(design: ProgrammeDesign) -> Iterator[Fault]:
    for week in weeks_of(design):
        if week.is_under:
            place = ("levels", week.number, "hours_floor")
            yield Fault(place, "floor_out_of_reach", week.sentence())
        if week.is_over:
            place = ("levels", week.number, "hours_ceiling")
            yield Fault(place, "over_ceiling", week.sentence())


def _days(design: ProgrammeDesign) -> Iterator[Fault]:
    for week in weeks_of(design):
        level, most = week.level, week.level.days_a_week
        by_day = {day: week.on(day) for day in Weekday if week.on(day)}
        if most is not None and len(by_day) > most:
            place: Place = ("levels", week.number, "days_a_week")
            yield _fault(place, "too_many_days", level=level, days=len(by_day), most=most)
        yield from _over_cap(design, week, by_day)


def _over_cap(
    design: ProgrammeDesign, week: Week, by_day: dict[Weekday, list[Group]]
) -> Iterator[Fault]:
    cap, level = design.sessions_a_day, week.level
    if cap is None:
        return
    for day, groups in by_day.items():
        if len(groups) > cap:
            fill = {"level": level, "day": day_name(day), "count": len(groups), "cap": cap}
            yield _fault(("sessions_a_day",), "over_cap", **fill)
    room = cap * (level.days_a_week or 7) - sum(len(groups) for groups in by_day.values())
    if level.individual_a_week > max(room, 0):
        place: Place = ("levels", week.number, "individual_a_week")
        fill = {"level": level, "count": level.individual_a_week, "room": max(room, 0)}
        yield _fault(place, "individual_do_not_fit", **fill)


def _overlaps(design: ProgrammeDesign) -> Iterator[Fault]:
    for (_, one), (number, other) in combinations(enumerate(design.groups), 2):
        if _may_be_together(one, other) or not _same_people(design, one, other):
            continue
        day = _day_of_overlap(one, other)
        if day is not None:
            fill = {"one": one, "other": other, "day": day_name(day)}
            yield _fault(("groups", number, "local_time"), "overlap", **fill)


def _may_be_together(one: Group, other: Group) -> bool:
    """Whether nobody is in both: one in place of the other, or both in place of a third."""
    first, second = one.instead_of or one.code, other.instead_of or other.code
    aftercare = AppointmentKind.aftercare
    return first == second or (one.kind is aftercare) != (other.kind is aftercare)


def _same_people(design: ProgrammeDesign, one: Group, other: Group) -> bool:
    every = {level.code for level in design.levels}
    levels = (set(one.levels) or every) & (set(other.levels) or every)
    return bool(levels) and (one.track is None or other.track is None or one.track == other.track)


def _day_of_overlap(one: Group, other: Group) -> Weekday | None:
    for day, start in _starts(one):
        for _, begin in _starts(other):
            apart = (begin - start) % _WEEK
            if apart < one.minutes or _WEEK - apart < other.minutes:
                return day
    return None


def _starts(group: Group) -> list[tuple[Weekday, int]]:
    """In minutes since Monday's midnight."""
    minutes = group.local_time.hour * 60 + group.local_time.minute
    return [(day, list(Weekday).index(day) * 24 * 60 + minutes) for day in group.days]


def _lengths(design: ProgrammeDesign) -> Iterator[Fault]:
    usual = _usual_weeks(design.levels)
    if design.weeks is not None and usual is not None and usual != design.weeks:
        yield _fault(("weeks",), "weeks_do_not_add_up", weeks=design.weeks, usual=usual)
    aftercare = design.aftercare
    months = sum(step.months for step in aftercare.steps)
    if aftercare.steps and abs(months - aftercare.months) > 0.01:
        fill = {"months": aftercare.months, "steps": months}
        yield _fault(("aftercare", "months"), "aftercare_does_not_add_up", **fill)
    for number, (before, after) in enumerate(pairwise(aftercare.steps), 1):
        if after.every_weeks < before.every_weeks:
            yield _fault(("aftercare", "steps", number, "every_weeks"), "aftercare_thickens")


def _usual_weeks(levels: list[Level]) -> int | None:
    """The weeks of all levels together, where each says how many."""
    weeks = [level.usual_weeks for level in levels if level.usual_weeks is not None]
    return sum(weeks) if len(weeks) == len(levels) else None
