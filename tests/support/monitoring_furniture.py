"""Orders, a result and a device, for the walk over all routes and the tests beside it."""

from datetime import timedelta
from typing import Any

from app import clock
from tests.support.house import ZONE, Actor, House, fresh_id

SAID = clock.utc_now().isoformat()
TODAY = clock.local_day(clock.utc_now(), ZONE)
READING = "PUT /api/device-readings/{reading_id}"
_CLIENT = "PUT /api/clients/{client_id}"
_ANSWER = "PUT /api/monitoring-answers/{answer_id}"
_RESULT = f"{_CLIENT}/monitoring-results/{{result_id}}"
_LINK = f"{_CLIENT}/device-links/{{integration_id}}"
OF_MONITORING = (_ANSWER, _RESULT, _LINK, f"{_LINK}/end")
"""Routes whose body names somebody's own order or device."""


def order_body(**other: Any) -> dict[str, Any]:
    """The body of an order."""
    return {
        "specimen": "urine", "panel": ["alcohol", "cocaine"], "purpose": "adjust_treatment",
        "line": "Before the group, please", "due_from": TODAY.isoformat(),
        "due_until": (TODAY + timedelta(days=2)).isoformat(), "on_timeline": True,
    } | other  # fmt: skip


def found(substance: str = "alcohol", result: str = "negative", **other: Any) -> dict[str, Any]:
    """One finding."""
    return {"substance": substance, "result": result, "value": None, "unit": None} | other


def result_body(order_id: str | None, **other: Any) -> dict[str, Any]:
    """The body of a first test of an order."""
    return {
        "order_id": order_id, "replaces_id": None, "findings": [found(), found("cocaine")],
        "certainty": "screen", "taken_at": SAID, "line": None,
    } | other  # fmt: skip


def answer_body(order_id: str, **other: Any) -> dict[str, Any]:
    """The body of what a client says to an order."""
    return {
        "order_id": order_id, "findings": [{"substance": "alcohol", "used": "no"}], "line": None,
        "occurred_at": SAID, "zone": ZONE,
    } | other  # fmt: skip


def reading_body(reference: str = "unit-0000", **other: Any) -> dict[str, Any]:
    """The body of a number from a device."""
    return {
        "reference": reference, "substance": "alcohol", "value": 0.02, "unit": "g/dL",
        "taken_at": SAID,
    } | other  # fmt: skip


def link_body(reference: str) -> dict[str, Any]:
    """The body of a device that is somebody's from now on."""
    return {"reference": reference, "specimen": "breath"}


def monitoring_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of monitoring that takes one, but for `OF_MONITORING`."""
    order = f"{_CLIENT}/monitoring-orders/{{order_id}}"
    return {
        order: order_body(),
        f"{order}/sharing": {"on_timeline": True},
        f"{order}/collections/{{collection_id}}": {"state": "collected", "at": SAID},
        "POST /api/integrations": {"name": "Breath bridge"},
        READING: reading_body(),
    }


def monitoring_body(route: str, ids: dict[str, str]) -> dict[str, Any]:
    """The body of one of `OF_MONITORING`."""
    if route == _ANSWER:
        return answer_body(ids.get("asked_order_id", fresh_id()))
    if route == _RESULT:
        return result_body(ids.get("order_id", fresh_id()))
    link = link_body(f"unit-{ids.get('client_id', fresh_id())}")
    return link if route == _LINK else {"reference": link["reference"]}


def furnish_monitoring(house: House, client: Actor, counselor: Actor) -> dict[str, str]:
    """An order with what became of it, one that the client answers, and a device: their ids."""
    names = ("order_id", "asked_order_id", "collection_id", "result_id", "answer_id", "reading_id")
    ids = {name: fresh_id() for name in names}
    made = house.edda.browser.post("/api/integrations", json={"name": "Breath bridge"})
    ids["integration_id"] = made.json()["integration"]["id"]
    put, path = counselor.browser.put, f"/api/clients/{client.id}"
    order = f"{path}/monitoring-orders/{ids['order_id']}"
    asked = order_body(specimen="self_report", panel=["alcohol"])
    put(order, json=order_body())
    put(f"{path}/monitoring-orders/{ids['asked_order_id']}", json=asked)
    body = {"state": "collected", "at": SAID}
    put(f"{order}/collections/{ids['collection_id']}", json=body)
    put(f"{path}/monitoring-results/{ids['result_id']}", json=result_body(ids["order_id"]))
    answer = answer_body(ids["asked_order_id"])
    client.browser.put(f"/api/monitoring-answers/{ids['answer_id']}", json=answer)
    link = link_body(f"unit-{client.id}")
    put(f"{path}/device-links/{ids['integration_id']}", json=link)
    return ids
