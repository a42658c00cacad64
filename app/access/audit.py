"""Writing and reading the audit trail. A row is written in the transaction it speaks of: if it
cannot be written, nothing is read or changed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import Session, col, select

from app.access.models import Action, AuditEvent, AuditSubject, Data
from app.people.models import Person
from app.people.viewers import Viewer


def record(
    db: Session, viewer: Viewer, action: Action, kinds: Iterable[Data], subjects: Iterable[UUID]
) -> None:
    """Notes that `viewer` did `action` to these kinds of data of each of `subjects`."""
    concerned = sorted(set(subjects))
    if not concerned:
        return
    events = [_event(viewer, action, data) for data in kinds]
    # One statement for all kinds; as rows of the session each would be one of its own.
    sequences = db.execute(insert(AuditEvent).returning(col(AuditEvent.sequence)), events)
    touched = [
        {"event_sequence": sequence, "subject_id": subject}
        for sequence in sequences.scalars().all()
        for subject in concerned
    ]
    db.execute(insert(AuditSubject), touched)


def _event(viewer: Viewer, action: Action, data: Data) -> dict[str, Any]:
    return {
        "at": viewer.now,
        "actor_id": viewer.id,
        "sign_in_id": viewer.sign_in.id,
        "action": action,
        "data": data,
    }


def viewed(db: Session, viewer: Viewer, data: Data, subjects: Iterable[UUID]) -> None:
    """Notes a look at records."""
    record(db, viewer, Action.viewed, (data,), subjects)


def changed(db: Session, viewer: Viewer, data: Data, subjects: Iterable[UUID]) -> None:
    """Notes a change to records."""
    record(db, viewer, Action.changed, (data,), subjects)


def by_others(db: Session, subject_id: UUID, limit: int) -> list[tuple[AuditEvent, str]]:
    """Accesses to one person's record by anybody but that person, newest first, with the name
    each visitor chose to show."""
    rows = db.exec(
        select(AuditEvent, Person.shown_name)
        .join(AuditSubject, col(AuditSubject.event_sequence) == col(AuditEvent.sequence))
        .join(Person, col(Person.id) == col(AuditEvent.actor_id))
        .where(AuditSubject.subject_id == subject_id, AuditEvent.actor_id != subject_id)
        .order_by(col(AuditEvent.sequence).desc())
        .limit(limit)
    )
    return list(rows)
