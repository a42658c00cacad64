"""The review desk in full: who gets in, what changed, items before sums, trends, the outcome."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import col, select, update

from app import clock
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.flags.models import Flag, Task, TaskOutcome
from tests.support.forms import BAM_IOP, PHQ_9, form
from tests.support.house import Actor, House, check_in, fresh_id

DAY = timedelta(days=1)
CALM = {"mood": 6, "craving": 2, "sleep": 7, "use": "no"}


def sit(client: Actor, *forms: dict[str, Any], ago: int = 0, **answers: Any) -> str:
    """The id of a sitting so many days ago; without answers of the day when `mood` is None."""
    body = check_in(clock.utc_now() - ago * DAY, **(CALM | answers))
    if answers.get("mood", 0) is None:
        body["answers"] = None
    check_in_id = fresh_id()
    path = f"/api/check-ins/{check_in_id}"
    answer = client.browser.put(path, json=body | {"forms": list(forms)})
    assert answer.status_code == 200, answer.text
    return check_in_id


def _get(actor: Actor, client: Actor, rest: str) -> Any:
    return actor.browser.get(f"/api/clients/{client.id}/{rest}")


def _detail(actor: Actor, client: Actor, check_in_id: str) -> dict[str, Any]:
    answer = _get(actor, client, f"check-ins/{check_in_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _look(actor: Actor, client: Actor, check_in_id: str, **said: Any) -> Any:
    return actor.browser.put(f"/api/clients/{client.id}/check-ins/{check_in_id}/review", json=said)


def _said(item: dict[str, Any], since: str) -> list[str]:
    found: list[str] = next(one["sentences"] for one in item["changed"] if one["since"] == since)
    return found


def test_strangers_relatives_clients_and_former_members_read_nothing(house: House) -> None:
    check_in_id = sit(house.ada, use="yes")
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        left = CareTeamMember(
            episode_id=stay.id, provider_id=house.cleo.id, joined_at=clock.utc_now() - DAY,
            left_at=clock.utc_now(),
        )  # fmt: skip
        db.add(left)
    for rest in (f"check-ins/{check_in_id}", "trends", "session-brief"):
        assert house.visitor.get(f"/api/clients/{house.ada.id}/{rest}").status_code == 401
        for actor in (house.ada, house.fay, house.edda):
            assert _get(actor, house.ada, rest).status_code == 403, rest
        answer = _get(house.cleo, house.ada, rest)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), rest
        assert _get(house.bea, house.ada, rest).status_code == 200
    assert _get(house.bea, house.dov, f"check-ins/{check_in_id}").status_code == 404
    assert _get(house.bea, house.ada, f"check-ins/{fresh_id()}").status_code == 404


def test_outcomes_and_ratings_that_do_not_fit_answer_nothing(house: House) -> None:
    check_in_id = sit(house.ada, use="yes")
    for body, status, code in (
        ({"outcome": "cured"}, 422, "invalid"),
        ({"ratings": {"use": "great"}}, 422, "invalid"),
        ({"ratings": ["use"]}, 422, "invalid"),
        ({"ratings": {"mood_low": "helpful"}}, 422, "unknown_flag"),
    ):
        answer = _look(house.bea, house.ada, check_in_id, **body)
        assert (answer.status_code, answer.json()["code"]) == (status, code), body
    assert house.count("review") == 0
    assert _detail(house.bea, house.ada, check_in_id)["task"]["state"] == "waiting"


def test_looking_answers_the_task_with_what_came_of_it(house: House) -> None:
    plain, spoken = sit(house.ada, craving=9), sit(house.gus, use="yes")
    assert _look(house.bea, house.ada, plain).status_code == 200
    ratings = {"use": "helpful"}
    _look(house.bea, house.gus, spoken, outcome="spoke", ratings=ratings)
    with house.database.unit_of_work() as db:
        tasks = {str(task.focus_id): task for task in db.exec(select(Task))}
        rated = db.exec(select(Flag).where(Flag.task_id == tasks[spoken].id)).one()
    assert (tasks[plain].outcome, tasks[plain].closed_by) == (TaskOutcome.looked, house.bea.id)
    assert (tasks[spoken].outcome, rated.rating, rated.rated_by) == (
        TaskOutcome.spoke, "helpful", house.bea.id,
    )  # fmt: skip
    closed_at = tasks[spoken].closed_at
    _look(house.bea, house.gus, spoken, outcome="session_arranged", note_to_self="Monday")
    with house.database.unit_of_work() as db:
        task = db.exec(select(Task).where(Task.focus_id == UUID(spoken))).one()
    assert (task.outcome, task.closed_at) == (TaskOutcome.session_arranged, closed_at)
    detail = _detail(house.bea, house.gus, spoken)
    assert (detail["task"]["state"], detail["review"]["note_to_self"]) == ("answered", "Monday")


def test_what_is_urgent_comes_first_then_what_is_overdue_then_the_oldest(house: House) -> None:
    soon, today, late = sit(house.ada), sit(house.gus, craving=9), sit(house.ada, craving=9)
    now = sit(house.gus, may_use=True)
    with house.database.unit_of_work() as db:
        past = clock.utc_now() - timedelta(minutes=1)
        db.exec(update(Task).where(col(Task.focus_id) == UUID(late)).values(due_at=past))
    items = house.bea.browser.get("/api/review-queue").json()["items"]
    assert [item["check_in"]["id"] for item in items] == [now, late, today, soon]
    tasks = [item["task"] for item in items]
    assert [task["urgency"] for task in tasks] == ["now", "today", "today", "soon"]
    assert [task["overdue"] for task in tasks] == [False, True, False, False]
    assert {(task["owner"], task["is_mine"], task["hops"]) for task in tasks} == {("Bea", True, 0)}
    detail = _detail(house.bea, house.gus, now)
    assert [(hop["owner"], hop["why"]) for hop in detail["way"]] == [("Bea", "opened")]


def test_what_changed_is_said_since_the_last_one_and_since_the_last_look(house: House) -> None:
    first = sit(house.ada, ago=3, mood=8)
    looked = _look(house.bea, house.ada, first).json()
    sit(house.ada, ago=2, mood=4, craving=3)
    third = sit(house.ada, ago=1, mood=5, craving=8, use="yes", may_use=True, sleep=6)
    item = _detail(house.bea, house.ada, third)
    assert _said(item, "check_in") == [
        "Says now that they may use",
        "Drank or used: yes. Before: no",
        "Craving 8 of 10. Before: 3",
    ]
    since = next(one for one in item["changed"] if one["since"] == "look")
    assert (since["by"], since["at"]) == ("Bea", looked["at"])
    assert "Mood 5 of 10. Before: 8" in since["sentences"]
    house.bea.browser.patch("/api/me", json={"language": "es"})
    said = _said(_detail(house.bea, house.ada, third), "check_in")
    assert said[0] == "Ahora dice que podría consumir"


def test_the_first_one_has_nothing_to_be_compared_with(house: House) -> None:
    assert _detail(house.bea, house.ada, sit(house.ada))["changed"] == []
    sit(house.gus, ago=1)
    assert _said(_detail(house.bea, house.gus, sit(house.gus, mood=7)), "check_in") == []


def test_items_come_before_sums_and_bands_are_the_instruments_own(house: House) -> None:
    before, now = PHQ_9, PHQ_9 | {"2": 3, "9": 2}
    sit(house.ada, form("phq-9", before), ago=28)
    check_in_id = sit(house.ada, form("phq-9", now))
    item = _detail(house.bea, house.ada, check_in_id)
    (phq,) = item["forms"]
    assert (phq["complete"], phq["not_scored"], phq["scores"]) == (True, None, {"total": 12})
    assert phq["bands"] == {"total": "Moderate"}
    assert phq["before"]["scores"] == {"total": 8}
    ninth = next(one for one in phq["items"] if one["number"] == "9")
    assert (ninth["answer"], ninth["words"], ninth["before_words"]) == (
        2, "More than half the days", "Not at all",
    )  # fmt: skip
    said = _said(item, "check_in")
    assert said[0].startswith("PHQ-9 9 (“")
    assert said[0].endswith("”): More than half the days. Before: Not at all")
    assert said[-1] == "PHQ-9, Total: 12 (Moderate). Before: 8 (Mild)"
    listed = house.bea.browser.get("/api/review-queue").json()["items"][0]["forms"][0]
    assert listed["scores"] == {"total": 12}
    assert "items" not in listed


def test_what_is_not_complete_says_what_is_missing_and_has_no_score(house: House) -> None:
    part = {number: value for number, value in PHQ_9.items() if number not in {"3", "5"}}
    check_in_id = sit(house.ada, form("phq-9", part), mood=None)
    item = _detail(house.bea, house.ada, check_in_id)
    assert item["check_in"]["answers"] is None
    (phq,) = item["forms"]
    assert (phq["complete"], phq["missing"], phq["scores"]) == (False, ["3", "5"], {})
    assert phq["not_scored"] == "Not scored: items 3, 5 are missing"
    answers = {one["number"]: one["answer"] for one in phq["items"]}
    assert (answers["3"], answers["4"]) == (None, 1)


def test_a_questionnaire_without_sums_is_read_by_its_items(house: House) -> None:
    check_in_id = sit(house.ada, form("bam-iop", BAM_IOP))
    (bam,) = _detail(house.bea, house.ada, check_in_id)["forms"]
    assert (bam["scores"], bam["names"], bam["not_scored"]) == ({}, {}, None)
    second = next(one for one in bam["items"] if one["number"] == "2")
    assert second["words"] == "2 days"


def test_trends_are_items_and_scores_over_time_with_the_bands(house: House) -> None:
    sit(house.ada, form("phq-9", PHQ_9), ago=28)
    part = {number: value for number, value in PHQ_9.items() if number != "1"}
    sit(house.ada, form("phq-9", part, due_on=None))
    sit(house.dov, form("phq-9", PHQ_9))
    trends = _get(house.bea, house.ada, "trends?weeks=5").json()
    assert [day["mood"] for day in trends["days"]] == [6, 6]
    (phq,) = trends["instruments"]
    assert [point["scores"] for point in phq["points"]] == [{"total": 8}, {}]
    assert phq["points"][1]["missing"] == ["1"]
    (scale,) = phq["scales"]
    assert (scale["lowest"], scale["highest"]) == (0, 27)
    assert scale["bands"][0] == {"from": 0, "to": 4, "text": "Minimal"}
    first = next(item for item in phq["items"] if item["number"] == "1")
    assert first["answers"] == [1, None]
    assert first["words"]["1"] == "Several days"
    week = _get(house.bea, house.ada, "trends?weeks=1").json()
    assert len(week["instruments"][0]["points"]) == len(week["days"]) == 1


@pytest.mark.parametrize("weeks", ["0", "261", "x"])
def test_trends_of_no_time_are_refused(house: House, weeks: str) -> None:
    assert _get(house.bea, house.ada, f"trends?weeks={weeks}").status_code == 422


def test_whoever_took_a_task_over_sees_it_until_it_is_answered(house: House) -> None:
    check_in_id = sit(house.ada, craving=9)
    task_id = _detail(house.bea, house.ada, check_in_id)["task"]["id"]
    assert _get(house.cleo, house.ada, f"check-ins/{check_in_id}").status_code == 404
    given = {"to": str(house.cleo.id), "why": "I am in a group"}
    answer = house.bea.browser.put(f"/api/tasks/{task_id}/handing-over", json=given)
    assert answer.status_code == 200
    detail = _detail(house.cleo, house.ada, check_in_id)
    assert (detail["task"]["is_mine"], detail["task"]["hops"]) == (True, 1)
    assert [hop["line"] for hop in detail["way"]] == [None, "I am in a group"]
    assert _look(house.cleo, house.ada, check_in_id).status_code == 200
    assert _get(house.cleo, house.ada, f"check-ins/{check_in_id}").status_code == 404
    own = house.ada.browser.get("/api/check-ins").json()["items"][0]
    assert own["review"]["by"] == "Cleo"
    assert datetime.fromisoformat(own["review"]["at"]) <= clock.utc_now()
