"""The rules, one function each. Pure: a `Week` in, sentences with numbers out, always the same.

They speak about hours planned and attended, sessions a day, individual sessions, mutual help and
benchmarks. What follows from it is in `proposals`; nothing is ever done by itself.
"""

from dataclasses import dataclass

from app.level_of_care.benchmarks import Standing, standings
from app.level_of_care.facts import Outcome, Week
from app.level_of_care.models import Proposal
from app.level_of_care.proposals import propose
from app.level_of_care.sentences import Say, Sentence, say
from app.programs.kinds import AppointmentKind


@dataclass(frozen=True, slots=True)
class Review:
    """What the rules say about one week, what they propose, and why."""

    sentences: tuple[Sentence, ...]
    benchmarks: tuple[Standing, ...]
    proposal: Proposal
    reasons: tuple[Sentence, ...]


def review(week: Week) -> Review:
    """Everything there is to say about a week. Never empty, never without a reason."""
    standing = standings(week)
    proposal, reasons = propose(week, standing)
    sentences = (
        *hours(week),
        *lowered_floor(week),
        *ceiling(week),
        *marks(week),
        *individual(week),
        *mutual_help(week),
        *daily_cap(week),
        *benchmarks(standing),
        *time_at_level(week),
    )
    return Review(sentences, standing, proposal, reasons)


def hours(week: Week) -> list[Sentence]:
    """Hours against the floor. Before the week begins what is planned is told, so that it can be
    mended in time.

    Source: "minimum of nine hours of service per week, in three, three-hour sessions" (classic);
    minimum 6, typical 9, maximum 30 hours a week (virtual)."""
    if week.is_all_excused and not week.planned:
        return [say(Say.all_excused)]
    if not week.planned:
        code = Say.nothing_took_place if week.is_over else Say.nothing_planned
        return [say(code, floor_min=week.floor)]
    if not week.is_begun:
        return [say(Say.hours_planned, planned_min=week.planned, **_against_floor(week))]
    if week.is_over:
        return [say(Say.hours, attended_min=week.attended, **_against_floor(week))]
    ahead = week.minutes(Outcome.ahead)
    numbers = {"attended_min": week.attended, "ahead_min": ahead} | _against_floor(week)
    return [say(Say.hours_so_far, **numbers)]


def _against_floor(week: Week) -> dict[str, int]:
    return {"floor_min": week.floor, "missing_min": week.missing}


def lowered_floor(week: Week) -> list[Sentence]:
    """Excused time never counts against anybody: the floor is lowered in proportion.

    Source: clients "jet off to events ... and return as available" (individualized)."""
    if week.floor == week.usual_floor or (week.is_all_excused and not week.planned):
        return []
    return [
        say(
            Say.floor_of_first_week if week.begins_late else Say.floor_lowered,
            days=week.days_excused,
            of_days=len(week.usual_days),
            excused_min=week.excused,
            floor_min=week.floor,
            usual_floor_min=week.usual_floor,
        )
    ]


def ceiling(week: Week) -> list[Sentence]:
    """More than the level's ceiling is worth a word and nobody's error.

    Source: "more or longer possible" (classic); at most 30 hours a week (virtual)."""
    most = week.planned if not week.is_over else week.attended
    if most <= week.ceiling:
        return []
    return [
        say(
            Say.over_ceiling, hours_min=most, ceiling_min=week.ceiling, over_min=most - week.ceiling
        )
    ]


def marks(week: Week) -> list[Sentence]:
    """Sessions nobody has marked yet, which count for the client until somebody does, and those
    missed."""
    found = []
    if unmarked := week.count(Outcome.unmarked):
        found.append(say(Say.unmarked, count=unmarked, hours_min=week.minutes(Outcome.unmarked)))
    if missed := week.count(Outcome.missed):
        found.append(say(Say.missed, count=missed, hours_min=week.minutes(Outcome.missed)))
    return found


def individual(week: Week) -> list[Sentence]:
    """An individual session at least weekly while in treatment.

    Source: "30- to 50- minute ... at least weekly during the initial treatment stage" (classic);
    weekly individual therapy (step-down)."""
    wanted = week.wanted(AppointmentKind.individual, week.level.individual_a_week)
    codes = (Say.individual_met, Say.individual_planned, Say.individual_missing)
    return _of_kind(week, AppointmentKind.individual, wanted, codes)


def mutual_help(week: Week) -> list[Sentence]:
    """Mutual-help meetings where the level asks for them.

    Source: a "12-step or non 12-step recovery group is usually mandatory" (step-down)."""
    wanted = week.wanted(AppointmentKind.mutual_help, week.level.mutual_help_a_week)
    codes = (Say.mutual_help_met, Say.mutual_help_planned, Say.mutual_help_missing)
    return _of_kind(week, AppointmentKind.mutual_help, wanted, codes)


def _of_kind(
    week: Week, kind: AppointmentKind, wanted: int, codes: tuple[Say, Say, Say]
) -> list[Sentence]:
    attended = week.count(Outcome.attended, kind)
    still = week.count(Outcome.ahead, kind) + week.count(Outcome.unmarked, kind)
    numbers = {"attended": attended, "open": still, "wanted": wanted}
    if attended >= wanted:
        return [say(codes[0], **numbers)] if attended else []
    if attended + still >= wanted:
        return [say(codes[1], **numbers)]
    return [say(codes[2], **numbers, missing=wanted - attended - still)]


def daily_cap(week: Week) -> list[Sentence]:
    """Days with more sessions than were agreed with this client.

    Source: "three to four sessions per day is the maximum number that most clients can benefit
    from. For some clients two is the maximum" (individualized)."""
    if week.cap is None:
        return []
    return [
        say(Say.too_many_in_a_day, weekday=weekday, sessions=sessions, cap=week.cap)
        for weekday, sessions in week.sessions_on()
        if sessions > week.cap
    ]


def benchmarks(standing: tuple[Standing, ...]) -> list[Sentence]:
    """How many benchmarks of the level are met.

    Source: a plan "customized ... with benchmarks that will determine the course" (step-down)."""
    if not standing:
        return [say(Say.no_benchmarks)]
    return [say(Say.benchmarks, met=sum(one.is_met for one in standing), of=len(standing))]


def time_at_level(week: Week) -> list[Sentence]:
    """How long somebody has been at this level. A length is usual, never a limit.

    Source: "usually three to four months" (classic); "treatment can be of any length"
    (individualized)."""
    numbers = {"weeks": week.weeks_at_level, "usual": week.level.usual_weeks}
    return [say(Say.week_of_level, **numbers)]
