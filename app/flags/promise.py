"""What a client can be told before they send something: who would look, and by when."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.flags.models import Urgency
from app.flags.rota import Line, read_around, read_rota
from app.flags.schemas import Promise, Promised


def promise(db: Session, client_id: UUID, now: datetime) -> Promise:
    """As of now, by urgency."""
    rota = read_rota(db, now)
    line = Line(rota, read_around(db, client_id))

    def promised(urgency: Urgency) -> Promised:
        who = line.first(urgency, now)
        return Promised(
            by=None if who is None else rota.providers[who], by_when=rota.due(urgency, now)
        )

    return Promise(
        soon=promised(Urgency.soon),
        today=promised(Urgency.today),
        now=promised(Urgency.now),
        in_hours=rota.in_hours,
    )
