"""What a client can be told before they send something: who would look, and by when."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from app.access.models import Data
from app.flags.models import TaskKind, Urgency
from app.flags.rota import Around, Line, read_around, read_rota
from app.flags.schemas import Promise, Promised


def promise(db: Session, client_id: UUID, now: datetime) -> Promise:
    """As of now, by urgency; for alumni by whoever sees their check-ins, or else their logs."""
    rota = read_rota(db, now)
    around = read_around(db, client_id, Data.check_ins, now)
    logs = read_around(db, client_id, Data.craving_logs, now) if around.only is not None else around
    line = Line(rota, logs if around.is_nobody else around)

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
        nobody_sees=_unseen(around, logs),
    )


def _unseen(check_ins: Around, logs: Around) -> list[TaskKind]:
    """What nobody at the centre sees if it is sent: for alumni by what they have signed."""
    unseen = {TaskKind.check_in: check_ins.is_nobody, TaskKind.craving_log: logs.is_nobody}
    return [kind for kind, is_unseen in unseen.items() if is_unseen]
