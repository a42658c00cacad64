"""What the rules are told about one week of one client. Values only: no database and no clock.

Minutes are whole minutes of service. A week is Monday to Sunday in the centre's zone; weekdays
count from 0 on Monday. Time that is excused (away, a holiday, not yet admitted, a session the
centre cancelled) is taken off what is expected and is never counted as missed.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.programs.design import Level
from app.programs.hours import NOT_SERVICE_HOURS
from app.programs.kinds import AppointmentKind

WORKING_DAYS = frozenset(range(5))


class Outcome(StrEnum):
    """What became of one session for the client. `unmarked` is over, and nobody has said yet."""

    ahead = "ahead"
    unmarked = "unmarked"
    attended = "attended"
    missed = "missed"
    excused = "excused"


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with the client in it, as planned (`minutes`) and as it went (`attended`). Not
    `in_calendar` is a mutual-help meeting the client says they attended elsewhere."""

    weekday: int
    kind: AppointmentKind
    minutes: int
    outcome: Outcome
    attended: int = 0
    in_calendar: bool = True

    @property
    def is_service(self) -> bool:
        """Whether its time counts as hours of service in treatment: all but mutual help, which no
        provider gives (TIP 47), and aftercare, as in the hours of a timetable."""
        return self.kind not in NOT_SERVICE_HOURS


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a counselor last said about a benchmark, and whether it had been met before."""

    is_met: bool
    evidence: str
    was_met: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """One week at one level. `before` are the earlier weeks at the same level, oldest first, which
    have none before them. `begins_late` when somebody was admitted after its Monday. `quiet_days`
    are days in a row without a reported use, None as long as nobody has checked in, and
    `quiet_checked` how many of the last seven have a check-in; `quiet_days_before` are the days in
    a row a week ago, None if there was no check-in in the seven before. `checked_days` of
    `told_days` have a check-in. `given_back` are minutes of service the client gave back."""

    monday: date
    level: Level
    weeks_at_level: int
    is_begun: bool = True
    is_over: bool = True
    is_first_level: bool = False
    is_last_level: bool = False
    sittings: tuple[Sitting, ...] = ()
    usual_days: frozenset[int] = WORKING_DAYS
    excused_days: frozenset[int] = frozenset()
    begins_late: bool = False
    cap: int | None = None
    told_days: int = 0
    checked_days: int = 0
    given_back: int = 0
    quiet_days: int | None = None
    quiet_checked: int = 0
    quiet_days_before: int | None = None
    judgements: tuple[tuple[str, Judgement], ...] = ()
    before: tuple["Week", ...] = ()

    @property
    def usual_floor(self) -> int:
        """The floor of the level, in minutes."""
        return round(self.level.hours_floor * 60)

    @property
    def ceiling(self) -> int:
        """The ceiling of the level, in minutes."""
        return round(self.level.hours_ceiling * 60)

    @property
    def floor(self) -> int:
        """What is expected this week: the level's floor, less the larger of two shares, that of
        the excused days and that of the excused minutes."""
        by_days = self.usual_floor * (len(self.usual_days) - self.days_excused)
        of_days = max(1, len(self.usual_days))
        whole = max(1, self.usual_floor, self.planned + self.excused)
        by_minutes = self.usual_floor * (whole - self.excused)
        return min(by_days // of_days if self.usual_days else self.usual_floor, by_minutes // whole)

    @property
    def days_excused(self) -> int:
        """How many of the client's usual days are excused."""
        return len(self.excused_days & self.usual_days)

    @property
    def is_all_excused(self) -> bool:
        """Whether nothing at all is expected."""
        return bool(self.usual_days) and self.usual_days <= self.excused_days

    @property
    def planned(self) -> int:
        """Minutes of service that stand in the calendar and are not excused."""
        return sum(one.minutes for one in self.sittings if _stands(one))

    @property
    def attended(self) -> int:
        """Minutes of service the client was there for."""
        return sum(one.attended for one in self.sittings if one.is_service)

    @property
    def excused(self) -> int:
        """Minutes of service that were excused."""
        return self.minutes(Outcome.excused)

    @property
    def open(self) -> int:
        """Minutes of service that may still count: to come, or not marked yet."""
        return self.minutes(Outcome.ahead) + self.minutes(Outcome.unmarked)

    @property
    def missing(self) -> int:
        """Minutes short of the floor, if everything that is open is attended."""
        return max(0, self.floor - self.attended - self.open)

    @property
    def short(self) -> int:
        """Minutes short of the floor by sessions that were missed. What was never planned is the
        planning's to mend, and minutes late or left early are no session missed."""
        return min(self.missing, self.minutes(Outcome.missed))

    @property
    def unreached(self) -> int:
        """Minutes that stand in the way of less care: those short of the floor, or, where less was
        planned than the floor, of what was planned, with what the client gave back. Where nothing
        was planned in a week that is over, the whole floor: nothing shows that less would do."""
        meant = self.planned + self.given_back
        if self.is_over and not meant:
            return self.missing
        return max(0, min(self.floor, meant) - self.attended - self.open)

    def minutes(self, outcome: Outcome) -> int:
        """Planned minutes of service with this outcome."""
        return sum(one.minutes for one in self.sittings if _is(one, outcome))

    def count(self, outcome: Outcome, kind: AppointmentKind | None = None) -> int:
        """Sessions with this outcome: of one kind, or else all that are service."""
        return sum(
            one.outcome is outcome and (one.is_service if kind is None else one.kind is kind)
            for one in self.sittings
        )

    def wanted(self, kind: AppointmentKind, usual: int) -> int:
        """How many of `usual` sessions of a kind are expected when some are excused."""
        if self.is_all_excused:
            return 0
        of_days = max(1, len(self.usual_days))
        by_days = -(-usual * (of_days - self.days_excused) // of_days)
        return max(0, min(by_days, usual - self.count(Outcome.excused, kind)))

    def sessions_on(self) -> list[tuple[int, int]]:
        """For each weekday with sessions that are not excused, of any kind: how many. What somebody
        attends elsewhere is no session here."""
        here = [one for one in self.sittings if one.in_calendar]
        standing = [one for one in here if one.outcome is not Outcome.excused]
        counted = Counter(one.weekday for one in standing)
        return sorted(counted.items())

    def judgement(self, code: str) -> Judgement | None:
        """What a counselor last said about a benchmark."""
        return dict(self.judgements).get(code)


def _stands(one: Sitting) -> bool:
    return one.is_service and one.outcome is not Outcome.excused


def _is(one: Sitting, outcome: Outcome) -> bool:
    return one.is_service and one.outcome is outcome
