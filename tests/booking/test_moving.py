"""A client asks for another time; whoever leads the session or is on the team answers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import col, select

from app.appointments.models import Appointment
from app.notices.models import Notice
from app.programs.models import Programme
from tests.booking.test_bookings import patiently, promise
from tests.support.booking_furniture import at, one_to_one
from tests.support.furniture import meeting
from tests.support.house import ZONE, Actor, House, fresh_id

NOON = datetime(2026, 6, 1, 16, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=True):
        yield


def ask(who: Actor, session: str, *wishes: datetime, **other: Any) -> tuple[str, Response]:
    request_id = other.pop("request_id", fresh_id())
    body = {
        "appointment_id": session, "wishes": [wish.isoformat() for wish in wishes],
        "reason": "work",
    }  # fmt: skip
    return request_id, who.browser.put(f"/api/move-requests/{request_id}", json=body | other)


def answer(who: Actor, client: Actor, request_id: str, **body: Any) -> Response:
    path = f"/api/clients/{client.id}/move-requests/{request_id}/answer"
    return who.browser.put(path, json=body)


def moved(who: Actor, client: Actor, request_id: str, to: datetime, **other: Any) -> Response:
    day, local_time = to.astimezone(ZoneInfo(ZONE)).isoformat()[:16].split("T")
    body = {"answer": "moved", "day": day, "local_time": local_time} | other
    return answer(who, client, request_id, **body)


def code(found: Response) -> str:
    return "done" if found.is_success else str(found.json()["code"])


def told(house: House, actor: Actor) -> list[Notice]:
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Notice).where(Notice.person_id == actor.id).order_by(col(Notice.at)))
        return list(rows)


def test_what_cannot_be_asked_for_says_why(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    strangers = one_to_one(house, house.dov, house.cleo, at(2, 10))
    begun = one_to_one(house, house.ada, house.bea, NOON - timedelta(minutes=5))
    cancelled = one_to_one(house, house.ada, house.bea, at(3, 10), status="cancelled")
    assert code(ask(house.ada, strangers)[1]) == "not_found"
    assert code(ask(house.ada, begun)[1]) == "session_has_begun"
    assert code(ask(house.ada, cancelled)[1]) == "session_cancelled"
    assert code(ask(house.ada, mine, NOON - timedelta(hours=1))[1]) == "in_the_past"
    four = [at(3, hour) for hour in (9, 10, 11, 12)]
    assert code(ask(house.ada, mine, *four)[1]) == "invalid"
    one, first = ask(house.ada, mine, at(3, 10))
    assert first.json()["request"]["wishes"] == ["2026-06-04T14:00:00Z"]
    assert code(ask(house.ada, mine, at(3, 11))[1]) == "already_asked"
    assert ask(house.ada, mine, at(3, 10), request_id=one)[1].json() == first.json()
    assert code(ask(house.ada, mine, at(3, 11), request_id=one)[1]) == "op_reused"
    assert [row.kind for row in told(house, house.bea)] == ["client_asks_to_move"]


def test_strangers_neither_see_nor_answer_a_wish(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    request_id, _ = ask(house.ada, mine, at(3, 10))
    assert house.cleo.browser.get("/api/move-requests").json() == {"items": []}
    assert code(answer(house.cleo, house.ada, request_id, answer="declined")) == "not_found"
    assert code(answer(house.bea, house.dov, request_id, answer="declined")) == "not_found"
    withdrawal = f"/api/move-requests/{request_id}/withdrawal"
    assert code(house.dov.browser.put(withdrawal, json={})) == "not_found"


def test_whoever_leads_a_session_answers_without_being_on_the_team(house: House) -> None:
    session = one_to_one(house, house.ada, house.cleo, at(2, 10))
    request_id, _ = ask(house.ada, session, at(3, 10))
    [item] = house.cleo.browser.get("/api/move-requests").json()["items"]
    assert (item["id"], item["client"]["shown_name"]) == (request_id, "Ada")
    assert [row.kind for row in told(house, house.bea)] == ["client_asks_to_move"]
    assert code(answer(house.cleo, house.ada, request_id, answer="declined")) == "done"


def test_each_wish_says_whether_everybody_and_the_room_are_free(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    one_to_one(house, house.dov, house.bea, at(3, 10))
    one_to_one(house, house.ada, house.cleo, at(4, 10))
    ask(house.ada, mine, at(3, 10, 30), at(4, 10, 40), at(2, 10, 20))
    [item] = house.bea.browser.get("/api/move-requests").json()["items"]
    assert [(w["day"], w["local_time"], w["is_free"]) for w in item["wishes"]] == [
        ("2026-06-04", "10:30", False),
        ("2026-06-05", "10:40", False),
        ("2026-06-03", "10:20", True),
    ]
    assert (item["is_group"], item["time_zone"]) == (False, "America/New_York")


def test_a_day_that_is_full_is_not_called_free(house: House) -> None:
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        programme.design = programme.design | {"sessions_a_day": 1}
        db.add(programme)
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    one_to_one(house, house.ada, house.bea, at(3, 10))
    request_id, _ = ask(house.ada, mine, at(3, 15), at(2, 15))
    [item] = house.bea.browser.get("/api/move-requests").json()["items"]
    assert [wish["is_free"] for wish in item["wishes"]] == [False, True]
    assert code(moved(house.bea, house.ada, request_id, at(3, 15))) == "day_is_full"
    assert code(moved(house.bea, house.ada, request_id, at(2, 15))) == "done"


def test_a_time_that_is_not_free_is_refused_and_the_wish_stays_open(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    one_to_one(house, house.dov, house.bea, at(3, 10))
    one_to_one(house, house.ada, house.cleo, at(4, 10))
    request_id, _ = ask(house.ada, mine)
    wrong = {
        at(3, 10): "provider_busy",
        at(4, 10): "client_busy",
        NOON - timedelta(hours=1): "in_the_past",
    }
    found = {to: code(moved(house.bea, house.ada, request_id, to)) for to in wrong}
    assert found == wrong
    assert code(answer(house.bea, house.ada, request_id, answer="moved")) == "invalid"
    assert code(answer(house.bea, house.ada, request_id, answer="perhaps")) == "invalid"
    [item] = house.bea.browser.get("/api/move-requests").json()["items"]
    assert item["answer"] is None
    assert told(house, house.ada) == []


def test_a_session_is_moved_and_the_client_reads_one_line_about_it(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    request_id, _ = ask(house.ada, mine, at(3, 10))
    done = moved(house.bea, house.ada, request_id, at(3, 10), line="See you then")
    assert (done.json()["answer"], done.json()["line"]) == ("moved", "See you then")
    [line] = told(house, house.ada)
    assert (line.kind, line.line, line.starts_at, line.new_starts_at) == (
        "request_moved", "See you then", at(2, 10), at(3, 10),
    )  # fmt: skip
    seen = house.ada.browser.get(f"/api/sessions/{mine}").json()
    assert (datetime.fromisoformat(seen["starts_at"]), seen["request"]["answer"]) == (
        at(3, 10), "moved",
    )  # fmt: skip
    assert datetime.fromisoformat(seen["was_at"]) == at(2, 10)
    again = moved(house.bea, house.ada, request_id, at(3, 10), line="See you then")
    assert code(again) == "done"
    assert len(told(house, house.ada)) == 1
    assert code(answer(house.bea, house.ada, request_id, answer="declined")) == "already_answered"


def test_a_wish_can_be_declined_with_a_line_and_asked_again(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    request_id, _ = ask(house.ada, mine, at(3, 10))
    assert code(answer(house.bea, house.ada, request_id, answer="declined", line="Full")) == "done"
    [line] = told(house, house.ada)
    assert (line.kind, line.line, line.starts_at) == ("request_declined", "Full", at(2, 10))
    seen = house.ada.browser.get(f"/api/sessions/{mine}").json()
    assert (seen["request"]["answer"], seen["can"]["ask_to_move"]) == ("declined", True)
    assert code(ask(house.ada, mine, at(4, 10))[1]) == "done"


def test_a_group_is_not_moved_for_one_person(house: House) -> None:
    session = meeting(house, at(2, 18), house.ada, house.dov, provider_id=house.bea.id)
    request_id, _ = ask(house.ada, session)
    [item] = house.bea.browser.get("/api/move-requests").json()["items"]
    assert item["is_group"]
    assert code(moved(house.bea, house.ada, request_id, at(3, 18))) == "group_not_moved"
    assert code(answer(house.bea, house.ada, request_id, answer="declined")) == "done"


def test_a_wish_ends_with_its_place_or_when_it_is_taken_back(house: House) -> None:
    first = one_to_one(house, house.ada, house.bea, at(2, 10))
    second = one_to_one(house, house.ada, house.bea, at(3, 10))
    one, _ = ask(house.ada, first, at(4, 10))
    other, _ = ask(house.ada, second, at(4, 12))
    house.ada.browser.put(f"/api/sessions/{first}/cancellation", json={"reason": "sick"})
    for _ in range(2):
        taken_back = house.ada.browser.put(f"/api/move-requests/{other}/withdrawal", json={})
        assert (taken_back.json()["request"], taken_back.json()["mine"]) == (None, "booked")
    assert house.bea.browser.get("/api/move-requests").json() == {"items": []}
    for request_id in (one, other):
        assert code(moved(house.bea, house.ada, request_id, at(4, 10))) == "already_answered"


def test_two_who_answer_at_once_move_it_once(house: House) -> None:
    session = one_to_one(house, house.ada, house.cleo, at(2, 10))
    request_id, _ = ask(house.ada, session)
    tries = [(house.bea, at(3, 10)), (house.cleo, at(4, 10))] * 4
    with ThreadPoolExecutor(len(tries)) as pool:
        found = list(
            pool.map(
                lambda one: patiently(lambda: moved(one[0], house.ada, request_id, one[1])), tries
            )
        )
    assert set(found) == {"done", "already_answered"}
    with house.database.unit_of_work() as db:
        row = db.exec(select(Appointment)).one()
    assert (row.sequence, row.starts_at in (at(3, 10), at(4, 10))) == (1, True)
    assert len(told(house, house.ada)) == 1


def test_the_list_is_few_queries_however_many_ask(house: House) -> None:
    def measured() -> int:
        with house.statements() as seen:
            assert house.bea.browser.get("/api/move-requests").status_code == 200
        return len(seen)

    for day in range(2, 4):
        ask(house.ada, one_to_one(house, house.ada, house.bea, at(day, 10)), at(day, 12))
    few = measured()
    for day in range(4, 20):
        ask(house.ada, one_to_one(house, house.ada, house.bea, at(day, 10)), at(day, 12))
    assert measured() == few <= 12


def test_a_time_that_clocks_skip_does_not_exist(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    request_id, _ = ask(house.ada, mine)
    skipped = {"answer": "moved", "day": "2027-03-14", "local_time": "02:30"}
    assert code(answer(house.bea, house.ada, request_id, **skipped)) == "no_such_time"


def test_the_same_answer_with_another_time_is_another_answer(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    request_id, _ = ask(house.ada, mine)
    assert code(moved(house.bea, house.ada, request_id, at(3, 10))) == "done"
    assert code(moved(house.bea, house.ada, request_id, at(3, 11))) == "already_answered"
    assert code(moved(house.bea, house.ada, request_id, at(4, 10))) == "already_answered"
    assert code(moved(house.bea, house.ada, request_id, at(3, 10))) == "done"


def test_a_wish_is_over_when_others_take_the_place_away(house: House) -> None:
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    request_id, _ = ask(house.ada, mine, at(3, 10))
    path = f"/api/appointments/{mine}/participants/{house.ada.id}"
    assert code(house.bea.browser.delete(path)) == "done"
    assert house.bea.browser.get("/api/move-requests").json() == {"items": []}
    assert code(moved(house.bea, house.ada, request_id, at(3, 10))) == "already_answered"
    assert code(answer(house.bea, house.ada, request_id, answer="declined")) == "already_answered"


def test_a_time_that_a_series_has_promised_is_not_called_free(house: House) -> None:
    promise(house, house.bea)
    mine = one_to_one(house, house.ada, house.bea, at(2, 10))
    request_id, _ = ask(house.ada, mine, at(70, 10), at(70, 12))
    [item] = house.bea.browser.get("/api/move-requests").json()["items"]
    assert [wish["is_free"] for wish in item["wishes"]] == [False, True]
    assert code(moved(house.bea, house.ada, request_id, at(70, 10))) == "provider_busy"
