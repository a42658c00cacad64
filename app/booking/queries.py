"""Reading who can be booked and when, and what clients asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, exists
from sqlmodel import Session, col, or_, select

from app import clock
from app.access.models import Data
from app.access.policy import visible
from app.appointments.closed_days import ClosedDays, closed_days
from app.appointments.conflicts import Taken, times_of_clients
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    CancelReason,
    Participation,
)
from app.booking.free_times import Facts, Hours, Limits, Stretch
from app.booking.models import (
    GROUPS,
    Availability,
    Away,
    BookingRules,
    MoveRequest,
)
from app.booking.promised import promised_hours
from app.episodes.alumni import alumni_stay
from app.episodes.models import EpisodeOfCare, Phase
from app.episodes.queries import team_ids
from app.errors import NotFound
from app.people.models import Person, Profession, Role, RoleGrant
from app.people.viewers import Viewer
from app.programs.design import ProgrammeDesign, Service
from app.programs.kinds import OF_ONE_CLIENT, AppointmentKind
from app.programs.models import Programme, ProgrammeKind
from app.programs.queries import centre

_DAY = timedelta(days=1)
_BOOKS_IN = frozenset({Phase.treatment, Phase.aftercare})
ANSWERED_FOR = timedelta(days=7)
"""How long the desk still shows a wish that was answered."""


@dataclass(frozen=True, slots=True)
class Care:
    """What a client's running episode says about booking. Without one nothing can be booked."""

    episode: EpisodeOfCare
    kind: ProgrammeKind
    programme_id: UUID
    design: ProgrammeDesign

    @property
    def cap(self) -> int | None:
        """How many sessions a day were agreed, or what the programme says; None is no limit."""
        return self.episode.sessions_a_day or self.design.sessions_a_day

    def minutes(self, kind: AppointmentKind, by: Profession | None) -> int:
        """How long a session of a kind with a provider of this profession is."""
        if kind is AppointmentKind.individual:
            return self.design.individual_minutes
        named = (service.minutes for service in self._services(kind, by) if service.minutes)
        return next(named, self.design.individual_minutes)

    def name(self, kind: AppointmentKind, by: Profession | None, language: str) -> str | None:
        """What the programme calls such a session, if it has a name for it."""
        named = (service.name for service in self._services(kind, by) if service.name is not None)
        found = next(named, None)
        return found.in_language(language) if found else None

    def _services(self, kind: AppointmentKind, by: Profession | None) -> list[Service]:
        """The programme's services of a kind, those that name the profession first."""
        of_kind = [
            service
            for service in self.design.services
            if service.kind is kind and (not service.by or by in service.by)
        ]
        return sorted(of_kind, key=lambda service: not service.by)


def care_of(db: Session, client_id: UUID) -> Care | None:
    """A client's running episode with its programme, or the one they completed: the door stays
    open. For those who may see the client."""
    found = db.exec(
        select(EpisodeOfCare, Programme)
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(EpisodeOfCare.client_id == client_id, col(EpisodeOfCare.ended_at).is_(None))
        .order_by(col(EpisodeOfCare.opened_at).desc())
        .limit(1)
    ).first()
    if found is None:
        found = _completed(db, client_id)
    if found is None:
        return None
    episode, programme = found
    design = ProgrammeDesign.model_validate(programme.design)
    return Care(episode, programme.kind, programme.id, design)


def _completed(db: Session, client_id: UUID) -> tuple[EpisodeOfCare, Programme] | None:
    stay = alumni_stay(db, client_id)
    return None if stay is None else (stay, db.get_one(Programme, stay.programme_id))


def bookable_providers(
    db: Session, client: Viewer, care: Care | None
) -> list[tuple[Person, BookingRules]]:
    """Whom the viewer can book: their team, or in an individualized programme every provider, as
    far as they let themselves be booked. By name."""
    if care is None or care.episode.phase not in _BOOKS_IN:
        return []
    query = (
        select(Person, BookingRules)
        .join(BookingRules, col(BookingRules.provider_id) == col(Person.id))
        .join(RoleGrant, col(RoleGrant.person_id) == col(Person.id))
        .where(RoleGrant.role == Role.provider, col(Person.disabled_at).is_(None))
        .where(Person.id != client.id)
        .order_by(col(Person.shown_name), col(Person.id))
    )
    if care.kind is not ProgrammeKind.individualized:
        query = query.where(col(Person.id).in_(team_ids(db, client.id)))
    return [(person, rules) for person, rules in db.exec(query) if rules.kinds]


