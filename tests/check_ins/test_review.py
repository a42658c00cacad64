"""The review desk: what waits, in which order, and who gets to know what was written."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from httpx2 import Response
from sqlmodel import col, select, update

from app import clock
from app.check_ins.models import CheckIn
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.people.models import Role, RoleGrant
from tests.support.databases import ONE_DATABASE
from tests.support.furniture import furnish
from tests.support.house import Actor, House, check_in, fresh_id
from tests.support.route_table import calls

SENTINEL = "Zq9-note-to-self"


def _check_in(client: Actor, **answers: Any) -> str:
    check_in_id = fresh_id()
    answer = client.browser.put(f"/api/check-ins/{check_in_id}", json=check_in(**answers))
    assert answer.status_code == 200
    return check_in_id


def _review(actor: Actor, client: Actor, check_in_id: str, **said: str | None) -> Response:
    path = f"/api/clients/{client.id}/check-ins/{check_in_id}/review"
    return actor.browser.put(path, json=said)


def _queue(actor: Actor) -> list[str]:
    items = actor.browser.get("/api/review-queue").json()["items"]
    return [item["check_in"]["id"] for item in items]


def _own(client: Actor, check_in_id: str) -> dict[str, Any]:
    items = client.browser.get("/api/check-ins").json()["items"]
    found: dict[str, Any] = next(item for item in items if item["id"] == check_in_id)
    return found


def _join_team(house: House, provider: Actor, client: Actor) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        member = CareTeamMember(
            episode_id=stay.id, provider_id=provider.id, joined_at=clock.utc_now()
        )
        db.add(member)


def test_a_strangers_check_in_cannot_be_reviewed(house: House) -> None:
    adas, dovs = _check_in(house.ada), _check_in(house.dov)
    for actor, client, check_in_id in (
        (house.cleo, house.ada, adas),
        (house.bea, house.dov, dovs),
        (house.bea, house.ada, dovs),
        (house.bea, house.dov, adas),
        (house.bea, house.ada, fresh_id()),
    ):
        answer = _review(actor, client, check_in_id, line_to_client="Well done")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert house.count("review") == 0


def test_what_does_not_fit_reviews_nothing(house: House) -> None:
    check_in_id = _check_in(house.ada)
    path = f"/api/clients/{house.ada.id}/check-ins/{check_in_id}/review"
    for body in (
        {"line_to_client": "x" * 281}, {"note_to_self": "x" * 2001}, {"line_to_client": "a\x00"},
        {"line_to_client": 7}, {"reviewer_id": str(house.cleo.id)}, {"reviewed_at": "2026-01-01"},
    ):  # fmt: skip
        answer = house.bea.browser.put(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), body
    assert house.count("review") == 0


def test_flagged_ones_come_first_then_the_oldest(house: House) -> None:
    calm = [_check_in(client) for client in (house.gus, house.ada)]
    flagged = [_check_in(house.ada, use="yes"), _check_in(house.gus, craving=9)]
    _check_in(house.dov, use="yes")
    assert _queue(house.bea) == [*flagged, *calm]
    assert _review(house.bea, house.ada, flagged[0]).status_code == 200
    assert _queue(house.bea) == [flagged[1], *calm]


def test_a_phone_that_was_offline_does_not_jump_the_queue(house: House) -> None:
    first = _check_in(house.ada)
    late = fresh_id()
    old = check_in(clock.utc_now() - timedelta(hours=5))
    house.gus.browser.put(f"/api/check-ins/{late}", json=old)
    assert _queue(house.bea) == [first, late]


def test_what_waits_says_whose_it_is_and_why(house: House) -> None:
    check_in_id = _check_in(house.ada, use="yes", craving=8, line="A hard one")
    (item,) = house.bea.browser.get("/api/review-queue").json()["items"]
    assert item["client"] == {"id": str(house.ada.id), "shown_name": "Ada"}
    assert [flag["code"] for flag in item["flags"]] == ["craving_high", "use"]
    assert (item["check_in"]["id"], item["check_in"]["answers"]["line"]) == (
        check_in_id,
        "A hard one",
    )
    assert item["waiting_since"] == item["check_in"]["received_at"]


def test_the_queue_shows_a_hundred_and_says_when_there_are_more(house: House) -> None:
    calm = [_check_in(house.ada) for _ in range(100)]
    queue = house.bea.browser.get("/api/review-queue").json()
    assert ([item["check_in"]["id"] for item in queue["items"]], queue["more"]) == (calm, False)
    flagged = _check_in(house.ada, use="yes")
    queue = house.bea.browser.get("/api/review-queue").json()
    shown = [item["check_in"]["id"] for item in queue["items"]]
    assert (shown, queue["more"]) == ([flagged, *calm[:99]], True)


def test_the_client_sees_who_looked_by_the_name_they_show(house: House) -> None:
    check_in_id = _check_in(house.ada)
    assert _own(house.ada, check_in_id)["review"] is None
    house.bea.browser.patch("/api/me", json={"shown_name": "Bea of the evening group"})
    said = _review(house.bea, house.ada, check_in_id, line_to_client="Good that you came").json()
    seen = _own(house.ada, check_in_id)["review"]
    assert seen == {
        "by": "Bea of the evening group", "at": said["at"], "line": "Good that you came",
        "seen": False,
    }  # fmt: skip
    assert house.ada.browser.put(f"/api/check-ins/{check_in_id}/review-seen", json={}).is_success
    assert _own(house.ada, check_in_id)["review"]["seen"] is True
    assert abs(clock.utc_now() - datetime.fromisoformat(seen["at"])) < timedelta(minutes=1)


def test_a_new_line_is_new_to_the_client_and_a_note_is_not(house: House) -> None:
    check_in_id = _check_in(house.ada)
    first = _review(house.bea, house.ada, check_in_id, line_to_client="Good").json()
    house.ada.browser.put(f"/api/check-ins/{check_in_id}/review-seen", json={})
    _review(house.bea, house.ada, check_in_id, line_to_client="Good", note_to_self="Call")
    assert _own(house.ada, check_in_id)["review"]["seen"] is True
    again = _review(house.bea, house.ada, check_in_id, line_to_client="Very good").json()
    assert _own(house.ada, check_in_id)["review"]["seen"] is False
    assert (again["at"], again["note_to_self"]) == (first["at"], None)
    _review(house.bea, house.ada, check_in_id, line_to_client="")
    assert _own(house.ada, check_in_id)["review"]["line"] is None


@ONE_DATABASE
def test_nobody_reads_a_note_to_self_but_its_writer(house: House) -> None:
    things = furnish(house)
    _join_team(house, house.cleo, house.ada)
    check_in_id = things.ids["ada"]["check_in_id"]
    said = _review(house.bea, house.ada, check_in_id, note_to_self=SENTINEL, line_to_client="Hi")
    assert said.json()["note_to_self"] == SENTINEL
    others = ("visitor", "ada", "cleo", "dov", "edda", "fay", "gus")
    for call in calls(*others):
        if call.whose in {"everyone", "ada"} and call.route != "DELETE /api/sign-ins/current":
            answer = things.send(call)
            assert SENTINEL not in answer.text + str(answer.headers), call
    assert SENTINEL in str(house.snapshot()["review"])


def test_a_colleague_who_comes_second_is_told_so_and_changes_nothing(house: House) -> None:
    check_in_id = _check_in(house.ada)
    _join_team(house, house.cleo, house.ada)
    assert _review(house.bea, house.ada, check_in_id, line_to_client="Mine").status_code == 200
    answer = _review(house.cleo, house.ada, check_in_id, line_to_client="Yours")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_reviewed")
    assert "Mine" not in answer.text
    assert _own(house.ada, check_in_id)["review"]["line"] == "Mine"
    assert _queue(house.cleo) == []


def test_of_two_who_look_at_once_one_is_first(house: House) -> None:
    _join_team(house, house.cleo, house.ada)
    for _ in range(3):
        check_in_id = _check_in(house.ada)
        with ThreadPoolExecutor(6) as pool:
            both = (house.bea, house.cleo) * 3
            answers = list(
                pool.map(
                    lambda who, seen: _review(who, house.ada, seen, line_to_client=who.name),
                    both,
                    [check_in_id] * 6,
                )
            )
        won = _own(house.ada, check_in_id)["review"]["by"]
        by_name = {
            actor.name: {answer.status_code for answer in answers[number::2]}
            for number, actor in enumerate(both[:2])
        }
        assert by_name.pop(won) == {200}
        assert list(by_name.values()) == [{409}]
    assert house.count("review") == 3


def test_nobody_reviews_their_own(house: House) -> None:
    both = house.client_of(house.bea, "Hal")
    with house.database.unit_of_work() as db:
        grant = RoleGrant(person_id=both.id, role=Role.provider, granted_at=clock.utc_now())
        db.add(grant)
    _join_team(house, both, both)
    check_in_id = _check_in(both)
    answer = _review(both, both, check_in_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "own_check_in")
    assert _queue(both) == []
    assert _queue(house.bea) == [check_in_id]


def test_what_a_client_has_left_behind_waits_for_nobody_after_the_stay(house: House) -> None:
    check_in_id = _check_in(house.ada)
    _join_team(house, house.cleo, house.ada)
    with house.database.unit_of_work() as db:
        db.exec(update(EpisodeOfCare).values(ended_at=clock.utc_now()))
    assert _queue(house.cleo) == []
    assert _review(house.cleo, house.ada, check_in_id).status_code == 404
    assert _queue(house.bea) == []
    assert _review(house.bea, house.ada, check_in_id).status_code == 404


def test_a_reviewed_one_says_so_in_its_own_row(house: House) -> None:
    check_in_id = _check_in(house.ada)
    said = _review(house.bea, house.ada, check_in_id).json()
    with house.database.unit_of_work() as db:
        row = db.exec(select(CheckIn).where(col(CheckIn.id) == UUID(check_in_id))).one()
    assert row.reviewed_at == datetime.fromisoformat(said["at"])
