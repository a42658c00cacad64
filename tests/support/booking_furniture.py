"""Hours to book, sessions to move, an absence and something private to say, for the walk over all
routes."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from app import clock
from app.appointments.models import Appointment, Participation
from app.booking.models import Availability, BookingRules
from app.ids import new_id
from app.programs.kinds import AppointmentKind, Modality
from tests.support.house import ZONE, Actor, House, fresh_id

ALL_DAYS = [day.value for day in clock.Weekday]
KINDS = [AppointmentKind.individual.value, AppointmentKind.family.value]
OF_ONE = ("PUT /api/move-requests/{request_id}", "PUT /api/session-feedback/{feedback_id}",
          "PUT /api/bookings/{booking_id}", "PUT /api/aways/{away_id}")  # fmt: skip
"""Routes whose body names somebody's own things."""


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """So many days from today, at a wall time of the centre."""
    return clock.at_wall_time(_day(days), time(hour, minute), ZONE)


def _day(days: int) -> date:
    return clock.local_day(clock.utc_now(), ZONE) + timedelta(days=days)


def bookable(
    house: House,
    provider: Actor,
    *,
    from_time: time = time(9),
    until_time: time = time(17),
    days: list[str] | None = None,
    modality: Modality = Modality.either,
    room_id: UUID | None = None,
    **limits: Any,
) -> str:
    """Lets clients book a provider; returns the id of the hours."""
    row = Availability(
        provider_id=provider.id, days=days or ALL_DAYS, from_time=from_time,
        until_time=until_time, modality=modality, room_id=room_id, from_day=_day(-7),
    )  # fmt: skip
    rules: dict[str, Any] = {
        "kinds": KINDS, "buffer_minutes": 0, "notice_hours": 12, "changed_at": clock.utc_now(),
    }  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(row)
        held = db.get(BookingRules, provider.id) or BookingRules(provider_id=provider.id)
        held.sqlmodel_update(rules | limits)
        db.add(held)
        return str(row.id)


def one_to_one(
    house: House, client: Actor, provider: Actor, starts_at: datetime, **fields: Any
) -> str:
    """The id of a session of fifty minutes for one client with one provider."""
    now = clock.utc_now()
    row: dict[str, Any] = {
        "id": new_id(), "title": "One-to-one", "kind": AppointmentKind.individual, "capacity": 1,
        "provider_id": provider.id, "on_day": clock.local_day(starts_at, ZONE),
        "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=50),
        "modality": Modality.in_person, "changed_at": now,
    }  # fmt: skip
    with house.database.unit_of_work() as db:
        appointment = Appointment(**(row | fields))
        db.add(appointment)
        db.flush()
        db.add(Participation(appointment_id=appointment.id, client_id=client.id, changed_at=now))
        return str(appointment.id)


def furnish_booking(house: House, client: Actor, counselor: Actor) -> dict[str, str]:
    """What the routes about booking name and what their bodies need: ids by name."""
    first = 0 if client is house.ada else 7
    bookable(house, counselor)
    ids = {
        "hours_id": bookable(house, counselor, from_time=time(17), until_time=time(18)),
        "session_id": one_to_one(house, client, counselor, at(20, 10)),
        "to_move": one_to_one(house, client, counselor, at(21, 10)),
        "also_to_move": one_to_one(house, client, counselor, at(22, 10)),
        "was_there": one_to_one(house, client, counselor, at(-2, 10)),
        "booked_with": str(counselor.id),
        "away_from": str(_day(30 + first)),
        "back_on": str(_day(33 + first)),
    }
    ids |= {name: fresh_id() for name in (
        "booking_id", "feedback_id", "request_id", "move_request_id", "away_id",
    )}  # fmt: skip
    ask = {"appointment_id": ids["also_to_move"], "wishes": [], "reason": "work"}
    client.browser.put(f"/api/move-requests/{ids['move_request_id']}", json=ask)
    for route, name in ((OF_ONE[0], "move-requests"), (OF_ONE[3], "aways")):
        key = "request_id" if name == "move-requests" else "away_id"
        client.browser.put(f"/api/{name}/{ids[key]}", json=own_body(route, ids))
    return ids


def own_body(route: str, ids: dict[str, str]) -> dict[str, Any]:
    """The body of a route that names somebody's own things."""
    unknown = fresh_id()
    if route == OF_ONE[0]:
        wishes = [at(23, 10).isoformat(), at(23, 11).isoformat()]
        return {"appointment_id": ids.get("to_move", unknown), "wishes": wishes, "reason": "work"}
    if route == OF_ONE[1]:
        return {"appointment_id": ids.get("was_there", unknown), "heard": 7, "helped": 8}
    if route == OF_ONE[2]:
        provider_id = ids.get("booked_with", unknown)
        return {
            "provider_id": provider_id, "kind": "individual", "starts_at": at(5, 10).isoformat(),
            "modality": "in_person",
        }  # fmt: skip
    return away_body(ids.get("away_from", str(_day(44))), ids.get("back_on", str(_day(47))))


def away_body(from_day: str, back_on: str, **other: Any) -> dict[str, Any]:
    """Somewhere else for some days, in the zone one is in anyway."""
    return {
        "from_day": from_day, "back_on": back_on, "time_zone": None, "takes_part_remotely": False,
    } | other  # fmt: skip


def booking_bodies() -> dict[str, dict[str, Any]]:
    """The bodies of the routes that name nobody's things."""
    return {
        "PUT /api/sessions/{session_id}/cancellation": {"reason": "work"},
        "PUT /api/clients/{client_id}/move-requests/{move_request_id}/answer": {
            "answer": "declined", "line": "That week is full",
        },
        "POST /api/away-previews": away_body(str(_day(50)), str(_day(53))),
        "PUT /api/booking-rules": rules_body(),
        "PUT /api/providers/{provider_id}/booking-rules": rules_body(),
        "PUT /api/availability/{hours_id}": hours_body(),
    }  # fmt: skip


def rules_body(**other: Any) -> dict[str, Any]:
    """A provider's limits."""
    return {
        "sessions_a_day": 6, "buffer_minutes": 10, "notice_hours": 12, "join_notice_hours": 1,
        "cancel_notice_hours": 12, "days_ahead": 42, "kinds": KINDS, "join_link": None,
    } | other  # fmt: skip


def hours_body(**other: Any) -> dict[str, Any]:
    """Hours on every day of the week."""
    return {
        "days": ALL_DAYS, "from_time": "09:00", "until_time": "17:00", "modality": "either",
        "room_id": None, "from_day": str(_day(-7)), "until_day": None,
    } | other  # fmt: skip


def booking_query(route: str, house: House) -> dict[str, str]:
    """What a reading route has to be asked with."""
    if route != "GET /api/free-times":
        return {}
    return {"provider_id": str(house.bea.id), "kind": "individual", "from_day": str(_day(1))}
