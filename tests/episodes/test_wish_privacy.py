"""Whom a wish is about finds no trace of it anywhere: every route they may read is walked."""

from collections.abc import Callable
from typing import Any

from app.people.models import Role
from tests.episodes.ways import make_individualized, put_on_team
from tests.support.furniture import Furniture, furnish
from tests.support.house import Actor, House, fresh_id
from tests.support.route_table import Call, calls

NOTE = "I would rather walk than talk"


def _read_everything(furniture: Furniture, who: Actor, *clients: Actor) -> dict[str, str]:
    """What somebody gets at every route that reads, with every client's id in it."""
    found: dict[str, str] = {}
    for call in {call.route: call for call in calls("bea", "edda")}.values():
        if call.method == "GET":
            for client in clients:
                path = _path(furniture.path, call, client)
                found[path] = who.browser.get(path).text
    return found


def _path(fill: Callable[[Call], str], call: Call, client: Actor) -> str:
    if "{client_id}" not in call.route:
        return fill(call)
    ids = {"client_id": str(client.id)}
    template = call.route.partition(" ")[2]
    return template.format_map(_Ids(ids))


class _Ids(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return fresh_id()


def _wish(client: Actor, about: Actor, instead: Actor | None = None) -> str:
    wish_id = fresh_id()
    body: dict[str, Any] = {"provider_id": str(about.id), "note": NOTE}
    body["instead_id"] = str(instead.id) if instead else None
    answer = client.browser.put(f"/api/team-wishes/{wish_id}", json=body)
    assert answer.status_code == 200
    return wish_id


def _traces(pages: dict[str, str], *words: str) -> list[str]:
    return [path for path, text in pages.items() if any(word in text for word in words)]


def test_a_provider_whom_a_wish_is_about_reads_nothing_of_it(house: House) -> None:
    furniture = furnish(house)
    abe = house.person("Abe", Role.provider)
    put_on_team(house.bea, house.ada, abe)
    about_abe, about_bea = _wish(house.ada, abe), _wish(house.ada, house.bea)
    for who, own, others in ((abe, about_abe, about_bea), (house.bea, about_bea, about_abe)):
        pages = _read_everything(furniture, who, house.ada)
        assert f"/api/clients/{house.ada.id}/episode" in pages
        assert _traces(pages, own) == [], who.name
        with_note = _traces(pages, NOTE)
        assert with_note == (["/api/team-wishes"] if who is house.bea else []), who.name
        assert "client_team_wish" not in who.browser.get("/api/notices").text or who is house.bea
        assert (others in pages["/api/team-wishes"]) is (who is house.bea)


def test_who_was_replaced_at_once_is_told_no_more_than_after_any_change(house: House) -> None:
    furniture = furnish(house)
    abe, hal = house.person("Abe", Role.provider), house.person("Hal", Role.provider)
    make_individualized(house)
    put_on_team(house.bea, house.ada, abe)
    put_on_team(house.bea, house.gus, abe)
    _wish(house.ada, abe, hal)
    house.bea.browser.delete(f"/api/clients/{house.gus.id}/team/{abe.id}")
    plain, wished = [
        {key: value for key, value in item.items() if key not in {"id", "at", "about"}}
        for item in abe.browser.get("/api/notices").json()["items"][:2]
    ]
    assert plain == wished
    assert plain["by"] is None
    assert _traces(_read_everything(furniture, abe, house.ada, house.gus), NOTE) == []


def test_no_step_and_no_name_on_the_timeline_says_that_there_was_a_wish(house: House) -> None:
    furniture = furnish(house)
    hal = house.person("Hal", Role.provider)
    wish_id = _wish(house.ada, house.bea)
    path = f"/api/clients/{house.ada.id}/team-wishes/{wish_id}/arrangement"
    house.edda.browser.put(path, json={"instead_id": str(hal.id), "line": "Hal from Monday"})
    put_on_team(hal, house.ada, house.bea)  # Bea helps out later, and sees the client again
    pages = _read_everything(furniture, house.bea, house.ada)
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}/episode").status_code == 200
    assert _traces(pages, wish_id, NOTE, "Hal from Monday") == []
