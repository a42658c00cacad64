"""Checking in: one sitting, kept as a whole or not at all."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.check_ins import queries, silence
from app.check_ins.answering import response_row, taken
from app.check_ins.flags import Background, flags_of
from app.check_ins.models import CheckIn, Review
from app.check_ins.schedule import DAILY
from app.check_ins.schemas import CheckInCreate
from app.episodes.queries import running_episode
from app.errors import NotFound, Unprocessable
from app.flags.models import TaskKind
from app.flags.policy import policy
from app.flags.service import look_at
from app.offline import Moment, OpReused, content_hash, keep_once, moment
from app.people.viewers import Viewer

DAILY_VERSION = 2
_AHEAD_AT_MOST = timedelta(days=1)
"""Whoever travels west is in tomorrow for some hours."""


class NothingAnswered(Unprocessable):
    code = "nothing_answered"
    detail = "There is no answer in this check-in."


class DayAhead(Unprocessable):
    code = "day_ahead"
    detail = "This check-in is about a day that has not come yet."


def check_in(
    db: Session, client: Viewer, check_in_id: UUID, body: CheckInCreate, sent_at: str | None
) -> tuple[CheckIn, bool]:
    """Keeps a sitting exactly once with the flags it raises; returns it and whether it is new.

    Raises `NothingAnswered`, `DayAhead`, `OpReused`, and what is wrong with a questionnaire, unless
    an answer must be acted on at once: then nothing of the sitting is kept.
    """
    audit.changed(db, client, Data.check_ins, [client.id])
    digest = content_hash(content_of(body))
    kept = db.get(CheckIn, (client.id, check_in_id))
    if kept is None:
        return _keep(db, client, check_in_id, body, moment_of(body, sent_at, client), digest)
    if kept.content_hash != digest:
        raise OpReused
    return kept, False


def content_of(body: CheckInCreate) -> dict[str, Any]:
    """What a sitting says. One without anything that came with version 2 says what it said in
    version 1, so that a phone that sends it again after an update is recognised."""
    said = body.model_dump(mode="json")
    if not body.forms:
        del said["forms"]
    if body.answers is not None and not body.answers.may_use:
        del said["answers"]["may_use"]
    return said


def moment_of(body: CheckInCreate, sent_at: str | None, client: Viewer) -> Moment:
    """When the sitting was."""
    return moment(body.occurred_at, sent_at, client.now)


def _keep(
    db: Session,
    client: Viewer,
    check_in_id: UUID,
    body: CheckInCreate,
    when: Moment,
    digest: str,
) -> tuple[CheckIn, bool]:
    answered = [form for form in body.forms if form.answers]
    if body.answers is None and not answered:
        raise NothingAnswered
    forms = taken(answered)
    on_day = day_meant(body, when)
    if on_day > clock.local_day(client.now, body.zone) + _AHEAD_AT_MOST:
        raise DayAhead
    said_on = clock.local_day(when.happened_at, body.zone)
    seen = _background(db, client, body, on_day)
    filled = [one.filled for one in forms if one.filled is not None]
    flags = flags_of(body.answers, on_day, said_on, seen, filled)
    row = CheckIn(
        client_id=client.id,
        id=check_in_id,
        instrument=DAILY,
        instrument_version=_version(body),
        answers=body.answers.model_dump(mode="json") if body.answers else None,
        on_day=on_day,
        occurred_at=body.occurred_at,
        zone=body.zone,
        happened_at=when.happened_at,
        time_uncertain=when.is_uncertain,
        received_at=client.now,
        content_hash=digest,
        is_flagged=bool(flags),
    )
    kept, is_new = keep_once(db, row, (client.id, check_in_id), digest)
    if is_new:
        db.add_all(response_row(client.id, check_in_id, on_day, one) for one in forms)
        db.flush()
        silence.end(db, client.id, client.now)
        look_at(db, client.id, TaskKind.check_in, check_in_id, flags, now=client.now)
    return kept, is_new


def day_meant(body: CheckInCreate, when: Moment) -> date:
    """The day a sitting is about. A phone whose clock is a year off means a day that is as far
    off: it moves with the correction of the clock. Some hours are no reason to move it: what was
    begun before midnight is about the day it was begun on."""
    if abs(when.happened_at - body.occurred_at) < timedelta(days=1):
        return body.on_day
    shown = clock.local_day(body.occurred_at, body.zone)
    return body.on_day + (clock.local_day(when.happened_at, body.zone) - shown)


def _version(body: CheckInCreate) -> int:
    asked = body.answers is None or "may_use" in body.answers.model_fields_set
    return DAILY_VERSION if asked else 1


def _background(db: Session, client: Viewer, body: CheckInCreate, on_day: date) -> Background:
    if body.answers is None:
        return Background()
    stay = running_episode(db, client.id)
    admitted = None if stay is None else stay.admitted_at
    admitted_on = None if admitted is None else clock.local_day(admitted, body.zone)
    return Background(
        craving_at=policy(db).craving_at,
        admitted_on=admitted_on,
        used_on=queries.last_use(db, client.id, admitted_on, on_day),
        before=queries.days_before(db, client.id, on_day),
    )


def see_review(db: Session, client: Viewer, check_in_id: UUID) -> None:
    """The client has read who looked at their check-in."""
    found = db.get(Review, (client.id, check_in_id))
    if found is None:
        raise NotFound
    found.seen_by_client_at = found.seen_by_client_at or client.now
    db.add(found)
    audit.changed(db, client, Data.check_ins, [client.id])
