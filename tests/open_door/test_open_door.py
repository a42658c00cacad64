"""The open door: a place for whoever was here before, how much they hear, and the wish to begin
again, of which staff see a name and a line."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from httpx2 import Response
from sqlmodel import select

from app import clock
from app.appointments.models import Attendance, Participation
from app.check_ins.due import plan_of, running
from app.check_ins.schedule import Plan
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep, Outcome, Phase
from app.people.models import Person
from app.programs.kinds import AppointmentKind
from tests.level_of_care.signing_in import sign_in_again
from tests.support.booking_furniture import at
from tests.support.furniture import meeting
from tests.support.house import ZONE, Actor, House, check_in, fresh_id

CLASS = {"kind": AppointmentKind.support, "open_to_alumni": True, "title": "Open class"}


def open_class(house: House, days: int = 2, **fields: Any) -> str:
    """A class of Cleo's that is open to whoever was here before."""
    return meeting(house, at(days, 18), provider_id=house.cleo.id, **(CLASS | fields))


def code(answer: Response) -> str:
    return "done" if answer.is_success else str(answer.json()["code"])


def door(actor: Actor) -> dict[str, Any]:
    answer = actor.browser.get("/api/open-door")
    assert answer.status_code == 200, answer.json()
    found: dict[str, Any] = answer.json()
    return found


def choose(actor: Actor, every_days: int | None, *, only_safety_plan: bool = False) -> str:
    body = {"every_days": every_days, "only_safety_plan": only_safety_plan}
    return code(actor.browser.put("/api/alumni-choice", json=body))


def wish(actor: Actor, note: str = "It got hard again", wish_id: str | None = None) -> str:
    path = f"/api/return-wishes/{wish_id or fresh_id()}"
    return code(actor.browser.put(path, json={"note": note}))


def leave(house: House, actor: Actor) -> None:
    """The stay is over, by the alumna's own wish."""
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == actor.id)).one()
        stay.ended_at, stay.outcome = clock.utc_now(), Outcome.left
        db.add(stay)


def test_in_care_there_is_no_such_door_and_nothing_to_choose(house: House) -> None:
    aida = house.client_of(house.bea, "Aida", phase=Phase.aftercare)
    for who in (house.ada, aida):
        assert code(who.browser.get("/api/open-door")) == "not_an_alumna"
        assert choose(who, 7) == "not_an_alumna"
        assert wish(who) == "not_an_alumna"
    assert house.count("alumni_choice") == house.count("return_wish") == 0


@pytest.mark.parametrize("wrong", [0, 1, 6, 365, -7, 7.5, "7", True])
def test_a_pace_that_is_not_offered_is_refused(house: House, wrong: Any) -> None:
    assert choose(house.gus, wrong) == "invalid"
    assert house.count("alumni_choice") == 0


def test_open_classes_with_a_free_place_within_two_weeks_and_a_place_is_one_tap(
    house: House,
) -> None:
    free = open_class(house, capacity=2)
    full = open_class(house, 3, capacity=1, title="Full")
    assert code(house.gus.browser.put(f"/api/sessions/{full}/place", json={})) == "done"
    hal = house.client_of(house.cleo, "Hal", phase=Phase.alumni)
    open_class(house, 15, title="Too far")
    open_class(house, 4, title="Not open", open_to_alumni=False)
    assert [(one["id"], one["mine"], one["places_left"]) for one in door(hal)["classes"]] == [
        (free, "open", 2)
    ]
    assert code(hal.browser.put(f"/api/sessions/{free}/place", json={})) == "done"
    mine = {one["title"]: one["mine"] for one in door(house.gus)["classes"]}
    assert mine == {"Open class": "open", "Full": "booked"}


def test_the_door_stays_open_after_a_stay_was_left_and_ten_at_once_get_one_place(
    house: House,
) -> None:
    last = open_class(house, capacity=1)
    leave(house, house.gus)
    people = [house.client_of(house.bea, f"Alum {n}", phase=Phase.alumni) for n in range(9)]
    everybody = [house.gus, *people]
    assert all(door(who)["classes"] for who in everybody)
    with ThreadPoolExecutor(10) as pool:
        put = lambda who: who.browser.put(f"/api/sessions/{last}/place", json={})  # noqa: E731
        codes = sorted(code(answer) for answer in pool.map(put, everybody))
    assert codes == ["done", *["group_full"] * 9]
    assert house.count("participation") == 1


