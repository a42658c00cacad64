"""Writing down needs. What a client writes is never refused for the time it bears; what staff
write on an old version is told to them, and what was there before is kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from app.access import audit
from app.access.models import Data
from app.care_records.needs import queries
from app.care_records.needs.models import (
    Need,
    NeedChange,
    NeedState,
    NextStep,
    StepState,
    is_clients_alone,
)
from app.care_records.needs.reading import need_now
from app.care_records.needs.schemas import NeedCreate, NeedWrite, StateSaid, StepSaid, WordsSaid
from app.errors import Conflict, NotFound
from app.offline import CLOCK_TOLERANCE, OpReused, content_hash, insert_once, moment
from app.people.viewers import Viewer
from app.programs.versions import IfMatchNeeded, etag


class NeedChanged(Conflict):
    """Carries the need as it stands as `current`: whoever wrote still has their own words."""

    code = "need_changed"
    detail = "Somebody changed this meanwhile. Please look at both. Nothing was saved."


class NeedTakenUp(Conflict):
    """The words stay those that somebody works on."""

    code = "need_taken_up"
    detail = "Your team is working on this already. Please add a line of its own. It was not saved."


def add_own(
    db: Session, client: Viewer, need_id: UUID, body: NeedCreate, sent_at: str | None
) -> tuple[Need, bool]:
    """Keeps what the viewer says they need exactly once. `NotFound` for somebody else's id,
    `OpReused` for one of their own with other content."""
    at = _said_at(client, body.occurred_at, sent_at)
    fields = body.model_dump(exclude={"occurred_at"}) | {"state": NeedState.open}
    digest = content_hash(body.model_dump(mode="json"))
    row, is_new = insert_once(db, _new(client, client.id, need_id, fields, at, digest), (need_id,))
    _require_same(row, client.id, digest)
    audit.changed(db, client, Data.needs, [client.id])
    return row, is_new


def say_own(
    db: Session, client: Viewer, need_id: UUID, body: StateSaid, sent_at: str | None
) -> Need:
    """Whether the viewer still needs it. Of what anybody said the last counts, in whatever order it
    arrives; within the tolerance for phone clocks what arrives after the team's word came after it.
    `NotFound` for what is not theirs."""
    held = _held(db, client.id, need_id)
    at = _said_at(client, body.occurred_at, sent_at)
    if at > held.state_at or (
        _may_be_later(client, held, at) and not _is_heard_already(db, held, body.state, at)
    ):
        if held.state is not body.state:
            _change(db, client, held, {"state": body.state})
        held.state_by, held.state_at = client.id, at
        db.add(held)
    audit.changed(db, client, Data.needs, [client.id])
    return held


def reword_own(
    db: Session, client: Viewer, need_id: UUID, body: WordsSaid, sent_at: str | None
) -> Need:
    """Other words for what the viewer wrote, which somebody is to read anew. Of all they wrote of
    it what was made last counts, in whatever order it arrives, and the rest is kept. `NotFound`
    for what is not theirs, `NeedTakenUp` once somebody of the team works on it."""
    held = _held(db, client.id, need_id)
    changes = queries.changes_of(db, need_id)
    at = _said_at(client, body.occurred_at, sent_at)
    is_last = at >= _written_last(held, changes)
    is_heard = not is_last and body.words in {row.words for row in changes}
    if body.words != held.words and not is_heard:
        if not is_clients_alone(held, changes) or queries.has_work(db, need_id):
            raise NeedTakenUp
        _reword(db, client, held, body.words, at, is_last=is_last)
    audit.changed(db, client, Data.needs, [client.id])
    return held


def say_own_step(
    db: Session, client: Viewer, step_id: UUID, body: StepSaid, sent_at: str | None
) -> NextStep:
    """Whether the viewer has done a step of their own. The last word counts; one that staff dropped
    can still have been done. `NotFound` for what is not theirs."""
    held = queries.step(db, client.id, step_id)
    if held.whose_id != client.id:
        raise NotFound
    at = _said_at(client, body.occurred_at, sent_at)
    stays_dropped = held.state is StepState.dropped and body.state is StepState.open
    is_later = at > held.state_at or _may_be_later(client, held, at)
    if is_later and not stays_dropped:
        held.state, held.state_by, held.state_at = body.state, client.id, at
        db.add(held)
    audit.changed(db, client, Data.needs, [client.id])
    return held


def write_clients(
    db: Session,
    viewer: Viewer,
    client_id: UUID,
    need_id: UUID,
    body: NeedWrite,
    if_match: str | None,
) -> None:
    """Writes a need of a client on whose team the viewer is, made from the version that `if_match`
    names (`"0"` for a new one). The same content again changes nothing. `NotFound`,
    `IfMatchNeeded`, `NeedChanged`."""
    queries.require_team(db, viewer, client_id)
    if if_match is None:
        raise IfMatchNeeded
    fields = body.model_dump()
    held = queries.need(db, client_id, need_id)
    if held is None:
        held = _begin(db, viewer, client_id, need_id, body, if_match)
    changed = {name: value for name, value in fields.items() if getattr(held, name) != value}
    if changed:
        if if_match.strip() != etag(held.version):
            raise NeedChanged(current=need_now(held).model_dump(mode="json"))
        _change(db, viewer, held, changed)
    looked(db, viewer, held)
    audit.changed(db, viewer, Data.needs, [client_id])


def look_at(db: Session, viewer: Viewer, client_id: UUID, need_id: UUID) -> None:
    """The viewer has looked at what a client wrote; who did so first stays."""
    queries.require_team(db, viewer, client_id)
    looked(db, viewer, _held(db, client_id, need_id))
    audit.changed(db, viewer, Data.needs, [client_id])


def looked(db: Session, viewer: Viewer, held: Need) -> None:
    """Whoever works on what a client wrote has looked at it."""
    if held.looked_by is None and held.stated_by == held.client_id:
        held.looked_by, held.looked_at = viewer.id, viewer.now
        db.add(held)


def _begin(
    db: Session, viewer: Viewer, client_id: UUID, need_id: UUID, body: NeedWrite, if_match: str
) -> Need:
    if if_match.strip() != etag(0):
        raise NotFound
    digest = content_hash(body.model_dump(mode="json"))
    new = _new(viewer, client_id, need_id, body.model_dump(), viewer.now, digest)
    row, _ = insert_once(db, new, (need_id,))
    if row.client_id != client_id:
        raise NotFound
    return row


def _new(
    by: Viewer, client_id: UUID, need_id: UUID, fields: dict[str, Any], at: datetime, digest: str
) -> Need:
    return Need(
        id=need_id, client_id=client_id, stated_by=by.id, stated_at=at, changed_by=by.id,
        changed_at=by.now, state_by=by.id, state_at=at, content_hash=digest, **fields,
    )  # fmt: skip


def _reword(
    db: Session, client: Viewer, held: Need, words: str, at: datetime, *, is_last: bool
) -> None:
    """Keeps other words of the client's: those that count from now on, or those that came before
    them and arrive late. Whoever looked has not read them."""
    if is_last:
        _change(db, client, held, {"words": words}, at)
    else:
        _keep_before(db, client, held, {"words": words}, at)
    held.looked_by = held.looked_at = None
    db.add(held)


def _written_last(held: Need, changes: list[NeedChange]) -> datetime:
    """When the client wrote the words that count, by their clock; nobody else has written any."""
    after = [*(row.words for row in changes[1:]), held.words]
    reworded = (row.at for row, now in zip(changes, after, strict=False) if row.words != now)
    return max([held.stated_at, *reworded])


def _change(
    db: Session, viewer: Viewer, held: Need, changed: dict[str, Any], at: datetime | None = None
) -> None:
    """A new version. What it said before stays with whoever changed it, and when (`at`, if that is
    not now)."""
    _keep_before(db, viewer, held, {}, at or viewer.now)
    for name, value in changed.items():
        setattr(held, name, value)
    held.changed_by, held.changed_at = viewer.id, viewer.now
    if "state" in changed:
        held.state_by, held.state_at = viewer.id, viewer.now
    db.add(held)
    db.flush()


def _keep_before(
    db: Session, viewer: Viewer, held: Need, said: dict[str, Any], at: datetime
) -> None:
    """One more version, before which it said what it says now, but for `said`."""
    held.version += 1
    before = held.model_dump(include={"kind", "words", "priority", "state"}) | said
    db.add(NeedChange(need_id=held.id, version=held.version, at=at, by=viewer.id, **before))
    db.flush()


def _held(db: Session, client_id: UUID, need_id: UUID) -> Need:
    found = queries.need(db, client_id, need_id)
    if found is None:
        raise NotFound
    return found


def _require_same(row: Need, client_id: UUID, digest: str) -> None:
    if row.client_id != client_id:
        raise NotFound
    if row.content_hash != digest:
        raise OpReused


def _said_at(client: Viewer, occurred_at: datetime, sent_at: str | None) -> datetime:
    """When it was said, but not later than now: a clock that is ahead is not the last word for
    ever."""
    return min(moment(occurred_at, sent_at, client.now).happened_at, client.now)


def _may_be_later(client: Viewer, held: Need | NextStep, at: datetime) -> bool:
    """Whether a clock a little slow can have put it before what staff said. It has only just
    arrived."""
    return held.state_by != client.id and at > held.state_at - CLOCK_TOLERANCE


def _is_heard_already(db: Session, held: Need, state: NeedState, at: datetime) -> bool:
    """Whether this very word arrived before: then staff answered it, and it is only sent twice."""
    changes = select(NeedChange).where(NeedChange.need_id == held.id)
    rows = db.exec(changes.order_by(col(NeedChange.version).desc())).all()
    became = [held.state, *(row.state for row in rows)]
    return any(
        after is state and row.state is not state and row.by == held.client_id and at <= row.at
        for after, row in zip(became, rows, strict=False)
    )
