"""Whoever is asked to look at something sees what it is about, for as long as it is open."""

from sqlalchemy import SelectBase, select
from sqlmodel import col

from app.access.models import Data
from app.flags.models import Task, TaskHop
from app.people.models import Role
from app.people.viewers import Viewer

SEEN_WHILE_LOOKING = frozenset({Data.profile, Data.check_ins, Data.craving_logs, Data.safety_plan})


def whoever_looks(viewer: Viewer, data: Data) -> SelectBase | None:
    """Clients about whom there is an open task that the viewer has, or had before it went on."""
    if Role.provider not in viewer.roles or data not in SEEN_WHILE_LOOKING:
        return None
    return (
        select(col(Task.client_id))
        .join(TaskHop, col(TaskHop.task_id) == col(Task.id))
        .where(
            col(TaskHop.owner_id) == viewer.id,
            col(Task.closed_at).is_(None),
            col(Task.client_id) != viewer.id,
        )
    )
