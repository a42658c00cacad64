"""What the calendar tests ask of a house, in one line each."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from httpx2 import Response
from sqlmodel import col, delete, select, update

from app import clock
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Participation,
    WaitingPlace,
)
from app.episodes.models import EpisodeOfCare
from app.notices.models import Notice
from app.programs.models import Room
from tests.support.furniture import series_body
from tests.support.house import ZONE, Actor, House

MONDAY = clock.local_day(clock.utc_now() + timedelta(days=8), ZONE)
MONDAY -= timedelta(days=MONDAY.weekday())
"""A Monday that is still to come."""


def refused(answer: Response) -> tuple[int, str]:
    """The status and the code of a refusal."""
    return answer.status_code, answer.json()["code"]


def opened(actor: Actor, **other: Any) -> dict[str, Any]:
    """A series on Mondays at six in the evening, from a Monday to come on, with changes."""
    body = series_body(from_day=str(MONDAY), days=["mon"], place=None) | other
    answer = actor.browser.post("/api/appointment-series", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def changed(actor: Actor, series: dict[str, Any], **body: Any) -> Response:
    """The answer to a change of a series as it was seen."""
    path = f"/api/appointment-series/{series['id']}"
    return actor.browser.put(path, json={"sequence": series["sequence"]} | body)


def joined(actor: Actor, series: dict[str, Any], *clients: Actor) -> list[int]:
    """Gives clients a place in a series."""
    path = f"/api/appointment-series/{series['id']}/participants"
    return [actor.browser.put(f"{path}/{one.id}", json={}).status_code for one in clients]


def single(actor: Actor, *clients: Actor, **other: Any) -> Response:
    """The answer to a single session of an hour, on Monday at ten, with these clients."""
    body = {
        "title": "A talk", "kind": "individual", "day": str(MONDAY), "local_time": "10:00",
        "duration_minutes": 60, "client_ids": [str(client.id) for client in clients],
    } | other  # fmt: skip
    return actor.browser.post("/api/appointments", json=body)


def rows_of(house: House, series_id: str | None) -> list[Appointment]:
    """The meetings of a series in the order of their days."""
    wanted = None if series_id is None else UUID(series_id)
    with house.database.unit_of_work() as db:
        query = select(Appointment).where(Appointment.series_id == wanted)
        return list(db.exec(query.order_by(col(Appointment.on_day))))


def series_of(house: House, series_id: str) -> AppointmentSeries:
    with house.database.unit_of_work() as db:
        return db.get_one(AppointmentSeries, UUID(series_id))


def at(day: date, wall: str) -> datetime:
    """An instant by the clocks of the centre."""
    hour, minute = map(int, wall.split(":"))
    return clock.at_wall_time(day, datetime(2000, 1, 1, hour, minute).time(), ZONE)  # noqa: DTZ001


def planned(rows: list[Appointment]) -> list[Appointment]:
    return [row for row in rows if row.status is AppointmentStatus.planned]


def places_of(house: House, client: Actor) -> set[UUID]:
    """The planned meetings in which somebody has a place."""
    with house.database.unit_of_work() as db:
        query = (
            select(Participation.appointment_id)
            .join(Appointment, col(Appointment.id) == col(Participation.appointment_id))
            .where(
                Participation.client_id == client.id,
                Appointment.status == AppointmentStatus.planned,
            )
        )
        return set(db.exec(query))


def waits_for(house: House, client: Actor) -> int:
    """For how many places somebody waits."""
    with house.database.unit_of_work() as db:
        query = select(WaitingPlace).where(
            WaitingPlace.client_id == client.id,
            col(WaitingPlace.given_at).is_(None),
            col(WaitingPlace.left_at).is_(None),
        )
        return len(db.exec(query).all())


def told(house: House) -> list[tuple[str, str, int]]:
    """Who was told what, about how many sessions, since the last time this was asked."""
    names = {actor.id: actor.name for actor in house.cast}
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Notice)).all()
        db.exec(delete(Notice))
    return sorted((names[row.person_id], row.kind.value, row.count or 1) for row in rows)


def room(house: House, name: str = "Room 1") -> str:
    """The id of a new room."""
    with house.database.unit_of_work() as db:
        made = Room(name=name)
        db.add(made)
        db.flush()
        return str(made.id)


def begun(house: House, appointment_id: UUID, ago: timedelta = timedelta(minutes=10)) -> None:
    """A meeting began some time ago."""
    start = clock.utc_now() - ago
    with house.database.unit_of_work() as db:
        row = update(Appointment).where(col(Appointment.id) == appointment_id)
        db.exec(row.values(starts_at=start, ends_at=start + timedelta(hours=1)))


def cap(house: House, client: Actor, sessions_a_day: int | None) -> None:
    """How many sessions a day were agreed with somebody."""
    with house.database.unit_of_work() as db:
        stay = update(EpisodeOfCare).where(col(EpisodeOfCare.client_id) == client.id)
        db.exec(stay.values(sessions_a_day=sessions_a_day))
