"""Telling people what changed for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.notices.models import Notice, NoticeKind


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
            )
        )
    db.flush()
