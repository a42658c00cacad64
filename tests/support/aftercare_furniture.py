"""Plans, contacts and decisions of aftercare, for the walk over all routes."""

from datetime import date, timedelta
from typing import Any

from app import clock
from tests.support.house import ZONE, fresh_id

AFTERCARE_IDS = {
    "contact_plan_id": fresh_id(), "contact_id": fresh_id(), "proposal_key": "0" * 64,
}  # fmt: skip


def plan_body(contact_id: object, starts_on: date | None = None, **other: Any) -> dict[str, Any]:
    """Four weekly contacts, then two every two weeks."""
    first = starts_on or clock.local_day(clock.utc_now(), ZONE) + timedelta(days=1)
    return {
        "contact_id": str(contact_id), "starts_on": first.isoformat(), "why": "As agreed",
        "stretches": [{"count": 4, "every_days": 7}, {"count": 2, "every_days": 14}],
        "replaces": None,
    } | other  # fmt: skip


def contact_body(due_on: date, state: str = "reached", **other: Any) -> dict[str, Any]:
    """What became of a contact."""
    way = "call" if state == "reached" else None
    return {"due_on": due_on.isoformat(), "state": state, "way": way, "line": None} | other


def aftercare_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of aftercare that takes one."""
    path = "PUT /api/clients/{client_id}"
    return {
        f"{path}/contact-plans/{{contact_plan_id}}": plan_body(fresh_id()),
        f"{path}/contacts/{{contact_id}}": contact_body(clock.local_day(clock.utc_now(), ZONE)),
        f"{path}/cadence-decisions/{{proposal_key}}": {"answer": "accepted"},
    }
