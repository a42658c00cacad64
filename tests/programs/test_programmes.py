"""Programmes: copied from a template, edited by several people, opened and closed."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import Session

from app.errors import NotFound
from app.ids import new_id
from app.programs.queries import design_of, open_programmes, programme
from tests.support.house import House, fresh_id
from tests.support.programme_furniture import TEMPLATE, design_body


def _make(house: House, template: str = TEMPLATE, name: str = "Copy") -> dict[str, Any]:
    answer = house.edda.browser.post("/api/programs", json={"template": template, "name": name})
    assert answer.status_code == 201, answer.json()
    assert answer.headers["ETag"] == '"1"'
    made: dict[str, Any] = answer.json()
    return made


def _put(house: House, made: dict[str, Any], version: str | None = None) -> Response:
    body = {"name": made["name"], "design": made["design"]}
    headers = {"If-Match": f'"{made["version"]}"' if version is None else version}
    path = f"/api/programs/{made['id']}"
    return house.edda.browser.put(path, json=body, headers=headers if version != "" else {})


def _turn(house: House, made: dict[str, Any], way: str, **options: Any) -> Response:
    return house.edda.browser.put(f"/api/programs/{made['id']}/{way}", json={}, **options)


def _now(house: House, made: dict[str, Any]) -> dict[str, Any]:
    now: dict[str, Any] = house.bea.browser.get(f"/api/programs/{made['id']}").json()
    return now


def _refused(answer: Response, status: int, code: str) -> list[str]:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.json()
    return [error["field"] for error in answer.json().get("errors", [])]


def test_what_is_no_template_or_has_a_taken_name_is_not_copied(house: House) -> None:
    _make(house)
    post = house.edda.browser.post
    before = house.count("programme")
    for template, name, status, code in (
        ("nowhere", "Other", 422, "no_such_template"),
        ("../routes", "Other", 422, "invalid"),
        (TEMPLATE, "Copy", 409, "name_taken"),
        (TEMPLATE, " ", 422, "invalid"),
        (TEMPLATE, "a\x00b", 422, "invalid"),
    ):
        answer = post("/api/programs", json={"template": template, "name": name})
        _refused(answer, status, code)
    assert house.count("programme") == before


@pytest.mark.parametrize(
    ("place", "value", "field"),
    [
        ("levels.1.hours_ceiling", 2, "design.levels.1.hours_ceiling"),
        ("levels.0.hours_floor", "nine", "design.levels.0.hours_floor"),
        ("levels.0.hours_floor", True, "design.levels.0.hours_floor"),
        ("levels.0.hours_target", 60, "design.levels.0.hours_target"),
        ("levels.0.individual_a_week", 2.5, "design.levels.0.individual_a_week"),
        ("levels.0.benchmarks.0.at_least", None, "design.levels.0.benchmarks.0.at_least"),
        ("levels.0.benchmarks.0.at_least", 80, "design.levels.0.benchmarks.0.at_least"),
        ("levels.0.benchmarks.0.text.es", " ", "design.levels.0.benchmarks.0.text.es"),
        ("levels.1.code", "level-1", "design.levels.1.code"),
        ("levels.1.name", "Level 1", "design.levels.1.name"),
        ("levels", [], "design.levels"),
        ("groups.0.local_time", "25:00", "design.groups.0.local_time"),
        ("groups.0.local_time", "09:00:30", "design.groups.0.local_time"),
        ("groups.0.local_time", 64800, "design.groups.0.local_time"),
        ("groups.0.days", ["mon", "mon"], "design.groups.0.days"),
        ("groups.0.capacity", 0, "design.groups.0.capacity"),
        ("groups.0.focus", "stress", "design.groups.0.focus"),
        ("groups.0.levels", ["level-9"], "design.groups.0.levels.0"),
        ("groups.0.track", "night", "design.groups.0.track"),
        ("groups.0.instead_of", "learning-day", "design.groups.0.instead_of"),
        ("groups.1.code", "learning-day", "design.groups.1.code"),
        ("services.4.minutes_from", 55, "design.services.4.minutes_from"),
        ("sessions_a_day_choices", [2, 3], "design.sessions_a_day"),
        ("aftercare.steps.0.every_weeks", 0, "design.aftercare.steps.0.every_weeks"),
        ("summary.es", "", "design.summary.es"),
        ("hours_flor", 9, "design.hours_flor"),
    ],
)
def test_what_cannot_be_is_not_saved_and_its_place_is_named(
    house: House, place: str, value: Any, field: str
) -> None:
    made = _make(house)
    at: Any = made["design"]
    *way, last = [int(part) if part.isdigit() else part for part in place.split(".")]
    for part in way:
        at = at[part]
    at[last] = value
    assert field in _refused(_put(house, made), 422, "invalid")
    assert _now(house, made)["version"] == 1


def test_a_change_says_which_version_it_was_made_from(house: House) -> None:
    made = _make(house)
    for version in ("", "*"):
        _refused(_put(house, made, version), 428, "if_match_needed")
    for version in ('"2"', 'W/"1"', "1", '"0", "2"', "x" * 100):
        _refused(_put(house, made, version), 412, "changed_meanwhile")
    _refused(_turn(house, made, "opening", headers={"If-Match": '"9"'}), 412, "changed_meanwhile")
    assert _now(house, made) == made
    missing = house.edda.browser.put(f"/api/programs/{fresh_id()}", json=design_body("Copy"))
    _refused(missing, 404, "not_found")


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_lost(house: House) -> None:
    made = _make(house)
    others = [made | {"name": f"Copy {number}"} for number in range(6)]
    with ThreadPoolExecutor(6) as at_once:
        answers = list(at_once.map(lambda one: _put(house, one), others))
    won = [answer for answer in answers if answer.is_success]
    assert len(won) == 1
    assert won[0].headers["ETag"] == '"2"'
    for answer in answers:
        if answer is not won[0]:
            _refused(answer, 412, "changed_meanwhile")
    assert _now(house, made) == won[0].json()
    theirs = made | {"name": "After reading again", "version": 2}
    assert _put(house, theirs).json()["version"] == 3


def test_a_programme_with_faults_does_not_open(house: House) -> None:
    made = _make(house)
    made["design"]["levels"][0] |= {"hours_floor": 15, "hours_target": None}
    made["design"]["groups"][2]["local_time"] = "09:30"
    saved = _put(house, made)
    assert saved.is_success, saved.json()
    codes = [fault["code"] for fault in saved.json()["check"]["faults"]]
    assert codes == ["floor_out_of_reach", "floor_out_of_reach", "overlap"]
    fields = _refused(_turn(house, made, "opening"), 422, "not_ready")
    assert fields[0] == "design.levels.0.hours_floor"
    assert _now(house, made)["status"] == "draft"


def test_levels_of_a_programme_that_has_been_open_stay(house: House) -> None:
    made = _make(house)
    opened = _turn(house, made, "opening").json()
    assert (opened["status"], opened["version"]) == ("open", 2)
    renamed, fewer = ({**opened, "design": {**opened["design"]}} for _ in range(2))
    first, second = opened["design"]["levels"]
    renamed["design"]["levels"] = [first | {"name": "Level A"}, second]
    _refused(_put(house, renamed), 409, "level_kept")
    fewer["design"]["levels"] = [first]
    fewer["design"]["groups"] = []
    _refused(_put(house, fewer), 409, "level_kept")
    _turn(house, made, "closure")
    _refused(_put(house, fewer | {"version": 3}), 409, "level_kept")
    more = {**opened, "version": 3}
    extra = second | {"code": "level-3", "name": "Level 3", "name_es": "Etapa 3"}
    more["design"] = opened["design"] | {"levels": [first, second, extra], "weeks": None}
    assert _put(house, more).json()["levels"] == ["Level 1", "Level 2", "Level 3"]


def test_an_open_programme_is_not_saved_with_a_new_fault(house: House) -> None:
    made = _make(house)
    opened = _turn(house, made, "opening").json()
    opened["design"]["groups"] = []
    fields = _refused(_put(house, opened), 422, "not_ready")
    assert fields[0] == "design.levels.0.hours_floor"
    # The first programme of a centre is open before it has a timetable: it may grow one.
    plain = _now(house, {"id": str(house.programme_id)})
    assert {fault["code"] for fault in plain["check"]["faults"]} == {"floor_out_of_reach"}
    plain["design"]["notes"] = "We begin small."
    assert _put(house, plain).is_success


def test_a_template_becomes_a_draft_that_opens_and_closes(house: House) -> None:
    made = _make(house, "virtual", "Online")
    assert (made["status"], made["kind"], made["template"]) == ("draft", "virtual", "virtual")
    assert made["check"]["faults"] == []
    assert [line["fits"] for line in made["check"]["hours"]] == [True] * 3
    assert made["design"]["groups"][0]["local_time"] == "10:00"

    def offered() -> list[str]:
        with house.database.unit_of_work() as db:
            return [row.name for row in open_programmes(db)]

    assert offered() == ["Evening programme"]
    first = _turn(house, made, "opening")
    assert first.headers["ETag"] == '"2"'
    assert _turn(house, made, "opening").json() == first.json()
    assert offered() == ["Evening programme", "Online"]
    closed = _turn(house, made, "closure", headers={"If-Match": '"2"'}).json()
    assert (closed["status"], closed["opened_at"]) == ("closed", first.json()["opened_at"])
    assert offered() == ["Evening programme"]
    assert _turn(house, made, "opening").json()["status"] == "open"


def test_a_draft_can_be_put_away_and_its_name_used_again(house: House) -> None:
    made = _make(house)
    assert _turn(house, made, "closure").json()["status"] == "closed"
    _make(house)
    rows = house.edda.browser.get("/api/programs").json()["items"]
    assert [row["status"] for row in rows if row["name"] == "Copy"] == ["closed", "draft"]


def test_a_check_says_the_same_as_a_save_and_saves_nothing(house: House) -> None:
    made = _make(house)
    made["design"]["levels"][0] |= {"hours_floor": 15, "hours_target": None}
    before = house.snapshot()
    body = {"name": "Copy", "design": made["design"]}
    said = house.edda.browser.post("/api/programme-checks", json=body).json()
    assert house.snapshot() == before
    assert said == _put(house, made).json()["check"]
    made["design"]["groups"][0]["levels"] = ["level-9"]
    said = house.edda.browser.post("/api/programme-checks", json=body).json()
    assert [fault["field"] for fault in said["faults"]] == ["design.groups.0.levels.0"]


def test_every_template_can_be_read_copied_and_opened(house: House) -> None:
    desk = house.edda.browser
    items = desk.get("/api/programme-templates").json()["items"]
    assert len(items) >= 9
    for item in items:
        whole = desk.get(f"/api/programme-templates/{item['id']}").json()
        assert {key: whole[key] for key in item} == item
        made = _make(house, item["id"], item["name"]["es"])
        assert made["design"] == whole["design"]
        assert _turn(house, made, "opening").json()["status"] == "open"


def test_the_list_keeps_what_it_always_said(house: House) -> None:
    with house.statements() as seen:
        rows = house.bea.browser.get("/api/programs").json()["items"]
    assert len(seen) <= 4
    assert rows == [
        {
            "id": str(house.programme_id), "name": "Evening programme", "kind": "classic_group",
            "levels": ["Level 1", "Level 2"], "status": "open", "version": 1,
        }
    ]  # fmt: skip


def test_other_rooms_read_programmes_by_query(house: House) -> None:
    def ask(db: Session) -> None:
        found = programme(db, house.programme_id)
        assert design_of(found).level("Level 2") is not None
        with pytest.raises(NotFound):
            programme(db, new_id())

    with house.database.unit_of_work() as db:
        ask(db)
