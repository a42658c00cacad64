"""Reading flags and tasks, from what the viewer may see."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from app.access.models import Data
from app.access.policy import visible
from app.episodes.care import in_care
from app.errors import NotFound
from app.flags.models import Flag, HopReason, Task, TaskHop, TaskKind, Urgency
from app.flags.schemas import OwnResponse, Response, ResponseState, TaskShort
from app.people.models import Person, Role
from app.people.viewers import Viewer
from app.programs.opening_hours import week_of
from app.programs.queries import centre

Key = tuple[UUID, UUID]
"""A client and what a task is about."""
LIST_LENGTH = 200
ABOUT_WHAT_THEY_SENT = (TaskKind.check_in, TaskKind.craving_log)
"""Kinds of tasks a client is told of: those that answer something they sent."""
_WENT_ON = (HopReason.overdue, HopReason.handed_over, HopReason.not_here)
_URGENT_FIRST = case(
    *((col(Task.urgency) == urgency, at) for at, urgency in enumerate(Urgency)), else_=9
)


def flags_about(db: Session, kind: TaskKind, keys: Iterable[Key]) -> dict[Key, list[Flag]]:
    """The flags of things that the viewer was already found to see."""
    wanted = list(keys)
    found: defaultdict[Key, list[Flag]] = defaultdict(list)
    if not wanted:
        return found
    rows = db.exec(
        select(Flag, Task)
        .join(Task, col(Task.id) == col(Flag.task_id))
        .where(_about(kind, wanted))
        .order_by(col(Flag.flag), col(Flag.measure))
    )
    for flag, task in rows:
        found[task.client_id, task.focus_id].append(flag)
    return found


def responses_about(db: Session, kind: TaskKind, keys: Iterable[Key]) -> dict[Key, Response]:
    """What clients are told of the looking at things they sent, and the viewer was found to see:
    open and answered ones. Nothing for what has no task."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = db.exec(_told().where(_about(kind, wanted))).all()
    in_hours = keeps_hours(db) if rows else True
    return {
        (task.client_id, task.focus_id): _response(task, name, went, in_hours)
        for task, name, went in rows
    }


def own_open(db: Session, viewer: Viewer) -> list[OwnResponse]:
    """What the viewer sent as a client and somebody still looks at, newest first."""
    rows = db.exec(
        _told()
        .where(
            Task.client_id == viewer.id,
            col(Task.kind).in_(ABOUT_WHAT_THEY_SENT),
            col(Task.closed_at).is_(None),
        )
        .order_by(col(Task.opened_at).desc(), col(Task.id).desc())
        .limit(LIST_LENGTH)
    ).all()
    in_hours = keeps_hours(db) if rows else True
    return [
        OwnResponse(
            **_response(task, name, went, in_hours).model_dump(),
            kind=task.kind,
            focus_id=task.focus_id,
        )
        for task, name, went in rows
    ]


