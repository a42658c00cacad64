"""Monitoring: whose it is, what the client sees of it, and that what was entered stays."""

from datetime import timedelta
from typing import Any

from httpx2 import Response
from sqlmodel import select

from app import clock
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.people.models import Role, RoleGrant
from tests.support.house import Actor, House, fresh_id
from tests.support.monitoring_furniture import (
    SAID,
    TODAY,
    answer_body,
    found,
    order_body,
    result_body,
)

LINE, SECRET = "Zq1-said-to-the-client", "Zq2-not-for-others"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def _put(who: Actor, client: Actor, path: str, body: Any) -> Response:
    return who.browser.put(f"/api/clients/{client.id}/{path}", json=body)


def _order(who: Actor, client: Actor, **said: Any) -> str:
    order_id = fresh_id()
    answer = _put(who, client, f"monitoring-orders/{order_id}", order_body(**said))
    assert answer.status_code == 200, answer.text
    return order_id


def _result(who: Actor, client: Actor, order_id: str | None, **said: Any) -> str:
    result_id = fresh_id()
    answer = _put(who, client, f"monitoring-results/{result_id}", result_body(order_id, **said))
    assert answer.status_code == 200, answer.text
    return result_id


def _say(client: Actor, order_id: str, used: str, at: Any = SAID) -> Response:
    findings = [{"substance": "alcohol", "used": used}]
    body = answer_body(order_id, findings=findings, occurred_at=at)
    return client.browser.put(f"/api/monitoring-answers/{fresh_id()}", json=body)


def _own(client: Actor) -> dict[str, Any]:
    seen: dict[str, Any] = client.browser.get("/api/monitoring").json()
    return seen


def _team(who: Actor, client: Actor) -> dict[str, Any]:
    seen: dict[str, Any] = who.browser.get(f"/api/clients/{client.id}/monitoring").json()
    return seen


def _told(who: Actor) -> list[tuple[str, str | None]]:
    items = who.browser.get("/api/notices").json()["items"]
    return [
        (one["kind"], one["about"] and one["about"]["shown_name"])
        for one in items
        if one["kind"].startswith("monitoring_")
    ]


WRONG: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("monitoring-orders", "panel", {"panel": []}),
    ("monitoring-orders", "panel.0", {"panel": ["a\x00b"]}),
    ("monitoring-orders", "purpose", {"purpose": "curiosity"}),
    ("monitoring-orders", "due_until", {"due_until": str(TODAY - DAY)}),
    ("monitoring-orders", "due_until", {"due_until": str(TODAY + 400 * DAY)}),
    ("monitoring-orders", "on_timeline", {"on_timeline": "yes"}),
    ("monitoring-results", "findings.0", {"findings": [found(value=1.0)]}),
    ("monitoring-results", "findings.0", {"findings": [found(result="measured")]}),
    ("monitoring-results", "findings.0.value", {"findings": [found(value=-1.0, unit="g")]}),
    ("monitoring-results", "", {"findings": [found(), found()]}),
    ("monitoring-results", "", {"findings": []}),
    ("monitoring-results", "certainty", {"certainty": "own_words"}),
    ("monitoring-results", "", {"order_id": None}),
    ("monitoring-results", "", {"order_id": None, "replaces_id": fresh_id()}),
    ("monitoring-results", "replaces_id", {"replaces_id": fresh_id(), "line": "x"}),
    ("monitoring-results", "line", {"line": "x" * 401}),
)


def test_what_does_not_fit_is_named_and_nothing_is_kept(house: House) -> None:
    for path, field, said in WRONG:
        whole = order_body(**said) if "orders" in path else result_body(fresh_id()) | said
        answer = _put(house.bea, house.ada, f"{path}/{fresh_id()}", whole)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), said
        assert {error["field"] for error in answer.json()["errors"]} == {field}, said
    assert house.count("monitoring_order") + house.count("monitoring_result") == 0


def test_a_result_for_another_clients_order_is_refused_like_one_for_none(house: House) -> None:
    of_dov, asked = _order(house.cleo, house.dov), fresh_id()
    dovs = _result(house.cleo, house.dov, of_dov)
    ada = house.ada
    refused = [
        _put(house.bea, ada, f"monitoring-results/{asked}", result_body(of_dov)),
        _put(house.bea, ada, f"monitoring-results/{asked}", result_body(fresh_id())),
        _put(house.bea, ada, f"monitoring-results/{asked}",
             result_body(None, replaces_id=dovs, line="x")),
        _put(house.bea, ada, f"monitoring-orders/{of_dov}", order_body()),
        _put(house.bea, ada, f"monitoring-orders/{of_dov}/cancellation", {}),
        _put(house.bea, ada, f"monitoring-orders/{of_dov}/sharing", {"on_timeline": False}),
        _put(house.bea, ada, f"monitoring-orders/{of_dov}/collections/{asked}",
             {"state": "missed", "at": SAID}),
        _say(ada, of_dov, "yes"),
    ]  # fmt: skip
    mine = _order(house.bea, ada)
    refused.append(
        _put(house.bea, ada, f"monitoring-results/{dovs}", result_body(mine, certainty="confirmed"))
    )
    assert {answer.status_code for answer in refused} == {404}
    assert {answer.content for answer in refused} == {refused[0].content}
    (order,) = _team(house.cleo, house.dov)["orders"]
    assert (order["cancelled_at"], order["on_timeline"], order["collections"]) == (None, True, [])
    assert [one["id"] for one in order["results"]] == [dovs]


