"""A session to move, an absence to withdraw and a timetable, for the walk over all routes, and
bodies that fit the calendar as it is at that moment."""

from datetime import date, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from app import clock
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    Closure,
    ClosureKind,
    Participation,
)
from app.programs.kinds import AppointmentKind
from app.programs.models import Programme
from tests.support.house import ZONE, Actor, House

MEETING = "/api/appointments/{meeting_id}"
SERIES = "/api/appointment-series"
OF_CALENDAR = (
    f"POST {SERIES}", f"PUT {SERIES}/{{series_id}}", f"PUT {SERIES}/{{series_id}}/end",
    "POST /api/appointments", f"PUT {MEETING}/time", f"PUT {MEETING}/cancellation",
    "POST /api/closures", "POST /api/programs/{programme_id}/groups",
)  # fmt: skip
"""Routes whose body depends on who sends it and on what is there."""
_UNUSED = count()


def calendar_body(house: House, route: str, who: str, ids: dict[str, str]) -> dict[str, Any]:
    """The body of one of `OF_CALENDAR` for one of the cast."""
    made: dict[str, Any] = {
        f"POST {SERIES}": _series(house, who),
        f"PUT {SERIES}/{{series_id}}": {
            "sequence": _sequence(house, AppointmentSeries, ids.get("series_id")),
            "title": "Group", "until_day": None, "confirm": True,
        },
        f"PUT {SERIES}/{{series_id}}/end": {
            "from_day": str(_day(1)), "reason": "ended", "confirm": True,
        },
        "POST /api/appointments": _single(house, who),
        f"PUT {MEETING}/time": {
            "day": str(_day(310 + next(_UNUSED) % 30)), "local_time": "05:30", "confirm": True,
            "sequence": _sequence(house, Appointment, ids.get("meeting_id")),
        },
        f"PUT {MEETING}/cancellation": {
            "reason": "other", "confirm": True,
            "sequence": _sequence(house, Appointment, ids.get("meeting_id")),
        },
        "POST /api/closures": {
            "kind": "holiday" if who == "edda" else "absence", "from_day": str(_day(390)),
        },
        "POST /api/programs/{programme_id}/groups": {
            "from_day": str(_day(100)), "leaders": {"early": ids.get("group_leader_id")},
        },
    }  # fmt: skip
    found: dict[str, Any] = made[route]
    return found


def furnish_calendar(
    house: House, client: Actor, counselor: Actor, programme_id: str
) -> dict[str, str]:
    """A single session in months, an absence in a year, and one early group in a programme."""
    starts_at = clock.at_wall_time(_day(300), time(5, 30), ZONE)
    now = clock.utc_now()
    with house.database.unit_of_work() as db:
        session = Appointment(
            on_day=_day(300), title="A talk", kind=AppointmentKind.individual,
            provider_id=counselor.id, starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=20), changed_at=now,
        )  # fmt: skip
        absence = Closure(
            kind=ClosureKind.absence, provider_id=counselor.id, from_day=_day(380),
            until_day=_day(381), made_by=counselor.id, made_at=now,
        )  # fmt: skip
        db.add_all((session, absence))
        db.flush()
        db.add(Participation(appointment_id=session.id, client_id=client.id, changed_at=now))
        programme = db.get_one(Programme, UUID(programme_id))
        early = {"code": "early", "title": "Early group", "kind": "support", "days": ["mon"],
                 "local_time": "03:00:00", "minutes": 30}  # fmt: skip
        programme.design = programme.design | {"groups": [early]}
        db.add(programme)
        return {
            "meeting_id": str(session.id),
            "closure_id": str(absence.id),
            "group_leader_id": str(counselor.id),
        }


def _series(house: House, who: str) -> dict[str, Any]:
    """Two meetings in a week that no other series of the walk is in."""
    first = _day(400 + 7 * (next(_UNUSED) % 3000))
    body = {
        "title": "Early group", "kind": "support", "days": ["sat", "sun"],
        "local_time": "06:00", "duration_minutes": 45, "place": "Room 2",
        "from_day": str(first), "until_day": str(first + timedelta(days=6)),
    }  # fmt: skip
    return body | ({"facilitator_id": str(house.bea.id)} if who == "edda" else {})


def _single(house: House, who: str) -> dict[str, Any]:
    clients = {"bea": [str(house.ada.id)], "cleo": [str(house.dov.id)]}
    body = {
        "title": "A talk", "kind": "individual", "day": str(_day(200 + next(_UNUSED) % 90)),
        "local_time": "05:00", "duration_minutes": 20, "client_ids": clients.get(who, []),
    }  # fmt: skip
    return body | ({"provider_id": str(house.bea.id)} if who == "edda" else {})


def _sequence(
    house: House, table: type[Appointment] | type[AppointmentSeries], key: str | None
) -> int:
    with house.database.unit_of_work() as db:
        found: Any = db.get(table, UUID(key)) if key else None
        return int(found.sequence) if found else 0


def _day(days: int) -> date:
    return clock.local_day(clock.utc_now(), ZONE) + timedelta(days=days)
