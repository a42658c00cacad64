"""Links to relatives: one answer for every link that is no good, and who may use one that is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import time_machine
from sqlmodel import select

from app import clock
from app.access.models import Data
from app.family.invitations import GOOD_FOR
from app.ids import new_secret
from app.people.models import Person, Role
from app.people.queries import roles_of
from app.privacy.models import Recipient
from tests.family.joining import PASSPHRASE, connect, join, link, state
from tests.people.signing_in import is_in, sign_in
from tests.support.family_furniture import names, shares
from tests.support.house import House


def _end(house: House, recipient_id: UUID, by: UUID) -> None:
    with house.database.unit_of_work() as db:
        row = db.get_one(Recipient, recipient_id)
        row.ended_at, row.ended_by = clock.utc_now(), by
        db.add(row)


def test_every_link_that_is_no_good_gets_one_answer_and_changes_nothing(house: House) -> None:
    fresh = [names(house, house.ada) for _ in range(4)]
    used, withdrawn, ended = (link(house.ada, one) for one in fresh[:3])
    assert join(house.new_browser(), used).status_code == 201
    newer = link(house.ada, fresh[1])
    _end(house, fresh[2], house.ada.id)
    old, made_at = link(house.ada, fresh[3]), clock.utc_now()
    bad = [new_secret(), "", newer[:-1], newer + "x", used, withdrawn, ended, "\u202e"]
    before = house.count("person"), house.count("role_grant"), house.count("sign_in")
    answers = []
    with time_machine.travel(made_at, tick=False) as traveller:
        for number, secret in enumerate(bad):
            browser = house.new_browser(address=f"198.51.100.{number}")
            answers += [join(browser, secret), join(browser, secret, passphrase="short")]
            answers.append(connect(house.fay.browser, secret))
            traveller.shift(timedelta(minutes=16))
        traveller.move_to(made_at + GOOD_FOR)
        answers += [join(house.new_browser(), old), connect(house.fay.browser, old)]
    assert {(one.status_code, one.content) for one in answers} == {(410, answers[0].content)}
    assert answers[0].json()["code"] == "invitation_invalid"
    assert not any("set-cookie" in one.headers for one in answers)
    assert before == (house.count("person"), house.count("role_grant"), house.count("sign_in"))
    assert join(house.new_browser(), newer).status_code == 201


def test_guessing_is_slowed_and_somebody_elsewhere_is_not(house: House) -> None:
    good = link(house.ada, names(house, house.ada))
    guesser, other = house.new_browser(), house.new_browser(address="203.0.113.9")
    codes = [join(guesser, new_secret()).json()["code"] for _ in range(7)]
    assert codes == ["invitation_invalid"] * 5 + ["too_many_requests"] * 2
    assert join(guesser, good).status_code == 429
    assert join(other, good).status_code == 201


def test_somebody_new_joins_with_nothing_shared_and_can_sign_in_again(house: House) -> None:
    mum = names(house, house.ada, name="Mum")
    assert state(house.ada, mum) == "named"
    secret, browser = link(house.ada, mum), house.new_browser()
    assert state(house.ada, mum) == "waiting"
    for field in ("shown_name", "passphrase", "language", "time_zone"):
        assert join(browser, secret, **{field: None}).status_code == 422, field
    assert join(browser, secret, passphrase="welcome123").json()["code"] == "passphrase_too_common"
    assert state(house.ada, mum) == "waiting"
    me = join(browser, secret, shown_name="  Hal  ").json()
    assert (me["shown_name"], me["roles"], me["home"]) == ("Hal", ["relative"], "relative")
    assert state(house.ada, mum) == "joined"
    home = browser.get("/api/family-home").json()
    assert (home["shown_name"], home["shared"]) == ("Hal", [])
    assert sign_in(house.new_browser(), me["sign_in_name"], PASSPHRASE).status_code == 201
    again = house.ada.browser.post(f"/api/recipients/{mum}/invitations", json={})
    assert again.json()["code"] == "already_joined"


def test_a_browser_that_changes_hands_is_nobodys_but_the_new_persons(house: House) -> None:
    secret = link(house.ada, names(house, house.ada))
    held = house.another_browser(house.gus)
    old = house.new_browser(held.cookies.get("__Host-sid"))
    assert join(held, secret).status_code == 201
    assert held.get("/api/me").json()["roles"] == ["relative"]
    assert not is_in(old)


def test_whoever_works_here_and_the_client_themselves_cannot_use_a_link(house: House) -> None:
    mum = names(house, house.ada)
    secret = link(house.ada, mum)
    assert connect(house.visitor, secret).json()["code"] == "sign_in_needed"
    for actor, code in (
        (house.bea, "staff_cannot_accept"), (house.edda, "staff_cannot_accept"),
        (house.ada, "own_link"),
    ):  # fmt: skip
        answer = connect(actor.browser, secret)
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    with house.database.unit_of_work() as db:
        assert Role.relative not in roles_of(db, house.bea.id) | roles_of(db, house.ada.id)
    told = house.new_browser(house.dov.browser.cookies.get("__Host-sid"))
    wrong = told.post(
        "/api/family-acceptances", json={"secret": secret}, headers={"X-Person": str(house.fay.id)}
    )
    assert wrong.json()["code"] == "other_person"
    assert state(house.ada, mum) == "waiting"


def test_a_client_can_be_anothers_relative_and_using_the_link_twice_is_using_it_once(
    house: House,
) -> None:
    son = names(house, house.ada, name="Dov")
    secret = link(house.ada, son)
    first, second = (connect(house.dov.browser, secret) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert (first.json()["roles"], first.json()["home"]) == (["client", "relative"], "client")
    assert connect(house.fay.browser, secret).status_code == 410
    other = link(house.ada, names(house, house.ada, name="My son"))
    assert connect(house.dov.browser, other).json()["code"] == "already_connected"
    shares(house, house.ada, son, Data.family_milestones)
    shared = house.dov.browser.get("/api/family-home").json()["shared"]
    assert [one["name"] for one in shared] == ["Ada"]
    assert house.dov.browser.get(f"/api/family/{house.dov.id}").status_code == 404


def test_two_clients_name_the_same_relative_and_neither_learns_of_the_other(house: House) -> None:
    of_ada, of_dov = names(house, house.ada), names(house, house.dov)
    for client, one in ((house.ada, of_ada), (house.dov, of_dov)):
        assert connect(house.fay.browser, link(client, one)).status_code == 201
    before = house.dov.browser.get("/api/relatives").content
    shares(house, house.ada, of_ada, Data.family_plan)
    assert house.dov.browser.get("/api/relatives").content == before
    home = house.fay.browser.get("/api/family-home").json()
    assert [(one["name"], one["parts"]) for one in home["shared"]] == [("Ada", ["family_plan"])]
    assert house.fay.browser.get(f"/api/family/{house.dov.id}").status_code == 404


def test_links_are_for_relatives_of_ones_own_who_are_still_there(house: House) -> None:
    mine, gone = names(house, house.ada), names(house, house.ada)
    _end(house, gone, house.ada.id)
    provider = house.signs_for(house.ada, house.cleo)
    for client, one, code in (
        (house.dov, mine, "not_found"), (house.ada, gone, "recipient_ended"),
        (house.ada, provider, "only_relatives"),
    ):  # fmt: skip
        answer = client.browser.post(f"/api/recipients/{one}/invitations", json={})
        assert answer.json()["code"] == code
    assert house.count("family_invitation") == 0


def test_of_two_who_use_one_link_at_once_one_joins(house: House) -> None:
    mum = names(house, house.ada)
    secret = link(house.ada, mum)
    others = [house.person(f"Guest {number}", Role.relative) for number in range(4)]
    with ThreadPoolExecutor(4) as at_once:
        answers = list(at_once.map(lambda one: connect(one.browser, secret), others))
    assert sorted(one.status_code for one in answers) == [201, 410, 410, 410]
    with house.database.unit_of_work() as db:
        assert db.exec(select(Person.id).where(Person.id == db.get_one(Recipient, mum).person_id))


def test_whoever_leaves_is_shown_as_left_and_nothing_is_shared_any_more(house: House) -> None:
    of_ada, of_dov = (names(house, one, house.fay) for one in (house.ada, house.dov))
    put = house.fay.browser.put
    assert put(f"/api/family/{house.ada.id}/leaving", json={}).status_code == 404
    shares(house, house.ada, of_ada, Data.family_calendar)
    assert put(f"/api/family/{house.ada.id}/leaving", json={}).status_code == 204
    assert (state(house.ada, of_ada), state(house.dov, of_dov)) == ("left", "joined")
    assert put(f"/api/family/{house.ada.id}/leaving", json={}).status_code == 404
    assert house.fay.browser.get("/api/family-home").json()["shared"] == []
    assert put("/api/family-leaving", json={}).status_code == 204
    assert state(house.dov, of_dov) == "left"
    assert put("/api/family-leaving", json={}).status_code == 204
    looks = house.ada.browser.get("/api/record-access").json()["items"]
    assert {(one["by"], one["what"]) for one in looks} == {("Fay", "consents")}
