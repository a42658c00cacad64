"""Reading reminders: their owner's, and what the worker has to do next."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from app.appointments.models import Appointment, Participation, SeriesParticipant
from app.episodes.models import AlumniChoice, EpisodeOfCare, EpisodeStep
from app.errors import NotFound
from app.notices.models import Notice
from app.people.models import Person, Role, RoleGrant
from app.people.viewers import Viewer
from app.push.models import PushSubscription
from app.reminders.changes import is_told
from app.reminders.doses import medications_touched
from app.reminders.models import Reminder, ReminderKind, ReminderSettings, ReminderState

LIST_DAYS = timedelta(days=30)
LONGEST_WRITE = timedelta(seconds=10)
"""A change bears the time at which its request began, and can be read only a little later. So
reminders count as planned with what was known this much earlier."""
_STILL_TO_SEE = (ReminderState.due, ReminderState.sent, ReminderState.missed)


def own_list(db: Session, viewer: Viewer) -> list[Reminder]:
    """What the viewer was or should have been reminded of in the last thirty days."""
    return list(
        db.exec(
            select(Reminder)
            .where(
                Reminder.person_id == viewer.id,
                Reminder.due_at <= viewer.now,
                Reminder.due_at > viewer.now - LIST_DAYS,
                Reminder.state != ReminderState.waiting,
            )
            .order_by(col(Reminder.due_at).desc(), col(Reminder.id).desc())
            .limit(100)
        )
    )


def own_unseen(db: Session, viewer: Viewer, limit: int) -> list[Reminder]:
    """Reminders that still matter and that the viewer has not seen, newest first. What changed in
    the calendar is not among them: it has an inbox of its own."""
    return list(
        db.exec(
            select(Reminder)
            .where(
                Reminder.person_id == viewer.id,
                Reminder.due_at <= viewer.now,
                Reminder.useful_until > viewer.now,
                col(Reminder.seen_at).is_(None),
                col(Reminder.state).in_(_STILL_TO_SEE),
                Reminder.kind != ReminderKind.change,
            )
            .order_by(col(Reminder.due_at).desc())
            .limit(limit)
        )
    )


def own_next(
    db: Session, viewer: Viewer, paused_until: datetime | None, limit: int
) -> list[Reminder]:
    """The viewer's next reminders, soonest first; none from within a pause."""
    after = max(viewer.now, paused_until or viewer.now)
    return list(
        db.exec(
            select(Reminder)
            .where(
                Reminder.person_id == viewer.id,
                Reminder.state == ReminderState.waiting,
                Reminder.due_at > after,
            )
            .order_by(col(Reminder.due_at), col(Reminder.id))
            .limit(limit)
        )
    )


def own_reminder(db: Session, viewer: Viewer, reminder_id: UUID) -> Reminder:
    """One of the viewer's reminders; somebody else's is not found."""
    found = db.get(Reminder, reminder_id)
    if found is None or found.person_id != viewer.id:
        raise NotFound
    return found


def has_newer(db: Session, reminder: Reminder, now: datetime) -> bool:
    """Whether the time of a later reminder for the same occasion has come: of another check-in,
    of the same session, or of any doses, as all that are open are on one page. Of two for the same
    minute the greater key counts as later."""
    same_minute = and_(
        col(Reminder.due_at) == reminder.due_at,
        col(Reminder.occurrence_key) > reminder.occurrence_key,
    )
    query = select(Reminder.id).where(
        Reminder.person_id == reminder.person_id,
        Reminder.kind == reminder.kind,
        Reminder.due_at <= now,
        or_(col(Reminder.due_at) > reminder.due_at, same_minute),
    )
    if reminder.kind is ReminderKind.session:
        session = reminder.occurrence_key.partition(":")[0]
        query = query.where(col(Reminder.occurrence_key).startswith(f"{session}:"))
    if reminder.kind is ReminderKind.dose:
        # Another one may be about a dose that was taken: only one that is told stands for this.
        query = query.where(col(Reminder.state).in_((ReminderState.due, ReminderState.sent)))
    return db.exec(query.limit(1)).first() is not None


