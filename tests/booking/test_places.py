"""Places in groups: taken, waited for, given back; and what a client sees of a session, which is
never who else comes."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import col, select

from app import clock
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    Participation,
    SeriesParticipant,
)
from app.booking.models import BookingRules, SessionFeedback
from app.episodes.models import EpisodeOfCare, Phase
from app.notices.models import Notice
from app.programs.kinds import AppointmentKind, Modality
from app.programs.models import Programme
from tests.booking.test_bookings import patiently
from tests.support.booking_furniture import at, one_to_one
from tests.support.furniture import meeting
from tests.support.house import ZONE, Actor, House, fresh_id

NOON = datetime(2026, 6, 1, 16, 0, tzinfo=UTC)
GROUP = {
    "code": "skills-1", "title": "Skills", "kind": "skills", "days": ["wed"],
    "local_time": "18:00", "minutes": 90, "capacity": 2,
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=True):
        yield


def group(house: House, starts_at: datetime, *clients: Actor, **fields: Any) -> str:
    """A group meeting that Cleo leads, of the house's programme, in which two can be."""
    code = fields.pop("group_code", "skills-1")
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        programme.design = programme.design | {"groups": [GROUP]} | fields.pop("design", {})
        series = AppointmentSeries(
            title="Skills", kind=AppointmentKind.skills, programme_id=house.programme_id,
            group_code=code, facilitator_id=house.cleo.id, rrule="FREQ=WEEKLY;BYDAY=WE",
            local_time=time(18), duration_minutes=90, time_zone=ZONE,
            from_day=clock.local_day(starts_at, ZONE),
        )  # fmt: skip
        db.add_all((programme, series))
        db.flush()
        series_id = series.id
    row = {"capacity": 2, "provider_id": house.cleo.id, "series_id": series_id}
    return meeting(house, starts_at, *clients, **(row | fields))


def put(who: Actor, session: str, verb: str, **body: Any) -> Response:
    return who.browser.put(f"/api/sessions/{session}/{verb}", json=body)


def code(answer: Response) -> str:
    return "done" if answer.is_success else str(answer.json()["code"])


def told(house: House, actor: Actor) -> list[tuple[str, bool]]:
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Notice).where(Notice.person_id == actor.id).order_by(col(Notice.at)))
        return [(row.kind.value, row.is_late) for row in rows]


def phase(house: House, actor: Actor, wanted: Phase) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == actor.id)).one()
        stay.phase = wanted
        db.add(stay)


def test_what_is_not_open_to_somebody_is_not_there(house: House) -> None:
    private = one_to_one(house, house.dov, house.cleo, at(2, 10))
    session = group(house, at(2, 18), group_code="other")
    for which in (private, session, fresh_id()):
        for verb in ("place", "waiting"):
            assert code(put(house.ada, which, verb)) == "not_found"
        assert code(put(house.ada, which, "cancellation", reason="work")) == "not_found"
        assert code(house.ada.browser.delete(f"/api/sessions/{which}/waiting")) == "not_found"
        assert code(house.ada.browser.get(f"/api/sessions/{which}")) == "not_found"


def test_a_group_of_another_level_or_track_is_not_open(house: House) -> None:
    levels = [{"code": "level-2", "name": "Level 2", "hours_floor": 1, "hours_ceiling": 9}]
    first = {"code": "level-1", "name": "Level 1", "hours_floor": 1, "hours_ceiling": 9}
    other_level = GROUP | {"levels": ["level-2"]}
    design = {"groups": [other_level], "levels": [first, *levels]}
    session = group(house, at(2, 18), design=design)
    assert code(put(house.ada, session, "place")) == "not_found"
    tracks = {"groups": [GROUP | {"track": "day"}, GROUP | {"code": "b", "track": "evening"}]}
    evening = group(
        house, at(3, 18), group_code="b", design=tracks | {"tracks": ["day", "evening"]}
    )
    with house.database.unit_of_work() as db:
        mine = db.exec(
            select(AppointmentSeries).where(AppointmentSeries.group_code == "skills-1")
        ).one()
        joined = clock.utc_now()
        db.add(SeriesParticipant(series_id=mine.id, client_id=house.ada.id, joined_at=joined))
    assert code(put(house.ada, evening, "place")) == "not_found"
    ida = house.client_of(house.bea, "Ida")
    assert code(put(ida, evening, "place")) == "done"


