"""What this room is told from above, and whom it tells: registered in `rooms`, like grants."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Known:
    """Who is around a client: whether they are in care, their team now with the primary counselor
    first, and all providers who are or were on a team of theirs and whose account is open."""

    is_in_care: bool
    team: tuple[Person, ...]
    ever: tuple[Person, ...]


KnownAround = Callable[[Session, UUID], Known]
Changed = Callable[[Session, UUID, datetime], None]
_KNOWN: list[KnownAround] = []
_CHANGED: list[Changed] = []


def around_by(rule: KnownAround) -> None:
    """Registers who says who is around a client (once, in `rooms`)."""
    _KNOWN[:] = [rule]


def when_sharing_changes(*rules: Changed) -> None:
    """Registers what else happens when a client shows somebody less than before, or more (once, in
    `rooms`)."""
    _CHANGED[:] = rules


def known_around(db: Session, client_id: UUID) -> Known:
    """Who is around a client; nobody where nothing is registered."""
    for rule in _KNOWN:
        return rule(db, client_id)
    return Known(is_in_care=False, team=(), ever=())


def sharing_changed(db: Session, client_id: UUID, now: datetime) -> None:
    """Somebody sees less of a client than before, or more."""
    for rule in _CHANGED:
        rule(db, client_id, now)
