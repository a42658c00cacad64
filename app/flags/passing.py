"""A task comes to somebody: the row that says so, and whom that is told."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.episodes.providers import administrators
from app.flags.models import HopReason, Task, TaskHop, Urgency
from app.flags.queries import hops_of
from app.notices.models import NoticeKind
from app.notices.service import About, tell

NOBODY, TAKEN = "nobody", "taken"
"""Why somebody is told, where that is not how urgent it is."""


def pass_to(
    db: Session,
    task: Task,
    owner_id: UUID | None,
    why: HopReason,
    *,
    now: datetime,
    due_at: datetime,
    by: UUID | None = None,
    line: str | None = None,
) -> TaskHop:
    """The task is this person's from now on, until `due_at`. Whoever has it has not said so yet."""
    hops = hops_of(db, task.id)
    former, number = task.owner_id, len(hops)
    task.owner_id, task.due_at, task.hop = owner_id, due_at, number
    task.acknowledged_at = task.acknowledged_by = None
    task.stuck_at = now if owner_id is None else None
    hop = TaskHop(
        task_id=task.id, number=number, owner_id=owner_id, at=now, due_at=due_at, why=why, by=by,
        line=line,
    )  # fmt: skip
    db.add_all((task, hop))
    db.flush()
    _tell(db, task, hop, former, by=by, now=now)
    return hop


def get_stuck(db: Session, task: Task, *, now: datetime, is_told: bool = True) -> None:
    """Nobody else is left to take it. Administrators are told once, unless nobody else may see it
    (`is_told` False: an alumna chose who does)."""
    is_new, task.stuck_at = task.stuck_at is None, now
    db.add(task)
    if is_new and is_told:
        tell_administrators(db, now)


def tell_administrators(db: Session, now: datetime) -> None:
    """Something waits for somebody to be found. Of whom it is about nothing is said."""
    people = [one.id for one in administrators(db)]
    tell(db, people, NoticeKind.task_overdue, About(reason=NOBODY), by=None, now=now)


def _tell(
    db: Session, task: Task, hop: TaskHop, former: UUID | None, *, by: UUID | None, now: datetime
) -> None:
    if hop.owner_id is None:
        tell_administrators(db, now)
        return
    kind = NoticeKind.task_overdue if hop.why is HopReason.overdue else NoticeKind.task_given
    is_quiet = hop.why is HopReason.opened and task.urgency is Urgency.soon
    if not is_quiet:
        about = About(
            client_id=task.client_id, reason=task.urgency.value, line=hop.line,
            starts_at=task.due_at,
        )  # fmt: skip
        tell(db, [hop.owner_id], kind, about, by=by, now=now)
    if former is not None and former != hop.owner_id and hop.why is not HopReason.not_here:
        gone = About(client_id=task.client_id, reason=TAKEN)
        tell(db, [former], kind, gone, by=by, now=now)
