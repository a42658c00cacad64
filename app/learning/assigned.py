"""Which modules clients were given: by somebody, with a group, or by their level of care.

What a level brings is in the programme and no row: the modules of the level a client is at and of
those they were at before in the same stay, each from its week on, counted from the day they first
came to that level. For many clients at once; who may look is decided by whoever calls this.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from app import clock
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from app.learning.models import AssignedFor, ModuleAssignment
from app.people.models import Person
from app.programs.design import ProgrammeDesign
from app.programs.models import Programme
from app.programs.queries import design_of


@dataclass(frozen=True, slots=True)
class Assigned:
    """How one module came to a client, and when: what a level brings comes with the first day of
    its week. `by` is a name; `week` (at the level, from 1) is for those of a level alone, and it
    `is_now` from that week on. `id` is the assignment's; none for those of a level."""

    source: AssignedFor
    at: datetime
    by: str | None = None
    due_on: date | None = None
    line: str | None = None
    week: int | None = None
    is_now: bool = True
    id: UUID | None = None
    series_id: UUID | None = None


@dataclass(slots=True)
class Assignments:
    """A client's modules by id. `this_week` is the week they are in at their level, from 1; None
    for somebody who is at none."""

    modules: dict[str, Assigned] = field(default_factory=dict)
    this_week: int | None = None


@dataclass(slots=True)
class _Stay:
    """A running stay: the level of a client in treatment, and when they came to each level first.
    `began_at` stands in for a level that no step tells of."""

    programme_id: UUID
    level: str | None
    began_at: datetime
    zone: str
    came_at: dict[str, datetime] = field(default_factory=dict)

    def week_at(self, level: str, now: datetime) -> int:
        """The week since they came to a level, in their own days, from 1."""
        days = clock.local_day(now, self.zone) - clock.local_day(self.since(level), self.zone)
        return max(0, days.days) // 7 + 1

    def since(self, level: str) -> datetime:
        return self.came_at.get(level, self.began_at)

    def began(self, level: str, week: int) -> datetime:
        """When a week at a level began, or will: a first day of their own, but for the first."""
        since = self.since(level)
        if week == 1:
            return since
        day = clock.local_day(since, self.zone) + timedelta(weeks=week - 1)
        return clock.start_of_day(day, self.zone)

    def has_been_at(self, level: str) -> bool:
        return level == self.level or level in self.came_at


def assigned_modules(
    db: Session, client_ids: Collection[UUID], now: datetime
) -> dict[UUID, Assignments]:
    """What each of these clients was given, by client: three queries. A module given by somebody
    and by the level is told as given by somebody, with its week."""
    found = {client_id: Assignments() for client_id in client_ids}
    given, not_needed = _given(db, client_ids)
    designs: dict[UUID, ProgrammeDesign] = {}
    stays = _stays(db, client_ids)
    wanted = {stay.programme_id for stay in stays.values()}
    for programme in db.exec(select(Programme).where(col(Programme.id).in_(wanted))):
        designs[programme.id] = design_of(programme)
    for client_id, stay in stays.items():
        of_level = _of_levels(stay, designs[stay.programme_id], now)
        for module_id in of_level.modules.keys() & not_needed[client_id]:
            del of_level.modules[module_id]
        found[client_id] = of_level
    for client_id, modules in given.items():
        brought = found[client_id].modules
        for module_id, one in modules.items():
            week = brought[module_id].week if module_id in brought else None
            brought[module_id] = replace(one, week=week)
    return found


def _of_levels(stay: _Stay, design: ProgrammeDesign, now: datetime) -> Assignments:
    found = Assignments()
    if stay.level is not None:
        found.this_week = stay.week_at(stay.level, now)
    been = [level for level in design.levels if stay.has_been_at(level.name)]
    for level in sorted(been, key=lambda one: stay.since(one.name)):
        week = stay.week_at(level.name, now)
        for one in level.modules:
            brought = Assigned(
                source=AssignedFor.level,
                at=stay.began(level.name, one.week),
                week=one.week,
                is_now=one.week <= week,
            )
            known = found.modules.get(one.module)
            if known is None or (brought.is_now and not known.is_now):
                found.modules[one.module] = brought
    return found


def _given(
    db: Session, client_ids: Collection[UUID]
) -> tuple[dict[UUID, dict[str, Assigned]], defaultdict[UUID, set[str]]]:
    """What was given to clients and not taken back, and what of their level they do not need."""
    rows = db.exec(
        select(ModuleAssignment, Person.shown_name)
        .join(Person, col(Person.id) == col(ModuleAssignment.assigned_by))
        .where(
            col(ModuleAssignment.client_id).in_(client_ids),
            or_(
                col(ModuleAssignment.withdrawn_at).is_(None),
                col(ModuleAssignment.source) == AssignedFor.level,
            ),
        )
        .order_by(col(ModuleAssignment.assigned_at), col(ModuleAssignment.id))
    )
    given: defaultdict[UUID, dict[str, Assigned]] = defaultdict(dict)
    not_needed: defaultdict[UUID, set[str]] = defaultdict(set)
    for row, name in rows:
        if row.source is not AssignedFor.level:
            given[row.client_id][row.module_id] = _by_somebody(row, name)
        elif row.withdrawn_at is None:
            not_needed[row.client_id].discard(row.module_id)
        else:
            not_needed[row.client_id].add(row.module_id)
    return given, not_needed


def _by_somebody(row: ModuleAssignment, name: str) -> Assigned:
    return Assigned(
        source=row.source,
        at=row.assigned_at,
        by=name,
        due_on=row.due_on,
        line=row.line,
        id=row.id,
        series_id=row.series_id,
    )


def _stays(db: Session, client_ids: Collection[UUID]) -> dict[UUID, _Stay]:
    """The running stay of each client who has been at a level."""
    rows = db.exec(
        select(EpisodeOfCare, Person.time_zone, EpisodeStep)
        .join(Person, col(Person.id) == col(EpisodeOfCare.client_id))
        .outerjoin(
            EpisodeStep,
            and_(
                col(EpisodeStep.episode_id) == col(EpisodeOfCare.id),
                col(EpisodeStep.phase) == Phase.treatment,
                col(EpisodeStep.level).is_not(None),
            ),
        )
        .where(col(EpisodeOfCare.client_id).in_(client_ids), col(EpisodeOfCare.ended_at).is_(None))
        .order_by(col(EpisodeStep.at))
    )
    stays: dict[UUID, _Stay] = {}
    for episode, zone, step in rows:
        level = episode.level if episode.phase is Phase.treatment else None
        began_at = episode.admitted_at or episode.opened_at
        stay = stays.setdefault(
            episode.client_id, _Stay(episode.programme_id, level, began_at, zone)
        )
        if step is not None and step.level is not None:
            stay.came_at.setdefault(step.level, step.at)
    return stays
