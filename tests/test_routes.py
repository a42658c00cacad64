"""Every route of the application against one table: who may, whose, and what they get."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter
from starlette.routing import Mount, Route

from app.care_records.monitoring.devices import ByToken
from app.errors import NotFound
from app.installation import open_installation
from app.main import create_app
from app.people.viewers import AnyPerson, SignedIn
from app.routing import Db, Everyone, HouseRoute, Permission, house_router
from app.settings import Settings
from tests.support.furniture import Furniture, furnish
from tests.support.house import ORIGIN, House
from tests.support.route_table import CAST, CODES, TABLE, Call, api_routes, calls, leaves

PUBLIC = {
    "GET /api/start",
    "POST /api/setup",
    "POST /api/sign-ins",
    "POST /api/invitation-previews",
    "POST /api/invitation-acceptances",
    "POST /api/family-acceptances",
    "GET /calendar/{secret}.ics",
}
NEVER_TOLD = {
    "token_hash", "phc", "passphrase", "endpoint", "p256dh", "auth", "content_hash", "secret",
    "granted_by", "disabled_at", "reviewer_id", "provider_id", "actor_id", "sign_in_id", "actor",
}  # fmt: skip


@pytest.fixture(scope="module")
def app(sqlite_template: Path) -> Iterator[FastAPI]:
    """The application, to look at."""
    settings = Settings(home=sqlite_template, origin=ORIGIN, _env_file=None)
    installation = open_installation(settings)
    yield create_app(installation)
    installation.database.dispose()


def test_a_handler_that_does_not_say_who_may_come_in_is_not_registered() -> None:
    router = house_router("/nowhere", "nowhere")

    def open_to_nobody_knows(db: Db) -> None: ...

    def open_twice(one: AnyPerson, other: AnyPerson) -> None: ...

    for handler in (open_to_nobody_knows, open_twice):
        with pytest.raises(TypeError, match="must say once who may come in"):
            router.get("")(handler)
    assert router.routes == []


def test_every_route_says_who_may_come_in(app: FastAPI) -> None:
    for name, route in api_routes(app):
        assert isinstance(route, HouseRoute), name
        assert isinstance(route.permission, Permission), name
        assert isinstance(route.permission, SignedIn | Everyone | ByToken), name


def test_there_is_no_way_in_beside_the_table(app: FastAPI) -> None:
    others = [route for route in leaves(app.routes) if not isinstance(route, APIRoute)]
    assert [(type(route), getattr(route, "path", None)) for route in others] == [
        (Route, "/healthz"),
        (Mount, "/api"),
        (Mount, ""),
    ]
    outside = [name for name, _ in api_routes(app) if " /api/" not in name]
    assert outside == ["GET /calendar/{secret}.ics"]


def test_the_table_has_every_route_and_no_other(app: FastAPI) -> None:
    assert sorted(TABLE) == sorted(name for name, _ in api_routes(app))
    documented = {
        f"{method.upper()} {path}"
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    assert documented == set(TABLE)


def test_the_public_routes_are_these(app: FastAPI) -> None:
    found = {
        name
        for name, route in api_routes(app)
        if isinstance(route, HouseRoute) and isinstance(route.permission, Everyone)
    }
    assert found == PUBLIC


def test_a_token_opens_one_route(app: FastAPI) -> None:
    by_token = [
        name
        for name, route in api_routes(app)
        if isinstance(route, HouseRoute) and isinstance(route.permission, ByToken)
    ]
    assert by_token == ["PUT /api/device-readings/{reading_id}"]


@pytest.mark.parametrize("who", CAST)
def test_everybody_gets_what_the_table_says_and_a_refusal_leaves_no_trace(
    house: House, who: str
) -> None:
    things = furnish(house)
    before = house.snapshot()
    wrong = list(_surprises(things, calls(who, only=".x-g")))
    assert house.snapshot() == before
    wrong += _surprises(things, calls(who, only="or"))
    assert wrong == []


def _surprises(things: Furniture, walk: Iterable[Call]) -> Iterator[str]:
    for call in walk:
        answer = things.send(call)
        code = "done" if answer.is_success else answer.json()["code"]
        if code not in CODES[call.letter]:
            yield f"{call}, was {answer.status_code} {code}"


def test_a_strangers_id_and_a_missing_one_get_the_same_answer(house: House) -> None:
    things = furnish(house)
    answers = {
        (answer.content, tuple(sorted(answer.headers.items())), answer.status_code)
        for answer in (things.send(call) for call in calls(only="."))
    }
    assert len(answers) == 1
    only = next(iter(answers))
    assert only[2] == 404
    assert TypeAdapter(dict[str, Any]).validate_json(only[0]) == NotFound().document()


def test_nothing_of_adas_changes_by_what_strangers_do_with_her_ids(house: House) -> None:
    things = furnish(house)
    before = _of(house.snapshot(), str(house.ada.id))
    for call in calls("visitor", "cleo", "dov", "fay", "gus"):
        if call.whose in {"ada", "mixed"}:
            things.send(call)
    assert _of(house.snapshot(), str(house.ada.id)) == before


def _of(rows: dict[str, list[str]], person_id: str) -> dict[str, list[str]]:
    return {table: [row for row in found if person_id in row] for table, found in rows.items()}


def test_answers_hold_what_their_model_says_and_nothing_else(house: House) -> None:
    things, routes = furnish(house), dict(api_routes(house.app))
    wrong: list[str] = []
    last = {call.route: call for call in calls(only="o")}
    for call in (last[route] for route in TABLE if route in last):
        answer = things.send(call)
        model = routes[call.route].response_model
        if answer.status_code == 204:
            assert answer.content == b""
            continue
        if answer.headers["Content-Type"].startswith(("text/calendar", "text/csv")):
            continue
        models = get_args(model) or (model,)
        assert all(issubclass(one, BaseModel) for one in models), call
        told = [list(_untold(one, answer.json())) for one in models]
        wrong += (f"{call}: {one}" for one in min(told, key=len))
    assert wrong == []


def _untold(shape: Any, found: Any) -> Iterator[str]:
    """Keys in an answer that its model does not have, and those that nobody is told."""
    if isinstance(found, list):
        for item in found:
            yield from _untold(get_args(shape)[0], item)
    elif isinstance(found, dict) and (values := _values_in(shape)) is not None:
        for item in found.values():
            yield from _untold(values, item)
    elif isinstance(found, dict):
        model = _model_in(shape)
        fields = {
            field.serialization_alias or name: field.annotation
            for name, field in model.model_fields.items()
        }
        if found.keys() != fields.keys():
            yield f"{model.__name__} has {sorted(found.keys() ^ fields.keys())}"
        yield from NEVER_TOLD & found.keys()
        for name in found.keys() & fields.keys():
            yield from _untold(fields[name], found[name])


def _values_in(shape: Any) -> Any:
    """Of what a mapping with free keys is; None for anything else."""
    if get_origin(shape) is dict:
        return get_args(shape)[1]
    if get_args(shape)[:1] == (Any,):
        return list[shape]  # an element of a tree, which holds such elements
    found = (_values_in(part) for part in get_args(shape) if get_origin(part) is dict)
    return next(found, None)


def _model_in(shape: Any) -> type[BaseModel]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return shape
    assert get_origin(shape) is not None, shape
    return next(_model_in(part) for part in get_args(shape) if part is not type(None))


def test_other_methods_and_unknown_paths_get_the_answer_for_nothing(house: House) -> None:
    paths = {name.partition(" ")[2] for name in TABLE if "{" not in name}
    for path in ("/api/", "/api/nowhere", *sorted(paths)):
        for method in ("TRACE", "HEAD", "GET", "PUT", "POST", "PATCH", "DELETE"):
            if f"{method} {path}" in TABLE:
                continue
            answer = house.ada.browser.request(method, path, json={})
            assert answer.status_code == 404, (method, path)
            if method != "HEAD":
                assert answer.json() == NotFound().document(), (method, path)
