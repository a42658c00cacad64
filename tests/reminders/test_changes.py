"""What changed in a client's calendar: one discreet push for a burst of it, at a time when the
phone may show it, never twice and never silently lost."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from app.notices.models import Notice, NoticeKind
from app.notices.service import About, tell
from app.reminders.models import ReminderKind, ReminderState
from tests.fakes.push_service import status
from tests.support.house import Actor
from tests.support.pushing import MONDAY, ON_ONE, Chain, new_york, shown

IN_TWO_DAYS = MONDAY + timedelta(days=2)


def told(
    chain: Chain,
    kind: NoticeKind = NoticeKind.moved,
    *,
    who: Actor | None = None,
    at: datetime | None = None,
    starts_at: datetime | None = IN_TWO_DAYS,
    by: UUID | None = None,
) -> UUID:
    """A line in Ada's inbox, from now or `at` an instant; its id."""
    person_id = (who or chain.house.ada).id
    about = About(appointment_id=uuid4(), title="Group", starts_at=starts_at)
    with chain.database.unit_of_work() as db:
        tell(db, [person_id], kind, about, by=by, now=at or chain.now)
        rows = [row for row in db.new if isinstance(row, Notice)]
        assert rows == []
        found = db.query(Notice).filter_by(person_id=person_id).order_by(Notice.id.desc())
        first = found.first()
        return first.id if first else uuid4()
