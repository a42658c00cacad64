"""Any sequence of steps, returns and changes of team leaves every stay whole."""

import random
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from sqlmodel import col, select

from app.episodes import queries
from app.episodes.models import CareTeamMember, EpisodeOfCare, EpisodeStep, Outcome, Phase
from app.episodes.moves import is_allowed, is_end, moves_from
from app.people.models import Role
from tests.episodes.ways import assess, begin, put_on_team, step
from tests.support.house import Actor, House
from tests.support.open_door_furniture import wishes_to_return

SEEDS = range(6)
MOVES = 50


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_tried_the_stays_remain_whole(house: House, seed: int) -> None:
    chance = random.Random(seed)
    staff = [house.bea, house.cleo, house.person("Abe", Role.provider)]
    client_id = begin(house, house.bea, phase=chance.choice(("referral", "treatment")))
    done = 0
    for _ in range(MOVES):
        done += _try_something(house, chance, staff, client_id)
        _require_whole(house, UUID(client_id))
    assert done >= 5, "the walk went nowhere"


def _try_something(house: House, chance: random.Random, staff: list[Actor], client_id: str) -> int:
    who, whom = chance.choice(staff), chance.choice(staff)
    match chance.randrange(10):
        case 0:
            answer = put_on_team(
                who, client_id, whom,
                is_primary=chance.random() < 0.5, former_stays=chance.random() < 0.5,
            )  # fmt: skip
        case 1:
            answer = who.browser.delete(f"/api/clients/{client_id}/team/{whom.id}")
        case 2:
            body = {
                "programme_id": str(house.programme_id), "why": "Back",
                "phase": chance.choice(("referral", "treatment")),
            }  # fmt: skip
            wishes_to_return(house, client_id)
            sent = (
                each.browser.post(f"/api/former-clients/{client_id}/returns", json=body)
                for each in staff
            )
            answer = next((each for each in sent if each.is_success), None) or step(
                who, client_id, "alumni"
            )
        case 3:
            answer = assess(who, client_id, fits=chance.choice((True, False, None)))
        case _:
            answer = _random_step(house, chance, staff, client_id)
    assert answer.status_code in {200, 201, 204, 403, 404, 409, 422}, answer.text
    return int(answer.is_success)


def _random_step(
    house: House, chance: random.Random, staff: list[Actor], client_id: str
) -> Response:
    with house.database.unit_of_work() as db:
        stay = queries.running_episode(db, UUID(client_id))
        primary = queries.primary_of(db, UUID(client_id))
    who = next((each for each in staff if each.id == primary), chance.choice(staff))
    phase, outcome = chance.choice(list(Phase)), chance.choice((None, *Outcome))
    if stay is not None and chance.random() < 0.7:
        onward = [each for each in moves_from(stay.phase) if not is_end(stay.phase, *each)]
        ends = chance.random() < 0.2 or not onward
        phase, outcome = chance.choice(moves_from(stay.phase) if ends else onward)
    other: dict[str, Any] = {"level": chance.choice(("Level 1", "Level 2", None))}
    if chance.random() < 0.5:
        other["despite"] = "We know and go on"
    return step(who, client_id, phase, outcome=outcome, **other)


def _require_whole(house: House, client_id: UUID) -> None:
    with house.database.unit_of_work() as db:
        stays = list(
            db.exec(
                select(EpisodeOfCare)
                .where(EpisodeOfCare.client_id == client_id)
                .order_by(col(EpisodeOfCare.opened_at))
            )
        )
        assert sum(stay.ended_at is None for stay in stays) <= 1
        assert all(stay.ended_at is not None for stay in stays[:-1])
        assert [stay.returns_from for stay in stays] == [None, *(stay.id for stay in stays[:-1])]
        for stay in stays:
            steps = list(
                db.exec(
                    select(EpisodeStep)
                    .where(EpisodeStep.episode_id == stay.id)
                    .order_by(col(EpisodeStep.at))
                )
            )
            _require_steps(stay, steps)
            team = list(db.exec(select(CareTeamMember).where(CareTeamMember.episode_id == stay.id)))
            _require_team(team)


def _require_steps(stay: EpisodeOfCare, steps: list[EpisodeStep]) -> None:
    assert (stay.phase, stay.level) == (steps[-1].phase, steps[-1].level)
    assert len({each.at for each in steps}) == len(steps)
    for before, after in pairwise(steps):
        assert is_allowed(before.phase, after.phase, after.outcome)
        if is_end(before.phase, after.phase, after.outcome):
            assert after is steps[-1], "a step after the end"
    if stay.ended_at is not None:
        assert steps[-1].at <= stay.ended_at
    treated = any(each.phase is Phase.treatment for each in steps)
    assert (stay.admitted_at is not None) is treated
    assert (stay.level is not None) is treated


def _require_team(team: list[CareTeamMember]) -> None:
    now = [each for each in team if each.left_at is None]
    assert [each.is_primary for each in now].count(True) == 1
    assert len({each.provider_id for each in now}) == len(now)
    for one in team:
        same = [each for each in team if each.provider_id == one.provider_id]
        same.sort(key=lambda each: each.joined_at)
        assert all(
            before.left_at is not None and before.left_at <= after.joined_at
            for before, after in pairwise(same)
        )
