"""Mutual help: whose it is, what the team sees of it, and what is taken back."""

from datetime import date, timedelta
from typing import Any

from httpx2 import Response
from sqlmodel import select

from app import clock
from app.episodes.models import CareTeamMember, EpisodeOfCare
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.mutual_help_furniture import attendance_body, own_meeting_body

NAME, LINE, PROOF = "Zq1-red-church-hall", "Zq2-it-was-loud", "Zq3-signed-by-the-chair"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def _meeting(client: Actor, meeting_id: str, ahead: timedelta = timedelta(0), **said: Any) -> Any:
    at = (clock.utc_now() + ahead).isoformat()
    body = own_meeting_body(name=NAME, occurred_at=at) | said
    return client.browser.put(f"/api/meetings/{meeting_id}", json=body)


def _attend(
    client: Actor, attendance_id: str | None = None, ahead: timedelta = timedelta(0), **said: Any
) -> Response:
    at = (clock.utc_now() + ahead).isoformat()
    about = {"attendance_id": attendance_id or fresh_id(), "line": LINE, "proof": PROOF}
    body = attendance_body(occurred_at=at) | about | said
    return client.browser.put(f"/api/meeting-attendances/{fresh_id()}", json=body)


def _own(client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = client.browser.get("/api/meetings").json()
    return found


def _shown(provider: Actor, client: Actor) -> list[dict[str, Any]]:
    answer = provider.browser.get(f"/api/clients/{client.id}/meetings")
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _today() -> date:
    return clock.local_day(clock.utc_now(), ZONE)


WRONG: dict[str, list[dict[str, Any]]] = {
    "meetings": [
        {"fellowship": "the red one"}, {"name": ""}, {"name": "two\nlines"}, {"day": "someday"},
        {"at": "19:00:30"}, {"at": "19:00Z"}, {"zone": "Mars/Olympus"}, {"where": "x" * 301},
        {"is_removed": "yes"}, {"client_id": NAME},
    ],
    "meeting-attendances": [
        {"on_day": "2026-02-30"}, {"on_day": "1776-07-04"}, {"attendance_id": "one"},
        {"line": "x" * 401}, {"proof": "a\x00b"}, {"is_mistake": "yes"}, {"seen_by": NAME},
    ],
}  # fmt: skip


def test_what_does_not_fit_is_named_but_not_repeated(house: House) -> None:
    for path, bodies in WRONG.items():
        for body in bodies:
            whole = (own_meeting_body() if path == "meetings" else attendance_body()) | body
            answer = house.ada.browser.put(f"/api/{path}/{fresh_id()}", json=whole)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), body
            assert {error["field"] for error in answer.json()["errors"]} == set(body)
            assert NAME not in answer.text
    assert house.count("mutual_help_meeting") + house.count("mutual_help_attendance") == 0


def test_a_day_needs_a_time_and_a_time_a_day(house: House) -> None:
    halves: tuple[dict[str, Any], ...] = ({"day": None}, {"at": None})
    for half in halves:
        assert _meeting(house.ada, fresh_id(), **half).status_code == 422
    assert _meeting(house.ada, fresh_id(), day=None, at=None).is_success


def test_who_may_not_see_a_client_gets_the_answer_for_nothing(house: House) -> None:
    entry = _attend(house.ada).json()["id"]
    for who in (house.cleo, house.dov, house.edda, house.fay):
        is_provider = who is house.cleo
        for method, path in (("GET", "meetings"), ("PUT", f"meeting-attendances/{entry}/look")):
            sent: dict[str, Any] | None = {} if method == "PUT" else None
            answer = who.browser.request(method, f"/api/clients/{house.ada.id}/{path}", json=sent)
            assert answer.status_code == (404 if is_provider else 403), who.name
    stay_over = f"/api/clients/{house.ada.id}/meetings"
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.ended_at = clock.utc_now()
        db.add(stay)
    assert house.bea.browser.get(stay_over).status_code == 404
    assert len(_own(house.ada)["attendances"]) == 1


def test_nobody_looks_at_their_own_and_nobody_at_another_clients_by_a_wrong_path(
    house: House,
) -> None:
    of_ada, of_dov = _attend(house.ada).json()["id"], _attend(house.dov).json()["id"]
    for client, entry in ((house.ada.id, of_dov), (house.dov.id, of_ada), (house.ada.id, ATTIC)):
        path = f"/api/clients/{client}/meeting-attendances/{entry}/look"
        assert house.bea.browser.put(path, json={}).status_code == 404
    assert {one["seen_by"] for one in _shown(house.bea, house.ada)} == {None}


ATTIC = fresh_id()


def test_the_team_sees_the_day_and_the_proof_and_nothing_else(house: House) -> None:
    meeting = fresh_id()
    _meeting(house.ada, meeting, fellowship="aa")
    _attend(house.ada, meeting_id=meeting, fellowship="aa", attending="online")
    answer = house.bea.browser.get(f"/api/clients/{house.ada.id}/meetings")
    (item,) = answer.json()["items"]
    assert (item["on_day"], item["proof"], item["fellowship"]) == (str(_today()), PROOF, None)
    assert not {NAME, LINE, "aa", "online", meeting} & set(answer.text.split('"'))


