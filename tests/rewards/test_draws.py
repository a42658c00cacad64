"""Draws: the cap of a fund holds whatever is asked for at once, and is said openly."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from httpx2 import Response
from sqlmodel import select

from app import clock
from app.access.models import Data
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from tests.support.house import Actor, House, fresh_id
from tests.support.reward_furniture import (
    LONG_AGO,
    add_fund,
    add_line,
    add_rules,
    bowl,
    give_points,
    rules_body,
)


def _opened(house: House, client: Actor, cap: int, points: int, **prizes: tuple[int, int]) -> None:
    fund = add_fund(house, cap)
    draws = {"cost": 10, "bowl": bowl(**prizes)}
    give_points(
        house, client, add_rules(house, fund_id=fund, rules=rules_body(draws=draws)), points
    )


def _draw(client: Actor, draw_id: str | None = None) -> Response:
    return client.browser.put(f"/api/draws/{draw_id or fresh_id()}", json={})


def _draws(client: Actor) -> list[dict[str, Any]]:
    entries = client.browser.get("/api/points").json()["entries"]
    return [entry for entry in entries if entry["kind"] == "draw"]


def test_ten_draws_at_once_never_pass_the_cap_and_spend_no_point_in_vain(house: House) -> None:
    _opened(house, house.ada, 75, 200, small=(1, 1000), large=(3, 3000))
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: _draw(house.ada), range(10)))
    refused = [answer for answer in answers if not answer.is_success]
    drawn = _draws(house.ada)
    assert sum(one["cents"] for one in drawn) == 7000, "ten dollars more would be too much"
    assert {(one.status_code, one.json()["code"]) for one in refused} == {(409, "cap_reached")}
    assert len(drawn) + len(refused) == 10
    found = house.ada.browser.get("/api/points").json()
    assert (found["points"], found["can_draw"]) == (200 - 10 * len(drawn), False)
    assert found["fund"]["left_cents"] == 500
    assert refused[0].json()["more_on"] == found["fund"]["more_on"]


def test_ten_draws_at_once_spend_no_point_twice(house: House) -> None:
    _opened(house, house.ada, 750, 35, small=(1, 100))
    with ThreadPoolExecutor(10) as pool:
        codes = sorted(
            answer.status_code for answer in pool.map(lambda _: _draw(house.ada), range(10))
        )
    assert codes == [200] * 3 + [409] * 7
    assert house.ada.browser.get("/api/points").json()["points"] == 5


def test_a_prize_beyond_the_cap_becomes_the_largest_that_fits_and_the_bowl_is_kept(
    house: House,
) -> None:
    fund, prizes = add_fund(house, 35), bowl(medium=(1, 500), large=(10_000, 3000))
    scheme = add_rules(house, fund_id=fund, rules=rules_body(draws={"cost": 10, "bowl": prizes}))
    give_points(house, house.ada, scheme, 100)
    add_line(house, house.ada, scheme, fund_id=fund, cents=3000, points=0)
    assert _draw(house.ada).status_code == 200
    newest = _draws(house.ada)[0]
    assert newest["drawn"]["bowl"] == prizes
    assert (newest["drawn"]["given"], newest["cents"], newest["points"]) == ("medium", 500, -10)
    assert newest["drawn"]["drawn"] in {"medium", "large"}
    assert (_draw(house.ada).json()["code"], len(_draws(house.ada))) == ("cap_reached", 2)


def test_the_same_draw_twice_is_one(house: House) -> None:
    _opened(house, house.ada, 75, 100, small=(1, 100))
    draw_id = fresh_id()
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _: _draw(house.ada, draw_id), range(5)))
    assert {(answer.status_code, answer.json()["points"]) for answer in answers} == {(200, 90)}
    assert [one["key"] for one in _keys(house)] == [draw_id]


def _keys(house: House) -> list[dict[str, str]]:
    with house.database.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT key FROM reward_entry WHERE kind = 'draw'")
        return [{"key": row[0]} for row in found]


def test_each_fund_counts_for_each_person_by_itself(house: House) -> None:
    fund, other = add_fund(house, 10), add_fund(house, 10)
    draws = {"cost": 1, "bowl": bowl(small=(1, 1000))}
    scheme = add_rules(house, fund_id=fund, rules=rules_body(draws=draws))
    for client in (house.ada, house.dov):
        give_points(house, client, scheme, 10)
        assert [_draw(client).status_code for _ in range(2)] == [200, 409]
    add_rules(house, fund_id=other, rules=rules_body(draws=draws))
    assert _draw(house.ada).status_code == 200


def test_nothing_is_drawn_from_a_closed_fund_nor_without_points_nor_without_a_bowl(
    house: House,
) -> None:
    def refusal() -> tuple[int, str]:
        answer = _draw(house.ada)
        return answer.status_code, answer.json()["code"]

    fund = add_fund(house, 75, closed_at=LONG_AGO)
    draws = {"cost": 10, "bowl": bowl(well_done=(1, 0), small=(1, 100))}
    scheme = add_rules(house, fund_id=fund, rules=rules_body(draws=draws))
    assert refusal() == (409, "not_enough_points")
    give_points(house, house.ada, scheme, 50)
    assert refusal() == (409, "fund_closed")
    assert house.ada.browser.get("/api/points").json()["can_draw"] is False
    add_rules(house, rules=rules_body(draws=None))
    assert refusal() == (409, "no_draws")
    assert house.ada.browser.get("/api/points").json()["points"] == 50
    add_rules(house)
    assert _draw(house.ada).status_code == 200, "words alone need no fund"


def _goes_on(house: House, client: Actor, phase: Phase) -> None:
    """The client's stay goes on in another phase from now on."""
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        stay.phase = phase
        step = EpisodeStep(episode_id=stay.id, phase=phase, at=clock.utc_now(), why="As agreed")
        db.add_all([stay, step])


def _leaves(house: House, client: Actor) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        stay.ended_at = clock.utc_now()
        db.add(stay)


def test_draws_end_with_treatment_and_aftercare_and_points_stay(house: House) -> None:
    ola = house.client_of(house.bea, "Ola")
    for client in (house.ada, house.gus, ola):
        _opened(house, client, 75, 100, small=(1, 100))
    _goes_on(house, house.ada, Phase.aftercare)
    assert _draw(house.ada).status_code == 200
    _goes_on(house, house.ada, Phase.alumni)
    _leaves(house, ola)
    for client, points in ((house.ada, 90), (house.gus, 100), (ola, 100)):
        answer = _draw(client)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_draws"), client.name
        found = client.browser.get("/api/points").json()
        assert (found["rules"], found["next_points"], found["can_draw"]) == (None, 0, False)
        assert found["points"] == points


def test_a_prize_drawn_before_is_handed_out_by_whom_an_alumna_shows_her_points(
    house: House,
) -> None:
    _opened(house, house.ada, 75, 100, small=(1, 100))
    assert _draw(house.ada).status_code == 200
    _goes_on(house, house.ada, Phase.alumni)
    [prize] = _draws(house.ada)
    path = f"/api/clients/{house.ada.id}/prizes/{prize['id']}/handing-out"
    assert house.bea.browser.put(path, json={"is_handed_out": True}).status_code == 404
    house.signs_for(house.ada, house.bea, Data.rewards)
    assert house.bea.browser.put(path, json={"is_handed_out": True}).status_code == 200
    assert _draws(house.ada)[0]["prize"] == "handed_out"