def test_a_free_place_is_taken_and_its_leader_told_and_twice_is_once(house: House) -> None:
    session = group(house, at(2, 18), house.dov)
    seen = house.ada.browser.get(f"/api/sessions/{session}").json()
    assert (seen["mine"], seen["places_left"], seen["can"]["take"]) == ("open", 1, True)
    assert seen["join_link"] is None
    for _ in range(2):
        taken = put(house.ada, session, "place").json()
        assert (taken["mine"], taken["can"]["cancel"]) == ("booked", True)
    assert told(house, house.cleo) == [("client_booked", False)]


def test_shortly_before_it_begins_it_is_too_late_to_join(house: House) -> None:
    soon = group(house, NOON + timedelta(minutes=59))
    assert house.ada.browser.get(f"/api/sessions/{soon}").json()["can"]["take"] is False
    assert code(put(house.ada, soon, "place")) == "too_late_to_join"
    with house.database.unit_of_work() as db:
        rules = BookingRules(
            provider_id=house.cleo.id, join_notice_hours=0, changed_at=clock.utc_now()
        )
        db.add(rules)
    assert code(put(house.ada, soon, "place")) == "done"
    begun = group(house, NOON - timedelta(minutes=1))
    assert code(put(house.ada, begun, "place")) == "not_found"


def test_what_is_full_can_be_waited_for_and_the_first_who_waits_gets_the_place(
    house: House,
) -> None:
    gil = house.client_of(house.bea, "Gil")
    ida = house.client_of(house.bea, "Ida")
    session = group(house, at(2, 18), house.dov, gil)
    assert code(put(house.ada, session, "place")) == "group_full"
    first, second = put(ida, session, "waiting").json(), put(house.ada, session, "waiting").json()
    assert (first["mine"], first["position"], second["position"]) == ("waiting", 1, 2)
    assert code(put(gil, session, "cancellation", reason="sick")) == "done"
    assert ida.browser.get(f"/api/sessions/{session}").json()["mine"] == "booked"
    assert told(house, ida) == [("place_from_waiting", False)]
    assert house.ada.browser.get(f"/api/sessions/{session}").json()["position"] == 1
    gone = house.ada.browser.delete(f"/api/sessions/{session}/waiting").json()
    assert (gone["mine"], gone["can"]["wait"]) == ("open", True)
    assert code(put(house.dov, session, "cancellation", reason="sick")) == "done"
    assert told(house, house.ada) == []


def test_nobody_waits_where_there_is_a_place(house: House) -> None:
    session = group(house, at(2, 18), house.dov)
    assert code(put(house.ada, session, "waiting")) == "not_full"


def test_of_twenty_who_want_the_last_place_exactly_one_has_it(house: House) -> None:
    session = group(house, at(2, 18), house.dov)
    clients = [house.client_of(house.bea, f"Client {n}") for n in range(20)]
    with ThreadPoolExecutor(20) as pool:
        found = sorted(pool.map(lambda c: patiently(lambda: put(c, session, "place")), clients))
    assert found == ["done"] + ["group_full"] * 19
    with house.database.unit_of_work() as db:
        assert len(db.exec(select(Participation)).all()) == 2


def test_a_place_given_back_late_is_given_back_and_marked_for_staff_only(house: House) -> None:
    early, late = group(house, at(2, 18), house.ada), group(house, at(0, 18), house.ada)
    assert code(put(house.ada, early, "cancellation", reason="work")) == "done"
    assert code(put(house.ada, late, "cancellation", reason="sick")) == "done"
    assert told(house, house.cleo) == [("client_cancelled", False), ("client_cancelled", True)]
    assert told(house, house.ada) == []
    begun = group(house, NOON - timedelta(minutes=1), house.ada)
    assert code(put(house.ada, begun, "cancellation", reason="sick")) == "session_has_begun"


