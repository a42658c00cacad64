"""Tasks: what somebody looks at by when, and what clients are told of it."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.flags import queries, service
from app.flags.models import Task
from app.flags.precision import precision
from app.flags.queries import LIST_LENGTH, SeenTask
from app.flags.reading import task_detail, task_reads
from app.flags.schemas import (
    HandingOver,
    OutcomeWrite,
    OwnResponseList,
    PrecisionList,
    TaskDetail,
    TaskList,
)
from app.people.viewers import Client, Counselor, Staff, Viewer
from app.routing import Db, house_router

router = house_router("", "tasks")


@router.get("/responses")
def own_responses(client: Client, db: Db) -> OwnResponseList:
    """Who looks at what the viewer sent, and by when: what is still open, newest first."""
    audit.viewed(db, client, Data.check_ins, [client.id])
    return OwnResponseList(items=queries.own_open(db, client))


@router.get("/tasks")
def open_tasks(viewer: Staff, db: Db) -> TaskList:
    """Open tasks about the viewer's clients, and for administrators those nobody is left for. Most
    urgent first."""
    rows = queries.open_tasks(db, viewer)
    shown = rows[:LIST_LENGTH]
    _note(db, viewer, shown)
    return TaskList(items=task_reads(db, viewer, shown), more=len(rows) > LIST_LENGTH)


@router.get("/tasks/{task_id}")
def read_task(viewer: Staff, db: Db, task_id: UUID) -> TaskDetail:
    """One task with the way it went."""
    return _detail(db, viewer, task_id)


@router.put("/tasks/{task_id}/acknowledgement")
def acknowledge(viewer: Counselor, db: Db, task_id: UUID) -> TaskDetail:
    """The viewer has it."""
    return _after(db, viewer, service.acknowledge(db, viewer, task_id))


@router.put("/tasks/{task_id}/handing-over")
def hand_over(viewer: Staff, db: Db, task_id: UUID, body: HandingOver) -> TaskDetail:
    """Somebody else has it from now on, who may be the viewer."""
    seen = service.hand_over(db, viewer, task_id, body)
    return task_detail(db, viewer, seen)


@router.put("/tasks/{task_id}/outcome")
def give_outcome(viewer: Counselor, db: Db, task_id: UUID, body: OutcomeWrite) -> TaskDetail:
    """What came of it, and which of its flags were of use."""
    return _after(db, viewer, service.give_outcome(db, viewer, task_id, body))


@router.get("/flag-precision")
def read_precision(viewer: Staff, db: Db) -> PrecisionList:
    """How often each kind of flag was of use, over the whole centre. Nobody's record."""
    return precision(db, viewer.now)


def _detail(db: Session, viewer: Viewer, task_id: UUID) -> TaskDetail:
    found = queries.task(db, viewer, task_id)
    _note(db, viewer, [found])
    return task_detail(db, viewer, found)


def _after(db: Session, viewer: Viewer, task: Task) -> TaskDetail:
    return task_detail(db, viewer, SeenTask(task, is_seen=True))


def _note(db: Session, viewer: Viewer, tasks: Sequence[SeenTask]) -> None:
    """Which clients' records were looked at; of those that are not the viewer's to see, that they
    are clients."""
    for data in sorted({service.data_of(one.task.kind) for one in tasks if one.is_seen}):
        about = [one.task for one in tasks if one.is_seen]
        audit.viewed(
            db, viewer, data, [t.client_id for t in about if service.data_of(t.kind) is data]
        )
    audit.viewed(db, viewer, Data.profile, [one.task.client_id for one in tasks if not one.is_seen])