def test_whoever_leads_the_class_sees_a_name_and_nothing_of_the_record(house: House) -> None:
    house.gus.browser.put(f"/api/check-ins/{fresh_id()}", json=check_in(line="for nobody"))
    session = open_class(house)
    house.gus.browser.put(f"/api/sessions/{session}/place", json={})
    seen = house.cleo.browser.get(f"/api/appointments/{session}").json()["participants"]
    assert [one["shown_name"] for one in seen] == ["Gus"]
    # The last is of the leader: that they may take somebody out of what they lead.
    assert set(seen[0]) == {"id", "shown_name", "attendance", "is_remote", "may_let_out"}
    for part in ("", "/weeks", "/plan", "/medications", "/needs", "/monitoring"):
        answer = house.cleo.browser.get(f"/api/clients/{house.gus.id}{part}")
        assert code(answer) == "not_found", part
    assert house.cleo.browser.get("/api/returns").json()["visits"] == []


def test_nothing_comes_to_somebody_who_wants_nothing(house: House) -> None:
    assert house.gus.browser.get("/api/today").json()["due"] != []
    assert choose(house.gus, None) == "done"
    assert house.gus.browser.get("/api/today").json()["due"] == []
    assert choose(house.gus, None, only_safety_plan=True) == "done"
    today = house.gus.browser.get("/api/today").json()
    assert (today["due"], today["only_safety_plan"]) == ([], True)
    assert choose(house.gus, 30) == choose(house.gus, 30) == "done"
    today = house.gus.browser.get("/api/today").json()
    assert (len(today["due"]), today["only_safety_plan"]) == (1, False)
    assert house.count("alumni_choice") == 3
    chosen = door(house.gus)["choice"]
    assert (chosen["every_days"], chosen["only_safety_plan"]) == (30, False)


def test_a_wish_tells_the_last_team_a_name_and_a_line(house: House) -> None:
    hal = house.client_of(house.bea, "Hal", phase=Phase.alumni)
    wish_id = fresh_id()
    assert wish(hal, wish_id=wish_id) == wish(hal, wish_id=wish_id) == "done"
    assert wish(hal, "Something else", wish_id) == "op_reused"
    for who in (house.cleo, house.edda):
        assert who.browser.get("/api/returns").json()["wishes"] == []
    [seen] = house.bea.browser.get("/api/returns").json()["wishes"]
    assert (seen["name"], seen["note"], seen["can_readmit"]) == ("Hal", "It got hard again", True)
    assert set(seen) == {"id", "client_id", "name", "note", "asked_at", "can_readmit"}
    told = [one["kind"] for one in house.bea.browser.get("/api/notices").json()["items"]]
    assert told == ["client_return_wish"]
    assert code(house.bea.browser.get(f"/api/clients/{hal.id}")) == "not_found"


def test_a_wish_is_answered_once_by_somebody_who_is_told_of_it(house: House) -> None:
    hal = house.client_of(house.bea, "Hal", phase=Phase.alumni)
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == hal.id)).one()
        db.add(
            CareTeamMember(episode_id=stay.id, provider_id=house.cleo.id, joined_at=clock.utc_now())
        )
    wish_id = fresh_id()
    wish(hal, wish_id=wish_id)
    path = f"/api/clients/{hal.id}/return-wishes/{wish_id}/answer"
    assert code(house.edda.browser.put(path, json={"line": "No"})) == "not_found"
    assert code(house.bea.browser.put(path, json={"line": " "})) == "invalid"
    for _ in range(2):
        assert code(house.bea.browser.put(path, json={"line": "Come on Tuesday"})) == "done"
    assert code(house.cleo.browser.put(path, json={"line": "Mine"})) == "answered_already"
    assert code(hal.browser.put(f"/api/return-wishes/{wish_id}/withdrawal", json={})) == (
        "answered_already"
    )
    own = door(hal)["wish"]
    assert (own["line"], own["answered_by"]) == ("Come on Tuesday", "Bea")
    assert house.bea.browser.get("/api/returns").json()["wishes"] == []


