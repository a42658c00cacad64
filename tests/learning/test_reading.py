"""Reading in pieces: on two phones, offline, in whatever order it arrives."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app import clock
from app.ids import new_id
from app.learning.curriculum import shipped
from app.learning.models import ModuleText, ReadingMark
from app.learning.shelf import Mark, reading_of
from app.people.models import Language
from tests.support.house import Actor, House, fresh_id
from tests.support.learning_furniture import (
    HALT,
    UNKNOWN_DIGEST,
    en,
    mark_body,
    older_text,
    on_shelf,
)

HOUR = timedelta(hours=1)
START = clock.utc_now() - 48 * HOUR


def _at(hours: float) -> str:
    return (START + hours * HOUR).isoformat()


def _mark(client: Actor, hours: float, block: int, **said: Any) -> dict[str, Any]:
    body = mark_body(block=block, occurred_at=_at(hours), **said)
    answer = client.browser.put(f"/api/reading-marks/{fresh_id()}", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _item(client: Actor, language: str = "en") -> dict[str, Any]:
    items = client.browser.get("/api/modules", params={"language": language}).json()["items"]
    found: dict[str, Any] = next(item for item in items if item["key"] == HALT.key)
    return found


def _kept(house: House) -> set[str]:
    with house.database.unit_of_work() as db:
        return set(db.exec(select(ModuleText.digest)))


def test_a_mark_that_makes_no_sense_is_refused_and_nothing_is_kept(house: House) -> None:
    wrong: list[dict[str, Any]] = [
        {"block": -1}, {"block": 10_000}, {"block": 2.5}, {"is_finished": "yes"}, {"key": "halt"},
        {"key": "é" * 10}, {"digest": "x" * 64}, {"digest": en().digest.upper()}, {"more": 1},
    ]  # fmt: skip
    for one in wrong:
        path = f"/api/reading-marks/{fresh_id()}"
        assert house.ada.browser.put(path, json=mark_body(**one)).status_code == 422, one
    assert (house.count("reading_mark"), _kept(house)) == (0, set())


def test_the_same_mark_twice_is_one_and_another_under_its_id_is_refused(house: House) -> None:
    path = f"/api/reading-marks/{fresh_id()}"
    first, again = (house.ada.browser.put(path, json=mark_body()) for _ in range(2))
    assert (first.json(), again.headers["Idempotent-Replay"]) == (again.json(), "true")
    other = house.ada.browser.put(path, json=mark_body(block=9))
    assert (other.status_code, other.json()["code"]) == (422, "op_reused")
    assert house.dov.browser.put(path, json=mark_body(block=9)).status_code == 200
    assert (_item(house.ada)["reading"]["block"], house.count("reading_mark")) == (3, 2)


def test_the_mark_made_last_says_where_to_go_on_whatever_arrives_last(house: House) -> None:
    _mark(house.ada, 5, block=20)
    assert _mark(house.ada, 2, block=7)["block"] == 20
    assert _mark(house.ada, 6, block=4)["block"] == 4
    reading = _item(house.ada)["reading"]
    assert datetime.fromisoformat(reading["began_at"]) == START + 2 * HOUR
    assert datetime.fromisoformat(reading["read_at"]) == START + 6 * HOUR
    assert reading["finished_at"] is None
    assert _item(house.dov)["reading"] is None


def test_finished_stays_finished_and_it_can_be_read_again(house: House) -> None:
    _mark(house.ada, 4, block=30, is_finished=True)
    _mark(house.ada, 3, block=12)
    assert _mark(house.ada, 8, block=2)["finished_at"] is not None
    # The other phone says later that it was finished earlier still.
    _mark(house.ada, 1, block=30, is_finished=True)
    reading = _item(house.ada)["reading"]
    assert (reading["block"], datetime.fromisoformat(reading["finished_at"])) == (2, START + HOUR)


def test_the_clock_of_a_phone_that_runs_ahead_is_set_right(house: House) -> None:
    now = clock.utc_now()
    ahead = {"X-Sent-At": (now + 30 * HOUR).isoformat()}
    body = mark_body(block=5, occurred_at=(now + 29 * HOUR).isoformat())
    path = f"/api/reading-marks/{fresh_id()}"
    assert house.ada.browser.put(path, json=body, headers=ahead).status_code == 200
    read_at = datetime.fromisoformat(_item(house.ada)["reading"]["read_at"])
    assert abs(read_at - (now - HOUR)) < HOUR / 6


def test_a_mark_from_tomorrow_does_not_hold_up_those_that_come_after_it(house: House) -> None:
    _mark(house.ada, 48 + 20, block=30)
    assert _mark(house.ada, 48, block=2)["block"] == 30  # made before the other arrived
    body = mark_body(block=4, occurred_at=clock.utc_now().isoformat())
    path = f"/api/reading-marks/{fresh_id()}"
    assert house.ada.browser.put(path, json=body).json()["block"] == 4


def test_whoever_is_half_way_keeps_the_text_they_began_until_it_is_finished(house: House) -> None:
    text = older_text(house, title="Four questions")
    _mark(house.ada, 1, block=4, digest=text.digest)
    item = _item(house.ada)
    assert (item["digest"], item["title"]) == (text.digest, "Four questions")
    assert item["newer"] == {"digest": en().digest, "version": 1, "language": "en"}
    said = house.ada.browser.get(f"/api/module-texts/{text.digest}").json()
    assert said["blocks"][-1]["in"] == ["This is how it ended once."]
    assert _item(house.dov)["title"] == en().title
    # In Spanish too: what was begun is theirs, and the other language is offered.
    spanish = _item(house.ada, "es")
    assert (spanish["digest"], spanish["language"]) == (text.digest, "en")
    assert spanish["newer"]["digest"] == HALT.texts[Language.es].digest
    on_shelf(house, "halt", withdrawn_at=clock.utc_now())
    assert _item(house.ada)["title"] == "Four questions"
    _mark(house.ada, 2, block=30, digest=text.digest, is_finished=True)
    done = _item(house.ada)
    assert (done["digest"], done["newer"]) == (en().digest, None)
    assert done["reading"]["digest"] == text.digest


def test_whoever_turns_to_the_newer_text_has_that_one(house: House) -> None:
    text = older_text(house)
    _mark(house.ada, 1, block=4, digest=text.digest)
    _mark(house.ada, 2, block=1, digest=en().digest)
    assert (_item(house.ada)["digest"], _item(house.ada)["newer"]) == (en().digest, None)
    # The other phone was offline with the older one; that was before.
    _mark(house.ada, 1.5, block=9, digest=text.digest)
    assert (_item(house.ada)["digest"], _item(house.ada)["reading"]["block"]) == (en().digest, 1)


def test_a_text_is_kept_as_it_is_handed_out_to_a_client_or_begun(house: House) -> None:
    for who in (house.bea, house.edda):
        who.browser.get(f"/api/module-texts/{en().digest}")
    house.fay.browser.get(f"/api/module-texts/{en('talking-with-family').digest}")
    assert _kept(house) == set()
    for _ in range(2):
        house.ada.browser.get(f"/api/module-texts/{en('sleep').digest}")
        _mark(house.ada, 1, block=4)
    assert _kept(house) == {en("sleep").digest, en().digest}
    with house.database.unit_of_work() as db:
        row = db.get_one(ModuleText, en().digest)
        assert (row.source, row.module_id, row.published_by) == (en().source, "halt", None)


def test_what_is_said_of_a_text_or_a_module_nobody_knows_is_kept(house: House) -> None:
    _mark(house.ada, 1, block=4, digest=UNKNOWN_DIGEST)
    item = _item(house.ada)
    assert (item["digest"], item["newer"]) == (en().digest, None)
    assert (item["reading"]["digest"], item["reading"]["block"]) == (UNKNOWN_DIGEST, 4)
    gone = {"key": "0123456789", "digest": UNKNOWN_DIGEST, "is_finished": True}
    assert _mark(house.ada, 2, block=9, **gone)["key"] == "0123456789"
    assert len(house.ada.browser.get("/api/modules").json()["items"]) == len(shipped())
    with house.database.unit_of_work() as db:
        found = set(db.exec(select(ReadingMark.module_id)))
    assert found == {"halt", "unknown:0123456789"}


MOMENTS = st.integers(0, 20).map(lambda hours: START + hours * HOUR)
MARKS = st.builds(
    Mark,
    id=st.uuids(),
    digest=st.sampled_from(("a" * 64, "b" * 64)),
    block=st.integers(0, 40),
    is_finished=st.booleans(),
    happened_at=MOMENTS,
    received_at=MOMENTS,
    on_day=st.just(START.date()),
)


@given(st.lists(MARKS, min_size=1, max_size=12, unique_by=lambda one: one.id), st.randoms())
def test_marks_come_to_the_same_in_any_order_and_as_often_as_they_like(
    marks: list[Mark], chance: Any
) -> None:
    arrived = marks + chance.sample(marks, chance.randint(0, len(marks)))
    chance.shuffle(arrived)
    found = reading_of(marks)
    assert reading_of(arrived) == found
    finished = [one for one in marks if one.is_finished]
    assert (found.finished_at is None) == (not finished)
    assert found.began_at <= found.read_at
    # One more mark without an end to it takes nothing back.
    at = START + 99 * HOUR
    later = Mark(new_id(), "c" * 64, 1, False, at, at, at.date())
    after = reading_of([*marks, later])
    assert (after.finished_at, after.block, after.is_held) == (found.finished_at, 1, True)


def test_ids_decide_between_marks_of_the_same_instant() -> None:
    low, high = (Mark(UUID(int=n), "a" * 64, n, False, START, START, START.date()) for n in (1, 2))
    assert reading_of([high, low]) == reading_of([low, high])
    assert reading_of([high, low]).block == 2
