"""Reading milestones: everything for the client, for others what the client shows them."""

from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import require_visible
from app.care_records.models import RecoveryStart, SharedWith, SlipEntry
from app.care_records.schemas import DebriefRead, Readers
from app.episodes import queries as episodes
from app.people.viewers import Viewer


def own_starts(db: Session, viewer: Viewer) -> list[RecoveryStart]:
    """Every start the viewer wrote, in the order of writing: the last one counts."""
    rows = db.exec(
        select(RecoveryStart)
        .where(RecoveryStart.client_id == viewer.id)
        .order_by(col(RecoveryStart.happened_at), col(RecoveryStart.id))
    )
    return list(rows)


def own_slips(db: Session, viewer: Viewer) -> list[SlipEntry]:
    """The viewer's slips as they wrote them last, also those taken back, newest day first."""
    return _newest(db, viewer.id)


def readers(db: Session, client_id: UUID) -> Readers:
    """Who would read what a client shows to their main counselor, or to their team, now."""
    stay = episodes.running_episode(db, client_id)
    if stay is None:
        return Readers(primary=None, team=[])
    members = [
        (person.shown_name, member.is_primary)
        for member, person in episodes.members(db, stay.id)
        if person.disabled_at is None
    ]
    return Readers(
        primary=next((name for name, is_primary in members if is_primary), None),
        team=[name for name, _ in members],
    )


def shared_debriefs(db: Session, viewer: Viewer, client_id: UUID) -> list[DebriefRead]:
    """What a visible client shows the viewer of their slips, newest day first.

    Decided by the newest writing of each slip and by the team as it is now. Being shown a client
    for another reason (a task that came to the viewer, say) shows none. `NotFound` for a stranger.
    """
    require_visible(db, viewer, client_id, Data.profile)
    allowed = _levels_open_to(db, viewer, client_id)
    if not allowed:
        return []
    return [
        DebriefRead.model_validate(
            row.content | {"slip_id": row.slip_id, "written_at": row.happened_at}, extra="ignore"
        )
        for row in _newest(db, client_id)
        if row.content["shared_with"] in allowed and not row.content["is_mistake"]
    ]


def _levels_open_to(db: Session, viewer: Viewer, client_id: UUID) -> set[str]:
    if viewer.id == client_id or viewer.id not in episodes.team_ids(db, client_id):
        return set()
    if episodes.primary_of(db, client_id) == viewer.id:
        return {SharedWith.primary.value, SharedWith.team.value}
    return {SharedWith.team.value}


def _newest(db: Session, client_id: UUID) -> list[SlipEntry]:
    """One row for each slip: the one written last. Read in the order of writing, so that a later
    one takes the place of an earlier one."""
    rows = db.exec(
        select(SlipEntry)
        .where(SlipEntry.client_id == client_id)
        .order_by(col(SlipEntry.happened_at), col(SlipEntry.id))
    )
    found = {row.slip_id: row for row in rows}
    return sorted(
        found.values(), key=lambda row: (row.content["on_day"], row.slip_id), reverse=True
    )