def test_a_reason_is_one_of_a_clients_own(house: House) -> None:
    session = group(house, at(2, 18), house.ada)
    for reason in ("provider_away", "ended", "", None, "because"):
        assert code(put(house.ada, session, "cancellation", reason=reason)) == "invalid"


def test_a_place_in_ones_own_group_can_be_taken_again(house: House) -> None:
    session = group(house, at(2, 18), house.ada, group_code="other")
    with house.database.unit_of_work() as db:
        series_id = db.exec(select(AppointmentSeries.id)).one()
        joined = clock.utc_now()
        db.add(SeriesParticipant(series_id=series_id, client_id=house.ada.id, joined_at=joined))
    for _ in range(2):
        gone = put(house.ada, session, "cancellation", reason="work").json()
        assert (gone["mine"], gone["can"]["take"]) == ("open", True)
    assert put(house.ada, session, "place").json()["mine"] == "booked"
    assert [kind for kind, _ in told(house, house.cleo)] == ["client_cancelled", "client_booked"]


def test_giving_back_a_place_that_was_given_by_hand_is_once_however_often(house: House) -> None:
    session = meeting(house, at(2, 18), house.ada, house.dov, provider_id=house.cleo.id)
    for _ in range(2):
        gone = put(house.ada, session, "cancellation", reason="work").json()
        assert (gone["mine"], set(gone["can"].values())) == ("open", {False})
    assert told(house, house.cleo) == [("client_cancelled", False)]
    assert code(put(house.ada, session, "place")) == "not_found"


def test_the_open_door_is_open_to_alumni_and_in_aftercare_only(house: House) -> None:
    session = meeting(house, at(2, 18), provider_id=house.cleo.id, open_to_alumni=True)
    assert code(put(house.ada, session, "place")) == "not_found"
    assert put(house.gus, session, "place").json()["mine"] == "booked"
    phase(house, house.ada, Phase.aftercare)
    assert put(house.ada, session, "place").json()["mine"] == "booked"


def test_nobody_learns_who_else_comes(house: House) -> None:
    gil = house.client_of(house.bea, "Gilbert")
    session = group(house, at(2, 18), house.ada, gil)
    put(house.dov, session, "waiting")
    answers = [
        house.ada.browser.get(f"/api/sessions/{session}").text,
        house.dov.browser.get(f"/api/sessions/{session}").text,
        house.ada.browser.get("/api/my-calendar", params={"days": 42}).text,
        put(house.ada, session, "cancellation", reason="work").text,
    ]
    for answer in answers:
        for other in (gil, house.dov, house.ada):
            assert str(other.id) not in answer
        assert "Gilbert" not in answer


def test_the_calendar_has_own_open_and_waited_for_sessions_and_few_queries(house: House) -> None:
    own = one_to_one(house, house.ada, house.bea, at(1, 10))
    full = group(house, at(2, 18), house.dov, house.client_of(house.bea, "Gil"))
    put(house.ada, full, "waiting")
    free = meeting(house, at(3, 18), capacity=9, provider_id=house.cleo.id)
    cancelled = one_to_one(house, house.ada, house.bea, at(4, 10), status="cancelled")
    one_to_one(house, house.dov, house.cleo, at(1, 11))
    with house.statements() as few:
        calendar = house.ada.browser.get("/api/my-calendar").json()
    found = {item["id"]: (item["mine"], item["status"]) for item in calendar["items"]}
    assert found == {
        own: ("booked", "planned"),
        full: ("waiting", "planned"),
        cancelled: ("booked", "cancelled"),
    }
    assert free not in found
    for day in range(5, 40):
        one_to_one(house, house.ada, house.bea, at(day, 10))
    with house.statements() as many:
        items = house.ada.browser.get("/api/my-calendar", params={"days": 42}).json()["items"]
    assert len(items) == 38
    assert len(many) == len(few) <= 10, many


