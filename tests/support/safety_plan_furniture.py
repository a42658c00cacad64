"""A safety plan with something in each part, for the walk over all routes."""

from typing import Any

from app import clock
from app.ids import new_id
from tests.support.house import Actor, fresh_id

SAID = clock.utc_now().isoformat()


def thing(text: str, **more: Any) -> dict[str, Any]:
    """An item with a fresh id."""
    return {"id": str(new_id()), "text": text, "beside": None, **more}


def contact(name: str, phone: str = "555-0101", **more: Any) -> dict[str, Any]:
    """Somebody who may be called."""
    return {
        "id": str(new_id()), "name": name, "relation": "A friend", "phone": phone,
        "may_call": True, "may_text": False, "beside": None, **more,
    }  # fmt: skip


def card(**other: Any) -> dict[str, Any]:
    """A small plan as a phone sends it."""
    return {
        "people": [contact("Robin")], "coping": [thing("Walk round the block")],
        "if_slip": [thing("Call Robin")], "reasons": [thing("My evenings")],
    } | other  # fmt: skip


FURNITURE = card()


def card_body(content: dict[str, Any], based_on: int | None = 0, **more: Any) -> dict[str, Any]:
    """A version on its way to the server."""
    said = clock.utc_now().isoformat()
    return {"based_on": based_on, "content": content, "occurred_at": said, **more}


def safety_plan_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of the safety plan and of Help that takes one."""
    written = card_body(FURNITURE) | {"occurred_at": SAID}
    return {
        "PUT /api/safety-plan-versions/{card_id}": written,
        "PUT /api/clients/{client_id}/safety-plan-versions/{team_card_id}": written,
        "PUT /api/safety-plan/sharing": {"with_team": True},
        "PUT /api/help-numbers": {"country": "US"},
    }


def furnish_safety_plan(client: Actor) -> dict[str, str]:
    """A plan of one version: its ids."""
    ids = {"card_id": fresh_id(), "team_card_id": fresh_id(), "card_number": "1"}
    path = f"/api/safety-plan-versions/{ids['card_id']}"
    client.browser.put(path, json=safety_plan_bodies()["PUT /api/safety-plan-versions/{card_id}"])
    return ids
