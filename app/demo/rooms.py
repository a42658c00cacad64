"""The rooms of the demo centre, and when its providers can be booked."""

from datetime import date, datetime, time

from sqlmodel import Session

from app.booking.models import Availability, BookingRules
from app.demo.arrivals import Cast
from app.demo.groups import Weekly
from app.programs.kinds import AppointmentKind, Modality
from app.programs.models import Room

_SEATS = {"Room 1": 20, "Room 2": 12, "Room 3": 12, "Garden room": 10}
_WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]

_BOOKABLE = {
    "cedar": (AppointmentKind.individual, 5, None),
    "laurel": (AppointmentKind.individual, 5, AppointmentKind.family),
    "rowan": (AppointmentKind.medication, 8, None),
    "aspen": (AppointmentKind.individual, 5, None),
    "lotus": (AppointmentKind.holistic, 4, None),
    "linden": (AppointmentKind.case_management, 6, None),
}
"""What each can be booked for, how many sessions a day at most, and what else."""


def furnish(db: Session, weeklies: list[Weekly]) -> dict[str, Room]:
    """A room for every place that a session names, by that name."""
    names = sorted({weekly.place for weekly in weeklies if weekly.place} | _SEATS.keys())
    rooms = {name: Room(name=name, seats=_SEATS.get(name, 4)) for name in names}
    db.add_all(rooms.values())
    db.flush()
    return rooms


def open_hours(db: Session, cast: Cast, since: date, now: datetime) -> None:
    """Everybody can be booked on workdays; cedar, who leads evening groups, a little later."""
    for word, (kind, a_day, other) in _BOOKABLE.items():
        provider = cast.staff[word]
        db.add(
            Availability(
                provider_id=provider.id,
                days=_WORKDAYS,
                from_time=time(12) if word == "cedar" else time(9),
                until_time=time(17),
                modality=Modality.either,
                from_day=since,
            )
        )
        db.add(
            BookingRules(
                provider_id=provider.id,
                sessions_a_day=a_day,
                kinds=[one.value for one in (kind, other) if one is not None],
                join_link=f"https://meet.example/{word}",
                changed_at=now,
            )
        )
    db.flush()
