"""How tests write and read safety plans, as the client and from the desk."""

from typing import Any

from httpx2 import Response

from tests.support.house import Actor, fresh_id
from tests.support.safety_plan_furniture import card_body

MINE = "/api/safety-plan"


def desk(client: Actor) -> str:
    """Where the care team finds a client's plan."""
    return f"/api/clients/{client.id}/safety-plan"


def put(who: Actor, content: Any, based_on: int | None = 0, **more: Any) -> Response:
    """A client's own version; with `of=client` one from the desk, with `key=` of that id."""
    client, key = more.pop("of", None), more.pop("key", None) or fresh_id()
    headers = more.pop("headers", {})
    path = f"{desk(client)}-versions/{key}" if client else f"{MINE}-versions/{key}"
    return who.browser.put(path, json=card_body(content, based_on, **more), headers=headers)


def write(who: Actor, content: Any, based_on: int = 0, **more: Any) -> dict[str, Any]:
    """What became of a version that must be kept."""
    answer = put(who, content, based_on, **more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def read(who: Actor, path: str = MINE) -> dict[str, Any]:
    """The plan as somebody finds it."""
    answer = who.browser.get(path)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def texts(plan: dict[str, Any], part: str = "coping") -> list[str]:
    """What the items of one part say."""
    return [item["text"] for item in plan["content"][part]]


def share(client: Actor, with_team: bool) -> Response:
    """The client turns the switch."""
    return client.browser.put(f"{MINE}/sharing", json={"with_team": with_team})
