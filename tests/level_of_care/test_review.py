"""The desk decides, the rules only propose; and a client reads their own week."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import Session, col, select

from app import clock
from app.appointments.models import Attendance
from app.episodes.models import EpisodeOfCare, EpisodeStep, Outcome, Phase
from app.errors import NotFound
from app.level_of_care import service
from app.level_of_care.models import Decision, Proposal
from app.level_of_care.schemas import DecisionWrite, JudgementWrite
from app.people.models import Person, Profession, Role, RoleGrant
from app.people.viewers import SIGN_IN_COOKIE, Viewer, recognise
from tests.episodes.leaving import put_back, while_leaving
from tests.level_of_care.conftest import MONDAY, Desk
from tests.level_of_care.signing_in import sign_in_again

DAY, WEEK = timedelta(days=1), timedelta(days=7)
NEXT = MONDAY + WEEK
CALM = {"code": "calm", "text": {"en": "Calm evenings", "es": "Tardes en calma"}}
WITH_CALM: dict[str, Any] = {"benchmarks": [CALM]}


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """In the second week at Level 1 of three, with its hours reached and its benchmark met."""
    desk.levels(WITH_CALM, {}, {})
    desk.full_week(MONDAY)
    desk.go_to(NEXT)
    assert desk.judge("calm").status_code == 200
    return desk


def stay(desk: Desk) -> EpisodeOfCare:
    with desk.house.database.unit_of_work() as db:
        return db.exec(
            select(EpisodeOfCare).where(EpisodeOfCare.client_id == desk.house.ada.id)
        ).one()


def steps(desk: Desk) -> list[EpisodeStep]:
    with desk.house.database.unit_of_work() as db:
        return list(db.exec(select(EpisodeStep).order_by(col(EpisodeStep.at))))


def test_anything_but_accepting_needs_a_reason(ready: Desk) -> None:
    for decision in ("declined", "changed"):
        answer = ready.decide(decision, NEXT, level="Level 3")
        assert (answer.status_code, answer.json()["code"]) == (422, "reason_missing")
    assert ready.decide("changed", NEXT, reason="Why").json()["code"] == "level_missing"
    assert ready.house.count("level_decision") == 0


def test_a_level_that_is_not_there_and_the_one_somebody_has_are_refused(ready: Desk) -> None:
    other = ready.decide("changed", NEXT, reason="Why", level="Level 9").json()
    same = ready.decide("changed", NEXT, reason="Why", level="Level 1").json()
    assert (other["code"], same["code"]) == ("no_such_level", "same_level")
    assert ready.house.count("level_decision") == 0


def test_a_week_to_come_and_one_long_over_are_not_decided_about(ready: Desk) -> None:
    assert ready.decide("accepted", NEXT + WEEK).json()["code"] == "week_not_open"
    ready.go_to(NEXT + 5 * WEEK)
    assert ready.decide("accepted", NEXT).json()["code"] == "week_not_open"
    assert not ready.review(NEXT)["can_decide"]


def test_nobody_decides_about_something_else_than_they_saw(ready: Desk) -> None:
    other = ready.decide("accepted", NEXT, proposal="stay")
    assert (other.status_code, other.json()["code"]) == (409, "proposal_changed")
    assert ready.decide("accepted", NEXT).status_code == 200
    late = ready.decide("accepted", NEXT, level_now="Level 1", proposal="step_down")
    assert (late.status_code, late.json()["code"]) == (409, "level_changed")
    assert stay(ready).level == "Level 2"


def test_the_same_holds_late_in_a_week_that_still_belongs_to_the_old_level(ready: Desk) -> None:
    ready.go_to(NEXT + 4 * DAY)
    assert ready.decide("accepted", NEXT).status_code == 200
    seen = ready.review(NEXT)
    assert (seen["level"], seen["current_level"], seen["can_decide"]) == (
        "Level 1",
        "Level 2",
        False,
    )
    late = ready.decide("accepted", NEXT, level_now="Level 1", proposal="step_down")
    assert (late.status_code, late.json()["code"]) == (409, "level_changed")
    assert stay(ready).level == "Level 2"


def test_last_weeks_review_does_not_move_somebody_whose_level_has_changed(ready: Desk) -> None:
    assert ready.decide("accepted", NEXT).status_code == 200
    late = ready.decide("declined", MONDAY, reason="Why")
    assert (late.status_code, late.json()["code"]) == (409, "level_changed")


def test_an_unknown_benchmark_and_a_counted_one_are_not_judged(ready: Desk) -> None:
    counted = {"code": "came", "text": CALM["text"], "measure": "attendance", "at_least": 0.5}
    ready.levels({"benchmarks": [CALM, counted]})
    assert ready.judge("nowhere").status_code == 404
    assert ready.judge("came").json()["code"] == "counted_benchmark"
    assert ready.judge("calm", evidence=" ").status_code == 422


def test_nothing_happens_until_somebody_accepts(ready: Desk) -> None:
    seen = ready.review(NEXT)
    assert seen["proposal"]["kind"] == "step_down"
    assert seen["proposal"]["to_level"] == "Level 2"
    assert [one["text"] for one in seen["proposal"]["reasons"]] == [
        "All 1 benchmarks of this level are met."
    ]
    assert stay(ready).level == "Level 1"
    assert (ready.decide("accepted", NEXT).status_code, stay(ready).level) == (200, "Level 2")
    assert steps(ready)[-1].why == "All 1 benchmarks of this level are met."


def test_a_decision_keeps_the_sentences_as_they_stood(ready: Desk) -> None:
    ready.session(NEXT, attendance=Attendance.attended)
    answer = ready.decide("declined", NEXT, reason="One more week").json()
    assert answer["decision"]["sentences"][0].startswith("3.0 of 9 h so far this week.")
    ready.session(NEXT + DAY, attendance=Attendance.attended)
    [kept] = ready.review(NEXT)["history"]
    assert kept["sentences"] == answer["decision"]["sentences"]
    assert (kept["decision"], kept["reason"], kept["by"]) == ("declined", "One more week", "Bea")
    assert stay(ready).level == "Level 1"


def test_a_second_decision_for_a_week_counts_and_the_first_stays_readable(ready: Desk) -> None:
    ready.decide("declined", NEXT, reason="Not yet")
    ready.go_to(NEXT + DAY)
    answer = ready.decide("changed", NEXT, reason="After all", level="Level 3").json()
    assert answer["decision"]["decided_level"] == "Level 3"
    assert [one["decision"] for one in answer["history"]] == ["changed", "declined"]
    assert stay(ready).level == "Level 3"


def test_choosing_what_was_proposed_is_accepting_it(ready: Desk) -> None:
    answer = ready.decide("changed", NEXT, reason="Yes", level="Level 2").json()
    assert answer["decision"]["decision"] == "accepted"


@pytest.mark.parametrize(("months", "phase"), [(10, Phase.aftercare), (0, Phase.alumni)])
def test_accepting_the_end_completes_the_treatment(desk: Desk, months: int, phase: Phase) -> None:
    desk.levels(WITH_CALM | {"usual_weeks": 2}, aftercare={"months": months})
    desk.full_week(MONDAY)
    desk.go_to(NEXT)
    desk.judge("calm")
    assert desk.review(NEXT)["proposal"]["kind"] == "complete"
    answer = desk.decide("accepted", NEXT)
    assert (answer.status_code, answer.json()["decision"]["decision"]) == (200, "accepted")
    assert (stay(desk).phase, stay(desk).outcome) == (phase, Outcome.completed)


def test_the_end_of_aftercare_is_proposed_when_its_months_are_over(desk: Desk) -> None:
    desk.levels(
        WITH_CALM | {"usual_weeks": 2},
        aftercare={"months": 10, "steps": [{"months": 10, "every_weeks": 2}]},
    )
    desk.full_week(MONDAY)
    desk.go_to(NEXT)
    desk.judge("calm")
    desk.decide("accepted", NEXT)
    desk.session(NEXT + 2 * WEEK, attendance=Attendance.attended)
    desk.go_to(NEXT + 3 * WEEK)
    assert desk.told() == [
        "Month 1 of 10 in aftercare.",
        "No session this week.",
        "The last session was 7 days ago; one every 2 weeks is usual.",
    ]
    desk.go_to(NEXT + 44 * WEEK)
    assert desk.review()["proposal"]["kind"] == "complete"
    desk.house.signs_for(desk.house.ada, desk.house.bea)
    assert desk.decide("accepted", NEXT + 44 * WEEK).status_code == 200
    assert stay(desk).phase is Phase.alumni
    # What she signs for as an alumna is what they read: how the level goes on is no part of it.
    path = f"/api/clients/{desk.house.ada.id}/level-review"
    assert desk.house.bea.browser.get(path).status_code == 404


def test_nobody_reads_decides_or_judges_about_themselves_as_staff(ready: Desk) -> None:
    ada = ready.house.ada
    with ready.house.database.unit_of_work() as db:
        db.add(RoleGrant(person_id=ada.id, role=Role.provider, granted_at=clock.utc_now()))
        db.get_one(Person, ada.id).profession = Profession.counselor
    sign_in_again(ready.house, ada)
    path = f"/api/clients/{ada.id}"
    decision = {"decision": "accepted", "level_now": "Level 1", "proposal": "step_down"}
    said = {"is_met": True, "evidence": "By myself"}
    assert ada.browser.get(f"{path}/level-review").status_code == 404
    assert ada.browser.put(f"{path}/level-reviews/{NEXT}", json=decision).status_code == 404
    assert ada.browser.put(f"{path}/benchmarks/calm", json=said).status_code == 404
    assert ada.browser.get("/api/level-review").status_code == 200
    assert (stay(ready).level, ready.house.count("level_decision")) == ("Level 1", 0)


def test_whoever_leaves_the_team_while_they_wait_decides_and_judges_nothing(ready: Desk) -> None:
    def decide() -> Response:
        return ready.house.bea.browser.put(
            f"/api/clients/{ready.house.ada.id}/level-reviews/{NEXT}",
            json={"decision": "accepted", "level_now": "Level 1", "proposal": "step_down"},
        )

    for act in (decide, lambda: ready.judge("calm", is_met=False)):
        answer = while_leaving(ready.house, ready.house.ada, ready.house.bea, act)
        assert answer.status_code == 404
        put_back(ready.house, ready.house.ada, ready.house.bea)
    assert (stay(ready).level, ready.house.count("benchmark_judgement")) == ("Level 1", 1)


def test_who_may_act_is_looked_at_again_before_anything_is_kept(ready: Desk) -> None:
    house, secret = ready.house, ready.house.bea.browser.cookies[SIGN_IN_COOKIE]
    decision = DecisionWrite(
        decision=Decision.accepted, level_now="Level 1", proposal=Proposal.step_down
    )

    def found(act: Callable[[Session, Viewer], object]) -> str:
        with house.database.unit_of_work() as db:
            bea = recognise(db, secret, clock.utc_now())
            try:
                act(db, bea)
            except NotFound:
                return "nobody"
            return "kept"

    actions = (
        lambda db, bea: service.decide(db, bea, house.ada.id, NEXT, decision),
        lambda db, bea: service.judge(
            db, bea, house.ada.id, "calm", JudgementWrite(is_met=False, evidence="Late")
        ),
    )
    for act in actions:
        assert while_leaving(house, house.ada, house.bea, partial(found, act)) == "nobody"
        put_back(house, house.ada, house.bea)


def test_a_client_reads_their_week_and_no_proposal(ready: Desk) -> None:
    ready.session(NEXT, attendance=Attendance.attended)
    own = ready.house.ada.browser.get("/api/level-review").json()
    assert "proposal" not in own
    assert own["sentences"][0]["text"] == "3.0 of 9 h so far this week."
    assert own["benchmarks"] == [{"text": "Calm evenings", "is_met": True}]
    assert own["decided"] is None
    ready.decide("declined", NEXT, reason="Between counselors")
    answer = ready.house.ada.browser.get("/api/level-review")
    assert answer.json()["decided"] == "The level stays: Level 1."
    assert "Between" not in answer.text
    ready.go_to(NEXT, 11)
    ready.decide("accepted", NEXT)
    own = ready.house.ada.browser.get("/api/level-review").json()
    assert own["decided"] == "From now on: Level 2."


def test_a_client_reads_their_week_in_their_language(ready: Desk) -> None:
    ready.house.ada.browser.patch("/api/me", json={"language": "es"})
    own = ready.house.ada.browser.get("/api/level-review").json()
    assert own["sentences"][0]["text"] == (
        "Aún no hay nada en tu calendario esta semana. Tu equipo puede ayudarte."
    )


def test_a_level_that_is_no_longer_there_is_said(desk: Desk) -> None:
    desk.levels({"name": "Another"})
    assert desk.told() == [
        "The programme has no level of this name any more. Please choose another."
    ]
    answer = desk.decide("changed", reason="Renamed", level="Another")
    assert answer.status_code == 200, answer.text
    assert stay(desk).level == "Another"


def test_two_who_accept_at_once_take_one_step(ready: Desk) -> None:
    def accept(_: int) -> int:
        return ready.decide("accepted", NEXT, level_now="Level 1", proposal="step_down").status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(accept, range(4))) == [200, 409, 409, 409]
    assert (len(steps(ready)), stay(ready).level) == (2, "Level 2")