def facts_for(
    db: Session,
    client: Viewer,
    care: Care,
    asked: Mapping[UUID, tuple[BookingRules, int]],
    first: date,
    last: date,
) -> dict[UUID, Facts]:
    """For each provider, with their rules and the minutes of the session: all that decides when
    the viewer can book them, from one day of the centre to another."""
    zone = centre(db).time_zone
    span = Stretch(clock.start_of_day(first - _DAY, zone), clock.end_of_day(last + _DAY, zone))
    rows = _availability(db, asked, first, last)
    rooms = {row.room_id for hours in rows.values() for row in hours if row.room_id is not None}
    led, taken = in_the_way(db, set(asked), rooms, span)
    closed = closed_days(db, asked, first)
    own = times_of_clients(db, [client.id], span.starts_at, span.ends_at)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {
        provider_id: Facts(
            zone=zone,
            now=client.now,
            minutes=minutes,
            limits=limits_of(rules),
            hours=tuple(_hours(row) for row in rows.get(provider_id, ())),
            provider=_stretches(led.get(provider_id, ())),
            client=_stretches(own.get(client.id, ())),
            rooms={room_id: _stretches(taken.get(room_id, ())) for room_id in rooms},
            closed=_days(closed, days, None, CancelReason.centre_closed),
            away=_days(closed, days, provider_id, CancelReason.provider_away),
            cap=care.cap,
        )
        for provider_id, (rules, minutes) in asked.items()
    }


def limits_of(rules: BookingRules) -> Limits:
    """A provider's limits."""
    return Limits(rules.sessions_a_day, rules.buffer_minutes, rules.notice_hours, rules.days_ahead)


def _days(
    closed: ClosedDays, days: Iterable[date], provider_id: UUID | None, reason: CancelReason
) -> frozenset[date]:
    return frozenset(day for day in days if closed.reason(day, provider_id) is reason)


def _availability(
    db: Session, provider_ids: Iterable[UUID], first: date, last: date
) -> dict[UUID, list[Availability]]:
    found: defaultdict[UUID, list[Availability]] = defaultdict(list)
    rows = db.exec(
        select(Availability)
        .where(
            col(Availability.provider_id).in_(list(provider_ids)),
            Availability.from_day <= last,
            or_(col(Availability.until_day).is_(None), col(Availability.until_day) >= first),
        )
        .order_by(col(Availability.from_time), col(Availability.id))
    )
    for row in rows:
        found[row.provider_id].append(row)
    return found


def _hours(row: Availability) -> Hours:
    return Hours(
        days=frozenset(map(clock.Weekday, row.days)),
        from_time=row.from_time,
        until_time=row.until_time,
        modality=row.modality,
        room_id=row.room_id,
        from_day=row.from_day,
        until_day=row.until_day,
    )


def in_the_way(
    db: Session, providers: set[UUID], rooms: set[UUID], span: Stretch
) -> tuple[dict[UUID, list[Taken]], dict[UUID, list[Taken]]]:
    """What providers lead and what is in rooms in a stretch of time, with what their series have
    promised and is not planned yet."""
    led: defaultdict[UUID, list[Taken]] = defaultdict(list)
    taken: defaultdict[UUID, list[Taken]] = defaultdict(list)
    for provider_id, room_id, promised in promised_hours(db, providers, rooms, span):
        led[provider_id].append(promised)
        if room_id is not None:
            taken[room_id].append(promised)
    rows = db.exec(
        select(Appointment).where(
            Appointment.status == AppointmentStatus.planned,
            Appointment.starts_at >= span.starts_at,
            Appointment.starts_at < span.ends_at,
            or_(
                col(Appointment.provider_id).in_(providers),
                col(Appointment.room_id).in_(rooms),
            ),
        )
    )
    for row in rows:
        session = Taken(row.id, row.starts_at, row.ends_at)
        if row.provider_id is not None:
            led[row.provider_id].append(session)
        if row.room_id is not None:
            taken[row.room_id].append(session)
    return led, taken


def _stretches(found: Iterable[Taken]) -> tuple[Stretch, ...]:
    return tuple(Stretch(one.starts_at, one.ends_at) for one in found)


def is_group(appointment: Appointment, taken: Mapping[UUID, int]) -> bool:
    """Whether others have a place in a session, or could have."""
    several = (appointment.capacity or 1) > 1 or taken.get(appointment.id, 0) > 1
    if several or appointment.open_to_alumni or appointment.open_to_family:
        return True
    if appointment.capacity == 1:
        return False
    recurs = appointment.series_id is not None and appointment.kind not in OF_ONE_CLIENT
    return recurs or appointment.kind in GROUPS


def rules_of(db: Session, provider_id: UUID) -> BookingRules:
    """A provider's limits: theirs, or those everybody begins with (nobody books by themselves)."""
    return db.get(BookingRules, provider_id) or BookingRules(provider_id=provider_id)


