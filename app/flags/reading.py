"""Tasks as staff read them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from app.flags import queries
from app.flags.models import Flag, Task, TaskHop
from app.flags.queries import SeenTask
from app.flags.schemas import FlagRead, HopRead, Named, TaskDetail, TaskRead
from app.flags.wording import said
from app.people.models import Language
from app.people.viewers import Viewer


def task_reads(db: Session, viewer: Viewer, tasks: Sequence[SeenTask]) -> list[TaskRead]:
    """Tasks the viewer was found to see, with their reasons."""
    flags = queries.flags_of(db, [one.task.id for one in tasks if one.is_seen])
    names = queries.names(db, [who for one in tasks for who in _people(one.task)])
    return [_read(viewer, one.task, flags.get(one.task.id, []), names) for one in tasks]


def task_detail(db: Session, viewer: Viewer, one: SeenTask) -> TaskDetail:
    """One task with the way it went. What was written on the way is for those who see the
    client."""
    [read] = task_reads(db, viewer, [one])
    hops = queries.hops_of(db, one.task.id)
    names = queries.names(db, [who for hop in hops for who in (hop.owner_id, hop.by)])
    way = [_hop(hop, names, is_seen=one.is_seen) for hop in hops]
    return TaskDetail(**read.model_dump(), way=way)


def flag_read(flag: Flag, language: Language) -> FlagRead:
    """A flag in words."""
    return FlagRead(
        key=queries.key_of(flag),
        code=flag.flag,
        measure=flag.measure,
        reason=said(flag, language),
        rating=flag.rating,
    )


def _people(task: Task) -> tuple[UUID | None, ...]:
    return task.client_id, task.owner_id, task.acknowledged_by, task.closed_by


def _read(viewer: Viewer, task: Task, flags: Sequence[Flag], names: Mapping[UUID, str]) -> TaskRead:
    def name(person_id: UUID | None) -> str | None:
        return None if person_id is None else names.get(person_id)

    return TaskRead(
        id=task.id,
        client=Named(id=task.client_id, shown_name=names[task.client_id]),
        kind=task.kind,
        focus_id=task.focus_id,
        urgency=task.urgency,
        opened_at=task.opened_at,
        is_stuck=task.stuck_at is not None and task.closed_at is None,
        due_at=task.due_at,
        owner=name(task.owner_id),
        is_mine=task.owner_id == viewer.id,
        state=queries.state_of(task),
        overdue=queries.is_overdue(task, viewer.now),
        hops=task.hop,
        acknowledged_at=task.acknowledged_at,
        acknowledged_by=name(task.acknowledged_by),
        closed_at=task.closed_at,
        closed_by=name(task.closed_by),
        outcome=task.outcome,
        outcome_line=task.outcome_line,
        flags=[flag_read(flag, viewer.person.language) for flag in flags],
    )


def _hop(hop: TaskHop, names: Mapping[UUID, str], *, is_seen: bool) -> HopRead:
    return HopRead(
        number=hop.number,
        owner=None if hop.owner_id is None else names.get(hop.owner_id),
        at=hop.at,
        due_at=hop.due_at,
        why=hop.why,
        by=None if hop.by is None else names.get(hop.by),
        line=hop.line if is_seen else None,
        took_at=hop.took_at,
    )
