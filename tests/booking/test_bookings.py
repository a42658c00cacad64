"""A client books an hour: what is refused with which sentence, that twice is once, and that however
many ask at once, nobody is booked twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import select

from app import clock
from app.appointments.models import Appointment, AppointmentSeries, Closure, ClosureKind
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.notices.models import Notice
from app.people.models import Role
from app.programs.kinds import AppointmentKind, Modality
from app.programs.models import Programme, ProgrammeKind, Room
from tests.support.booking_furniture import at, bookable, one_to_one
from tests.support.house import ZONE, Actor, House, fresh_id

NOON = datetime(2026, 6, 1, 16, 0, tzinfo=clock.utc_now().tzinfo)
"""A Monday, 12:00 in New York."""


@pytest.fixture(autouse=True)
def _at_noon() -> Any:
    with time_machine.travel(NOON, tick=True):
        yield


def book(client: Actor, provider: Actor, starts_at: datetime, **other: Any) -> Response:
    booking_id = other.pop("booking_id", fresh_id())
    body = {
        "provider_id": str(provider.id), "kind": "individual", "starts_at": starts_at.isoformat(),
        "modality": "in_person",
    }  # fmt: skip
    return client.browser.put(f"/api/bookings/{booking_id}", json=body | other)


def code(answer: Response) -> str:
    return "done" if answer.is_success else str(answer.json()["code"])


def individualized(house: House, *, cap: int | None = None) -> None:
    """The house's programme is one in which every provider can be booked."""
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        programme.kind = ProgrammeKind.individualized
        programme.design = programme.design | {"sessions_a_day": cap}
        db.add(programme)


def close(house: House, days: int, provider: Actor | None = None) -> None:
    day = clock.local_day(clock.utc_now(), ZONE) + timedelta(days=days)
    kind = ClosureKind.absence if provider else ClosureKind.holiday
    with house.database.unit_of_work() as db:
        row = Closure(
            kind=kind, provider_id=provider.id if provider else None, from_day=day, until_day=day,
            made_by=house.edda.id, made_at=clock.utc_now(),
        )  # fmt: skip
        db.add(row)


def appointments(house: House) -> list[Appointment]:
    with house.database.unit_of_work() as db:
        return list(db.exec(select(Appointment)))


def notices(house: House, actor: Actor) -> list[str]:
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Notice).where(Notice.person_id == actor.id))
        return sorted(row.kind.value for row in rows)


def test_nobody_is_booked_who_does_not_let_themselves_be(house: House) -> None:
    assert code(book(house.ada, house.bea, at(2, 10))) == "not_bookable"
    bookable(house, house.bea)
    assert code(book(house.ada, house.bea, at(2, 10), kind="medication")) == "not_bookable"
    assert code(book(house.dov, house.bea, at(2, 10))) == "not_bookable"
    assert code(book(house.gus, house.bea, at(2, 10))) == "not_bookable"
    stranger = Actor(UUID(fresh_id()), "Nobody", house.visitor)
    assert code(book(house.ada, stranger, at(2, 10))) == "not_bookable"
    assert appointments(house) == []


def test_a_time_that_cannot_be_booked_says_why(house: House) -> None:
    bookable(house, house.bea, notice_hours=24, days_ahead=20)
    close(house, 4)
    close(house, 5, house.bea)
    wrong = {
        at(0, 10): "in_the_past",
        at(0, 15): "too_soon",
        at(1, 11): "too_soon",
        at(21, 10): "too_far_ahead",
        at(4, 10): "centre_closed",
        at(5, 10): "provider_away",
        at(2, 8): "outside_hours",
        at(2, 16, 20): "outside_hours",
        at(2, 10, 3): "outside_hours",
        at(2, 10) + timedelta(seconds=1): "outside_hours",
    }
    found = {when: code(book(house.ada, house.bea, when)) for when in wrong}
    assert found == wrong
    assert appointments(house) == []


def test_a_way_to_meet_that_is_not_offered_is_outside_hours(house: House) -> None:
    bookable(house, house.bea, modality=Modality.remote)
    assert code(book(house.ada, house.bea, at(2, 10))) == "outside_hours"
    assert code(book(house.ada, house.bea, at(2, 10), modality="remote")) == "done"


def test_what_is_taken_is_refused_by_whose_time_it_is(house: House) -> None:
    individualized(house, cap=2)
    bookable(house, house.bea, buffer_minutes=10, sessions_a_day=3)
    bookable(house, house.cleo)
    one_to_one(house, house.dov, house.bea, at(2, 10))
    assert code(book(house.ada, house.bea, at(2, 10, 30))) == "provider_busy"
    assert code(book(house.ada, house.bea, at(2, 10, 50))) == "provider_busy"
    assert code(book(house.ada, house.bea, at(2, 9))) == "done"
    assert code(book(house.ada, house.cleo, at(2, 9, 30))) == "client_busy"
    assert code(book(house.ada, house.cleo, at(2, 9, 50))) == "done"
    assert code(book(house.ada, house.bea, at(2, 13))) == "day_is_full"
    assert code(book(house.dov, house.bea, at(2, 13))) == "done"
    ida = house.client_of(house.bea, "Ida")
    assert code(book(ida, house.bea, at(2, 15))) == "provider_day_full"
    assert code(book(ida, house.bea, at(3, 15))) == "done"


