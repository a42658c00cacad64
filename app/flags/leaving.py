"""What becomes of tasks about a client when whoever has them leaves the team, or the stay ends."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.episodes.queries import running_episode
from app.flags.models import HopReason, Task, TaskOutcome
from app.flags.passing import pass_to
from app.flags.queries import is_overdue
from app.flags.rota import Line, read_around, read_rota
from app.flags.service import close


def pass_on_tasks(db: Session, client_id: UUID, provider_id: UUID, now: datetime) -> None:
    """What somebody had goes on to whoever is first without them, by the time that was promised;
    what is late already gets a new one. Nobody is told who left or why."""
    tasks = [task for task in _open(db, client_id) if task.owner_id == provider_id]
    if not tasks:
        return
    rota = read_rota(db, now)
    line = Line(rota, read_around(db, client_id))
    for task in tasks:
        due_at = task.due_at
        if is_overdue(task, now):
            due_at = rota.due_after_hop(task.urgency, now)
        owner = line.first(task.urgency, now, {provider_id})
        pass_to(db, task, owner, HopReason.not_here, now=now, due_at=due_at)


def close_at_end(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """Nobody looks any more once a stay has ended and no other runs."""
    if running_episode(db, client_id) is not None:
        return
    for task in _open(db, client_id):
        close(db, task, by=by, now=now, outcome=TaskOutcome.no_longer_needed)


def _open(db: Session, client_id: UUID) -> list[Task]:
    return list(
        db.exec(
            select(Task)
            .where(Task.client_id == client_id, col(Task.closed_at).is_(None))
            .order_by(col(Task.id))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
