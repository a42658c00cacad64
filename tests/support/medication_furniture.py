"""A medication and a dose of it, for the walk over all routes and the tests beside it."""

from typing import Any

from app import clock
from tests.support.house import ZONE, Actor, fresh_id

SAID = clock.utc_now().isoformat()
FIRST_DAY = "2026-01-01"
OF_DOSES = ("PUT /api/doses/{dose_id}",)
"""Routes whose body names somebody's own medication."""


def medication_body(**other: Any) -> dict[str, Any]:
    """The body of a medication as somebody of the team writes it: twice a day."""
    return {
        "version": 0, "name": "Examplin", "dose": "1 tablet", "how": "With food",
        "purpose": "Cravings", "as_needed": False, "times": ["08:00", "20:00"],
        "window_minutes": 120, "prescriber_name": "Dr. Sample", "from_on": FIRST_DAY,
    } | other  # fmt: skip


def as_needed_body(**other: Any) -> dict[str, Any]:
    """The body of one as needed."""
    return medication_body(as_needed=True, times=[], most_a_day=3) | other


def dose_body(medication_id: str, **other: Any) -> dict[str, Any]:
    """The body of a dose that was taken."""
    return {
        "medication_id": medication_id, "due_on": "2026-06-01", "due_time": "08:00",
        "state": "taken", "occurred_at": SAID, "zone": ZONE,
    } | other  # fmt: skip


def medication_bodies() -> dict[str, dict[str, Any]]:
    """The body of every route of medications that takes one, but for doses."""
    own, clients = "PUT /api/medications/{medication_id}", "PUT /api/clients/{client_id}"
    stop = {"why": "The course was over"}
    return {
        own: medication_body(),
        f"{own}/stop": stop,
        f"{clients}/medications/{{medication_id}}": medication_body(),
        f"{clients}/medications/{{medication_id}}/stop": stop,
    }


def furnish_medications(client: Actor) -> dict[str, str]:
    """A medication and a dose: their ids."""
    ids = {"medication_id": fresh_id(), "dose_id": fresh_id()}
    put = client.browser.put
    put(f"/api/medications/{ids['medication_id']}", json=medication_body())
    put(f"/api/doses/{ids['dose_id']}", json=dose_body(ids["medication_id"]))
    return ids