def test_a_room_that_is_taken_leaves_the_hour_free_by_link(house: House) -> None:
    with house.database.unit_of_work() as db:
        room = Room(name="Room 1")
        db.add(room)
        db.flush()
        room_id = room.id
    bookable(house, house.bea, room_id=room_id, join_link="https://meet.example/bea")
    one_to_one(house, house.dov, house.cleo, at(2, 10), room_id=room_id)
    assert code(book(house.ada, house.bea, at(2, 10))) == "room_busy"
    answer = book(house.ada, house.bea, at(2, 10), modality="remote")
    assert (code(answer), answer.json()["room"], answer.json()["is_remote"]) == ("done", None, True)
    assert answer.json()["join_link"] == "https://meet.example/bea"
    here = book(house.ada, house.bea, at(2, 11)).json()
    assert (here["room"], here["is_remote"]) == ("Room 1", False)


def test_a_booking_is_a_session_with_its_provider_who_is_told(house: House) -> None:
    bookable(house, house.bea)
    booking_id = fresh_id()
    session = book(house.ada, house.bea, at(2, 10), booking_id=booking_id).json()
    assert session["id"] == booking_id
    assert session["provider"]["shown_name"] == "Bea"
    assert (session["mine"], session["status"], session["title"]) == (
        "booked", "planned", "One-to-one",
    )  # fmt: skip
    assert session["can"] == {
        "take": False, "wait": False, "cancel": True, "ask_to_move": True, "feedback": False,
    }  # fmt: skip
    assert notices(house, house.bea) == ["client_booked"]
    assert notices(house, house.ada) == []


def test_the_same_booking_twice_is_one_and_with_other_content_is_refused(house: House) -> None:
    bookable(house, house.bea)
    booking_id = fresh_id()
    first = book(house.ada, house.bea, at(2, 10), booking_id=booking_id)
    assert book(house.ada, house.bea, at(2, 10), booking_id=booking_id).json() == first.json()
    assert code(book(house.ada, house.bea, at(2, 11), booking_id=booking_id)) == "op_reused"
    assert len(appointments(house)) == 1
    assert notices(house, house.bea) == ["client_booked"]


def test_an_id_that_is_somebodys_session_is_not_booked_again(house: House) -> None:
    bookable(house, house.bea)
    taken = one_to_one(house, house.dov, house.cleo, at(3, 10))
    assert code(book(house.ada, house.bea, at(2, 10), booking_id=taken)) == "op_reused"
    assert len(appointments(house)) == 1


def test_in_an_individualized_programme_the_first_booking_joins_the_team(house: House) -> None:
    individualized(house)
    bookable(house, house.cleo)
    assert house.cleo.browser.get(f"/api/clients/{house.ada.id}").status_code == 404
    assert code(book(house.ada, house.cleo, at(2, 10))) == "done"
    assert code(book(house.ada, house.cleo, at(3, 10))) == "done"
    assert house.cleo.browser.get(f"/api/clients/{house.ada.id}").status_code == 200
    with house.database.unit_of_work() as db:
        team = db.exec(select(CareTeamMember).where(CareTeamMember.provider_id == house.cleo.id))
        assert [row.is_primary for row in team if row.left_at is None].count(False) == 1


def test_before_admission_nobody_books(house: House) -> None:
    bookable(house, house.bea)
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.phase = Phase.assessment
        db.add(stay)
    assert code(book(house.ada, house.bea, at(2, 10))) == "not_bookable"


def test_an_hour_given_back_can_be_booked_by_somebody_else(house: House) -> None:
    individualized(house)
    bookable(house, house.bea)
    session = book(house.ada, house.bea, at(2, 10)).json()["id"]
    assert code(book(house.dov, house.bea, at(2, 10))) == "provider_busy"
    gone = house.ada.browser.put(f"/api/sessions/{session}/cancellation", json={"reason": "work"})
    assert (gone.json()["status"], gone.json()["reason"]) == ("cancelled", "work")
    assert code(book(house.dov, house.bea, at(2, 10))) == "done"


