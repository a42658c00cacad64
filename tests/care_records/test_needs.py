"""Needs: whose they are, that nobody's words are lost, and what is due for whom."""

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

from httpx2 import Response
from sqlmodel import select

from app import clock
from app.access.models import Data
from app.episodes.models import EpisodeOfCare, Phase
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.milestone_furniture import set_team
from tests.support.needs_furniture import (
    need_body,
    referral_body,
    staff_need_body,
    step_body,
    words_body,
)

SENTINEL = "Zq7-a-bed-for-the-night"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def _now(ahead: timedelta = timedelta(0)) -> str:
    return (clock.utc_now() + ahead).isoformat()


def _add(client: Actor, need_id: str | None = None, **said: Any) -> str:
    found = need_id or fresh_id()
    body = need_body(occurred_at=_now(-DAY)) | said
    assert client.browser.put(f"/api/needs/{found}", json=body).status_code == 200
    return found


def _say(client: Actor, need_id: str, state: str, ahead: timedelta = timedelta(0)) -> Response:
    body = {"state": state, "occurred_at": _now(ahead)}
    return client.browser.put(f"/api/needs/{need_id}/state", json=body)


def _reword(client: Actor, need_id: str, words: str, ahead: timedelta = timedelta(0)) -> Response:
    return client.browser.put(f"/api/needs/{need_id}/words", json=words_body(words, _now(ahead)))


def _write(who: Actor, client: Actor, need_id: str, version: int, **said: Any) -> Response:
    path = f"/api/clients/{client.id}/needs/{need_id}"
    return who.browser.put(path, json=staff_need_body(**said), headers={"If-Match": f'"{version}"'})


def _put(who: Actor, client: Actor, path: str, body: dict[str, Any] | None = None) -> Response:
    return who.browser.put(f"/api/clients/{client.id}/{path}", json=body or {})


def _own(client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = client.browser.get("/api/needs").json()
    return found


def _due(who: Actor) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = who.browser.get("/api/next-steps").json()["items"]
    return items


def test_a_stranger_gets_the_answer_for_nothing_and_changes_nothing(house: House) -> None:
    held, step, sent = _add(house.ada, words=SENTINEL), fresh_id(), fresh_id()
    of_dov = _add(house.dov)
    _put(house.bea, house.ada, f"next-steps/{step}", step_body(held, str(house.ada.id)))
    _put(house.bea, house.ada, f"needs/{held}/referrals/{sent}", referral_body())
    before, done = house.snapshot(), {"state": "done"}
    for client in (house.ada, house.dov):  # Cleo's own client does not open Ada's things
        for path, body in (
            (f"needs/{held}/look", {}),
            (f"needs/{held}/referrals/{fresh_id()}", referral_body()),
            (f"referrals/{sent}/steps/2", done),
            (f"next-steps/{step}/state", done),
            (f"next-steps/{fresh_id()}", step_body(held, str(house.cleo.id))),
            (f"next-steps/{step}", step_body(of_dov, str(house.cleo.id))),
        ):
            answer = _put(house.cleo, client, path, body)
            assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
        assert _write(house.cleo, client, held, 1, words="Mine").status_code == 404
    stolen = house.dov.browser.put(f"/api/needs/{held}", json=need_body())
    said = [stolen, _say(house.dov, held, "met"), _say(house.dov, fresh_id(), "met")]
    assert [one.status_code for one in said] == [404, 404, 404]
    assert house.snapshot() == before
    assert SENTINEL not in house.dov.browser.get("/api/needs").text


def test_a_client_says_nothing_of_steps_that_are_not_theirs(house: House) -> None:
    held, of_bea, of_ada = _add(house.ada), fresh_id(), fresh_id()
    _put(house.bea, house.ada, f"next-steps/{of_bea}", step_body(held, str(house.bea.id)))
    _put(house.bea, house.ada, f"next-steps/{of_ada}", step_body(held, str(house.ada.id)))
    body = {"state": "done", "occurred_at": _now()}
    put = house.ada.browser.put
    assert put(f"/api/next-steps/{of_bea}/state", json=body).status_code == 404
    dropped = put(f"/api/next-steps/{of_ada}/state", json=body | {"state": "dropped"})
    assert (dropped.status_code, dropped.json()["errors"][0]["field"]) == (422, "state")
    assert put(f"/api/next-steps/{of_ada}/state", json=body).json()["state"] == "done"
    _put(house.bea, house.ada, f"next-steps/{of_ada}/state", {"state": "dropped"})
    for state, stands in (("open", "dropped"), ("done", "done")):
        again = {"state": state, "occurred_at": _now()}
        said = put(f"/api/next-steps/{of_ada}/state", json=again)
        assert said.json()["state"] == stands, "what was dropped can still have been done"


def test_what_does_not_fit_is_named_but_not_repeated(house: House) -> None:
    cases: tuple[dict[str, Any], ...] = (
        {"kind": "gold"}, {"words": " "}, {"words": "x" * 401}, {"words": "a\x00b"},
        {"priority": "later"}, {"state": "met"}, {"client_id": SENTINEL},
        {"occurred_at": "2026-01-01T00:00:00"},
    )  # fmt: skip
    for said in cases:
        answer = house.ada.browser.put(f"/api/needs/{fresh_id()}", json=need_body(**said))
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), said
        assert {error["field"] for error in answer.json()["errors"]} == set(said)
        assert SENTINEL not in answer.text
    held = _add(house.ada)
    for path, body in (
        (f"needs/{held}", staff_need_body(state="gone")),
        (f"needs/{held}/referrals/{fresh_id()}", referral_body(to_whom="two\nlines")),
        (f"referrals/{fresh_id()}/steps/0", {"state": "done"}),
        (f"next-steps/{fresh_id()}", step_body(held, str(house.bea.id), due_on="1776-07-04")),
        (f"next-steps/{fresh_id()}", step_body(held, str(house.bea.id), words="")),
    ):
        assert _put(house.bea, house.ada, path, body).status_code == 422, path
    assert (house.count("referral"), house.count("next_step")) == (0, 0)


