"""Telling everybody concerned what became of their sessions: one line for each person, however
many sessions it is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.appointments.models import Appointment, Participation, WaitingPlace
from app.notices.models import NoticeKind
from app.notices.service import About, tell


def clients_in(db: Session, ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who has a place in each of these meetings."""
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = db.exec(
        select(Participation.appointment_id, Participation.client_id)
        .where(col(Participation.appointment_id).in_(list(ids)))
        .order_by(col(Participation.client_id))
    )
    for appointment_id, client_id in rows:
        found[appointment_id].append(client_id)
    return found


def waiting_for(db: Session, ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who waits for a place in each of these meetings, in their order."""
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    rows = db.exec(
        select(WaitingPlace)
        .where(
            col(WaitingPlace.appointment_id).in_(list(ids)),
            col(WaitingPlace.given_at).is_(None),
            col(WaitingPlace.left_at).is_(None),
        )
        .order_by(col(WaitingPlace.asked_at), col(WaitingPlace.id))
    )
    for row in rows:
        if row.appointment_id is not None:
            found[row.appointment_id].append(row.client_id)
    return found


def tell_all(
    db: Session,
    meetings: Sequence[Appointment],
    kind: NoticeKind,
    *,
    by: UUID | None,
    now: datetime,
    was: Mapping[UUID, datetime] | None = None,
    also: Mapping[UUID, Iterable[UUID]] | None = None,
    reason: str | None = None,
) -> None:
    """Tells whoever leads, has a place in, or waits for these meetings. `was` says when a meeting
    that was moved began before; `also` who else is concerned by one; `reason` why, where that is
    not the meeting's own. Of several meetings the first is named, and how many they are. `booked`
    says that one has a place: whoever only waits is not told that."""
    ids = [meeting.id for meeting in meetings]
    people = clients_in(db, ids)
    waiting = {} if kind is NoticeKind.booked else waiting_for(db, ids)
    mine: defaultdict[UUID, list[Appointment]] = defaultdict(list)
    for meeting in sorted(meetings, key=lambda one: (one.starts_at, one.id)):
        concerned = {*people.get(meeting.id, []), *waiting.get(meeting.id, [])}
        concerned |= {*(also or {}).get(meeting.id, [])}
        if meeting.provider_id is not None:
            concerned.add(meeting.provider_id)
        for person_id in concerned:
            mine[person_id].append(meeting)
    for person_id, theirs in mine.items():
        tell(db, [person_id], kind, about_all(theirs, was or {}, reason), by=by, now=now)


def about_all(
    meetings: Sequence[Appointment], was: Mapping[UUID, datetime], reason: str | None = None
) -> About:
    """The first of these meetings, and how many there are if it is more than one; `reason` where
    it is not the meeting's own."""
    first = meetings[0]
    before = was.get(first.id)
    return About(
        appointment_id=first.id,
        title=first.title,
        starts_at=before or first.starts_at,
        new_starts_at=first.starts_at if before else None,
        reason=reason or first.reason,
        count=len(meetings) if len(meetings) > 1 else None,
    )


def about(meeting: Appointment, client_id: UUID | None = None, reason: str | None = None) -> About:
    """One meeting as it is; for staff with the client it is about."""
    return About(
        appointment_id=meeting.id,
        title=meeting.title,
        starts_at=meeting.starts_at,
        client_id=client_id,
        reason=reason or meeting.reason,
    )
