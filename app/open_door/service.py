"""Coming back: a wish, and what becomes of it. It tells a name and a line, and nothing else."""

from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.episodes.alumni import NotAnAlumna, alumni_stay
from app.errors import Conflict, NotFound
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.offline import content_hash, keep_once
from app.open_door import queries
from app.open_door.models import ReturnWish
from app.open_door.schemas import WishAnswer, WishWrite
from app.open_door.telling import tell_first
from app.people.viewers import Viewer


class AnsweredAlready(Conflict):
    code = "answered_already"
    detail = "Somebody else has answered this already. Nothing you wrote was saved."


def wish(db: Session, client: Viewer, wish_id: UUID, body: WishWrite) -> ReturnWish:
    """Somebody who was here before would like to begin again; kept exactly once, and their
    counselor of last time, or the team, is told that there is something. A wish that was not
    answered yet gives way to a new one. Raises `NotAnAlumna`."""
    if alumni_stay(db, client.id) is None:
        raise NotAnAlumna
    digest = content_hash(body.model_dump(mode="json"))
    row = ReturnWish(
        client_id=client.id,
        id=wish_id,
        note=body.note or None,
        asked_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, row, (client.id, wish_id), digest)
    if is_new:
        queries.withdraw_others(db, kept, client.now)
        tell_first(db, kept, client.now)
    audit.changed(db, client, Data.profile, [client.id])
    return kept


def withdraw(db: Session, client: Viewer, wish_id: UUID) -> None:
    """The client takes a wish back; one that was answered stays as it is (`AnsweredAlready`)."""
    found = db.get(ReturnWish, (client.id, wish_id))
    if found is None:
        raise NotFound
    db.refresh(found, with_for_update=True)
    if found.answered_at is not None:
        raise AnsweredAlready
    found.withdrawn_at = found.withdrawn_at or client.now
    db.add(found)
    audit.changed(db, client, Data.profile, [client.id])


def answer(db: Session, viewer: Viewer, client_id: UUID, wish_id: UUID, body: WishAnswer) -> None:
    """Answers a wish with a line; saying the same again is once. `NotFound` for whoever is not
    told of it and for one taken back, `AnsweredAlready` where somebody else was first."""
    found = db.get(ReturnWish, (client_id, wish_id))
    if found is None:
        raise NotFound
    db.refresh(found, with_for_update=True)
    if (found.answered_by, found.line) == (viewer.id, body.line):
        return
    if found.answered_at is not None and viewer.id in queries.readers(db, client_id):
        raise AnsweredAlready
    if found.id not in {row.id for row, _ in queries.open_wishes(db, viewer)}:
        raise NotFound
    found.answered_at, found.answered_by, found.line = viewer.now, viewer.id, body.line
    db.add(found)
    about = About(line=body.line)
    tell(db, [client_id], NoticeKind.return_answered, about, by=viewer.id, now=viewer.now)
    audit.changed(db, viewer, Data.profile, [client_id])
