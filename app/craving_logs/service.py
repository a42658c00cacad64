"""Logging cravings, rating them again, and correcting what was said."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from app.access import audit
from app.access.models import Data
from app.craving_logs import queries
from app.craving_logs.content import as_sent, content_of, reasons, row_values
from app.craving_logs.models import CravingCorrection, CravingLog, CravingRating
from app.craving_logs.schemas import (
    CravingContent,
    CravingCorrectionCreate,
    CravingLogCreate,
    CravingRatingCreate,
)
from app.flags.models import FlagCode, TaskKind
from app.flags.policy import policy
from app.flags.queries import flags_about
from app.flags.reasons import Raised
from app.flags.service import look_at
from app.offline import content_hash, keep_once, moment
from app.people.models import Person
from app.people.viewers import Viewer


def log_craving(
    db: Session, client: Viewer, log_id: UUID, body: CravingLogCreate, sent_at: str | None
) -> tuple[CravingLog, bool]:
    """Keeps a craving exactly once; returns it and whether it is new. Corrections that came before
    it count from now on."""
    _take_turns(db, client)
    when = moment(body.occurred_at, sent_at, client.now)
    digest = content_hash(as_sent(body))
    log = CravingLog(
        client_id=client.id,
        id=log_id,
        **row_values(body),
        occurred_at=body.occurred_at,
        zone=body.zone,
        happened_at=when.happened_at,
        time_uncertain=when.is_uncertain,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, log, (client.id, log_id), digest)
    if is_new:
        _look(db, client, log_id, reasons(content_of(kept), policy(db).contact_at))
        for early in list(queries.corrections(db, client.id, [log_id])):
            early.before = content_of(kept)
            _count(db, kept, early)
    audit.changed(db, client, Data.craving_logs, [client.id])
    return kept, is_new


def rate(
    db: Session, client: Viewer, rating_id: UUID, body: CravingRatingCreate, sent_at: str | None
) -> tuple[CravingRating, bool]:
    """Keeps how strong a craving is some time later. The log itself may still be on its way."""
    digest = content_hash(body.model_dump(mode="json"))
    rating = CravingRating(
        client_id=client.id,
        id=rating_id,
        log_id=body.log_id,
        intensity=body.intensity,
        minutes=body.minutes,
        occurred_at=body.occurred_at,
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, rating, (client.id, rating_id), digest)
    if is_new:
        _look(
            db, client, body.log_id, reasons({"intensity": body.intensity}, policy(db).contact_at)
        )
    audit.changed(db, client, Data.craving_logs, [client.id])
    return kept, is_new


def correct(
    db: Session, client: Viewer, correction_id: UUID, body: CravingCorrectionCreate,
    sent_at: str | None,
) -> tuple[CravingCorrection, bool]:  # fmt: skip
    """Keeps a correction with what the log said before. The one made last counts, in whatever
    order they arrive; for a log that has not arrived it waits."""
    _take_turns(db, client)
    log = db.get(CravingLog, (client.id, body.log_id))
    digest = content_hash({**body.model_dump(mode="json"), "after": as_sent(body.after)})
    before = content_of(log) if log else {}
    correction = CravingCorrection(
        client_id=client.id,
        id=correction_id,
        log_id=body.log_id,
        before=before,
        after=body.after.model_dump(mode="json"),
        occurred_at=body.occurred_at,
        happened_at=moment(body.occurred_at, sent_at, client.now).happened_at,
        received_at=client.now,
        content_hash=digest,
    )
    kept, is_new = keep_once(db, correction, (client.id, correction_id), digest)
    if is_new:
        if log:
            _count(db, log, kept)
        _look(db, client, body.log_id, _newly(before, kept.after, policy(db).contact_at))
    audit.changed(db, client, Data.craving_logs, [client.id])
    return kept, is_new


def _take_turns(db: Session, client: Viewer) -> None:
    """A log and its correction that arrive together do not miss each other."""
    # Not "for update": other tables' foreign keys to the row must not wait.
    db.exec(select(Person.id).where(Person.id == client.id).with_for_update(key_share=True)).one()


def _count(db: Session, log: CravingLog, correction: CravingCorrection) -> None:
    """Has the log say what the correction says, unless one that was made later does already."""
    db.add(correction)
    if log.corrected_at is not None and correction.happened_at < log.corrected_at:
        return
    for name, value in row_values(CravingContent.model_validate(correction.after)).items():
        setattr(log, name, value)
    log.corrected_at = correction.happened_at
    db.add(log)
    db.flush()


def _newly(before: Mapping[str, Any], after: Mapping[str, Any], contact_at: int) -> list[Raised]:
    known = {one.code for one in reasons(before, contact_at)} if before else set[FlagCode]()
    return [one for one in reasons(after, contact_at) if one.code not in known]


def _look(db: Session, client: Viewer, log_id: UUID, raised: list[Raised]) -> None:
    """Somebody is to look at a log for these reasons, each raised once."""
    if not raised:
        return
    flags = flags_about(db, TaskKind.craving_log, [(client.id, log_id)])[client.id, log_id]
    known = {flag.flag for flag in flags}
    fresh = [one for one in raised if one.code not in known]
    if fresh:
        look_at(db, client.id, TaskKind.craving_log, log_id, fresh, now=client.now)
