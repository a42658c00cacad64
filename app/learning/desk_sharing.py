"""What clients share with a member of their team: as the desk shows it, and that it was read."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, case
from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.learning.models import Reflection, ReflectionReading, ReflectionSharing
from app.learning.reflection_queries import shared_reflection, shared_with
from app.learning.reflections import Writing, in_force
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.offline import insert_once
from app.people.models import Person
from app.people.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Shared:
    """A reflection that is shared with the viewer, and with whom beside; `reading` is the viewer's
    own look at it."""

    client_id: UUID
    client_name: str
    reflection_id: UUID
    module_id: str
    prompt: str
    words: str
    shared_with: ReflectionSharing
    happened_at: datetime
    reading: ReflectionReading | None


def shared_with_viewer(db: Session, viewer: Viewer) -> list[Shared]:
    """What all of the viewer's clients share with them, newest first. Four queries."""
    return [
        Shared(
            client_id=one.row.client_id,
            client_name=one.client_name,
            reflection_id=one.row.id,
            module_id=one.row.module_id,
            prompt=one.row.prompt,
            words=one.row.words,
            shared_with=one.row.shared_with,
            happened_at=one.row.happened_at,
            reading=one.reading,
        )
        for one in shared_with(db, viewer)
    ]


def shared_by(db: Session, viewer: Viewer, client: Person) -> list[Shared]:
    """What one client shares with the viewer, who is on their team, newest first. Words that are
    shared with nobody do not leave the database. One query."""
    is_shown = col(Reflection.shared_with) != ReflectionSharing.nobody
    rows = db.exec(
        select(  # type: ignore[call-overload]
            Reflection.client_id, Reflection.id, Reflection.module_id, Reflection.prompt_id,
            Reflection.words != "", Reflection.shared_with, Reflection.reader_id,
            Reflection.happened_at, Reflection.received_at, Reflection.prompt,
            case((is_shown, col(Reflection.words)), else_=""), ReflectionReading,
        )
        .outerjoin(
            ReflectionReading,
            and_(
                col(ReflectionReading.client_id) == col(Reflection.client_id),
                col(ReflectionReading.reflection_id) == col(Reflection.id),
                col(ReflectionReading.reader_id) == viewer.id,
            ),
        )
        .where(Reflection.client_id == client.id)
    )  # fmt: skip
    prompts: defaultdict[tuple[str, str], list[Writing]] = defaultdict(list)
    said: dict[UUID, Shared] = {}
    for *meta, prompt, words, reading in rows:
        one = Writing(*meta)
        prompts[one.module_id, one.prompt_id].append(one)
        said[one.id] = Shared(
            client.id, client.shown_name, one.id, one.module_id, prompt, words, one.shared_with,
            one.happened_at, reading,
        )  # fmt: skip
    counting = (in_force(every) for every in prompts.values())
    shown = [said[one.writing.id] for one in counting if one.readers([viewer.id])]
    return sorted(shown, key=lambda one: (one.happened_at, one.reflection_id), reverse=True)


def note_reading(
    db: Session, viewer: Viewer, client_id: UUID, reflection_id: UUID, line: str | None
) -> None:
    """The viewer has read a reflection that is shared with them, and may have written a line back:
    the client is told of the first look and of a line. `NotFound` for what is not shared."""
    shared_reflection(db, viewer, client_id, reflection_id)
    row = ReflectionReading(
        client_id=client_id, reflection_id=reflection_id, reader_id=viewer.id,
        read_at=viewer.now, line=line,
    )  # fmt: skip
    kept, is_new = insert_once(db, row, (client_id, reflection_id, viewer.id))
    has_said_more = line is not None and line != kept.line
    if has_said_more:
        kept.line = line
        db.add(kept)
    if is_new or has_said_more:
        tell(db, [client_id], NoticeKind.reflection_read, About(), by=viewer.id, now=viewer.now)
    audit.changed(db, viewer, Data.learning, [client_id])
