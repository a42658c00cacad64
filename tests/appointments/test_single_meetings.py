"""Single sessions as staff make, move and cancel them, and who may."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from httpx2 import Response

from app.appointments.models import Participation
from tests.appointments.calendars import (
    MONDAY,
    at,
    begun,
    cap,
    joined,
    opened,
    places_of,
    refused,
    room,
    rows_of,
    single,
    told,
    waits_for,
)
from tests.support.house import Actor, House, fresh_id

DAY = timedelta(days=1)


def _time(actor: Actor, meeting: dict[str, Any], **body: Any) -> Response:
    said = {"day": str(MONDAY), "local_time": "11:00", "sequence": meeting["sequence"]} | body
    return actor.browser.put(f"/api/appointments/{meeting['id']}/time", json=said)


def _cancel(actor: Actor, meeting: dict[str, Any], **body: Any) -> Response:
    said = {"reason": "other", "sequence": meeting["sequence"], "confirm": True} | body
    return actor.browser.put(f"/api/appointments/{meeting['id']}/cancellation", json=said)


def _take_back(actor: Actor, meeting: dict[str, Any]) -> Response:
    return actor.browser.delete(f"/api/appointments/{meeting['id']}/cancellation")


def _in(actor: Actor, meeting: dict[str, Any], client: Actor) -> Response:
    path = f"/api/appointments/{meeting['id']}/participants/{client.id}"
    return actor.browser.put(path, json={})


def _out(actor: Actor, meeting: dict[str, Any], client: Actor) -> Response:
    return actor.browser.delete(f"/api/appointments/{meeting['id']}/participants/{client.id}")


@pytest.mark.parametrize(
    "bad",
    [
        {"title": " "}, {"title": "two\nlines"}, {"kind": "party"}, {"day": "2027-02-30"},
        {"local_time": "25:00"}, {"local_time": "10:00:30"}, {"duration_minutes": -60},
        {"duration_minutes": 0}, {"duration_minutes": 721}, {"capacity": 0}, {"capacity": -3},
        {"join_link": "javascript:alert(1)"}, {"join_link": "http://meet.example/x"},
        {"client_ids": "Ada"}, {"starts_at": "2027-01-01T10:00:00Z"}, {"modality": "x"},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_not_made(house: House, bad: dict[str, object]) -> None:
    assert refused(single(house.bea, **bad)) == (422, "invalid")
    assert house.count("appointment") == 0


def test_each_refusal_has_its_own_word_and_makes_nothing(house: House) -> None:
    there = room(house)
    opened(house.bea)
    assert single(house.bea, house.ada, room_id=there).status_code == 201
    cap(house, house.gus, 1)
    assert single(house.bea, house.gus, local_time="08:00").status_code == 201
    before = house.snapshot()
    with time_machine.travel(datetime(2027, 3, 12, 12, tzinfo=UTC), tick=False):
        bea = Actor(house.bea.id, "Bea", house.another_browser(house.bea))
        before = house.snapshot()
        answer = single(bea, day="2027-03-14", local_time="02:30")
        assert refused(answer) == (422, "no_such_time")
        assert single(bea, day="2027-03-14", local_time="03:00").status_code == 201
    before = house.snapshot()
    cleo = {"provider_id": str(house.cleo.id)}
    for actor, clients, other, expected in (
        (house.bea, [], {"day": "2020-01-06"}, (422, "in_the_past")),
        (house.bea, [], {"day": str(MONDAY + 500 * DAY)}, (422, "too_far_ahead")),
        (house.bea, [], {"local_time": "09:30"}, (409, "provider_busy")),
        (house.bea, [], {"local_time": "18:00"}, (409, "provider_busy")),
        (house.bea, [], {"local_time": "18:00", "day": str(MONDAY + 140 * DAY)},
         (409, "provider_busy")),
        (house.cleo, [], {"room_id": there}, (409, "room_busy")),
        (house.cleo, [], {"room_id": fresh_id()}, (422, "no_such_room")),
        (house.bea, [house.ada], cleo, (409, "client_busy")),
        (house.bea, [house.gus], cleo, (409, "day_is_full")),
        (house.bea, [house.ada, house.gus], {"local_time": "14:00", "capacity": 1},
         (409, "group_full")),
        (house.bea, [], {"provider_id": str(house.ada.id)}, (422, "no_such_provider")),
        (house.edda, [], {}, (422, "no_leader")),
        (house.cleo, [house.ada], {}, (404, "not_found")),
        (house.edda, [house.ada], cleo, (404, "not_found")),
    ):  # fmt: skip
        assert refused(single(actor, *clients, **other)) == expected, (actor.name, other)
    assert house.snapshot() == before


def test_a_session_is_at_the_centres_wall_time_and_shows_whom_the_viewer_knows(
    house: House,
) -> None:
    there = room(house, "Garden room")
    made = single(house.bea, house.ada, room_id=there, provider_id=str(house.cleo.id)).json()
    assert made["starts_at"] == at(MONDAY, "10:00").isoformat().replace("+00:00", "Z")
    assert made["provider"] == {"id": str(house.cleo.id), "shown_name": "Cleo"}
    assert made["room"] == {"id": there, "name": "Garden room"}
    assert (made["taken"], made["waiting"], made["sequence"]) == (1, 0, 0)
    path = f"/api/appointments/{made['id']}"
    for actor, names in ((house.bea, ["Ada"]), (house.cleo, ["Ada"]), (house.edda, [])):
        shown = actor.browser.get(path).json()
        assert [one["shown_name"] for one in shown["participants"]] == names
        assert shown["taken"] == 1
    hal = single(house.cleo, house.dov, local_time="12:00").json()
    assert house.bea.browser.get(f"/api/appointments/{hal['id']}").json()["participants"] == []
    assert told(house) == [("Ada", "booked", 1), ("Cleo", "booked", 1), ("Dov", "booked", 1)]


def test_a_stranger_changes_nothing_of_it(house: House) -> None:
    made = single(house.bea, house.ada, capacity=5).json()
    before = house.snapshot()
    for answer in (
        _time(house.cleo, made, confirm=True), _cancel(house.cleo, made),
        _take_back(house.cleo, made), _in(house.cleo, made, house.dov),
        _in(house.cleo, made, house.ada), _out(house.cleo, made, house.ada),
        _in(house.bea, made, house.dov), _time(house.bea, made | {"id": fresh_id()}),
    ):  # fmt: skip
        assert refused(answer) == (404, "not_found")
    assert refused(_in(house.edda, made, house.ada)) == (403, "not_allowed")
    assert house.snapshot() == before


def test_moving_asks_first_and_says_whom_it_hits(house: House) -> None:
    made = single(house.bea, house.ada, house.gus).json()
    other = single(house.bea, house.ada, local_time="12:00", provider_id=str(house.cleo.id))
    assert other.status_code == 201
    before = house.snapshot()
    for body, expected, extra in (
        ({"sequence": 4}, (409, "changed_meanwhile"), {}),
        ({}, (409, "people_signed_up"), {"count": 2, "busy": 0}),
        ({"local_time": "12:30"}, (409, "people_signed_up"), {"count": 2, "busy": 1}),
        ({"day": "2020-01-01", "confirm": True}, (422, "in_the_past"), {}),
        ({"local_time": "12:00", "provider_id": str(house.cleo.id), "confirm": True},
         (409, "provider_busy"), {}),
    ):  # fmt: skip
        answer = _time(house.bea, made, **body)
        assert refused(answer) == expected
        assert answer.json() == answer.json() | extra
    answer = _time(house.bea, other.json(), local_time="10:00", confirm=True)
    assert (refused(answer), answer.json()["count"]) == ((409, "client_busy"), 1)
    assert house.snapshot() == before
    told(house)
    moved = _time(house.edda, made, local_time="12:30", duration_minutes=30, confirm=True).json()
    assert (moved["is_moved"], moved["sequence"], moved["taken"]) == (True, 1, 1)
    assert moved["ends_at"] == at(MONDAY, "13:00").isoformat().replace("+00:00", "Z")
    assert told(house) == [("Ada", "cancelled", 1), ("Bea", "moved", 1), ("Gus", "moved", 1)]


def test_cancelled_it_can_take_place_after_all_if_everybody_is_free(house: House) -> None:
    made = single(house.bea, house.ada).json()
    answer = _cancel(house.bea, made, confirm=False)
    assert (refused(answer), answer.json()["count"]) == ((409, "people_signed_up"), 1)
    assert refused(_cancel(house.bea, made, sequence=1)) == (409, "changed_meanwhile")
    assert refused(_cancel(house.bea, made, reason="bored")) == (422, "invalid")
    gone = _cancel(house.bea, made).json()
    assert (gone["status"], gone["reason"], gone["sequence"]) == ("cancelled", "other", 1)
    assert refused(_time(house.bea, gone, confirm=True)) == (409, "session_cancelled")
    assert _cancel(house.bea, gone).json() == gone
    elsewhere = single(house.bea, house.ada, provider_id=str(house.cleo.id)).json()
    assert refused(_take_back(house.bea, made)) == (409, "client_busy")
    _cancel(house.bea, elsewhere)
    instead = single(house.bea).json()
    assert refused(_take_back(house.bea, made)) == (409, "provider_busy")
    _cancel(house.bea, instead)
    back = _take_back(house.bea, made).json()
    assert (back["status"], back["reason"], back["taken"]) == ("planned", None, 1)
    begun(house, UUID(made["id"]))
    assert refused(_cancel(house.bea, back)) == (409, "already_begun")
    assert refused(_time(house.bea, back, confirm=True)) == (409, "already_begun")
    assert refused(_in(house.bea, back, house.gus)) == (409, "already_begun")
    assert refused(_out(house.bea, back, house.ada)) == (409, "already_begun")


def test_one_place_in_one_meeting_of_a_group(house: House) -> None:
    series = opened(house.cleo, capacity=1)
    row = rows_of(house, series["id"])[0]
    meeting = {"id": str(row.id), "sequence": 0}
    told(house)
    assert [_in(house.bea, meeting, house.ada).status_code for _ in range(2)] == [204, 204]
    assert told(house) == [("Ada", "booked", 1), ("Cleo", "client_booked", 1)]
    assert places_of(house, house.ada) == {row.id}
    assert refused(_in(house.cleo, meeting, house.dov)) == (409, "group_full")
    # Dov belongs to the group from now on, and waits for the one meeting that is full.
    assert joined(house.cleo, series, house.dov) == [204]
    assert (len(places_of(house, house.dov)), waits_for(house, house.dov)) == (
        len(rows_of(house, series["id"])) - 1, 1,
    )  # fmt: skip
    told(house)
    assert _out(house.cleo, meeting, house.ada).status_code == 204
    assert row.id in places_of(house, house.dov)
    assert told(house) == [
        ("Ada", "cancelled", 1), ("Cleo", "client_booked", 1), ("Dov", "place_from_waiting", 1),
    ]  # fmt: skip


def test_members_get_the_places_their_day_has_room_for(house: House) -> None:
    series = opened(house.bea)
    rows = rows_of(house, series["id"])
    cap(house, house.ada, 1)
    assert single(house.bea, house.ada, day=str(rows[1].on_day)).status_code == 201
    cap(house, house.gus, 5)
    assert joined(house.bea, series, house.ada, house.gus) == [204, 204]
    assert rows[1].id not in places_of(house, house.ada)
    assert len(places_of(house, house.ada)) == len(rows)
    assert len(places_of(house, house.gus)) == len(rows)
    with house.database.unit_of_work() as db:
        assert db.get(Participation, (rows[1].id, house.ada.id)) is None
