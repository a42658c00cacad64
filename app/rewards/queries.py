"""Reading what rewards are reckoned from, and the ledger. Whoever calls has found the client among
those whom the viewer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_
from sqlmodel import Session, col, func, select

from app.appointments.models import Appointment, AppointmentStatus, Attendance, Participation
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from app.errors import NotFound
from app.learning.assigned import assigned_modules
from app.learning.shelf import readings
from app.learning.texts import key_of
from app.people.models import Person
from app.rewards.models import LedgerEntry, RewardFund, RewardScheme
from app.rewards.results import result_occasions
from app.rewards.rules import InForce, Occasion, Outcome, RewardRules, What

_OUTCOMES = {
    Attendance.attended: Outcome.done,
    Attendance.late: Outcome.done,
    Attendance.missed: Outcome.missed,
    Attendance.excused: Outcome.excused,
}


@dataclass(frozen=True, slots=True)
class _Stay:
    """A stay up to where it ended, or to where it went on as an alumnus; `is_running` while neither
    has come."""

    programme_id: UUID
    is_running: bool
    opened_at: datetime
    until: datetime | None

    def covers(self, instant: datetime) -> bool:
        return self.opened_at <= instant and (self.until is None or instant < self.until)


@dataclass(frozen=True, slots=True)
class Course:
    """A client's stays with the rules of their programmes, oldest first."""

    stays: Sequence[_Stay]
    schemes: Sequence[RewardScheme]

    @property
    def since(self) -> datetime | None:
        """When there were rules first; None where there never were any."""
        return min((one.made_at for one in self.schemes if one.rules), default=None)

    @property
    def counts_modules(self) -> bool:
        return any(one.rules and one.rules["module_points"] for one in self.schemes)

    @property
    def counts_results(self) -> bool:
        return any(one.rules and one.rules["results"] for one in self.schemes)

    def at(self, instant: datetime) -> InForce | None:
        """The rules by which something counts that happened at an instant."""
        stay = next((one for one in self.stays if one.covers(instant)), None)
        return self._rules(stay.programme_id, instant) if stay else None

    def now(self, instant: datetime) -> InForce | None:
        """The rules by which points are earned and drawn now. There are none after treatment and
        aftercare: nobody would see what was drawn, or hand it out."""
        is_in_care = any(one.is_running for one in self.stays)
        return self.at(instant) if is_in_care else None

    def _rules(self, programme_id: UUID, instant: datetime) -> InForce | None:
        mine = [
            one
            for one in self.schemes
            if one.programme_id == programme_id and one.made_at <= instant
        ]
        if not mine or mine[-1].rules is None:
            return None
        rules = RewardRules.model_validate(mine[-1].rules)
        return InForce(mine[-1].id, mine[-1].fund_id, rules)


def course_of(db: Session, client_id: UUID) -> Course:
    """A client's stays and the rules there were: two queries."""
    alumni_at = func.min(EpisodeStep.at)
    rows = db.exec(
        select(EpisodeOfCare, alumni_at)
        .outerjoin(
            EpisodeStep,
            and_(
                col(EpisodeStep.episode_id) == col(EpisodeOfCare.id),
                col(EpisodeStep.phase) == Phase.alumni,
            ),
        )
        .where(EpisodeOfCare.client_id == client_id)
        .group_by(*EpisodeOfCare.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(EpisodeOfCare.opened_at))
    ).all()
    stays = [_stay(stay, at) for stay, at in rows]
    schemes = db.exec(
        select(RewardScheme)
        .where(col(RewardScheme.programme_id).in_({one.programme_id for one in stays}))
        .order_by(col(RewardScheme.made_at), col(RewardScheme.id))
    ).all()
    return Course(stays, schemes)


def _stay(row: EpisodeOfCare, alumni_at: datetime | None) -> _Stay:
    ends = [at for at in (row.ended_at, alumni_at) if at is not None]
    is_running = not ends and row.phase is not Phase.alumni
    return _Stay(row.programme_id, is_running, row.opened_at, min(ends, default=None))


def occasions(db: Session, client_id: UUID, course: Course, now: datetime) -> list[Occasion]:
    """What a client did since there were rules first, with sessions that have begun and are not
    marked yet, in at most six queries; nothing of it is read where there never were any."""
    since = course.since
    if since is None:
        return []
    found = _sessions(db, client_id, since, now)
    if course.counts_modules:
        found += _modules(db, client_id, now)
    if course.counts_results:
        found += result_occasions(db, client_id, course.at)
    return found


def _sessions(db: Session, client_id: UUID, since: datetime, now: datetime) -> list[Occasion]:
    rows = db.exec(
        select(Appointment.id, Appointment.starts_at, Participation.attendance)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == client_id,
            Appointment.status == AppointmentStatus.planned,
            Appointment.starts_at >= since,
            Appointment.starts_at <= now,
        )
    )
    return [
        Occasion(
            What.session,
            str(session_id),
            at,
            _OUTCOMES[Attendance(said)] if said else Outcome.unmarked,
        )
        for session_id, at, said in rows
    ]


def _modules(db: Session, client_id: UUID, now: datetime) -> list[Occasion]:
    """Modules that were given and are finished; what somebody reads of their own accord is theirs
    alone. One that was read before it was given counts from the giving."""
    given = assigned_modules(db, [client_id], now)[client_id].modules
    read = readings(db, [client_id])[client_id]
    found = []
    for module_id, assigned in given.items():
        reading = read.get(module_id)
        if assigned.is_now and reading is not None and reading.finished_at is not None:
            at = max(assigned.at, reading.finished_at)
            found.append(Occasion(What.module, key_of(module_id), at))
    return found


def ledger_of(db: Session, client_id: UUID) -> list[LedgerEntry]:
    """A client's whole ledger in the order of writing."""
    rows = select(LedgerEntry).where(LedgerEntry.client_id == client_id)
    return list(db.exec(rows.order_by(col(LedgerEntry.at), col(LedgerEntry.id))))


def ledger_of_fund(db: Session, fund_id: UUID) -> list[LedgerEntry]:
    """Every line that a fund pays for or paid, in the order of writing."""
    rows = select(LedgerEntry).where(LedgerEntry.fund_id == fund_id)
    return list(db.exec(rows.order_by(col(LedgerEntry.at), col(LedgerEntry.id))))


def names_in(db: Session, entries: Iterable[LedgerEntry]) -> dict[UUID, str]:
    """The shown names of whoever wrote lines by hand."""
    ids = {row.by for row in entries if row.by is not None}
    if not ids:
        return {}
    people = db.exec(select(Person).where(col(Person.id).in_(ids)))
    return {person.id: person.shown_name for person in people}


def funds(db: Session) -> list[RewardFund]:
    """All funds, the closed ones too, oldest first."""
    return list(db.exec(select(RewardFund).order_by(col(RewardFund.made_at), col(RewardFund.id))))


def fund(db: Session, fund_id: UUID) -> RewardFund:
    """One fund; `NotFound` where there is none."""
    found = db.get(RewardFund, fund_id)
    if found is None:
        raise NotFound
    return found


def newest_scheme(db: Session, programme_id: UUID) -> RewardScheme | None:
    """What a programme says of rewards now."""
    rows = select(RewardScheme).where(RewardScheme.programme_id == programme_id)
    newest = rows.order_by(col(RewardScheme.made_at).desc(), col(RewardScheme.id).desc())
    return db.exec(newest.limit(1)).first()
