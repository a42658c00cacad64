"""A week as somebody reads it: the team with the proposal, a client without."""

from collections.abc import Iterable, Sequence

from app.level_of_care.benchmarks import Standing
from app.level_of_care.evidence import Evidence
from app.level_of_care.models import Decision, LevelDecision, Proposal
from app.level_of_care.queries import Decided
from app.level_of_care.schemas import (
    BenchmarkRead,
    DecisionRead,
    HoursRead,
    LevelReviewRead,
    MyBenchmarkRead,
    MyWeekRead,
    ProposalRead,
    SentenceRead,
)
from app.level_of_care.sentences import Say, Sentence, say
from app.level_of_care.service import is_open, level_now, to_level
from app.level_of_care.wording import Reader, in_words, told
from app.people.viewers import Viewer
from app.programs.design import Measure

NOT_FOR_CLIENTS = frozenset({Say.no_benchmarks})
"""Says something about the programme and nothing about the week."""


def for_the_team(viewer: Viewer, seen: Evidence, decided: Sequence[Decided]) -> LevelReviewRead:
    """Everything there is to say, to decide about, and what was decided before."""
    reader = Reader(viewer.person.language)
    history = [_decision(row, name, reader) for row, name in decided]
    this_week = [one for one in history if one.week == seen.span.monday]
    level = seen.place.level if seen.place else None
    return LevelReviewRead(
        week=seen.span.monday,
        is_begun=viewer.now >= seen.span.starts_at,
        is_over=viewer.now >= seen.span.ends_at,
        phase=seen.place.phase if seen.place else seen.stay.episode.phase,
        level=level,
        current_level=level_now(seen),
        levels=[each.name for each in seen.stay.design.levels],
        hours=_hours(seen),
        sentences=_said(seen.review.sentences, reader),
        benchmarks=[_benchmark(one, seen, reader) for one in seen.review.benchmarks],
        proposal=ProposalRead(
            kind=seen.review.proposal,
            to_level=to_level(seen),
            reasons=_said(seen.review.reasons, reader),
        ),
        can_decide=is_open(seen, viewer) and level == level_now(seen) and seen.place is not None,
        decision=this_week[0] if this_week else None,
        history=history,
    )


def for_the_client(viewer: Viewer, seen: Evidence, decided: Sequence[Decided]) -> MyWeekRead:
    """The same sentences in kind words; what was proposed stays between the counselors."""
    reader = Reader(viewer.person.language, is_client=True)
    newest = next((row for row, _ in decided if row.week == seen.span.monday), None)
    return MyWeekRead(
        week=seen.span.monday,
        is_begun=viewer.now >= seen.span.starts_at,
        is_over=viewer.now >= seen.span.ends_at,
        level=_shown(seen, seen.place.level if seen.place else None, reader),
        hours=_hours(seen),
        sentences=_said(
            [one for one in seen.review.sentences if one.code not in NOT_FOR_CLIENTS], reader
        ),
        benchmarks=[
            MyBenchmarkRead(text=one.benchmark.text.in_language(reader.language), is_met=one.is_met)
            for one in seen.review.benchmarks
        ],
        decided=in_words(_outcome(seen, newest, reader), reader) if newest else None,
    )


def _shown(seen: Evidence, name: str | None, reader: Reader) -> str | None:
    """A level's name in the reader's language, or as it is where it is no longer there."""
    level = seen.stay.design.level(name)
    return level.shown_name(reader.language) if level else name


def _outcome(seen: Evidence, row: LevelDecision, reader: Reader) -> Sentence:
    if row.decided_level is not None:
        return say(Say.decided_level, level=_shown(seen, row.decided_level, reader))
    if row.decision is Decision.accepted and row.proposal is Proposal.complete:
        return say(Say.decided_end)
    return say(Say.decided_stay, level=_shown(seen, row.level, reader))


def _hours(seen: Evidence) -> HoursRead | None:
    week = seen.week
    if week is None:
        return None
    return HoursRead(
        planned=week.planned,
        attended=week.attended,
        open=week.open,
        excused=week.excused,
        floor=week.floor,
        usual_floor=week.usual_floor,
        ceiling=week.ceiling,
    )


def _said(sentences: Iterable[Sentence], reader: Reader) -> list[SentenceRead]:
    return [SentenceRead(code=one.code, text=in_words(one, reader)) for one in sentences]


def _benchmark(one: Standing, seen: Evidence, reader: Reader) -> BenchmarkRead:
    by, at = None, None
    if one.benchmark.measure is Measure.judgement and seen.week is not None:
        for row, name in seen.said:
            if (row.level, row.code) == (seen.week.level.name, one.benchmark.code):
                by, at = name, row.at
    return BenchmarkRead(
        code=one.benchmark.code,
        text=one.benchmark.text.in_language(reader.language),
        measure=one.benchmark.measure,
        is_met=one.is_met,
        evidence=in_words(one.evidence, reader),
        by=by,
        at=at,
    )


def _decision(row: LevelDecision, name: str, reader: Reader) -> DecisionRead:
    return DecisionRead(
        week=row.week,
        level=row.level,
        proposal=row.proposal,
        to_level=row.to_level,
        decision=row.decision,
        decided_level=row.decided_level,
        reason=row.reason,
        by=name,
        at=row.at,
        sentences=[told(one, reader) for one in row.sentences],
    )
