"""What the page about one client says of the viewer's own say: less to know and nothing to change
for somebody who is there by a signature alone, and the same answer as the routes give."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from app import clock
from app.access.models import Data
from app.access.policy import require_visible
from app.episodes.grants import SEEN_BY_THE_TEAM
from app.episodes.models import CareTeamMember, EpisodeOfCare, Phase
from app.errors import NotFound
from app.people.viewers import SIGN_IN_COOKIE, recognise
from app.privacy.gate import FOR_PROVIDERS
from tests.support.furniture import meeting, series_body
from tests.support.house import Actor, House, check_in, fresh_id

WITHHELD = ("sign_in_name", "admitted_on", "team", "level")
ALL = sorted(SEEN_BY_THE_TEAM)


def page(by: Actor, client: Actor) -> dict[str, Any]:
    answer = by.browser.get(f"/api/clients/{client.id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def move_to(house: House, client: Actor, phase: str) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        stay.phase = Phase.alumni if phase == "alumni" else stay.phase
        stay.ended_at = clock.utc_now() if phase == "over" else None


def as_the_routes_say(house: House, by: Actor, client: Actor) -> list[str]:
    """Every kind asked for alone, as a route that changes it does."""
    found = []
    with house.database.unit_of_work() as db:
        viewer = recognise(db, by.browser.cookies[SIGN_IN_COOKIE], clock.utc_now())
        for data in Data:
            try:
                require_visible(db, viewer, client.id, data, to_change=True)
            except NotFound:
                continue
            found.append(data.value)
    return sorted(found)


@pytest.mark.parametrize("phase", ["treatment", "alumni", "over"])
def test_by_a_signature_alone_little_is_told_and_nothing_may_be_changed(
    house: House, phase: str
) -> None:
    house.signs_for(house.dov, house.bea)
    move_to(house, house.dov, phase)
    told = page(house.bea, house.dov)
    assert told["may_change"] == as_the_routes_say(house, house.bea, house.dov) == []
    assert [told[name] for name in WITHHELD] == [None] * 4
    assert (told["shown_name"], told["programme"] != "", told["time_zone"] != "") == (
        "Dov", True, True,
    )  # fmt: skip
    assert told["phase"] == ("treatment" if phase == "treatment" else "alumni")
    seen = house.bea.browser.get(f"/api/clients/{house.dov.id}").text
    assert "Cleo" not in seen
    link = f"/api/clients/{house.dov.id}/invitations"
    assert house.bea.browser.post(link, json={}).status_code == 404


@pytest.mark.parametrize("data", sorted(FOR_PROVIDERS))
def test_whichever_single_kind_is_signed_for(house: House, data: Data) -> None:
    house.signs_for(house.dov, house.bea, data)
    told = page(house.bea, house.dov)
    assert (told["may_change"], told["team"], told["sign_in_name"]) == ([], None, None)


def test_a_signature_that_is_over_tells_nothing_at_all(house: House) -> None:
    soon = clock.utc_now() + timedelta(milliseconds=1)
    house.signs_for(house.dov, house.bea, expires_at=soon)
    assert house.bea.browser.get(f"/api/clients/{house.dov.id}").status_code == 404


def test_whoever_left_the_team_and_is_shown_something_reads_like_anybody_else(house: House) -> None:
    house.signs_for(house.ada, house.bea)
    assert page(house.bea, house.ada)["may_change"] == ALL
    with house.database.unit_of_work() as db:
        place = select(CareTeamMember).where(col(CareTeamMember.provider_id) == house.bea.id)
        for member in db.exec(place):
            member.left_at = clock.utc_now()
    told = page(house.bea, house.ada)
    assert (told["may_change"], told["team"], told["level"]) == ([], None, None)


def test_whoever_is_asked_to_look_knows_the_team_and_changes_nothing(house: House) -> None:
    sent = check_in(use="yes", craving=9)
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=sent).raise_for_status()
    task = house.bea.browser.get("/api/tasks").json()["items"][0]["id"]
    body = {"to": str(house.cleo.id), "why": "Away today"}
    path = f"/api/tasks/{task}/handing-over"
    house.bea.browser.put(path, json=body).raise_for_status()
    told = page(house.cleo, house.ada)
    assert told["may_change"] == as_the_routes_say(house, house.cleo, house.ada) == []
    assert [one["shown_name"] for one in told["team"]] == ["Bea"]
    # A signature beside it takes nothing of that away.
    house.signs_for(house.ada, house.cleo, Data.rewards)
    assert page(house.cleo, house.ada)["team"] == told["team"]


def test_the_list_says_for_whom_something_can_be_planned(house: House) -> None:
    house.signs_for(house.dov, house.bea)

    def rows(actor: Actor) -> dict[str, tuple[bool, bool]]:
        items = actor.browser.get("/api/clients").json()["items"]
        return {row["shown_name"]: (row["in_care"], row["level"] is not None) for row in items}

    assert rows(house.bea) == {
        "Ada": (True, True),
        "Dov": (False, False),
        "Gus": (False, False),
    }
    assert rows(house.cleo)["Dov"] == (True, True)


def test_the_team_is_told_all_and_may_change_all_of_it(house: House) -> None:
    told = page(house.bea, house.ada)
    assert told["may_change"] == as_the_routes_say(house, house.bea, house.ada) == ALL
    assert None not in [told[name] for name in WITHHELD]


def test_of_an_alumna_her_team_may_change_what_she_signed_for_and_not_the_stay(
    house: House,
) -> None:
    ines = house.client_of(house.bea, "Ines", phase=Phase.alumni)
    house.signs_for(ines, house.bea, Data.rewards, Data.needs)
    told = page(house.bea, ines)
    assert told["may_change"] == as_the_routes_say(house, house.bea, ines) == ["needs", "rewards"]
    assert [told[name] for name in WITHHELD] == [None] * 4


def test_a_session_and_a_group_say_what_would_be_refused(house: House) -> None:
    house.signs_for(house.dov, house.bea)
    when = clock.utc_now() + timedelta(days=2)
    alone = meeting(house, when, house.dov, provider_id=house.cleo.id)
    together = meeting(house, when + timedelta(days=1), house.ada, house.dov)
    other_day = (when + timedelta(days=3)).strftime("%a").lower()
    body = series_body(facilitator_id=str(house.cleo.id), days=[other_day])
    group = house.cleo.browser.post("/api/appointment-series", json=body).json()["id"]
    place = f"/api/appointment-series/{group}/participants/{house.dov.id}"
    assert house.cleo.browser.put(place, json={}).status_code == 204

    def told(actor: Actor, path: str) -> tuple[bool, dict[str, bool]]:
        found = actor.browser.get(path).json()
        people = {one["shown_name"]: one["may_let_out"] for one in found["participants"]}
        return found["may_change"], people

    for actor, may in ((house.bea, False), (house.cleo, True)):
        assert told(actor, f"/api/appointments/{alone}") == (may, {"Dov": may})
        assert told(actor, f"/api/appointment-series/{group}") == (may, {"Dov": may})
    assert told(house.bea, f"/api/appointments/{together}") == (True, {"Ada": True, "Dov": False})
    out = f"participants/{house.dov.id}"
    for one in (f"appointments/{alone}", f"appointments/{together}", f"appointment-series/{group}"):
        assert house.bea.browser.delete(f"/api/{one}/{out}").status_code == 404
        assert house.cleo.browser.delete(f"/api/{one}/{out}").status_code == 204
