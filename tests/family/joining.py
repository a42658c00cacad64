"""Links and joining, as the tests of relatives need them."""

from typing import Any
from uuid import UUID

from httpx2 import Response

from tests.support.house import ZONE, Actor, Browser

PASSPHRASE = "tidy lamp over the river"


def link(client: Actor, recipient_id: UUID) -> str:
    """The secret of a new link."""
    answer = client.browser.post(f"/api/recipients/{recipient_id}/invitations", json={})
    assert answer.status_code == 201, answer.text
    url: str = answer.json()["url"]
    return url.partition("/welcome#")[2]


def join(browser: Browser, secret: str, **other: Any) -> Response:
    """The answer to somebody new who follows a link."""
    body = {
        "secret": secret, "shown_name": "Hal", "passphrase": PASSPHRASE, "language": "en",
        "time_zone": ZONE,
    } | other  # fmt: skip
    return browser.post("/api/family-acceptances", json=body)


def connect(browser: Browser, secret: str) -> Response:
    """The answer to somebody signed in who follows a link."""
    return browser.post("/api/family-acceptances", json={"secret": secret})


def state(client: Actor, recipient_id: UUID) -> str:
    """How far the client is told a connection is."""
    items = client.browser.get("/api/relatives").json()["items"]
    return next(str(one["state"]) for one in items if one["id"] == str(recipient_id))
