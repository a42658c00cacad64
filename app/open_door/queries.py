"""Reading who is back and who would like to be, from what the viewer may know."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.access.models import Data
from app.access.policy import visible
from app.appointments.models import Appointment, AppointmentStatus, Attendance, Participation
from app.episodes.coming_back import former_clients
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep, Phase
from app.notices.models import Notice, NoticeKind
from app.open_door.models import ReturnWish
from app.people.models import Person, Role, RoleGrant
from app.people.viewers import Viewer
from app.programs.models import Programme

_THERE = frozenset({Attendance.attended, Attendance.late})
Wished = tuple[ReturnWish, Person]


def newest_wish(db: Session, client_id: UUID) -> tuple[ReturnWish, str | None] | None:
    """The wish a client expressed last and did not take back, with the name of who answered it."""
    found = db.exec(
        select(ReturnWish, Person.shown_name)
        .outerjoin(Person, col(Person.id) == col(ReturnWish.answered_by))
        .where(ReturnWish.client_id == client_id, col(ReturnWish.withdrawn_at).is_(None))
        .order_by(col(ReturnWish.asked_at).desc(), col(ReturnWish.id).desc())
        .limit(1)
    ).first()
    return None if found is None else (found[0], found[1])


def withdraw_others(db: Session, wish: ReturnWish, now: datetime) -> None:
    """Earlier wishes of the same client that nobody has answered give way to this one."""
    rows = db.exec(
        select(ReturnWish).where(
            ReturnWish.client_id == wish.client_id,
            ReturnWish.id != wish.id,
            col(ReturnWish.answered_at).is_(None),
            col(ReturnWish.withdrawn_at).is_(None),
        )
    )
    for row in rows.all():
        row.withdrawn_at = now
        db.add(row)


def open_wishes(db: Session, viewer: Viewer) -> list[Wished]:
    """Wishes that nobody has answered, of people whose last team the viewer was on; administrators
    find those of people of whose last team nobody works here any more. Oldest first."""
    rows = db.exec(
        select(ReturnWish, Person)
        .join(Person, col(Person.id) == col(ReturnWish.client_id))
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(ReturnWish.client_id))
        .where(
            *_waits(),
            col(ReturnWish.client_id) != viewer.id,
            _may_answer(viewer),
        )
        .order_by(col(ReturnWish.asked_at), col(ReturnWish.id))
    )
    return list(rows)


def waiting(db: Session) -> list[ReturnWish]:
    """Every wish that nobody has answered and no other worker has in hand."""
    return list(
        db.exec(
            select(ReturnWish)
            .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(ReturnWish.client_id))
            .where(*_waits())
            .order_by(col(ReturnWish.asked_at), col(ReturnWish.id))
            .with_for_update(skip_locked=True, of=ReturnWish)
        )
    )


def _waits() -> tuple[ColumnElement[bool], ...]:
    """Whether a wish with the client's `EpisodeOfCare` beside it is still to be answered."""
    return (
        _is_newest_stay(),
        or_(col(EpisodeOfCare.phase) == Phase.alumni, col(EpisodeOfCare.ended_at).is_not(None)),
        col(ReturnWish.withdrawn_at).is_(None),
        col(ReturnWish.answered_at).is_(None),
    )


def told_of(db: Session, wish: ReturnWish) -> set[UUID]:
    """Who has been told that there is a wish of this client, since it was expressed."""
    return set(
        db.exec(
            select(Notice.person_id).where(
                Notice.kind == NoticeKind.client_return_wish,
                Notice.about_id == wish.client_id,
                Notice.at >= wish.asked_at,
            )
        )
    )


def last_primary(db: Session, client_id: UUID) -> UUID | None:
    """Who was the primary counselor of a client's last stay and has not left its team."""
    return db.exec(
        select(CareTeamMember.provider_id)
        .join(EpisodeOfCare, col(EpisodeOfCare.id) == col(CareTeamMember.episode_id))
        .where(
            EpisodeOfCare.client_id == client_id,
            _is_newest_stay(),
            col(CareTeamMember.is_primary),
            col(CareTeamMember.left_at).is_(None),
        )
    ).first()


