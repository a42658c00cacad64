"""An alumna shows staff nothing until she signs for it: every list and page they have."""

from typing import Any

import pytest

from app.episodes.models import Phase
from app.people.models import Role
from tests.support.house import Actor, House, check_in, craving, fresh_id
from tests.support.privacy_furniture import provider_recipient, signs

PAGES = (
    "", "/weeks", "/brief", "/episode", "/team", "/plan", "/safety-plan", "/modules",
    "/medications", "/monitoring", "/needs", "/meetings", "/points", "/aftercare", "/staff-forms",
    "/check-in-rhythm", "/debriefs",
)  # fmt: skip
LISTS = ("clients", "review-queue", "tasks", "notices", "shared-reflections", "next-steps",
         "calendar?from=2026-01-01&to=2026-01-31", "move-requests", "contacts")  # fmt: skip


@pytest.fixture
def ines(house: House) -> Actor:
    """An alumna of Bea's who has signed nothing."""
    return house.client_of(house.bea, "Ines", phase=Phase.alumni)


def pages(by: Actor, client: Actor) -> dict[str, int]:
    found = {page: by.browser.get(f"/api/clients/{client.id}{page}").status_code for page in PAGES}
    assert set(found.values()) <= {200, 404}, found
    return found


def lists(by: Actor) -> str:
    answers = [by.browser.get(f"/api/{name}") for name in LISTS]
    assert {answer.status_code for answer in answers} <= {200, 403}
    return "".join(answer.text for answer in answers)


def sends(client: Actor) -> list[Any]:
    put = client.browser.put
    return [
        put(f"/api/check-ins/{fresh_id()}", json=check_in(use="yes", craving=9)).json(),
        put(f"/api/craving-logs/{fresh_id()}", json=craving(10, note="Zq1")).json(),
    ]


def test_staff_find_nothing_of_an_alumna_who_signed_nothing(house: House, ines: Actor) -> None:
    house.person("Ivo", Role.provider)
    said = sends(ines)
    assert [one["response"] for one in said] == [None, None]
    assert house.count("task") == 0
    assert set(pages(house.bea, ines).values()) == {404}
    for who in (house.bea, house.cleo, house.edda):
        assert str(ines.id) not in lists(who)
        assert "Ines" not in lists(who)
    former = house.bea.browser.get("/api/former-clients").json()["items"]
    assert [one["shown_name"] for one in former] == ["Gus", "Ines"]
    promised = ines.browser.get("/api/check-in-due").json()["promise"]
    assert promised["nobody_sees"] == ["check_in", "craving_log"]
    assert promised["now"]["by"] is None


def test_what_she_signs_for_is_what_they_see_and_who_is_asked(house: House, ines: Actor) -> None:
    before = sends(ines)
    bea = provider_recipient(ines, house.bea)
    consent_id = signs(ines, bea, "check_ins")
    shown = {page for page, status in pages(house.bea, ines).items() if status == 200}
    assert {"", "/weeks"} <= shown
    assert (
        not {
            "/episode",
            "/team",
            "/debriefs",
            "/plan",
            "/modules",
            "/medications",
            "/monitoring",
            "/needs",
            "/points",
        }
        & shown
    )
    weeks = house.bea.browser.get(f"/api/clients/{ines.id}/weeks").text
    assert "Zq1" not in weeks
    checked, craved = sends(ines)
    assert (checked["response"]["by"], craved["response"]) == ("Bea", None)
    promised = ines.browser.get("/api/check-in-due").json()["promise"]
    assert (promised["nobody_sees"], promised["now"]["by"]) == (["craving_log"], "Bea")
    assert house.cleo.browser.get(f"/api/clients/{ines.id}").status_code == 404
    # Taken back: what was open is closed, and nothing is left to see.
    ines.browser.put(f"/api/consents/{consent_id}/ending", json={}).raise_for_status()
    assert set(pages(house.bea, ines).values()) == {404}
    assert str(ines.id) not in lists(house.bea)
    assert ines.browser.get("/api/responses").json()["items"] == []
    assert [one["response"] for one in before] == [None, None]


def test_one_who_is_shown_something_has_no_say_in_the_account_the_stay_or_the_team(
    house: House, ines: Actor
) -> None:
    signs(ines, provider_recipient(ines, house.bea), "rewards")
    path, asked = f"/api/clients/{ines.id}", house.bea.browser
    known = asked.get(path).json()
    assert (known["shown_name"], known["phase"]) == ("Ines", "alumni")
    refused = [
        asked.get(f"{path}/episode"), asked.get(f"{path}/debriefs"), asked.get(f"{path}/team"),
        asked.get(f"{path}/level-review"),
        asked.post(f"{path}/invitations", json={}),
        asked.post(f"{path}/steps", json={"phase": "alumni", "outcome": "left", "why": "No"}),
        asked.put(f"{path}/assessment", json={"summary": "No"}),
        asked.put(f"{path}/sessions-a-day", json={"sessions_a_day": 1}),
        asked.put(f"{path}/team/{house.cleo.id}", json={"is_primary": False}),
    ]  # fmt: skip
    assert [answer.status_code for answer in refused] == [404] * 9
    former = house.bea.browser.get("/api/former-clients").json()["items"]
    assert "Ines" in {one["shown_name"] for one in former}, "she can come back all the same"


def test_beyond_a_stay_what_is_signed_can_be_read_and_nothing_changed(house: House) -> None:
    over = {"phase": "treatment", "outcome": "left", "why": "Moves away"}
    steps = f"/api/clients/{house.ada.id}/steps"
    house.bea.browser.post(steps, json=over).raise_for_status()
    assert set(pages(house.bea, house.ada).values()) == {404}
    signs(house.ada, provider_recipient(house.ada, house.bea), "check_ins", "treatment_plan")
    read = house.bea.browser.get(f"/api/clients/{house.ada.id}")
    assert (read.status_code, read.json()["phase"]) == (200, "alumni")
    listed = house.bea.browser.get("/api/clients").json()["items"]
    assert "Ada" in {one["shown_name"] for one in listed}
    again = {"phase": "treatment", "level": "Level 1", "why": "No"}
    assert house.bea.browser.post(steps, json=again).status_code == 404
    # By name alone she can let her come back, and is on her team again.
    back = {"programme_id": str(house.programme_id), "why": "Asked to"}
    answer = house.bea.browser.post(f"/api/former-clients/{house.ada.id}/returns", json=back)
    assert answer.status_code == 201
