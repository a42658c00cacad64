"""Giving modules: to whom one may, once, and what is kept of what somebody had."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from httpx2 import Response

from app import clock
from app.access.models import Data
from app.flags.grants import SEEN_WHILE_LOOKING
from tests.support.furniture import series_body
from tests.support.house import Actor, House, fresh_id
from tests.support.learning_desk_furniture import bring, key_of
from tests.support.learning_furniture import on_shelf
from tests.support.milestone_furniture import set_team

STRESS = key_of("stress")


def _give(by: Actor, client: Actor, key: str = STRESS, **other: Any) -> Response:
    assignment_id = other.pop("id", fresh_id())
    body = {"client_id": str(client.id), "key": key} | other
    return by.browser.put(f"/api/module-assignments/{assignment_id}", json=body)


def _code(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def _given(client: Actor) -> dict[str, Any]:
    items = client.browser.get("/api/modules").json()["items"]
    return {one["key"]: one["assigned"] for one in items if one["assigned"]}


def _listed(by: Actor, client: Actor) -> dict[str, Any]:
    answer = by.browser.get(f"/api/clients/{client.id}/modules")
    assert answer.status_code == 200, answer.text
    return {one["key"]: one for one in answer.json()["items"]}


def _told(client: Actor) -> int:
    items = client.browser.get("/api/notices").json()["items"]
    return [item["kind"] for item in items].count("module_assigned")


def _group(by: Actor, *clients: Actor, **other: Any) -> str:
    series = by.browser.post("/api/appointment-series", json=series_body(**other)).json()
    for client in clients:
        path = f"/api/appointment-series/{series['id']}/participants/{client.id}"
        assert by.browser.put(path, json={}).status_code == 204
    return str(series["id"])


def test_what_is_not_there_or_not_for_clients_is_given_to_nobody(house: House) -> None:
    on_shelf(house, "sleep", withdrawn_at=clock.utc_now())
    before = house.snapshot()
    for by, client, key, said in (
        (house.bea, house.dov, STRESS, (404, "not_found")),
        (house.bea, house.bea, STRESS, (404, "not_found")),
        (house.bea, house.ada, "0" * 10, (404, "not_found")),
        (house.bea, house.ada, "nonsense", (422, "invalid")),
        (house.bea, house.ada, key_of("codependency"), (422, "module_for_relatives")),
        (house.bea, house.ada, key_of("sleep"), (409, "module_withdrawn")),
        (house.edda, house.ada, STRESS, (403, "not_allowed")),
        (house.ada, house.ada, STRESS, (403, "not_allowed")),
    ):
        assert _code(_give(by, client, key)) == said
    for other in ({"due_on": "0001-01-01"}, {"line": "x" * 401}, {"line": "two\nlines"}):
        assert _code(_give(house.bea, house.ada, **other))[0] == 422
    assert house.snapshot() == before


def test_a_module_is_given_once_and_the_client_is_told_once_that_there_is_something(
    house: House,
) -> None:
    own_id, due = fresh_id(), str(clock.utc_now().date() + timedelta(days=7))
    for _ in range(2):
        given = _give(house.bea, house.ada, id=own_id, due_on=due, line="For Friday")
        assert (given.status_code, given.json()["for"]) == (200, "person")
    assert _code(_give(house.bea, house.ada, id=own_id)) == (422, "op_reused")
    assert _code(_give(house.bea, house.ada)) == (409, "already_assigned")
    assert _code(_give(house.cleo, house.dov, id=own_id)) == (404, "not_found")
    assert _given(house.ada)[STRESS]["line"] == "For Friday"
    assert _listed(house.bea, house.ada)[STRESS]["assigned"]["due_on"] == due
    assert _told(house.ada) == 1
    path = f"/api/module-assignments/{own_id}/withdrawal"
    for by, status in ((house.cleo, 404), (house.edda, 403), (house.bea, 200), (house.bea, 200)):
        assert by.browser.post(path, json={}).status_code == status
    assert (_given(house.ada), _listed(house.bea, house.ada)) == ({}, {})
    assert _give(house.bea, house.ada).status_code == 200  # anew


def test_a_group_gets_a_module_from_whoever_leads_it_and_keeps_what_it_had(house: House) -> None:
    eve = house.client_of(house.bea, "Eve")
    series_id = _group(house.bea, house.ada, eve)
    _give(house.bea, eve, line="By itself")
    body = {"series_id": series_id, "key": STRESS, "line": "Read it before Monday"}
    path = f"/api/group-assignments/{fresh_id()}"
    for by, status in ((house.cleo, 404), (house.edda, 403), (house.ada, 403)):
        assert by.browser.put(path, json=body).status_code == status
        if by is not house.ada:
            assert by.browser.get(f"/api/groups/{series_id}/modules").status_code == status
    unknown = f"/api/group-assignments/{fresh_id()}"
    assert house.bea.browser.put(unknown, json=body | {"series_id": fresh_id()}).status_code == 404
    for _ in range(2):
        answer = house.bea.browser.put(path, json=body)
        assert answer.json() == {"given": 1, "had_it": 1}
    assert (_told(house.ada), _told(eve)) == (1, 1)
    assert _given(eve)[STRESS]["line"] == "By itself"
    found = _listed(house.bea, house.ada)[STRESS]["assigned"]
    assert (found["for"], found["by"], found["line"]) == ("group", "Bea", body["line"])
    elsewhere = {"series_id": _group(house.bea, house.ada, days=["fri"])}
    for other in ({"line": "Else"}, elsewhere):
        assert _code(house.bea.browser.put(path, json=body | other)) == (422, "op_reused")
    group = house.bea.browser.get(f"/api/groups/{series_id}/modules").json()
    assert [(one["key"], one["assigned"], one["finished"]) for one in group["items"]] == [
        (STRESS, None, None)  # of two people nothing is told
    ]


def _give_group(by: Actor, series_id: str, module_id: str) -> None:
    body = {"series_id": series_id, "key": key_of(module_id)}
    assert by.browser.put(f"/api/group-assignments/{fresh_id()}", json=body).is_success


def _given_with(by: Actor, series_id: str) -> set[str]:
    items = by.browser.get(f"/api/groups/{series_id}/modules").json()["items"]
    return {one["key"] for one in items}


def test_a_leader_does_not_learn_which_of_others_clients_had_it(house: House) -> None:
    series_id = _group(house.bea, house.ada)
    path = f"/api/appointment-series/{series_id}/participants/{house.dov.id}"
    assert house.cleo.browser.put(path, json={}).status_code == 204
    _give(house.cleo, house.dov)
    give = f"/api/group-assignments/{fresh_id()}"
    body = {"series_id": series_id, "key": STRESS}
    assert house.bea.browser.put(give, json=body).json() == {"given": 2, "had_it": 0}
    other = {"series_id": series_id, "key": key_of("halt")}
    give = f"/api/group-assignments/{fresh_id()}"
    # Who does not lead it reaches their own clients in it, and nobody else.
    assert house.cleo.browser.put(give, json=other).json() == {"given": 1, "had_it": 0}
    assert key_of("halt") not in _given(house.ada)
    # What somebody gives to their own client in a group is not for whoever leads it.
    assert _given_with(house.bea, series_id) == {STRESS}
    _give_group(house.bea, series_id, "money")
    assert _given_with(house.bea, series_id) == {STRESS, key_of("money")}
    assert _given_with(house.cleo, series_id) == {key_of("halt"), key_of("money"), STRESS}
    set_team(house, house.dov, house.cleo, house.bea)  # now he is Bea's client too
    assert _given_with(house.bea, series_id) == {key_of("halt"), key_of("money"), STRESS}
    assert house.cleo.browser.delete(path).is_success
    assert _given_with(house.bea, series_id) == {STRESS, key_of("money")}
    assert house.bea.browser.delete(path.replace(str(house.dov.id), str(house.ada.id))).is_success
    assert _given_with(house.bea, series_id) == set()


def test_what_a_level_brings_is_taken_off_for_one_client_and_put_back(house: House) -> None:
    bring(house, "sleep", "stress")
    path = f"/api/clients/{house.ada.id}/level-modules/{STRESS}"
    for by, where, status in (
        (house.cleo, path, 404),
        (house.bea, f"/api/clients/{house.dov.id}/level-modules/{STRESS}", 404),
        (house.bea, f"/api/clients/{house.ada.id}/level-modules/{key_of('halt')}", 404),
        (house.bea, f"/api/clients/{house.ada.id}/level-modules/nonsense", 404),
    ):
        assert by.browser.put(where, json={"needed": False}).status_code == status
    before = _listed(house.bea, house.ada)
    assert [one["assigned"]["week"] for one in before.values()] == [1, 2]
    for _ in range(2):
        assert house.bea.browser.put(path, json={"needed": False}).status_code == 204
    assert _given(house.ada).keys() == {key_of("sleep")}
    off = _listed(house.bea, house.ada)[STRESS]
    assert (off["needed"], off["state"], off["assigned"]["by"]) == (False, "not_begun", "Bea")
    assert _give(house.bea, house.ada).status_code == 200  # by itself it may be given still
    assert _listed(house.bea, house.ada)[STRESS]["needed"]
    for _ in range(2):
        assert house.bea.browser.put(path, json={"needed": True}).status_code == 204
    assert _listed(house.bea, house.ada)[STRESS]["assigned"]["week"] == 2
    assert house.dov.browser.get("/api/modules").json()["this_week"] == 1


def test_of_eight_who_give_the_same_module_at_once_one_does(house: House) -> None:
    browsers = [house.another_browser(house.bea) for _ in range(8)]

    def give(number: int) -> int:
        body = {"client_id": str(house.ada.id), "key": STRESS}
        path = f"/api/module-assignments/{fresh_id()}"
        return browsers[number].put(path, json=body).status_code

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(give, range(8))) == [200, *[409] * 7]
    assert (_told(house.ada), house.count("module_assignment")) == (1, 1)


def test_the_team_of_today_sees_it_and_nobody_who_looks_or_has_left(house: House) -> None:
    assert Data.learning not in SEEN_WHILE_LOOKING
    _give(house.bea, house.ada)
    answer = house.bea.browser.put(
        f"/api/clients/{house.ada.id}/team/{house.cleo.id}", json={"is_primary": True}
    )
    assert answer.is_success, answer.text
    assert _listed(house.cleo, house.ada).keys() == {STRESS}
    gone = house.cleo.browser.delete(f"/api/clients/{house.ada.id}/team/{house.bea.id}")
    assert gone.is_success
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}/modules").status_code == 404
    assert _code(_give(house.bea, house.ada)) == (404, "not_found")
