"""Whether an alumna has asked to come back: told from above, registered in `rooms`, like grants."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.episodes.models import EpisodeOfCare, Phase
from app.errors import Conflict

Asked = Callable[[Session, UUID, datetime], bool]
"""Whether a client has asked to begin again, as of an instant."""
_ASKED: list[Asked] = []


class NotAskedBack(Conflict):
    code = "not_asked_back"
    detail = (
        "They say so themselves on their phone first: Come back this week, Begin treatment again."
    )


def asked_by(rule: Asked) -> None:
    """Registers who knows whether somebody has asked to come back (once, in `rooms`)."""
    _ASKED[:] = [rule]


def may_begin_again(db: Session, last: EpisodeOfCare, now: datetime) -> bool:
    """Whether a new stay may follow this one: alumni were promised that nobody sees what they
    write, so it takes their own word. Who left before that, or was sent, may simply come."""
    if last.phase is not Phase.alumni:
        return True
    return any(rule(db, last.client_id, now) for rule in _ASKED)
