"""When nobody needs to ask any more: the client was reached, or is no longer in aftercare."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.aftercare.queries import open_tasks
from app.flags.models import TaskOutcome
from app.flags.service import close


def close_open(
    db: Session,
    client_id: UUID,
    by: UUID | None,
    now: datetime,
    outcome: TaskOutcome,
    line: str | None = None,
    *,
    about: UUID | None = None,
) -> None:
    """Ends the open tasks about contacts of a client, or about one of them."""
    for task in open_tasks(db, client_id):
        if about in {None, task.focus_id}:
            close(db, task, by=by, now=now, outcome=outcome, line=line)


def end_contacts(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """Aftercare is over: no contact is due any more. A step of the end of care."""
    close_open(db, client_id, by, now, TaskOutcome.no_longer_needed)
