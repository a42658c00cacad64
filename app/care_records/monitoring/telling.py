"""Telling that there is something, and never what."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.episodes.queries import primary_shown
from app.notices.models import Notice, NoticeKind
from app.notices.service import About, tell


def tell_primary(db: Session, client_id: UUID, *, by: UUID | None, now: datetime) -> None:
    """One line for the primary counselor, unless there is one that they have not seen yet: a device
    that posts every hour is one line. It says whom it is about, and nothing of what was found."""
    primary = primary_shown(db, client_id, Data.monitoring, now)
    if primary is None or _is_told(db, primary, client_id):
        return
    about = About(client_id=client_id)
    tell(db, [primary], NoticeKind.monitoring_result, about, by=by, now=now)


def tell_client(
    db: Session, client_id: UUID, kind: NoticeKind, *, by: UUID | None, now: datetime
) -> None:
    """One line for the client, unless there is one that they have not seen yet."""
    if not _is_told(db, client_id, None, kind):
        tell(db, [client_id], kind, About(), by=by, now=now)


def _is_told(
    db: Session,
    person_id: UUID,
    about_id: UUID | None,
    kind: NoticeKind = NoticeKind.monitoring_result,
) -> bool:
    told = select(Notice.id).where(
        Notice.person_id == person_id,
        Notice.kind == kind,
        Notice.about_id == about_id,
        col(Notice.seen_at).is_(None),
    )
    return db.exec(told.limit(1)).first() is not None
