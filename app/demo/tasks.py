"""The tasks behind what clients sent: whose they were, by when, where they went on to, and what
came of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlmodel import SQLModel

from app.demo.luck import id_at, luck
from app.flags.models import (
    Flag,
    FlagCode,
    FlagRating,
    HopReason,
    Task,
    TaskHop,
    TaskKind,
    TaskOutcome,
    Urgency,
)
from app.flags.reasons import Raised, most_urgent
from app.flags.rota import Line, Rota
from app.notices.models import Notice, NoticeKind

LEFT_TO_GO_ON = "umber"
"""What is open about this client nobody has taken in time: it has gone on by itself."""
_HOPS_AT_MOST = 3
_TOLD = {HopReason.opened: NoticeKind.task_given, HopReason.overdue: NoticeKind.task_overdue}
_GRAVE = {FlagCode.self_harm, FlagCode.may_use, FlagCode.use}
_AFTER_GRAVE = (TaskOutcome.spoke, TaskOutcome.spoke, TaskOutcome.session_arranged)
_RATINGS = (FlagRating.helpful, FlagRating.known_already, FlagRating.not_a_concern)
_SHARES: dict[FlagCode, tuple[int, int, int]] = {
    FlagCode.self_harm: (9, 1, 0),
    FlagCode.may_use: (9, 1, 0),
    FlagCode.use: (7, 3, 0),
    FlagCode.sharp_change: (4, 2, 4),
    FlagCode.score_high: (4, 4, 2),
    FlagCode.backdated: (1, 3, 6),
}
_USUAL_SHARES = (5, 3, 2)
_RATED = 0.6


@dataclass(frozen=True, slots=True)
class Sent:
    """Something a client sent that somebody looks at, and who looked when, if anybody did."""

    client_id: UUID
    kind: TaskKind
    focus_id: UUID
    at: datetime
    flags: list[Raised]
    looked_at: datetime | None
    looked_by: UUID | None


def tasks_of(
    word: str, sent: list[Sent], rota: Rota, line: Line, now: datetime
) -> Iterator[SQLModel]:
    """One task for each with its way and its flags; closed when it was looked at."""
    chance = luck("tasks", word)
    for one in sent:
        yield from _task(word, one, rota, line, now, chance)


def _task(
    word: str, sent: Sent, rota: Rota, line: Line, now: datetime, chance: Random
) -> Iterator[SQLModel]:
    urgency = most_urgent(sent.flags)
    task_id = id_at(sent.at, chance)
    hops = list(_way(task_id, word, sent, urgency, rota, line, now))
    newest = hops[-1]
    if sent.looked_at is None and newest.took_at is None:
        newest.took_at = _taken_at(word, newest, urgency, now)
    codes = {flag.code for flag in sent.flags}
    outcome = chance.choice(_AFTER_GRAVE) if codes & _GRAVE else TaskOutcome.looked
    yield Task(
        id=task_id,
        client_id=sent.client_id,
        kind=sent.kind,
        focus_id=sent.focus_id,
        urgency=urgency,
        opened_at=sent.at,
        owner_id=newest.owner_id,
        due_at=newest.due_at if newest.took_at is None else rota.due(urgency, now),
        hop=newest.number,
        acknowledged_at=newest.took_at,
        acknowledged_by=newest.owner_id if newest.took_at else None,
        closed_at=sent.looked_at,
        closed_by=sent.looked_by,
        outcome=outcome if sent.looked_at else None,
    )
    yield from hops
    for flag in sent.flags:
        yield _flag(task_id, sent, flag, chance)
    if sent.looked_at is None and urgency is not Urgency.soon:
        yield from _notices(sent, urgency, hops)


def _way(
    task_id: UUID, word: str, sent: Sent, urgency: Urgency, rota: Rota, line: Line, now: datetime
) -> Iterator[TaskHop]:
    """To whom it came first and, while nobody looked in time, to whom it went on."""
    until = sent.looked_at or now
    owner, at, had = line.first(urgency, sent.at), sent.at, list[UUID]()
    due_at, why = rota.due(urgency, sent.at), HopReason.opened
    is_left = sent.looked_at is not None or word == LEFT_TO_GO_ON or urgency is Urgency.now
    for number in range(_HOPS_AT_MOST):
        yield TaskHop(task_id=task_id, number=number, owner_id=owner, at=at, due_at=due_at, why=why)
        if owner is None or not is_left or due_at >= until:
            return
        had.append(owner)
        next_one = line.second(due_at, had) if number == 0 else line.last(due_at, had)
        if next_one is None:
            return
        owner, at, why = next_one, due_at, HopReason.overdue
        due_at = rota.due_after_hop(urgency, at)


def _taken_at(word: str, hop: TaskHop, urgency: Urgency, now: datetime) -> datetime | None:
    """What would be late by now somebody has said that they have."""
    if hop.due_at >= now or (word == LEFT_TO_GO_ON and urgency is not Urgency.now):
        return None
    return max(hop.at, hop.due_at - timedelta(minutes=11))


def _flag(task_id: UUID, sent: Sent, raised: Raised, chance: Random) -> Flag:
    rating = chance.choices(_RATINGS, _SHARES.get(raised.code, _USUAL_SHARES))[0]
    is_rated = chance.random() < _RATED and sent.looked_at is not None
    return Flag(
        task_id=task_id,
        flag=raised.code,
        measure=raised.measure,
        client_id=sent.client_id,
        facts=raised.facts,
        raised_at=sent.at,
        rating=rating if is_rated else None,
        rated_by=sent.looked_by if is_rated else None,
        rated_at=sent.looked_at if is_rated else None,
    )


def _notices(sent: Sent, urgency: Urgency, hops: list[TaskHop]) -> Iterator[Notice]:
    for hop in hops:
        if hop.owner_id is not None:
            yield Notice(
                person_id=hop.owner_id,
                kind=_TOLD[hop.why],
                at=hop.at,
                about_id=sent.client_id,
                reason=urgency.value,
                starts_at=hop.due_at,
                seen_at=hop.took_at,
            )
