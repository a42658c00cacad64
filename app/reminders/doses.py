"""Doses that are due become a reminder: one for each wall time, however many medications it is.

A dose reminder is named by the wall time that was asked for, so a clock change makes neither two
nor none of it. "Later" makes one more, half an hour after it was said, named by that wall time and
what was said. Whether it is still wanted is decided when its time has come: what was taken or
skipped by then asks for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from app.care_records.medications.adherence import said_last
from app.care_records.medications.due import Due, Schedule, due_doses
from app.care_records.medications.models import Dose, DoseState, Medication
from app.care_records.medications.queries import doses_of, running
from app.people.models import Person
from app.reminders.models import Reminder, ReminderSettings

LATER = timedelta(minutes=30)
_LOOK_BACK = timedelta(days=3)
"""A dose is said of from a day before it is due, in another zone, to when its window is over."""
_AGAIN = "~"


@dataclass(frozen=True, slots=True)
class DosesAt:
    """What is due at one wall time, as one reminder. `known_at`: when the last of it that could be
    known was written down."""

    key: str
    due_at: datetime
    useful_until: datetime
    known_at: datetime
    rings_in_quiet: bool


@dataclass(frozen=True, slots=True)
class _Slot:
    row: Medication
    due: Due

    @property
    def window_ends(self) -> datetime:
        return self.due.due_at + timedelta(minutes=self.row.window_minutes)


def doses_to_come(
    db: Session, person: Person, after: datetime, until: datetime
) -> Iterator[DosesAt]:
    """The reminders of doses due later than `after` and not later than `until`, and of what was put
    off, whatever was said of them meanwhile."""
    rows = [row for row in running(db, person.id) if row.remind]
    if not rows:
        return
    slots = _slots(rows, person.time_zone, after - _LOOK_BACK, until)
    by_key: defaultdict[str, list[_Slot]] = defaultdict(list)
    for slot in slots:
        if slot.due.due_at > max(after, slot.row.entered_at):
            by_key[slot.due.key].append(slot)
    for key, together in by_key.items():
        yield _at(key, together)
    yield from _once_more(db, person, rows, slots, after, until)


def still_open(db: Session, person: Person, reminder: Reminder) -> list[Medication]:
    """The medications that a reminder is about and of which nothing was said since: for one that
    repeats, nothing after "later"."""
    key, _, said_id = reminder.occurrence_key.partition(_AGAIN)
    wall = datetime.fromisoformat(key)
    rows = [row for row in running(db, person.id) if row.remind and Schedule.of(row).has(wall)]
    said = _said(db, person.id, rows, reminder.due_at - _LOOK_BACK)
    return [
        row
        for row in rows
        if _is_open(said.get((row.id, wall)), UUID(said_id) if said_id else None)
    ]


def rings_in_quiet(rows: Iterable[Medication]) -> bool:
    """Whether one of them may be heard in quiet hours."""
    return any(row.rings_in_quiet for row in rows)


def medications_touched() -> ColumnElement[bool]:
    """A medication, or a "later", was written since its client was planned for."""
    planned_at = col(ReminderSettings.planned_at)
    changed = select(Medication.id).where(
        Medication.client_id == ReminderSettings.person_id,
        or_(col(Medication.changed_at) >= planned_at, col(Medication.stopped_at) >= planned_at),
    )
    later = select(Dose.id).where(
        Dose.client_id == ReminderSettings.person_id,
        Dose.state == DoseState.later,
        col(Dose.received_at) >= planned_at,
    )
    return changed.exists() | later.exists()


def _slots(rows: list[Medication], zone: str, after: datetime, until: datetime) -> list[_Slot]:
    return [
        _Slot(row, due) for row in rows for due in due_doses(Schedule.of(row), zone, after, until)
    ]


def _at(key: str, slots: list[_Slot]) -> DosesAt:
    return DosesAt(
        key=key,
        due_at=min(slot.due.due_at for slot in slots),
        useful_until=max(slot.window_ends for slot in slots),
        known_at=min(slot.row.changed_at for slot in slots),
        rings_in_quiet=rings_in_quiet(slot.row for slot in slots),
    )


def _once_more(
    db: Session,
    person: Person,
    rows: list[Medication],
    slots: list[_Slot],
    after: datetime,
    until: datetime,
) -> Iterator[DosesAt]:
    """What was put off: half an hour after it was said, and of use for as long again at least."""
    known = {(slot.row.id, slot.due.key): slot for slot in slots}
    for (row_id, wall), dose in _said(db, person.id, rows, after - _LOOK_BACK).items():
        due_at = dose.happened_at + LATER
        slot = known.get((row_id, wall.isoformat(timespec="minutes")))
        if dose.state is DoseState.later and slot is not None and after < due_at <= until:
            yield DosesAt(
                key=f"{slot.due.key}{_AGAIN}{dose.id}",
                due_at=due_at,
                useful_until=max(slot.window_ends, due_at + LATER),
                known_at=dose.received_at,
                rings_in_quiet=rings_in_quiet([slot.row]),
            )


def _said(
    db: Session, person_id: UUID, rows: list[Medication], since: datetime
) -> dict[tuple[UUID, datetime], Dose]:
    """What was said last of each dose of some medications, by its wall time."""
    by_row: defaultdict[UUID, list[Dose]] = defaultdict(list)
    for dose in doses_of(db, person_id, [row.id for row in rows], since):
        by_row[dose.medication_id].append(dose)
    return {
        (row_id, datetime.combine(*slot)): dose
        for row_id, doses in by_row.items()
        for slot, dose in said_last(doses).items()
    }


def _is_open(dose: Dose | None, repeats: UUID | None) -> bool:
    if repeats is not None:
        return dose is not None and dose.state is DoseState.later and dose.id == repeats
    return dose is None or dose.state is DoseState.undone