def test_a_new_stay_needs_her_own_word_that_is_open_or_was_answered_within_a_month(
    house: House,
) -> None:
    start, wish_id = clock.utc_now(), fresh_id()
    path = f"/api/former-clients/{house.gus.id}/returns"
    body = {"programme_id": str(house.programme_id), "phase": "treatment", "why": "Come back"}

    def lets_him_come_back() -> str:
        sign_in_again(house, house.bea)
        return code(house.bea.browser.post(path, json=body))

    with time_machine.travel(start, tick=False) as traveller:
        assert lets_him_come_back() == "not_asked_back"
        wish(house.gus, wish_id=wish_id)
        house.gus.browser.put(f"/api/return-wishes/{wish_id}/withdrawal", json={})
        assert lets_him_come_back() == "not_asked_back"
        wish(house.gus, wish_id=(again := fresh_id()))
        answer = f"/api/clients/{house.gus.id}/return-wishes/{again}/answer"
        assert code(house.bea.browser.put(answer, json={"line": "Come by"})) == "done"
        traveller.move_to(start + timedelta(days=30))
        assert lets_him_come_back() == "not_asked_back"
        leave(house, house.gus)
        assert lets_him_come_back() == "not_asked_back", "alumni when it ended"
        traveller.move_to(start + timedelta(days=30, seconds=-1))
        assert lets_him_come_back() == "done"
        # What was asked for has happened: the next time takes another word.
        step = {"phase": "alumni", "why": "Done", "outcome": "completed"}
        house.bea.browser.post(f"/api/clients/{house.gus.id}/steps", json=step).raise_for_status()
        assert lets_him_come_back() == "not_asked_back"


def test_where_nobody_of_the_last_team_works_any_more_administrators_are_told(
    house: House,
) -> None:
    hal = house.client_of(house.cleo, "Hal", phase=Phase.alumni)
    with house.database.unit_of_work() as db:
        db.get_one(Person, house.cleo.id).disabled_at = clock.utc_now()
    wish_id = fresh_id()
    wish(hal, wish_id=wish_id)
    [seen] = house.edda.browser.get("/api/returns").json()["wishes"]
    assert (seen["name"], seen["can_readmit"]) == ("Hal", False)
    # Somebody has to let him: for as long as he asks, an administrator may name who.
    joins = f"/api/clients/{hal.id}/team/{house.bea.id}"
    hal.browser.put(f"/api/return-wishes/{wish_id}/withdrawal", json={})
    assert house.edda.browser.get("/api/returns").json()["wishes"] == []
    assert door(hal)["wish"] is None
    assert code(house.edda.browser.put(joins, json={"is_primary": True})) == "not_found"
    wish(hal)
    assert code(house.edda.browser.put(joins, json={"is_primary": True})) == "done"
    assert house.bea.browser.get(f"/api/clients/{hal.id}/weeks").status_code == 404
    [seen] = house.bea.browser.get("/api/returns").json()["wishes"]
    assert seen["can_readmit"]


def test_staff_see_who_is_back_as_far_as_they_know_them(house: House) -> None:
    hal = house.client_of(house.cleo, "Hal", phase=Phase.alumni)
    ended = clock.utc_now() - timedelta(days=3)
    session = meeting(house, ended, house.gus, hal, provider_id=house.bea.id, **CLASS)
    with house.database.unit_of_work() as db:
        for row in db.exec(select(Participation)).all():
            row.attendance = Attendance.attended
            db.add(row)
    assert session
    assert house.bea.browser.get("/api/returns").json()["visits"] == [], "not an alumnus then"
    _was_alumnus_since(house, house.gus, ended - timedelta(days=1))
    found = house.bea.browser.get("/api/returns").json()
    assert [one["name"] for one in found["visits"]] == ["Gus"]
    body = {"programme_id": str(house.programme_id), "phase": "treatment", "why": "Asked for it"}
    path = f"/api/former-clients/{hal.id}/returns"
    assert code(house.cleo.browser.post(path, json=body)) == "not_asked_back"
    assert wish(hal) == "done"
    assert code(house.cleo.browser.post(path, json=body)) == "done"
    told = [one["kind"] for one in hal.browser.get("/api/notices").json()["items"]]
    assert told == ["team_changed"], "she is told at once"
    assert [one["name"] for one in house.cleo.browser.get("/api/returns").json()["stays"]] == [
        "Hal"
    ]
    assert house.bea.browser.get("/api/returns").json()["stays"] == []


