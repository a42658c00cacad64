"""A draft of a programme and a room, for the walk over all routes."""

from typing import Any

from app.programs.templates import shipped
from tests.support.house import House, fresh_id

TEMPLATE = "classic-8"


def design_body(name: str, template: str = TEMPLATE) -> dict[str, Any]:
    """A design as a template has it, under a name."""
    return {"name": name, "design": shipped()[template].design.model_dump(mode="json")}


def programme_bodies(word: str) -> dict[str, dict[str, Any]]:
    """The body of every route of programmes and rooms."""
    return {
        "POST /api/programs": {"template": TEMPLATE, "name": f"Furniture {word}"},
        "PUT /api/programs/{programme_id}": design_body(f"Furniture {word}"),
        "POST /api/programme-checks": design_body("Furniture"),
        "POST /api/rooms": {"name": f"Room {word}", "seats": 12},
        "PUT /api/rooms/{room_id}": {"name": f"Room {word}", "seats": None, "closed": True},
    }


def furnish_programme(house: House) -> dict[str, str]:
    """A draft and a room of the centre: their ids."""
    desk, bodies = house.edda.browser, programme_bodies(fresh_id())
    made = {
        "programme_id": desk.post("/api/programs", json=bodies["POST /api/programs"]),
        "room_id": desk.post("/api/rooms", json=bodies["POST /api/rooms"]),
    }
    return {name: answer.json()["id"] for name, answer in made.items()} | {"template_id": TEMPLATE}
