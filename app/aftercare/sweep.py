"""A contact that did not come about becomes a task for whoever is named, and nothing on the phone.

The newest missed contact alone is asked about, and one at a time: whoever was reached since, or is
being asked after already, is not asked after twice. Where whoever tried did not reach the client,
the same task is opened again after three days, for two weeks or until the next contact is missed
too, which has a task of its own. Any number of workers may sweep: each takes stays that no other
has in hand, and a day has one task.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from app import clock
from app.aftercare.ending import close_open
from app.aftercare.models import ContactPlan, ContactState
from app.aftercare.queries import Care, care_of
from app.aftercare.standing import Standing, Stood, begun, focus_of
from app.episodes.models import EpisodeOfCare, Phase
from app.flags.models import FlagCode, TaskKind, TaskOutcome
from app.flags.reasons import Raised
from app.flags.service import look_at
from app.people.models import Person
from app.programs.queries import centre

ASKED_FOR = timedelta(days=28)
TRIED_AGAIN_AFTER = timedelta(days=3)
TRIED_FOR = timedelta(days=14)
HEARD = frozenset({Standing.reached, Standing.came})


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
    row, client_id = begun(care.stood(today), today), care.episode.client_id
    if care.is_asked:
        if row and row[-1].standing is Standing.came:
            close_open(db, client_id, None, now, TaskOutcome.no_longer_needed)
        return False
    raised = _missed(care, row, today, zone) or _tried(care, row, today, zone)
    if raised is None:
        return False
    one, flag = raised
    focus = focus_of(care.episode.id, one.due.on)
    look_at(db, client_id, TaskKind.contact, focus, [flag], now=now)
    return True


def _missed(
    care: Care, row: Sequence[Stood], today: date, zone: str
) -> tuple[Stood, Raised] | None:
    """The newest contact whose days are over, unless somebody has been on to it or on to the client
    since its days began."""
    over = [one for one in row if one.due.until_on < today]
    if not over or over[-1].standing is not Standing.missed:
        return None
    one, first = over[-1], clock.start_of_day(over[-1].due.from_on, zone)
    heard = any(later.standing in HEARD for later in row if later.due.on > one.due.on)
    # Who was not reached has not been heard of: that answer is of the contact it was about alone.
    answered = any(
        task.closed_at and task.closed_at >= first and task.outcome is not TaskOutcome.not_reached
        for task in care.tasks
    )
    if heard or answered or one.due.until_on < today - ASKED_FOR:
        return None
    return one, Raised(FlagCode.contact_missed, {"days": (today - one.due.on).days})


def _tried(care: Care, row: Sequence[Stood], today: date, zone: str) -> tuple[Stood, Raised] | None:
    """The newest contact that was tried in vain, three days after anybody last tried, for two weeks
    from when somebody was first asked. The days of the next may have begun meanwhile."""
    in_vain = [one for one in row if one.standing is Standing.not_reached]
    last = max((one.said.at for one in in_vain if one.said), default=None)
    if last is None or today < clock.local_day(last, zone) + TRIED_AGAIN_AFTER:
        return None
    one = in_vain[-1]
    later = [other for other in row if other.due.on > one.due.on]
    if not all(_waits(other, last) for other in later) or _heard_since(care, last, zone):
        return None
    focus = focus_of(care.episode.id, one.due.on)
    asked = [clock.local_day(task.opened_at, zone) for task in care.tasks if task.focus_id == focus]
    if today > max([one.due.on, *asked]) + TRIED_FOR:
        return None
    days = (today - one.due.on).days
    return one, Raised(FlagCode.contact_missed, {"days": days}, f"day {days}")


def _waits(one: Stood, tried_at: datetime) -> bool:
    """Whether nothing has come of a contact since an instant: its days run, or it was called off
    before."""
    if one.standing is Standing.called_off and one.said:
        return one.said.at < tried_at
    return one.standing is Standing.open


def _heard_since(care: Care, at: datetime, zone: str) -> bool:
    """Whether somebody reached or met the client after an instant, whichever contact that was."""
    reached = any(
        said.at > at and said.state is ContactState.reached for said in care.said.values()
    )
    return reached or any(day > clock.local_day(at, zone) for day in care.came_on)
