"""What a page of several kinds keeps back: words of a private plan, and looks that were none."""

import re
from pathlib import Path
from typing import Any

import pytest

from app import clock
from app.craving_logs.skills import SHIPPED
from tests.flags.looking import USE, look_at
from tests.safety_plan.writing import share, write
from tests.support.house import Actor, House, craving, fresh_id
from tests.support.safety_plan_furniture import card, thing

SENTINEL = "Sit-by-the-old-mill-Zq9"
WALK, TYPED = {"key": "skill.walk", "text": "Go for a walk"}, "Call the night line"
SKILLS = Path(__file__).parents[2] / "web/src/client/craving_logs/skills.ts"
OTHER = {"en": "Something of their own", "es": "Algo suyo"}


def _log_with_plan(client: Actor) -> None:
    """A log that names an item of the client's plan, then is corrected to name it again."""
    mine = thing(SENTINEL)
    write(client, card(coping=[mine]))
    from_plan = {"key": mine["id"], "text": SENTINEL}
    other = {"key": fresh_id(), "text": SENTINEL + " again"}
    did = [from_plan, WALK, {"key": f"own.{fresh_id()}", "text": TYPED}, other]
    log_id, body = fresh_id(), craving(6, did=did)
    assert client.browser.put(f"/api/craving-logs/{log_id}", json=body).status_code == 200
    when = {name: body.pop(name) for name in ("occurred_at", "zone")}
    change = when | {"log_id": log_id, "after": body | {"intensity": 5}}
    path = f"/api/craving-corrections/{fresh_id()}"
    assert client.browser.put(path, json=change).status_code == 200


def _pages(house: House) -> tuple[dict[str, Any], dict[str, Any]]:
    base = f"/api/clients/{house.ada.id}"
    weeks, brief = (house.bea.browser.get(f"{base}/{page}") for page in ("weeks", "session-brief"))
    assert (weeks.status_code, brief.status_code) == (200, 200)
    (log,) = [one for day in weeks.json()["days"] for one in day["cravings"]]
    return log, brief.json()["cravings"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_words_of_a_private_plan_do_not_come_out_through_the_craving_log(
    house: House, language: str
) -> None:
    _log_with_plan(house.ada)
    house.bea.browser.patch("/api/me", json={"language": language})
    share(house.ada, False)
    log, brief = _pages(house)
    assert SENTINEL not in str(log) + str(brief)
    shown = ["Go for a walk", TYPED, OTHER[language]]
    for did in (log["did"], log["original"]["did"]):
        assert [one["text"] for one in did] == shown
    assert {one["text"] for one in brief["helped"]} == set(shown)
    (own,) = house.ada.browser.get("/api/craving-logs").json()["items"]
    assert SENTINEL in str(own)


def test_while_the_plan_is_shared_its_words_are_in_the_log(house: House) -> None:
    _log_with_plan(house.ada)
    share(house.ada, False)
    share(house.ada, True)
    log, brief = _pages(house)
    assert SENTINEL in {one["text"] for one in log["did"]}
    assert SENTINEL in {one["text"] for one in brief["helped"]}


def test_the_skills_shown_to_all_are_those_the_phone_offers() -> None:
    (listed,) = re.findall(r"BUILT_IN = \[(.*?)\]", SKILLS.read_text(), re.DOTALL)
    assert {f"skill.{name}" for name in re.findall(r'"(\w+)"', listed)} == SHIPPED


def _hand_over(house: House, about: Actor, to: Actor) -> None:
    """Somebody who is a stranger to the client is asked to look at something, and told so."""
    task_id = look_at(house, about, USE, now=clock.utc_now())
    given = {"to": str(to.id), "why": "Please look"}
    answer = house.bea.browser.put(f"/api/tasks/{task_id}/handing-over", json=given)
    assert answer.status_code == 200, answer.text


def _seen_of(house: House, client: Actor, by: str) -> set[str]:
    items = client.browser.get("/api/record-access").json()["items"]
    return {item["what"] for item in items if item["by"] == by}


@pytest.mark.parametrize("page", ["weeks", "session-brief"])
def test_who_merely_looks_is_not_noted_for_sessions_they_were_not_shown(
    house: House, page: str
) -> None:
    _hand_over(house, house.ada, house.cleo)
    path = f"/api/clients/{house.ada.id}/{page}"
    assert house.cleo.browser.get(path).status_code == 200
    assert _seen_of(house, house.ada, "Cleo") == {"check_ins", "craving_logs"}
    house.bea.browser.get(path)
    assert _seen_of(house, house.ada, "Bea") >= {"check_ins", "craving_logs", "sessions"}


def test_a_line_about_something_to_look_at_is_no_look_at_sessions(house: House) -> None:
    _hand_over(house, house.ada, house.cleo)
    [line] = house.cleo.browser.get("/api/notices").json()["items"]
    assert (line["kind"], line["about"]["shown_name"]) == ("task_given", "Ada")
    assert _seen_of(house, house.ada, "Cleo") == {"profile"}
