"""A contact that did not come about becomes a task for whoever is named, and nothing on the phone.

The newest missed contact alone is asked about, and one at a time: whoever was reached since, or is
being asked after already, is not asked after twice. Where whoever tried did not reach the client,
the same task is opened again after three days, until the next contact's days begin. Any number of
workers may sweep: each takes stays that no other has in hand, and a day has one task.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from app import clock
from app.aftercare.ending import close_open
from app.aftercare.models import ContactPlan
from app.aftercare.queries import Care, care_of
from app.aftercare.standing import SETTLED, Standing, Stood, focus_of
from app.episodes.models import EpisodeOfCare, Phase
from app.flags.models import FlagCode, TaskKind, TaskOutcome
from app.flags.reasons import Raised
from app.flags.service import look_at
from app.people.models import Person
from app.programs.queries import centre

ASKED_FOR = timedelta(days=28)
TRIED_AGAIN_AFTER = timedelta(days=3)
TRIED_FOR = timedelta(days=14)


def sweep_contacts(db: Session, now: datetime) -> int:
    """Opens a task for every contact that was missed; returns how many."""
    stays = _stays(db)
    if not stays:  # also before there is a centre
        return 0
    zone = centre(db).time_zone
    today = clock.local_day(now, zone)
    return sum(_see_to(db, care, today, now, zone) for care in care_of(db, stays, zone).values())


def _stays(db: Session) -> Sequence[EpisodeOfCare]:
    planned = select(ContactPlan.episode_id)
    return db.exec(
        select(EpisodeOfCare)
        .join(Person, col(Person.id) == col(EpisodeOfCare.client_id))
        .where(
            col(EpisodeOfCare.ended_at).is_(None),
            EpisodeOfCare.phase == Phase.aftercare,
            col(EpisodeOfCare.id).in_(planned),
            col(Person.disabled_at).is_(None),
        )
        .order_by(col(EpisodeOfCare.id))
        .with_for_update(skip_locked=True, of=EpisodeOfCare)
    ).all()


def _see_to(db: Session, care: Care, today: date, now: datetime, zone: str) -> bool:
    begun = [one for one in care.stood(today) if one.due.from_on <= today]
    if not begun:
        return False
    client_id, is_open = care.episode.client_id, any(one.closed_at is None for one in care.tasks)
    if is_open and begun[-1].standing is Standing.came:
        close_open(db, client_id, None, now, TaskOutcome.no_longer_needed)
        return False
    over = [one for one in begun if one.due.until_on < today]
    raised = None if is_open or not over else _missed(care, over[-1], begun, today, zone)
    if raised is None and not is_open:
        raised = _tried(begun[-1], now, today)
    if raised is None:
        return False
    one, flag = raised
    focus = focus_of(care.episode.id, one.due.on)
    look_at(db, client_id, TaskKind.contact, focus, [flag], now=now)
    return True


def _missed(
    care: Care, one: Stood, begun: Sequence[Stood], today: date, zone: str
) -> tuple[Stood, Raised] | None:
    """The newest contact whose days are over, unless somebody has been on to it or on to the client
    since its days began."""
    first = clock.start_of_day(one.due.from_on, zone)
    heard = any(later.standing in SETTLED for later in begun if later.due.on > one.due.on)
    answered = any(task.closed_at and task.closed_at >= first for task in care.tasks)
    if one.standing is not Standing.missed or heard or answered:
        return None
    if one.due.until_on < today - ASKED_FOR:
        return None
    return one, Raised(FlagCode.contact_missed, {"days": (today - one.due.on).days})


def _tried(one: Stood, now: datetime, today: date) -> tuple[Stood, Raised] | None:
    """A contact that was tried in vain, after three days, for two weeks at most."""
    if one.standing is not Standing.not_reached or one.said is None:
        return None
    if one.said.at > now - TRIED_AGAIN_AFTER or today > one.due.on + TRIED_FOR:
        return None
    days = (today - one.due.on).days
    return one, Raised(FlagCode.contact_missed, {"days": days}, f"day {days}")
