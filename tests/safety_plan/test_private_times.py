"""What was written while a plan was kept private stays so, and the client learns who changes it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import update

from app import clock
from app.notices.models import Notice, NoticeKind
from app.reminders.changes import TOLD
from tests.safety_plan.writing import MINE, desk, put, read, share, texts, write
from tests.support.house import Actor, House, fresh_id
from tests.support.safety_plan_furniture import card, thing

PRIVATE, ALSO, NOW = "Zq9-only-for-me", "Zq9-that-too", "Walk to the river"


def _numbers(who: Actor, path: str) -> list[int]:
    return [item["number"] for item in read(who, f"{path}/versions")["items"]]


def _private_stretch(house: House) -> None:
    """Version 1 is shared, 2 and 3 are written in private, 4 stands when it is shared again."""
    write(house.ada, card(coping=[thing("Open")]))
    share(house.ada, False)
    for number, text in enumerate((PRIVATE, ALSO, NOW), start=1):
        write(house.ada, card(coping=[thing(text)]), number)
    share(house.ada, True)


def test_turning_sharing_on_opens_the_plan_as_it_is_and_nothing_from_before(house: House) -> None:
    _private_stretch(house)
    assert _numbers(house.bea, desk(house.ada)) == [4, 1]
    for number in (2, 3):
        answer = house.bea.browser.get(f"{desk(house.ada)}/versions/{number}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert texts(read(house.bea, desk(house.ada))) == [NOW]
    assert texts(read(house.bea, f"{desk(house.ada)}/versions/4")) == [NOW]
    assert _numbers(house.ada, MINE) == [4, 3, 2, 1]
    assert texts(read(house.ada, f"{MINE}/versions/2")) == [PRIVATE]


def test_once_something_newer_is_written_no_private_version_is_left(house: House) -> None:
    _private_stretch(house)
    write(house.bea, card(coping=[thing("Together")]), 4, of=house.ada)
    assert _numbers(house.bea, desk(house.ada)) == [5, 1]
    share(house.ada, False)
    share(house.ada, True)
    write(house.ada, card(), 5)
    assert _numbers(house.bea, desk(house.ada)) == [6, 5, 1]


def test_what_was_sent_in_private_is_not_read_beside_what_became_of_it(house: House) -> None:
    write(house.ada, card(coping=[thing("Open")]))
    share(house.ada, False)
    write(house.ada, card(coping=[thing(PRIVATE)]), 1)
    late = write(house.ada, card(coping=[thing(ALSO)]), 1)
    assert late["is_merged"] is True
    share(house.ada, True)
    found = read(house.bea, f"{desk(house.ada)}/versions/3")
    assert (found["is_merged"], found["written"]) == (True, None)
    own = read(house.ada, f"{MINE}/versions/3")
    assert [item["text"] for item in own["written"]["coping"]] == [ALSO]


def _told(client: Actor) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.browser.get("/api/notices").json()["items"]
    return [item for item in items if item["kind"] == "safety_plan_changed"]


def test_what_is_refused_or_written_by_the_client_tells_nobody(house: House) -> None:
    write(house.ada, card())
    assert put(house.bea, card(shown_signed_out=["means"]), 1, of=house.ada).status_code == 422
    assert put(house.cleo, card(), 1, of=house.ada).status_code == 404
    share(house.ada, False)
    assert put(house.bea, card(), 1, of=house.ada).status_code == 409
    for actor in (house.ada, house.bea):
        assert _told(actor) == []


def test_a_client_is_told_who_changed_their_plan_and_of_nothing_in_it(house: House) -> None:
    write(house.ada, card())
    key, content = fresh_id(), card(coping=[thing(NOW)])
    for _ in range(2):
        body = {"based_on": 1, "content": content, "occurred_at": "2026-11-22T09:00:00Z"}
        answer = house.bea.browser.put(f"{desk(house.ada)}-versions/{key}", json=body)
        assert answer.status_code == 200
    (line,) = _told(house.ada)
    assert (line["by"], line["title"], line["line"], line["about"]) == ("Bea", None, None, None)
    assert NoticeKind.safety_plan_changed not in TOLD


@pytest.mark.parametrize(("minutes", "lines"), [(59, 1), (61, 2)])
def test_saving_again_within_the_hour_is_one_line(house: House, minutes: int, lines: int) -> None:
    write(house.bea, card(), of=house.ada)
    with house.database.unit_of_work() as db:
        db.exec(update(Notice).values(at=clock.utc_now() - timedelta(minutes=minutes)))
    write(house.bea, card(), 1, of=house.ada)
    assert len(_told(house.ada)) == lines


def test_once_read_the_next_change_is_a_new_line(house: House) -> None:
    write(house.bea, card(), of=house.ada)
    (line,) = _told(house.ada)
    house.ada.browser.put(f"/api/notices/{line['id']}/seen", json={})
    write(house.bea, card(), 1, of=house.ada)
    assert len(_told(house.ada)) == 2