def test_somebody_elsewhere_books_the_same_instant(house: House) -> None:
    far = house.client_of(house.bea, "Ida", zone="Asia/Tokyo")
    bookable(house, house.bea)
    query = {"provider_id": str(house.bea.id), "kind": "individual", "from_day": "2026-06-03"}
    times = far.browser.get("/api/free-times", params={**query, "days": 1}).json()
    first = times["days"][0]["times"][0]["starts_at"]
    assert (times["time_zone"], first) == (ZONE, "2026-06-03T13:00:00Z")
    answer = book(far, house.bea, datetime.fromisoformat(first))
    assert answer.json()["starts_at"] == first
    calendar = far.browser.get("/api/my-calendar", params={"from_day": "2026-06-03"}).json()
    assert (calendar["time_zone"], calendar["centre_time_zone"]) == ("Asia/Tokyo", ZONE)
    assert [item["starts_at"] for item in calendar["items"]] == [first]


def _all_at_once(tries: list[Any]) -> list[str]:
    with ThreadPoolExecutor(len(tries)) as pool:
        return sorted(pool.map(patiently, tries))


def patiently(one: Callable[[], Response]) -> str:
    """What becomes of a request that is sent again when the server has no time for it, as a phone
    does: a machine with too much to do says so, and nothing is written."""
    found = code(one())
    return patiently(one) if found == "unavailable" else found


def test_of_twenty_who_want_one_hour_exactly_one_has_it(house: House) -> None:
    individualized(house)
    bookable(house, house.bea)
    clients = [house.client_of(house.bea, f"Client {n}") for n in range(20)]
    found = _all_at_once([lambda c=c: book(c, house.bea, at(2, 10)) for c in clients])
    assert found == ["done"] + ["provider_busy"] * 19
    assert len(appointments(house)) == 1


def test_of_twenty_hours_one_client_wants_at_once_they_have_exactly_one(house: House) -> None:
    individualized(house)
    providers = [house.person(f"Provider {n}", Role.provider) for n in range(20)]
    for provider in providers:
        bookable(house, provider)
    found = _all_at_once([lambda p=p: book(house.ada, p, at(2, 10)) for p in providers])
    assert found == ["client_busy"] * 19 + ["done"]
    assert len(appointments(house)) == 1


@pytest.mark.parametrize("cap", [2, 3, 4])
def test_nobody_gets_more_sessions_on_a_day_than_agreed(house: House, cap: int) -> None:
    individualized(house, cap=cap)
    bookable(house, house.bea)
    hours = [at(2, 9) + timedelta(hours=n % 8) for n in range(16)]
    found = _all_at_once([lambda h=h: book(house.ada, house.bea, h) for h in hours])
    assert found.count("done") == cap
    assert set(found) <= {"done", "day_is_full", "provider_busy", "client_busy"}
    days = [clock.local_day(row.starts_at, ZONE) for row in appointments(house)]
    assert days == [date(2026, 6, 3)] * cap


def test_the_same_booking_sent_ten_times_at_once_is_one(house: House) -> None:
    bookable(house, house.bea)
    one = fresh_id()
    tries = [lambda: book(house.ada, house.bea, at(2, 10), booking_id=one) for _ in range(10)]
    assert _all_at_once(tries) == ["done"] * 10
    assert len(appointments(house)) == 1


def test_hours_keep_their_wall_time_when_the_clocks_change(house: House) -> None:
    bookable(house, house.bea, from_time=time(9), until_time=time(10), days_ahead=365)
    query = {"provider_id": str(house.bea.id), "kind": "individual", "from_day": "2026-10-31"}
    days = house.ada.browser.get("/api/free-times", params={**query, "days": 2}).json()["days"]
    assert [day["times"][0]["starts_at"] for day in days] == [
        "2026-10-31T13:00:00Z",
        "2026-11-01T14:00:00Z",
    ]


def promise(house: House, provider: Actor) -> None:
    """A group every Monday at ten, planned eight weeks ahead."""
    today = clock.local_day(clock.utc_now(), ZONE)
    with house.database.unit_of_work() as db:
        row = AppointmentSeries(
            title="Mondays", kind=AppointmentKind.support, facilitator_id=provider.id,
            rrule="FREQ=WEEKLY;BYDAY=MO", local_time=time(10), duration_minutes=60,
            time_zone=ZONE, from_day=today, planned_until=today + timedelta(days=56),
        )  # fmt: skip
        db.add(row)


def test_an_hour_that_a_series_has_promised_is_neither_offered_nor_booked(house: House) -> None:
    bookable(house, house.bea, from_time=time(9), until_time=time(11), days_ahead=365)
    promise(house, house.bea)
    query: dict[str, Any] = {"provider_id": str(house.bea.id), "kind": "individual", "days": 1}
    for days, hours in ((70, ["13:00", "13:10"]), (71, ["13:00"])):
        query["from_day"] = at(days, 0).date().isoformat()
        [day] = house.ada.browser.get("/api/free-times", params=query).json()["days"]
        offered = [one["starts_at"][11:16] for one in day["times"]]
        assert offered[: len(hours)] == hours
        assert len(offered) == (2 if days == 70 else 8)
    assert code(book(house.ada, house.bea, at(70, 10))) == "provider_busy"
    assert code(book(house.ada, house.bea, at(70, 9))) == "done"
