"""Admitting clients, and one client as the team sees them."""

from datetime import UTC, datetime
from typing import Any

import time_machine
from sqlmodel import col, select

from app import clock
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep
from app.people.models import Role
from tests.support.house import ZONE, House, fresh_id


def _body(house: House, **other: Any) -> dict[str, Any]:
    return {"name": "Hal", "programme_id": str(house.programme_id), "time_zone": ZONE} | other


def _admit(house: House, **other: Any) -> dict[str, Any]:
    answer = house.bea.browser.post("/api/clients", json=_body(house, **other))
    assert answer.status_code == 201
    client: dict[str, Any] = answer.json()["client"]
    return client


def test_what_does_not_fit_admits_nobody(house: House) -> None:
    before = house.snapshot()
    for bad in (
        {"name": ""}, {"name": "  "}, {"name": "x" * 81}, {"name": "two\nlines"},
        {"time_zone": "Mars/Olympus"}, {"language": "fr"}, {"programme_id": "1"},
        {"phase": "alumni"}, {"client_id": fresh_id()}, {"roles": ["administrator"]},
    ):  # fmt: skip
        answer = house.bea.browser.post("/api/clients", json=_body(house, **bad))
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), bad
    missing = house.bea.browser.post("/api/clients", json=_body(house, programme_id=fresh_id()))
    assert (missing.status_code, missing.json()["code"]) == (422, "no_such_programme")
    assert house.snapshot() == before


def test_whoever_admits_is_the_primary_counselor_and_nobody_else_sees_them(house: House) -> None:
    client = _admit(house)
    path = f"/api/clients/{client['id']}"
    for actor in (house.cleo, house.edda, house.ada, house.fay):
        assert actor.browser.get(path).status_code in {403, 404}
    read = house.bea.browser.get(path).json()
    assert read["team"] == [{"shown_name": "Bea", "profession": "counselor", "primary": True}]
    assert (read["joined"], read["phase"], read["level"]) == (False, "treatment", "Level 1")
    assert read.items() >= client.items()


def test_an_admission_is_a_step_that_says_who_and_when(house: House) -> None:
    client = _admit(house)
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).order_by(col(EpisodeOfCare.id))).all()[-1]
        step = db.exec(select(EpisodeStep)).one()
    assert str(stay.client_id) == client["id"]
    assert (step.episode_id, step.by, step.why) == (stay.id, house.bea.id, "Admitted")
    assert step.at == stay.admitted_at


def test_the_day_of_admission_is_the_clients_own(house: House) -> None:
    with time_machine.travel(datetime(2027, 3, 14, 3, tzinfo=UTC), tick=False):
        bea = house.another_browser(house.bea)
        days = {
            zone: bea.get(f"/api/clients/{_admitted_in(bea, house, zone)}").json()["admitted_on"]
            for zone in (ZONE, "Pacific/Auckland")
        }
    assert days == {ZONE: "2027-03-13", "Pacific/Auckland": "2027-03-14"}


def _admitted_in(browser: Any, house: House, zone: str) -> str:
    answer = browser.post("/api/clients", json=_body(house, time_zone=zone))
    client_id: str = answer.json()["client"]["id"]
    return client_id


def test_the_team_is_shown_primary_first_without_those_who_left(house: House) -> None:
    now = clock.utc_now()
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
    for name, left_at in (("Abe", None), ("Hal", now)):
        provider = house.person(name, Role.provider)
        with house.database.unit_of_work() as db:
            member = CareTeamMember(
                episode_id=stay.id, provider_id=provider.id, joined_at=now, left_at=left_at
            )
            db.add(member)
    team = house.bea.browser.get(f"/api/clients/{house.ada.id}").json()["team"]
    assert [(member["shown_name"], member["primary"]) for member in team] == [
        ("Bea", True), ("Abe", False),
    ]  # fmt: skip
