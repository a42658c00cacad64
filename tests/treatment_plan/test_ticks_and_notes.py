"""What the client ticks and notes, also without a connection: once, in order, and theirs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from httpx2 import Response
from sqlmodel import update

from app import clock
from app.episodes.models import EpisodeOfCare
from tests.support.house import Actor, House, fresh_id
from tests.treatment_plan.plans import plan
from tests.treatment_plan.writing import desk, read, write

MINE = "/api/plan"
STEP = "step-0000001"
SENTINEL = "Zq9-not-for-the-team"


def _tick(
    client: Actor, done: bool, at: datetime | None = None, item_id: str = STEP, tick_id: str = ""
) -> Response:
    said = (at or clock.utc_now()).isoformat()
    body = {"item_id": item_id, "is_done": done, "occurred_at": said}
    return client.browser.put(f"/api/plan-ticks/{tick_id or fresh_id()}", json=body)


def _note(client: Actor, note_id: str, text: str = "A note", **more: Any) -> Response:
    body = {"text": text, "occurred_at": clock.utc_now().isoformat()} | more
    return client.browser.put(f"/api/plan-notes/{note_id}", json=body)


def _ticked(house: House) -> dict[str, bool]:
    ticks = read(house.ada.browser, MINE)["ticks"]
    return {one["item_id"]: one["is_done"] for one in ticks}


def test_only_clients_tick_and_note(house: House) -> None:
    for actor in (house.bea, house.edda, house.fay):
        assert _tick(actor, True).status_code == 403
        assert _note(actor, fresh_id()).status_code == 403
    assert house.count("plan_tick") == house.count("plan_note") == 0


def test_what_does_not_fit_is_not_kept(house: House) -> None:
    now = clock.utc_now().isoformat()
    for body in (
        {"item_id": STEP, "is_done": True}, {"item_id": "x", "is_done": True, "occurred_at": now},
        {"item_id": STEP, "is_done": None, "occurred_at": now},
        {"item_id": STEP, "is_done": True, "occurred_at": "2026-11-21T10:00:00"},
        {"item_id": STEP, "is_done": True, "occurred_at": now, "client_id": fresh_id()},
    ):  # fmt: skip
        answer = house.ada.browser.put(f"/api/plan-ticks/{fresh_id()}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), body
    for text in ("", "  ", "x" * 2001, "a\x00b"):
        assert _note(house.ada, fresh_id(), text).status_code == 422
    assert house.count("plan_tick") == house.count("plan_note") == 0


def test_the_same_tick_twice_is_one_and_another_under_its_id_is_refused(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    tick_id, at = fresh_id(), clock.utc_now()
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: _tick(house.ada, True, at, tick_id=tick_id), range(6)))
    assert {answer.text for answer in answers} == {answers[0].text}
    assert sorted(answer.headers["Idempotent-Replay"] for answer in answers)[0] == "false"
    assert house.count("plan_tick") == 1
    answer = _tick(house.ada, False, at, tick_id=tick_id)
    assert (answer.status_code, answer.json()["code"]) == (422, "op_reused")
    assert _tick(house.dov, False, at, tick_id=tick_id).status_code == 200
    assert _ticked(house) == {STEP: True}


def test_what_happened_last_counts_whatever_arrives_last(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    now = clock.utc_now()
    for minutes, done in ((-1, True), (-3, False), (-2, False)):
        _tick(house.ada, done, now + timedelta(minutes=minutes))
    assert _ticked(house) == {STEP: True}
    _tick(house.ada, False, now)
    assert _ticked(house) == {STEP: False}


def test_a_step_that_went_from_the_plan_keeps_its_tick_and_its_words(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    write(house.bea.browser, desk(house.ada), 1, plan(problems=[]))
    assert _tick(house.ada, True).status_code == 200
    assert _tick(house.ada, True, item_id="never-was-there").status_code == 200
    for browser, path in ((house.ada.browser, MINE), (house.bea.browser, desk(house.ada))):
        ticks = {one["item_id"]: one for one in read(browser, path)["ticks"]}
        gone, unknown = ticks[STEP], ticks["never-was-there"]
        assert (gone["is_in_plan"], gone["text"]) == (False, "Call Robin on Friday")
        assert (unknown["is_in_plan"], unknown["text"]) == (False, None)


def test_a_tick_that_arrives_after_the_stay_is_kept(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    with house.database.unit_of_work() as db:
        db.exec(update(EpisodeOfCare).values(ended_at=clock.utc_now()))
    assert _tick(house.ada, True).status_code == 200
    assert _note(house.ada, fresh_id()).status_code == 200
    assert _ticked(house) == {STEP: True}


def test_a_tick_says_when_the_phones_clock_was_wrong(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    _tick(house.ada, True, clock.utc_now() + timedelta(days=900))
    (tick,) = read(house.ada.browser, MINE)["ticks"]
    assert tick["is_time_uncertain"] is True


def test_the_team_reads_shared_notes_and_no_others(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    _note(house.ada, fresh_id(), SENTINEL)
    _note(house.ada, fresh_id(), "For all of us", is_shared=True, item_id=STEP)
    assert [one["text"] for one in read(house.ada.browser, MINE)["notes"]] == [
        "For all of us", SENTINEL,
    ]  # fmt: skip
    (shared,) = read(house.bea.browser, desk(house.ada))["notes"]
    assert (shared["text"], shared["item_id"]) == ("For all of us", STEP)
    for path in ("", "/versions", "/versions/1", "/drafts", "/changes"):
        assert SENTINEL not in house.bea.browser.get(desk(house.ada) + path).text


def test_a_note_that_was_taken_back_is_gone_for_everybody_and_stays_gone(house: House) -> None:
    write(house.ada.browser, MINE, 0, plan())
    note_id, at = fresh_id(), clock.utc_now().isoformat()
    _note(house.ada, note_id, SENTINEL, is_shared=True, occurred_at=at)
    path = f"/api/plan-notes/{note_id}/removal"
    assert house.dov.browser.put(path, json={}).status_code == 404
    assert house.bea.browser.put(path, json={}).status_code == 403
    for _ in range(2):
        assert house.ada.browser.put(path, json={}).status_code == 204
    again = _note(house.ada, note_id, SENTINEL, is_shared=True, occurred_at=at)
    assert (again.status_code, again.headers["Idempotent-Replay"]) == (200, "true")
    assert read(house.ada.browser, MINE)["notes"] == []
    assert read(house.bea.browser, desk(house.ada))["notes"] == []
    assert SENTINEL not in str(house.snapshot())


def test_two_clients_may_use_the_same_id(house: House) -> None:
    note_id = fresh_id()
    _note(house.ada, note_id, SENTINEL)
    answer = _note(house.dov, note_id, "Mine")
    assert (answer.status_code, SENTINEL in answer.text) == (200, False)
    house.dov.browser.put(f"/api/plan-notes/{note_id}/removal", json={})
    assert [one["text"] for one in read(house.ada.browser, MINE)["notes"]] == [SENTINEL]
