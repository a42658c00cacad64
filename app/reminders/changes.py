"""What changed in a client's calendar, or came to somebody of the staff to look at now, becomes one
push, however many lines it is.

Lines of an inbox that come within five minutes are one burst, and a burst is one reminder, named by
its first line. Once everything so far has been seen, the next line begins a burst of its own: so
nothing new is taken for something already read.

What somebody of the staff has to look at is told at the end of their quiet hours at the latest, and
while they are at work at once (`at_work`); the switch for sessions is not about it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from app.flags.passing import TAKEN
from app.notices.models import Notice, NoticeKind

BURST = timedelta(minutes=5)
USEFUL_FOR = timedelta(hours=24)
TOLD = (
    NoticeKind.booked,
    NoticeKind.moved,
    NoticeKind.cancelled,
    NoticeKind.changed,
    NoticeKind.place_from_waiting,
    NoticeKind.request_moved,
    NoticeKind.request_declined,
    NoticeKind.task_overdue,
)
"""Lines about the client's own sessions, and for staff what nobody looked at in time. What they did
themselves is in nobody's inbox."""
TASKS = (NoticeKind.task_given, NoticeKind.task_overdue)
STAFF_INBOX = "/desk/inbox"
"""Where tasks are read."""
AT_ONCE = "now"
"""The urgency (`Notice.reason`) of what somebody is given to look at that is told at once."""


def is_told() -> ColumnElement[bool]:
    """Lines that become a push."""
    is_urgent = and_(col(Notice.kind) == NoticeKind.task_given, col(Notice.reason) == AT_ONCE)
    return or_(col(Notice.kind).in_(TOLD), is_urgent)


@dataclass(frozen=True, slots=True)
class Burst:
    """Lines that are one occasion."""

    lines: tuple[Notice, ...]

    @property
    def keys(self) -> list[str]:
        """What its reminder may be named by. The first, unless it has a reminder already: a line
        that was written a moment earlier can become known a moment later."""
        return [str(line.id) for line in self.lines]

    @property
    def due_at(self) -> datetime:
        return self.lines[0].at

    @property
    def path(self) -> str:
        """Where it is read: tasks are for staff alone."""
        return STAFF_INBOX if any(line.kind in TASKS for line in self.lines) else "/inbox"

    @property
    def is_seen(self) -> bool:
        return all(line.seen_at is not None for line in self.lines)

    @property
    def is_pressing(self) -> bool:
        """Whether somebody has to look at something they have not seen yet; that somebody else has
        it now is only to be known."""
        return any(
            line.kind in TASKS and line.reason != TAKEN and line.seen_at is None
            for line in self.lines
        )

    @property
    def useful_until(self) -> datetime:
        """Until the last of its sessions that has not been seen begins, a day at most. What is to
        be looked at is not over when its time is: for a day."""
        unseen = [line for line in self.lines if line.seen_at is None]
        return max(_useful_until(line) for line in unseen or self.lines)

    def takes(self, line: Notice) -> bool:
        """Whether a later line belongs to it."""
        all_read = all(one.seen_at is not None and one.seen_at <= line.at for one in self.lines)
        return line.at <= self.due_at + BURST and not all_read


def bursts(lines: Iterable[Notice]) -> Iterator[Burst]:
    """Somebody's lines, oldest first, as bursts."""
    current: Burst | None = None
    for line in lines:
        if current is not None and current.takes(line):
            current = Burst((*current.lines, line))
            continue
        if current is not None:
            yield current
        current = Burst((line,))
    if current is not None:
        yield current


def unseen_bursts(db: Session, person_id: UUID, after: datetime) -> list[Burst]:
    """Bursts later than an instant with something in them that has not been seen."""
    # Earlier ones decide where a burst begins.
    lines = _lines(db, person_id, after - USEFUL_FOR)
    return [one for one in bursts(lines) if one.due_at > after and not one.is_seen]


def burst_of(db: Session, person_id: UUID, key: str) -> Burst | None:
    """The burst that a reminder is named by, as it is now."""
    first = db.get(Notice, UUID(key))
    if first is None or first.person_id != person_id:
        return None
    lines = _lines(db, person_id, first.at - USEFUL_FOR)
    return next((one for one in bursts(lines) if key in one.keys), None)


def _useful_until(line: Notice) -> datetime:
    if line.kind in TASKS:
        return line.at + USEFUL_FOR
    starts = [at for at in (line.starts_at, line.new_starts_at) if at is not None and at > line.at]
    return min([line.at + USEFUL_FOR, *([max(starts)] if starts else [])])


def _lines(db: Session, person_id: UUID, after: datetime) -> list[Notice]:
    return list(
        db.exec(
            select(Notice)
            .where(
                Notice.person_id == person_id,
                is_told(),
                Notice.at > after,
            )
            .order_by(col(Notice.at), col(Notice.id))
        )
    )
