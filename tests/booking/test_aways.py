"""Somebody is away: what is given back and what stays, the hours to make up, and that nobody is put
into a session they cannot come to."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import select

from app.appointments.models import Appointment, Participation
from app.notices.models import Notice
from app.programs.kinds import AppointmentKind, Modality
from tests.support.booking_furniture import at, away_body, one_to_one
from tests.support.furniture import meeting, series_body
from tests.support.house import Actor, House, fresh_id

NOON = datetime(2026, 6, 1, 16, 0, tzinfo=UTC)
LINK = "https://meet.example/x"
TRIP = ("2026-06-03", "2026-06-06")


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=True):
        yield


def away(who: Actor, from_day: str = TRIP[0], back_on: str = TRIP[1], **other: Any) -> Response:
    away_id = other.pop("away_id", fresh_id())
    return who.browser.put(f"/api/aways/{away_id}", json=away_body(from_day, back_on, **other))


def preview(who: Actor, from_day: str = TRIP[0], back_on: str = TRIP[1], **other: Any) -> Response:
    return who.browser.post("/api/away-previews", json=away_body(from_day, back_on, **other))


def code(found: Response) -> str:
    return "done" if found.is_success else str(found.json()["code"])


def ids(answer: Response, which: str) -> list[str]:
    return [row["id"] for row in answer.json()[which]]


def told(house: House, actor: Actor) -> list[tuple[str, int | None]]:
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Notice).where(Notice.person_id == actor.id))
        return sorted(((row.kind.value, row.count) for row in rows), key=str)


def test_an_absence_that_makes_no_sense_is_refused(house: House) -> None:
    wrong = {
        ("2026-06-06", "2026-06-06"): "invalid",
        ("2026-06-06", "2026-06-03"): "invalid",
        ("2026-05-20", "2026-06-01"): "away_in_the_past",
        ("2026-06-03", "2027-06-03"): "away_too_long",
        ("0001-01-01", "2026-06-06"): "invalid",
    }
    for (from_day, back_on), expected in wrong.items():
        assert code(preview(house.ada, from_day, back_on)) == expected
        assert code(away(house.ada, from_day, back_on)) == expected
    assert code(away(house.ada, time_zone="Mars/Olympus")) == "invalid"
    assert code(away(house.ada)) == "done"
    assert code(away(house.ada, "2026-06-05", "2026-06-09")) == "away_already"
    assert code(preview(house.ada, "2026-06-05", "2026-06-09")) == "away_already"
    assert code(away(house.ada, "2026-06-06", "2026-06-09")) == "done"


def test_a_preview_says_what_saving_does_and_changes_nothing(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    group = meeting(house, at(3, 18), house.ada, house.dov, provider_id=house.cleo.id)
    by_link = one_to_one(
        house, house.ada, house.bea, at(4, 10), modality=Modality.either, join_link=LINK
    )
    one_to_one(house, house.ada, house.bea, at(5, 10))
    before = house.snapshot()
    seen = preview(house.ada, takes_part_remotely=True)
    after = house.snapshot()
    assert {name for name in before if before[name] != after[name]} == {
        "audit_event", "audit_subject",
    }  # fmt: skip
    assert (ids(seen, "cancelled"), ids(seen, "remote")) == ([mine, group], [by_link])
    assert seen.json()["hours_to_make_up"] == round(110 / 60, 2)
    assert seen.json()["away"] is None
    done = away(house.ada, takes_part_remotely=True).json()
    assert {**done, "away": None} == seen.json()


def test_what_is_given_back_is_free_again_and_everybody_is_told_once(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    also = one_to_one(house, house.ada, house.bea, at(2, 12))
    group = meeting(house, at(3, 18), house.ada, house.dov, provider_id=house.cleo.id)
    assert ids(away(house.ada), "cancelled") == [mine, also, group]
    assert told(house, house.bea) == [("client_away", 2)]
    assert told(house, house.cleo) == [("client_away", 1)]
    assert told(house, house.ada) == []
    with house.database.unit_of_work() as db:
        rows = {str(row.id): row for row in db.exec(select(Appointment))}
        assert (rows[mine].status, rows[mine].reason) == ("cancelled", "travelling")
        assert rows[group].status == "planned"
        places = {
            (str(place.appointment_id), place.client_id): place.attendance
            for place in db.exec(select(Participation))
        }
    assert (group, house.ada.id) not in places
    assert set(places.values()) == {None}


def test_what_goes_on_by_link_is_marked_so(house: House) -> None:
    session = one_to_one(
        house, house.ada, house.bea, at(2, 10), modality=Modality.either, join_link=LINK
    )
    no_link = one_to_one(house, house.ada, house.bea, at(3, 10), modality=Modality.remote)
    answer = away(house.ada, takes_part_remotely=True)
    assert (ids(answer, "remote"), ids(answer, "cancelled")) == ([session], [no_link])
    assert house.ada.browser.get(f"/api/sessions/{session}").json()["is_remote"] is True


def test_saying_it_twice_is_once_and_something_else_is_refused(house: House) -> None:
    one_to_one(house, house.ada, house.bea, at(2, 10))
    one = fresh_id()
    first = away(house.ada, away_id=one)
    assert away(house.ada, away_id=one).json() == first.json()
    assert code(away(house.ada, "2026-06-03", "2026-06-07", away_id=one)) == "op_reused"
    assert told(house, house.bea) == [("client_away", 1)]


def test_coming_back_early_lists_what_was_given_back_and_takes_nothing_again(
    house: House,
) -> None:
    first = one_to_one(house, house.ada, house.bea, at(2, 10))
    second = one_to_one(house, house.ada, house.bea, at(4, 10))
    one = fresh_id()
    away(house.ada, away_id=one)
    end = f"/api/aways/{one}/end"
    assert code(house.dov.browser.put(end, json={})) == "not_found"
    with time_machine.travel(at(3, 9), tick=True):
        for _ in range(2):
            back = house.ada.browser.put(end, json={})
            assert ids(back, "cancelled") == [second]
            assert back.json()["away"]["ended_at"] is not None
        calendar = house.ada.browser.get("/api/my-calendar", params={"from_day": "2026-06-01"})
        assert calendar.json()["away"] is None
        items = {item["id"]: item["status"] for item in calendar.json()["items"]}
        assert items == {first: "cancelled", second: "cancelled"}
        assert code(away(house.ada, "2026-06-04", "2026-06-06")) == "done"
    assert told(house, house.bea) == [
        ("client_away", 0), ("client_away", 2), ("client_away", None),
    ]  # fmt: skip


def test_the_calendar_says_when_somebody_is_away(house: House) -> None:
    away(house.ada, "2026-06-10", "2026-06-12", time_zone="Europe/Madrid")
    away(house.ada)
    found = house.ada.browser.get("/api/my-calendar").json()["away"]
    assert (found["from_day"], found["back_on"], found["time_zone"]) == (*TRIP, None)


def test_planning_ahead_puts_nobody_into_a_session_they_are_away_from(house: House) -> None:
    away(house.ada, "2026-06-03", "2026-06-10", takes_part_remotely=False)
    body = series_body(days=["thu"], from_day="2026-06-01")
    series = house.bea.browser.post("/api/appointment-series", json=body).json()["id"]
    place = f"/api/appointment-series/{series}/participants/{house.ada.id}"
    assert house.bea.browser.put(place, json={}).is_success
    days = {item["starts_at"][:10] for item in _items(house)}
    assert "2026-06-04" not in days
    assert {"2026-06-11", "2026-06-18"} <= days


def _items(house: House) -> list[dict[str, Any]]:
    answer = house.ada.browser.get("/api/my-calendar", params={"days": 42}).json()
    return [item for item in answer["items"] if item["mine"] == "booked"]


def test_days_are_the_centres(house: House) -> None:
    far = house.client_of(house.bea, "Ida", zone="Asia/Tokyo")
    evening = one_to_one(house, far, house.bea, at(2, 23))
    morning = one_to_one(
        house, far, house.bea, at(3, 0) + timedelta(minutes=1), kind=AppointmentKind.family
    )
    answer = away(far, "2026-06-04", "2026-06-05")
    assert ids(answer, "cancelled") == [morning]
    assert far.browser.get(f"/api/sessions/{evening}").json()["status"] == "planned"