def test_what_somebody_works_on_keeps_its_words(house: House) -> None:
    def by_staff(need_id: str) -> None:
        assert _write(house.bea, house.ada, need_id, 1, priority="now").status_code == 200

    def referred(need_id: str) -> None:
        _put(house.bea, house.ada, f"needs/{need_id}/referrals/{fresh_id()}", referral_body())

    def planned(need_id: str) -> None:
        step = step_body(need_id, str(house.ada.id))
        _put(house.bea, house.ada, f"next-steps/{fresh_id()}", step)

    written = fresh_id()
    _write(house.bea, house.ada, written, 0)
    held = [written]
    for taken_up in (by_staff, referred, planned):
        held.append(_add(house.ada, words="A room"))
        taken_up(held[-1])
    assert _reword(house.dov, held[1], SENTINEL).status_code == 404
    for need_id in held:
        answer = _reword(house.ada, need_id, SENTINEL)
        assert (answer.status_code, answer.json()["code"]) == (409, "need_taken_up")
        assert SENTINEL not in answer.text
    for said in ({"words": " "}, {"words": "x" * 401}, {"kind": "food"}, {"occurred_at": "now"}):
        put = house.ada.browser.put(f"/api/needs/{held[0]}/words", json=words_body() | said)
        assert (put.status_code, put.json()["errors"][0]["field"]) == (422, next(iter(said)))
    own = _own(house.ada)["items"]
    assert not any(item["can_be_reworded"] for item in own)
    assert SENTINEL not in str(own)


def test_a_client_rewords_what_nobody_works_on_and_it_is_read_anew(house: House) -> None:
    held = _add(house.ada, words="A room")
    _put(house.bea, house.ada, f"needs/{held}/look")
    assert (len(_due(house.bea)), _own(house.ada)["items"][0]["looked_by"]) == (0, "Bea")
    assert _own(house.ada)["items"][0]["can_be_reworded"]
    assert _reword(house.ada, held, "A room with a key").json()["words"] == "A room with a key"
    [item] = _own(house.ada)["items"]
    assert (item["version"], item["looked_by"], item["can_be_reworded"]) == (2, None, True)
    [before] = item["changes"]
    assert (before["words"], before["by"]) == ("A room", "Ada")
    assert [one["words"] for one in _due(house.bea)] == ["A room with a key"]
    late = _write(house.bea, house.ada, held, 1, words="A flat")
    assert late.json()["current"]["words"] == "A room with a key"


