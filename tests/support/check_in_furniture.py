"""Questionnaires, a rhythm of one's own and a form led by staff, for the walk over all routes."""

from typing import Any

from tests.support.forms import PHQ_9, form, staff_form
from tests.support.house import Actor, check_in, fresh_id

RHYTHM = {"every_days": 14, "why": "Furniture"}


def check_in_bodies() -> dict[str, dict[str, Any]]:
    """What the routes take."""
    clients = "/api/clients/{client_id}"
    return {
        f"PUT {clients}/check-in-rhythm/{{instrument}}": RHYTHM,
        f"PUT {clients}/staff-forms/{{form_id}}": staff_form(note="Furniture"),
    }


def furnish_check_ins(client: Actor, counselor: Actor) -> dict[str, str]:
    """A sitting with a questionnaire, a rhythm and a form of each kind: their ids."""
    ids = {"instrument": "who-5", "instrument_id": "phq-9", "form_id": fresh_id()}
    body = check_in() | {"forms": [form("phq-9", PHQ_9)]}
    client.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    desk = f"/api/clients/{client.id}"
    counselor.browser.put(f"{desk}/check-in-rhythm/{ids['instrument']}", json=RHYTHM)
    counselor.browser.put(f"{desk}/staff-forms/{ids['form_id']}", json=staff_form(note="Furniture"))
    return ids
