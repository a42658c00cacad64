"""Reading milestones: everything for the client, for others what the client shows them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import require_visible
from app.care_records.models import RecoveryStart, SlipEntry
from app.care_records.schemas import DebriefRead, Readers
from app.care_records.sharing import Sharing, sharing_of
from app.episodes import queries as episodes
from app.people.models import Person
from app.people.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip as it counts: what was written of it last, and who reads that now."""

    row: SlipEntry
    sharing: Sharing


def own_starts(db: Session, viewer: Viewer) -> list[RecoveryStart]:
    """Every start the viewer wrote, in the order of writing: the last one counts."""
    rows = db.exec(
        select(RecoveryStart)
        .where(RecoveryStart.client_id == viewer.id)
        .order_by(col(RecoveryStart.happened_at), col(RecoveryStart.id))
    )
    return list(rows)


def own_slips(db: Session, viewer: Viewer) -> list[Slip]:
    """The viewer's slips as they wrote them last, also those taken back, newest day first."""
    return _slips(db, viewer.id)


def own_sharing(db: Session, viewer: Viewer, slip_id: UUID) -> Sharing:
    """Who reads what the viewer wrote of one slip; there is at least one writing of it."""
    rows = db.exec(
        select(SlipEntry).where(SlipEntry.client_id == viewer.id, SlipEntry.slip_id == slip_id)
    )
    return sharing_of(rows)


def names_of(db: Session, reader_ids: Collection[UUID]) -> dict[UUID, str]:
    """What those call themselves whom a client once let read a debrief, also who has left."""
    if not reader_ids:
        return {}
    query = select(Person.id, Person.shown_name).where(col(Person.id).in_(reader_ids))
    return {person_id: name for person_id, name in db.exec(query)}


def readers(db: Session, client_id: UUID, now: datetime) -> Readers:
    """Who would read what a client shows to their main counselor, or to their team, now."""
    stay = episodes.running_episode(db, client_id)
    if stay is None:
        return Readers(primary=None, primary_id=None, team=[])
    shown = episodes.team_shown(db, client_id, Data.profile, now)
    members = [
        (person, member.is_primary)
        for member, person in episodes.members(db, stay.id)
        if person.disabled_at is None and person.id in shown
    ]
    primary = next((person for person, is_primary in members if is_primary), None)
    return Readers(
        primary=primary.shown_name if primary else None,
        primary_id=primary.id if primary else None,
        team=[person.shown_name for person, _ in members],
    )


def shared_debriefs(db: Session, viewer: Viewer, client_id: UUID) -> list[DebriefRead]:
    """What a visible client shows the viewer of their slips, newest day first.

    Decided by what the client chose last and by the team as it is now. Being shown a client for
    another reason (a task that came to the viewer, say) shows none. `NotFound` for a stranger.
    """
    require_visible(db, viewer, client_id, Data.profile, to_change=True)
    if viewer.id == client_id or not _is_on_team(db, viewer, client_id):
        return []
    return [
        DebriefRead.model_validate(
            slip.row.content
            | {
                "slip_id": slip.row.slip_id,
                "written_at": slip.row.happened_at,
                "shared_with": slip.sharing.shared_with,
            },
            extra="ignore",
        )
        for slip in _slips(db, client_id)
        if slip.sharing.is_open_to(viewer.id)
    ]


def _is_on_team(db: Session, viewer: Viewer, client_id: UUID) -> bool:
    return viewer.id in episodes.team_shown(db, client_id, Data.profile, viewer.now)


def _slips(db: Session, client_id: UUID) -> list[Slip]:
    """Each slip with all that was written of it, in the order of writing: what it says is what was
    written last."""
    rows = db.exec(
        select(SlipEntry)
        .where(SlipEntry.client_id == client_id)
        .order_by(col(SlipEntry.happened_at), col(SlipEntry.id))
    )
    written: defaultdict[UUID, list[SlipEntry]] = defaultdict(list)
    for row in rows:
        written[row.slip_id].append(row)
    found = [Slip(entries[-1], sharing_of(entries)) for entries in written.values()]
    return sorted(
        found, key=lambda slip: (slip.row.content["on_day"], slip.row.slip_id), reverse=True
    )
