"""Writing and reading the audit trail. A row is written in the transaction it speaks of: if it
cannot be written, nothing is read or changed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert
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


def taken_out(db: Session, viewer: Viewer, data: Data) -> None:
    """Notes that `viewer` took out figures made from this kind of data, as a file: an event that
    touches nobody's record, and stands in nobody's list of who looked."""
    db.execute(insert(AuditEvent), [_event(viewer, Action.viewed, data)])


def viewed(db: Session, viewer: Viewer, data: Data, subjects: Iterable[UUID]) -> None:
    """Notes a look at records."""
    record(db, viewer, Action.viewed, (data,), subjects)


def changed(db: Session, viewer: Viewer, data: Data, subjects: Iterable[UUID]) -> None:
    """Notes a change to records."""
    record(db, viewer, Action.changed, (data,), subjects)


def by_others(db: Session, subject_id: UUID, limit: int) -> list[tuple[AuditEvent, str]]:
    """Accesses to one person's record by anybody but that person, newest first, with the name
    each visitor chose to show. What one visitor did to one kind of data on one day of the
    database's clock is told once, by the last time: a page that asks again every minute would
    leave no room for anybody else. The trail itself keeps every time."""
    last = func.max(col(AuditEvent.sequence))
    told = (
        select(last.label("sequence"))
        .join(AuditSubject, col(AuditSubject.event_sequence) == col(AuditEvent.sequence))
        .where(AuditSubject.subject_id == subject_id, AuditEvent.actor_id != subject_id)
        .group_by(
            col(AuditEvent.actor_id), col(AuditEvent.action), col(AuditEvent.data),
            func.date(col(AuditEvent.at)),
        )
        .order_by(last.desc())
        .limit(limit)
        .subquery()
    )  # fmt: skip
    rows = db.exec(
        select(AuditEvent, Person.shown_name)
        .join(told, told.c.sequence == col(AuditEvent.sequence))
        .join(Person, col(Person.id) == col(AuditEvent.actor_id))
        .order_by(col(AuditEvent.sequence).desc())
    )
    return list(rows)