def test_the_words_written_last_count_and_those_that_come_late_are_kept(house: House) -> None:
    held = _add(house.ada, words="A room")
    second = words_body("With a key", _now(-3 * HOUR))
    for body in (second, words_body("With a window", _now(-2 * HOUR)), second):
        assert house.ada.browser.put(f"/api/needs/{held}/words", json=body).status_code == 200
    assert _own(house.ada)["items"][0]["words"] == "With a window", "sent twice is said once"
    _reword(house.ada, held, "With a stove", -4 * HOUR)
    [item] = _own(house.ada)["items"]
    assert item["words"] == "With a window"
    assert [one["words"] for one in item["changes"]] == ["A room", "With a key", "With a stove"]
    assert _reword(house.ada, held, "A room").json()["words"] == "A room", "back to the first"
    _put(house.bea, house.ada, f"needs/{held}/referrals/{fresh_id()}", referral_body())
    assert _reword(house.ada, held, "A room").status_code == 200, "the same words are no others"


def test_nobody_writes_over_what_they_have_not_read(house: House) -> None:
    held = _add(house.ada, words="A room")
    path = f"/api/clients/{house.ada.id}/needs/{held}"
    without = house.bea.browser.put(path, json=staff_need_body(words="Mine"))
    assert (without.status_code, without.json()["code"]) == (428, "if_match_needed")
    assert _write(house.bea, house.ada, fresh_id(), 1).status_code == 404
    assert _write(house.bea, house.ada, held, 1, words="A room by June").status_code == 200
    late = _write(house.bea, house.ada, held, 1, words="A flat")
    told = late.json()
    assert (late.status_code, told["code"]) == (409, "need_changed")
    assert (told["current"]["words"], told["current"]["version"]) == ("A room by June", 2)
    again = _write(house.bea, house.ada, held, 1, words="A room by June")
    assert again.status_code == 200, "the same content is no conflict"
    [item] = _own(house.ada)["items"]
    assert (item["words"], item["version"], item["changed_by"]) == ("A room by June", 2, "Bea")
    [before] = item["changes"]
    assert (before["words"], before["by"]) == ("A room", "Bea")