def test_nobody_enters_a_result_about_themselves_and_a_stay_that_is_over_is_closed(
    house: House,
) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        now = clock.utc_now()
        db.add(RoleGrant(person_id=house.ada.id, role=Role.provider, granted_at=now))
        db.add(CareTeamMember(episode_id=stay.id, provider_id=house.ada.id, joined_at=now))
    path = f"/api/clients/{house.ada.id}/monitoring"
    assert house.ada.browser.get(path).status_code == 404
    own = _put(house.ada, house.ada, f"monitoring-orders/{fresh_id()}", order_body())
    assert own.status_code == 404
    assert house.bea.browser.get(path).status_code == 200
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.ended_at = clock.utc_now()
        db.add(stay)
    assert house.bea.browser.get(path).status_code == 404


def test_the_client_reads_why_and_what_was_found(house: House) -> None:
    order_id = _order(house.bea, house.ada, line=LINE)
    (order,) = _own(house.ada)["orders"]
    assert (order["purpose"], order["line"], order["ordered_by"]) == (
        "adjust_treatment", LINE, "Bea",
    )  # fmt: skip
    _result(house.bea, house.ada, order_id, findings=[found(result="positive")])
    _result(house.bea, house.ada, order_id, certainty="confirmed", findings=[found()])
    (order,) = _own(house.ada)["orders"]
    said = [(one["certainty"], one["findings"][0]["result"]) for one in order["results"]]
    assert said == [("screen", "positive"), ("confirmed", "negative")]
    assert order["is_with_team"] is False
    assert _told(house.ada) == [("monitoring_result", None), ("monitoring_ordered", None)]
    for table in ("flag", "task", "reminder"):
        assert house.count(table) == 0, table


def test_what_the_counselor_goes_through_with_the_client_is_not_in_the_app(house: House) -> None:
    order_id = _order(house.bea, house.ada, on_timeline=False)
    _result(house.bea, house.ada, order_id, line=SECRET, findings=[found("cocaine", "positive")])
    answer = house.ada.browser.get("/api/monitoring")
    (order,) = answer.json()["orders"]
    assert (order["results"], order["is_with_team"]) == ([], True)
    assert SECRET not in answer.text
    assert "positive" not in answer.text
    assert _told(house.ada) == [("monitoring_ordered", None)]
    path = f"monitoring-orders/{order_id}/sharing"
    _put(house.bea, house.ada, path, {"on_timeline": True})
    (order,) = _own(house.ada)["orders"]
    assert (len(order["results"]), order["is_with_team"]) == (1, False)


def test_a_correction_keeps_what_was_entered_and_is_made_once(house: House) -> None:
    order_id = _order(house.bea, house.ada)
    old = _result(house.bea, house.ada, order_id, findings=[found(result="positive")])
    why = {"replaces_id": old, "line": "Read the wrong strip"}
    new = _result(house.bea, house.ada, None, **why)
    late = _put(house.bea, house.ada, f"monitoring-results/{fresh_id()}", result_body(None, **why))
    assert (late.status_code, late.json()["code"]) == (409, "already_corrected")
    for seen in (_own(house.ada), _team(house.bea, house.ada)):
        results = {one["id"]: one for one in seen["orders"][0]["results"]}
        assert {key: one["is_current"] for key, one in results.items()} == {old: False, new: True}
        assert results[old]["findings"][0]["result"] == "positive"
        assert (results[new]["line"], results[new]["by"]) == (why["line"], "Bea")


def test_what_was_somebody_elses_is_taken_back_and_the_client_does_not_read_it(
    house: House,
) -> None:
    order_id = _order(house.bea, house.ada)
    first = _result(house.bea, house.ada, order_id, findings=[found("cocaine", "positive")])
    second = _result(house.bea, house.ada, None, replaces_id=first, line="Only the unit")
    why = {"replaces_id": second, "line": "Belonged to another order", "findings": []}
    last = _result(house.bea, house.ada, None, **why)
    (order,) = _own(house.ada)["orders"]
    assert [one["id"] for one in order["results"]] == [last]
    (order,) = _team(house.bea, house.ada)["orders"]
    assert {one["id"] for one in order["results"]} == {first, second, last}


