"""A client's calendar, and what they can do with it."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Query
from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments.models import Appointment
from app.appointments.schemas import CalendarDay
from app.booking import aways, moving, offers, service
from app.booking.models import Away
from app.booking.own_sessions import own_between, own_session
from app.booking.queries import care_of, current_away
from app.booking.schemas import (
    AwayPlan,
    AwayRead,
    AwaySession,
    AwayWrite,
    BookableKind,
    BookableList,
    BookingWrite,
    Cancellation,
    FeedbackWrite,
    FreeTimes,
    MoveRequestWrite,
    MyCalendar,
    MySession,
)
from app.people.viewers import Client, Viewer
from app.programs.queries import centre
from app.routing import Db, house_router

router = house_router("", "booking")
Days = Annotated[int, Query(ge=1, le=42)]
FewDays = Annotated[int, Query(ge=1, le=14)]


@router.get("/my-calendar")
def my_calendar(
    client: Client, db: Db, from_day: CalendarDay | None = None, days: Days = 7
) -> MyCalendar:
    """Some days of the viewer's calendar, from today unless said otherwise, with the sessions that
    are open to them."""
    zone, care = centre(db).time_zone, care_of(db, client.id)
    from_day = from_day or clock.local_day(client.now, zone)
    start = clock.start_of_day(from_day, zone)
    end = clock.start_of_day(from_day + timedelta(days=days), zone)
    audit.viewed(db, client, Data.sessions, [client.id])
    away = current_away(db, client.id, clock.local_day(client.now, zone))
    return MyCalendar(
        from_day=from_day,
        days=days,
        time_zone=client.person.time_zone,
        centre_time_zone=zone,
        items=own_between(db, client, care, start, end),
        away=_away_read(away) if away else None,
        cap=care.cap if care else None,
    )


@router.get("/sessions/{session_id}")
def read_session(client: Client, db: Db, session_id: UUID) -> MySession:
    """One session: the viewer's own, one they wait for, or one that is open to them."""
    found = own_session(db, client, care_of(db, client.id), session_id)
    audit.viewed(db, client, Data.sessions, [client.id])
    return found


@router.put("/sessions/{session_id}/place")
def take_place(client: Client, db: Db, session_id: UUID) -> MySession:
    """Takes a free place."""
    service.take_place(db, client, session_id)
    return _now(db, client, session_id)


@router.put("/sessions/{session_id}/waiting")
def start_waiting(client: Client, db: Db, session_id: UUID) -> MySession:
    """Waits for a place in a full session."""
    service.start_waiting(db, client, session_id)
    return _now(db, client, session_id)


@router.delete("/sessions/{session_id}/waiting")
def end_waiting(client: Client, db: Db, session_id: UUID) -> MySession:
    """Waits no more."""
    service.end_waiting(db, client, session_id)
    return _now(db, client, session_id, left=True)


@router.put("/sessions/{session_id}/cancellation")
def cancel_place(client: Client, db: Db, session_id: UUID, body: Cancellation) -> MySession:
    """Gives the viewer's place back, with a reason."""
    service.cancel_place(db, client, session_id, body.reason)
    return _now(db, client, session_id, left=True)


@router.put("/move-requests/{request_id}")
def ask_to_move(client: Client, db: Db, request_id: UUID, body: MoveRequestWrite) -> MySession:
    """Asks for another time. Sending it again changes nothing."""
    moving.ask_to_move(db, client, request_id, body)
    return _now(db, client, body.appointment_id)


@router.put("/move-requests/{request_id}/withdrawal")
def withdraw(client: Client, db: Db, request_id: UUID) -> MySession:
    """Asks no more."""
    return _now(db, client, moving.withdraw(db, client, request_id), left=True)


@router.get("/bookable")
def bookable(client: Client, db: Db) -> BookableList:
    """Whom the viewer can book, and when each is free next."""
    audit.viewed(db, client, Data.sessions, [client.id])
    return BookableList(items=offers.bookable(db, client))


@router.get("/free-times")
def free_times(
    client: Client,
    db: Db,
    provider_id: UUID,
    kind: BookableKind,
    from_day: CalendarDay,
    days: FewDays = 7,
) -> FreeTimes:
    """When the viewer can book a provider, day by day."""
    audit.viewed(db, client, Data.sessions, [client.id])
    return offers.free_times(db, client, provider_id, kind, from_day, days)


@router.put("/bookings/{booking_id}")
def book(client: Client, db: Db, booking_id: UUID, body: BookingWrite) -> MySession:
    """Books an hour with a provider. Sending it again changes nothing."""
    service.book(db, client, booking_id, body)
    return _now(db, client, booking_id)


@router.post("/away-previews")
def preview_away(client: Client, db: Db, body: AwayWrite) -> AwayPlan:
    """What it would mean to be away. Changes nothing."""
    effect = aways.preview(db, client, body)
    audit.viewed(db, client, Data.sessions, [client.id])
    return _away_plan(None, effect)


@router.put("/aways/{away_id}")
def go_away(client: Client, db: Db, away_id: UUID, body: AwayWrite) -> AwayPlan:
    """The viewer is away; their places are given back or stay by link. Sending it again changes
    nothing."""
    return _away_plan(*aways.go_away(db, client, away_id, body))


@router.put("/aways/{away_id}/end")
def come_back(client: Client, db: Db, away_id: UUID) -> AwayPlan:
    """The viewer is back earlier."""
    return _away_plan(*aways.come_back(db, client, away_id))


@router.put("/session-feedback/{feedback_id}", status_code=204)
def give_feedback(client: Client, db: Db, feedback_id: UUID, body: FeedbackWrite) -> None:
    """Two private answers after a session. Nobody else reads them."""
    service.give_feedback(db, client, feedback_id, body)


def _now(db: Session, client: Viewer, session_id: UUID, *, left: bool = False) -> MySession:
    return own_session(db, client, care_of(db, client.id), session_id, left=left)


def _away_plan(away: Away | None, effect: aways.Effect) -> AwayPlan:
    return AwayPlan(
        away=_away_read(away) if away else None,
        cancelled=[_away_session(row) for row in effect.given_back],
        remote=[_away_session(row) for row in effect.remote],
        hours_to_make_up=effect.hours,
    )


def _away_read(away: Away) -> AwayRead:
    return AwayRead.model_validate(away.model_dump(), extra="ignore")


def _away_session(row: Appointment) -> AwaySession:
    return AwaySession.model_validate(row.model_dump(), extra="ignore")
