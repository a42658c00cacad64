"""How tests write, read and agree to plans, as the client and from the desk."""

from typing import Any

from httpx2 import Response

from tests.support.house import Actor, Browser, House


def desk(client: Actor) -> str:
    """Where the care team finds a client's plan."""
    return f"/api/clients/{client.id}/plan"


def put(browser: Browser, path: str, number: int, content: Any, **more: Any) -> Response:
    """Writes a version on the one of that number."""
    headers = {"If-Match": f'"{number}"'}
    return browser.put(path, json={"content": content, **more}, headers=headers)


def write(browser: Browser, path: str, number: int, content: Any, **more: Any) -> dict[str, Any]:
    """The plan after a version that must be written."""
    answer = put(browser, path, number, content, **more)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def read(browser: Browser, path: str) -> dict[str, Any]:
    """The plan as somebody finds it."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def agree(browser: Browser, path: str, number: int) -> Response:
    """Agrees to a version."""
    return browser.put(f"{path}/versions/{number}/acknowledgement", json={})


def told(house: House, who: Actor) -> list[str]:
    """What somebody's inbox says about plans."""
    items = who.browser.get("/api/notices").json()["items"]
    return [item["by"] for item in items if item["kind"] == "plan_changed"]
