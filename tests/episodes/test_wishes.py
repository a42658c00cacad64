"""A client shapes the team: somebody else, without a confrontation."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response

from app import clock
from app.people.models import Role, RoleGrant
from tests.episodes.ways import (
    close_account,
    code,
    make_individualized,
    put_on_team,
    step,
    team,
)
from tests.support.house import Actor, House, fresh_id


def _wish(
    client: Actor, about: Actor, instead: Actor | None = None, wish_id: str = "", **other: Any
) -> Response:
    body = {"provider_id": str(about.id), "instead_id": str(instead.id) if instead else None}
    return client.browser.put(f"/api/team-wishes/{wish_id or fresh_id()}", json=body | other)


def _arrange(by: Actor, client: Actor, wish_id: str, **said: Any) -> Response:
    path = f"/api/clients/{client.id}/team-wishes/{wish_id}/arrangement"
    return by.browser.put(path, json=said)


def _withdraw(client: Actor, wish_id: str) -> Response:
    return client.browser.put(f"/api/team-wishes/{wish_id}/withdrawal", json={})


def _to_arrange(actor: Actor) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = actor.browser.get("/api/team-wishes").json()["items"]
    return items


def _kinds(actor: Actor) -> list[str]:
    items = actor.browser.get("/api/notices").json()["items"]
    return [item["kind"] for item in items]


def _own(client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = client.browser.get("/api/my-team").json()
    return found


@pytest.fixture
def abe(house: House) -> Actor:
    """A yoga teacher on Ada's team, beside Bea, who is her primary counselor."""
    found = house.person("Abe", Role.provider)
    put_on_team(house.bea, house.ada, found)
    return found


@pytest.fixture
def hal(house: House) -> Actor:
    """Another provider of the centre."""
    return house.person("Hal", Role.provider)


def test_what_does_not_fit_is_no_wish(house: House, abe: Actor) -> None:
    before = house.count("team_wish")
    wrong: tuple[dict[str, Any], ...] = (
        {"note": "x" * 1001}, {"note": "\x00"}, {"instead_id": "x"}, {"by": "me"},
    )  # fmt: skip
    for other in wrong:
        assert code(_wish(house.ada, abe, **other)) == (422, "invalid"), other
    assert code(_wish(house.ada, house.cleo)) == (404, "not_found")
    assert code(_wish(house.ada, house.edda)) == (404, "not_found")
    assert code(_wish(house.ada, abe, abe)) == (422, "same_person")
    assert code(_wish(house.ada, abe, house.edda)) == (404, "not_found")
    close_account(house, house.cleo)
    assert code(_wish(house.ada, abe, house.cleo)) == (409, "provider_gone")
    nobody = house.person("Ida", Role.client)
    assert code(_wish(nobody, abe)) == (404, "not_found")
    step(house.bea, house.ada.id, "treatment", outcome="left")
    assert code(_wish(house.ada, abe)) == (409, "no_stay")
    assert house.count("team_wish") == before


def test_strangers_neither_read_nor_arrange_a_wish(house: House, abe: Actor) -> None:
    wish_id = fresh_id()
    _wish(house.ada, abe, wish_id=wish_id, note="Too fast for me")
    for actor in (abe, house.cleo, house.edda):
        assert _to_arrange(actor) == []
        assert code(_arrange(actor, house.ada, wish_id)) == (404, "not_found")
    for actor in (house.dov, house.gus):
        assert code(_withdraw(actor, wish_id)) == (404, "not_found")
        assert actor.browser.get("/api/team-wishes").status_code == 403
    assert code(_arrange(house.bea, house.dov, wish_id)) == (404, "not_found")
    assert code(_arrange(house.bea, house.ada, fresh_id())) == (404, "not_found")
    assert [wish["arranged_at"] for wish in _own(house.ada)["wishes"]] == [None]


def test_a_wish_is_kept_once_however_often_it_is_sent(house: House, abe: Actor) -> None:
    wish_id = fresh_id()
    first, again = (_wish(house.ada, abe, wish_id=wish_id) for _ in range(2))
    assert (first.headers["Idempotent-Replay"], again.headers["Idempotent-Replay"]) == (
        "false", "true",
    )  # fmt: skip
    assert first.json() == again.json()
    assert code(_wish(house.ada, abe, wish_id=wish_id, note="More")) == (422, "op_reused")
    assert _kinds(house.bea).count("client_team_wish") == 1
    # Sent again after everything has changed, it is still the same wish.
    put_on_team(house.bea, house.ada, house.cleo)
    step(house.bea, house.ada.id, "treatment", outcome="left")
    assert _wish(house.ada, abe, wish_id=wish_id).json()["id"] == wish_id


