"""Logs as their client, and whoever may see them, reads them."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from app.craving_logs import queries
from app.craving_logs.models import CravingCorrection, CravingLog
from app.craving_logs.queries import Beside
from app.craving_logs.schemas import CravingCorrectionRead, CravingLogRead
from app.flags.models import TaskKind
from app.flags.queries import responses_about
from app.people.viewers import Viewer


def craving_logs_read(
    db: Session, client: Viewer, rows: Sequence[CravingLog]
) -> list[CravingLogRead]:
    """The viewer's own logs with everything that came later: three queries, however many."""
    keys = [(client.id, row.id) for row in rows]
    later = queries.beside(db, client.id, [row.id for row in rows])
    answers = responses_about(db, TaskKind.craving_log, keys)
    return [
        CravingLogRead.model_validate(
            together(row, later)
            | {
                "corrections": [one.id for one in later.corrections[row.id]],
                "response": answers.get((client.id, row.id)),
            },
            extra="ignore",
        )
        for row in rows
    ]


def together(row: CravingLog, later: Beside) -> dict[str, Any]:
    """One log as it counts now, how it went on, and what it said first."""
    first = next(iter(later.corrections[row.id]), None)
    return row.model_dump() | {
        "ratings": [rating.model_dump() for rating in later.ratings[row.id]],
        "original": first.before if first else None,
    }


def correction_read(db: Session, kept: CravingCorrection) -> CravingCorrectionRead:
    """A correction that was kept, and who looks at its log now."""
    key = (kept.client_id, kept.log_id)
    answer = responses_about(db, TaskKind.craving_log, [key]).get(key)
    return CravingCorrectionRead.model_validate(
        kept.model_dump() | {"response": answer}, extra="ignore"
    )
