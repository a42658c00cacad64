"""Reading plans, contacts and signs, from what the viewer may see."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import true
from sqlmodel import Session, col, func, select

from app import clock
from app.access.models import Data
from app.access.policy import visible
from app.aftercare.cadence import Due, all_dues, row_of
from app.aftercare.models import CadenceDecision, Contact, ContactPlan, ContactState
from app.aftercare.standing import Said, Stood, focus_of, of_task, stood
from app.appointments.models import Appointment, Attendance, Participation
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from app.errors import NotFound
from app.flags.models import Task, TaskKind
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.kinds import AppointmentKind

MEETS = (AppointmentKind.aftercare, AppointmentKind.individual)
"""Sessions that are as good as a contact."""
CAME = (Attendance.attended, Attendance.late)


@dataclass(slots=True)
class Care:
    """The plans of one stay in the order they were made, and what became of their contacts. `tasks`
    are those about its contacts; `is_asked` says whether any about the client is open. `tried_on`
    is when something was first said of a contact, by the day it was due (`row_of`)."""

    episode: EpisodeOfCare
    plans: list[ContactPlan] = field(default_factory=list)
    said: dict[date, Said] = field(default_factory=dict)
    came_on: list[date] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    tried_on: dict[date, date | None] = field(default_factory=dict)
    is_asked: bool = False

    @property
    def plan(self) -> ContactPlan | None:
        """The newest: the one that counts."""
        return self.plans[-1] if self.plans else None

    @property
    def row(self) -> list[Due]:
        return row_of(self.plans, self.tried_on)

    @property
    def planned(self) -> list[Due]:
        """The row as it was planned, whatever was said of it."""
        return row_of(self.plans)

    def stood(self, today: date) -> list[Stood]:
        return stood(self.row, self.said, self.came_on, today)


def stay(db: Session, viewer: Viewer, client_id: UUID, *, to_change: bool = False) -> EpisodeOfCare:
    """The running stay of a client whose aftercare the viewer sees, or, to read, the last one;
    `NotFound` otherwise, and for the viewer themselves. `to_change` as in `visible`."""
    seen = visible(viewer, Data.aftercare, to_change=to_change)
    is_over = col(EpisodeOfCare.ended_at).is_not(None)
    found = db.exec(
        select(EpisodeOfCare)
        .where(
            EpisodeOfCare.client_id == client_id,
            col(EpisodeOfCare.client_id) != viewer.id,
            col(EpisodeOfCare.client_id).in_(seen),
            ~is_over if to_change else true(),
        )
        .order_by(is_over, col(EpisodeOfCare.opened_at).desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotFound
    return found


def stays_in_aftercare(db: Session, viewer: Viewer) -> list[tuple[EpisodeOfCare, str]]:
    """The stays in aftercare that the viewer looks after, with the names of the clients."""
    rows = db.exec(
        select(EpisodeOfCare, col(Person.shown_name))
        .join(Person, col(Person.id) == col(EpisodeOfCare.client_id))
        .where(
            col(EpisodeOfCare.client_id).in_(visible(viewer, Data.aftercare, to_change=True)),
            col(EpisodeOfCare.client_id) != viewer.id,
            col(EpisodeOfCare.ended_at).is_(None),
            EpisodeOfCare.phase == Phase.aftercare,
        )
        .order_by(col(Person.shown_name), col(Person.id))
    )
    return [(episode, name) for episode, name in rows]


def care_of(db: Session, episodes: Collection[EpisodeOfCare], zone: str) -> dict[UUID, Care]:
    """What is planned and was done in stays that the viewer was found to see, by the stay."""
    found = {one.id: Care(one) for one in episodes}
    for plan in _plans(db, found):
        found[plan.episode_id].plans.append(plan)
    planned = {key: one for key, one in found.items() if one.plans}
    if planned:
        _read_contacts(db, planned, zone)
        _read_tasks(db, planned, zone)
        _read_sessions(db, planned, zone)
    return found


def _plans(db: Session, episode_ids: Iterable[UUID]) -> Sequence[ContactPlan]:
    return db.exec(
        select(ContactPlan)
        .where(col(ContactPlan.episode_id).in_(list(episode_ids)))
        .order_by(col(ContactPlan.made_at), col(ContactPlan.id))
    ).all()


def _read_contacts(db: Session, found: dict[UUID, Care], zone: str) -> None:
    rows = db.exec(
        select(Contact)
        .where(col(Contact.episode_id).in_(list(found)))
        .order_by(col(Contact.at), col(Contact.id))
    )
    for row in rows:
        care, is_off = found[row.episode_id], row.state is ContactState.called_off
        care.said[row.due_on] = Said(row.state, row.at, row.by, row.way, row.line)
        care.tried_on.setdefault(row.due_on, None if is_off else clock.local_day(row.at, zone))


def _read_tasks(db: Session, found: dict[UUID, Care], zone: str) -> None:
    """Tasks about contacts; how they were answered counts unless something else was said since."""
    about = {
        focus_of(key, on): (one, on) for key, one in found.items() for on in all_dues(one.plans)
    }
    of_client = {one.episode.client_id: one for one in found.values()}
    rows = db.exec(
        select(Task)
        .where(col(Task.client_id).in_(list(of_client)), Task.kind == TaskKind.contact)
        .order_by(col(Task.opened_at), col(Task.id))
    )
    for task in rows:
        of_client[task.client_id].is_asked |= task.closed_at is None
        if task.focus_id not in about:
            continue
        care, due_on = about[task.focus_id]
        care.tasks.append(task)
        care.tried_on.setdefault(due_on, clock.local_day(task.opened_at, zone))
        state, before = of_task(task.outcome), care.said.get(due_on)
        if state is None or task.closed_at is None or task.closed_by is None:
            continue
        if before is None or before.at < task.closed_at:
            said = Said(state, task.closed_at, task.closed_by, None, task.outcome_line)
            care.said[due_on] = said


def _read_sessions(db: Session, found: dict[UUID, Care], zone: str) -> None:
    of_client = {one.episode.client_id: one for one in found.values()}
    first = min(one.row[0].from_on for one in found.values())
    rows = db.exec(
        select(Participation.client_id, Appointment.starts_at)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where(
            col(Participation.client_id).in_(list(of_client)),
            col(Participation.attendance).in_(CAME),
            col(Appointment.kind).in_(MEETS),
            Appointment.starts_at >= clock.start_of_day(first, zone),
        )
    )
    for client_id, starts_at in rows:
        of_client[client_id].came_on.append(clock.local_day(starts_at, zone))


def aftercare_since(db: Session, episode: EpisodeOfCare) -> datetime:
    """When the newest phase of a stay began; for those who may see the client."""
    steps = db.exec(
        select(EpisodeStep.phase, EpisodeStep.at)
        .where(EpisodeStep.episode_id == episode.id)
        .order_by(col(EpisodeStep.at).desc(), col(EpisodeStep.id).desc())
    )
    began = episode.admitted_at or episode.opened_at
    for phase, at in steps:
        if phase is not episode.phase:
            break
        began = at
    return began


def decisions(db: Session, episode_id: UUID) -> list[CadenceDecision]:
    """What was made of proposals, newest first; for those who may see the client."""
    return list(
        db.exec(
            select(CadenceDecision)
            .where(CadenceDecision.episode_id == episode_id)
            .order_by(col(CadenceDecision.decided_at).desc(), col(CadenceDecision.id).desc())
        )
    )


def decision(db: Session, client_id: UUID, key: str) -> CadenceDecision | None:
    """What was made of one proposal; for those who may see the client."""
    return db.exec(
        select(CadenceDecision).where(
            CadenceDecision.client_id == client_id, CadenceDecision.key == key
        )
    ).first()


def tries(db: Session, episode_id: UUID, due_on: date) -> int:
    """How often somebody tried a contact in vain."""
    return db.exec(
        select(func.count())
        .select_from(Contact)
        .where(
            Contact.episode_id == episode_id,
            Contact.due_on == due_on,
            Contact.state == ContactState.not_reached,
        )
    ).one()


def own_stay(db: Session, client: Viewer) -> EpisodeOfCare | None:
    """The viewer's own running stay, if it is in aftercare."""
    return db.exec(
        select(EpisodeOfCare).where(
            EpisodeOfCare.client_id == client.id,
            col(EpisodeOfCare.ended_at).is_(None),
            EpisodeOfCare.phase == Phase.aftercare,
        )
    ).first()


def contact_of(db: Session, client_id: UUID) -> UUID | None:
    """Whom the newest plan of a running stay in aftercare names; None where nobody is."""
    return db.exec(
        select(ContactPlan.contact_id)
        .join(EpisodeOfCare, col(EpisodeOfCare.id) == col(ContactPlan.episode_id))
        .where(
            EpisodeOfCare.client_id == client_id,
            col(EpisodeOfCare.ended_at).is_(None),
            EpisodeOfCare.phase == Phase.aftercare,
        )
        .order_by(col(ContactPlan.made_at).desc(), col(ContactPlan.id).desc())
        .limit(1)
    ).first()


def open_tasks(db: Session, client_id: UUID) -> list[Task]:
    """Open tasks about contacts, kept from others meanwhile; for those who may see the client."""
    return list(
        db.exec(
            select(Task)
            .where(
                Task.client_id == client_id,
                Task.kind == TaskKind.contact,
                col(Task.closed_at).is_(None),
            )
            .order_by(col(Task.id))
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )
