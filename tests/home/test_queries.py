"""How often a first screen asks the database: at most ten times, however much there is."""

from datetime import timedelta

import pytest
from sqlmodel import update

from app import clock
from app.people.models import SignIn
from tests.support.furniture import furnish
from tests.support.house import Actor, House, check_in, craving, fresh_id

AT_MOST = 10


def _asked(house: House, actor: Actor, path: str) -> int:
    """Statements of one request that also has to note when its person was last seen."""
    with house.database.unit_of_work() as db:
        db.exec(update(SignIn).values(last_seen_at=clock.utc_now() - timedelta(minutes=2)))
    with house.statements() as seen:
        assert actor.browser.get(path).status_code == 200
    assert any(said.startswith("UPDATE sign_in") for said in seen)
    return len(seen)


@pytest.mark.parametrize("who", ["ada", "gus"])
def test_today_asks_at_most_ten_times(house: House, who: str) -> None:
    furnish(house)
    assert _asked(house, getattr(house, who), "/api/today") <= AT_MOST


def test_the_desk_asks_at_most_ten_times_and_no_more_for_more_clients(house: House) -> None:
    furnish(house)
    paths = ("/api/clients", "/api/review-queue", f"/api/clients/{house.ada.id}/weeks?weeks=53")
    few = [_asked(house, house.bea, path) for path in paths]
    for number in range(5):
        client = house.client_of(house.bea, f"Client {number}")
        for _ in range(3):
            client.browser.put(f"/api/check-ins/{fresh_id()}", json=check_in(use="yes"))
    for _ in range(5):
        house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving())
    many = [_asked(house, house.bea, path) for path in paths]
    assert many == few
    assert max(many) <= AT_MOST