def test_a_pace_is_when_the_check_in_is_asked_and_a_return_to_care_ends_it(house: House) -> None:
    start = clock.utc_now()
    with time_machine.travel(start, tick=False) as traveller:
        assert choose(house.gus, 7) == "done"
        asked = []
        for days in range(15):
            traveller.move_to(start + timedelta(days=days))
            plan = _plan(house, house.gus)
            today = clock.local_day(clock.utc_now(), ZONE)
            asked += [days for one in plan.due(today) if one.due_on == today]
        assert asked == [0, 7, 14]
        traveller.move_to(start + timedelta(days=16))
        sign_in_again(house, house.gus)
        sign_in_again(house, house.bea)
        assert choose(house.gus, None) == "done"
        path = f"/api/former-clients/{house.gus.id}/returns"
        body = {"programme_id": str(house.programme_id), "phase": "treatment", "why": "Came back"}
        assert wish(house.gus) == "done"
        traveller.move_to(start + timedelta(days=17))
        sign_in_again(house, house.bea)
        answer = house.bea.browser.post(path, json=body)
        assert answer.is_success, answer.json()
        step = {"phase": "alumni", "why": "Done", "outcome": "completed"}
        answer = house.bea.browser.post(f"/api/clients/{house.gus.id}/steps", json=step)
        assert answer.is_success, answer.json()
        assert door(house.gus)["choice"] is None, "what was chosen before does not come back"
        assert choose(house.gus, None) == "done"


def _plan(house: House, actor: Actor) -> Plan:
    with house.database.unit_of_work() as db:
        today = clock.local_day(clock.utc_now(), ZONE)
        return plan_of(db, actor.id, ZONE, today, running(db, actor.id), "en")


def test_a_later_stay_that_was_cut_short_does_not_shut_the_door(house: House) -> None:
    free = open_class(house, capacity=3)
    with house.database.unit_of_work() as db:
        now = clock.utc_now()
        first = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.gus.id)).one()
        first.ended_at = now - timedelta(days=2)
        db.add(first)
        db.flush()
        db.add(
            EpisodeOfCare(
                client_id=house.gus.id, programme_id=house.programme_id, phase=Phase.treatment,
                level="Level 1", opened_at=now - timedelta(days=1), ended_at=now,
                outcome=Outcome.left, returns_from=first.id,
            )
        )  # fmt: skip
    assert [one["id"] for one in door(house.gus)["classes"]] == [free]
    assert wish(house.gus, "Two\nlines") == "done"
    assert wish(house.gus, "Once more") == "done"
    assert door(house.gus)["wish"]["note"] == "Once more"
    assert code(house.gus.browser.put(f"/api/sessions/{free}/place", json={})) == "done"


def test_a_session_of_the_time_in_treatment_is_no_return(house: House) -> None:
    jo = house.client_of(house.bea, "Jo")
    past = clock.utc_now() - timedelta(days=3)
    session = meeting(house, past, jo, provider_id=house.bea.id, **CLASS)
    with house.database.unit_of_work() as db:
        for row in db.exec(select(Participation)).all():
            row.attendance = Attendance.attended
            db.add(row)
    step = {"phase": "alumni", "why": "Done", "outcome": "completed"}
    answer = house.bea.browser.post(f"/api/clients/{jo.id}/steps", json=step)
    assert answer.is_success, answer.json()
    assert session
    assert house.bea.browser.get("/api/returns").json()["visits"] == []


def _was_alumnus_since(house: House, actor: Actor, at: datetime) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == actor.id)).one()
        db.add(EpisodeStep(episode_id=stay.id, phase=Phase.alumni, at=at, why="A test"))
