"""What clients do with their calendar: book, take a place, wait, give back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments.conflicts import take_turns
from app.appointments.meetings import make_meeting, set_cancelled
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    CancelReason,
    Participation,
    PlaceChangeKind,
)
from app.appointments.places import (
    fill_from_waiting,
    give_back,
    give_place,
    note_change,
    places_taken,
    stop_waiting,
    wait_for,
)
from app.appointments.telling import about, waiting_for
from app.booking.free_times import Facts, Offer, asked
from app.booking.models import Booking, BookingRules, SessionFeedback
from app.booking.own_sessions import Row, can_join_until, own_row
from app.booking.problems import (
    NotBookable,
    NotFull,
    SessionHasBegun,
    SessionNotOver,
    TooLateToJoin,
)
from app.booking.queries import (
    Care,
    bookable_providers,
    care_of,
    facts_for,
    is_group,
    open_request,
    rules_of,
)
from app.booking.schemas import BookingWrite, FeedbackWrite
from app.booking.titles import title_of
from app.episodes.queries import team_ids
from app.episodes.team import put_member
from app.errors import NotFound
from app.notices.models import NoticeKind
from app.notices.service import tell
from app.offline import OpReused, content_hash, keep_once
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.kinds import AppointmentKind, Modality


def bookable(
    db: Session, client: Viewer, care: Care | None, provider_id: UUID, kind: AppointmentKind
) -> tuple[Care, Person, BookingRules]:
    """A provider whom the viewer can book for a kind of session; `NotBookable` otherwise, which
    is the same for a provider who does not exist."""
    for person, rules in bookable_providers(db, client, care):
        if care is not None and person.id == provider_id and kind in rules.kinds:
            return care, person, rules
    raise NotBookable


def facts_of(
    db: Session,
    client: Viewer,
    care: Care,
    person: Person,
    rules: BookingRules,
    kind: AppointmentKind,
    first: date,
    last: date,
) -> Facts:
    """All that decides when the viewer can book one provider for a kind of session."""
    minutes = care.minutes(kind, person.profession)
    return facts_for(db, client, care, {person.id: (rules, minutes)}, first, last)[person.id]


def book(db: Session, client: Viewer, booking_id: UUID, body: BookingWrite) -> None:
    """Books an hour with a provider, exactly once; the booking's id is the session's.

    Whoever asks at the same moment takes turns, and everything is looked at again. Raises what
    `free_times.asked` raises, `NotBookable`, and `OpReused`.
    """
    take_turns(db, [client.id, body.provider_id])
    digest = content_hash(body.model_dump(mode="json"))
    row = Booking(id=booking_id, client_id=client.id, asked_at=client.now, content_hash=digest)
    _, is_new = keep_once(db, row, (booking_id, client.id), digest)
    if is_new:
        _book(db, client, booking_id, body)
    audit.changed(db, client, Data.sessions, [client.id])


def _book(db: Session, client: Viewer, booking_id: UUID, body: BookingWrite) -> None:
    if db.get(Appointment, booking_id) is not None:
        raise OpReused
    care, person, rules = bookable(db, client, care_of(db, client.id), body.provider_id, body.kind)
    day = clock.local_day(body.starts_at, "UTC")
    around = (day - timedelta(days=1), day + timedelta(days=1))
    facts = facts_of(db, client, care, person, rules, body.kind, *around)
    offer = asked(facts, body.starts_at, body.modality)
    _make(db, client, booking_id, body, care, person, rules, facts, offer)
    if person.id not in team_ids(db, client.id):
        put_member(db, client, care.episode, person.id, is_primary=False)


def _make(
    db: Session,
    client: Viewer,
    booking_id: UUID,
    body: BookingWrite,
    care: Care,
    person: Person,
    rules: BookingRules,
    facts: Facts,
    offer: Offer,
) -> None:
    language = client.person.language
    name = care.name(body.kind, person.profession, language)
    by_link = body.modality is Modality.remote
    make_meeting(
        db,
        id=booking_id,
        by=client.id,
        now=client.now,
        title=(name or title_of(body.kind, language))[:120],
        kind=body.kind,
        starts_at=body.starts_at,
        ends_at=body.starts_at + facts.length,
        provider_id=person.id,
        zone=facts.zone,
        clients=[client.id],
        caps={client.id: care.cap},
        room_id=None if by_link else offer.room_id,
        join_link=rules.join_link,
        modality=body.modality,
        capacity=1,
    )


def take_place(db: Session, client: Viewer, session_id: UUID) -> None:
    """Takes a free place in a session that is open to the viewer. Taking it twice is once.

    Raises `NotFound`, `TooLateToJoin`, and what `give_place` raises.
    """
    take_turns(db, [client.id])
    care = care_of(db, client.id)
    row = own_row(db, client, care, session_id)
    if row.place is None:
        _require_open(row, client.now)
        if client.now > can_join_until(row):
            raise TooLateToJoin
        _take(db, client, row, care)
    audit.changed(db, client, Data.sessions, [client.id])


def _take(db: Session, client: Viewer, row: Row, care: Care | None) -> None:
    appointment = row.appointment
    give_place(
        db,
        appointment,
        client.id,
        by=client.id,
        now=client.now,
        is_remote=appointment.modality is Modality.remote,
        cap=care.cap if care else None,
    )
    _tell_leader(db, client, appointment, NoticeKind.client_booked)


def _require_open(row: Row, now: datetime) -> None:
    if row.appointment.starts_at <= now:
        raise SessionHasBegun
    if not row.is_open:
        raise NotFound


def start_waiting(db: Session, client: Viewer, session_id: UUID) -> None:
    """Puts the viewer at the end of the waiting list of a full session. Twice is once.

    Raises `NotFound` and `NotFull`.
    """
    take_turns(db, [client.id])
    row = own_row(db, client, care_of(db, client.id), session_id)
    appointment = row.appointment
    if row.place is None:
        _require_open(row, client.now)
        taken = places_taken(db, [session_id]).get(session_id, 0)
        if appointment.capacity is None or taken < appointment.capacity:
            raise NotFull
        wait_for(db, client.id, appointment_id=session_id, now=client.now)
        fill_from_waiting(db, appointment, client.now)
    audit.changed(db, client, Data.sessions, [client.id])


def end_waiting(db: Session, client: Viewer, session_id: UUID) -> None:
    """The viewer waits no more. Not waiting already changes nothing. Raises `NotFound`."""
    take_turns(db, [client.id])
    row = own_row(db, client, care_of(db, client.id), session_id, left=True)
    if stop_waiting(db, client.id, appointment_id=session_id, now=client.now):
        # So that it can be told from being taken off the list by others.
        kind = PlaceChangeKind.given_back
        note_change(db, row.appointment, client.id, kind, by=client.id, now=client.now)
    audit.changed(db, client, Data.sessions, [client.id])


def cancel_place(db: Session, client: Viewer, session_id: UUID, reason: CancelReason) -> None:
    """Gives the viewer's place back, also late. Without one nothing happens.

    Raises `NotFound` and `SessionHasBegun`.
    """
    take_turns(db, [client.id])
    row = own_row(db, client, care_of(db, client.id), session_id, left=True)
    appointment = row.appointment
    if row.place is not None and appointment.status is AppointmentStatus.planned:
        if appointment.starts_at <= client.now:
            raise SessionHasBegun
        hand_back(db, client, appointment, reason)
    audit.changed(db, client, Data.sessions, [client.id])


def hand_back(
    db: Session,
    client: Viewer,
    appointment: Appointment,
    reason: CancelReason,
    *,
    tells: bool = True,
) -> None:
    """Gives a place back and, if it `tells`, says so to whoever leads the session, marked when
    that is late. A session for this client alone, for which nobody waits, is cancelled, so that
    its hour is free again. A wish for another time is over with it."""
    others = is_group(appointment, places_taken(db, [appointment.id]))
    if others or waiting_for(db, [appointment.id]):
        give_back(db, appointment, client.id, by=client.id, now=client.now, reason=reason)
    else:
        kind = PlaceChangeKind.given_back
        note_change(db, appointment, client.id, kind, by=client.id, now=client.now, reason=reason)
        set_cancelled(db, appointment, reason, client.now)
    if tells:
        notice = timedelta(hours=_rules(db, appointment).cancel_notice_hours)
        is_late = appointment.starts_at - client.now < notice
        _tell_leader(db, client, appointment, NoticeKind.client_cancelled, reason, is_late)
    request = open_request(db, client.id, appointment.id)
    if request is not None:
        request.withdrawn_at = client.now
        db.add(request)
        db.flush()


def _rules(db: Session, appointment: Appointment) -> BookingRules:
    if appointment.provider_id is None:
        return BookingRules(provider_id=appointment.id)
    return rules_of(db, appointment.provider_id)


def _tell_leader(
    db: Session,
    client: Viewer,
    appointment: Appointment,
    kind: NoticeKind,
    reason: CancelReason | None = None,
    is_late: bool = False,
) -> None:
    if appointment.provider_id is not None:
        told = replace(about(appointment, client.id, reason), is_late=is_late)
        tell(db, [appointment.provider_id], kind, told, by=client.id, now=client.now)


def give_feedback(db: Session, client: Viewer, feedback_id: UUID, body: FeedbackWrite) -> None:
    """Keeps two private answers after a session with a provider. Raises `NotFound` for a session
    the viewer had no place in, and `SessionNotOver`."""
    place = db.get(Participation, (body.appointment_id, client.id))
    appointment = db.get(Appointment, body.appointment_id) if place else None
    if appointment is None or appointment.provider_id is None:
        raise NotFound
    if appointment.ends_at > client.now:
        raise SessionNotOver
    digest = content_hash(body.model_dump(mode="json"))
    row = SessionFeedback(
        id=feedback_id,
        client_id=client.id,
        provider_id=appointment.provider_id,
        said_at=client.now,
        content_hash=digest,
        **body.model_dump(),
    )
    keep_once(db, row, (feedback_id, client.id), digest)
    audit.changed(db, client, Data.sessions, [client.id])
