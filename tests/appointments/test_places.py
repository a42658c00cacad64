"""Who belongs to a session, and who may know."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from sqlmodel import col, select, update

from app import clock
from app.appointments.models import Appointment, Attendance, Participation
from app.appointments.service import plan_all_ahead
from tests.support.furniture import series_body
from tests.support.house import Actor, House, fresh_id


def _series(actor: Actor, **other: Any) -> str:
    answer = actor.browser.post("/api/appointment-series", json=series_body(**other))
    found: str = answer.json()["id"]
    return found


def _path(series_id: str, client: Actor) -> str:
    return f"/api/appointment-series/{series_id}/participants/{client.id}"


def _join(actor: Actor, series_id: str, client: Actor) -> int:
    return actor.browser.put(_path(series_id, client), json={}).status_code


def _leave(actor: Actor, series_id: str, client: Actor) -> int:
    return actor.browser.delete(_path(series_id, client)).status_code


def _places(house: House, client: Actor) -> int:
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Participation).where(Participation.client_id == client.id))
        return len(rows.all())


def _names(actor: Actor) -> dict[str, list[str]]:
    items = actor.browser.get("/api/appointment-series").json()["items"]
    return {
        item["title"]: [person["shown_name"] for person in item["participants"]] for item in items
    }


def test_nobody_gives_a_strangers_client_a_place(house: House) -> None:
    own, other = _series(house.cleo), _series(house.bea)
    for series_id, client_id in (
        (own, house.ada.id),
        (other, house.ada.id),
        (own, fresh_id()),
        (fresh_id(), house.dov.id),
        (own, house.bea.id),
        (own, house.fay.id),
    ):
        path = f"/api/appointment-series/{series_id}/participants/{client_id}"
        for answer in (house.cleo.browser.put(path, json={}), house.cleo.browser.delete(path)):
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (house.count("series_participant"), house.count("participation")) == (0, 0)


def test_a_place_is_one_in_every_coming_meeting_and_joining_twice_is_once(house: House) -> None:
    series_id = _series(house.bea)
    first = _first_meeting(house)
    _move_to_the_past(house, first)
    assert [_join(house.bea, series_id, house.ada) for _ in range(2)] == [204, 204]
    assert _places(house, house.ada) == house.count("appointment") - 1
    assert len(house.ada.browser.get("/api/today").json()["sessions"]) >= 1


def _first_meeting(house: House) -> Any:
    with house.database.unit_of_work() as db:
        return db.exec(select(Appointment.id).order_by(col(Appointment.starts_at))).first()


def _move_to_the_past(house: House, appointment_id: Any) -> None:
    past = clock.utc_now() - timedelta(hours=5)
    with house.database.unit_of_work() as db:
        db.exec(
            update(Appointment)
            .where(col(Appointment.id) == appointment_id)
            .values(starts_at=past, ends_at=past + timedelta(hours=1))
        )


def test_ten_who_join_or_leave_at_once_are_one(house: House) -> None:
    series_id = _series(house.bea)
    with ThreadPoolExecutor(10) as pool:
        joined = list(pool.map(lambda _: _join(house.bea, series_id, house.ada), range(10)))
        places = _places(house, house.ada)
        left = list(pool.map(lambda _: _leave(house.bea, series_id, house.ada), range(10)))
    assert set(joined) == set(left) == {204}
    assert places == house.count("appointment")
    assert (_places(house, house.ada), house.count("series_participant")) == (0, 1)


def test_leaving_gives_the_coming_places_back_and_keeps_what_was_attended(house: House) -> None:
    series_id = _series(house.bea)
    _join(house.bea, series_id, house.ada)
    first = _first_meeting(house)
    _move_to_the_past(house, first)
    with house.database.unit_of_work() as db:
        place = db.get_one(Participation, (first, house.ada.id))
        place.attendance = Attendance.attended
    assert [_leave(house.bea, series_id, house.ada) for _ in range(2)] == [204, 204]
    assert _places(house, house.ada) == 1
    assert house.ada.browser.get("/api/today").json()["sessions"] == []
    assert _join(house.bea, series_id, house.ada) == 204
    assert _places(house, house.ada) == house.count("appointment")


def test_meetings_that_are_planned_later_have_who_belongs_then(house: House) -> None:
    series_id = _series(house.bea)
    for client in (house.ada, house.gus):
        _join(house.bea, series_id, client)
    _leave(house.bea, series_id, house.gus)
    before = house.count("appointment")
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now() + timedelta(weeks=4))
    assert house.count("appointment") > before
    assert _places(house, house.ada) == house.count("appointment")
    assert _places(house, house.gus) == 0


def test_names_are_shown_to_those_who_may_see_them_and_to_nobody_else(house: House) -> None:
    bea = _series(house.bea, title="Bea's")
    cleo = _series(house.cleo, title="Cleo's", local_time="20:00")
    _join(house.bea, bea, house.ada)
    _join(house.bea, cleo, house.ada)
    _join(house.cleo, cleo, house.dov)
    assert _names(house.bea) == {"Bea's": ["Ada"], "Cleo's": ["Ada"]}
    assert _names(house.cleo) == {"Bea's": [], "Cleo's": ["Ada", "Dov"]}
    assert _names(house.edda) == {"Bea's": [], "Cleo's": []}
    assert house.ada.browser.get("/api/appointment-series").status_code == 403


def test_whoever_leads_a_group_sees_who_comes_and_nothing_else_of_them(house: House) -> None:
    series_id = _series(house.cleo)
    _join(house.bea, series_id, house.ada)
    ada = f"/api/clients/{house.ada.id}"
    for path in (ada, f"{ada}/weeks"):
        assert house.cleo.browser.get(path).status_code == 404
    assert house.cleo.browser.post(f"{ada}/invitations", json={}).status_code == 404
    assert _clients(house.cleo) == ["Dov"]
    assert _join(house.cleo, _series(house.cleo, local_time="20:00"), house.ada) == 404
    beas = _series(house.bea, title="Bea's")
    _join(house.bea, beas, house.ada)
    assert _leave(house.cleo, beas, house.ada) == 404
    assert _leave(house.cleo, series_id, house.ada) == 204
    assert _names(house.cleo) == {"Evening group": [], "Bea's": []}
    assert _join(house.cleo, series_id, house.ada) == 404
    assert _names(house.bea)["Bea's"] == ["Ada"]


def _clients(actor: Actor) -> list[str]:
    return [item["shown_name"] for item in actor.browser.get("/api/clients").json()["items"]]
