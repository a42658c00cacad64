"""The safety plan: written once, merged when late, kept in every version, shared or not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlmodel import select

from app import clock
from app.access.models import Data
from app.people.models import Person, SignIn
from app.people.queries import roles_of
from app.people.viewers import Viewer
from app.safety_plan.queries import shared_plan
from tests.safety_plan.writing import MINE, desk, put, read, share, texts, write
from tests.support.house import Actor, House, fresh_id
from tests.support.safety_plan_furniture import card, contact, thing

WALK, SLEEP = thing("Walk"), thing("Sleep")


def test_before_anything_is_written_there_is_an_empty_plan_shared_with_the_team(
    house: House,
) -> None:
    empty = {
        "content": None, "version": 0, "by": None, "is_by_client": False, "at": None,
        "is_merged": False, "with_team": True,
    }  # fmt: skip
    assert read(house.ada) == empty
    assert read(house.bea, desk(house.ada)) == empty | {"shared": True}


def test_client_and_counselor_read_what_either_wrote(house: House) -> None:
    write(house.ada, card(coping=[WALK]))
    write(house.bea, card(coping=[WALK, SLEEP]), 1, of=house.ada)
    mine, team = read(house.ada), read(house.bea, desk(house.ada))
    assert texts(mine) == texts(team) == ["Walk", "Sleep"]
    assert (mine["version"], mine["by"], mine["is_by_client"]) == (2, "Bea", False)


def test_the_same_version_twice_is_one_row_and_one_answer(house: House) -> None:
    key, body = fresh_id(), card()
    said = clock.utc_now().isoformat()
    answers = [put(house.ada, body, key=key, occurred_at=said) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert [one.headers["Idempotent-Replay"] for one in answers] == ["false", "true"]
    assert house.count("safety_plan_version") == 1


def test_ten_who_write_at_once_on_the_same_version_are_all_there(house: House) -> None:
    lines = [thing(f"Line {number}") for number in range(10)]
    with ThreadPoolExecutor(10) as pool:
        kept = list(pool.map(lambda line: put(house.ada, {"coping": [line]}), lines))
    assert [one.status_code for one in kept] == [200] * 10
    assert sorted(one.json()["version"] for one in kept) == list(range(1, 11))
    assert sorted(texts(read(house.ada))) == sorted(line["text"] for line in lines)


def test_ten_of_the_same_at_once_are_one_row(house: House) -> None:
    key, body, said = fresh_id(), card(), clock.utc_now().isoformat()
    with ThreadPoolExecutor(10) as pool:
        answers = pool.map(
            lambda _: put(house.ada, body, key=key, occurred_at=said).text, range(10)
        )
    assert len(set(answers)) == 1
    assert house.count("safety_plan_version") == 1


def test_what_comes_late_is_taken_in_and_both_wordings_of_one_line_are_kept(house: House) -> None:
    write(house.ada, {"coping": [WALK]})
    write(house.bea, {"coping": [WALK | {"text": "Walk with Robin"}, SLEEP]}, 1, of=house.ada)
    late = write(house.ada, {"coping": [WALK | {"text": "Walk by the river"}]}, 1)
    assert (late["version"], late["is_merged"]) == (3, True)
    found = read(house.ada)
    assert texts(found) == ["Walk with Robin", "Walk by the river", "Sleep"]
    assert [item["beside"] for item in found["content"]["coping"]] == [None, WALK["id"], None]
    sent = read(house.ada, f"{MINE}/versions/3")["written"]
    assert [item["text"] for item in sent["coping"]] == ["Walk by the river"]


def test_a_second_change_made_before_the_first_was_answered_goes_on_from_the_first(
    house: House,
) -> None:
    key = fresh_id()
    write(house.ada, {"coping": [WALK]})
    write(house.bea, {"coping": [WALK, SLEEP]}, 1, of=house.ada)
    write(house.ada, {"coping": [WALK, thing("Sing")]}, 1, key=key)
    write(house.ada, {"coping": [WALK]}, 1, after=key)
    assert texts(read(house.ada)) == ["Walk", "Sleep"]


def test_a_line_changed_three_times_offline_is_one_wording_beside_the_teams(house: House) -> None:
    first, second = fresh_id(), fresh_id()
    write(house.ada, {"coping": [WALK, SLEEP]})
    write(house.bea, {"coping": [WALK | {"text": "Ice"}, SLEEP]}, 1, of=house.ada)
    write(house.ada, {"coping": [WALK | {"text": "One"}, SLEEP]}, 1, key=first)
    write(house.ada, {"coping": [WALK | {"text": "Two"}, SLEEP]}, 1, after=first, key=second)
    write(house.ada, {"coping": [WALK | {"text": "Three"}]}, 1, after=second)
    assert texts(read(house.ada)) == ["Ice", "Three"]


def test_a_version_this_server_does_not_have_is_as_if_there_had_been_none(house: House) -> None:
    write(house.ada, {"coping": [WALK]})
    write(house.ada, {"people": [contact("Robin")]}, 40, after=fresh_id())
    found = read(house.ada)
    assert texts(found) == ["Walk"]
    assert len(found["content"]["people"]) == 1


def test_a_clock_a_year_off_is_corrected_and_never_refused(house: House) -> None:
    off = clock.utc_now() - timedelta(days=365)
    said = off.isoformat()
    answer = put(house.ada, card(), occurred_at=said, headers={"X-Sent-At": said})
    assert abs(clock.utc_now() - clock.utc_now().fromisoformat(answer.json()["at"])) < timedelta(
        minutes=1
    )


def test_every_version_stays_and_an_old_one_can_be_used_again(house: House) -> None:
    write(house.ada, {"coping": [WALK]})
    write(house.ada, {"coping": []}, 1)
    heads = read(house.ada, f"{MINE}/versions")
    assert [(head["number"], head["by"]) for head in heads["items"]] == [(2, "Ada"), (1, "Ada")]
    first = read(house.ada, f"{MINE}/versions/1")["content"]
    write(house.ada, first, 2)
    assert texts(read(house.ada)) == ["Walk"]
    assert [one["number"] for one in read(house.bea, f"{desk(house.ada)}/versions")["items"]] == [
        3, 2, 1,
    ]  # fmt: skip


def test_the_list_of_versions_ends_after_a_hundred(house: House) -> None:
    for number in range(101):
        write(house.ada, {"coping": [WALK]}, number)
    heads = read(house.ada, f"{MINE}/versions")
    assert (len(heads["items"]), heads["more"], heads["items"][0]["number"]) == (100, True, 101)


def test_if_match_says_the_same_as_based_on(house: House) -> None:
    write(house.ada, {"coping": [WALK]})
    header = {"If-Match": '"1"'}
    write(house.bea, {"coping": [WALK, SLEEP]}, None, of=house.ada, headers=header)  # type: ignore[arg-type]
    assert read(house.ada)["is_merged"] is False
    assert texts(read(house.ada)) == ["Walk", "Sleep"]


def test_a_plan_kept_private_is_withheld_at_the_next_request_and_shown_again_when_asked(
    house: House,
) -> None:
    write(house.ada, card())
    assert share(house.ada, False).json()["with_team"] is False
    assert read(house.bea, desk(house.ada)) == {"shared": False}
    assert house.bea.browser.get(f"{desk(house.ada)}/versions").status_code == 404
    assert house.bea.browser.get(f"{desk(house.ada)}/versions/1").status_code == 404
    refused = put(house.bea, card(), 1, of=house.ada)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_shared")
    assert house.cleo.browser.get(desk(house.ada)).status_code == 404
    write(house.ada, card(), 1)
    assert read(house.ada)["version"] == 2
    share(house.ada, True)
    assert read(house.bea, desk(house.ada))["version"] == 2


def test_one_clients_switch_is_not_anothers(house: House) -> None:
    write(house.ada, card())
    write(house.gus, card())
    share(house.ada, False)
    assert read(house.bea, desk(house.gus))["version"] == 1
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}").status_code == 200


def test_turning_the_switch_to_where_it_is_leaves_no_second_row(house: House) -> None:
    share(house.ada, True)
    assert house.count("safety_plan_sharing") == 0
    for _ in range(2):
        share(house.ada, False)
    assert house.count("safety_plan_sharing") == 1


def test_no_other_room_reads_past_the_switch(house: House) -> None:
    write(house.ada, card())
    bea, ada, cleo = (_viewer(house, who) for who in (house.bea, house.ada, house.cleo))
    for with_team in (True, False):
        share(house.ada, with_team)
        with house.database.unit_of_work() as db:
            assert (shared_plan(db, bea, house.ada.id) is not None) is with_team
            assert shared_plan(db, ada, house.ada.id) is not None
            assert shared_plan(db, cleo, house.ada.id) is None


def _viewer(house: House, who: Actor) -> Viewer:
    with house.database.unit_of_work() as db:
        person = db.get_one(Person, who.id)
        sign_in = db.exec(select(SignIn).where(SignIn.person_id == who.id)).first()
        assert sign_in is not None
        return Viewer(person, roles_of(db, who.id), sign_in, clock.utc_now())


def test_a_client_sees_who_read_and_wrote_and_a_closed_door_leaves_no_trace(house: House) -> None:
    write(house.ada, card())
    share(house.ada, False)
    read(house.bea, desk(house.ada))
    seen = house.ada.browser.get("/api/record-access").json()["items"]
    assert seen == []
    share(house.ada, True)
    read(house.bea, desk(house.ada))
    write(house.bea, card(), 1, of=house.ada)
    seen = house.ada.browser.get("/api/record-access").json()["items"]
    assert [(one["by"], one["action"], one["what"]) for one in seen] == [
        ("Bea", "changed", Data.safety_plan), ("Bea", "viewed", Data.safety_plan),
    ]  # fmt: skip


def test_reading_takes_few_queries_however_many_versions_there_are(house: House) -> None:
    for number in range(12):
        write(house.ada, {"coping": [WALK]}, number)
    for who, path in ((house.ada, MINE), (house.bea, desk(house.ada))):
        for more in ("", "/versions"):
            with house.statements() as seen:
                read(who, path + more)
            assert len(seen) <= 7, seen
