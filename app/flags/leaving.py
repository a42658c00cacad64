"""What becomes of tasks about a client when whoever has them leaves the team, or the stay ends."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.episodes.queries import running_episode
from app.flags.models import HopReason, Task, TaskOutcome
from app.flags.passing import pass_to
from app.flags.queries import is_overdue
from app.flags.rota import Around, Line, Rota, read_around, read_rota
from app.flags.service import close, data_of


def pass_on_tasks(db: Session, client_id: UUID, provider_id: UUID, now: datetime) -> None:
    """What somebody had goes on to whoever is first without them, by the time that was promised;
    what is late already gets a new one. Nobody is told who left or why."""
    tasks = [task for task in _open(db, client_id) if task.owner_id == provider_id]
    if not tasks:
        return
    rota = read_rota(db, now)
    for task in tasks:
        around = read_around(db, client_id, data_of(task.kind), now, task.kind)
        if around.only is None or provider_id not in around.only:
            settle_one(db, rota, around, task, now)


def settle_one(
    db: Session, rota: Rota, around: Around, task: Task, now: datetime, by: UUID | None = None
) -> None:
    """One task goes on from its owner to whoever is first; one that an alumna shows to nobody else
    is closed."""
    had = set() if task.owner_id is None else {task.owner_id}
    owner = Line(rota, around).first(task.urgency, now, had)
    if around.only is not None and owner is None:
        close(db, task, by=by, now=now, outcome=TaskOutcome.no_longer_needed)
        return
    due_at = task.due_at
    if is_overdue(task, now):
        due_at = rota.due_after_hop(task.urgency, now)
    pass_to(db, task, owner, HopReason.not_here, now=now, due_at=due_at)


def settle(db: Session, client_id: UUID, now: datetime, by: UUID | None = None) -> None:
    """What becomes of open tasks when a client is no longer in care, or shows less than before:
    they go on to whoever is shown what they are about, and where nobody is they are closed."""
    tasks = _open(db, client_id)
    rota = read_rota(db, now) if tasks else None
    for task in tasks:
        around = read_around(db, client_id, data_of(task.kind), now)
        if rota is not None and around.only is not None and task.owner_id not in around.only:
            settle_one(db, rota, around, task, now, by)


def settle_at_end(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """`settle` as a step of the end of care."""
    settle(db, client_id, now, by)


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
