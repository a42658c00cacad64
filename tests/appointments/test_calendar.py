"""The week view: what is in it, whose names, and how much it asks of the database."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select

from app import clock
from app.access.models import Action, AuditEvent, AuditSubject
from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    Attendance,
    CancelReason,
    Closure,
    ClosureKind,
    Participation,
    WaitingPlace,
)
from app.ids import new_id
from app.people.models import Role
from app.programs.kinds import AppointmentKind
from app.programs.models import Room
from tests.support.furniture import meeting, series_body
from tests.support.house import ZONE, Actor, House, fresh_id

MONDAY = date(2027, 3, 8)  # the clocks go forward on the Sunday of this week
AT_MOST = 8


def _at(days: int, hour: int, minute: int = 0) -> datetime:
    return clock.at_wall_time(MONDAY + timedelta(days=days), time(hour, minute), ZONE)


def _read(who: Actor, days: int = 7, **query: Any) -> Any:
    last = MONDAY + timedelta(days=days - 1)
    asked = {"from_day": str(MONDAY), "to_day": str(last)} | query
    return who.browser.get("/api/calendar", params=asked)


def _items(who: Actor, **query: Any) -> dict[str, Any]:
    return {item["title"]: item for item in _read(who, **query).json()["items"]}


def _names(who: Actor) -> dict[str, list[str]]:
    return {
        title: [person["shown_name"] for person in item["names"]]
        for title, item in _items(who).items()
    }


def test_more_than_six_weeks_or_a_week_backwards_is_refused(house: House) -> None:
    for days, code in ((43, "range_too_long"), (400, "range_too_long"), (0, "range_reversed")):
        answer = _read(house.bea, days)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    for query in ({"from_day": "soon"}, {"to_day": "9999-01-01"}, {"room_id": "x"}):
        assert _read(house.bea, 7, **query).json()["code"] == "invalid"
    assert _read(house.bea, 42).status_code == 200


def test_only_staff_read_the_centres_calendar(house: House) -> None:
    for who in (house.ada, house.fay, house.gus):
        assert _read(who).json()["code"] == "not_allowed"
    assert house.visitor.get("/api/calendar").json()["code"] == "sign_in_needed"


def test_names_are_of_ones_own_clients_and_of_everybody_in_what_one_leads(house: House) -> None:
    both = (house.ada, house.dov)
    meeting(house, _at(0, 9), *both, title="Bea's", provider_id=house.bea.id)
    meeting(house, _at(1, 9), *both, title="Cleo's", provider_id=house.cleo.id)
    meeting(house, _at(2, 9), house.gus, title="Nobody's")
    assert _names(house.bea) == {"Bea's": ["Ada", "Dov"], "Cleo's": ["Ada"], "Nobody's": ["Gus"]}
    assert _names(house.cleo) == {"Bea's": ["Dov"], "Cleo's": ["Ada", "Dov"], "Nobody's": []}
    assert _names(house.edda) == {"Bea's": [], "Cleo's": [], "Nobody's": []}
    assert [item["taken"] for item in _items(house.edda).values()] == [2, 2, 1]


def test_whoever_leads_a_series_knows_who_is_in_it_while_a_colleague_stands_in(
    house: House,
) -> None:
    series = house.cleo.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    stand_in = {"series_id": UUID(series), "provider_id": house.bea.id}
    meeting(house, _at(0, 9), house.gus, title="Stood in", **stand_in)
    assert _names(house.cleo)["Stood in"] == ["Gus"]


def test_a_look_is_noted_for_those_who_were_named_and_for_nobody_else(house: House) -> None:
    meeting(house, _at(0, 9), house.ada, house.dov, provider_id=house.cleo.id)
    meeting(house, _at(30, 9), house.gus, provider_id=house.bea.id)
    _read(house.bea)
    _read(house.edda)
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(AuditEvent.actor_id, AuditSubject.subject_id, AuditEvent.action).join(
                AuditSubject, col(AuditSubject.event_sequence) == col(AuditEvent.sequence)
            )
        ).all()
    assert rows == [(house.bea.id, house.ada.id, Action.viewed)]


def test_days_are_the_centres_and_hold_23_hours_in_spring(house: House) -> None:
    far = house.person("Hal", Role.provider, zone="Pacific/Auckland")
    for title, starts_at in (
        ("before", _at(0, 0) - timedelta(minutes=1)), ("first", _at(0, 0)),
        ("last", datetime(2027, 3, 15, 3, 59, tzinfo=UTC)),
        ("after", datetime(2027, 3, 15, 4, 0, tzinfo=UTC)),
    ):  # fmt: skip
        meeting(house, starts_at, title=title)
    answer = _read(far).json()
    assert answer["time_zone"] == ZONE
    assert [item["title"] for item in answer["items"]] == ["first", "last"]


def test_without_days_it_is_this_week(house: House) -> None:
    answer = house.bea.browser.get("/api/calendar").json()
    first, last = (date.fromisoformat(answer[name]) for name in ("from_day", "to_day"))
    assert (first.weekday(), last - first) == (0, timedelta(days=6))
    assert first <= clock.local_day(clock.utc_now(), ZONE) <= last
    answer = house.bea.browser.get("/api/calendar", params={"from_day": "2027-05-05"}).json()
    assert answer["to_day"] == "2027-05-11"


def test_it_says_how_full_a_session_is_and_what_became_of_it(house: House) -> None:
    room = Room(name="Green room")
    with house.database.unit_of_work() as db:
        db.add(room)
    session = meeting(
        house, _at(0, 9), house.ada, house.gus, title="Full", provider_id=house.bea.id,
        room_id=room.id, capacity=2, is_moved=True, sequence=3,
    )  # fmt: skip
    cancelled = {"status": AppointmentStatus.cancelled, "reason": CancelReason.provider_away}
    meeting(house, _at(1, 9), title="Off", **cancelled)
    with house.database.unit_of_work() as db:
        place = db.get_one(Participation, (UUID(session), house.ada.id))
        place.attendance = Attendance.attended
        for given, left in ((None, None), (_at(0, 1), None), (None, _at(0, 1))):
            row = WaitingPlace(
                client_id=house.dov.id, appointment_id=UUID(session), asked_at=_at(0, 0),
                given_at=given, left_at=left,
            )  # fmt: skip
            db.add(row)
    full, off = _items(house.bea).values()
    assert (full["taken"], full["capacity"], full["waiting"], full["unmarked"]) == (2, 2, 1, 1)
    assert (full["room"]["name"], full["provider"]["shown_name"]) == ("Green room", "Bea")
    assert (full["is_moved"], full["sequence"], full["time_zone"]) == (True, 3, ZONE)
    assert (off["status"], off["reason"], off["taken"]) == ("cancelled", "provider_away", 0)


def test_it_can_be_read_by_provider_room_or_group(house: House) -> None:
    room = Room(name="Blue room")
    with house.database.unit_of_work() as db:
        db.add(room)
    series = house.bea.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    meeting(house, _at(0, 9), title="one", provider_id=house.bea.id, room_id=room.id)
    meeting(house, _at(0, 9), title="two", provider_id=house.cleo.id, series_id=UUID(series))
    assert [*_items(house.edda, provider_id=str(house.cleo.id))] == ["two"]
    assert [*_items(house.edda, room_id=str(room.id))] == ["one"]
    assert [*_items(house.edda, series_id=series)] == ["two"]
    assert [*_items(house.edda, room_id=fresh_id())] == []


def test_it_names_providers_and_rooms_in_use_by_name(house: House) -> None:
    with house.database.unit_of_work() as db:
        db.add_all((Room(name="b"), Room(name="A"), Room(name="Gone", closed_at=clock.utc_now())))
    hal = house.person("Hal", Role.provider)
    house.edda.browser.put(f"/api/staff/{hal.id}/closure", json={})
    answer = _read(house.edda).json()
    assert [one["name"] for one in answer["rooms"]] == ["A", "b"]
    assert answer["providers"] == [
        {"id": str(who.id), "shown_name": who.name, "profession": "counselor"}
        for who in (house.bea, house.cleo)
    ]


def test_closed_days_are_those_that_touch_the_week(house: House) -> None:
    rows = [
        ("Too early", house.edda, None, -9, -1), ("Begins before", house.edda, None, -9, 0),
        ("Ends after", house.edda, None, 6, 9), ("Too late", house.edda, None, 7, 9),
        ("Knee", house.bea, house.bea.id, 2, 3), ("Leaves", house.edda, house.cleo.id, -30, None),
    ]  # fmt: skip
    with house.database.unit_of_work() as db:
        for title, by, provider, first, last in rows:
            kind = ClosureKind.absence if provider else ClosureKind.holiday
            until = None if last is None else MONDAY + timedelta(days=last)
            db.add(Closure(
                kind=kind, provider_id=provider, from_day=MONDAY + timedelta(days=first),
                until_day=until, title=title, made_by=by.id, made_at=_at(0, 0),
            ))  # fmt: skip
        db.add(Closure(
            kind=ClosureKind.holiday, from_day=MONDAY, until_day=MONDAY, title="Withdrawn",
            made_by=house.edda.id, made_at=_at(0, 0), withdrawn_at=_at(0, 0),
        ))  # fmt: skip
    assert _closed(house.edda) == {"Begins before", "Ends after", "Knee", "Leaves"}
    assert _closed(house.bea) == {"Begins before", "Ends after", "Knee", None}
    assert _closed(house.cleo) == {"Begins before", "Ends after", None, "Leaves"}


def _closed(who: Actor) -> set[str | None]:
    return {one["title"] for one in _read(who).json()["closures"]}


@pytest.mark.parametrize("size", [3, 60])
def test_it_takes_as_many_queries_for_many_sessions_as_for_few(house: House, size: int) -> None:
    _fill(house, size)
    with house.statements() as seen:
        items = _read(house.bea, 42).json()["items"]
    assert len(items) == size
    assert all(item["names"] for item in items)
    assert len(seen) <= AT_MOST, seen
    with house.statements() as seen:
        house.bea.browser.get("/api/calendar")
    assert len(seen) <= AT_MOST, seen


def _fill(house: House, size: int) -> None:
    clients = [house.client_of(house.bea, f"Client {number}") for number in range(3)]
    providers = [house.person(f"Provider {number}", Role.provider) for number in range(3)]
    rooms = [Room(name=f"Room {number}") for number in range(3)]
    with house.database.unit_of_work() as db:
        db.add_all(rooms)
        db.flush()
        for number in range(size):
            starts_at = _at(number % 42, 8 + number % 9)
            row = Appointment(
                id=new_id(), title="Group", kind=AppointmentKind.support, on_day=starts_at.date(),
                starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), changed_at=starts_at,
                provider_id=providers[number % 3].id, room_id=rooms[number % 3].id,
            )  # fmt: skip
            db.add(row)
            db.flush()
            for client in clients:
                db.add(
                    Participation(appointment_id=row.id, client_id=client.id, changed_at=starts_at)
                )
