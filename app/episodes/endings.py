"""What else happens when a stay ends: registered from above, like grants.

A room that holds something for the time of a stay (a place in a group) offers a rule; the step
that ends the stay runs all of them in its own unit of work. `before` rules run before the stay is
held, so that locks are always taken in one order.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

Before = Callable[[Session], None]
Ending = Callable[[Session, UUID, UUID, datetime], None]
"""What to do for a client (first id) because of what somebody (second id) did at an instant."""
_BEFORE: list[Before] = []
_ENDINGS: list[Ending] = []


def at_end(before: Before, *rules: Ending) -> None:
    """Registers what happens at the end of a stay (once, in `rooms`)."""
    _BEFORE[:] = [before]
    _ENDINGS[:] = rules


def prepare(db: Session) -> None:
    """To be called before the stay that may end is held."""
    for rule in _BEFORE:
        rule(db)


def end(db: Session, client_id: UUID, by: UUID, now: datetime) -> None:
    """The stay of this client has ended."""
    for rule in _ENDINGS:
        rule(db, client_id, by, now)
