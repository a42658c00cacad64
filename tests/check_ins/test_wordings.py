"""What was answered under another wording than today's: kept as it was said, never scored; and an
answer somebody has to act on at once is taken whatever is wrong around it."""

from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import select

from app.check_ins.models import FormResponse
from app.flags.models import Flag, Task, Urgency
from tests.support.forms import BAM_IOP, GAD_7, PHQ_9, form, staff_form
from tests.support.house import Actor, House, check_in, fresh_id

OTHERS: tuple[dict[str, Any], ...] = ({"wording": "0" * 64}, {"version": 99}, {"language": "fr"})
GRAVE = PHQ_9 | {"9": 2}


def _put(actor: Actor, *forms: dict[str, Any], check_in_id: str | None = None) -> Response:
    body = check_in() | {"forms": list(forms)}
    return actor.browser.put(f"/api/check-ins/{check_in_id or fresh_id()}", json=body)


def _asked_for(house: House) -> list[tuple[str, Urgency, dict[str, Any]]]:
    with house.database.unit_of_work() as db:
        rows = db.exec(select(Flag, Task).where(Flag.task_id == Task.id, Flag.flag == "self_harm"))
        return [(flag.measure, task.urgency, flag.facts) for flag, task in rows]


@pytest.mark.parametrize("other", OTHERS)
def test_another_wording_is_kept_as_it_was_said_and_not_scored(
    house: House, other: dict[str, Any]
) -> None:
    answer = _put(house.ada, form("gad-7", GAD_7 | {"12": 9}, recall=None, **other))
    assert (answer.status_code, answer.json()["answers"]["use"]) == (200, "no")
    [said] = answer.json()["forms"]
    assert (said["complete"], said["missing"], said["scores"], said["bands"]) == (False, [], {}, {})
    assert said["answers"] == GAD_7 | {"12": 9}
    with house.database.unit_of_work() as db:
        row = db.exec(select(FormResponse)).one()
    assert {key: getattr(row, key) for key in other} == other
    assert house.ada.browser.get("/api/my-scores").json() == {"items": []}


def test_staff_read_it_by_number_and_why_there_is_no_score(house: House) -> None:
    _put(house.ada, form("phq-9", PHQ_9))
    _put(house.ada, form("phq-9", PHQ_9, wording="0" * 64), check_in_id=(check_in_id := fresh_id()))
    _put(house.ada, form("phq-9", PHQ_9, version=99))
    path = f"/api/clients/{house.ada.id}"
    [shown] = house.bea.browser.get(f"{path}/check-ins/{check_in_id}").json()["forms"]
    assert [(item["text"], item["answer"]) for item in shown["items"]] == list(PHQ_9.items())
    assert "no longer" in shown["not_scored"]
    assert shown["before"] is None
    [trend] = house.bea.browser.get(f"{path}/trends").json()["instruments"]
    assert trend["items"][0]["answers"] == [1, None]


@pytest.mark.parametrize("other", OTHERS)
def test_item_9_asks_for_somebody_now_whatever_its_wording(
    house: House, other: dict[str, Any]
) -> None:
    path = f"/api/check-ins/{fresh_id()}"
    body = check_in() | {"forms": [form("phq-9", {"9": 2}, **other)]}
    for _ in range(2):
        answer = house.ada.browser.put(path, json=body)
        assert answer.status_code == 200
    assert answer.json()["response"]["urgency"] == "now"
    assert _asked_for(house) == [("phq-9", Urgency.now, {"value": 2})]


@pytest.mark.parametrize(
    "bad",
    [
        form("phq-9", GRAVE | {"1": 4}),
        form("phq-9", GRAVE | {"11": 1}),
        form("phq-9", GRAVE, recall="P30D"),
    ],
)
def test_a_form_with_a_grave_answer_is_never_refused(house: House, bad: dict[str, Any]) -> None:
    answer = _put(house.ada, bad)
    assert answer.status_code == 200, answer.text
    assert answer.json()["forms"][0]["answers"] == bad["answers"]
    assert _asked_for(house) == [("phq-9", Urgency.now, {"value": 2})]


def test_an_answer_that_item_9_does_not_have_today_asks_all_the_same(house: House) -> None:
    assert _put(house.ada, form("phq-9", PHQ_9 | {"9": 5}, version=2)).status_code == 200
    assert _asked_for(house) == [("phq-9", Urgency.now, {})]


@pytest.mark.parametrize(
    ("bad", "kept"),
    [
        (form("bam-iop", BAM_IOP | {"5": 2}), True),
        (form("gad-7", GAD_7) | {"instrument": "gad-9"}, True),
        (form("gad-7", GAD_7) | {"instrument": "daily"}, False),
        (staff_form() | {"version": 1, "recall": None, "due_on": None}, False),
    ],
)
def test_nor_is_a_sitting_because_of_another_form_in_it(
    house: House, bad: dict[str, Any], kept: bool
) -> None:
    bad = {key: value for key, value in bad.items() if key != "note"}
    answer = _put(house.ada, bad, form("phq-9", GRAVE))
    assert answer.status_code == 200, answer.text
    expected = {"phq-9", bad["instrument"]} if kept else {"phq-9"}
    assert {one["instrument"] for one in answer.json()["forms"]} == expected
    assert _asked_for(house) == [("phq-9", Urgency.now, {"value": 2})]
    for path in ("/api/check-in-due", "/api/today"):
        assert house.ada.browser.get(path).status_code == 200
    for path in ("trends", "session-brief"):
        assert house.bea.browser.get(f"/api/clients/{house.ada.id}/{path}").status_code == 200


def test_of_the_same_form_twice_the_grave_one_is_kept(house: House) -> None:
    for forms in ((PHQ_9, GRAVE), (GRAVE, PHQ_9)):
        answer = _put(house.ada, *(form("phq-9", answers) for answers in forms))
        assert [one["answers"]["9"] for one in answer.json()["forms"]] == [2]
