"""What a client does with their own place leaves the places of others alone; and a client who was
taken out of a session does not follow it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlmodel import select

from app import clock
from app.appointments.models import Appointment, Participation, PlaceChange
from app.appointments.planning import plan_all_ahead
from app.booking.queries import is_group
from app.ids import new_id
from app.programs.kinds import AppointmentKind
from tests.booking.test_places import code, group, put, told
from tests.support.booking_furniture import at, one_to_one
from tests.support.furniture import meeting
from tests.support.house import Actor, House

NOON = datetime(2026, 6, 1, 16, 0, tzinfo=UTC)
KINDS = AppointmentKind


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=True):
        yield


def status(house: House, session: str) -> tuple[str, int]:
    """What became of a session, and how many have a place in it."""
    with house.database.unit_of_work() as db:
        row = db.get_one(Appointment, UUID(session))
        places = db.exec(select(Participation).where(Participation.appointment_id == row.id))
        return row.status.value, len(places.all())


def let_out(house: House, session: str, client: Actor) -> str:
    """The client's counselor takes them out."""
    path = f"/api/appointments/{session}/participants/{client.id}"
    return code(house.bea.browser.delete(path))


@pytest.mark.parametrize(("fields", "wanted"), [
    ({"kind": KINDS.holistic, "series": True}, True),
    ({"kind": KINDS.aftercare, "series": True}, True),
    ({"kind": KINDS.family, "series": True}, True),
    ({"kind": KINDS.individual, "open_to_alumni": True}, True),
    ({"kind": KINDS.family, "open_to_family": True}, True),
    ({"kind": KINDS.individual, "capacity": 1, "open_to_alumni": True}, True),
    ({"kind": KINDS.family, "capacity": 2}, True),
    ({"kind": KINDS.individual, "taken": 2}, True),
    ({"kind": KINDS.skills}, True),
    ({"kind": KINDS.skills, "capacity": 1}, False),
    ({"kind": KINDS.family}, False),
    ({"kind": KINDS.family, "series": True, "capacity": 1}, False),
    ({"kind": KINDS.medication, "series": True}, False),
    ({"kind": KINDS.individual, "series": True, "taken": 1}, False),
], ids=str)  # fmt: skip
def test_what_is_a_group(fields: dict[str, Any], wanted: bool) -> None:
    said = dict(fields)
    taken = said.pop("taken", 1)
    series_id = new_id() if said.pop("series", False) else None
    row = Appointment(
        title="Something", on_day=NOON.date(), starts_at=NOON, ends_at=NOON + timedelta(hours=1),
        series_id=series_id, **said,
    )  # fmt: skip
    assert is_group(row, {row.id: taken}) is wanted


def test_one_who_gives_a_place_back_does_not_cancel_the_class(house: House) -> None:
    kinds = (KINDS.holistic, KINDS.aftercare, KINDS.family)
    for day, kind in enumerate(kinds, start=2):
        session = group(house, at(day, 18), house.ada, kind=kind, capacity=None)
        assert code(put(house.ada, session, "cancellation", reason="sick")) == "done"
        assert status(house, session) == ("planned", 0)
    open_door = meeting(house, at(6, 18), house.ada, kind=KINDS.individual, open_to_alumni=True)
    assert code(put(house.ada, open_door, "cancellation", reason="sick")) == "done"
    assert status(house, open_door) == ("planned", 0)


def test_an_hour_somebody_waits_for_goes_to_them(house: House) -> None:
    session = group(house, at(2, 18), house.ada, capacity=1)
    assert code(put(house.dov, session, "waiting")) == "done"
    assert code(put(house.ada, session, "cancellation", reason="sick")) == "done"
    assert status(house, session) == ("planned", 1)
    assert house.dov.browser.get(f"/api/sessions/{session}").json()["mine"] == "booked"
    assert code(put(house.dov, session, "cancellation", reason="sick")) == "done"
    assert status(house, session)[0] == "cancelled"


def test_nobody_comes_from_the_waiting_list_within_the_last_hour(house: House) -> None:
    soon = group(house, NOON + timedelta(minutes=90), house.dov, capacity=1)
    later = group(house, NOON + timedelta(hours=4), house.dov, capacity=1)
    for session in (soon, later):
        assert code(put(house.ada, session, "waiting")) == "done"
    with time_machine.travel(NOON + timedelta(minutes=31), tick=True):
        for session in (soon, later):
            assert code(put(house.dov, session, "cancellation", reason="sick")) == "done"
        with house.database.unit_of_work() as db:
            plan_all_ahead(db, clock.utc_now())
        assert status(house, soon) == ("planned", 0)
        seen = house.ada.browser.get(f"/api/sessions/{soon}").json()
        assert (seen["mine"], seen["position"], seen["places_left"]) == ("waiting", 1, 1)
        assert house.ada.browser.get(f"/api/sessions/{later}").json()["mine"] == "booked"
    assert told(house, house.ada) == [("place_from_waiting", False)]


def test_who_was_taken_out_by_others_follows_the_session_no_more(house: House) -> None:
    session = meeting(house, at(2, 18), house.ada, house.dov, provider_id=house.bea.id)
    assert let_out(house, session, house.ada) == "done"
    assert code(put(house.ada, session, "cancellation", reason="sick")) == "not_found"
    assert code(house.ada.browser.delete(f"/api/sessions/{session}/waiting")) == "not_found"


def test_who_was_taken_off_the_list_by_others_follows_the_session_no_more(house: House) -> None:
    session = group(house, at(2, 18), house.dov, capacity=1)
    assert code(put(house.ada, session, "waiting")) == "done"
    assert let_out(house, session, house.ada) == "done"
    _close_to_ada(house, session)
    assert code(house.ada.browser.delete(f"/api/sessions/{session}/waiting")) == "not_found"


def test_who_leaves_the_list_by_themselves_may_say_so_twice(house: House) -> None:
    session = group(house, at(2, 18), house.dov, capacity=1)
    assert code(put(house.ada, session, "waiting")) == "done"
    _close_to_ada(house, session)
    for _ in range(2):
        gone = house.ada.browser.delete(f"/api/sessions/{session}/waiting")
        assert (code(gone), gone.json()["mine"]) == ("done", "open")
    with house.database.unit_of_work() as db:
        assert len(db.exec(select(PlaceChange)).all()) == 1


def test_giving_back_and_then_being_taken_out_is_being_taken_out(house: House) -> None:
    session = meeting(house, at(2, 18), house.ada, house.dov, provider_id=house.bea.id)
    assert code(put(house.ada, session, "cancellation", reason="sick")) == "done"
    path = f"/api/appointments/{session}/participants/{house.ada.id}"
    assert code(house.bea.browser.put(path, json={})) == "done"
    assert let_out(house, session, house.ada) == "done"
    assert code(put(house.ada, session, "cancellation", reason="sick")) == "not_found"


def test_a_session_for_one_is_still_cancelled_with_its_client(house: House) -> None:
    session = one_to_one(house, house.ada, house.bea, at(2, 10), kind=KINDS.family, capacity=None)
    assert code(put(house.ada, session, "cancellation", reason="sick")) == "done"
    assert status(house, session) == ("cancelled", 1)


def _close_to_ada(house: House, session: str) -> None:
    """The session is no longer open to those of the programme."""
    with house.database.unit_of_work() as db:
        row = db.get_one(Appointment, UUID(session))
        row.series_id = None
        db.add(row)
