"""What staff read of learning: what clients were given and how far they are, and of many at once.

Staff learn of what was assigned, not of what a client reads of their own accord. So a module counts
as begun or finished by what was read from the day on which it was given: assigning something does
not show that it had been read before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from app import clock
from app.access.models import Data
from app.access.policy import visible
from app.episodes.care import in_care
from app.errors import NotFound
from app.learning.assigned import Assigned, assigned_modules
from app.learning.figures import CardId
from app.learning.models import (
    AssignedFor,
    ModuleAssignment,
    ModuleText,
    ReadingMark,
    RecallCard,
)
from app.people.models import Person
from app.people.viewers import Viewer

State = Literal["not_begun", "begun", "finished"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is with a module since it was given to them, by their own days."""

    state: State = "not_begun"
    begun_on: date | None = None
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One module of a client. `needed` False: of their level, and taken off for them."""

    module_id: str
    assigned: Assigned
    progress: Progress
    needed: bool = True


@dataclass(frozen=True, slots=True)
class OwnClient:
    """A client of the viewer's, and the modules of levels that were taken off for them, with when
    and by whom."""

    person: Person
    not_needed: dict[str, Assigned]


def own_client(
    db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = True
) -> OwnClient:
    """A client whose learning the viewer sees as one of their team, in one query; without
    `to_change` also as somebody who merely reads it. `NotFound` for a stranger's, and for the
    viewer's own: nobody is their own counselor."""
    by = aliased(Person)
    rows = db.exec(
        select(Person, ModuleAssignment, by.shown_name)
        .outerjoin(
            ModuleAssignment,
            and_(
                col(ModuleAssignment.client_id) == col(Person.id),
                col(ModuleAssignment.source) == AssignedFor.level,
            ),
        )
        .outerjoin(by, col(by.id) == col(ModuleAssignment.assigned_by))
        .where(
            Person.id == client_id,
            Person.id != viewer.id,
            col(Person.id).in_(visible(viewer, Data.learning, to_change=to_change)),
        )
        .order_by(col(ModuleAssignment.assigned_at))
    ).all()
    if not rows:
        raise NotFound
    not_needed = {
        row.module_id: Assigned(AssignedFor.level, row.assigned_at, by=name, is_now=False)
        for _, row, name in rows
        if row is not None
    }
    return OwnClient(rows[0][0], not_needed)


def given_to(db: Session, client: OwnClient, now: datetime) -> tuple[list[Given], int | None]:
    """What a client was given, with how far they are, and the week they are in at their level. What
    they read of modules whose week has not come is theirs. Four queries."""
    person = client.person
    found = assigned_modules(db, [person.id], now)[person.id]
    marks = _marks(db, person.id, found.modules)
    items = [
        Given(
            module_id,
            one,
            progress(marks[module_id], one.at, person.time_zone) if one.is_now else Progress(),
        )
        for module_id, one in found.modules.items()
    ]
    taken_off = [
        Given(module_id, one, Progress(), needed=False)
        for module_id, one in client.not_needed.items()
        if module_id not in found.modules
    ]
    return [*items, *taken_off], found.this_week


def progress(marks: Iterable[tuple[datetime, bool]], since: datetime, zone: str) -> Progress:
    """What marks (when, and whether at the end) come to since a module was given. Pure."""
    read = sorted(mark for mark in marks if mark[0] >= since)
    if not read:
        return Progress()
    begun = clock.local_day(read[0][0], zone)
    ends = [at for at, is_finished in read if is_finished]
    if not ends:
        return Progress("begun", begun)
    return Progress("finished", begun, clock.local_day(ends[0], zone))


def _marks(
    db: Session, client_id: UUID, modules: Collection[str]
) -> defaultdict[str, list[tuple[datetime, bool]]]:
    rows = db.exec(
        select(ReadingMark.module_id, ReadingMark.happened_at, ReadingMark.is_finished).where(
            ReadingMark.client_id == client_id, col(ReadingMark.module_id).in_(modules)
        )
    )
    found: defaultdict[str, list[tuple[datetime, bool]]] = defaultdict(list)
    for module_id, at, is_finished in rows:
        found[module_id].append((at, is_finished))
    return found


def people_in_care(db: Session) -> list[UUID]:
    """Everybody in care, for figures alone."""
    return list(db.execute(in_care()).scalars())


def have_and_finished(
    db: Session, clients: Collection[UUID], now: datetime
) -> tuple[dict[str, set[UUID]], dict[str, set[UUID]]]:
    """Who of these people has which module (of their level: from its week on, while they are in
    treatment), and who of them finished it since they got it. For figures alone; four queries."""
    given = assigned_modules(db, clients, now)
    last = _last_finished(db, clients)
    have: defaultdict[str, set[UUID]] = defaultdict(set)
    finished: defaultdict[str, set[UUID]] = defaultdict(set)
    for client_id, found in given.items():
        for module_id, one in found.modules.items():
            is_over = one.source is AssignedFor.level and found.this_week is None
            if is_over or not one.is_now:
                continue
            have[module_id].add(client_id)
            at = last.get((client_id, module_id))
            if at is not None and at >= one.at:
                finished[module_id].add(client_id)
    return have, finished


def _last_finished(db: Session, clients: Collection[UUID]) -> dict[tuple[UUID, str], datetime]:
    rows = db.exec(
        select(ReadingMark.client_id, ReadingMark.module_id, func.max(ReadingMark.happened_at))
        .where(col(ReadingMark.client_id).in_(clients), col(ReadingMark.is_finished).is_(True))
        .group_by(col(ReadingMark.client_id), col(ReadingMark.module_id))
    )
    return {(client_id, module_id): at for client_id, module_id, at in rows}


def card_answers(db: Session, clients: Collection[UUID]) -> list[tuple[UUID, CardId, bool]]:
    """Of each of these people and each card they were asked, whether they ever forgot it. For
    figures alone."""
    rows = db.exec(
        select(
            RecallCard.client_id, RecallCard.module_id, RecallCard.card_id, RecallCard.forgotten
        ).where(col(RecallCard.client_id).in_(clients), RecallCard.reviews > 0)
    )
    return [
        (client_id, CardId(module_id, card_id), forgotten > 0)
        for client_id, module_id, card_id, forgotten in rows
    ]


Kept = tuple[ModuleText, str]
"""A text that was published here, with the name of whoever did."""


def published_texts(db: Session, module_id: str) -> list[Kept]:
    """Every text of a module that was published here, newest first. Not the shipped ones that are
    kept because a client began them: that somebody did is theirs."""
    rows = db.exec(
        select(ModuleText, Person.shown_name)
        .join(Person, col(Person.id) == col(ModuleText.published_by))
        .where(ModuleText.module_id == module_id)
        .order_by(col(ModuleText.kept_at).desc(), col(ModuleText.digest))
    )
    return [(row, name) for row, name in rows]
