"""The door to the calendar's verbs for those who only plan ahead."""

from datetime import datetime

from sqlmodel import Session, col, select

from app.appointments import planning
from app.appointments.conflicts import take_turns
from app.appointments.models import AppointmentSeries, WaitingPlace
from app.appointments.planning import plan_ahead as plan_ahead
from app.appointments.series import fill_series


def plan_all_ahead(db: Session, now: datetime) -> None:
    """Keeps every running series planned eight weeks ahead, and gives free places to those who
    wait: in single meetings and in series."""
    planning.plan_all_ahead(db, now)
    waits = select(col(WaitingPlace.series_id)).where(
        col(WaitingPlace.given_at).is_(None), col(WaitingPlace.left_at).is_(None)
    )
    wanted = select(AppointmentSeries).where(col(AppointmentSeries.id).in_(waits))
    if db.exec(wanted.limit(1)).first() is None:
        return
    take_turns(db)
    for series in db.exec(wanted.order_by(col(AppointmentSeries.id))).all():
        fill_series(db, series, now)
