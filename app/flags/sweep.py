"""What nobody has answered in time goes on by itself: to a second person, then to the programme's
lead. Any number of workers may sweep: each takes tasks that no other has in hand.

What somebody has acknowledged has twice its time and then goes on all the same: "I have it" is not
where it ends. Whoever's account is closed, or who is away until it is due, has nothing left to look
at, whether they had said so or not.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from app import clock
from app.database import is_passing
from app.flags.leaving import settle_one
from app.flags.models import HopReason, Task, TaskHop
from app.flags.passing import get_stuck, pass_to
from app.flags.queries import hops_of
from app.flags.rota import Line, Rota, read_around, read_rota
from app.flags.service import data_of
from app.people.models import Person

PASSED_ON_AT_ONCE = 50
TRIED_AGAIN_AFTER = timedelta(hours=1)
"""How soon it is tried again to find somebody, where nobody was left."""
LONGEST_AWAY = 62
"""Days: who is away longer is asked about again every day."""
_log = logging.getLogger(__name__)


def escalate(db: Session, now: datetime) -> int:
    """Passes on up to fifty tasks; returns how many were looked at, 0 when none is left."""
    if not _any_open(db):  # also before there is a centre
        return 0
    rota = read_rota(db, now)
    tasks = _late(db, now, rota)
    for task in tasks:
        _pass_on_or_put_off(db, rota, task, now)
    return len(tasks)


def _any_open(db: Session) -> bool:
    return (
        db.exec(select(Task.id).where(col(Task.closed_at).is_(None)).limit(1)).first() is not None
    )


def _late(db: Session, now: datetime, rota: Rota) -> list[Task]:
    return list(
        db.exec(
            select(Task)
            .where(
                col(Task.closed_at).is_(None),
                or_(col(Task.stuck_at).is_(None), col(Task.stuck_at) <= now - TRIED_AGAIN_AFTER),
                or_(col(Task.due_at) <= now, _has_nobody(), _is_with_somebody_away(db, now, rota)),
            )
            .order_by(col(Task.due_at), col(Task.id))
            .limit(PASSED_ON_AT_ONCE)
            .with_for_update(skip_locked=True, of=Task)
            .execution_options(populate_existing=True)
        )
    )


def _has_nobody() -> ColumnElement[bool]:
    closed = select(Person.id).where(col(Person.disabled_at).is_not(None))
    return or_(col(Task.owner_id).is_(None), col(Task.owner_id).in_(closed))


def _is_with_somebody_away(db: Session, now: datetime, rota: Rota) -> ColumnElement[bool]:
    """What is due before its owner is back."""
    away = rota.off.away_on(rota.day_of(now))
    if not away:
        return false()
    owners = db.exec(
        select(col(Task.owner_id))
        .distinct()
        .where(col(Task.closed_at).is_(None), col(Task.owner_id).in_(away))
    ).all()
    back = {owner: _is_back(rota, owner, now) for owner in owners if owner is not None}
    return or_(
        false(),
        *(and_(col(Task.owner_id) == who, col(Task.due_at) < at) for who, at in back.items()),
    )


def _is_back(rota: Rota, owner_id: UUID, now: datetime) -> datetime:
    """When the last of the days on which somebody is away, today's among them, is over."""
    today = rota.day_of(now)
    days = (today + timedelta(days=count) for count in range(LONGEST_AWAY))
    away = takewhile(lambda day: rota.off.is_away(owner_id, day), days)
    return clock.end_of_day(max(away, default=today), rota.zone)


def _pass_on_or_put_off(db: Session, rota: Rota, task: Task, now: datetime) -> None:
    """One broken row stops no other."""
    try:
        with db.begin_nested():
            _pass_on(db, rota, task, now)
        return
    except DBAPIError as error:
        if is_passing(error):
            raise
        failure: Exception = error
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one row
        failure = error
    _log.error("A task could not be passed on: %s", type(failure).__name__)
    task.stuck_at = now
    db.add(task)


def _pass_on(db: Session, rota: Rota, task: Task, now: datetime) -> None:
    hops = _since_reopened(hops_of(db, task.id))
    had = {hop.owner_id for hop in hops if hop.owner_id is not None}
    around = read_around(db, task.client_id, data_of(task.kind), now, task.kind)
    if around.only is not None and task.owner_id not in around.only:
        settle_one(db, rota, around, task, now)
        return
    line = Line(rota, around)
    why = HopReason.overdue
    times_late = sum(hop.why is HopReason.overdue for hop in hops)
    next_one: UUID | None
    if _is_left(rota, task, now):
        why, next_one = HopReason.not_here, line.first(task.urgency, now, had)
    elif times_late == 0:
        next_one = line.second(now, had)
    else:
        next_one = line.last(now, had)
    if next_one is None:
        if task.owner_id not in rota.providers:
            task.owner_id = task.acknowledged_at = task.acknowledged_by = None
        get_stuck(db, task, now=now, is_told=around.only is None)
        return
    is_late = task.due_at <= now
    due_at = rota.due_after_hop(task.urgency, now) if is_late else task.due_at
    pass_to(db, task, next_one, why, now=now, due_at=due_at)


def _since_reopened(hops: Sequence[TaskHop]) -> Sequence[TaskHop]:
    """The way since it was last opened: what came before was answered, and counts for nothing."""
    answered = [place for place, hop in enumerate(hops) if hop.outcome is not None]
    return hops[answered[-1] + 1 :] if answered else hops


def _is_left(rota: Rota, task: Task, now: datetime) -> bool:
    """Whether nobody has it who could look, and not because they were late."""
    if task.owner_id not in rota.providers:
        return True
    return task.due_at > now and rota.off.is_away(task.owner_id, rota.day_of(now))
