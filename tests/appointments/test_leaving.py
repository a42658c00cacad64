"""When a stay ends, nobody's place is kept for somebody who does not come any more."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from app import clock
from app.appointments.models import Attendance, Participation, SeriesParticipant, WaitingPlace
from app.appointments.service import plan_all_ahead
from app.notices.models import Notice, NoticeKind
from tests.support.furniture import meeting, series_body
from tests.support.house import Actor, House

DAY = timedelta(days=1)


def _end(house: House, client: Actor, counselor: Actor) -> int:
    body = {"phase": "treatment", "outcome": "left", "why": "Moved to another city"}
    return counselor.browser.post(f"/api/clients/{client.id}/steps", json=body).status_code


def _places(house: House, client: Actor) -> set[str]:
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Participation).where(Participation.client_id == client.id))
        return {str(row.appointment_id) for row in rows}


def test_a_step_that_ends_nothing_leaves_the_calendar_alone(house: House) -> None:
    kept = meeting(house, clock.utc_now() + DAY, house.ada)
    body = {"phase": "treatment", "level": "Level 2", "why": "Goes well"}
    answer = house.bea.browser.post(f"/api/clients/{house.ada.id}/steps", json=body)
    assert answer.status_code < 300
    assert _places(house, house.ada) == {kept}


def test_places_go_to_who_waits_what_was_attended_stays_and_leaders_hear_once(house: House) -> None:
    now = clock.utc_now()
    other = house.client_of(house.bea, "Ida")
    past = meeting(house, now - DAY, house.ada)
    soon = meeting(house, now + DAY, house.ada, capacity=1, provider_id=house.cleo.id)
    late = meeting(house, now + 2 * DAY, house.ada, provider_id=house.cleo.id)
    elsewhere = meeting(house, now + 3 * DAY, other, capacity=1)
    series = house.bea.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    house.bea.browser.put(f"/api/appointment-series/{series}/participants/{house.ada.id}", json={})
    with house.database.unit_of_work() as db:
        place = db.exec(
            select(Participation).where(col(Participation.client_id) == house.ada.id)
        ).first()
        assert place is not None
        place.attendance = Attendance.attended
        db.add(WaitingPlace(client_id=other.id, appointment_id=UUID(soon), asked_at=now))
        db.add(WaitingPlace(client_id=house.ada.id, appointment_id=UUID(elsewhere), asked_at=now))
    assert _end(house, house.ada, house.bea) < 300
    assert _places(house, house.ada) == {past}
    assert _places(house, other) == {soon, elsewhere}
    with house.database.unit_of_work() as db:
        members = db.exec(select(SeriesParticipant)).all()
        assert all(member.left_at is not None for member in members)
        waits = db.exec(select(WaitingPlace).where(WaitingPlace.client_id == house.ada.id)).one()
        assert waits.left_at is not None
        told = db.exec(
            select(Notice).where(
                Notice.person_id == house.cleo.id, Notice.kind == NoticeKind.client_cancelled
            )
        ).one()
        assert (str(told.appointment_id), told.count, told.reason) == (soon, 2, "ended")
    assert late not in _places(house, other)


def test_after_treatment_the_groups_are_left_and_what_is_ones_own_stays(house: House) -> None:
    group = house.bea.browser.post("/api/appointment-series", json=series_body(capacity=2)).json()[
        "id"
    ]
    own = house.bea.browser.post(
        "/api/appointment-series", json=series_body(kind="individual", local_time="07:00")
    ).json()["id"]
    open_class = house.bea.browser.post(
        "/api/appointment-series", json=series_body(open_to_alumni=True, local_time="21:00")
    ).json()["id"]
    for series in (group, own, open_class):
        path = f"/api/appointment-series/{series}/participants/{house.ada.id}"
        assert house.bea.browser.put(path, json={}).status_code == 204
    body = {"phase": "aftercare", "outcome": "completed", "why": "All of it is done"}
    steps = f"/api/clients/{house.ada.id}/steps"
    assert house.bea.browser.post(steps, json=body).status_code == 201
    with house.database.unit_of_work() as db:
        held = db.exec(
            select(SeriesParticipant.series_id).where(col(SeriesParticipant.left_at).is_(None))
        ).all()
    assert {str(one) for one in held} == {own, open_class}


def test_when_the_stay_ends_the_hour_of_a_one_to_one_is_free_again(house: House) -> None:
    body = series_body(kind="individual", local_time="07:00")
    own = house.bea.browser.post("/api/appointment-series", json=body).json()["id"]
    path = f"/api/appointment-series/{own}/participants/{house.ada.id}"
    assert house.bea.browser.put(path, json={}).status_code == 204
    assert _end(house, house.ada, house.bea) < 300
    again = house.bea.browser.post("/api/appointment-series", json=body)
    assert again.status_code == 201


def test_who_waits_for_a_group_gets_in_when_they_can_come(house: House) -> None:
    first = house.bea.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    other = house.cleo.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    paths = {one: f"/api/appointment-series/{one}" for one in (first, other)}
    assert house.bea.browser.put(f"{paths[first]}/participants/{house.ada.id}", json={}).is_success
    assert house.bea.browser.put(f"{paths[other]}/waiting/{house.ada.id}", json={}).is_success
    assert house.bea.browser.delete(f"{paths[first]}/participants/{house.ada.id}").is_success
    with house.database.unit_of_work() as db:
        plan_all_ahead(db, clock.utc_now())
        held = db.exec(
            select(SeriesParticipant.series_id).where(col(SeriesParticipant.left_at).is_(None))
        ).all()
    assert [str(one) for one in held] == [other]
