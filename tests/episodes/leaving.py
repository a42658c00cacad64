"""Somebody leaves a team while their own request waits for its turn."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlmodel import Session, col, select

from app import clock
from app.episodes.holding import hold
from app.episodes.models import CareTeamMember, EpisodeOfCare
from tests.support.house import Actor, House

_A_WHILE = 0.4
Answer = TypeVar("Answer")


def while_leaving(
    house: House, client: Actor, provider: Actor, act: Callable[[], Answer]
) -> Answer:
    """What `act` answers when it begins while the stay is held by whoever takes the provider off
    the team."""
    with ThreadPoolExecutor(1) as pool:
        with house.database.unit_of_work() as db:
            hold(db, _stay(db, client))
            _membership(db, client, provider).left_at = clock.utc_now()
            db.flush()
            answer = pool.submit(act)
            time.sleep(_A_WHILE)
        return answer.result()


def put_back(house: House, client: Actor, provider: Actor) -> None:
    """The provider is on the team as before."""
    with house.database.unit_of_work() as db:
        _membership(db, client, provider).left_at = None


def _stay(db: Session, client: Actor) -> EpisodeOfCare:
    return db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()


def _membership(db: Session, client: Actor, provider: Actor) -> CareTeamMember:
    return db.exec(
        select(CareTeamMember).where(
            col(CareTeamMember.episode_id) == _stay(db, client).id,
            CareTeamMember.provider_id == provider.id,
        )
    ).one()
