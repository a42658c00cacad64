"""What the rules propose, and why. Pure; a counselor decides.

The order is modest: less care is proposed only when every benchmark is met and the hours were
reached, more care only when two weeks in a row were short by sessions that were missed or a
benchmark was lost again, and where both would apply, to stay.
"""

from app.level_of_care.benchmarks import Standing
from app.level_of_care.facts import Week
from app.level_of_care.models import Proposal
from app.level_of_care.sentences import Say, Sentence, say

Proposed = tuple[Proposal, tuple[Sentence, ...]]


def propose(week: Week, standing: tuple[Standing, ...]) -> Proposed:
    """The proposal for a week with its reasons, of which there is always one."""
    if not week.is_begun:
        return Proposal.stay, (say(Say.week_ahead),)
    forward, for_it = _forward(week, standing)
    back = _reasons_for_more(week, standing)
    if not back:
        return _with_the_hours(week, (forward, for_it))
    if forward is not Proposal.stay:
        return Proposal.stay, (*back, *for_it)
    if week.is_first_level:
        return Proposal.stay, (*back, say(Say.no_level_above))
    return Proposal.step_up, back


def _with_the_hours(week: Week, forward: Proposed) -> Proposed:
    """Less care, or the end, only for somebody who came: while hours are missing this week or in
    the one before, to stay. What counts as missing is in `Week.unreached`: excused time does not,
    nor what the centre never planned, places that were given back do."""
    earlier = week.before[-1].unreached if week.before else 0
    if forward[0] is Proposal.stay or not (week.unreached or earlier):
        return forward
    numbers = {"missing_min": week.unreached, "before_min": earlier}
    return Proposal.stay, (*forward[1], say(Say.hours_not_reached, **numbers))


def _forward(week: Week, standing: tuple[Standing, ...]) -> Proposed:
    """A step down as the benchmarks are reached, or the end of the treatment; else to stay.

    Source: "step down as the benchmarks are reached" (step-down); "some become less intensive over
    time", "usually three to four months" (classic)."""
    met = sum(one.is_met for one in standing)
    if met < len(standing):
        return Proposal.stay, (say(Say.not_all_met, met=met, of=len(standing)),)
    why = (say(Say.all_met, met=met, of=met),) if standing else ()
    if week.weeks_at_level < 2:
        return Proposal.stay, (*why, say(Say.first_week))
    if not _time_is_over(week, standing):
        return Proposal.stay, (*why, *_time_left(week))
    if week.is_last_level:
        return Proposal.complete, (*why, *_time_over(week), say(Say.last_level))
    return Proposal.step_down, (*why, *(() if standing else _time_over(week)))


def _time_is_over(week: Week, standing: tuple[Standing, ...]) -> bool:
    """Benchmarks decide about a step down, time alone where there are none; the end of the
    treatment takes both. Without a usual length it takes the benchmarks alone."""
    usual = week.level.usual_weeks
    if standing and (usual is None or not week.is_last_level):
        return True
    return usual is not None and week.weeks_at_level >= usual


def _time_left(week: Week) -> tuple[Sentence, ...]:
    usual = week.level.usual_weeks
    if usual is None:
        return (say(Say.no_benchmarks),)
    numbers = {"weeks": week.weeks_at_level, "usual": usual, "left": usual - week.weeks_at_level}
    return (say(Say.usual_weeks_left, **numbers),)


def _time_over(week: Week) -> tuple[Sentence, ...]:
    usual = week.level.usual_weeks
    if usual is None:
        return ()
    return (say(Say.usual_weeks_over, weeks=week.weeks_at_level, usual=usual),)


def _reasons_for_more(week: Week, standing: tuple[Standing, ...]) -> tuple[Sentence, ...]:
    """Two weeks in a row short of the floor by sessions that were missed, whatever is still open
    counted as attended; or a benchmark lost again."""
    lost = tuple(
        say(Say.benchmark_lost, benchmark=one.benchmark.text) for one in standing if one.is_lost
    )
    earlier = week.before[-1] if week.before else None
    if earlier is None or not (earlier.short and week.short):
        return lost
    numbers = {"first_min": earlier.short, "second_min": week.short}
    return (say(Say.short_twice, **numbers), *lost)
