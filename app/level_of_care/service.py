"""Deciding about a client's level, and judging benchmarks. The rules only propose."""

from datetime import date
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.access.policy import require_visible
from app.episodes import endings
from app.episodes import service as episodes
from app.episodes.holding import hold
from app.episodes.models import Outcome, Phase
from app.errors import Conflict, NotFound, Unprocessable
from app.level_of_care.evidence import Evidence, gather
from app.level_of_care.models import BenchmarkJudgement, Decision, LevelDecision, Proposal
from app.level_of_care.schemas import DecisionWrite, JudgementWrite
from app.level_of_care.weeks import WEEK, week_of
from app.level_of_care.wording import Reader, in_words
from app.people.viewers import Viewer
from app.programs.design import Measure

OPEN_FOR = 4 * WEEK
"""How long after its Monday a week can be decided about."""
LONGEST_WHY = 400


class LevelChanged(Conflict):
    code = "level_changed"
    detail = "The level has changed meanwhile. Please look at it again."


class ProposalChanged(Conflict):
    code = "proposal_changed"
    detail = "What is proposed has changed meanwhile. Please look at it again."


class WeekNotOpen(Conflict):
    code = "week_not_open"
    detail = "A week is decided about when it has begun, and not long after it is over."


class ReasonMissing(Unprocessable):
    code = "reason_missing"
    detail = "Please say why."


class LevelMissing(Unprocessable):
    code = "level_missing"
    detail = "Please choose a level."


class CountedBenchmark(Conflict):
    code = "counted_benchmark"
    detail = "This one is counted, so nobody has to say whether it is met."


def decide(
    db: Session, viewer: Viewer, client_id: UUID, week: date, body: DecisionWrite
) -> Evidence:
    """Keeps a decision about the week a day is in, and takes the step it asks for, if any. A
    second one for the same week is one more row: the newest counts. Returns what was decided on.

    `NotFound` for a stranger's; `ReasonMissing`, `LevelMissing`, `WeekNotOpen`, `LevelChanged`,
    `ProposalChanged`, and what `episodes.service.take_step` raises."""
    _require_words(body)
    # The calendar's turn comes before the stay's, here as everywhere.
    endings.prepare(db)
    seen = gather(db, viewer, client_id, week)
    _hold(db, viewer, seen)
    _require_as_seen(seen, viewer, body)
    row = _row(seen, viewer, body)
    db.add(row)
    db.flush()
    _take_the_step(db, viewer, seen, row)
    audit.changed(db, viewer, Data.profile, [client_id])
    return seen


def _hold(db: Session, viewer: Viewer, seen: Evidence) -> None:
    """Takes the turn at a stay; `NotFound` for whoever has lost the client while they waited."""
    hold(db, seen.stay.episode)
    client_id = seen.stay.episode.client_id
    require_visible(db, viewer, client_id, Data.profile, to_change=True)


def _require_words(body: DecisionWrite) -> None:
    if body.decision is not Decision.accepted and not body.reason:
        raise ReasonMissing
    if body.decision is Decision.changed and body.level is None:
        raise LevelMissing


def _require_as_seen(seen: Evidence, viewer: Viewer, body: DecisionWrite) -> None:
    if not is_open(seen, viewer):
        raise WeekNotOpen
    if body.level_now != level_now(seen):
        raise LevelChanged
    if seen.place is None or seen.place.level != body.level_now:
        raise LevelChanged
    if body.proposal is not seen.review.proposal:
        raise ProposalChanged


def is_open(seen: Evidence, viewer: Viewer) -> bool:
    """Whether a week has begun and is not long over."""
    this = week_of(clock.local_day(viewer.now, seen.span.zone), seen.span.zone)
    return this.monday - OPEN_FOR <= seen.span.monday <= this.monday


def level_now(seen: Evidence) -> str | None:
    """The level a client is at now; None outside treatment."""
    episode = seen.stay.episode
    return episode.level if episode.phase is Phase.treatment else None


def _row(seen: Evidence, viewer: Viewer, body: DecisionWrite) -> LevelDecision:
    proposed = to_level(seen)
    decision = body.decision
    if decision is Decision.changed and body.level == proposed:
        decision = Decision.accepted
    moves = {Decision.accepted: proposed, Decision.changed: body.level, Decision.declined: None}
    return LevelDecision(
        episode_id=seen.stay.episode.id,
        week=seen.span.monday,
        level=level_now(seen) or seen.stay.episode.phase.value,
        proposal=seen.review.proposal,
        to_level=proposed,
        sentences=[one.as_json() for one in (*seen.review.sentences, *seen.review.reasons)],
        decision=decision,
        decided_level=moves[decision],
        reason=body.reason or None,
        by=viewer.id,
        at=viewer.now,
    )


def to_level(seen: Evidence) -> str | None:
    """The level the rules propose, where they propose a step to one."""
    names = [level.name for level in seen.stay.design.levels]
    steps = {Proposal.step_down: 1, Proposal.step_up: -1}
    by = steps.get(seen.review.proposal)
    if by is None or seen.week is None:
        return None
    return names[names.index(seen.week.level.name) + by]


def _take_the_step(db: Session, viewer: Viewer, seen: Evidence, row: LevelDecision) -> None:
    why = row.reason or _reasons(seen, viewer)
    episode = seen.stay.episode
    if row.decided_level is not None:
        episodes.take_step(
            db, viewer, episode, phase=Phase.treatment, level=row.decided_level, why=why
        )
    elif row.decision is Decision.accepted and row.proposal is Proposal.complete:
        episodes.take_step(
            db, viewer, episode, phase=_after(seen), level=None, why=why, outcome=Outcome.completed
        )


def _after(seen: Evidence) -> Phase:
    in_treatment = seen.stay.episode.phase is Phase.treatment
    return Phase.aftercare if in_treatment and seen.stay.design.aftercare.months else Phase.alumni


def _reasons(seen: Evidence, viewer: Viewer) -> str:
    reader = Reader(viewer.person.language)
    text = " ".join(in_words(reason, reader) for reason in seen.review.reasons)
    return text[:LONGEST_WHY]


def judge(db: Session, viewer: Viewer, client_id: UUID, code: str, body: JudgementWrite) -> None:
    """Keeps what a counselor says about a benchmark of the level a client is at now; the newest
    counts. `NotFound` for a stranger's and for one the level does not have; `CountedBenchmark`."""
    seen = gather(db, viewer, client_id, None)
    _hold(db, viewer, seen)
    level = seen.stay.design.level(level_now(seen))
    found = [one for one in level.benchmarks if one.code == code] if level else []
    if not found:
        raise NotFound
    if found[0].measure is not Measure.judgement:
        raise CountedBenchmark
    row = BenchmarkJudgement(
        episode_id=seen.stay.episode.id,
        level=level_now(seen) or "",
        code=code,
        is_met=body.is_met,
        evidence=body.evidence,
        by=viewer.id,
        at=viewer.now,
    )
    db.add(row)
    db.flush()
    audit.changed(db, viewer, Data.profile, [client_id])
