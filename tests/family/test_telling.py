"""What a client is told when a relative joins or leaves: a line in the app and one in the record,
for the client alone."""

from typing import Any

import pytest
from sqlalchemy import text

from app import clock
from app.access.models import Data
from app.people.models import Role
from app.privacy.models import Recipient
from app.reminders.changes import USEFUL_FOR, unseen_bursts
from tests.family.joining import connect, join, link, state
from tests.support.family_furniture import names, shares
from tests.support.house import Actor, House


def _inbox(who: Actor) -> list[tuple[str, str | None]]:
    items: list[dict[str, Any]] = who.browser.get("/api/notices").json()["items"]
    assert all(one["by"] is one["about"] is one["line"] is None for one in items), "no other name"
    return [(one["kind"], one["title"]) for one in reversed(items)]


def _in_record(who: Actor) -> list[tuple[str, str, str]]:
    items = who.browser.get("/api/record-access").json()["items"]
    return [(one["by"], one["action"], one["what"]) for one in items]


def test_a_link_that_is_refused_tells_nobody_and_leaves_no_trace(house: House) -> None:
    secret = link(house.ada, names(house, house.ada, name="Mum"))
    before = house.count("audit_event")
    for actor in (house.ada, house.bea, house.edda):
        assert connect(actor.browser, secret).status_code == 409
    assert join(house.new_browser(), secret, passphrase="welcome123").status_code == 422
    assert join(house.new_browser(), secret + "x").status_code == 410
    assert (house.count("notice"), house.count("audit_event")) == (0, before)


def test_who_is_connected_with_nobody_tells_nobody_by_leaving(house: House) -> None:
    names(house, house.ada, name="Mum")
    put = house.fay.browser.put
    assert put(f"/api/family/{house.ada.id}/leaving", json={}).status_code == 404
    assert put("/api/family-leaving", json={}).status_code == 204
    assert (house.count("notice"), house.count("audit_event")) == (0, 0)


def test_what_cannot_be_noted_is_not_done(house: House) -> None:
    mum, son = (names(house, house.ada, name=name) for name in ("Mum", "Son"))
    of_dov = names(house, house.dov, house.fay)
    secrets = link(house.ada, mum), link(house.ada, son)
    with house.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit_event RENAME TO audit_event_gone"))
    assert join(house.new_browser(), secrets[0]).status_code == 500
    assert connect(house.fay.browser, secrets[1]).status_code == 500
    assert house.fay.browser.put("/api/family-leaving", json={}).status_code == 500
    assert house.count("notice") == 0
    with house.database.unit_of_work() as db:
        assert [db.get_one(Recipient, one).joined_at for one in (mum, son)] == [None, None]
        assert db.get_one(Recipient, of_dov).ended_at is None


@pytest.mark.parametrize("is_new", [True, False])
def test_a_client_is_told_once_by_the_name_they_gave_and_nobody_else_is(
    house: House, is_new: bool
) -> None:
    mum = names(house, house.ada, name="Mum")
    secret = link(house.ada, mum)
    if is_new:
        who = "Hal"
        assert join(house.new_browser(), secret).status_code == 201
    else:
        who = "Fay"
        assert [connect(house.fay.browser, secret).status_code for _ in range(2)] == [201, 201]
    assert _inbox(house.ada) == [("relative_joined", "Mum")]
    assert _in_record(house.ada) == [(who, "changed", "consents")]
    for other in (house.bea, house.cleo, house.dov, house.edda, house.fay):
        assert _inbox(other) == []
    assert _in_record(house.dov) == []


def test_whoever_leaves_is_told_of_to_each_client_they_were_connected_with(house: House) -> None:
    of_ada = names(house, house.ada, house.fay, "Mum")
    of_dov = names(house, house.dov, house.fay, "Fay B.")
    shares(house, house.ada, of_ada, Data.family_calendar)
    put = house.fay.browser.put
    assert put(f"/api/family/{house.ada.id}/leaving", json={}).status_code == 204
    assert (_inbox(house.ada), _inbox(house.dov)) == ([("relative_left", "Mum")], [])
    assert put(f"/api/family/{house.ada.id}/leaving", json={}).status_code == 404
    assert [put("/api/family-leaving", json={}).status_code for _ in range(2)] == [204, 204]
    assert (_inbox(house.ada), _inbox(house.dov)) == (
        [("relative_left", "Mum")], [("relative_left", "Fay B.")],
    )  # fmt: skip
    assert state(house.dov, of_dov) == "left"
    assert _in_record(house.ada) == _in_record(house.dov) == [("Fay", "changed", "consents")]
    for other in (house.bea, house.cleo, house.edda, house.fay):
        assert _inbox(other) == []


def test_a_connection_that_the_client_ended_is_no_news_to_them(house: House) -> None:
    fay = names(house, house.ada, house.fay)
    assert house.ada.browser.put(f"/api/recipients/{fay}/ending", json={}).is_success
    assert house.fay.browser.put("/api/family-leaving", json={}).status_code == 204
    assert _inbox(house.ada) == []


def test_a_locked_screen_says_nothing_of_it(house: House) -> None:
    now = clock.utc_now()
    assert join(house.new_browser(), link(house.ada, names(house, house.ada))).status_code == 201
    assert house.fay.browser.get("/api/family-home").is_success
    with house.database.unit_of_work() as db:
        assert unseen_bursts(db, house.ada.id, now - USEFUL_FOR) == []
    assert house.ada.browser.get("/api/notices/unseen").json() == {"unseen": 1}


def test_two_clients_name_the_same_relative_and_each_is_told_of_their_own(house: House) -> None:
    hal = house.person("Hal", Role.relative)
    for client, name in ((house.ada, "Mum"), (house.dov, "A friend")):
        assert connect(hal.browser, link(client, names(house, client, name=name))).is_success
    assert (_inbox(house.ada), _inbox(house.dov)) == (
        [("relative_joined", "Mum")], [("relative_joined", "A friend")],
    )  # fmt: skip
