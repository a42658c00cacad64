"""Reading flags and tasks, from what the viewer may see."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import tuple_
from sqlmodel import Session, col, select

from app.flags.models import Flag, Task, TaskKind

Key = tuple[UUID, UUID]
"""A client and what a task is about."""


def flags_about(db: Session, kind: TaskKind, keys: Iterable[Key]) -> dict[Key, list[Flag]]:
    """The flags of things that the viewer was already found to see."""
    wanted = list(keys)
    found: defaultdict[Key, list[Flag]] = defaultdict(list)
    if not wanted:
        return found
    rows = db.exec(
        select(Flag, Task)
        .join(Task, col(Task.id) == col(Flag.task_id))
        .where(Task.kind == kind, tuple_(col(Task.client_id), col(Task.focus_id)).in_(wanted))
        .order_by(col(Flag.flag), col(Flag.measure))
    )
    for flag, task in rows:
        found[task.client_id, task.focus_id].append(flag)
    return found