def readers(db: Session, client_id: UUID) -> list[UUID]:
    """Who may answer a wish: the team of the last stay, or administrators where nobody of it works
    here any more."""
    team = db.exec(
        select(CareTeamMember.provider_id)
        .join(EpisodeOfCare, col(EpisodeOfCare.id) == col(CareTeamMember.episode_id))
        .where(
            EpisodeOfCare.client_id == client_id,
            _is_newest_stay(),
            col(CareTeamMember.left_at).is_(None),
            col(CareTeamMember.provider_id).in_(_who_works_here()),
        )
    ).all()
    if team:
        return list(team)
    return list(
        db.exec(
            select(Person.id)
            .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
            .where(RoleGrant.role == Role.administrator, col(Person.disabled_at).is_(None))
        )
    )


def visits(db: Session, viewer: Viewer, since: datetime) -> list[tuple[Person, Appointment]]:
    """Alumni of the viewer's who came to an open class that the viewer led, newest first. Who else
    came from before, the viewer is not told: they are names in a room."""
    known = [person.id for person, _ in former_clients(db, viewer)]
    rows = db.exec(
        select(Person, Appointment)
        .join(Participation, col(Participation.client_id) == col(Person.id))
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
        .where(
            _is_newest_stay(),
            EpisodeOfCare.phase == Phase.alumni,
            was_alumna_by(col(Appointment.starts_at)),
            or_(col(Person.id).in_(known), col(Person.id).in_(visible(viewer, Data.profile))),
            Appointment.provider_id == viewer.id,
            col(Appointment.open_to_alumni).is_(True),
            Appointment.status == AppointmentStatus.planned,
            Appointment.ends_at <= viewer.now,
            Appointment.starts_at >= since,
            col(Participation.attendance).in_(_THERE),
        )
        .order_by(col(Appointment.starts_at).desc(), col(Person.shown_name))
    )
    return list(rows)


def new_stays(
    db: Session, viewer: Viewer, since: datetime
) -> list[tuple[Person, EpisodeOfCare, Programme]]:
    """Clients of the viewer's who began again since an instant, newest first."""
    rows = db.exec(
        select(Person, EpisodeOfCare, Programme)
        .join(EpisodeOfCare, col(EpisodeOfCare.client_id) == col(Person.id))
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(
            col(EpisodeOfCare.returns_from).is_not(None),
            EpisodeOfCare.opened_at >= since,
            col(Person.id).in_(visible(viewer, Data.profile)),
            col(Person.id) != viewer.id,
        )
        .order_by(col(EpisodeOfCare.opened_at).desc(), col(Person.shown_name))
    )
    return list(rows)


def was_alumna_by(at: Any) -> ColumnElement[bool]:
    """Whether the stay of an `EpisodeOfCare` had come to its alumni phase by then."""
    return exists().where(
        col(EpisodeStep.episode_id) == col(EpisodeOfCare.id),
        col(EpisodeStep.phase) == Phase.alumni,
        col(EpisodeStep.at) <= at,
    )


def _is_newest_stay() -> ColumnElement[bool]:
    later = aliased(EpisodeOfCare)
    return ~exists().where(
        col(later.client_id) == col(EpisodeOfCare.client_id),
        or_(
            col(later.opened_at) > col(EpisodeOfCare.opened_at),
            and_(
                col(later.opened_at) == col(EpisodeOfCare.opened_at),
                col(later.id) > col(EpisodeOfCare.id),
            ),
        ),
    )


def _may_answer(viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer is told of a wish of the client of an `EpisodeOfCare`."""
    here = exists().where(
        col(CareTeamMember.episode_id) == col(EpisodeOfCare.id),
        col(CareTeamMember.left_at).is_(None),
        col(CareTeamMember.provider_id).in_(_who_works_here()),
    )
    mine = here.where(
        col(CareTeamMember.provider_id) == viewer.id, literal(Role.provider in viewer.roles)
    )
    return or_(mine, and_(~here, literal(Role.administrator in viewer.roles)))


def _who_works_here() -> SelectOfScalar[UUID]:
    return (
        select(Person.id)
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(RoleGrant.role == Role.provider, col(Person.disabled_at).is_(None))
    )
