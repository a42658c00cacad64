"""Whoever is asked to look at something sees what it is about, for as long as it is open.

Being asked counts while nobody has answered it since. Whoever left the team, or whose stay with the
client ended, was asked in vain if it was before that. All of it is about clients in care: what
alumni send is seen by whom they show it to by consent, and by nobody else.
"""

from sqlalchemy import ColumnElement, SelectBase, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.access.models import Data
from app.episodes.care import in_care
from app.episodes.models import CareTeamMember, EpisodeOfCare
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
            col(Task.client_id).in_(in_care()),
            ~_stay_has_ended_since(),
            ~_has_left_since(viewer),
            ~_was_answered_since(),
        )
    )


def _stay_has_ended_since() -> ColumnElement[bool]:
    return exists().where(
        col(EpisodeOfCare.client_id) == col(Task.client_id),
        col(EpisodeOfCare.ended_at) >= col(TaskHop.at),
    )


def _has_left_since(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer's place on the client's team was over after the hop."""
    return exists().where(
        col(CareTeamMember.episode_id) == col(EpisodeOfCare.id),
        col(CareTeamMember.provider_id) == viewer.id,
        col(EpisodeOfCare.client_id) == col(Task.client_id),
        col(CareTeamMember.left_at) >= col(TaskHop.at),
    )


def _was_answered_since() -> ColumnElement[bool]:
    """Whether a task that is open again was closed while it was with the hop or a later one."""
    later = aliased(TaskHop)
    return exists().where(
        col(later.task_id) == col(Task.id),
        col(later.outcome).is_not(None),
        col(later.number) >= col(TaskHop.number),
    )
