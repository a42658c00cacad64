"""Opening tasks, answering them, and handing them on."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app.episodes.queries import primary_of
from app.flags.models import Flag, HopReason, Task, TaskHop, TaskKind
from app.flags.reasons import Raised, most_urgent


def look_at(
    db: Session,
    client_id: UUID,
    kind: TaskKind,
    focus_id: UUID,
    raised: Sequence[Raised],
    *,
    now: datetime,
) -> Task:
    """Opens the task of looking at something a client sent, with the flags it raised."""
    task = Task(
        client_id=client_id,
        kind=kind,
        focus_id=focus_id,
        urgency=most_urgent(raised),
        opened_at=now,
        owner_id=primary_of(db, client_id),
        due_at=now + timedelta(days=1),
    )
    db.add(task)
    db.flush()
    db.add(
        TaskHop(
            task_id=task.id, number=0, owner_id=task.owner_id, at=now, due_at=task.due_at,
            why=HopReason.opened,
        )
    )  # fmt: skip
    db.add_all(
        Flag(
            task_id=task.id, flag=one.code, measure=one.measure, client_id=client_id,
            facts=one.facts, raised_at=now,
        )
        for one in raised
    )  # fmt: skip
    return task