def test_the_primary_counselor_arranges_it_and_the_client_reads_a_line(
    house: House, abe: Actor, hal: Actor
) -> None:
    wish_id = fresh_id()
    assert _own(house.ada)["team"][1]["read_by"] == ["Bea"]
    _wish(house.ada, abe, wish_id=wish_id, note="Mornings are hard")
    [found] = _to_arrange(house.bea)
    assert (found["client"]["shown_name"], found["provider"]["shown_name"]) == ("Ada", "Abe")
    assert (found["note"], found["primary"], found["instead"]) == ("Mornings are hard", False, None)
    assert code(_arrange(house.bea, house.ada, wish_id, instead_id=str(abe.id))) == (
        422, "same_person",
    )  # fmt: skip
    done = _arrange(house.bea, house.ada, wish_id, instead_id=str(hal.id), line="Hal is free")
    assert done.status_code == 204
    assert team(house.bea, house.ada) == {"Bea": True, "Hal": False}
    [own] = _own(house.ada)["wishes"]
    assert own["line"] == "Hal is free"
    assert own["arranged_at"] is not None
    assert _to_arrange(house.bea) == []
    assert code(_arrange(house.bea, house.ada, wish_id)) == (409, "already_arranged")
    assert code(_withdraw(house.ada, wish_id)) == (409, "already_arranged")


def test_it_may_be_settled_without_a_change(house: House, abe: Actor) -> None:
    wish_id = fresh_id()
    _wish(house.ada, abe, wish_id=wish_id)
    assert _arrange(house.bea, house.ada, wish_id, line="We spoke about it").status_code == 204
    assert team(house.bea, house.ada) == {"Bea": True, "Abe": False}
    assert _kinds(abe) == ["team_changed"]  # from joining


def test_about_the_primary_counselor_only_administrators_read_and_arrange_it(
    house: House, hal: Actor
) -> None:
    wish_id = fresh_id()
    assert _own(house.ada)["team"][0]["read_by"] == ["Edda"]
    _wish(house.ada, house.bea, wish_id=wish_id, note="I would rather talk to a man")
    assert _to_arrange(house.bea) == []
    assert _kinds(house.bea) == []
    [found] = _to_arrange(house.edda)
    assert found.keys() == {
        "id", "client", "provider", "instead", "note", "asked_at", "primary",
    }  # fmt: skip
    assert (found["primary"], found["note"]) == (True, "I would rather talk to a man")
    assert _arrange(house.edda, house.ada, wish_id, instead_id=str(hal.id)).status_code == 204
    assert team(hal, house.ada) == {"Hal": True}
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}").status_code == 404
    assert house.edda.browser.get(f"/api/clients/{house.ada.id}").status_code == 403


def test_an_administrator_whom_it_is_about_never_reads_it(house: House) -> None:
    with house.database.unit_of_work() as db:
        for actor in (house.bea, house.cleo):
            now = clock.utc_now()
            db.add(RoleGrant(person_id=actor.id, role=Role.administrator, granted_at=now))
    assert _own(house.ada)["team"][0]["read_by"] == ["Cleo", "Edda"]
    wish_id = fresh_id()
    _wish(house.ada, house.bea, wish_id=wish_id)
    assert _to_arrange(house.bea) == []
    assert code(_arrange(house.bea, house.ada, wish_id)) == (404, "not_found")
    assert [item["id"] for item in _to_arrange(house.cleo)] == [wish_id]


def test_whoever_becomes_primary_counselor_still_never_reads_what_is_about_them(
    house: House, abe: Actor
) -> None:
    _wish(house.ada, abe)
    assert len(_to_arrange(house.bea)) == 1
    put_on_team(house.bea, house.ada, abe, is_primary=True)
    assert _to_arrange(abe) == _to_arrange(house.bea) == []
    assert len(_to_arrange(house.edda)) == 1


