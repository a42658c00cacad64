"""How many hours a week a client of a level gets by the timetable: what is planned for everybody,
and what can be reached with the groups that are there for whoever likes."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.clock import Weekday
from app.programs.design import Group, Level, ProgrammeDesign, Service
from app.programs.kinds import AppointmentKind
from app.programs.sentences import HOURS, Sentence, level_and_track, number, said

NOT_SERVICE_HOURS = frozenset({AppointmentKind.mutual_help, AppointmentKind.aftercare})
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True)
class Week:
    """A usual week at one level on one track (None where there are none). Lengths in minutes."""

    number: int
    level: Level
    track: str | None
    groups: tuple[Group, ...]
    individual_minutes: int
    services: tuple[Service, ...]

    @property
    def group_minutes(self) -> int:
        """In groups everybody of the level is in."""
        return sum(_weekly(group) for group in self.groups if not group.optional)

    @property
    def optional_minutes(self) -> int:
        return sum(_weekly(group) for group in self.groups if group.optional)

    @property
    def other_minutes(self) -> float:
        """In sessions that come once in so many weeks, on average."""
        return sum(service.minutes / (service.every_weeks or 1) for service in self.services)

    @property
    def planned(self) -> float:
        """Hours planned for everybody."""
        individual = self.level.individual_a_week * self.individual_minutes
        return (self.group_minutes + individual + self.other_minutes) / 60

    @property
    def reachable(self) -> float:
        """Hours with every group that is there for whoever likes."""
        return self.planned + self.optional_minutes / 60

    @property
    def is_under(self) -> bool:
        return self.reachable < self.level.hours_floor - _ROUNDING

    @property
    def is_over(self) -> bool:
        return self.planned > self.level.hours_ceiling + _ROUNDING

    def on(self, day: Weekday) -> list[Group]:
        """The groups of a day that everybody is in."""
        return [group for group in self.groups if day in group.days and not group.optional]

    def sentence(self) -> Sentence:
        """What the hours are made of, and how they stand to the level's floor and ceiling."""
        level, parts = self.level, list(self._parts())
        verdict = "under" if self.is_under else "over" if self.is_over else "fits"
        if self.optional_minutes:
            verdict = f"{verdict}_optional"
        return said(
            HOURS[verdict],
            who=level_and_track(level, self.track),
            planned=number(self.planned),
            reachable=number(self.reachable),
            parts=Sentence(en=", ".join(p.en for p in parts), es=", ".join(p.es for p in parts)),
            floor=number(level.hours_floor),
            ceiling=number(level.hours_ceiling),
        )

    def _parts(self) -> Iterator[Sentence]:
        count = self.level.individual_a_week
        if self.group_minutes or not count:
            yield said(HOURS["groups"], hours=number(self.group_minutes / 60))
        if count:
            many = "individual" if count == 1 else "individuals"
            yield said(HOURS[many], count=count, minutes=self.individual_minutes)
        if self.services:
            yield said(HOURS["other"], hours=number(self.other_minutes / 60))


def weeks_of(design: ProgrammeDesign) -> Iterator[Week]:
    """A usual week for every level and track. A group in place of another is not counted: whoever
    is in it is not in the other."""
    services = tuple(s for s in design.services if s.core and s.every_weeks is not None)
    tracks: list[str | None] = [*design.tracks] or [None]
    for count, level in enumerate(design.levels):
        for track in tracks:
            groups = tuple(group for group in design.groups if _has(group, level, track))
            yield Week(count, level, track, groups, design.individual_minutes, services)


def _has(group: Group, level: Level, track: str | None) -> bool:
    return (
        group.kind not in NOT_SERVICE_HOURS
        and group.instead_of is None
        and (not group.levels or level.code in group.levels)
        and (group.track is None or track is None or group.track == track)
    )


def _weekly(group: Group) -> int:
    return group.minutes * len(group.days)
