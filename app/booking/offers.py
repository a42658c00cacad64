"""Whom a client can book, and when."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.booking.free_times import Facts, free_on
from app.booking.queries import bookable_providers, care_of, facts_for
from app.booking.schemas import (
    BookableRead,
    FreeDay,
    FreeTime,
    FreeTimes,
    SessionProvider,
)
from app.booking.service import bookable as the_bookable
from app.booking.service import facts_of
from app.people.models import Person
from app.people.viewers import Viewer
from app.programs.kinds import AppointmentKind, Modality
from app.programs.queries import centre

SOON = 14
"""How many days are searched for the next free time."""


def bookable(db: Session, client: Viewer) -> list[BookableRead]:
    """Everybody the viewer can book, by name, with the next time each is free."""
    care = care_of(db, client.id)
    found = bookable_providers(db, client, care)
    if care is None or not found:
        return []
    first = clock.local_day(client.now, centre(db).time_zone)
    asked = {
        person.id: (rules, care.minutes(AppointmentKind(rules.kinds[0]), person.profession))
        for person, rules in found
    }
    facts = facts_for(db, client, care, asked, first, first + timedelta(days=SOON - 1))
    return [
        BookableRead(
            provider=_provider(person),
            kinds=[AppointmentKind(kind) for kind in rules.kinds],
            modality=_ways(facts[person.id]),
            minutes=facts[person.id].minutes,
            next_free=_next_free(facts[person.id], first),
        )
        for person, rules in found
    ]


def free_times(
    db: Session,
    client: Viewer,
    provider_id: UUID,
    kind: AppointmentKind,
    first: date,
    days: int,
) -> FreeTimes:
    """When the viewer can book a provider for a kind of session, on each of some days of the
    centre. Raises `NotBookable`."""
    care, person, rules = the_bookable(db, client, care_of(db, client.id), provider_id, kind)
    last = first + timedelta(days=days - 1)
    facts = facts_of(db, client, care, person, rules, kind, first, last)
    return FreeTimes(
        time_zone=facts.zone,
        minutes=facts.minutes,
        days=[_free_day(facts, day) for day in _days(first, days)],
    )


def _free_day(facts: Facts, day: date) -> FreeDay:
    times = [
        FreeTime(starts_at=offer.starts_at, modality=offer.modality)
        for offer in free_on(facts, day)
    ]
    return FreeDay(day=day, full=facts.is_full(day), times=times)


def _next_free(facts: Facts, first: date) -> datetime | None:
    offers = (offer for day in _days(first, SOON) for offer in free_on(facts, day))
    found = next(offers, None)
    return found.starts_at if found else None


def _days(first: date, count: int) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range(count))


def _ways(facts: Facts) -> Modality:
    ways = {hours.modality for hours in facts.hours}
    return ways.pop() if len(ways) == 1 else Modality.either


def _provider(person: Person) -> SessionProvider:
    return SessionProvider(id=person.id, shown_name=person.shown_name, profession=person.profession)