def test_when_the_primary_counselor_has_gone_administrators_read_it(
    house: House, abe: Actor
) -> None:
    _wish(house.ada, abe)
    close_account(house, house.bea)
    assert len(_to_arrange(house.edda)) == 1
    assert _own(house.ada)["team"][1]["read_by"] == ["Edda"]


def test_a_wish_taken_back_is_over(house: House, abe: Actor, hal: Actor) -> None:
    wish_id = fresh_id()
    _wish(house.ada, abe, wish_id=wish_id)
    assert _withdraw(house.ada, wish_id).status_code == 204
    first = _own(house.ada)["wishes"]
    assert _withdraw(house.ada, wish_id).status_code == 204
    assert _own(house.ada)["wishes"] == first
    assert _to_arrange(house.bea) == []
    answer = _arrange(house.bea, house.ada, wish_id, instead_id=str(hal.id))
    assert code(answer) == (409, "wish_withdrawn")
    assert team(house.bea, house.ada) == {"Bea": True, "Abe": False}


def test_taken_back_and_arranged_at_once_only_one_happens(house: House, abe: Actor) -> None:
    browser = house.another_browser(house.ada)
    for _ in range(6):
        wish_id = fresh_id()
        _wish(house.ada, abe, wish_id=wish_id)
        path = f"/api/team-wishes/{wish_id}/withdrawal"
        with ThreadPoolExecutor(2) as pool:
            back = pool.submit(browser.put, path, json={})
            done = pool.submit(_arrange, house.bea, house.ada, wish_id, line="Done")
        found = sorted([back.result().status_code, done.result().status_code])
        assert found == [204, 409]


def test_in_an_individualized_programme_whom_the_client_names_comes_at_once(
    house: House, abe: Actor, hal: Actor
) -> None:
    make_individualized(house)
    assert [each["at_once"] for each in _own(house.ada)["team"]] == [False, True]
    _wish(house.ada, abe, hal)
    assert team(house.bea, house.ada) == {"Bea": True, "Hal": False}
    assert _own(house.ada)["wishes"][0]["arranged_at"] is not None
    assert (_kinds(hal), _kinds(house.bea)) == (["team_changed"], ["team_changed"])
    assert abe.browser.get(f"/api/clients/{house.ada.id}").status_code == 404
    assert _to_arrange(house.bea) == []


def test_the_primary_counselor_or_an_open_wish_is_never_at_once(
    house: House, abe: Actor, hal: Actor
) -> None:
    make_individualized(house)
    _wish(house.ada, abe)
    _wish(house.ada, house.bea, hal)
    assert team(house.bea, house.ada) == {"Bea": True, "Abe": False}
    assert (len(_to_arrange(house.bea)), len(_to_arrange(house.edda))) == (1, 1)
    # Naming somebody after all settles what was open about the same person.
    _wish(house.ada, abe, hal)
    assert _to_arrange(house.bea) == []


def test_about_somebody_who_has_left_meanwhile_nothing_is_to_be_done(
    house: House, abe: Actor
) -> None:
    house.bea.browser.delete(f"/api/clients/{house.ada.id}/team/{abe.id}")
    answer = _wish(house.ada, abe)
    assert answer.status_code == 200
    assert answer.json()["arranged_at"] is not None
    assert _to_arrange(house.bea) == []


def test_the_client_sees_who_is_there_and_who_else_there_is(house: House, abe: Actor) -> None:
    found = _own(house.ada)
    assert [(each["shown_name"], each["primary"]) for each in found["team"]] == [
        ("Bea", True), ("Abe", False),
    ]  # fmt: skip
    assert [each["shown_name"] for each in found["others"]] == ["Cleo"]
    assert found["wishes"] == []
    nobody = house.person("Ida", Role.client)
    assert _own(nobody) == {"team": [], "others": [], "wishes": []}


def test_wishes_are_listed_with_few_questions(house: House, abe: Actor) -> None:
    def asked(actor: Actor, path: str) -> int:
        with house.statements() as seen:
            assert actor.browser.get(path).status_code == 200
        return len(seen)

    _wish(house.ada, abe)
    few = asked(house.bea, "/api/team-wishes"), asked(house.ada, "/api/my-team")
    for _ in range(6):
        _wish(house.ada, abe)
    many = asked(house.bea, "/api/team-wishes"), asked(house.ada, "/api/my-team")
    assert many == few
    assert max(many) <= 10