def require_provider(db: Session, provider_id: UUID) -> None:
    """Raises `NotFound` unless this is a provider."""
    if db.get(RoleGrant, (provider_id, Role.provider)) is None:
        raise NotFound


def hours_of(db: Session, provider_id: UUID) -> list[Availability]:
    """All of a provider's hours, by their time of day."""
    return list(
        db.exec(
            select(Availability)
            .where(Availability.provider_id == provider_id)
            .order_by(col(Availability.from_time), col(Availability.id))
        )
    )


def move_requests(db: Session, viewer: Viewer) -> list[tuple[MoveRequest, Appointment, Person]]:
    """Wishes for another time that the viewer may answer: of their clients, and in what they
    lead. Open ones by the session's start, then those of the last week."""
    rows = db.exec(
        select(MoveRequest, Appointment, Person)
        .join(Appointment, col(Appointment.id) == col(MoveRequest.appointment_id))
        .join(Person, col(Person.id) == col(MoveRequest.client_id))
        .where(
            col(MoveRequest.withdrawn_at).is_(None),
            or_(
                col(MoveRequest.client_id).in_(visible(viewer, Data.sessions, to_change=True)),
                Appointment.provider_id == viewer.id,
            ),
            or_(
                _is_open_wish(viewer.now),
                col(MoveRequest.answered_at) > viewer.now - ANSWERED_FOR,
            ),
        )
        .order_by(
            col(MoveRequest.answered_at).is_not(None),
            col(Appointment.starts_at),
            col(MoveRequest.id),
        )
        .limit(200)
    )
    return [(request, appointment, person) for request, appointment, person in rows]


def _is_open_wish(now: datetime) -> ColumnElement[bool]:
    """Wishes that can still be answered. One whose client has no place any more is over, whoever
    took the place away."""
    has_place = exists().where(
        col(Participation.appointment_id) == col(MoveRequest.appointment_id),
        col(Participation.client_id) == col(MoveRequest.client_id),
    )
    is_to_come = col(Appointment.status) == AppointmentStatus.planned
    is_to_come &= col(Appointment.starts_at) > now
    return col(MoveRequest.answered_at).is_(None) & is_to_come & has_place


def open_request(db: Session, client_id: UUID, appointment_id: UUID) -> MoveRequest | None:
    """A client's wish for another time that nobody has answered yet."""
    return db.exec(
        select(MoveRequest).where(
            MoveRequest.client_id == client_id,
            MoveRequest.appointment_id == appointment_id,
            col(MoveRequest.answered_at).is_(None),
            col(MoveRequest.withdrawn_at).is_(None),
        )
    ).first()


def current_away(db: Session, client_id: UUID, today: date) -> Away | None:
    """When a client is away: now, or else next."""
    return db.exec(
        select(Away)
        .where(Away.client_id == client_id, col(Away.ended_at).is_(None), Away.back_on > today)
        .order_by(col(Away.from_day), col(Away.id))
        .limit(1)
    ).first()


def aways_between(db: Session, client_id: UUID, first: date, until: date) -> list[Away]:
    """A client's absences that share a day with those from `first` up to but without `until`."""
    return list(
        db.exec(
            select(Away).where(
                Away.client_id == client_id,
                col(Away.ended_at).is_(None),
                Away.from_day < until,
                Away.back_on > first,
            )
        )
    )


def caps_of(db: Session, client_ids: Iterable[UUID]) -> dict[UUID, int | None]:
    """`daily_cap` of several clients at once."""
    rows = db.exec(
        select(EpisodeOfCare, Programme)
        .join(Programme, col(Programme.id) == col(EpisodeOfCare.programme_id))
        .where(
            col(EpisodeOfCare.client_id).in_(list(client_ids)),
            col(EpisodeOfCare.ended_at).is_(None),
        )
        .order_by(col(EpisodeOfCare.opened_at))
    )
    return {
        episode.client_id: episode.sessions_a_day
        or ProgrammeDesign.model_validate(programme.design).sessions_a_day
        for episode, programme in rows
    }


def coming_places(
    db: Session, client_id: UUID, after: datetime, until: datetime
) -> list[tuple[Appointment, Participation]]:
    """A client's places in what will take place, by start. For the client."""
    rows = db.exec(
        select(Appointment, Participation)
        .join(Participation, col(Participation.appointment_id) == col(Appointment.id))
        .where(
            Participation.client_id == client_id,
            Appointment.status == AppointmentStatus.planned,
            Appointment.starts_at >= after,
            Appointment.starts_at < until,
        )
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    )
    return [(appointment, place) for appointment, place in rows]