def test_of_two_who_write_at_once_one_is_told(house: House) -> None:
    held = _add(house.ada)
    set_team(house, house.ada, house.bea, house.cleo)
    barrier, answers = Barrier(2), list[Response]()

    def write(who: Actor) -> None:
        barrier.wait()
        answers.append(_write(who, house.ada, held, 1, words=f"As {who.name} says"))

    threads = [Thread(target=write, args=(who,)) for who in (house.bea, house.cleo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.status_code for one in answers) == [200, 409]
    [told] = [one.json() for one in answers if one.status_code == 409]
    [item] = _own(house.ada)["items"]
    assert told["current"]["words"] == item["words"]
    assert (item["version"], len(item["changes"])) == (2, 1)


def test_twice_is_once_and_the_same_id_with_other_content_is_refused(house: House) -> None:
    held, body = fresh_id(), need_body()
    answers = [house.ada.browser.put(f"/api/needs/{held}", json=body) for _ in range(2)]
    assert [one.headers["Idempotent-Replay"] for one in answers] == ["false", "true"]
    other = house.ada.browser.put(f"/api/needs/{held}", json=body | {"words": "Other"})
    assert (other.status_code, other.json()["code"]) == (422, "op_reused")
    step, sent = fresh_id(), fresh_id()
    steps = step_body(held, str(house.ada.id))
    for path, first, second in (
        (f"next-steps/{step}", steps, steps | {"words": "Other"}),
        (f"needs/{held}/referrals/{sent}", referral_body(), referral_body(to_whom="Other")),
    ):
        said = [_put(house.bea, house.ada, path, one) for one in (first, first, second)]
        assert [one.status_code for one in said] == [200, 200, 422]
        assert said[2].json()["code"] == "op_reused"
    [item] = _own(house.ada)["items"]
    assert (len(item["steps"]), len(item["referrals"])) == (1, 1)


def test_the_last_word_counts_whenever_it_arrives(house: House) -> None:
    held = _add(house.ada)
    assert _write(house.bea, house.ada, held, 1, state="set_aside").status_code == 200
    assert _say(house.ada, held, "met", -2 * HOUR).json()["state"] == "set_aside"
    assert _say(house.ada, held, "open").json()["state"] == "open"
    [item] = _own(house.ada)["items"]
    assert (item["state"], item["state_by"], item["version"]) == ("open", "Ada", 3)
    stale = _write(house.bea, house.ada, held, 2, priority="now")
    assert stale.json()["current"]["state"] == "open", "the client's word is a version too"
    assert _say(house.ada, held, "met", 10 * HOUR).json()["state"] == "met"
    said = _say(house.ada, held, "open").json()["state"]
    assert said == "open", "a clock that is ahead does not have the last word"


def test_a_phone_that_is_a_little_slow_still_has_the_last_word(house: House) -> None:
    held, step = _add(house.ada), fresh_id()
    assert _write(house.bea, house.ada, held, 1, state="set_aside").status_code == 200
    assert _say(house.ada, held, "open", -6 * MINUTE).json()["state"] == "set_aside"
    assert _say(house.ada, held, "open", -4 * MINUTE).json()["state"] == "open"
    assert _say(house.ada, held, "met", -3 * MINUTE).json()["state"] == "met"
    assert _say(house.ada, held, "open", -4 * MINUTE).json()["state"] == "met", "of her own by time"
    _put(house.bea, house.ada, f"next-steps/{step}", step_body(held, str(house.ada.id)))
    _put(house.bea, house.ada, f"next-steps/{step}/state", {"state": "dropped"})
    said = {"state": "done", "occurred_at": _now(-4 * MINUTE)}
    answer = house.ada.browser.put(f"/api/next-steps/{step}/state", json=said)
    assert answer.json()["state"] == "done"


def test_the_same_word_sent_twice_does_not_undo_what_staff_answered(house: House) -> None:
    held, said = _add(house.ada), {"state": "met", "occurred_at": _now()}
    path = f"/api/needs/{held}/state"
    assert house.ada.browser.put(path, json=said).json()["state"] == "met"
    assert _write(house.bea, house.ada, held, 2, state="open").status_code == 200
    assert house.ada.browser.put(path, json=said).json()["state"] == "open"


def test_a_referral_goes_on_step_by_step_and_keeps_each(house: House) -> None:
    held, sent = _add(house.ada), fresh_id()
    first = _put(house.bea, house.ada, f"needs/{held}/referrals/{sent}", referral_body(line="Ask"))
    assert first.json()["items"][0]["referrals"][0]["state"] == "suggested"
    path = f"referrals/{sent}/steps"
    for _ in range(2):
        going = _put(house.bea, house.ada, f"{path}/2", {"state": "waiting", "line": "Six weeks"})
        assert going.status_code == 200
    late = _put(house.bea, house.ada, f"{path}/2", {"state": "declined"})
    told = late.json()
    assert (late.status_code, told["code"], told["number"], told["state"]) == (
        409, "referral_moved_on", 2, "waiting",
    )  # fmt: skip
    assert _put(house.bea, house.ada, f"{path}/4", {"state": "done"}).status_code == 409
    [referral] = _own(house.ada)["items"][0]["referrals"]
    assert (referral["state"], referral["contact"]) == ("waiting", "555-0142")
    said = [(one["number"], one["state"], one["line"], one["by"]) for one in referral["steps"]]
    assert said == [(1, "suggested", "Ask", "Bea"), (2, "waiting", "Six weeks", "Bea")]


def test_a_step_is_somebodys_of_the_team_and_another_takes_its_place(house: House) -> None:
    held, first, second = _add(house.ada), fresh_id(), fresh_id()
    for stranger in (str(house.cleo.id), str(house.dov.id), fresh_id()):
        answer = _put(house.bea, house.ada, f"next-steps/{first}", step_body(held, stranger))
        assert (answer.status_code, answer.json()["code"]) == (422, "not_of_the_team")
    _put(house.bea, house.ada, f"next-steps/{first}", step_body(held, str(house.bea.id)))
    moved = step_body(held, str(house.bea.id), due_on="2026-02-01", instead_of=first)
    for _ in range(2):
        assert _put(house.bea, house.ada, f"next-steps/{second}", moved).status_code == 200
    again = _put(house.bea, house.ada, f"next-steps/{fresh_id()}", moved)
    assert (again.status_code, again.json()["code"]) == (409, "step_changed")
    elsewhere = step_body(_add(house.ada), str(house.bea.id), instead_of=second)
    assert _put(house.bea, house.ada, f"next-steps/{fresh_id()}", elsewhere).status_code == 404
    steps = next(one["steps"] for one in _own(house.ada)["items"] if one["id"] == held)
    assert [(one["state"], one["due_on"]) for one in steps] == [
        ("dropped", "2026-01-02"), ("open", "2026-02-01"),
    ]  # fmt: skip


def test_what_is_due_is_on_its_persons_list_by_the_centres_day(house: House) -> None:
    held = fresh_id()
    assert _write(house.bea, house.ada, held, 0, words="Papers").status_code == 200
    today = clock.local_day(clock.utc_now(), ZONE)
    for days in (0, 1, -3):
        body = step_body(held, str(house.bea.id), due_on=str(today + days * DAY), words=f"{days}")
        _put(house.bea, house.ada, f"next-steps/{fresh_id()}", body)
    step, no_day = fresh_id(), step_body(held, str(house.bea.id), due_on=None)
    _put(house.bea, house.ada, f"next-steps/{step}", no_day)
    _put(house.bea, house.ada, f"next-steps/{fresh_id()}", step_body(held, str(house.ada.id)))
    assert [one["words"] for one in _due(house.bea)] == ["-3", "0"]
    assert {one["client"]["shown_name"] for one in _due(house.bea)} == {"Ada"}
    assert _due(house.cleo) == []
    late = _due(house.bea)[0]["step_id"]
    _put(house.bea, house.ada, f"next-steps/{late}/state", {"state": "done"})
    assert [one["words"] for one in _due(house.bea)] == ["0"]
    _say(house.ada, held, "met")
    assert _due(house.bea) == [], "what is met asks for nothing"


def test_who_has_left_the_team_is_asked_for_nothing_and_it_shows(house: House) -> None:
    held = _add(house.ada)
    set_team(house, house.ada, house.bea, house.cleo)
    _put(house.bea, house.ada, f"next-steps/{fresh_id()}", step_body(held, str(house.cleo.id)))
    _put(house.bea, house.ada, "contact-person", {"person_id": str(house.cleo.id)})
    assert len(_due(house.cleo)) == 1
    set_team(house, house.ada, house.bea)
    assert _due(house.cleo) == []
    own = _own(house.ada)
    assert [one["has_left"] for one in own["items"][0]["steps"]] == [True]
    assert (own["contact"], own["or_ask"]) == (None, "Bea")


def test_there_is_one_contact_person_and_they_are_of_the_team(house: House) -> None:
    for stranger in (house.cleo, house.ada, house.fay):
        answer = _put(house.bea, house.ada, "contact-person", {"person_id": str(stranger.id)})
        assert (answer.status_code, answer.json()["code"]) == (422, "not_of_the_team")
    assert _own(house.ada)["or_ask"] == "Bea"
    set_team(house, house.ada, house.bea, house.cleo)
    for who in (house.bea, house.cleo, house.cleo):
        _put(house.bea, house.ada, "contact-person", {"person_id": str(who.id)})
    contact = _own(house.ada)["contact"]
    assert (contact["name"], contact["named_by"]) == ("Cleo", "Bea")
    assert house.count("contact_person") == 2


def test_a_new_need_waits_for_the_contact_person_until_somebody_looks(house: House) -> None:
    held = _add(house.ada, words=SENTINEL, priority="now")
    set_team(house, house.ada, house.bea, house.cleo)
    [item] = _due(house.bea)
    assert (item["words"], item["step_id"], item["priority"]) == (SENTINEL, None, "now")
    assert _due(house.cleo) == []
    _put(house.bea, house.ada, "contact-person", {"person_id": str(house.cleo.id)})
    assert [len(_due(who)) for who in (house.bea, house.cleo)] == [0, 1]
    assert _own(house.ada)["items"][0]["looked_by"] is None
    for who in (house.bea, house.cleo):
        assert _put(who, house.ada, f"needs/{held}/look").status_code == 200
    assert _own(house.ada)["items"][0]["looked_by"] == "Bea"
    assert _due(house.cleo) == []


def _alumna(house: House, counselor: Actor, *others: Actor) -> Actor:
    hal = house.client_of(counselor, "Hal", phase=Phase.alumni)
    set_team(house, hal, counselor, *others)
    return hal


def test_what_an_alumna_shows_nobody_has_no_reader_and_none_is_named(house: House) -> None:
    hal = _alumna(house, house.bea, house.cleo)
    _add(hal, words=SENTINEL)
    assert (_own(hal)["contact"], _own(hal)["or_ask"]) == (None, None)
    assert [_due(who) for who in (house.bea, house.cleo)] == [[], []]
    assert house.bea.browser.get(f"/api/clients/{hal.id}/needs").status_code == 404


def test_what_an_alumna_shows_one_of_the_team_is_theirs_to_do(house: House) -> None:
    hal = _alumna(house, house.bea, house.cleo)
    _add(hal)
    house.signs_for(hal, house.cleo, Data.needs)
    assert _own(hal)["or_ask"] == "Cleo"
    assert [len(_due(who)) for who in (house.bea, house.cleo)] == [0, 1]
    seen = house.cleo.browser.get(f"/api/clients/{hal.id}/needs").json()
    assert [one["name"] for one in seen["people"]] == ["Hal", "Cleo"]
    assert seen["or_ask"] is None, "at the desk it is the primary counselor or nobody"
    for whose, status in ((house.bea, 422), (house.cleo, 200)):
        named = _put(house.cleo, hal, "contact-person", {"person_id": str(whose.id)})
        assert named.status_code == status
    assert _own(hal)["contact"]["name"] == "Cleo"


def test_a_contact_person_who_reads_nothing_any_more_is_not_named(house: House) -> None:
    set_team(house, house.ada, house.bea, house.cleo)
    _put(house.bea, house.ada, "contact-person", {"person_id": str(house.bea.id)})
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.phase = Phase.alumni
        db.add(stay)
    assert (_own(house.ada)["contact"], _own(house.ada)["or_ask"]) == (None, None)
    house.signs_for(house.ada, house.cleo, Data.needs)
    _add(house.ada)
    assert (_own(house.ada)["contact"], _own(house.ada)["or_ask"]) == (None, "Cleo")
    assert [len(_due(who)) for who in (house.bea, house.cleo)] == [0, 1]


def test_open_ones_come_first_by_priority(house: House) -> None:
    first, second, third = (_add(house.ada, words=word) for word in ("1", "2", "3"))
    _write(house.bea, house.ada, first, 1, words="1", priority="later")
    _write(house.bea, house.ada, third, 1, words="3", priority="now")
    _say(house.ada, second, "met")
    assert [one["words"] for one in _own(house.ada)["items"]] == ["3", "1", "2"]


def test_when_the_stay_is_over_the_list_is_the_clients_alone(house: House) -> None:
    held = _add(house.ada)
    _put(house.bea, house.ada, f"next-steps/{fresh_id()}", step_body(held, str(house.bea.id)))
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.ended_at = clock.utc_now()
        db.add(stay)
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}/needs").status_code == 404
    assert _due(house.bea) == []
    assert [one["id"] for one in _own(house.ada)["items"]] == [held]


def test_many_take_as_many_questions_as_one(house: House) -> None:
    def fill() -> None:
        held, sent = _add(house.ada), fresh_id()
        _put(house.bea, house.ada, f"needs/{held}/referrals/{sent}", referral_body())
        _put(house.bea, house.ada, f"referrals/{sent}/steps/2", {"state": "waiting"})
        _put(house.bea, house.ada, f"next-steps/{fresh_id()}", step_body(held, str(house.bea.id)))
        _write(house.bea, house.ada, held, 1, priority="now")
        _add(house.ada)

    def questions() -> list[int]:
        counts = []
        paths = ((house.ada, "/api/needs"), (house.bea, f"/api/clients/{house.ada.id}/needs"))
        for who, path in (*paths, (house.bea, "/api/next-steps")):
            with house.statements() as asked:
                assert who.browser.get(path).status_code == 200
            counts.append(len(asked))
        return counts

    fill()
    before = questions()
    for _ in range(4):
        fill()
    assert questions() == before
    assert max(before) <= 10
