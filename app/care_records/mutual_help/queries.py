"""Reading mutual help: all of it for the client, for the team the day and what is added to it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import require_visible, visible
from app.care_records.mutual_help.models import Meeting, MeetingAttendance, MutualHelpSharing
from app.clock import local_day
from app.people.models import Person
from app.people.viewers import Viewer

LOOK_BACK = timedelta(days=366)
"""How far back lists go."""


@dataclass(frozen=True, slots=True)
class Attended:
    """What counts of one attendance, and the name of whoever of the team looked at it."""

    row: MeetingAttendance
    seen_by: str | None


def own_meetings(db: Session, viewer: Viewer) -> list[Meeting]:
    """The viewer's list in the order of making, with what they took off it: an attendance may
    still name that."""
    rows = db.exec(select(Meeting).where(Meeting.client_id == viewer.id).order_by(col(Meeting.id)))
    return list(rows)


def own_attended(db: Session, viewer: Viewer) -> list[Attended]:
    """What the viewer says they attended within the last year, also what they took back."""
    return _attended(db, viewer.id, _since(viewer))


def shows_fellowship(db: Session, client_id: UUID) -> bool:
    """Whether the team is told which groups a client goes to. Not unless they said so."""
    row = db.get(MutualHelpSharing, client_id)
    return row is not None and row.shows_fellowship


def attended_by(
    db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = False
) -> list[Attended]:
    """What a visible client attended within the last year, newest day first. `NotFound` for a
    stranger. `to_change` as in `visible`."""
    require_visible(db, viewer, client_id, Data.mutual_help, to_change=to_change)
    found = _attended(db, client_id, _since(viewer))
    return [one for one in found if not one.row.is_mistake]


def attended_days(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date
) -> Counter[date]:
    """How many meetings a visible client says they attended on which days; none for a stranger."""
    rows = db.exec(
        select(MeetingAttendance).where(
            MeetingAttendance.client_id == client_id,
            col(MeetingAttendance.client_id).in_(visible(viewer, Data.mutual_help)),
        )
    )
    counts = (row.on_day for row in _as_they_count(rows) if not row.is_mistake)
    return Counter(day for day in counts if first <= day <= last)


def _attended(db: Session, client_id: UUID, since: date) -> list[Attended]:
    rows = db.exec(
        select(MeetingAttendance, Person.shown_name)
        .outerjoin(Person, col(Person.id) == col(MeetingAttendance.seen_by))
        .where(MeetingAttendance.client_id == client_id)
    ).all()
    names = {row.id: name for row, name in rows}
    found = [
        Attended(row, names[row.id])
        for row in _as_they_count(row for row, _ in rows)
        if row.on_day >= since
    ]
    return sorted(found, key=lambda one: (one.row.on_day, one.row.attendance_id), reverse=True)


def _as_they_count(rows: Iterable[MeetingAttendance]) -> Iterable[MeetingAttendance]:
    """Of the writings about one attendance the one made last; a correction may have moved its day,
    so that all of somebody's writings are looked at, however old."""
    in_order = sorted(rows, key=lambda row: (row.happened_at, row.id))
    return {row.attendance_id: row for row in in_order}.values()


def _since(viewer: Viewer) -> date:
    return local_day(viewer.now, viewer.person.time_zone) - LOOK_BACK
