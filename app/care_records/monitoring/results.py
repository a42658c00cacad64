"""Entering what was found, correcting it, and answering for oneself. Nothing comes of a result by
itself: it is for people to talk about."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.care_records.monitoring.models import (
    Certainty,
    MonitoringOrder,
    MonitoringResult,
    Outcome,
    Specimen,
)
from app.care_records.monitoring.queries import (
    correction_of,
    order_of,
    require_on_team,
    result_of,
)
from app.care_records.monitoring.schemas import AnswerWrite, ResultWrite, Used
from app.care_records.monitoring.telling import tell_client, tell_primary
from app.errors import Conflict, NotFound, Unprocessable
from app.notices.models import NoticeKind
from app.offline import CLOCK_TOLERANCE, OpReused, content_hash, insert_once, moment
from app.people.viewers import Viewer

_OUTCOMES = {
    Used.yes: Outcome.positive,
    Used.no: Outcome.negative,
    Used.not_said: Outcome.not_clear,
}


class AlreadyCorrected(Conflict):
    code = "already_corrected"
    detail = "Somebody corrected this meanwhile. Please look at it again. Nothing was saved."


class OwnWords(Conflict):
    code = "own_words"
    detail = "This is what the client says. Only they can say it otherwise."


class NotYet(Unprocessable):
    code = "not_yet"
    detail = "A result cannot be from a time that is still to come. Nothing was saved."


class NotAsked(Unprocessable):
    code = "not_asked"
    detail = "This one is not answered in words. Nothing was saved."


def enter(db: Session, viewer: Viewer, client_id: UUID, result_id: UUID, body: ResultWrite) -> None:
    """Enters a result of a client's order, or a correction of one. `NotFound` for an order or a
    result that is not this client's; `AlreadyCorrected`, `OwnWords`, `NotYet`, `OpReused`."""
    require_on_team(db, viewer, client_id)
    if body.taken_at > viewer.now + CLOCK_TOLERANCE:
        raise NotYet
    about, asked = _about(db, client_id, result_id, body)
    row = MonitoringResult(
        id=result_id,
        client_id=client_id,
        findings=[one.model_dump(mode="json") for one in body.findings],
        certainty=body.certainty,
        taken_at=body.taken_at,
        entered_at=viewer.now,
        entered_by=viewer.id,
        line=body.line,
        content_hash=content_hash(body.model_dump(mode="json")),
        **about,
    )
    _, is_new = _keep(db, row)
    if is_new:
        _tell(db, viewer, client_id, is_shown=asked is None or asked.on_timeline)
    audit.changed(db, viewer, Data.monitoring, [client_id])


def answer(
    db: Session, client: Viewer, answer_id: UUID, body: AnswerWrite, sent_at: str | None
) -> tuple[MonitoringResult, bool]:
    """Keeps what the viewer says to an order of theirs exactly once, also when it was called off or
    its days are over. Raises `NotFound` for somebody else's, `NotAsked` for another kind."""
    held = order_of(db, client.id, body.order_id)
    if held.specimen is not Specimen.self_report:
        raise NotAsked
    row = MonitoringResult(
        id=answer_id,
        client_id=client.id,
        order_id=held.id,
        specimen=held.specimen,
        findings=[_said(one.substance, one.used) for one in body.findings],
        certainty=Certainty.own_words,
        taken_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        entered_at=client.now,
        entered_by=client.id,
        line=body.line,
        content_hash=content_hash(body.model_dump(mode="json")),
    )
    kept, is_new = _keep(db, row)
    if is_new:
        tell_primary(db, client.id, by=client.id, now=client.now)
    audit.changed(db, client, Data.monitoring, [client.id])
    return kept, is_new


def _tell(db: Session, viewer: Viewer, client_id: UUID, *, is_shown: bool) -> None:
    tell_primary(db, client_id, by=viewer.id, now=viewer.now)
    if is_shown:
        kind = NoticeKind.monitoring_result
        tell_client(db, client_id, kind, by=viewer.id, now=viewer.now)


def _about(
    db: Session, client_id: UUID, result_id: UUID, body: ResultWrite
) -> tuple[dict[str, Any], MonitoringOrder | None]:
    """What a result is of: an order, or whatever the corrected one was of."""
    if body.replaces_id is None and body.order_id is not None:
        asked = order_of(db, client_id, body.order_id)
        if asked.specimen is Specimen.self_report:
            raise OwnWords
        return {"order_id": asked.id, "specimen": asked.specimen}, asked
    if body.replaces_id is None:
        raise NotFound
    old = result_of(db, client_id, body.replaces_id)
    if old.certainty is Certainty.own_words:
        raise OwnWords
    newer = correction_of(db, old)
    if newer is not None and newer.id != result_id:
        raise AlreadyCorrected
    about = {"order_id": old.order_id, "specimen": old.specimen, "replaces_id": old.id}
    return about, order_of(db, client_id, old.order_id) if old.order_id else None


def _said(substance: str, used: Used) -> dict[str, Any]:
    return {"substance": substance, "result": _OUTCOMES[used].value, "value": None, "unit": None}


def _keep(db: Session, row: MonitoringResult) -> tuple[MonitoringResult, bool]:
    """Stores a result once. An id that is another client's is nobody's business."""
    client_id, digest = row.client_id, row.content_hash
    kept, is_new = insert_once(db, row, (row.id,))
    if kept.client_id != client_id:
        raise NotFound
    if kept.content_hash != digest:
        raise OpReused
    return kept, is_new
