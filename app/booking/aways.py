"""Somebody is away for some days: what is given back, and what goes on by link. No mark against
anybody; the hours can be made up."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from app import clock
from app.access import audit
from app.access.models import Data
from app.appointments.absences import Absence
from app.appointments.conflicts import take_turns
from app.appointments.models import (
    Appointment,
    CancelReason,
    Participation,
    PlaceChange,
    PlaceChangeKind,
)
from app.appointments.seating import can_be_joined_by_link
from app.booking.models import Away
from app.booking.problems import AwayAlready, AwayInThePast, AwayTooLong
from app.booking.queries import aways_between, coming_places
from app.booking.schemas import AwayWrite
from app.booking.service import hand_back
from app.episodes.queries import team_shown
from app.errors import NotFound
from app.notices.models import NoticeKind
from app.notices.service import About, tell
from app.offline import content_hash, keep_once
from app.people.viewers import Viewer
from app.programs.queries import centre

LONGEST = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an absence means: sessions given back, and sessions that stay by link."""

    given_back: list[Appointment]
    remote: list[Appointment]

    @property
    def hours(self) -> float:
        """The lengths of what is given back together, to the hundredth of an hour."""
        lengths = (row.ends_at - row.starts_at for row in self.given_back)
        return round(sum(lengths, timedelta()) / timedelta(hours=1), 2)


def preview(db: Session, client: Viewer, body: AwayWrite) -> Effect:
    """What it would mean to be away then. Changes nothing. Raises as `go_away`."""
    _require_sensible(db, client, body)
    if aways_between(db, client.id, body.from_day, body.back_on):
        raise AwayAlready
    places = _places(db, client, body.from_day, body.back_on)
    return _split(places, takes_part_remotely=body.takes_part_remotely)


def go_away(db: Session, client: Viewer, away_id: UUID, body: AwayWrite) -> tuple[Away, Effect]:
    """Notes that the viewer is away, exactly once, gives their places back, and tells the team.

    Raises `AwayInThePast`, `AwayTooLong` and `AwayAlready`.
    """
    take_turns(db, [client.id])
    digest = content_hash(body.model_dump(mode="json"))
    row = Away(
        id=away_id,
        client_id=client.id,
        said_at=client.now,
        content_hash=digest,
        **body.model_dump(),
    )
    others = aways_between(db, client.id, body.from_day, body.back_on)
    kept, is_new = keep_once(db, row, (away_id, client.id), digest)
    if is_new:
        _require_sensible(db, client, body)
        if others:
            raise AwayAlready
        _give_back(db, client, kept)
    audit.changed(db, client, Data.sessions, [client.id])
    return kept, effect_of(db, client, kept)


def come_back(db: Session, client: Viewer, away_id: UUID) -> tuple[Away, Effect]:
    """The viewer is back earlier than said. What was given back stays so, and is listed as far as
    it is still to come. Saying so twice is once. Raises `NotFound`."""
    take_turns(db, [client.id])
    kept = db.get(Away, (away_id, client.id))
    if kept is None:
        raise NotFound
    if kept.ended_at is None:
        kept.ended_at = client.now
        db.add(kept)
        _tell_team(db, client, kept, client.now, None)
    audit.changed(db, client, Data.sessions, [client.id])
    effect = effect_of(db, client, kept)
    to_come = [row for row in effect.given_back if row.starts_at > client.now]
    return kept, Effect(to_come, [])


def effect_of(db: Session, client: Viewer, away: Away) -> Effect:
    """What an absence of the viewer's meant when it was said, also when it is said again."""
    given_back = db.exec(
        select(Appointment)
        .join(PlaceChange, col(PlaceChange.appointment_id) == col(Appointment.id))
        .where(
            PlaceChange.client_id == client.id,
            PlaceChange.kind == PlaceChangeKind.given_back,
            PlaceChange.reason == CancelReason.travelling,
            PlaceChange.at == away.said_at,
        )
        .order_by(col(Appointment.starts_at), col(Appointment.id))
    ).all()
    places = _places(db, client, away.from_day, away.back_on)
    stays = [appointment for appointment, place in places if place.is_remote]
    return Effect(list(given_back), stays)


