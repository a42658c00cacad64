"""Points over HTTP: whose they are, what earns them, and what people do with them by hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response
from sqlmodel import select

from app.appointments.models import Attendance, Participation
from app.care_records.monitoring.models import (
    Certainty,
    MonitoringOrder,
    MonitoringResult,
    Purpose,
    Specimen,
)
from app.episodes.models import EpisodeOfCare
from app.learning.curriculum import shipped
from app.learning.models import ReadingMark
from tests.support.furniture import meeting
from tests.support.house import Actor, House, fresh_id
from tests.support.learning_furniture import assign
from tests.support.reward_furniture import (
    LONG_AGO,
    add_fund,
    add_line,
    add_rules,
    bowl,
    furnish_rewards,
    give_points,
    here_since,
    rules_body,
)

FIRST = datetime(2026, 2, 2, 17, tzinfo=UTC)
DAY = timedelta(days=1)
WHY = "The bus was late"


def _session(house: House, client: Actor, day: int, mark: Attendance) -> str:
    session = meeting(house, FIRST + day * DAY, client, provider_id=house.bea.id)
    _mark(house, client, session, mark)
    return session


def _mark(house: House, client: Actor, session: str, mark: Attendance | None) -> None:
    with house.database.unit_of_work() as db:
        place = db.get_one(Participation, (UUID(session), client.id))
        place.attendance = mark
        db.add(place)


def _own(client: Actor) -> dict[str, Any]:
    answer = client.browser.get("/api/points")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def _seen(counselor: Actor, client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = counselor.browser.get(f"/api/clients/{client.id}/points").json()
    return found


def _put(counselor: Actor, client: Actor, path: str, body: dict[str, Any]) -> Response:
    return counselor.browser.put(f"/api/clients/{client.id}/{path}", json=body)


def _points(found: dict[str, Any]) -> list[tuple[str, int]]:
    return [(entry["kind"], entry["points"]) for entry in reversed(found["entries"])]


def _code(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_who_may_not_see_a_client_gets_the_answer_for_nothing(house: House) -> None:
    ids = furnish_rewards(house, house.ada)
    for who, status in ((house.cleo, 404), (house.dov, 403), (house.edda, 403), (house.fay, 403)):
        path = f"prizes/{ids['prize_id']}/handing-out"
        answers = (
            who.browser.get(f"/api/clients/{house.ada.id}/points"),
            _put(who, house.ada, f"point-corrections/{fresh_id()}", {"points": 1, "line": WHY}),
            _put(who, house.ada, path, {"is_handed_out": True}),
        )
        assert {answer.status_code for answer in answers} == {status}, who.name
    of_ada = f"prizes/{ids['prize_id']}/handing-out"
    assert _put(house.bea, house.gus, of_ada, {"is_handed_out": True}).status_code == 404
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.ada.id)).one()
        stay.ended_at = LONG_AGO + 300 * DAY
        db.add(stay)
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}/points").status_code == 404
    assert _own(house.ada)["points"] == 498, "what was earned stays readable"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("point-corrections/{}", {"points": 0, "line": WHY}),
        ("point-corrections/{}", {"points": 1001, "line": WHY}),
        ("point-corrections/{}", {"points": "3", "line": WHY}),
        ("point-corrections/{}", {"points": 3, "line": " "}),
        ("point-corrections/{}", {"points": 3}),
        ("prizes/{}/handing-out", {"is_handed_out": "yes"}),
        ("prizes/{}/cancellation", {}),
    ],
)
def test_what_does_not_fit_is_refused(house: House, path: str, body: dict[str, Any]) -> None:
    answer = _put(house.bea, house.ada, path.format(fresh_id()), body)
    assert _code(answer) == (422, "invalid")


def test_a_programme_has_none_until_it_turns_them_on(house: House) -> None:
    here_since(house, house.ada)
    _session(house, house.ada, 1, Attendance.attended)
    found = _own(house.ada)
    assert (found["rules"], found["points"], found["entries"]) == (None, 0, [])
    assert _code(house.ada.browser.put(f"/api/draws/{fresh_id()}", json={})) == (409, "no_draws")
    body = {"points": 3, "line": WHY}
    answer = _put(house.bea, house.ada, f"point-corrections/{fresh_id()}", body)
    assert _code(answer) == (409, "no_points_here")
    add_rules(house, FIRST + 3 * DAY)
    _session(house, house.ada, 4, Attendance.attended)
    assert _points(_own(house.ada)) == [("earned", 2)], "nothing counts from before the rules"
    add_rules(house, FIRST + 6 * DAY, rules=None)
    _session(house, house.ada, 8, Attendance.attended)
    found = _own(house.ada)
    assert (found["rules"], found["points"]) == (None, 2), "and nothing from after them"


def test_sessions_earn_by_their_row_once_however_many_look_at_once(house: House) -> None:
    here_since(house, house.ada)
    add_rules(house)
    for day, mark in enumerate(["attended", "late", "excused", "attended", "missed", "attended"]):
        _session(house, house.ada, day, Attendance(mark))
    _session(house, house.dov, 1, Attendance.attended)
    looks = [lambda: _own(house.ada), lambda: _seen(house.bea, house.ada)] * 6
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda look: look(), looks))
    wanted = [("earned", 2), ("earned", 3), ("earned", 4), ("reset", 0), ("earned", 2)]
    assert [_points(one) for one in found] == [wanted] * 12
    assert (found[0]["in_a_row"], found[0]["next_points"]) == (1, 3)
    assert house.count("reward_entry") == 5


def test_what_was_earned_stays_when_a_mark_changes_and_is_shown_to_have_changed(
    house: House,
) -> None:
    here_since(house, house.ada)
    add_rules(house)
    first = _session(house, house.ada, 1, Attendance.attended)
    second = _session(house, house.ada, 2, Attendance.missed)
    assert _points(_own(house.ada)) == [("earned", 2), ("reset", 0)]
    _mark(house, house.ada, first, None)
    _mark(house, house.ada, second, Attendance.attended)
    found = _seen(house.bea, house.ada)
    assert _points(found) == [("earned", 2), ("reset", 0), ("earned", 2)]
    assert [entry["is_changed"] for entry in reversed(found["entries"])] == [True, True, False]


def test_modules_count_that_were_given_and_are_finished_and_no_others(house: House) -> None:
    here_since(house, house.ada)
    add_rules(house)
    for module_id in ("halt", "sleep", "stress"):
        _finish(house, house.ada, module_id, is_finished=module_id != "sleep")
    for module_id in ("halt", "sleep"):
        assign(house, house.ada, module_id, assigned_at=FIRST)
    found = _seen(house.bea, house.ada)
    assert [(entry["for_what"], entry["points"]) for entry in found["entries"]] == [("module", 5)]
    assert not {"halt", "sleep", "stress"} & set(str(found).split("'"))
    assign(house, house.ada, "stress", assigned_at=FIRST + 9 * DAY)
    assert _own(house.ada)["points"] == 10, "one read ahead counts when it is given"


def _finish(house: House, client: Actor, module_id: str, *, is_finished: bool = True) -> None:
    text = next(iter(shipped()[module_id].texts.values()))
    at = FIRST + 2 * DAY
    row = ReadingMark(
        client_id=client.id, id=UUID(fresh_id()), module_id=module_id, digest=text.digest,
        block=1, is_finished=is_finished, on_day=at.date(), occurred_at=at, happened_at=at,
        received_at=at, content_hash="0" * 64,
    )  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(row)


def test_a_test_result_earns_only_where_the_rules_say_so_and_never_tells_what_is_not_shown_yet(
    house: House,
) -> None:
    here_since(house, house.ada)
    add_rules(house)
    _tested(house, house.ada, 1, cocaine="negative")
    assert _own(house.ada)["points"] == 0
    results = {"points": 7, "substances": ["cocaine", "methamphetamine"]}
    add_rules(house, FIRST + 2 * DAY, rules=rules_body(results=results))
    _tested(house, house.ada, 3, cocaine="positive")
    _tested(house, house.ada, 4, cocaine="not_clear")
    _tested(house, house.ada, 5, opioids="negative")
    _tested(house, house.ada, 6, on_timeline=False, cocaine="negative")
    _tested(house, house.ada, 7, Specimen.self_report, cocaine="negative")
    _tested(house, house.dov, 7, cocaine="negative")
    assert _own(house.ada)["points"] == 0
    order = _tested(house, house.ada, 8, cocaine="negative", opioids="positive")
    _found(house, house.ada, order, 8, cocaine="negative")
    assert _points(_own(house.ada)) == [("earned", 7)], "one test, however many results"


def _tested(
    house: House, client: Actor, day: int, specimen: Specimen = Specimen.urine, *,
    on_timeline: bool = True, **found: str,
) -> UUID:  # fmt: skip
    at = FIRST + day * DAY
    row = MonitoringOrder(
        client_id=client.id, specimen=specimen, panel=list(found),
        purpose=Purpose.adjust_treatment, due_from=at.date(), due_until=at.date(),
        on_timeline=on_timeline, ordered_by=house.bea.id, ordered_at=at,
    )  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(row)
    _found(house, client, row.id, day, **found)
    return row.id


def _found(house: House, client: Actor, order_id: UUID, day: int, **found: str) -> None:
    at = FIRST + day * DAY
    findings = [{"substance": name, "result": result} for name, result in found.items()]
    row = MonitoringResult(
        client_id=client.id, order_id=order_id, specimen=Specimen.urine, findings=findings,
        certainty=Certainty.screen, taken_at=at, entered_at=at, content_hash="0" * 64,
    )  # fmt: skip
    with house.database.unit_of_work() as db:
        db.add(row)


def test_a_correction_has_a_reason_happens_once_and_never_takes_more_than_there_is(
    house: House,
) -> None:
    give_points(house, house.ada, add_rules(house), 5)
    path = f"point-corrections/{fresh_id()}"
    for _ in range(2):
        answer = _put(house.bea, house.ada, path, {"points": -3, "line": WHY})
        assert (answer.status_code, answer.json()["points"]) == (200, 2)
    other = _put(house.bea, house.ada, path, {"points": -2, "line": WHY})
    assert _code(other) == (422, "op_reused")
    less = _put(
        house.bea, house.ada, f"point-corrections/{fresh_id()}", {"points": -3, "line": WHY}
    )
    assert _code(less) == (409, "not_enough_points")
    newest = _own(house.ada)["entries"][0]
    assert (newest["by"], newest["line"], newest["points"]) == ("Bea", WHY, -3)


def test_a_prize_is_handed_out_once_and_taken_back_only_with_a_reason(house: House) -> None:
    ids = furnish_rewards(house, house.ada)
    path = f"prizes/{ids['prize_id']}/handing-out"

    def state() -> str:
        entries = _own(house.ada)["entries"]
        return str(next(one["prize"] for one in entries if one["id"] == ids["prize_id"]))

    with ThreadPoolExecutor(10) as pool:
        said = [{"is_handed_out": True}] * 10
        answers = list(pool.map(lambda body: _put(house.bea, house.ada, path, body), said))
    assert {answer.status_code for answer in answers} == {200}
    kinds = [entry["kind"] for entry in _own(house.ada)["entries"]]
    assert (kinds.count("handed_out"), state()) == (1, "handed_out")
    cancellation = f"prizes/{ids['prize_id']}/cancellation"
    answer = _put(house.bea, house.ada, cancellation, {"line": WHY})
    assert _code(answer) == (409, "already_handed_out")
    silent = _put(house.bea, house.ada, path, {"is_handed_out": False})
    assert _code(silent) == (422, "reason_needed")
    assert _put(house.bea, house.ada, path, {"is_handed_out": False, "line": WHY}).is_success
    assert state() == "waiting"
    assert _put(house.bea, house.ada, path, {"is_handed_out": True}).is_success
    assert state() == "handed_out"


def test_a_cancelled_prize_gives_its_points_back_and_is_not_handed_out(house: House) -> None:
    ids = furnish_rewards(house, house.ada)
    before = _own(house.ada)
    for _ in range(2):
        answer = _put(house.bea, house.ada, f"prizes/{ids['prize_id']}/cancellation", {"line": WHY})
        assert answer.status_code == 200
    after = _own(house.ada)
    assert after["points"] == before["points"] + 1
    assert after["fund"]["left_cents"] == before["fund"]["left_cents"] + 500
    path = f"prizes/{ids['prize_id']}/handing-out"
    assert _put(house.bea, house.ada, path, {"is_handed_out": True}).status_code == 404


def test_a_year_of_it_takes_as_many_questions_as_a_day(house: House) -> None:
    def questions() -> tuple[int, int]:
        with house.statements() as own:
            _own(house.ada)
        with house.statements() as seen:
            _seen(house.bea, house.ada)
        return len(own), len(seen)

    here_since(house, house.ada)
    fund = add_fund(house, 750)
    draws = {"cost": 2, "bowl": bowl(small=(1, 100))}
    scheme = add_rules(house, fund_id=fund, rules=rules_body(draws=draws))
    _session(house, house.ada, 0, Attendance.attended)
    add_line(house, house.ada, scheme, fund_id=fund, by=house.bea.id)
    _own(house.ada)
    before = questions()
    for day in range(1, 25):
        _session(house, house.ada, day, Attendance.attended)
        add_line(house, house.ada, scheme, fund_id=fund, by=house.bea.id)
    _own(house.ada)
    assert questions() == before
    assert max(before) <= 17
