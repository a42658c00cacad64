"""Reading medications: the client's own, and those of clients whom the viewer cares for."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import require_visible
from app.care_records.medications.due import Schedule
from app.care_records.medications.models import Dose, Medication, MedicationChange
from app.episodes import queries as episodes
from app.errors import NotFound
from app.people.models import Person
from app.people.viewers import Viewer

SHOWN_DAYS = timedelta(days=31)
MOST_DOSES = 5000
"""What a phone could say of every medication in a month is far less."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One medication with what it said before, oldest first, and its doses of the last month in the
    order in which they were said."""

    row: Medication
    changes: list[MedicationChange] = field(default_factory=list)
    doses: list[Dose] = field(default_factory=list)

    def schedules(self) -> list[Schedule]:
        """Its times, one schedule after the other, from when it was entered until it was stopped:
        nobody can be asked about a dose from before that."""
        found, since = [], self.row.entered_at
        for change in self.changes:
            found.append(Schedule.from_dict(change.before, since, change.at))
            since = change.at
        return [*found, Schedule.of(self.row, since, self.row.stopped_at)]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A client's medications, the running ones first, with the names of all who appear there."""

    client: Person
    items: list[Kept]
    names: dict[UUID, str]
    team: list[UUID]
    primary_id: UUID | None


def own_shelf(db: Session, viewer: Viewer) -> Shelf:
    """The viewer's own medications."""
    return _shelf(db, viewer.person, viewer.now)


def clients_shelf(db: Session, viewer: Viewer, client_id: UUID) -> Shelf:
    """The medications of a visible client. `NotFound` for a stranger."""
    require_visible(db, viewer, client_id, Data.medications)
    return _shelf(db, db.get_one(Person, client_id), viewer.now)


def medication(
    db: Session, client_id: UUID, medication_id: UUID, *, locked: bool = False
) -> Medication | None:
    """One medication of a client, to be changed if `locked`; None for an id that nobody has.
    `NotFound` for somebody else's."""
    found = db.get(Medication, medication_id, with_for_update=locked, populate_existing=True)
    if found is not None and found.client_id != client_id:
        raise NotFound
    return found


def running(db: Session, person_id: UUID) -> list[Medication]:
    """Somebody's medications that were not stopped and have times, for reminders."""
    rows = db.exec(
        select(Medication)
        .where(
            Medication.client_id == person_id,
            col(Medication.stopped_at).is_(None),
            col(Medication.as_needed).is_(False),
        )
        .order_by(col(Medication.entered_at), col(Medication.id))
    )
    return list(rows)


def doses_of(
    db: Session, client_id: UUID, medication_ids: Collection[UUID], since: datetime
) -> list[Dose]:
    """What a client said of some medications since an instant, in the order of saying."""
    if not medication_ids:
        return []
    rows = db.exec(
        select(Dose)
        .where(
            Dose.client_id == client_id,
            col(Dose.medication_id).in_(medication_ids),
            Dose.happened_at > since,
        )
        .order_by(col(Dose.happened_at), col(Dose.id))
        .limit(MOST_DOSES)
    )
    return list(rows)


def _shelf(db: Session, client: Person, now: datetime) -> Shelf:
    rows = list(db.exec(select(Medication).where(Medication.client_id == client.id)))
    rows.sort(key=lambda row: (row.stopped_at is not None, row.name.casefold(), row.id))
    ids = [row.id for row in rows]
    changes, doses = defaultdict(list), defaultdict(list)
    for change in _changes_of(db, ids):
        changes[change.medication_id].append(change)
    for dose in doses_of(db, client.id, ids, now - SHOWN_DAYS):
        doses[dose.medication_id].append(dose)
    items = [Kept(row, changes[row.id], doses[row.id]) for row in rows]
    team = episodes.team_ids(db, client.id)
    primary = episodes.primary_of(db, client.id)
    return Shelf(client, items, _names(db, items, team), team, primary)


def _changes_of(db: Session, ids: list[UUID]) -> Iterable[MedicationChange]:
    if not ids:
        return []
    return db.exec(
        select(MedicationChange)
        .where(col(MedicationChange.medication_id).in_(ids))
        .order_by(col(MedicationChange.version))
    )


def _names(db: Session, items: list[Kept], team: list[UUID]) -> dict[UUID, str]:
    wanted: set[UUID | None] = set(team)
    for item in items:
        row = item.row
        wanted |= {row.entered_by, row.changed_by, row.stopped_by, row.prescriber_id}
        wanted |= {change.by for change in item.changes}
    ids = [each for each in wanted if each is not None]
    query = select(Person.id, Person.shown_name).where(col(Person.id).in_(ids))
    return {person_id: name for person_id, name in db.exec(query)}
