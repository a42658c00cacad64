"""What comes to a craving later: a rating and a correction, for the walk through the routes."""

from datetime import datetime
from typing import Any

from app import clock
from tests.support.house import ZONE, Actor, fresh_id


def rating(
    log_id: str, intensity: int = 4, minutes: int = 10, at: datetime | None = None
) -> dict[str, Any]:
    """The body of a rating."""
    said = (at or clock.utc_now()).isoformat()
    return {
        "log_id": log_id, "intensity": intensity, "minutes": minutes, "occurred_at": said,
        "zone": ZONE,
    }  # fmt: skip


def correction(log_id: str, at: datetime | None = None, **after: Any) -> dict[str, Any]:
    """The body of a correction to another number."""
    said = (at or clock.utc_now()).isoformat()
    content = {"intensity": 3, "triggers": [], "note": None} | after
    return {"log_id": log_id, "after": content, "occurred_at": said, "zone": ZONE}


def later_bodies(log_id: str) -> dict[str, dict[str, Any]]:
    """A body of each, about one log."""
    return {"rating": rating(log_id), "correction": correction(log_id, note="Furniture")}


def furnish_craving(client: Actor, said: dict[str, Any]) -> dict[str, str]:
    """A rating and a correction of a client, as the walk will send them again."""
    ids = {"rating_id": fresh_id(), "correction_id": fresh_id()}
    client.browser.put(f"/api/craving-ratings/{ids['rating_id']}", json=said["rating"])
    client.browser.put(f"/api/craving-corrections/{ids['correction_id']}", json=said["correction"])
    return ids