def test_which_group_it_was_is_shown_only_while_the_client_shows_it(house: House) -> None:
    _attend(house.ada, fellowship="recovery_dharma")
    assert _own(house.ada)["shows_fellowship"] is False
    for shows, told in ((True, "recovery_dharma"), (False, None), (True, "recovery_dharma")):
        answer = house.ada.browser.put("/api/meeting-sharing", json={"shows_fellowship": shows})
        assert answer.json()["shows_fellowship"] is shows
        assert [one["fellowship"] for one in _shown(house.bea, house.ada)] == [told]
    _attend(house.dov, fellowship="na")
    assert [one["fellowship"] for one in _shown(house.cleo, house.dov)] == [None]


def test_what_was_taken_back_counts_no_more_and_is_kept_for_the_client(house: House) -> None:
    attendance = fresh_id()
    _attend(house.ada, attendance)
    _attend(house.ada, attendance, is_mistake=True)
    assert _shown(house.bea, house.ada) == []
    assert [one["is_mistake"] for one in _own(house.ada)["attendances"]] == [True]
    _attend(house.ada, attendance, on_day=str(_today() - DAY))
    assert [one["on_day"] for one in _shown(house.bea, house.ada)] == [str(_today() - DAY)]
    assert house.count("mutual_help_attendance") == 3


def test_the_writing_made_last_counts_whenever_it_arrives(house: House) -> None:
    attendance, meeting = fresh_id(), fresh_id()
    _attend(house.ada, attendance, -HOUR, proof="Later")
    _attend(house.ada, attendance, -3 * HOUR, proof="Earlier")
    _meeting(house.ada, meeting, -HOUR, name="Later", is_removed=True)
    earlier = _meeting(house.ada, meeting, -3 * HOUR, name="Earlier")
    assert (earlier.status_code, earlier.json()["name"]) == (200, "Later")
    own = _own(house.ada)
    assert [one["proof"] for one in own["attendances"]] == ["Later"]
    assert [(one["name"], one["is_removed"]) for one in own["meetings"]] == [("Later", True)]
    _meeting(house.ada, meeting, name="Again", at="07:30", zone="America/Denver")
    (found,) = _own(house.ada)["meetings"]
    said = (found["name"], found["is_removed"], found["at"], found["zone"])
    assert said == ("Again", False, "07:30", "America/Denver")


def test_twice_is_once_and_the_same_id_with_other_content_is_refused(house: House) -> None:
    path, body = f"/api/meeting-attendances/{fresh_id()}", attendance_body()
    first, second = (house.ada.browser.put(path, json=body) for _ in range(2))
    assert first.json() == second.json()
    said = [answer.headers["Idempotent-Replay"] for answer in (first, second)]
    assert said == ["false", "true"]
    answer = house.ada.browser.put(path, json=body | {"proof": "Other"})
    assert (answer.status_code, answer.json()["code"]) == (422, "op_reused")
    other = house.dov.browser.put(path, json=body | {"proof": "Other"})
    assert (other.status_code, other.headers["Idempotent-Replay"]) == (200, "false")
    assert [one["proof"] for one in _own(house.ada)["attendances"]] == ["Furniture"]


def test_the_client_sees_who_looked_and_a_new_proof_is_looked_at_anew(house: House) -> None:
    attendance = fresh_id()
    old = _attend(house.ada, attendance).json()["id"]
    path = f"/api/clients/{house.ada.id}/meeting-attendances"
    answer = house.bea.browser.put(f"{path}/{old}/look", json={})
    assert [one["seen_by"] for one in answer.json()["items"]] == ["Bea"]
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        db.add(CareTeamMember(
            episode_id=stay.id, provider_id=house.cleo.id, joined_at=clock.utc_now()
        ))  # fmt: skip
    again = house.cleo.browser.put(f"{path}/{old}/look", json={})
    assert [one["seen_by"] for one in again.json()["items"]] == ["Bea"]
    assert [one["seen_by"] for one in _own(house.ada)["attendances"]] == ["Bea"]
    _attend(house.ada, attendance, HOUR / 2, proof="Another name")
    assert [one["seen_by"] for one in _own(house.ada)["attendances"]] == [None]
    assert house.bea.browser.put(f"{path}/{old}/look", json={}).status_code == 404


def test_nothing_comes_of_it_and_years_of_it_take_as_many_questions_as_one(house: House) -> None:
    def questions() -> tuple[int, int]:
        with house.statements() as own:
            _own(house.ada)
        with house.statements() as shown:
            _shown(house.bea, house.ada)
        return len(own), len(shown)

    _attend(house.ada)
    _meeting(house.ada, fresh_id())
    before = questions()
    for number in range(12):
        _attend(house.ada, on_day=str(_today() - number * 60 * DAY))
        _meeting(house.ada, fresh_id())
    assert questions() == before
    assert max(before) <= 10
    assert len(_shown(house.bea, house.ada)) == 8, "the last year, and no more"
    for table in ("flag", "task", "notice", "reminder", "review"):
        assert house.count(table) == 0, table
