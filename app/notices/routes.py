"""The inbox: what changed for the viewer."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from app.access import audit
from app.access.models import Data
from app.notices import queries, service
from app.notices.models import Notice, NoticeKind
from app.notices.schemas import NoticeAbout, NoticeList, NoticeRead, SeenUntil, Unseen
from app.paging import Cursor, Limit, cursor
from app.people.viewers import AnyPerson, Viewer
from app.routing import Db, house_router

router = house_router("/notices", "notices")
_OF_NO_SESSION = (
    NoticeKind.team_changed,
    NoticeKind.plan_changed,
    NoticeKind.client_team_wish,
    NoticeKind.client_wants_contact,
    NoticeKind.client_return_wish,
    NoticeKind.task_given,
    NoticeKind.task_overdue,
    NoticeKind.module_assigned,
    NoticeKind.reflection_read,
    NoticeKind.reflection_shared,
    NoticeKind.monitoring_result,
)
"""Lines about a client that say nothing of their calendar, only that there is something."""


@router.get("")
def own_notices(viewer: AnyPerson, db: Db, place: Cursor = None, limit: Limit = 50) -> NoticeList:
    """The viewer's own inbox, newest first."""
    rows = queries.own_page(db, viewer, place, limit)
    shown, more = rows[:limit], len(rows) > limit
    names, who = queries.names(db, viewer, shown)
    named = [row for row in shown if row.about_id in names]
    audit.viewed(db, viewer, Data.sessions, {viewer.id, *_about(named, of_sessions=True)})
    audit.viewed(db, viewer, Data.profile, _about(named, of_sessions=False))
    return NoticeList(
        items=[notice_read(viewer, row, names, who) for row in shown],
        unseen=queries.unseen(db, viewer),
        next=cursor(shown[-1].at, shown[-1].id) if more else None,
    )


@router.get("/unseen")
def own_unseen(viewer: AnyPerson, db: Db) -> Unseen:
    """How many lines the viewer has not seen: a number, and nothing of what is in them."""
    return Unseen(unseen=queries.unseen(db, viewer))


@router.put("/seen", status_code=204)
def see_all(viewer: AnyPerson, db: Db, body: SeenUntil) -> None:
    """The viewer has seen everything up to an instant."""
    service.see_until(db, viewer, body.until)


@router.put("/{notice_id}/seen", status_code=204)
def see(viewer: AnyPerson, db: Db, notice_id: UUID) -> None:
    """The viewer has seen one line, on this device or another."""
    service.see(db, viewer, notice_id)


def _about(named: Iterable[Notice], *, of_sessions: bool) -> set[UUID]:
    """Whom lines name whose sessions they tell something of, or those of whom they do not."""
    return {
        row.about_id
        for row in named
        if row.about_id is not None and (row.kind not in _OF_NO_SESSION) is of_sessions
    }


def notice_read(
    viewer: Viewer, row: Notice, names: Mapping[UUID, str], who: Mapping[UUID, str]
) -> NoticeRead:
    """A notice as its owner sees it. What it says of a client whose record is no longer theirs to
    see is left out."""
    hidden = row.about_id is not None and row.about_id != viewer.id and row.about_id not in names
    about = None
    if row.about_id is not None and not hidden:
        about = NoticeAbout(id=row.about_id, shown_name=names[row.about_id])
    return NoticeRead(
        id=row.id,
        kind=row.kind,
        at=row.at,
        by=who.get(row.by) if row.by else None,
        about=about,
        appointment_id=row.appointment_id,
        title=row.title,
        starts_at=row.starts_at,
        new_starts_at=row.new_starts_at,
        reason=None if hidden else row.reason,
        line=None if hidden else row.line,
        count=row.count,
        is_late=row.is_late,
        seen_at=row.seen_at,
    )
