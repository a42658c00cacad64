"""A meeting on somebody's list and one they attended, for the walk over all routes."""

from typing import Any

from app import clock
from tests.support.house import ZONE, Actor, fresh_id

SAID = clock.utc_now().isoformat()
ATTENDANCE = fresh_id()


def own_meeting_body(**other: Any) -> dict[str, Any]:
    """The body of a meeting on somebody's list."""
    return {
        "fellowship": "smart", "name": "Tuesday circle", "attending": "in_person", "day": "tue",
        "at": "19:00", "where": "12 Invented Street", "is_removed": False, "occurred_at": SAID,
        "zone": ZONE,
    } | other  # fmt: skip


def attendance_body(**other: Any) -> dict[str, Any]:
    """The body of one writing about an attendance."""
    today = clock.local_day(clock.utc_now(), ZONE)
    return {
        "attendance_id": ATTENDANCE, "on_day": today.isoformat(), "fellowship": "smart",
        "attending": "in_person", "meeting_id": None, "line": None, "proof": "Furniture",
        "is_mistake": False, "occurred_at": SAID, "zone": ZONE,
    } | other  # fmt: skip


def mutual_help_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of mutual help that takes one."""
    return {
        "PUT /api/meetings/{own_meeting_id}": own_meeting_body(),
        "PUT /api/meeting-attendances/{meeting_attendance_id}": attendance_body(),
        "PUT /api/meeting-sharing": {"shows_fellowship": True},
    }


def furnish_mutual_help(client: Actor) -> dict[str, str]:
    """A meeting and two attendances, one of them never written anew: their ids."""
    ids = {name: fresh_id() for name in ("own_meeting_id", "meeting_attendance_id", "attended_id")}
    put, another = client.browser.put, attendance_body(attendance_id=fresh_id())
    put(f"/api/meetings/{ids['own_meeting_id']}", json=own_meeting_body())
    put(f"/api/meeting-attendances/{ids['meeting_attendance_id']}", json=attendance_body())
    put(f"/api/meeting-attendances/{ids['attended_id']}", json=another)
    return ids
