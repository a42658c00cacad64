"""A module given, one that is not needed and a group's, for the walk over all routes; and texts of
the centre's own."""

from typing import Any

from app.programs.models import Programme
from tests.support.house import Actor, House, fresh_id
from tests.support.learning_furniture import HALT, en, reflection_body

TO_GIVE = "stress"
OF_LEVEL = "sleep"
OF_LEARNING = ("PUT /api/module-assignments/{assignment_id}",
               "PUT /api/group-assignments/{group_assignment_id}")  # fmt: skip
"""Routes whose body names somebody's own things."""
SHORT = """+++
id = "{id}"
version = {version}
language = "{language}"
title = "{title}"
summary = "Where to leave the car, and how to come in."
topics = []
stage = "any"
minutes = 1
audience = ["client"]
triggers = []
groups = []
today = "Look where the door is."
sources = []
reflections = []

[[cards]]
id = "c1"
question = "Where is the door?"
answer = "Round the corner."
why = "So that nobody has to ask."
+++
{body}
"""


def own_source(
    module_id: str = "own-parking",
    *,
    version: int = 1,
    language: str = "en",
    title: str = "Parking",
    body: str = "The door is round the corner.",
) -> str:
    """A small module of the centre's own."""
    return SHORT.format(id=module_id, version=version, language=language, title=title, body=body)


def key_of(module_id: str) -> str:
    """The key of a shipped module."""
    return en(module_id).key


def furnish_learning_desk(house: House, client: Actor, counselor: Actor) -> dict[str, str]:
    """A module that a counselor gave a client: its id, and names for what comes."""
    ids = {name: fresh_id() for name in ("assignment_id", "group_assignment_id", "shared_id")}
    body = {"client_id": str(client.id), "key": key_of(TO_GIVE)}
    counselor.browser.put(f"/api/module-assignments/{ids['assignment_id']}", json=body)
    shared = f"/api/reflections/{ids['shared_id']}"
    client.browser.put(shared, json=reflection_body(prompt_id="r2"))
    bring(house, OF_LEVEL)
    return ids | {"key": key_of(OF_LEVEL)}


def bring(house: House, *module_ids: str, level: int = 0) -> None:
    """A level of the house's programme brings modules, each a week later than the one before."""
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        levels = [dict(one) for one in programme.design["levels"]]
        levels[level]["modules"] = [
            {"module": module_id, "week": week} for week, module_id in enumerate(module_ids, 1)
        ]
        programme.design = programme.design | {"levels": levels}
        db.add(programme)


def learning_body(route: str, ids: dict[str, str]) -> dict[str, Any]:
    """The body of one of `OF_LEARNING`."""
    if route == OF_LEARNING[0]:
        return {"client_id": ids.get("client_id", fresh_id()), "key": key_of(TO_GIVE)}
    return {"series_id": ids.get("series_id", fresh_id()), "key": HALT.key}


def learning_desk_bodies() -> dict[str, dict[str, Any]]:
    """The bodies of the routes that name nobody's things."""
    return {
        "POST /api/curriculum-previews": {"source": own_source()},
        "PUT /api/own-modules": {"source": own_source()},
        "PUT /api/curriculum/{key}/shelf": {"withdrawn": False},
        "PUT /api/clients/{client_id}/level-modules/{key}": {"needed": False},
        "PUT /api/clients/{client_id}/reflections/{shared_id}/reading": {"line": "Well said"},
    }
