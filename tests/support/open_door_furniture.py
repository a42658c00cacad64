"""Wishes to come back, for the walk over all routes: one of Gus's, and one of each client's from a
time when they were alumni."""

from typing import Any
from uuid import UUID

from app import clock
from app.open_door.models import ReturnWish
from tests.support.house import Actor, House, fresh_id


def open_door_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of the open door that takes one."""
    return {
        "PUT /api/alumni-choice": {"every_days": 30, "only_safety_plan": False},
        "PUT /api/return-wishes/{return_wish_id}": {"note": "Furniture"},
        "PUT /api/clients/{alumna_id}/return-wishes/{alumna_wish_id}/answer": {"line": "Come by"},
    }


def furnish_open_door(house: House, client: Actor) -> dict[str, str]:
    """The ids of a client's own wish, and of Gus's, who is Bea's, in Ada's column alone."""
    ids = {"return_wish_id": wishes_to_return(house, client)}
    if client is house.ada:
        return ids | {
            "alumna_id": str(house.gus.id),
            "alumna_wish_id": wishes_to_return(house, house.gus),
        }
    return ids | {"alumna_id": fresh_id(), "alumna_wish_id": fresh_id()}


def wishes_to_return(house: House, client: Actor | str) -> str:
    """A client says that they would like to begin again; returns the id of the wish."""
    wish_id, client_id = fresh_id(), UUID(client) if isinstance(client, str) else client.id
    with house.database.unit_of_work() as db:
        db.add(
            ReturnWish(
                client_id=client_id, id=UUID(wish_id), note="Furniture",
                asked_at=clock.utc_now(), content_hash="-",
            )
        )  # fmt: skip
    return wish_id
