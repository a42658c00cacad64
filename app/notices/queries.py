"""Reading inboxes: everybody their own."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, func, or_, select

from app.access.models import Data
from app.access.policy import visible
from app.errors import NotFound
from app.notices.models import Notice, NoticeKind
from app.paging import before
from app.people.models import Person, Role, RoleGrant
from app.people.viewers import Viewer


def own_page(db: Session, viewer: Viewer, place: str | None, limit: int) -> list[Notice]:
    """The viewer's notices, newest first; one more than `limit` when there are more."""
    query = select(Notice).where(Notice.person_id == viewer.id)
    older = before(place, col(Notice.at), col(Notice.id))
    if older is not None:
        query = query.where(older)
    newest_first = query.order_by(col(Notice.at).desc(), col(Notice.id).desc())
    return list(db.exec(newest_first.limit(limit + 1)))


def own_notice(db: Session, viewer: Viewer, notice_id: UUID) -> Notice:
    """One of the viewer's notices; somebody else's is not found."""
    found = db.get(Notice, notice_id)
    if found is None or found.person_id != viewer.id:
        raise NotFound
    return found


def unseen(db: Session, viewer: Viewer) -> int:
    """How many notices the viewer has not seen."""
    return db.exec(
        select(func.count())
        .select_from(Notice)
        .where(Notice.person_id == viewer.id, col(Notice.seen_at).is_(None))
    ).one()


def names(
    db: Session, viewer: Viewer, notices: Sequence[Notice]
) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """The names in notices that the viewer may know: whom they are about (clients they still see,
    and themselves), and who did it (also members of the staff)."""
    about = {notice.about_id for notice in notices if notice.about_id is not None}
    by = {notice.by for notice in notices if notice.by is not None}
    if not about | by:
        return {}, {}
    is_near = or_(
        col(Person.id) == viewer.id,
        col(Person.id).in_(visible(viewer, Data.sessions)),
        col(Person.id).in_(visible(viewer, Data.profile)),
    )
    staff = select(RoleGrant.person_id).where(
        col(RoleGrant.role).in_((Role.provider, Role.administrator))
    )
    rows = db.exec(
        select(Person.id, Person.shown_name, is_near).where(
            col(Person.id).in_(about | by), or_(is_near, col(Person.id).in_(staff))
        )
    ).all()
    near = {person_id: name for person_id, name, is_known in rows if is_known}
    # Somebody who is a client here and works here too is not named for what they did as a client.
    colleagues = {person_id: name for person_id, name, _ in rows if person_id not in about}
    return near, near | colleagues


def unseen_kinds(
    db: Session, person_id: UUID, kinds: Iterable[NoticeKind], after: datetime, until: datetime
) -> list[Notice]:
    """What somebody was told from after one instant up to another and has not seen, oldest first.
    For their own reminders."""
    return list(
        db.exec(
            select(Notice)
            .where(
                Notice.person_id == person_id,
                col(Notice.kind).in_(list(kinds)),
                col(Notice.seen_at).is_(None),
                Notice.at > after,
                Notice.at <= until,
            )
            .order_by(col(Notice.at), col(Notice.id))
        )
    )


def moves_told(
    db: Session, person_id: UUID, appointment_ids: Iterable[UUID]
) -> dict[tuple[UUID, datetime], datetime]:
    """When sessions were to begin before they were moved, as somebody was told: by session and
    the time it was moved to. For that person."""
    rows = db.exec(
        select(Notice.appointment_id, Notice.new_starts_at, Notice.starts_at)
        .where(
            Notice.person_id == person_id,
            col(Notice.appointment_id).in_(list(appointment_ids)),
            col(Notice.kind).in_((NoticeKind.moved, NoticeKind.request_moved)),
        )
        .order_by(col(Notice.at))
    )
    return {
        (appointment_id, now_at): was_at
        for appointment_id, now_at, was_at in rows
        if appointment_id is not None and now_at is not None and was_at is not None
    }