def test_a_moved_session_says_when_it_was_to_be(house: House) -> None:
    session = one_to_one(house, house.ada, house.bea, at(2, 10))
    answer = house.bea.browser.put(
        f"/api/appointments/{session}/time",
        json={
            "day": at(3, 10).date().isoformat(), "local_time": "11:00", "sequence": 0,
            "confirm": True,
        },
    )  # fmt: skip
    assert answer.status_code == 200, answer.text
    seen = house.ada.browser.get(f"/api/sessions/{session}").json()
    assert datetime.fromisoformat(seen["was_at"]) == at(2, 10)
    assert datetime.fromisoformat(seen["starts_at"]) == at(3, 11)


def test_after_a_session_two_private_answers_are_kept_once(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(-1, 10))
    to_come = one_to_one(house, house.ada, house.bea, at(1, 10))
    strangers = one_to_one(house, house.dov, house.cleo, at(-1, 12))
    said = {"heard": 8, "helped": 0}
    one = fresh_id()

    def say(session: str, which: str = "", **other: Any) -> str:
        path = f"/api/session-feedback/{which or fresh_id()}"
        body = {"appointment_id": session, **said, **other}
        return code(house.ada.browser.put(path, json=body))

    assert say(strangers) == "not_found"
    assert say(to_come) == "not_over_yet"
    assert say(mine, heard=11) == "invalid"
    assert house.ada.browser.get(f"/api/sessions/{mine}").json()["can"]["feedback"]
    assert [say(mine, one), say(mine, one)] == ["done", "done"]
    assert say(mine, one, heard=1) == "op_reused"
    assert not house.ada.browser.get(f"/api/sessions/{mine}").json()["can"]["feedback"]
    with house.database.unit_of_work() as db:
        [row] = db.exec(select(SessionFeedback)).all()
    assert (row.provider_id, row.heard, row.helped) == (house.bea.id, 8, 0)


def test_no_route_shows_anybody_what_was_said_in_private(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(-1, 10))
    body = {"appointment_id": mine, "heard": 7, "helped": 7}
    house.ada.browser.put(f"/api/session-feedback/{fresh_id()}", json=body)
    said_in = {"FeedbackWrite"}
    assert _schemas_with(house, "heard") == said_in
    assert _schemas_with(house, "helped") == said_in | {"CravingBrief"}  # what helps in a craving
    assert _schemas_answered_with(house).isdisjoint(said_in)
    for who in (house.bea, house.edda, house.ada):
        for path in ("/api/notices", "/api/move-requests", f"/api/clients/{house.ada.id}"):
            assert "heard" not in who.browser.get(path).text


def _schemas_with(house: House, field: str) -> set[str]:
    """The names of the schemas that have a field of this name."""
    schemas = house.app.openapi()["components"]["schemas"]
    return {name for name, schema in schemas.items() if field in schema.get("properties", {})}


def _schemas_answered_with(house: House) -> set[str]:
    """The names of the schemas that any route answers with, also those inside of others."""
    spec = house.app.openapi()
    schemas = spec["components"]["schemas"]
    routes = [route for path in spec["paths"].values() for route in path.values()]
    found: set[str] = set()
    new = _named_in([route["responses"] for route in routes])
    while new:
        found |= new
        new = _named_in([schemas[name] for name in new]) - found
    return found


def _named_in(part: object) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(part)))


def test_alumni_see_open_classes_in_their_calendar(house: House) -> None:
    session = meeting(house, at(2, 18), provider_id=house.cleo.id, open_to_alumni=True,
                      modality=Modality.either, join_link="https://meet.example/x")  # fmt: skip
    [item] = house.gus.browser.get("/api/my-calendar").json()["items"]
    assert (item["id"], item["mine"], item["can"]["take"], item["join_link"]) == (
        session, "open", True, None,
    )  # fmt: skip
    put(house.gus, session, "place")
    [item] = house.gus.browser.get("/api/my-calendar").json()["items"]
    assert item["join_link"] == "https://meet.example/x"
    with house.database.unit_of_work() as db:
        assert db.exec(select(Appointment)).one().capacity is None
