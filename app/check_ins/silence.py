"""Nobody has heard from a client for longer than the centre's policy allows: somebody asks.

The days count from the day on which a check-in was due and did not come, so that who is asked once
a month is not silent after a fortnight. Whoever is at their own pace is never silent, whoever is
away is: a check-in comes from anywhere. One silence is one task, about the newest check-in before
it (or the stay, without any); checking in ends it. Where whoever asked did not reach the client,
the same task is opened again after the policy's days, and again after that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, exists, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from app import clock
from app.access.models import Data
from app.check_ins import queries
from app.check_ins.due import Rhythm, Step, at_own_pace, own_of, stand, steps_of
from app.check_ins.languages import worded
from app.check_ins.models import CheckIn, CheckInRhythm
from app.check_ins.schedule import Ask, asks_of, shortest_interval
from app.episodes.alumni import choices_of, pace_of
from app.episodes.models import EpisodeOfCare, Phase
from app.flags.models import FlagCode, Task, TaskKind, TaskOutcome
from app.flags.policy import policy, silence_days
from app.flags.reasons import Raised
from app.flags.service import close, look_at
from app.people.models import Person
from app.privacy.gate import shows
from app.programs.models import Programme


@dataclass(frozen=True, slots=True)
class Quiet:
    """A running stay of somebody who has not been heard from for some days; `last_at` is when
    their last check-in arrived, `tried_at` when somebody last failed to reach them since."""

    episode: EpisodeOfCare
    programme: Programme
    zone: str
    language: str
    last_at: datetime | None
    tried_at: datetime | None

    @property
    def client_id(self) -> UUID:
        return self.episode.client_id


def sweep_silence(db: Session, now: datetime) -> int:
    """Opens a task for every client who has fallen silent; returns how many. Any number of workers
    may sweep at once."""
    rules = policy(db)
    days = {phase: silence_days(rules, phase) for phase in Phase}
    watched = {phase: count for phase, count in days.items() if count > 0}
    found = _quiet(db, watched, now) if watched else []
    steps = steps_of(db, [one.episode.id for one in found]) if found else {}
    client_ids = [one.client_id for one in found]
    own = _own_rhythms(db, client_ids) if found else {}
    languages = queries.languages_of(db, client_ids) if found else {}
    chosen = choices_of(db, client_ids) if found else {}
    opened = 0
    for one in found:
        asks, began = _asks(one, steps.get(one.episode.id, []), own, languages, now)
        if one.episode.phase is Phase.alumni:
            asks = at_own_pace(asks, pace_of(chosen.get(one.client_id)), one.zone)
        facts = _silence(one, asks, began, days, now)
        if facts is not None:
            # A flag of its own is what opens an answered task again.
            measure = f"day {facts['days']}" if one.tried_at is not None else ""
            raised = [Raised(FlagCode.silence, facts, measure)]
            task = look_at(db, one.client_id, TaskKind.silence, _focus(db, one), raised, now=now)
            opened += task is not None
    return opened


def end(db: Session, client_id: UUID, now: datetime) -> None:
    """The client has checked in: nobody needs to ask any more."""
    rows = db.exec(
        select(Task)
        .where(
            Task.client_id == client_id,
            Task.kind == TaskKind.silence,
            col(Task.closed_at).is_(None),
        )
        .order_by(col(Task.id))
        # Whoever answers it at the same moment is not written over.
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for task in rows.all():
        close(db, task, by=None, now=now, outcome=TaskOutcome.no_longer_needed)


def _quiet(db: Session, watched: Mapping[Phase, int], now: datetime) -> list[Quiet]:
    """Stays with nothing heard for as long as the shortest policy that nobody was asked about."""
    least = timedelta(days=min(watched.values()))
    heard = _last_heard()
    opened_at = col(EpisodeOfCare.opened_at)
    quiet_since: ColumnElement[datetime] = case((heard > opened_at, heard), else_=opened_at)
    recent = exists().where(
        col(CheckIn.client_id) == col(EpisodeOfCare.client_id),
        col(CheckIn.on_day) > (now - least).date() + timedelta(days=1),
    )
    rows = db.execute(
        columns(
            EpisodeOfCare, Programme, col(Person.time_zone), col(Person.language), heard,
            _tried_since(quiet_since),
        )
        .join(Person, col(Person.id) == col(EpisodeOfCare.client_id))
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(
            col(EpisodeOfCare.ended_at).is_(None),
            col(EpisodeOfCare.phase).in_(watched),
            or_(
                col(EpisodeOfCare.phase) != Phase.alumni,
                shows(col(EpisodeOfCare.client_id), None, Data.check_ins, now),
            ),
            col(Person.disabled_at).is_(None),
            # By the index first: almost everybody has checked in about one of the last days.
            ~recent,
            quiet_since <= now - least + timedelta(days=1),
            ~_was_asked_since(quiet_since),
        )
        .order_by(col(EpisodeOfCare.id))
        .with_for_update(skip_locked=True, of=EpisodeOfCare)
    )  # fmt: skip
    return [Quiet(*row) for row in rows]


def _last_heard() -> ScalarSelect[datetime]:
    return (
        select(func.max(col(CheckIn.received_at)))
        .where(col(CheckIn.client_id) == col(EpisodeOfCare.client_id))
        .correlate(EpisodeOfCare)
        .scalar_subquery()
    )


def _was_asked_since(quiet_since: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Somebody is on it, or has answered with something else than that they did not reach them."""
    answered = and_(
        col(Task.opened_at) >= quiet_since, col(Task.outcome) != TaskOutcome.not_reached
    )
    return exists().where(
        col(Task.client_id) == col(EpisodeOfCare.client_id),
        col(Task.kind) == TaskKind.silence,
        or_(col(Task.closed_at).is_(None), answered),
    )


