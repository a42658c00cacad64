"""Reading what the rules need to know about one client, in a handful of statements."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.access.models import Data
from app.access.policy import visible
from app.appointments.models import (
    Appointment,
    Closure,
    ClosureKind,
    Participation,
    PlaceChange,
    PlaceChangeKind,
)
from app.booking.models import Away
from app.check_ins.models import CheckIn
from app.episodes.models import EpisodeOfCare, EpisodeStep
from app.errors import NotFound
from app.level_of_care.models import BenchmarkJudgement, LevelDecision
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.design import ProgrammeDesign
from app.programs.models import Programme
from app.programs.queries import centre

HISTORY = 30
"""How many decisions of a stay are shown."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A running stay with its steps, oldest first, its programme, and the centre's zone."""

    episode: EpisodeOfCare
    design: ProgrammeDesign
    steps: Sequence[EpisodeStep]
    zone: str

    @property
    def cap(self) -> int | None:
        """Sessions a day that were agreed with the client, or else what the programme says."""
        return self.episode.sessions_a_day or self.design.sessions_a_day


def stay(db: Session, viewer: Viewer, client_id: UUID) -> Stay:
    """The newest running stay of a client; `NotFound` for a stranger's, and for whoever merely
    looks after them for a while."""
    found = db.exec(
        select(EpisodeOfCare, Programme)
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(
            EpisodeOfCare.client_id == client_id,
            col(EpisodeOfCare.client_id).in_(visible(viewer, Data.profile, to_change=True)),
            col(EpisodeOfCare.ended_at).is_(None),
        )
        .order_by(col(EpisodeOfCare.opened_at).desc(), col(EpisodeOfCare.id).desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotFound
    episode, programme = found
    steps = db.exec(
        select(EpisodeStep)
        .where(EpisodeStep.episode_id == episode.id)
        .order_by(col(EpisodeStep.at), col(EpisodeStep.id))
    ).all()
    design = ProgrammeDesign.model_validate(programme.design)
    return Stay(episode, design, steps or [_the_only_step(episode)], centre(db).time_zone)


def _the_only_step(episode: EpisodeOfCare) -> EpisodeStep:
    """For stays that are older than the writing down of steps."""
    at = episode.admitted_at or episode.opened_at
    return EpisodeStep(
        episode_id=episode.id, phase=episode.phase, level=episode.level, at=at, why="Admitted"
    )


Seat = tuple[Appointment, Participation]


def sessions(
    db: Session, viewer: Viewer, client_id: UUID, start: datetime, end: datetime
) -> Sequence[Seat]:
    """The client's sessions that begin in a stretch of time, cancelled ones included."""
    return db.exec(
        select(Appointment, Participation)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == client_id,
            col(Participation.client_id).in_(visible(viewer, Data.sessions)),
            Appointment.starts_at >= start,
            Appointment.starts_at < end,
        )
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    ).all()


def given_back(
    db: Session, viewer: Viewer, client_id: UUID, start: datetime, end: datetime
) -> Sequence[Appointment]:
    """Sessions that begin in a stretch of time whose place the client gave back, whether or not
    they took it again."""
    changes = select(PlaceChange.appointment_id).where(
        PlaceChange.client_id == client_id,
        PlaceChange.by == client_id,
        col(PlaceChange.client_id).in_(visible(viewer, Data.sessions)),
        PlaceChange.kind == PlaceChangeKind.given_back,
    )
    return db.exec(
        select(Appointment).where(
            col(Appointment.id).in_(changes),
            Appointment.starts_at >= start,
            Appointment.starts_at < end,
        )
    ).all()


def aways(db: Session, viewer: Viewer, client_id: UUID, first: date, last: date) -> Sequence[Away]:
    """When the client said they are away and take no part by link, as far as it touches these
    days."""
    return db.exec(
        select(Away).where(
            Away.client_id == client_id,
            col(Away.client_id).in_(visible(viewer, Data.sessions)),
            col(Away.takes_part_remotely).is_(False),
            Away.from_day <= last,
            Away.back_on > first,
        )
    ).all()


def holidays(db: Session, first: date, last: date) -> Sequence[Closure]:
    """Days on which the whole centre is closed, as far as they touch these days."""
    return db.exec(
        select(Closure).where(
            Closure.kind == ClosureKind.holiday,
            col(Closure.withdrawn_at).is_(None),
            Closure.from_day <= last,
            or_(col(Closure.until_day).is_(None), col(Closure.until_day) >= first),
        )
    ).all()


def reported_use(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date
) -> dict[date, bool | None]:
    """The days with a check-in, and whether use was reported on any of them; None where no check-in
    about the day had the daily questions. The longer looks back of questionnaires are not counted:
    they do not say which day it was."""
    rows = db.exec(
        select(CheckIn.on_day, CheckIn.answers).where(  # type: ignore[call-overload]
            CheckIn.client_id == client_id,
            col(CheckIn.client_id).in_(visible(viewer, Data.check_ins)),
            CheckIn.on_day >= first,
            CheckIn.on_day <= last,
        )
    )
    found: dict[date, bool | None] = {}
    for on_day, answers in rows:
        said = None if answers is None else answers.get("use") == "yes"
        found[on_day] = said if said is not None and not found.get(on_day) else found.get(on_day)
    return found


MeetingDays = Callable[[Session, Viewer, UUID, date, date], Mapping[date, int]]
_MEETING_DAYS: list[MeetingDays] = []


def meetings_by(*rules: MeetingDays) -> None:
    """Registers who knows of mutual-help meetings outside the calendar (once, in `rooms`): how many
    the client says they attended on which days."""
    _MEETING_DAYS[:] = rules


def own_meetings(
    db: Session, viewer: Viewer, client_id: UUID, first: date, last: date
) -> dict[date, int]:
    """On which days the client says they attended how many mutual-help meetings."""
    found: Counter[date] = Counter()
    for rule in _MEETING_DAYS:
        found.update(rule(db, viewer, client_id, first, last))
    return found


Said = tuple[BenchmarkJudgement, str]


def judgements(db: Session, episode_id: UUID, until: datetime) -> Sequence[Said]:
    """What counselors said about benchmarks of a stay, oldest first, and who. For those who may see
    the client."""
    return db.exec(
        select(BenchmarkJudgement, col(Person.shown_name))
        .join(Person, col(Person.id) == col(BenchmarkJudgement.by))
        .where(BenchmarkJudgement.episode_id == episode_id, BenchmarkJudgement.at < until)
        .order_by(col(BenchmarkJudgement.at), col(BenchmarkJudgement.id))
    ).all()


Decided = tuple[LevelDecision, str]


def decisions(db: Session, episode_id: UUID) -> Sequence[Decided]:
    """The last decisions of a stay, newest first, and who took them. For those who may see the
    client."""
    return db.exec(
        select(LevelDecision, col(Person.shown_name))
        .join(Person, col(Person.id) == col(LevelDecision.by))
        .where(LevelDecision.episode_id == episode_id)
        .order_by(col(LevelDecision.at).desc(), col(LevelDecision.id).desc())
        .limit(HISTORY)
    ).all()