def tasks_about(
    db: Session, viewer: Viewer, kind: TaskKind, keys: Iterable[Key]
) -> dict[Key, TaskShort]:
    """The tasks of things that a member of staff was already found to see."""
    wanted = list(keys)
    if not wanted:
        return {}
    owner = aliased(Person)
    rows = db.exec(
        select(Task, col(owner.shown_name))
        .outerjoin(owner, col(owner.id) == col(Task.owner_id))
        .where(_about(kind, wanted))
    )
    return {
        (task.client_id, task.focus_id): TaskShort(
            id=task.id, urgency=task.urgency, due_at=task.due_at, owner=name,
            is_mine=task.owner_id == viewer.id, state=state_of(task),
            overdue=is_overdue(task, viewer.now), hops=task.hop,
        )
        for task, name in rows
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenTask:
    """A task with whether the viewer sees what it is about, or only that somebody has to."""

    task: Task
    is_seen: bool


def open_tasks(db: Session, viewer: Viewer, limit: int = LIST_LENGTH) -> list[SeenTask]:
    """Open tasks that are the viewer's to see, most urgent first, those that are due first among
    them; one more than `limit` if there are more."""
    rows = db.exec(
        _seen(viewer)
        .where(col(Task.closed_at).is_(None))
        .order_by(_URGENT_FIRST, col(Task.due_at), col(Task.id))
        .limit(limit + 1)
    )
    return [SeenTask(task, sees) for task, sees in rows]


def task(db: Session, viewer: Viewer, task_id: UUID, *, to_change: bool = False) -> SeenTask:
    """One task; `NotFound` for a stranger's and for one about the viewer. `to_change` keeps others
    from it until the unit of work ends."""
    if to_change:
        # By its id alone: a row is not locked through what it is joined with.
        lock = select(Task).where(Task.id == task_id).with_for_update()
        db.exec(lock.execution_options(populate_existing=True)).first()
    found = db.exec(_seen(viewer).where(col(Task.id) == task_id)).first()
    if found is None:
        raise NotFound
    return SeenTask(*found)


def task_about(db: Session, client_id: UUID, kind: TaskKind, focus_id: UUID) -> Task | None:
    """The task about one thing, for whoever writes that thing; kept from others meanwhile."""
    return db.exec(
        select(Task)
        .where(Task.client_id == client_id, Task.kind == kind, Task.focus_id == focus_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def flags_of(db: Session, task_ids: Iterable[UUID]) -> dict[UUID, list[Flag]]:
    """The flags of tasks, in one order."""
    found: defaultdict[UUID, list[Flag]] = defaultdict(list)
    rows = db.exec(
        select(Flag)
        .where(col(Flag.task_id).in_(list(task_ids)))
        .order_by(col(Flag.flag), col(Flag.measure))
    )
    for flag in rows:
        found[flag.task_id].append(flag)
    return found


def hops_of(db: Session, task_id: UUID) -> list[TaskHop]:
    """The way a task went, from its beginning."""
    query = select(TaskHop).where(TaskHop.task_id == task_id).order_by(col(TaskHop.number))
    return list(db.exec(query))


def names(db: Session, people: Iterable[UUID | None]) -> dict[UUID, str]:
    """What people are called. For those who see the task they are named in."""
    known = {one for one in people if one is not None}
    if not known:
        return {}
    rows = db.exec(select(Person.id, Person.shown_name).where(col(Person.id).in_(known)))
    return {person_id: name for person_id, name in rows}


def key_of(flag: Flag) -> str:
    """What a rating names a flag by: its code, or code and measure."""
    return f"{flag.flag}:{flag.measure}" if flag.measure else flag.flag.value


def state_of(task: Task) -> ResponseState:
    """How far the looking is."""
    if task.closed_at is not None:
        return ResponseState.answered
    return ResponseState.waiting if task.acknowledged_at is None else ResponseState.has_it


def is_overdue(task: Task, now: datetime) -> bool:
    """Whether a task is open past its time."""
    return task.closed_at is None and task.due_at <= now


def keeps_hours(db: Session) -> bool:
    """Whether the centre has any opening hours."""
    return any(week_of(centre(db).opening_hours).values())


def _about(kind: TaskKind, keys: Sequence[Key]) -> ColumnElement[bool]:
    return and_(col(Task.kind) == kind, tuple_(col(Task.client_id), col(Task.focus_id)).in_(keys))


def _told() -> Select[Task, str | None, bool]:
    went_on = exists().where(col(TaskHop.task_id) == col(Task.id), col(TaskHop.why).in_(_WENT_ON))
    owner = aliased(Person)
    return select(Task, col(owner.shown_name), went_on).outerjoin(
        owner, col(owner.id) == col(Task.owner_id)
    )


def _response(task: Task, name: str | None, went_on: bool, in_hours: bool) -> Response:
    return Response(
        task_id=task.id,
        by=name,
        by_when=task.due_at,
        urgency=task.urgency,
        state=state_of(task),
        went_on=went_on,
        in_hours=in_hours,
        stuck=task.stuck_at is not None and task.closed_at is None,
    )


def _seen(viewer: Viewer) -> Select[Task, bool]:
    """Tasks about clients the viewer sees; for an administrator also those that are stuck."""
    is_craving = col(Task.kind) == TaskKind.craving_log
    sees = or_(
        and_(is_craving, col(Task.client_id).in_(visible(viewer, Data.craving_logs))),
        and_(~is_craving, col(Task.client_id).in_(visible(viewer, Data.check_ins))),
    )
    mine: ColumnElement[bool] = sees
    if Role.administrator in viewer.roles:
        # What alumni send waits for those they show it to: nobody else is looked for.
        is_stuck = and_(
            col(Task.stuck_at).is_not(None),
            col(Task.closed_at).is_(None),
            col(Task.client_id).in_(in_care()),
        )
        mine = or_(sees, is_stuck)
    return select(Task, sees).where(mine, col(Task.client_id) != viewer.id)