def _tried_since(quiet_since: ColumnElement[datetime]) -> ScalarSelect[datetime | None]:
    return (
        select(func.max(col(Task.closed_at)))
        .where(
            col(Task.client_id) == col(EpisodeOfCare.client_id),
            col(Task.kind) == TaskKind.silence,
            col(Task.opened_at) >= quiet_since,
            col(Task.outcome) == TaskOutcome.not_reached,
        )
        .correlate(EpisodeOfCare)
        .scalar_subquery()
    )


def _own_rhythms(db: Session, client_ids: Iterable[UUID]) -> dict[UUID, dict[str, Rhythm]]:
    rows = db.exec(select(CheckInRhythm).where(col(CheckInRhythm.client_id).in_(list(client_ids))))
    found: dict[UUID, dict[str, Rhythm]] = {}
    for row in rows:
        found.setdefault(row.client_id, {})[row.instrument] = row.every_days, row.set_at
    return found


def _asks(
    one: Quiet,
    steps: list[Step],
    own: Mapping[UUID, Mapping[str, Rhythm]],
    languages: Mapping[UUID, Mapping[str, str]],
    now: datetime,
) -> tuple[list[Ask], date]:
    """What they are asked in words they can read, and since when their phase runs."""
    stay = stand(one.episode, one.programme, steps, one.zone)
    rhythms = own_of(own.get(one.client_id, {}), one.zone)
    today = clock.local_day(now, one.zone)
    asks = asks_of(stay.design.check_ins, rhythms, stay.stay, today)
    can, _ = worded(asks, one.language, languages.get(one.client_id, {}))
    return can, stay.stay.phase_began_on


def _silence(
    one: Quiet, asks: list[Ask], began: date, policy_days: Mapping[Phase, int], now: datetime
) -> dict[str, int] | None:
    """For how many days nobody has heard from them, if that is too long."""
    interval, after = shortest_interval(asks), policy_days[one.episode.phase]
    if interval is None:
        return None
    today = clock.local_day(now, one.zone)
    last = began if one.last_at is None else max(began, clock.local_day(one.last_at, one.zone))
    due_for = (today - last).days - (interval - 1)
    if one.tried_at is not None:
        due_for = min(due_for, (today - clock.local_day(one.tried_at, one.zone)).days)
    return {"days": (today - last).days, "after": after} if due_for >= after else None


def _focus(db: Session, one: Quiet) -> UUID:
    """The newest check-in before the silence; without any in this stay, the stay."""
    newest = db.exec(
        select(CheckIn.id)
        .where(CheckIn.client_id == one.client_id, CheckIn.received_at >= one.episode.opened_at)
        .order_by(col(CheckIn.received_at).desc(), col(CheckIn.id).desc())
        .limit(1)
    ).first()
    return newest or one.episode.id
