"""Versions: nothing is overwritten, nothing is lost, and nothing is written twice."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, select, update

from app import clock
from app.episodes.models import EpisodeOfCare
from app.programs.design import plain_design
from app.programs.models import Programme
from app.treatment_plan.models import PlanDraft, PlanVersion
from tests.support.house import Actor, House
from tests.treatment_plan.plans import goal_text, item, plan
from tests.treatment_plan.writing import desk, put, read, write

MINE = "/api/plan"


def test_strangers_find_no_plan_and_write_none(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    for actor in (house.cleo, house.bea):
        client = house.dov if actor is house.bea else house.ada
        for answer in (
            actor.browser.get(desk(client)),
            put(actor.browser, desk(client), 1, plan()),
            actor.browser.get(f"{desk(client)}/versions/1"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    for actor in (house.bea, house.edda, house.fay):
        answer = put(actor.browser, MINE, 1, plan())
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert house.count("plan_version") == 1
    assert house.dov.browser.get(f"{MINE}/versions/1").status_code == 404


@pytest.mark.parametrize("tag", [None, "", "1", "*", 'W/"0"', '"x"', '"0", "1"', '"-1"', '"٣"'])
def test_who_does_not_say_which_version_writes_nothing(house: House, tag: str | None) -> None:
    headers = {} if tag is None else {b"If-Match": tag.encode()}
    for actor, path in ((house.ada, MINE), (house.bea, desk(house.ada))):
        answer = actor.browser.put(path, json={"content": plan()}, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (428, "if_match_needed")
    assert house.count("treatment_plan") == house.count("plan_draft") == 0


def test_what_does_not_fit_is_named_and_writes_nothing(house: House) -> None:
    answer = put(house.ada.browser, MINE, 0, plan(problems=[item("Zq9" * 200)]))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "Zq9" not in answer.text
    answer = put(house.ada.browser, MINE, 0, plan(level="Level 9"))
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_level")
    assert put(house.ada.browser, MINE, 0, plan(), why="x" * 401).status_code == 422
    huge = json.dumps({"content": plan(problems=[item("x" * 500) for _ in range(200)])})
    answer = house.ada.browser.put(
        MINE, content=huge, headers={"If-Match": '"0"', "Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert house.count("plan_version") == house.count("plan_draft") == 0


def test_before_anything_is_written_there_is_an_empty_plan(house: House) -> None:
    found = read(house.ada.browser, MINE)
    assert (found["version"], found["content"], found["head"]) == (0, None, None)
    assert [level["name"] for level in found["levels"]] == ["Level 1", "Level 2"]
    assert house.ada.browser.get(f"{MINE}/versions").json() == {"items": [], "more": False}
    assert house.ada.browser.get(f"{MINE}/versions/1").status_code == 404
    assert house.ada.browser.get(f"{MINE}/changes").json()["changes"] == []
    assert house.count("treatment_plan") == 0


def test_each_change_is_a_version_that_stays(house: House) -> None:
    first = write(house.bea.browser, desk(house.ada), 0, plan(), why="First talk")
    second = write(house.ada.browser, MINE, 1, goal_text(plan(), "Quiet evenings"))
    assert (first["version"], second["version"]) == (1, 2)
    heads = house.ada.browser.get(f"{MINE}/versions").json()["items"]
    assert [(one["number"], one["by"], one["why"], one["is_by_client"]) for one in heads] == [
        (2, "Ada", None, True), (1, "Bea", "First talk", False),
    ]  # fmt: skip
    old = house.bea.browser.get(f"{desk(house.ada)}/versions/1").json()
    assert old["content"]["problems"][0]["goals"][0]["text"] == "I want my evenings back"
    (change,) = house.bea.browser.get(f"{desk(house.ada)}/changes").json()["changes"]
    assert (change["op"], change["after"]["text"]) == ("changed", "Quiet evenings")
    whole = house.ada.browser.get(f"{MINE}/changes", params={"from": 0, "to": 1}).json()
    assert {one["op"] for one in whole["changes"]} == {"added"}


def test_the_same_text_again_is_no_new_version(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    for number in (0, 1, 7):
        again = write(house.ada.browser, MINE, number, plan())
        assert again["version"] == 1
    assert (house.count("plan_version"), house.count("plan_draft")) == (1, 0)


def test_a_text_on_an_old_version_loses_and_is_kept_for_its_writer(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    write(house.bea.browser, desk(house.ada), 1, plan(level="Level 2"))
    answer = put(house.ada.browser, MINE, 1, goal_text(plan(), "Quiet evenings"))
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (412, "plan_changed")
    assert (problem["version"], problem["by"]) == (2, "Bea")
    assert answer.headers["Content-Type"] == "application/problem+json"
    (draft,) = house.ada.browser.get(f"{MINE}/drafts").json()["items"]
    assert (draft["id"], draft["based_on"], draft["version"]) == (problem["draft_id"], 1, 2)
    assert draft["content"]["problems"][0]["goals"][0]["text"] == "Quiet evenings"
    assert [one["what"] for one in draft["meanwhile"]] == ["level"]
    assert [one["what"] for one in draft["changes"]] == ["goal"]
    assert draft["merged"]["level"] == "Level 2"
    assert house.bea.browser.get(f"{desk(house.ada)}/drafts").json()["items"] == []
    assert read(house.ada.browser, MINE)["drafts"] == 1
    assert read(house.bea.browser, desk(house.ada))["drafts"] == 0


def test_the_same_lost_text_twice_is_one_draft(house: House) -> None:
    write(house.bea.browser, desk(house.ada), 0, plan())
    other = goal_text(plan(), "Quiet evenings")
    lost = [put(house.ada.browser, MINE, 0, other).json()["draft_id"] for _ in range(3)]
    assert len(set(lost)) == house.count("plan_draft") == 1
    assert put(house.ada.browser, MINE, 0, plan(level=None)).json()["draft_id"] not in lost


def test_a_draft_is_taken_in_or_let_go_and_its_row_stays(house: House) -> None:
    write(house.bea.browser, desk(house.ada), 0, plan())
    path = f"{MINE}/drafts"
    first = put(house.ada.browser, MINE, 0, goal_text(plan(), "Quiet evenings")).json()["draft_id"]
    second = put(house.ada.browser, MINE, 0, plan(level=None)).json()["draft_id"]
    assert house.dov.browser.put(f"{path}/{first}/removal", json={}).status_code == 404
    assert (
        house.bea.browser.put(f"{desk(house.ada)}/drafts/{first}/removal", json={}).status_code
        == 404
    )
    for _ in range(2):
        assert house.ada.browser.put(f"{path}/{second}/removal", json={}).status_code == 204
    (draft,) = house.ada.browser.get(path).json()["items"]
    found = write(house.ada.browser, MINE, 1, draft["merged"], from_draft=first)
    assert (found["version"], found["drafts"]) == (2, 0)
    assert found["content"]["problems"][0]["goals"][0]["text"] == "Quiet evenings"
    assert house.count("plan_draft") == 2


def test_a_draft_that_loses_again_is_kept_as_the_newer_one(house: House) -> None:
    write(house.bea.browser, desk(house.ada), 0, plan())
    first = put(house.ada.browser, MINE, 0, goal_text(plan(), "Quiet")).json()["draft_id"]
    write(house.bea.browser, desk(house.ada), 1, plan(level="Level 2"))
    answer = put(house.ada.browser, MINE, 1, goal_text(plan(), "Quiet!"), from_draft=first)
    assert answer.status_code == 412
    items = house.ada.browser.get(f"{MINE}/drafts").json()["items"]
    assert [one["id"] for one in items] == [answer.json()["draft_id"]] != [first]


def test_a_phone_that_knows_a_version_the_server_lost_still_keeps_its_text(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    answer = put(house.ada.browser, MINE, 6, goal_text(plan(), "Quiet evenings"))
    assert answer.status_code == 412
    (draft,) = house.ada.browser.get(f"{MINE}/drafts").json()["items"]
    assert draft["merged"] == draft["content"]
    assert [one["op"] for one in draft["changes"]] == ["changed"]


@pytest.mark.parametrize("number", [0, 1])
def test_of_twenty_who_write_at_once_one_wins_and_nothing_is_lost(
    house: House, number: int
) -> None:
    if number:
        write(house.ada.browser, MINE, 0, plan())
    texts = [f"Words of {n}" for n in range(20)]

    def send(n: int) -> int:
        actor, path = ((house.ada, MINE), (house.bea, desk(house.ada)))[n % 2]
        return put(actor.browser, path, number, goal_text(plan(), texts[n])).status_code

    with ThreadPoolExecutor(20) as pool:
        codes = sorted(pool.map(send, range(20)))
    assert codes == [200] + [412] * 19
    with house.database.unit_of_work() as db:
        newest = PlanVersion.number == number + 1
        versions = db.exec(select(PlanVersion.content).where(newest)).all()
        drafts = db.exec(select(PlanDraft.content)).all()
    kept = [said["problems"][0]["goals"][0]["text"] for said in (*versions, *drafts)]
    assert (len(versions), sorted(kept)) == (1, sorted(texts))
    assert read(house.ada.browser, MINE)["version"] == number + 1


def test_twenty_who_send_the_same_at_once_are_one_version_and_no_draft(house: House) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: put(house.ada.browser, MINE, 0, plan()), range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert (house.count("plan_version"), house.count("plan_draft")) == (1, 0)


def test_the_tag_of_an_answer_says_which_version_and_whether_anything_is_new(
    house: House,
) -> None:
    write(house.ada.browser, MINE, 0, plan())
    first = house.ada.browser.get(MINE)
    tag = first.headers["ETag"]
    assert tag.startswith('"1-')
    same = house.ada.browser.get(MINE, headers={"If-None-Match": f'"0", {tag}'})
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    house.bea.browser.put(f"{desk(house.ada)}/versions/1/acknowledgement", json={})
    other = house.ada.browser.get(MINE, headers={"If-None-Match": tag})
    assert (other.status_code, other.headers["ETag"] == tag) == (200, False)
    content = goal_text(plan(), "Quiet evenings")
    answer = house.ada.browser.put(MINE, json={"content": content}, headers={"If-Match": tag})
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert answer.headers["ETag"].startswith('"2-')


def _end_stay(house: House, client: Actor) -> None:
    with house.database.unit_of_work() as db:
        mine = col(EpisodeOfCare.client_id) == client.id
        db.exec(update(EpisodeOfCare).where(mine).values(ended_at=clock.utc_now()))


def test_after_the_stay_the_client_still_reads_the_plan_and_nobody_changes_it(
    house: House,
) -> None:
    write(house.ada.browser, MINE, 0, plan())
    _end_stay(house, house.ada)
    assert house.bea.browser.get(desk(house.ada)).status_code == 404
    found = read(house.ada.browser, MINE)
    assert (found["version"], found["is_running"]) == (1, False)
    for answer in (
        put(house.ada.browser, MINE, 1, goal_text(plan(), "Quiet")),
        house.ada.browser.put(f"{MINE}/versions/1/acknowledgement", json={}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "stay_ended")


def test_a_level_the_programme_no_longer_has_may_stay_in_the_plan(house: House) -> None:
    write(house.bea.browser, desk(house.ada), 0, plan())
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        programme.design = plain_design("Level A", "Level 2").model_dump(mode="json")
        db.add(programme)
    write(house.bea.browser, desk(house.ada), 1, goal_text(plan(), "Quiet"))
    answer = put(house.bea.browser, desk(house.ada), 2, plan(level="Level 3"))
    assert answer.json()["code"] == "no_such_level"


def test_reading_takes_few_queries_however_long_the_history(house: House) -> None:
    for number in range(4):
        write(house.ada.browser, MINE, number, goal_text(plan(), f"Words {number}"))
    with house.statements() as few:
        read(house.bea.browser, desk(house.ada))
    for number in range(4, 24):
        write(house.ada.browser, MINE, number, goal_text(plan(), f"Words {number}"))
    with house.statements() as many:
        read(house.bea.browser, desk(house.ada))
    assert len(few) == len(many) <= 14
    with house.statements() as history:
        house.bea.browser.get(f"{desk(house.ada)}/versions")
    assert len(history) <= 10
