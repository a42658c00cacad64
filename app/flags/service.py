"""Opening tasks, answering them, and handing them on.

What other rooms call (`look_at`, `close`, `close_about`) leaves the trace of an access to them:
they write it for what they changed themselves.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.episodes.providers import provider
from app.errors import Conflict, NotFound, Unprocessable
from app.flags import queries
from app.flags.models import (
    Flag,
    FlagRating,
    HopReason,
    Task,
    TaskKind,
    TaskOutcome,
    Urgency,
)
from app.flags.passing import pass_to
from app.flags.policy import minutes_of
from app.flags.reasons import Raised, is_graver, most_urgent
from app.flags.rota import Around, Line, Rota, read_around, read_rota
from app.flags.schemas import HandingOver, OutcomeWrite
from app.people.models import Role
from app.people.viewers import Viewer

TIMES_ONCE_TAKEN = 2
"""Whoever has said that they have something has so many times the promised time for it."""


class HasItAlready(Conflict):
    """With the name of who it is (`by`)."""

    code = "has_it_already"
    detail = "Somebody else has this already. Nothing you wrote was saved."


class AnsweredAlready(Conflict):
    """With the name of who answered it (`by`)."""

    code = "answered_already"
    detail = "Somebody else has answered this already. Nothing you wrote was saved."


class NotHere(Conflict):
    code = "not_here"
    detail = "That person is not here on that day. Please choose somebody else."


class NotAskedToLook(Conflict):
    code = "not_asked_to_look"
    detail = "Only the team, whoever is on duty, or the programme's lead can have this."


class UnknownFlag(Unprocessable):
    code = "unknown_flag"
    detail = "There is no such flag here."


def look_at(
    db: Session,
    client_id: UUID,
    kind: TaskKind,
    focus_id: UUID,
    raised: Sequence[Raised],
    *,
    now: datetime,
) -> Task | None:
    """Somebody looks at something: opens the task with its flags, and says whose it is by when.
    None where the client is not in care and shows it to nobody: then nobody is asked.

    For something that has a task already the flags are added. If that makes it graver the time
    moves forward; one that was answered is opened again if there is a flag it did not have.
    """
    around = read_around(db, client_id, data_of(kind), now, kind)
    found = queries.task_about(db, client_id, kind, focus_id)
    if around.is_nobody:
        return found
    if found is None:
        try:
            with db.begin_nested():
                return _open(db, around, kind, focus_id, raised, now)
        except IntegrityError:
            found = queries.task_about(db, client_id, kind, focus_id)
            if found is None:
                raise
    _look_again(db, found, around, raised, now)
    return found


def _open(
    db: Session,
    around: Around,
    kind: TaskKind,
    focus_id: UUID,
    raised: Sequence[Raised],
    now: datetime,
) -> Task:
    rota, urgency = read_rota(db, now), most_urgent(raised)
    owner = Line(rota, around).first(urgency, now)
    due_at = rota.due(urgency, now)
    task = Task(
        client_id=around.client_id, kind=kind, focus_id=focus_id, urgency=urgency, opened_at=now,
        due_at=due_at,
    )  # fmt: skip
    db.add(task)
    db.flush()
    _raise(db, task, raised, now)
    pass_to(db, task, owner, HopReason.opened, now=now, due_at=due_at)
    return task


def _look_again(
    db: Session, task: Task, around: Around, raised: Sequence[Raised], now: datetime
) -> None:
    new = _raise(db, task, raised, now)
    urgency = most_urgent(raised)
    if task.closed_at is not None:
        if new:
            _reopen(db, task, around, most_urgent(new), now)
    elif raised and is_graver(urgency, task.urgency):
        rota = read_rota(db, now)
        task.urgency = urgency
        due_at = min(task.due_at, rota.due(urgency, now))
        owner = _still_theirs(rota, around, task.acknowledged_by, now)
        owner = owner or Line(rota, around).first(urgency, now)
        pass_to(db, task, owner, HopReason.more_urgent, now=now, due_at=due_at)


def _reopen(db: Session, task: Task, around: Around, urgency: Urgency, now: datetime) -> None:
    """Whoever answered it goes on with it, if it is theirs still."""
    rota = read_rota(db, now)
    kept = _still_theirs(rota, around, task.closed_by, now)
    newest = queries.hops_of(db, task.id)[-1:]
    for hop in newest:
        hop.outcome = task.outcome
    db.add_all(newest)
    task.urgency = urgency
    task.closed_at = task.closed_by = task.outcome = task.outcome_line = None
    owner, due_at = kept or Line(rota, around).first(urgency, now), rota.due(urgency, now)
    pass_to(db, task, owner, HopReason.more_urgent, now=now, due_at=due_at)


def _still_theirs(
    rota: Rota, around: Around, provider_id: UUID | None, now: datetime
) -> UUID | None:
    """Whoever once had it, if they would be asked today: on the client's team or on duty, and
    here."""
    if provider_id is None or provider_id == around.client_id:
        return None
    on_duty = () if around.only is not None else rota.on_duty_now(now)
    near = provider_id in around.team or provider_id in on_duty
    return provider_id if near and rota.is_here(provider_id, rota.looking_from(now)) else None


def _raise(db: Session, task: Task, raised: Sequence[Raised], now: datetime) -> list[Raised]:
    """Keeps flags; returns those that are new. One that is there gets its newest numbers, unless
    somebody has rated it as it was."""
    there = {(flag.flag, flag.measure): flag for flag in queries.flags_of(db, [task.id])[task.id]}
    new = {(one.code, one.measure): one for one in raised if (one.code, one.measure) not in there}
    for one in raised:
        known = there.get((one.code, one.measure))
        if known is not None and known.rating is None:
            known.facts = one.facts
            db.add(known)
    db.add_all(
        Flag(
            task_id=task.id, flag=one.code, measure=one.measure, client_id=task.client_id,
            facts=one.facts, raised_at=now,
        )
        for one in new.values()
    )  # fmt: skip
    db.flush()
    return list(new.values())


def acknowledge(db: Session, viewer: Viewer, task_id: UUID) -> Task:
    """The viewer has it, for twice its time; if it is still open then, or the viewer is not there,
    it goes on all the same. Saying so twice is once.

    Raises `HasItAlready` and `AnsweredAlready`.
    """
    task = _to_change(db, viewer, task_id)
    _require_open(db, task)
    if task.acknowledged_by == viewer.id:
        return task
    _require_not_with_another(db, viewer, task)
    if task.owner_id != viewer.id:
        pass_to(
            db, task, viewer.id, HopReason.handed_over, now=viewer.now, due_at=task.due_at,
            by=viewer.id,
        )  # fmt: skip
    _take(db, viewer, task)
    return task


def _take(db: Session, viewer: Viewer, task: Task) -> None:
    task.acknowledged_at, task.acknowledged_by = viewer.now, viewer.id
    task.stuck_at = None
    rota = read_rota(db, viewer.now)
    minutes = TIMES_ONCE_TAKEN * minutes_of(rota.policy, task.urgency)
    task.due_at = rota.time.due(viewer.now, minutes)
    newest = queries.hops_of(db, task.id)[-1:]
    for hop in newest:
        hop.took_at = viewer.now
    db.add_all((task, *newest))


def hand_over(db: Session, viewer: Viewer, task_id: UUID, body: HandingOver) -> queries.SeenTask:
    """Gives a task to somebody else, or takes it over from somebody. What was promised stays, but
    what is late already gets a new time.

    Whoever is on the team may give it to any provider, and so may an administrator where nobody is
    left. Who merely looks may give away what they have themselves, to those whom it may come to.

    Raises `NotFound`, `ProviderGone`, `NotHere`, `HasItAlready`, `NotAskedToLook` and
    `AnsweredAlready`.
    """
    found = queries.task(db, viewer, task_id, to_change=True)
    task = found.task
    _require_open(db, task)
    rota = read_rota(db, viewer.now)
    _require_among(db, task, body.to, viewer.now)
    if _merely_looks(db, viewer, task):
        _require_theirs_to_give(db, viewer, rota, task, body.to)
    if provider(db, body.to).id == task.client_id:
        raise NotFound
    if not rota.is_here(body.to, rota.looking_from(viewer.now)):
        raise NotHere
    audit.changed(db, viewer, data_of(task.kind), [task.client_id])
    if body.to == task.owner_id and task.acknowledged_by in {None, body.to}:
        return found
    due_at = task.due_at
    if queries.is_overdue(task, viewer.now):
        due_at = rota.due_after_hop(task.urgency, viewer.now)
    pass_to(
        db, task, body.to, HopReason.handed_over, now=viewer.now, due_at=due_at, by=viewer.id,
        line=body.why,
    )  # fmt: skip
    return found


def _require_among(db: Session, task: Task, to: UUID, now: datetime) -> None:
    """What alumni send goes to nobody but whom they show it to."""
    around = read_around(db, task.client_id, data_of(task.kind), now)
    if around.only is not None and to not in around.only:
        raise NotAskedToLook


def _merely_looks(db: Session, viewer: Viewer, task: Task) -> bool:
    """Whether the viewer sees the task by having had it, and not as one of the team or as an
    administrator who finds somebody for what is stuck."""
    if Role.administrator in viewer.roles and task.stuck_at is not None:
        return False
    try:
        require_visible(db, viewer, task.client_id, data_of(task.kind), to_change=True)
    except NotFound:
        return True
    return False


def _require_theirs_to_give(db: Session, viewer: Viewer, rota: Rota, task: Task, to: UUID) -> None:
    if task.owner_id != viewer.id:
        raise HasItAlready(by=_name(db, task.owner_id))
    if provider(db, to).id == task.client_id:
        raise NotFound
    around = read_around(db, task.client_id, data_of(task.kind), viewer.now)
    if to not in {viewer.id, *around.team, *rota.on_duty(viewer.now), around.lead}:
        raise NotAskedToLook


def give_outcome(db: Session, viewer: Viewer, task_id: UUID, body: OutcomeWrite) -> Task:
    """What came of it. The same person may change what they wrote; the time of the first answer
    stays. Raises `HasItAlready`, `AnsweredAlready` and `UnknownFlag`."""
    task = _to_change(db, viewer, task_id)
    if task.closed_at is None:
        _require_not_with_another(db, viewer, task)
    elif task.closed_by != viewer.id:
        raise AnsweredAlready(by=_name(db, task.closed_by))
    rate(db, task, body.ratings, by=viewer.id, now=viewer.now)
    if task.closed_at is None:
        close(db, task, by=viewer.id, now=viewer.now, outcome=body.outcome, line=body.line or None)
    else:
        task.outcome, task.outcome_line = body.outcome, body.line or None
        db.add(task)
    return task


def close(
    db: Session,
    task: Task,
    *,
    by: UUID | None,
    now: datetime,
    outcome: TaskOutcome,
    line: str | None = None,
) -> None:
    """Somebody has answered it, or nobody needs to any more (`by` None). One that was answered
    before stays as it is."""
    if task.closed_at is not None:
        return
    task.closed_at, task.closed_by = now, by
    task.outcome, task.outcome_line = outcome, line
    db.add(task)
    db.flush()


def close_about(
    db: Session,
    kind: TaskKind,
    client_id: UUID,
    focus_id: UUID,
    *,
    by: UUID | None,
    now: datetime,
    outcome: TaskOutcome,
    line: str | None = None,
    ratings: Mapping[str, FlagRating] | None = None,
) -> Task | None:
    """`close` for whatever task there is about a thing; without one nothing happens. Of one that
    somebody else answered the ratings stay as they are too."""
    task = queries.task_about(db, client_id, kind, focus_id)
    if task is None:
        return None
    is_theirs = task.closed_at is None or task.closed_by == by
    if ratings and by is not None and is_theirs:
        rate(db, task, ratings, by=by, now=now)
    close(db, task, by=by, now=now, outcome=outcome, line=line)
    return task


def rate(
    db: Session, task: Task, ratings: Mapping[str, FlagRating], *, by: UUID, now: datetime
) -> None:
    """Whether flags were of use, by `queries.key_of`. What somebody else has said of one stays.
    Raises `UnknownFlag`."""
    if not ratings:
        return
    there = {queries.key_of(flag): flag for flag in queries.flags_of(db, [task.id])[task.id]}
    if not ratings.keys() <= there.keys():
        raise UnknownFlag
    for key, rating in ratings.items():
        flag = there[key]
        if flag.rated_by not in {None, by}:
            continue
        flag.rating, flag.rated_by, flag.rated_at = rating, by, now
        db.add(flag)
    db.flush()


def data_of(kind: TaskKind) -> Data:
    """What kind of record a task is about."""
    return Data.craving_logs if kind is TaskKind.craving_log else Data.check_ins


def _to_change(db: Session, viewer: Viewer, task_id: UUID) -> Task:
    """A task about a client the viewer sees, which an administrator's stuck one need not be."""
    found = queries.task(db, viewer, task_id, to_change=True)
    if not found.is_seen or Role.provider not in viewer.roles:
        raise NotFound
    audit.changed(db, viewer, data_of(found.task.kind), [found.task.client_id])
    return found.task


def _require_open(db: Session, task: Task) -> None:
    if task.closed_at is not None:
        raise AnsweredAlready(by=_name(db, task.closed_by))


def _require_not_with_another(db: Session, viewer: Viewer, task: Task) -> None:
    if task.acknowledged_by not in {None, viewer.id}:
        raise HasItAlready(by=_name(db, task.acknowledged_by))


def _name(db: Session, person_id: UUID | None) -> str | None:
    return None if person_id is None else queries.names(db, [person_id]).get(person_id)
