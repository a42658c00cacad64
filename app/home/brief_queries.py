"""What a session brief is made of, from what the viewer may see."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.craving_logs.models import CravingLog, CravingRating
from app.flags.models import Flag, Task, TaskKind
from app.people.models import Person
from app.people.viewers import Viewer

Craving = tuple[CravingLog, list[CravingRating]]
OpenTask = tuple[Task, str | None, list[Flag]]


def cravings_since(db: Session, viewer: Viewer, client_id: UUID, since: datetime) -> list[Craving]:
    """One visible client's logs since an instant, oldest first, each with its ratings in order."""
    rows = db.exec(
        select(CravingLog, CravingRating)
        .outerjoin(
            CravingRating,
            and_(
                col(CravingRating.client_id) == col(CravingLog.client_id),
                col(CravingRating.log_id) == col(CravingLog.id),
            ),
        )
        .where(
            CravingLog.client_id == client_id,
            col(CravingLog.client_id).in_(visible(viewer, Data.craving_logs)),
            CravingLog.happened_at >= since,
        )
        .order_by(col(CravingLog.happened_at), col(CravingLog.id), col(CravingRating.minutes))
    )
    found: dict[UUID, Craving] = {}
    for log, rating in rows:
        ratings = found.setdefault(log.id, (log, []))[1]
        if rating is not None:
            ratings.append(rating)
    return list(found.values())


def open_tasks_about(db: Session, viewer: Viewer, client_id: UUID) -> list[OpenTask]:
    """Open tasks about one client whose kind of data the viewer may see, with owner and flags."""
    owner = aliased(Person)
    is_craving = col(Task.kind) == TaskKind.craving_log
    sees_cravings = col(Task.client_id).in_(visible(viewer, Data.craving_logs))
    sees_check_ins = col(Task.client_id).in_(visible(viewer, Data.check_ins))
    rows = db.exec(
        select(Task, col(owner.shown_name), Flag)
        .select_from(Task)
        .outerjoin(owner, col(owner.id) == col(Task.owner_id))
        .outerjoin(Flag, col(Flag.task_id) == col(Task.id))
        .where(
            Task.client_id == client_id,
            col(Task.closed_at).is_(None),
            (is_craving & sees_cravings) | (~is_craving & sees_check_ins),
        )
        .order_by(col(Task.due_at), col(Task.id), col(Flag.flag), col(Flag.measure))
    )
    tasks: dict[UUID, OpenTask] = {}
    flags: defaultdict[UUID, list[Flag]] = defaultdict(list)
    for task, name, flag in rows:
        tasks[task.id] = (task, name, flags[task.id])
        if flag is not None:
            flags[task.id].append(flag)
    return list(tasks.values())
