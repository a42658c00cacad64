"""When clients are somewhere else: registered from above, like grants.

The room that knows of it (clients who say they are away) offers a rule; the calendar asks all of
them before it gives places by itself.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

Absence = tuple[datetime, datetime, bool]
"""From an instant up to another, and whether the client still takes part by link."""
AbsenceRule = Callable[
    [Session, Collection[UUID], datetime, datetime], Mapping[UUID, Sequence[Absence]]
]
"""The absences of some clients that share a moment with the time between two instants."""
_RULES: list[AbsenceRule] = []


def absent_by(*rules: AbsenceRule) -> None:
    """Registers the rules by which clients are away (once, in `rooms`)."""
    _RULES[:] = rules


def absences(
    db: Session, client_ids: Collection[UUID], starts_at: datetime, ends_at: datetime
) -> dict[UUID, list[Absence]]:
    """Every absence of these clients that any rule knows of."""
    found: defaultdict[UUID, list[Absence]] = defaultdict(list)
    for rule in _RULES:
        for client_id, times in rule(db, client_ids, starts_at, ends_at).items():
            found[client_id].extend(times)
    return found