def test_a_client_answers_in_their_own_words_and_only_they_change_them(house: House) -> None:
    asked = _order(
        house.bea, house.ada, specimen="self_report", panel=["alcohol"], on_timeline=False
    )
    urine = _order(house.bea, house.ada)
    assert _say(house.ada, urine, "no").json()["code"] == "not_asked"
    entered = _put(house.bea, house.ada, f"monitoring-results/{fresh_id()}", result_body(asked))
    assert (entered.status_code, entered.json()["code"]) == (409, "own_words")
    now = clock.utc_now()
    assert _say(house.ada, asked, "yes", now.isoformat()).status_code == 200
    assert _say(house.ada, asked, "no", (now - HOUR).isoformat()).status_code == 200
    for seen in (_own(house.ada), _team(house.bea, house.ada)):
        (order,) = (one for one in seen["orders"] if one["id"] == asked)
        current = [one for one in order["results"] if one["is_current"]]
        assert [one["findings"][0]["result"] for one in current] == ["positive"]
        assert (len(order["results"]), order["is_with_team"]) == (2, False)
    why = result_body(None, replaces_id=current[0]["id"], line="No")
    changed = _put(house.bea, house.ada, f"monitoring-results/{fresh_id()}", why)
    assert changed.json()["code"] == "own_words"
    assert _told(house.bea) == [("monitoring_result", "Ada")]


def test_an_answer_that_comes_late_is_kept(house: House) -> None:
    asked = _order(house.bea, house.ada, specimen="self_report", panel=["alcohol"],
                   due_from=str(TODAY - 9 * DAY), due_until=str(TODAY - 8 * DAY))  # fmt: skip
    _put(house.bea, house.ada, f"monitoring-orders/{asked}/cancellation", {})
    path, body = f"/api/monitoring-answers/{fresh_id()}", answer_body(asked)
    answers = [house.ada.browser.put(path, json=body) for _ in range(2)]
    assert [one.headers["Idempotent-Replay"] for one in answers] == ["false", "true"]
    assert answers[0].json() == answers[1].json()
    changed = house.ada.browser.put(path, json=body | {"line": "Other"})
    assert (changed.status_code, changed.json()["code"]) == (422, "op_reused")
    assert house.count("monitoring_result") == 1


def test_twice_is_once_and_what_was_noted_last_counts(house: House) -> None:
    order_id = _order(house.bea, house.ada)
    path = f"monitoring-orders/{order_id}"
    assert _put(house.bea, house.ada, path, order_body()).status_code == 200
    other = _put(house.bea, house.ada, path, order_body(panel=["cannabis"]))
    assert other.json()["code"] == "op_reused"
    for state in ("missed", "collected"):
        body, collection = {"state": state, "at": SAID}, f"{path}/collections/{fresh_id()}"
        for _ in range(2):
            assert _put(house.bea, house.ada, collection, body).status_code == 200
        changed = _put(house.bea, house.ada, collection, body | {"state": "declined"})
        assert changed.json()["code"] == "op_reused"
    (order,) = _own(house.ada)["orders"]
    assert [one["state"] for one in order["collections"]] == ["missed", "collected"]
    ahead = result_body(order_id, taken_at=(clock.utc_now() + HOUR).isoformat())
    answer = _put(house.bea, house.ada, f"monitoring-results/{fresh_id()}", ahead)
    assert (answer.status_code, answer.json()["code"]) == (422, "not_yet")


def test_the_primary_counselor_is_told_once_and_nothing_of_what_it_was(house: House) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        db.add(
            CareTeamMember(episode_id=stay.id, provider_id=house.cleo.id, joined_at=clock.utc_now())
        )
    order_id = _order(house.bea, house.ada)
    for _ in range(3):
        _result(house.cleo, house.ada, order_id, findings=[found(result="positive")])
    answer = house.bea.browser.get("/api/notices")
    assert _told(house.bea) == [("monitoring_result", "Ada")]
    assert not {"positive", "alcohol", order_id} & set(answer.text.split('"'))
    assert _told(house.cleo) == []


def test_years_of_it_take_as_many_questions_as_one(house: House) -> None:
    def questions() -> tuple[int, int]:
        with house.statements() as own:
            _own(house.ada)
        with house.statements() as shown:
            _team(house.bea, house.ada)
        return len(own), len(shown)

    _result(house.bea, house.ada, _order(house.bea, house.ada))
    before = questions()
    for _ in range(6):
        _result(house.bea, house.ada, _order(house.bea, house.ada))
    assert questions() == before
    assert max(before) <= 13, before
