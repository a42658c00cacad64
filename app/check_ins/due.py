"""What one client is asked, read from where they stand, their programme and their own rhythm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.check_ins import queries
from app.check_ins.instruments import load_instruments
from app.check_ins.languages import worded
from app.check_ins.schedule import DAILY, Ask, Own, Plan, StayDays, asks_of, slowed
from app.episodes.alumni import Pace
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from app.programs.design import ProgrammeDesign
from app.programs.models import Programme

NOTHING = Plan((), {}, {})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a client stands, with what their programme consists of."""

    stay: StayDays
    design: ProgrammeDesign


def covers() -> Mapping[str, Sequence[str]]:
    """By instrument, the shorter ones that need not be asked beside it."""
    return {name: one.covers for name, one in load_instruments().items() if one.covers}


def plan_of(
    db: Session,
    client_id: UUID,
    zone: str,
    on_day: date,
    record: tuple[EpisodeOfCare, Programme] | None,
    language: str,
) -> Plan:
    """What a client in this stay is asked on a day in their zone, in a language they can read. For
    those who may see them."""
    if record is None:
        return NOTHING
    episode, programme = record
    since = clock.local_day(episode.opened_at, zone)
    known = queries.known_about(db, client_id, episode.id, since)
    standing = stand(episode, programme, known.steps, zone)
    asks = asks_of(standing.design.check_ins, own_of(known.own, zone), standing.stay, on_day)
    if episode.phase is Phase.alumni:
        asks = at_own_pace(asks, known.pace, zone)
    can, cannot = worded(asks, language, known.languages)
    return Plan(can, known.answered, covers(), known.languages, cannot)


def running(db: Session, client_id: UUID) -> tuple[EpisodeOfCare, Programme] | None:
    """A client's running stay with its programme."""
    return db.exec(
        select(EpisodeOfCare, Programme)
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(EpisodeOfCare.client_id == client_id, col(EpisodeOfCare.ended_at).is_(None))
        .order_by(col(EpisodeOfCare.opened_at).desc())
        .limit(1)
    ).first()


Step = tuple[str, datetime]
Rhythm = tuple[int | None, datetime]
"""Every so many days (None: not at all), and since when."""


def steps_of(db: Session, episode_ids: Iterable[UUID]) -> dict[UUID, list[Step]]:
    """The phases of stays with when each step into them was, oldest first."""
    rows = db.exec(
        select(col(EpisodeStep.episode_id), col(EpisodeStep.phase), col(EpisodeStep.at))
        .where(col(EpisodeStep.episode_id).in_(list(episode_ids)))
        .order_by(col(EpisodeStep.at), col(EpisodeStep.id))
    )
    found: dict[UUID, list[Step]] = {}
    for episode_id, phase, at in rows:
        found.setdefault(episode_id, []).append((phase, at))
    return found


def stand(
    episode: EpisodeOfCare, programme: Programme, steps: Sequence[Step], zone: str
) -> Standing:
    """Where a client stands. A level that the programme no longer has is none."""
    design = ProgrammeDesign.model_validate(programme.design)
    level = design.level(episode.level)
    began = episode.admitted_at or episode.opened_at
    return Standing(
        StayDays(
            phase=episode.phase,
            level=level.code if level else None,
            began_on=clock.local_day(episode.opened_at, zone),
            phase_began_on=clock.local_day(_phase_began(episode, steps) or began, zone),
        ),
        design,
    )


def at_own_pace(asks: list[Ask], pace: Pace | None, zone: str) -> list[Ask]:
    """What an alumna is asked by what she chose: the check-in at her pace and nothing more often
    than that, or nothing; without a choice what the programme asks."""
    if pace is None:
        return asks
    if pace.every_days is None:
        return []
    kept = slowed(asks, pace.every_days)
    if any(ask.instrument == DAILY for ask in kept):
        return kept
    return [Ask(DAILY, pace.every_days, clock.local_day(pace.since, zone)), *kept]


def own_of(rows: Mapping[str, Rhythm], zone: str) -> dict[str, Own]:
    """A client's own rhythms as the schedule takes them."""
    return {name: Own(every, clock.local_day(at, zone)) for name, (every, at) in rows.items()}


def _phase_began(episode: EpisodeOfCare, steps: Sequence[Step]) -> datetime | None:
    """The first of the last steps in a row that were within the phase of now."""
    began = None
    for phase, at in reversed(steps):
        if phase != episode.phase:
            break
        began = at
    return began
