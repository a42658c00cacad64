"""Who is named to be in touch with a client: registered from above, like grants. What is about
hearing from the client comes to them first."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session

from app.flags.models import TaskKind

Named = Callable[[Session, UUID], UUID | None]
ABOUT_HEARING = frozenset({TaskKind.silence, TaskKind.contact})
_NAMED: list[Named] = []


def named_by(rule: Named) -> None:
    """Registers who knows whom a client's aftercare names (once, in `rooms`)."""
    _NAMED[:] = [rule]


def named(db: Session, client_id: UUID, kind: TaskKind | None) -> UUID | None:
    """Who is named for a client and hears of this kind of task first; None where nobody is."""
    if not _NAMED or kind not in ABOUT_HEARING:
        return None
    return _NAMED[0](db, client_id)
