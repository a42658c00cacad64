"""A sitting with questionnaires: what is refused, what is kept, and that it is all or nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from sqlmodel import col, select

from app import clock
from app.check_ins.models import CheckIn, FormResponse
from app.episodes.models import EpisodeOfCare
from app.flags.models import Flag, Task
from tests.support.forms import BAM_IOP, GAD_7, PHQ_9, form, staff_form
from tests.support.house import ZONE, Actor, House, check_in, fresh_id

SCREENER = {key: staff_form()[key] for key in ("instrument", "language", "wording")} | {
    "version": 1, "recall": "P1M", "answers": {"1": 0, "2": 0, "6": 0}, "due_on": None,
}  # fmt: skip
REFUSED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("no_such_form", form("phq-9", PHQ_9) | {"instrument": "phq-10"}),
    ("no_such_form", form("daily", {"mood": 4})),
    ("form_for_staff", SCREENER),
    ("wrong_recall", form("phq-9", PHQ_9, recall="P30D")),
    ("wrong_recall", form("bam-iop", BAM_IOP, recall="P30D")),
    ("wrong_recall", form("phq-9", PHQ_9, recall=None)),
    ("answer_outside_form", form("phq-9", PHQ_9 | {"1": 4})),
    ("answer_outside_form", form("bam-iop", BAM_IOP | {"2": 8})),
    ("answer_outside_form", form("bam-iop", BAM_IOP | {"14": 1})),
    ("answer_to_skipped_item", form("bam-iop", BAM_IOP | {"5": 2})),
    ("answer_to_skipped_item", form("bam-iop", BAM_IOP | {"7E": 1})),
    ("unknown_item", form("phq-9", PHQ_9 | {"11": 1})),
    ("invalid", form("phq-9", PHQ_9 | {"1": "2"})),
    ("invalid", form("phq-9", PHQ_9 | {"1": True})),
    ("invalid", form("phq-9", PHQ_9 | {"1": -1})),
    ("invalid", form("phq-9", PHQ_9, wording="x")),
    ("invalid", form("phq-9", PHQ_9, scores={"total": 1})),
)


def _put(
    actor: Actor, *forms: dict[str, Any], check_in_id: str | None = None, **other: Any
) -> Response:
    body = check_in() | {"forms": list(forms)} | other
    return actor.browser.put(f"/api/check-ins/{check_in_id or fresh_id()}", json=body)


def test_what_cannot_be_taken_keeps_nothing_of_the_sitting(house: House) -> None:
    good = form("who-5", dict.fromkeys("12345", 3))
    for code, bad in REFUSED:
        answer = _put(house.ada, good, bad)
        assert (answer.status_code, answer.json()["code"]) == (422, code), bad
    for table in ("check_in", "form_response", "task", "flag"):
        assert house.count(table) == 0


def test_the_same_form_twice_in_one_sitting_is_refused(house: House) -> None:
    answer = _put(house.ada, form("phq-9", PHQ_9), form("phq-9", PHQ_9 | {"1": 2}))
    assert (answer.status_code, answer.json()["code"]) == (422, "form_twice")
    assert house.count("check_in") == 0


def test_a_sitting_without_any_answer_is_refused(house: House) -> None:
    for forms in ([], [form("phq-9", {})]):
        answer = _put(house.ada, *forms, answers=None)
        assert (answer.status_code, answer.json()["code"]) == (422, "nothing_answered")
    assert house.count("check_in") == 0


def test_a_day_that_has_not_come_yet_is_refused_with_a_sentence(house: House) -> None:
    today = clock.local_day(clock.utc_now(), ZONE)
    for ahead, expected in ((1, 200), (2, 422), (400, 422)):
        answer = _put(house.ada, on_day=(today + timedelta(days=ahead)).isoformat())
        assert answer.status_code == expected
    assert answer.json()["code"] == "day_ahead"
    assert answer.json()["detail"] == "This check-in is about a day that has not come yet."
    assert house.count("check_in") == 1


def test_answers_alone_forms_alone_and_both_are_one_check_in_each(house: House) -> None:
    _put(house.ada)
    said = _put(house.ada, form("gad-7", GAD_7), answers=None).json()
    assert (said["answers"], said["care"]) == (None, None)
    said = _put(house.ada, form("phq-9", PHQ_9), form("gad-7", GAD_7)).json()
    assert [one["instrument"] for one in said["forms"]] == ["gad-7", "phq-9"]
    assert (house.count("check_in"), house.count("form_response"), house.count("task")) == (3, 3, 3)
    assert house.ada.browser.get("/api/check-ins").json()["items"][0] == said


def test_the_client_sees_the_answers_the_score_and_its_band(house: House) -> None:
    [said] = _put(house.ada, form("gad-7", GAD_7 | {"1": 3})).json()["forms"]
    assert said == {
        "instrument": "gad-7", "name": "GAD-7", "complete": True, "missing": [],
        "answers": GAD_7 | {"1": 3}, "scores": {"total": 9},
        "bands": {"total": said["bands"]["total"]}, "late_days": 0,
    }  # fmt: skip
    assert said["bands"]["total"]["text"]


def test_missing_items_are_kept_and_not_scored(house: House) -> None:
    some = {number: 2 for number in "124567"}
    [said] = _put(house.ada, form("gad-7", some)).json()["forms"]
    assert (said["complete"], said["missing"], said["scores"]) == (False, ["3"], {})
    assert said["answers"] == some
    assert house.ada.browser.get("/api/my-scores").json() == {"items": []}


def test_a_form_left_empty_is_not_in_the_sitting(house: House) -> None:
    assert _put(house.ada, form("phq-9", {}), form("gad-7", GAD_7)).status_code == 200
    assert house.count("form_response") == 1


def test_the_bam_iop_has_raw_days_and_no_borrowed_score(house: House) -> None:
    [said] = _put(house.ada, form("bam-iop", BAM_IOP)).json()["forms"]
    assert (said["complete"], said["scores"], said["bands"]) == (True, {}, {})


def test_sent_twice_is_one_sitting_also_after_the_wording_has_changed(house: House) -> None:
    check_in_id, body = fresh_id(), check_in() | {"forms": [form("phq-9", PHQ_9)]}
    path = f"/api/check-ins/{check_in_id}"
    first = house.ada.browser.put(path, json=body)
    with house.database.unit_of_work() as db:
        db.exec(select(FormResponse)).one().wording = "1" * 64
    second = house.ada.browser.put(path, json=body)
    assert (second.status_code, second.json()) == (200, first.json())
    assert second.headers["Idempotent-Replay"] == "true"
    other = house.ada.browser.put(path, json=body | {"forms": [form("phq-9", PHQ_9 | {"9": 2})]})
    assert (other.status_code, other.json()["code"]) == (422, "op_reused")
    assert (house.count("form_response"), house.count("task")) == (1, 1)


def test_ten_at_once_are_one_sitting(house: House) -> None:
    path, body = f"/api/check-ins/{fresh_id()}", check_in() | {"forms": [form("phq-9", PHQ_9)]}
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: house.ada.browser.put(path, json=body), range(10)))
    assert {answer.status_code for answer in answers} == {200}
    assert (house.count("form_response"), house.count("task")) == (1, 1)


def test_two_phones_about_one_day_are_both_kept_and_both_shown(house: House) -> None:
    second = house.another_browser(house.ada)
    for browser, mood in ((house.ada.browser, 8), (second, 2)):
        body = check_in(mood=mood) | {"forms": [form("barc-10", _barc(4))]}
        assert browser.put(f"/api/check-ins/{fresh_id()}", json=body).status_code == 200
    items = house.ada.browser.get("/api/check-ins").json()["items"]
    assert sorted(item["answers"]["mood"] for item in items) == [2, 8]
    queue = house.bea.browser.get("/api/review-queue").json()["items"]
    assert len(queue) == house.count("form_response") == 2
    due = house.ada.browser.get("/api/check-in-due").json()
    assert "barc-10" not in [one["instrument"] for one in due["forms"]]
    assert due["daily"] is True


def _barc(each: int) -> dict[str, int]:
    return {str(number): each for number in range(1, 11)}


@pytest.mark.parametrize("years", [-1, 1])
def test_a_phone_whose_clock_is_a_year_off_is_believed_as_far_as_can_be(
    house: House, years: int
) -> None:
    now = clock.utc_now()
    shown = now + timedelta(days=365 * years)
    body = check_in(shown, mood=4)
    answer = house.ada.browser.put(
        f"/api/check-ins/{fresh_id()}", json=body, headers={"X-Sent-At": shown.isoformat()}
    )
    said = answer.json()
    assert (answer.status_code, said["time_uncertain"], said["is_late"]) == (200, True, 0)
    assert said["on_day"] == clock.local_day(clock.utc_now(), ZONE).isoformat()
    assert datetime.fromisoformat(said["occurred_at"]) == shown
    with house.database.unit_of_work() as db:
        row = db.exec(select(CheckIn)).one()
    assert abs(row.happened_at - now) < timedelta(minutes=1)
    assert house.count("flag") == 0


def test_minutes_that_a_clock_is_off_do_not_move_the_day(house: House) -> None:
    """Begun before midnight by the phone, sent after it."""
    shown = clock.start_of_day(clock.local_day(clock.utc_now(), ZONE), ZONE)
    day = clock.local_day(shown, ZONE) - timedelta(days=1)
    body = check_in(shown + timedelta(minutes=5)) | {"on_day": day.isoformat()}
    fast = clock.utc_now() + timedelta(minutes=10)
    answer = house.ada.browser.put(
        f"/api/check-ins/{fresh_id()}", json=body, headers={"X-Sent-At": fast.isoformat()}
    )
    said = answer.json()
    assert (said["time_uncertain"], said["on_day"]) == (True, day.isoformat())


def test_about_a_day_long_ago_is_kept_and_seen_to_be_backdated_and_not_urgent(house: House) -> None:
    day = clock.local_day(clock.utc_now(), ZONE) - timedelta(days=40)
    said = _put(house.ada, form("gad-7", GAD_7), on_day=day.isoformat()).json()
    assert (said["on_day"], said["is_late"]) == (day.isoformat(), 40)
    assert said["response"]["urgency"] == "soon"
    [item] = house.bea.browser.get("/api/review-queue").json()["items"]
    assert [flag["code"] for flag in item["flags"]] == ["backdated"]
    with house.database.unit_of_work() as db:
        assert db.exec(select(FormResponse)).one().on_day == day


def test_how_late_a_form_is_counts_from_the_day_it_was_due(house: House) -> None:
    due_on = (clock.local_day(clock.utc_now(), ZONE) - timedelta(days=3)).isoformat()
    [said] = _put(house.ada, form("gad-7", GAD_7, due_on=due_on)).json()["forms"]
    assert said["late_days"] == 3


def test_item_nine_asks_for_somebody_now_whatever_else_is_missing(house: House) -> None:
    said = _put(house.ada, form("phq-9", {"9": 1}), answers=None).json()
    assert said["response"]["urgency"] == "now"
    [item] = house.bea.browser.get("/api/review-queue").json()["items"]
    assert [flag["code"] for flag in item["flags"]] == ["self_harm"]


def test_use_says_how_long_it_had_been_and_a_change_is_seen_against_the_clients_own(
    house: House,
) -> None:
    today = clock.local_day(clock.utc_now(), ZONE)
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.opened_at = stay.admitted_at = clock.utc_now() - timedelta(days=30)
        db.add(stay)
    for ago in range(12, 0, -1):
        body = check_in(craving=1, use="yes" if ago == 12 else "no")
        on_day = (today - timedelta(days=ago)).isoformat()
        house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body | {"on_day": on_day})
    said = _put(house.ada, **check_in(use="yes", craving=6)).json()
    facts = _flags_of(house, said["id"])
    assert facts["use"] == {"days_since_use": 12}
    assert facts["sharp_change"] == {"value": 6, "low": 1, "high": 1, "n": 12}


def _flags_of(house: House, check_in_id: str) -> dict[str, dict[str, Any]]:
    with house.database.unit_of_work() as db:
        about = select(Task.id).where(Task.focus_id == UUID(check_in_id))
        rows = db.exec(select(Flag).where(col(Flag.task_id).in_(about))).all()
    return {row.flag.value: row.facts for row in rows}


def test_scores_over_time_are_the_clients_own_with_the_instruments_bands(house: House) -> None:
    for days, each in ((60, 3), (30, 2), (0, 1)):
        day = clock.local_day(clock.utc_now(), ZONE) - timedelta(days=days)
        _put(house.ada, form("gad-7", dict.fromkeys(GAD_7, each)), on_day=day.isoformat())
    _put(house.dov, form("gad-7", GAD_7))
    [item] = house.ada.browser.get("/api/my-scores").json()["items"]
    assert [point["scores"]["total"] for point in item["points"]] == [21, 14, 7]
    assert (item["name"], list(item["names"])) == ("GAD-7", ["total"])
    assert [(band["least"], band["most"]) for band in item["bands"]] == [
        (0, 4), (5, 9), (10, 14), (15, 21),
    ]  # fmt: skip
