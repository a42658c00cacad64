"""Telling people what changed for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, update

from app.access import audit
from app.access.models import Data
from app.notices import queries
from app.notices.models import Notice, NoticeKind
from app.people.viewers import Viewer


@dataclass(frozen=True, slots=True)
class About:
    """What a notice is about: a session as it was (`starts_at`) and is (`new_starts_at`), and for
    staff the client (`client_id`)."""

    appointment_id: UUID | None = None
    title: str | None = None
    starts_at: datetime | None = None
    new_starts_at: datetime | None = None
    client_id: UUID | None = None
    reason: str | None = None
    line: str | None = None
    count: int | None = None
    is_late: bool = False


def tell(
    db: Session,
    people: Iterable[UUID],
    kind: NoticeKind,
    about: About,
    *,
    by: UUID | None,
    now: datetime,
) -> None:
    """One line in the inbox of each of `people`; whoever did it (`by`) is not told of it."""
    for person_id in sorted(set(people) - {by}):
        db.add(
            Notice(
                person_id=person_id,
                kind=kind,
                at=now,
                by=by,
                about_id=about.client_id,
                appointment_id=about.appointment_id,
                title=about.title,
                starts_at=about.starts_at,
                new_starts_at=about.new_starts_at,
                reason=about.reason,
                line=about.line,
                count=about.count,
                is_late=about.is_late,
            )
        )
    db.flush()


def see(db: Session, viewer: Viewer, notice_id: UUID) -> None:
    """The viewer has seen one notice. `NotFound` for somebody else's."""
    found = queries.own_notice(db, viewer, notice_id)
    found.seen_at = found.seen_at or viewer.now
    db.add(found)
    audit.changed(db, viewer, Data.sessions, [viewer.id])


def see_until(db: Session, viewer: Viewer, until: datetime) -> None:
    """The viewer has seen everything they were told up to an instant."""
    db.exec(
        update(Notice)
        .where(
            col(Notice.person_id) == viewer.id,
            col(Notice.seen_at).is_(None),
            col(Notice.at) <= until,
        )
        .values(seen_at=viewer.now)
    )
    audit.changed(db, viewer, Data.sessions, [viewer.id])


def say_it_as(
    db: Session,
    person_id: UUID,
    appointment_id: UUID,
    kind: NoticeKind,
    line: str | None,
    *,
    now: datetime,
) -> None:
    """Words what somebody was told just now of a moved session as the answer to their wish: one
    line instead of two."""
    db.exec(
        update(Notice)
        .where(
            col(Notice.person_id) == person_id,
            col(Notice.appointment_id) == appointment_id,
            col(Notice.kind) == NoticeKind.moved,
            col(Notice.at) == now,
        )
        .values(kind=kind, line=line)
    )
