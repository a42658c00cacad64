"""However many ask at once, nobody and no room is booked twice."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from httpx2 import Response

from app.people.models import Role
from tests.appointments.calendars import (
    MONDAY,
    joined,
    opened,
    places_of,
    room,
    rows_of,
    single,
    waits_for,
)
from tests.support.house import Actor, House

AT_ONCE = 20


def _at_once(calls: Sequence[Callable[[], Response]]) -> Counter[str]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda call: call(), calls))
    return Counter(
        "done" if answer.is_success else str(answer.json()["code"]) for answer in answers
    )


def test_a_provider_is_booked_once(house: House) -> None:
    found = _at_once([partial(single, house.bea)] * AT_ONCE)
    assert found == {"done": 1, "provider_busy": AT_ONCE - 1}
    assert house.count("appointment") == 1


def test_a_room_is_booked_once(house: House) -> None:
    there = room(house)
    actors = [house.person(f"Hal {number}", Role.provider) for number in range(AT_ONCE)]
    _at_once([partial(actor.browser.get, "/api/closures") for actor in actors])
    found = _at_once([partial(single, actor, room_id=there) for actor in actors])
    assert found == {"done": 1, "room_busy": AT_ONCE - 1}


def test_a_client_is_booked_once(house: House) -> None:
    providers = [house.person(f"Hal {number}", Role.provider) for number in range(AT_ONCE)]
    calls = [partial(single, house.bea, house.ada, provider_id=str(one.id)) for one in providers]
    found = _at_once(calls)
    assert found == {"done": 1, "client_busy": AT_ONCE - 1}
    assert len(places_of(house, house.ada)) == 1


def test_the_last_place_is_given_once_and_waiting_places_are_filled_while_others_ask(
    house: House,
) -> None:
    series = opened(house.cleo, capacity=3)
    first = rows_of(house, series["id"])[0]
    clients = [house.client_of(house.bea, f"Ida {number}") for number in range(AT_ONCE)]
    joined(house.bea, series, *clients[:3])
    for client in clients[3:]:
        path = f"/api/appointment-series/{series['id']}/waiting/{client.id}"
        assert house.bea.browser.put(path, json={}).status_code == 204

    def leave(client: Actor) -> Response:
        path = f"/api/appointment-series/{series['id']}/participants/{client.id}"
        return house.bea.browser.delete(path)

    found = _at_once([partial(leave, client) for client in clients[:8]])
    assert found == {"done": 8}
    # Whoever left before their turn came was no member yet and goes on waiting.
    there = [client for client in clients if first.id in places_of(house, client)]
    waiting = [client for client in clients if waits_for(house, client)]
    assert len(there) == 3
    assert len(there) + len(waiting) + _left(house, clients, there, waiting) == AT_ONCE
    assert waiting == sorted(waiting, key=clients.index)


def _left(house: House, clients: list[Actor], there: list[Actor], waiting: list[Actor]) -> int:
    known = {one.id for one in (*there, *waiting)}
    return sum(client.id not in known for client in clients[:8])


def test_moves_into_the_same_hour_take_turns(house: House) -> None:
    bea = str(house.bea.id)
    made = [
        single(house.bea, local_time=f"{hour:02}:00", day=str(MONDAY), duration_minutes=30).json()
        for hour in range(2, 2 + AT_ONCE)
    ]
    target = {"day": str(MONDAY), "local_time": "23:15", "provider_id": bea, "sequence": 0}

    def move(meeting: dict[str, Any]) -> Response:
        return house.bea.browser.put(f"/api/appointments/{meeting['id']}/time", json=target)

    found = _at_once([partial(move, meeting) for meeting in made])
    assert found == {"done": 1, "provider_busy": AT_ONCE - 1}
