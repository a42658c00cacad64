"""The tasks behind the check-ins: whose they were, by when, and that they were answered."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlmodel import SQLModel

from app.demo.check_ins import Kept
from app.demo.luck import id_at, luck
from app.flags.models import Flag, HopReason, Task, TaskHop, TaskKind, TaskOutcome
from app.flags.reasons import most_urgent


def tasks_of(word: str, kept: list[Kept], owner_id: UUID | None) -> Iterator[SQLModel]:
    """One task for each check-in with its flags; closed when it was looked at."""
    chance = luck("tasks", word)
    for one in kept:
        row = one.row
        task = Task(
            id=id_at(row.received_at, chance),
            client_id=row.client_id,
            kind=TaskKind.check_in,
            focus_id=row.id,
            urgency=most_urgent(one.flags),
            opened_at=row.received_at,
            owner_id=owner_id,
            due_at=row.received_at + timedelta(days=1),
            closed_at=row.reviewed_at,
            closed_by=owner_id if row.reviewed_at else None,
            outcome=TaskOutcome.looked if row.reviewed_at else None,
        )
        yield task
        yield TaskHop(
            task_id=task.id, number=0, owner_id=owner_id, at=task.opened_at, due_at=task.due_at,
            why=HopReason.opened,
        )  # fmt: skip
        for flag in one.flags:
            yield Flag(
                task_id=task.id, flag=flag.code, measure=flag.measure, client_id=row.client_id,
                facts=flag.facts, raised_at=task.opened_at,
            )  # fmt: skip
