"""Agreeing: each side for itself, to exactly one version, and again when it changes."""

from typing import Any

from sqlmodel import select

from app import clock
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.people.models import Role, RoleGrant
from tests.support.house import Actor, House
from tests.treatment_plan.plans import goal_text, plan
from tests.treatment_plan.writing import agree, desk, put, read, told, write

MINE = "/api/plan"


def _names(found: dict[str, Any]) -> list[tuple[str, bool]]:
    return [(one["by"], one["is_client"]) for one in found["head"]["acknowledgements"]]


def _join_team(house: House, provider: Actor, client: Actor) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        row = CareTeamMember(episode_id=stay.id, provider_id=provider.id, joined_at=clock.utc_now())
        db.add(row)


def test_nobody_agrees_for_somebody_else(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    assert agree(house.ada.browser, desk(house.ada), 1).status_code == 403
    assert agree(house.bea.browser, MINE, 1).status_code == 403
    assert agree(house.cleo.browser, desk(house.ada), 1).status_code == 404
    assert agree(house.edda.browser, desk(house.ada), 1).status_code == 403
    assert agree(house.dov.browser, MINE, 1).status_code == 404
    assert house.count("plan_acknowledgement") == 0


def test_only_the_newest_version_can_be_agreed_to(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    write(house.bea.browser, desk(house.ada), 1, plan(level="Level 2"))
    for browser, path in ((house.ada.browser, MINE), (house.bea.browser, desk(house.ada))):
        answer = agree(browser, path, 1)
        assert (answer.status_code, answer.json()["code"]) == (409, "plan_changed")
        assert agree(browser, path, 3).status_code == 404
        assert agree(browser, path, 0).status_code == 422
    assert house.count("plan_acknowledgement") == 0


def test_staff_do_not_agree_for_the_team_in_their_own_plan(house: House) -> None:
    both = house.client_of(house.bea, "Hal")
    with house.database.unit_of_work() as db:
        db.add(RoleGrant(person_id=both.id, role=Role.provider, granted_at=clock.utc_now()))
    _join_team(house, both, both)
    write(both.browser, MINE, 0, plan())
    for answer in (
        agree(both.browser, desk(both), 1),
        put(both.browser, desk(both), 1, plan(level="Level 2")),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "own_plan")
    assert agree(both.browser, MINE, 1).status_code == 200


def test_it_is_agreed_when_both_sides_did(house: House) -> None:
    write(house.bea.browser, desk(house.ada), 0, plan())
    assert _names(agree(house.bea.browser, desk(house.ada), 1).json()) == [("Bea", False)]
    assert read(house.ada.browser, MINE)["agreed"] is None
    found = agree(house.ada.browser, MINE, 1).json()
    assert _names(found) == [("Bea", False), ("Ada", True)]
    assert (found["head"]["is_agreed"], found["agreed"]["number"]) == (True, 1)
    assert [one["is_me"] for one in found["head"]["acknowledgements"]] == [False, True]


def test_two_of_the_team_are_not_both_sides(house: House) -> None:
    _join_team(house, house.cleo, house.ada)
    write(house.bea.browser, desk(house.ada), 0, plan())
    for actor in (house.bea, house.cleo):
        found = agree(actor.browser, desk(house.ada), 1).json()
    assert (found["head"]["is_agreed"], found["agreed"]) == (False, None)


def test_agreeing_twice_is_once_with_the_first_time(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    first, second = (agree(house.ada.browser, MINE, 1).json() for _ in range(2))
    assert first["head"] == second["head"]
    assert house.count("plan_acknowledgement") == 1


def test_a_new_version_needs_both_again_and_says_what_is_new_since(house: House) -> None:
    write(house.bea.browser, desk(house.ada), 0, plan())
    agree(house.bea.browser, desk(house.ada), 1)
    agree(house.ada.browser, MINE, 1)
    write(house.ada.browser, MINE, 1, goal_text(plan(), "Quiet evenings"))
    found = write(house.ada.browser, MINE, 2, goal_text(plan(level=None), "Quiet evenings"))
    assert (found["head"]["acknowledgements"], found["agreed"]["number"]) == ([], 1)
    assert [(one["op"], one["what"]) for one in found["changes"]] == [
        ("changed", "goal"), ("removed", "level"),
    ]  # fmt: skip


def test_the_other_side_is_told_once_until_they_looked(house: House) -> None:
    _join_team(house, house.cleo, house.ada)
    write(house.ada.browser, MINE, 0, plan())
    write(house.ada.browser, MINE, 1, plan(level=None))
    assert [told(house, who) for who in (house.bea, house.cleo)] == [["Ada"], ["Ada"]]
    assert [told(house, who) for who in (house.ada, house.dov)] == [[], []]
    write(house.bea.browser, desk(house.ada), 2, plan(level="Level 2"))
    assert [told(house, who) for who in (house.ada, house.cleo)] == [["Bea"], ["Ada"]]
    put(house.bea.browser, desk(house.ada), 0, plan())
    assert told(house, house.ada) == ["Bea"]


def test_hours_stand_beside_the_levels_floor_and_ceiling(house: House) -> None:
    found = write(house.bea.browser, desk(house.ada), 0, plan())
    assert found["hours"] == round(9 + 50 / 60, 2)
    assert [(one["hours_floor"], one["hours_ceiling"]) for one in found["levels"]] == [(9, 20)] * 2
    assert found["level"] == "Level 1"
