"""One's own account."""

import json

from app.people.models import Language
from tests.support.house import House

NOT_ME = (
    ("shown_name", ""), ("shown_name", "  "), ("shown_name", "x" * 81), ("shown_name", "a\nb"),
    ("shown_name", "a\x00b"), ("shown_name", "half \ud83d"), ("shown_name", 7),
    ("language", "fr"), ("time_zone", "Mars/Olympus"), ("time_zone", "EST5EDT"),
    ("time_zone", "../../etc/passwd"), ("role", "administrator"), ("roles", ["provider"]),
    ("sign_in_name", "boss-10000"), ("id", "01a1ffd6-179b-7b16-9a81-5af250ff60c5"),
    ("disabled_at", None), ("joined_at", None), ("profession", "counselor"),
)  # fmt: skip


def test_what_does_not_fit_changes_nothing(house: House) -> None:
    before, headers = house.snapshot(), {"Content-Type": "application/json"}
    for field, value in NOT_ME:
        content = json.dumps({"shown_name": "Ada of the sea", field: value})
        answer = house.ada.browser.patch("/api/me", content=content, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), (field, value)
    assert house.snapshot() == before


def test_people_change_their_own_name_language_and_zone(house: House) -> None:
    body = {"shown_name": " Ada of the sea ", "language": "es", "time_zone": "Europe/Madrid"}
    me = house.ada.browser.patch("/api/me", json=body).json()
    assert (me["shown_name"], me["language"]) == ("Ada of the sea", Language.es)
    assert house.ada.browser.get("/api/me").json() == me
    assert house.ada.browser.get("/api/today").json()["time_zone"] == "Europe/Madrid"
    assert house.ada.browser.patch("/api/me", json={}).json() == me
    assert house.dov.browser.get("/api/me").json()["shown_name"] == "Dov"


def test_each_kind_of_person_has_a_half_of_their_own(house: House) -> None:
    homes = [(actor.name, actor.browser.get("/api/me").json()["home"]) for actor in house.cast]
    assert homes == [
        ("Ada", "client"), ("Bea", "desk"), ("Cleo", "desk"), ("Dov", "client"),
        ("Edda", "desk"), ("Fay", "relative"), ("Gus", "client"),
    ]  # fmt: skip


def test_what_was_meant_for_somebody_else_is_refused_whatever_it_is(house: House) -> None:
    before = house.snapshot()
    for said in (str(house.dov.id), "", "x", str(house.ada.id).upper()):
        headers = {"X-Person": said}
        for answer in (
            house.ada.browser.get("/api/today", headers=headers),
            house.ada.browser.patch("/api/me", json={"language": "es"}, headers=headers),
            house.ada.browser.delete("/api/sign-ins/current", headers=headers),
        ):
            assert (answer.status_code, answer.json()["code"]) == (409, "other_person")
    assert house.snapshot() == before
    assert house.ada.browser.get("/api/me", headers={"X-Person": str(house.ada.id)}).is_success
