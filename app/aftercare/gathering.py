"""What the client's own signs are made from: flags, contacts, sessions and wishes."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select

from app import clock
from app.access.models import Data
from app.access.policy import visible
from app.aftercare.queries import Care
from app.aftercare.signs import CALM_FOR, LOOKING_BACK, Event, SignKind
from app.aftercare.standing import Standing
from app.appointments.models import Appointment, Attendance, Participation
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.flags.models import Flag, FlagCode, FlagRating, Task, TaskKind
from app.notices.models import Notice, NoticeKind
from app.people.viewers import Viewer

OF_FLAG = {
    FlagCode.use: SignKind.use,
    FlagCode.may_use: SignKind.may_use,
    FlagCode.craving_high: SignKind.craving,
    FlagCode.sharp_change: SignKind.change,
    FlagCode.silence: SignKind.silence,
}


def events(db: Session, viewer: Viewer, care: Care, zone: str) -> list[Event]:
    """Everything that counts as a sign, as far back as calm is counted; what the viewer may not
    see is left out."""
    since = viewer.now - 2 * CALM_FOR - LOOKING_BACK
    return [
        *_flags(db, viewer, care, since),
        *_contacts(care, viewer.now, zone),
        *_sessions(db, viewer, care, since),
        *_wishes(db, care, since),
    ]


def _flags(db: Session, viewer: Viewer, care: Care, since: datetime) -> Iterator[Event]:
    """What whoever looked found to be of no concern does not count."""
    of_log = col(Task.kind) == TaskKind.craving_log
    rows = db.exec(
        select(Flag)
        .join(Task, col(Task.id) == col(Flag.task_id))
        .where(
            Flag.client_id == care.episode.client_id,
            or_(
                of_log & col(Flag.client_id).in_(visible(viewer, Data.craving_logs)),
                ~of_log & col(Flag.client_id).in_(visible(viewer, Data.check_ins)),
            ),
            col(Flag.flag).in_(OF_FLAG),
            Flag.raised_at > since,
            or_(col(Flag.rating).is_(None), col(Flag.rating) != FlagRating.not_a_concern),
        )
    )
    for flag in rows:
        yield Event(OF_FLAG[flag.flag], flag.raised_at, str(flag.task_id))


def _contacts(care: Care, now: datetime, zone: str) -> Iterator[Event]:
    """Contacts that did not come about, at the end of their days or when that was said."""
    for one in care.stood(clock.local_day(now, zone)):
        if one.standing is Standing.missed:
            at = clock.start_of_day(one.due.until_on + timedelta(days=1), zone)
        elif one.standing is Standing.not_reached and one.said is not None:
            at = one.said.at
        else:
            continue
        yield Event(SignKind.contacts, at, one.due.on.isoformat())


def _sessions(db: Session, viewer: Viewer, care: Care, since: datetime) -> Iterator[Event]:
    rows = db.exec(
        select(Appointment.id, Appointment.starts_at)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == care.episode.client_id,
            col(Participation.client_id).in_(visible(viewer, Data.sessions)),
            Participation.attendance == Attendance.missed,
            Appointment.starts_at > since,
        )
    )
    for appointment_id, starts_at in rows:
        yield Event(SignKind.sessions, starts_at, str(appointment_id))


def _wishes(db: Session, care: Care, since: datetime) -> Iterator[Event]:
    """One wish is told to several, at one instant."""
    for at in wishes_since(db, care.episode, since):
        yield Event(SignKind.asked, at, at.isoformat())


def wishes_since(db: Session, episode: EpisodeOfCare, since: datetime) -> Sequence[datetime]:
    """When the client asked to hear sooner, newest first."""
    return db.exec(
        select(Notice.at)
        .distinct()
        .where(
            # By the inboxes of the team: notices are found by whose they are.
            col(Notice.person_id).in_(
                select(CareTeamMember.provider_id).where(CareTeamMember.episode_id == episode.id)
            ),
            Notice.about_id == episode.client_id,
            Notice.kind == NoticeKind.client_wants_contact,
            Notice.at > since,
        )
        .order_by(col(Notice.at).desc())
    ).all()
