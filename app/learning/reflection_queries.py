"""Reading reflections: everything for their writer, for others what is shared with them now."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.episodes.queries import members, running_episode, team_shown
from app.errors import NotFound
from app.learning.models import Reflection, ReflectionReading
from app.learning.reflections import InForce, Writing, in_force
from app.people.models import Person
from app.people.viewers import Viewer

_Prompt = tuple[UUID, str, str]


@dataclass(frozen=True, slots=True)
class Team:
    """Who cares for a client now, by id and name; without closed accounts."""

    names: dict[UUID, str]
    primary_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """Somebody read a writing."""

    by: str
    reading: ReflectionReading


@dataclass(frozen=True, slots=True)
class OwnReflection:
    """What somebody wrote to a prompt, as it counts, and who read any writing to that prompt."""

    row: Reflection
    now: InForce
    reads: list[Read]


@dataclass(frozen=True, slots=True)
class Shared:
    """A reflection that its client shares with the viewer, and whether the viewer has read it."""

    client_name: str
    row: Reflection
    reading: ReflectionReading | None


def team_of_client(db: Session, client_id: UUID, now: datetime) -> Team:
    """A client's team in their running stay, as far as they may be shown: three queries."""
    stay = running_episode(db, client_id)
    if stay is None:
        return Team({})
    shown = team_shown(db, client_id, Data.learning, now)
    active = [
        (member, person)
        for member, person in members(db, stay.id)
        if person.id in shown and person.id != client_id
    ]
    primary = next((person.id for member, person in active if member.is_primary), None)
    return Team({person.id: person.shown_name for _, person in active}, primary)


def writings(
    db: Session, client_ids: Collection[UUID], prompt: tuple[str, str] | None = None
) -> dict[_Prompt, list[Writing]]:
    """All that clients wrote, without the words, by client and prompt; of one `prompt` (module and
    prompt id) where one is named. For whoever may know of it."""
    query = select(
        Reflection.client_id, Reflection.id, Reflection.module_id, Reflection.prompt_id,
        Reflection.words != "", Reflection.shared_with, Reflection.reader_id,
        Reflection.happened_at, Reflection.received_at,
    ).where(col(Reflection.client_id).in_(client_ids))  # type: ignore[call-overload]  # fmt: skip
    if prompt is not None:
        query = query.where(
            col(Reflection.module_id) == prompt[0], col(Reflection.prompt_id) == prompt[1]
        )
    found: defaultdict[_Prompt, list[Writing]] = defaultdict(list)
    for row in db.exec(query):
        one = Writing(*row)
        found[one.client_id, one.module_id, one.prompt_id].append(one)
    return found


def own_reflections(
    db: Session, viewer: Viewer, prompt: tuple[str, str] | None = None
) -> list[OwnReflection]:
    """What the viewer wrote to each prompt last, newest first; also what they took back. Three
    queries."""
    found = writings(db, [viewer.id], prompt)
    reads = _reads(db, viewer.id)
    rows = _rows(db, [in_force(every).writing for every in found.values()])
    own = [
        OwnReflection(
            row=rows[now.writing.client_id, now.writing.id],
            now=now,
            reads=_last_of_each([read for one in every for read in reads[one.id]]),
        )
        for every in found.values()
        for now in (in_force(every),)
    ]
    return sorted(own, key=lambda one: one.now.writing.in_order, reverse=True)


def _reads(db: Session, client_id: UUID) -> defaultdict[UUID, list[Read]]:
    rows = db.exec(
        select(ReflectionReading, Person.shown_name)
        .join(Person, col(Person.id) == col(ReflectionReading.reader_id))
        .where(ReflectionReading.client_id == client_id)
        .order_by(col(ReflectionReading.read_at), col(ReflectionReading.reader_id))
    )
    found: defaultdict[UUID, list[Read]] = defaultdict(list)
    for reading, name in rows:
        found[reading.reflection_id].append(Read(name, reading))
    return found


def _last_of_each(reads: Iterable[Read]) -> list[Read]:
    """The last look of each reader, and every line that was written back, oldest first."""
    in_order = sorted(reads, key=lambda one: one.reading.read_at)
    last = {one.reading.reader_id: one for one in in_order}
    return [one for one in in_order if one.reading.line or last[one.reading.reader_id] is one]


def _rows(db: Session, counting: Iterable[Writing]) -> dict[tuple[UUID, UUID], Reflection]:
    keys = {(one.client_id, one.id) for one in counting}
    if not keys:
        return {}
    rows = db.exec(
        select(Reflection).where(
            col(Reflection.client_id).in_({client_id for client_id, _ in keys}),
            col(Reflection.id).in_({one for _, one in keys}),
        )
    )
    return {(row.client_id, row.id): row for row in rows if (row.client_id, row.id) in keys}


def shared_with(db: Session, viewer: Viewer, client_id: UUID | None = None) -> list[Shared]:
    """What clients share with the viewer now, newest first, of one client where one is named: four
    queries at most. Decided by what each client chose and by the teams as they are: whoever has
    left, or merely looks after somebody for a while, reads nothing."""
    names = _clients_of(db, viewer, client_id)
    if not names:
        return []
    now = [in_force(every) for every in writings(db, names).values()]
    rows = _rows(db, [one.writing for one in now if one.readers([viewer.id])])
    read = _read_by(db, viewer, rows)
    found = [Shared(names[row.client_id], row, read.get(key)) for key, row in rows.items()]
    return sorted(found, key=lambda one: (one.row.happened_at, one.row.id), reverse=True)


def shared_reflection(
    db: Session, viewer: Viewer, client_id: UUID, reflection_id: UUID
) -> Reflection:
    """One reflection that its client shares with the viewer now; else `NotFound`."""
    for one in shared_with(db, viewer, client_id):
        if one.row.id == reflection_id:
            return one.row
    raise NotFound


def _clients_of(db: Session, viewer: Viewer, client_id: UUID | None) -> dict[UUID, str]:
    """The clients on whose team the viewer is, by name."""
    sees = visible(viewer, Data.learning, to_change=True)
    query = (
        select(Person.id, Person.shown_name)
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
        .join(CareTeamMember, col(CareTeamMember.episode_id) == col(EpisodeOfCare.id))
        .where(
            CareTeamMember.provider_id == viewer.id,
            col(CareTeamMember.left_at).is_(None),
            col(EpisodeOfCare.ended_at).is_(None),
            Person.id != viewer.id,
            col(Person.id).in_(sees),
        )
    )
    if client_id is not None:
        query = query.where(Person.id == client_id)
    return {person_id: name for person_id, name in db.exec(query)}


def _read_by(
    db: Session, viewer: Viewer, keys: Collection[tuple[UUID, UUID]]
) -> dict[tuple[UUID, UUID], ReflectionReading]:
    if not keys:
        return {}
    rows = db.exec(
        select(ReflectionReading).where(
            ReflectionReading.reader_id == viewer.id,
            col(ReflectionReading.client_id).in_({client_id for client_id, _ in keys}),
        )
    )
    return {(row.client_id, row.reflection_id): row for row in rows}