def client_absences(
    db: Session, client_ids: Collection[UUID], starts_at: datetime, ends_at: datetime
) -> dict[UUID, list[Absence]]:
    """The absence rule of the calendar: when these clients are away between two instants, and
    whether they take part by link."""
    zone = centre(db).time_zone
    rows = db.exec(
        select(Away).where(
            col(Away.client_id).in_(list(client_ids)),
            col(Away.ended_at).is_(None),
            Away.from_day <= clock.local_day(ends_at, zone),
            Away.back_on >= clock.local_day(starts_at, zone),
        )
    )
    found: defaultdict[UUID, list[Absence]] = defaultdict(list)
    for away in rows:
        start, end = span(away.from_day, away.back_on, zone)
        found[away.client_id].append((start, end, away.takes_part_remotely))
    return found


def span(from_day: date, back_on: date, zone: str) -> tuple[datetime, datetime]:
    """From the start of one day of the centre to the start of another, as instants."""
    return clock.start_of_day(from_day, zone), clock.start_of_day(back_on, zone)


def _require_sensible(db: Session, client: Viewer, body: AwayWrite) -> None:
    today = clock.local_day(client.now, centre(db).time_zone)
    if body.back_on <= today:
        raise AwayInThePast
    if body.back_on - max(body.from_day, today) > LONGEST or body.from_day < today - LONGEST:
        raise AwayTooLong


def _places(
    db: Session, client: Viewer, from_day: date, back_on: date
) -> list[tuple[Appointment, Participation]]:
    """The viewer's places of these days that are still to come."""
    start, end = span(from_day, back_on, centre(db).time_zone)
    # An instant later: what begins now has begun.
    return coming_places(db, client.id, max(start, client.now + timedelta(microseconds=1)), end)


def _split(
    places: Iterable[tuple[Appointment, Participation]], *, takes_part_remotely: bool
) -> Effect:
    effect = Effect([], [])
    for appointment, place in places:
        by_link = place.is_remote or can_be_joined_by_link(appointment)
        stays = takes_part_remotely and by_link
        (effect.remote if stays else effect.given_back).append(appointment)
    return effect


def _give_back(db: Session, client: Viewer, away: Away) -> None:
    places = _places(db, client, away.from_day, away.back_on)
    effect = _split(places, takes_part_remotely=away.takes_part_remotely)
    stays = {row.id for row in effect.remote}
    for appointment, place in places:
        if appointment.id in stays and not place.is_remote:
            place.is_remote, place.changed_at = True, client.now
            db.add(place)
    db.flush()
    for appointment in effect.given_back:
        hand_back(db, client, appointment, CancelReason.travelling, tells=False)
    back_at = span(away.from_day, away.back_on, centre(db).time_zone)[1]
    _tell_team(db, client, away, back_at, effect)


def _tell_team(
    db: Session, client: Viewer, away: Away, back_at: datetime, effect: Effect | None
) -> None:
    """One line for each member of the team and for whoever leads a session that was given back:
    from when to when, and how many of theirs, or else in all. No number for somebody who is back
    early."""
    start, _ = span(away.from_day, away.back_on, centre(db).time_zone)
    given_back = effect.given_back if effect else []
    led = Counter(row.provider_id for row in given_back if row.provider_id is not None)
    for person_id in {*team_shown(db, client.id, Data.sessions, client.now), *led}:
        count = None if effect is None else led[person_id] or len(given_back)
        told = About(client_id=client.id, starts_at=start, new_starts_at=back_at, count=count)
        tell(db, [person_id], NoticeKind.client_away, told, by=client.id, now=client.now)
