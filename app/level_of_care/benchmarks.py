"""Which benchmarks of a level are met, and what shows it. Pure.

A counted benchmark looks back over so many weeks at this level and needs all of them; without a
number of weeks it looks back over the whole time at the level.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.level_of_care.facts import Outcome, Week
from app.level_of_care.sentences import Say, Sentence, say
from app.programs.design import Benchmark, Measure
from app.programs.kinds import AppointmentKind

Finding = tuple[bool, Sentence]


@dataclass(frozen=True, slots=True)
class Standing:
    """One benchmark: whether it is met, whether it was met before and is so no more, and the
    evidence."""

    benchmark: Benchmark
    is_met: bool
    is_lost: bool
    evidence: Sentence


def standings(week: Week) -> tuple[Standing, ...]:
    """Where each benchmark of the level stands."""
    return tuple(_standing(week, benchmark) for benchmark in week.level.benchmarks)


def _standing(week: Week, benchmark: Benchmark) -> Standing:
    if benchmark.weeks is not None and week.weeks_at_level < benchmark.weeks:
        numbers = {"weeks": benchmark.weeks, "week": week.weeks_at_level}
        return Standing(benchmark, False, False, say(Say.too_early, **numbers))
    is_met, evidence = FINDINGS[benchmark.measure](week, benchmark)
    return Standing(benchmark, is_met, not is_met and _was_met(week, benchmark), evidence)


def _was_met(week: Week, benchmark: Benchmark) -> bool:
    """Only what somebody said counts as lost, never a share that moved by a session, nor days on
    which nobody said anything."""
    if benchmark.measure is Measure.no_use:
        wanted = benchmark.at_least or 0
        return (week.quiet_days or 0) < wanted <= (week.quiet_days_before or 0)
    if benchmark.measure is Measure.judgement:
        said = week.judgement(benchmark.code)
        return said is not None and said.was_met
    return False


def _judged(week: Week, benchmark: Benchmark) -> Finding:
    said = week.judgement(benchmark.code)
    if said is None:
        return False, say(Say.not_judged)
    return said.is_met, say(Say.judged, evidence=said.evidence)


def _attendance(week: Week, benchmark: Benchmark) -> Finding:
    """Sessions of service attended out of those attended or missed; excused ones are neither."""
    weeks = looked_at(week, benchmark)
    came = sum(one.count(Outcome.attended) for one in weeks)
    of = came + sum(one.count(Outcome.missed) for one in weeks)
    return _share(Say.share_attended, came, of, benchmark, len(weeks))


def _check_ins(week: Week, benchmark: Benchmark) -> Finding:
    """Days with a check-in out of the days so far."""
    weeks = looked_at(week, benchmark)
    told = sum(one.told_days for one in weeks)
    checked = sum(one.checked_days for one in weeks)
    return _share(Say.share_checked_in, checked, told, benchmark, len(weeks))


def _share(code: Say, part: int, of: int, benchmark: Benchmark, weeks: int) -> Finding:
    if not of:
        return False, say(Say.not_known)
    wanted = benchmark.at_least or 0
    percent = round(wanted * 100)
    found = say(code, part=part, of=of, percent=100 * part // of, wanted=percent, weeks=weeks)
    return part >= wanted * of - 1e-9, found


def _individual(week: Week, benchmark: Benchmark) -> Finding:
    weeks = looked_at(week, benchmark)
    found = sum(one.count(Outcome.attended, AppointmentKind.individual) > 0 for one in weeks)
    numbers = {"part": found, "wanted": benchmark.at_least, "weeks": len(weeks)}
    return found >= (benchmark.at_least or 0), say(Say.weeks_with_individual, **numbers)


def _mutual_help(week: Week, benchmark: Benchmark) -> Finding:
    weeks = looked_at(week, benchmark)
    met = sum(one.count(Outcome.attended, AppointmentKind.mutual_help) for one in weeks)
    numbers = {"part": met, "wanted": benchmark.at_least, "weeks": len(weeks)}
    is_met = met >= (benchmark.at_least or 0) * len(weeks) - 1e-9
    return is_met, say(Say.mutual_help_a_week, **numbers)


def _no_use(week: Week, benchmark: Benchmark) -> Finding:
    """Days in a row without a reported use. Silence is not "no use": it takes a check-in within
    the last seven days."""
    if week.quiet_days is None:
        return False, say(Say.not_known)
    numbers = {"days": week.quiet_days, "checked": week.quiet_checked}
    is_met = week.quiet_checked > 0 and week.quiet_days >= (benchmark.at_least or 0)
    return is_met, say(Say.days_without_use, **numbers, wanted=benchmark.at_least)


def looked_at(week: Week, benchmark: Benchmark) -> tuple[Week, ...]:
    """The weeks a benchmark looks back over, this one last. Weeks that were excused altogether are
    left out, so that being away neither helps nor harms."""
    weeks = tuple(one for one in (*week.before, week) if not one.is_all_excused)
    return weeks[-benchmark.weeks :] if benchmark.weeks else weeks


FINDINGS: dict[Measure, Callable[[Week, Benchmark], Finding]] = {
    Measure.attendance: _attendance,
    Measure.individual: _individual,
    Measure.mutual_help: _mutual_help,
    Measure.check_ins: _check_ins,
    Measure.no_use: _no_use,
    Measure.judgement: _judged,
}
