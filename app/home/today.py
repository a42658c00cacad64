"""Today: one request, at most ten queries."""

from datetime import date, timedelta

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments.queries import open_coming, own_coming
from app.appointments.schemas import session_read
from app.check_ins.asking import is_done
from app.check_ins.due import plan_of
from app.check_ins.queries import own_reviews_since
from app.check_ins.schedule import DAILY
from app.episodes.alumni import is_left_alone
from app.episodes.models import Phase
from app.home.queries import Surroundings, surroundings
from app.home.schemas import DueRead, LastCraving, LookedAt, TodayRead
from app.people.viewers import Viewer
from app.programs.queries import help_of
from app.reminders.queries import own_unseen
from app.reminders.routes import reminder_read

SESSIONS_AHEAD = timedelta(days=7)
REVIEWS_BACK = timedelta(days=14)


def today(db: Session, client: Viewer) -> TodayRead:
    """Next sessions, what is due, what was missed, who looked, and how to reach somebody."""
    zone = client.person.time_zone
    on_day = clock.local_day(client.now, zone)
    found = surroundings(db, client, on_day)
    centre, episode = found.centre, found.episode
    ahead = client.now + SESSIONS_AHEAD
    chosen = found.chosen
    is_alumna = episode is not None and episode.phase is not Phase.treatment
    audit.viewed(db, client, Data.profile, [client.id])
    return TodayRead(
        now=client.now,
        time_zone=zone,
        centre_time_zone=centre.time_zone if centre else None,
        shown_name=client.person.shown_name,
        phase=found.phase,
        only_safety_plan=chosen is not None and chosen.only_safety_plan,
        sessions=[session_read(*row) for row in own_coming(db, client, ahead, 5)],
        due=[] if is_left_alone(chosen) else [_sitting(db, client, found, on_day)],
        missed=[reminder_read(row) for row in own_unseen(db, client, 5)],
        looked_at=_looked_at(db, client),
        last_craving=(
            LastCraving.model_validate(found.craving.model_dump(), extra="ignore")
            if found.craving
            else None
        ),
        open_classes=(
            [session_read(*row) for row in open_coming(db, client.now, ahead, 10)]
            if is_alumna
            else []
        ),
        help=help_of(centre),
    )


def _sitting(db: Session, client: Viewer, found: Surroundings, on_day: date) -> DueRead:
    """Whatever is due is one check-in."""
    record = None
    if found.episode is not None and found.programme is not None:
        record = found.episode, found.programme
    person = client.person
    plan = plan_of(db, client.id, person.time_zone, on_day, record, person.language)
    forms = [one for one in plan.due(on_day) if one.instrument != DAILY]
    done = is_done(plan, on_day, daily=found.has_daily, sitting=found.has_sitting)
    return DueRead(kind="check_in", on_day=on_day, done=done, forms=len(forms))


def _looked_at(db: Session, client: Viewer) -> list[LookedAt]:
    rows = own_reviews_since(db, client, client.now - REVIEWS_BACK, 3)
    return [
        LookedAt(
            check_in_id=review.check_in_id,
            on_day=on_day,
            by=name,
            at=review.reviewed_at,
            line=review.line_to_client,
            seen=review.seen_by_client_at is not None,
        )
        for review, on_day, name in rows
    ]
