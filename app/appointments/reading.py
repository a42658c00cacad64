"""From rows to what staff read of series, meetings and closures; a few queries for any number."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from app.access import policy
from app.access.models import Data
from app.appointments import queries
from app.appointments.closed_days import closed_days
from app.appointments.models import Appointment, AppointmentSeries, Closure, ClosureKind
from app.appointments.places import places_taken, waiting_counts
from app.appointments.recurrence import parsed
from app.appointments.schemas import (
    ClosureRead,
    MeetingRead,
    MemberRead,
    NamedPerson,
    NamedRoom,
    ParticipantRead,
    SeriesRead,
)
from app.people.models import Person, Role
from app.people.viewers import Viewer
from app.programs.models import Room
from app.programs.queries import centre


def named(person: Person) -> NamedPerson:
    return NamedPerson(id=person.id, shown_name=person.shown_name)


def series_read(db: Session, viewer: Viewer, rows: Sequence[queries.Led]) -> list[SeriesRead]:
    """Series with those of their participants the viewer may see."""
    if not rows:
        return []
    ids = [series.id for series, _ in rows]
    members = queries.participants(db, viewer, ids)
    waiting = queries.waiting_in_series(db, ids)
    closed = closed_days(db, [leader.id for _, leader in rows], min(s.from_day for s, _ in rows))
    people = {person.id for some in members.values() for person in some}
    in_care = policy.in_care(db, viewer, people, Data.sessions)
    return [
        SeriesRead.model_validate(
            {
                **_series(series, leader),
                **_people(viewer, series, members.get(series.id, []), in_care),
                "waiting": len(waiting.get(series.id, [])),
                "needs_leader": leader.disabled_at is not None
                or _needs_leader(series, closed.leaving_day(leader.id)),
            },
            extra="ignore",
        )
        for series, leader in rows
    ]


def _series(series: AppointmentSeries, leader: Person) -> dict[str, Any]:
    rule = parsed(series.rrule)
    return {
        **series.model_dump(),
        "days": rule.days,
        "every": rule.every,
        "nth": rule.nth,
        "local_time": series.local_time.strftime("%H:%M"),
        "facilitator": named(leader),
    }


def _people(
    viewer: Viewer, series: AppointmentSeries, members: Sequence[Person], in_care: set[UUID]
) -> dict[str, Any]:
    """Who is in a series, and what the viewer may do there: by the rules that would refuse it."""
    is_led = queries.leads(viewer, series.facilitator_id)
    has_one = any(person.id in in_care for person in members)
    return {
        "participants": [
            MemberRead(
                id=person.id,
                shown_name=person.shown_name,
                may_let_out=is_led or person.id in in_care,
            )
            for person in members
        ],
        "may_change": is_led or has_one or Role.administrator in viewer.roles,
    }


def _needs_leader(series: AppointmentSeries, leaving: date | None) -> bool:
    """Whether somebody else has to lead it from some day on."""
    return leaving is not None and (series.until_day is None or leaving <= series.until_day)


def meeting_read(db: Session, viewer: Viewer, row: Appointment) -> MeetingRead:
    """A meeting with those of its participants the viewer may see. Why somebody's own session was
    given back, and its link, are for those who know whose it is."""
    people = queries.people_in(db, viewer, row)
    is_near = bool(people) or row.provider_id == viewer.id or not queries.is_of_one(row)
    leader = db.get(Person, row.provider_id) if row.provider_id else None
    room = db.get(Room, row.room_id) if row.room_id else None
    is_led = queries.leads_meeting(db, viewer, row)
    in_care = policy.in_care(db, viewer, [person.id for person, _ in people], Data.sessions)
    return MeetingRead.model_validate(
        {
            **row.model_dump(),
            "join_link": row.join_link if is_near else None,
            "reason": row.reason if is_near else None,
            "time_zone": centre(db).time_zone,
            "provider": named(leader) if leader else None,
            "room": NamedRoom(id=room.id, name=room.name) if room else None,
            "taken": places_taken(db, [row.id]).get(row.id, 0),
            "waiting": waiting_counts(db, [row.id]).get(row.id, 0),
            "participants": [
                ParticipantRead(
                    id=person.id,
                    shown_name=person.shown_name,
                    is_remote=place.is_remote,
                    attendance=place.attendance,
                    may_let_out=is_led or person.id in in_care,
                )
                for person, place in people
            ],
            "may_change": queries.may_change(db, viewer, row),
        },
        extra="ignore",
    )


def closures_read(db: Session, viewer: Viewer, rows: Sequence[Closure]) -> list[ClosureRead]:
    """Closures with the names of the providers they are about."""
    ids = [row.provider_id for row in rows if row.provider_id is not None]
    people = queries.people(db, ids)
    return [
        ClosureRead(
            id=row.id,
            kind=row.kind,
            provider=named(people[row.provider_id]) if row.provider_id else None,
            from_day=row.from_day,
            until_day=row.until_day,
            title=row.title if may_know_title(viewer, row) else None,
        )
        for row in rows
    ]


def may_know_title(viewer: Viewer, row: Closure) -> bool:
    """What an absence is called is between that provider and the administrators."""
    is_holiday = row.kind is ClosureKind.holiday
    return is_holiday or row.provider_id == viewer.id or Role.administrator in viewer.roles
