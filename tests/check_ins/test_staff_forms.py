"""Forms that staff lead: who may, what is refused, and what the triage asks for."""

from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import select

from app.flags.models import Flag, Task, TaskKind, Urgency
from tests.support.forms import staff_form
from tests.support.house import Actor, House, fresh_id

LOW = {"1": 1, "2": 0, "6": 0}
MODERATE = {"1": 1, "2": 1, "3": 1, "4": 0, "5": 0, "6": 0}
LONG_AGO = {"1": 0, "2": 0, "6": 1, "6A": 0}
HIGH = MODERATE | {"4": 1}
LATELY = LONG_AGO | {"6A": 1}


def _put(
    actor: Actor, client: Actor, body: dict[str, Any] | None = None, form_id: str | None = None
) -> Response:
    path = f"/api/clients/{client.id}/staff-forms/{form_id or fresh_id()}"
    return actor.browser.put(path, json=body or staff_form())


def test_only_whoever_gives_this_client_care_fills_in_and_reads(house: House) -> None:
    for browser, expected in (
        (house.visitor, 401), (house.ada.browser, 403), (house.cleo.browser, 404),
        (house.edda.browser, 403), (house.fay.browser, 403),
    ):  # fmt: skip
        path = f"/api/clients/{house.ada.id}/staff-forms"
        assert browser.put(f"{path}/{fresh_id()}", json=staff_form()).status_code == expected
        assert browser.get(path).status_code == expected
    assert house.count("staff_form") == 0


def test_what_does_not_fit_is_kept_nowhere(house: House) -> None:
    for code, body in (
        ("no_such_form", staff_form(instrument="c-ssrs")),
        ("form_for_clients", staff_form(instrument="phq-9")),
        ("form_unavailable", staff_form(language="es")),
        ("form_changed", staff_form(wording="0" * 64)),
        ("answer_outside_form", staff_form({"1": 2})),
        ("answer_to_skipped_item", staff_form({"1": 0, "2": 0, "4": 1, "6": 0})),
        ("unknown_item", staff_form({"7": 1})),
        ("invalid", staff_form({})),
        ("invalid", staff_form(triage="low")),
    ):
        answer = _put(house.bea, house.ada, body)
        expected = 409 if code == "form_changed" else 422
        assert (answer.status_code, answer.json()["code"]) == (expected, code)
    assert house.count("staff_form") == house.count("task") == 0


@pytest.mark.parametrize(
    ("answers", "triage", "asks"),
    [
        ({"1": 0, "2": 0, "6": 0}, "none", None), (LOW, "low", None),
        (MODERATE, "moderate", 2), (LONG_AGO, "moderate", 2), (HIGH, "high", 3),
        (LATELY, "high", 3), ({"1": 1}, "not_told", None), ({"4": 1}, "high", 3),
    ],
)  # fmt: skip
def test_moderate_and_high_ask_for_somebody_now(
    house: House, answers: dict[str, int], triage: str, asks: int | None
) -> None:
    said = _put(house.bea, house.ada, staff_form(answers)).json()
    assert (said["triage"], said["by"]) == (triage, "Bea")
    with house.database.unit_of_work() as db:
        tasks = db.exec(select(Task)).all()
        flags = db.exec(select(Flag)).all()
    if asks is None:
        assert (tasks, flags) == ([], [])
        return
    assert [(task.kind, task.urgency) for task in tasks] == [(TaskKind.staff_form, Urgency.now)]
    assert [(flag.measure, flag.facts) for flag in flags] == [("c-ssrs-screener", {"triage": asks})]


def test_sent_twice_is_one_form_and_one_task_and_the_client_is_not_told(house: House) -> None:
    form_id = fresh_id()
    first, second = (_put(house.bea, house.ada, staff_form(HIGH), form_id) for _ in range(2))
    assert first.json() == second.json()
    other = _put(house.bea, house.ada, staff_form(LOW), form_id)
    assert (other.status_code, other.json()["code"]) == (422, "op_reused")
    assert (house.count("staff_form"), house.count("task")) == (1, 1)
    [item] = house.bea.browser.get(f"/api/clients/{house.ada.id}/staff-forms").json()["items"]
    assert item == first.json()
    assert house.ada.browser.get("/api/check-ins").json()["items"] == []
    assert house.ada.browser.get("/api/responses").json()["items"] == []