def to_plan(db: Session, now: datetime, soon: datetime, limit: int) -> list[UUID]:
    """People whose reminders must be planned and are not yet for this `now`: never planned,
    planned up to less than `soon`, travelled to another zone, planned by a clock that was ahead,
    with a calendar or medications that have changed since, told of a change since, moved on
    in their care since, or alumni who chose to hear more or less since."""
    return list(
        db.exec(
            select(col(ReminderSettings.person_id))
            .join(Person, col(Person.id) == col(ReminderSettings.person_id))
            .where(
                col(Person.disabled_at).is_(None),
                or_(
                    col(ReminderSettings.planned_until).is_(None),
                    col(ReminderSettings.planned_until) < soon,
                    col(ReminderSettings.planned_zone) != col(Person.time_zone),
                    col(ReminderSettings.planned_at) > now,
                    and_(
                        col(ReminderSettings.planned_at) < now - LONGEST_WRITE,
                        _calendar_touched(now)
                        | _told_since()
                        | medications_touched()
                        | _chose_since()
                        | _stepped_since(),
                    ),
                ),
            )
            .order_by(col(ReminderSettings.person_id))
            .limit(limit)
        )
    )


def settings_to_plan(db: Session, person_id: UUID) -> ReminderSettings | None:
    """Somebody's settings, locked; None while another worker holds them."""
    return db.exec(
        select(ReminderSettings)
        .where(ReminderSettings.person_id == person_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).first()


def _calendar_touched(now: datetime) -> ColumnElement[bool]:
    """A coming session, or the person's place in one, has changed since they were planned for."""
    planned_at = col(ReminderSettings.planned_at)
    changed = (
        select(Participation.appointment_id)
        .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
        .where(
            Participation.client_id == ReminderSettings.person_id,
            Appointment.starts_at > now,
            (col(Appointment.changed_at) >= planned_at)
            | (col(Participation.changed_at) >= planned_at),
        )
    )
    left = select(SeriesParticipant.series_id).where(
        SeriesParticipant.client_id == ReminderSettings.person_id,
        col(SeriesParticipant.left_at) >= planned_at,
    )
    return changed.exists() | left.exists()


def _chose_since() -> ColumnElement[bool]:
    chosen = select(AlumniChoice.number).where(
        AlumniChoice.client_id == ReminderSettings.person_id,
        col(AlumniChoice.chosen_at) >= col(ReminderSettings.planned_at),
    )
    return chosen.exists()


def _stepped_since() -> ColumnElement[bool]:
    stepped = (
        select(EpisodeStep.id)
        .join(EpisodeOfCare, col(EpisodeOfCare.id) == col(EpisodeStep.episode_id))
        .where(
            EpisodeOfCare.client_id == ReminderSettings.person_id,
            col(EpisodeStep.at) >= col(ReminderSettings.planned_at),
        )
    )
    return stepped.exists()


def _told_since() -> ColumnElement[bool]:
    """Something new is in the person's inbox since they were planned for."""
    told = select(Notice.id).where(
        Notice.person_id == ReminderSettings.person_id,
        is_told(),
        col(Notice.at) >= col(ReminderSettings.planned_at),
        col(Notice.seen_at).is_(None),
    )
    return told.exists()


def without_settings(db: Session, limit: int) -> Iterable[UUID]:
    """Clients who have joined and have no reminder settings yet."""
    return db.exec(
        select(col(Person.id))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .outerjoin(ReminderSettings, col(ReminderSettings.person_id) == col(Person.id))
        .where(
            RoleGrant.role == Role.client,
            col(Person.joined_at).is_not(None),
            col(Person.disabled_at).is_(None),
            col(ReminderSettings.person_id).is_(None),
        )
        .limit(limit)
    )


def staff_without_settings(db: Session, limit: int) -> Iterable[UUID]:
    """Staff with a phone here and no reminder settings yet: they are told of what is to be looked
    at now."""
    return db.exec(
        select(col(Person.id))
        .distinct()
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .join(PushSubscription, col(PushSubscription.person_id) == col(Person.id))
        .outerjoin(ReminderSettings, col(ReminderSettings.person_id) == col(Person.id))
        .where(
            col(RoleGrant.role).in_((Role.provider, Role.administrator)),
            col(Person.disabled_at).is_(None),
            col(ReminderSettings.person_id).is_(None),
        )
        .limit(limit)
    )
