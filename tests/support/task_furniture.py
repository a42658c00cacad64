"""Something to look at, and somebody on duty some day, for the walk over all routes."""

from typing import Any

from tests.support.house import Actor, House, fresh_id

OF_TASKS = {
    "PUT /api/tasks/{task_id}/handing-over",
    "PUT /api/programs/{programme_id}/lead",
    "POST /api/duty-turns",
}
LONG_FROM_NOW = "2099-01-05"


def task_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of tasks and duty that is the same for everybody."""
    return {
        "PUT /api/tasks/{task_id}/outcome": {"outcome": "spoke", "line": "Furniture"},
        "PUT /api/response-policy": {
            "minutes": {"now": 60, "today": 240, "soon": 960},
            "craving_at": 7,
            "contact_at": 9,
            "silence_days": {"treatment": 3, "aftercare": 14, "alumni": 0},
        },
    }


def task_body(house: House, route: str, ids: dict[str, str]) -> dict[str, Any]:
    """A body that names somebody: the counselor of whose task it is."""
    if route == "PUT /api/tasks/{task_id}/handing-over":
        return {"to": ids.get("person_id", fresh_id()), "why": "Furniture"}
    if route == "PUT /api/programs/{programme_id}/lead":
        return {"provider_id": str(house.bea.id)}
    return turn_body(house.bea)


def turn_body(actor: Actor, from_time: str = "13:00", until_time: str = "15:00") -> dict[str, Any]:
    """Somebody is on duty on Mondays, but not yet for a long time."""
    return {
        "provider_id": str(actor.id), "day": "mon", "from_time": from_time,
        "until_time": until_time, "from_day": LONG_FROM_NOW,
    }  # fmt: skip


def furnish_tasks(house: House, client: Actor, counselor: Actor) -> dict[str, str]:
    """An open task about a client that their counselor has, and a turn of the counselor's."""
    turn = turn_body(counselor, "09:00", "12:00")
    made = house.edda.browser.post("/api/duty-turns", json=turn).json()
    tasks = counselor.browser.get("/api/tasks").json()["items"]
    task_id = next(one["id"] for one in tasks if one["client"]["id"] == str(client.id))
    return {"task_id": task_id, "turn_id": made["id"]}
