"""A treatment plan with something of everything in it, for the walk over all routes."""

from typing import Any

from httpx2 import Response

from app import clock
from tests.support.house import Actor, Browser, fresh_id

STEP = "step-0000001"
PLAN: dict[str, Any] = {
    "problems": [
        {
            "id": "problem-0001", "text": "Furniture",
            "goals": [
                {
                    "id": "goal-0000001", "text": "Furniture",
                    "objectives": [
                        {
                            "id": "objective-01", "text": "Furniture",
                            "steps": [{"id": STEP, "text": "Furniture"}],
                        }
                    ],
                }
            ],
        }
    ],
    "level": "Level 1",
}  # fmt: skip
FIRST = {"If-Match": '"1"'}
TAKES_A_VERSION = ("PUT /api/plan", "PUT /api/clients/{client_id}/plan")


def tick_body() -> dict[str, Any]:
    """A step that was done just now."""
    said = clock.utc_now().isoformat()
    return {"item_id": STEP, "is_done": True, "occurred_at": said}


def note_body() -> dict[str, Any]:
    """A note of the client's own."""
    said = clock.utc_now().isoformat()
    return {"item_id": None, "text": "Furniture", "is_shared": False, "occurred_at": said}


def furnish_plan(client: Actor, counselor: Actor, said: dict[str, Any]) -> dict[str, str]:
    """A first version, a draft of each side that lost, a tick and a note: their ids."""
    mine = client.browser
    desk = f"/api/clients/{client.id}/plan"
    _write(mine, "/api/plan", PLAN)
    ids = {"tick_id": fresh_id(), "note_id": fresh_id(), "number": "1"}
    mine.put(f"/api/plan-ticks/{ids['tick_id']}", json=said["tick"])
    mine.put(f"/api/plan-notes/{ids['note_id']}", json=said["note"])
    ids["draft_id"] = _write(mine, "/api/plan", {}).json()["draft_id"]
    ids["team_draft_id"] = _write(counselor.browser, desk, {}).json()["draft_id"]
    return ids


def _write(browser: Browser, path: str, content: dict[str, Any]) -> Response:
    return browser.put(path, json={"content": content}, headers={"If-Match": '"0"'})
