"""What staff read of a client's learning: what was given, what is shared, and nothing else."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import select, update

from app import clock
from app.episodes.models import EpisodeOfCare, Phase
from app.learning.desk_queries import Progress, have_and_finished, progress
from app.learning.models import RecallCard
from app.people.models import SignIn
from tests.support.furniture import series_body
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.learning_desk_furniture import bring, key_of, own_source
from tests.support.learning_furniture import (
    assign,
    came_to,
    en,
    level_modules,
    mark_body,
    reflection_body,
)

HALT, STRESS = key_of("halt"), key_of("stress")
DAY = timedelta(days=1)
AT_MOST = 11
"""Ten, and noting when the viewer was last seen."""


def _read(client: Actor, module_id: str, at: datetime, *, to_the_end: bool = False) -> None:
    body = mark_body(
        key=key_of(module_id), digest=en(module_id).digest, is_finished=to_the_end,
        occurred_at=at.isoformat(),
    )  # fmt: skip
    assert client.browser.put(f"/api/reading-marks/{fresh_id()}", json=body).status_code == 200


def _page(by: Actor, client: Actor) -> dict[str, Any]:
    answer = by.browser.get(f"/api/clients/{client.id}/modules")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def _write(client: Actor, words: str, shared_with: str, **other: Any) -> str:
    written = fresh_id()
    body = reflection_body(
        words=words, shared_with=shared_with, occurred_at=clock.utc_now().isoformat()
    )
    assert client.browser.put(f"/api/reflections/{written}", json=body | other).is_success
    return written


def _kinds(actor: Actor) -> list[str]:
    return [item["kind"] for item in actor.browser.get("/api/notices").json()["items"]]


def test_how_far_somebody_is_counts_from_the_day_they_were_given_it() -> None:
    at = clock.at_wall_time(date(2026, 11, 2), time(23), ZONE)
    day = clock.local_day(at, ZONE)
    assert progress([(at - DAY, True)], at, ZONE) == Progress()
    assert progress([(at - DAY, True), (at, False)], at, ZONE) == Progress("begun", day)
    marks = [(at + 2 * DAY, True), (at + DAY, True), (at, False)]
    assert progress(marks, at, ZONE) == Progress("finished", day, day + DAY)


def test_staff_see_what_was_given_and_not_what_a_client_reads_unasked(house: House) -> None:
    now = clock.utc_now()
    _read(house.ada, "halt", now - 3 * DAY, to_the_end=True)  # unasked, and then it is given
    _read(house.ada, "medicine-for-opioids", now - DAY, to_the_end=True)
    for module_id in ("halt", "stress", "sleep"):
        assign(house, house.ada, module_id, assigned_at=now - 2 * DAY)
    _read(house.ada, "stress", now - DAY)
    _read(house.ada, "sleep", now - DAY)
    _read(house.ada, "sleep", now, to_the_end=True)
    said = {one["key"]: one for one in _page(house.bea, house.ada)["items"]}
    assert {key: one["state"] for key, one in said.items()} == {
        HALT: "not_begun", STRESS: "begun", key_of("sleep"): "finished"
    }  # fmt: skip
    assert said[HALT]["finished_on"] is None
    finished = said[key_of("sleep")]
    assert (finished["begun_on"], finished["finished_on"]) == (
        str(clock.local_day(now - DAY, ZONE)), str(clock.local_day(now, ZONE)),
    )  # fmt: skip
    assert house.cleo.browser.get(f"/api/clients/{house.ada.id}/modules").status_code == 404


def test_what_is_read_before_its_week_is_the_clients_and_counts_for_nobody(house: House) -> None:
    now = clock.utc_now()
    bring(house, "sleep", "halt", "stress")
    today = clock.local_day(now, ZONE)
    came_to(house, house.ada, ("Level 1", clock.start_of_day(today - 8 * DAY, ZONE)))
    for module_id in ("sleep", "halt", "stress"):  # the second week began yesterday
        _read(house.ada, module_id, now - 3 * DAY, to_the_end=True)
    _read(house.ada, "stress", now)
    states = {one["key"]: one["state"] for one in _page(house.bea, house.ada)["items"]}
    assert states == {key_of("sleep"): "finished", HALT: "not_begun", STRESS: "not_begun"}
    _read(house.ada, "halt", now)
    with house.database.unit_of_work() as db:
        have, finished = have_and_finished(db, [house.ada.id], now)
    assert (set(have), set(finished)) == ({"sleep", "halt"}, {"sleep"})
    states = {one["key"]: one["state"] for one in _page(house.bea, house.ada)["items"]}
    assert states[HALT] == "begun"


def test_a_shared_reflection_is_read_by_whom_it_is_for_and_the_client_is_told(house: House) -> None:
    mine = _write(house.ada, "Only mine", "nobody", prompt_id="r1")
    shared = _write(house.ada, "For the team", "team", prompt_id="r2")
    path = f"/api/clients/{house.ada.id}/reflections"
    for by, written in ((house.bea, mine), (house.cleo, shared), (house.bea, fresh_id())):
        assert by.browser.put(f"{path}/{written}/reading", json={}).status_code == 404
    page = _page(house.bea, house.ada)
    assert [(one["words"], one["read_at"]) for one in page["shared"]] == [("For the team", None)]
    assert "Only mine" not in str(page)
    listed = house.bea.browser.get("/api/shared-reflections").json()
    assert (listed["items"], listed["unread"]) == (page["shared"], 1)
    none: dict[str, Any] = {"items": [], "unread": 0, "unread_of": []}
    assert house.cleo.browser.get("/api/shared-reflections").json() == none
    # How much waits, and from whom, is no look at anybody's record.
    before = house.count("audit_event")
    waits = house.bea.browser.get("/api/shared-reflections?unread=true").json()
    of_ada = {"client_id": str(house.ada.id), "client_name": "Ada", "unread": 1}
    assert waits == none | {"unread": 1, "unread_of": [of_ada]}
    assert house.count("audit_event") == before
    for line in (None, None, "Thank you", "Thank you"):
        put = house.bea.browser.put(f"{path}/{shared}/reading", json={"line": line})
        assert put.status_code == 204
    assert _kinds(house.ada).count("reflection_read") == 2  # the look, and the line
    found = house.bea.browser.get("/api/shared-reflections").json()
    assert (found["items"][0]["line"], found["unread"], found["unread_of"]) == ("Thank you", 0, [])
    _write(house.ada, "For the team", "nobody", prompt_id="r2")
    assert _page(house.bea, house.ada)["shared"] == []
    assert house.bea.browser.put(f"{path}/{shared}/reading", json={}).status_code == 404


def test_figures_are_told_of_enough_people_alone(house: House) -> None:
    now = clock.utc_now()
    clients = [house.ada, *(house.client_of(house.bea, f"Client {one}") for one in range(9))]
    series_id = house.bea.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    with house.database.unit_of_work() as db:
        for number, client in enumerate(clients):
            row = RecallCard(
                client_id=client.id, module_id="sleep", card_id="c1", digest=en("sleep").digest,
                introduced_at=now, introduced_on=now.date(), due_on=now.date(), reviews=2,
                forgotten=number % 2,
            )  # fmt: skip
            db.add(row)
    for client in clients:
        path = f"/api/appointment-series/{series_id}/participants/{client.id}"
        assert house.bea.browser.put(path, json={}).status_code == 204
        assign(house, client, "halt", assigned_at=now - DAY)
    group = f"/api/groups/{series_id}/modules"
    for done, told in ((0, None), (4, None), (5, 5)):
        for client in clients[max(0, done - 1) if done == 5 else 0 : done]:
            _read(client, "halt", now, to_the_end=True)
        found = house.edda.browser.get("/api/learning-figures").json()
        of_halt = next(one for one in found["items"] if one["key"] == HALT)
        assert (of_halt["assigned"], of_halt["finished"]) == (10, told), done
        (of_group,) = house.bea.browser.get(group).json()["items"]
        assert (of_group["assigned"], of_group["finished"]) == (10, told), done
    (hard,) = found["hard_cards"]
    assert (hard["people"], hard["share_forgotten"], hard["key"]) == (10, 0.5, key_of("sleep"))
    browsed = house.bea.browser.get("/api/curriculum").json()
    halt = next(one for one in browsed["items"] if one["key"] == HALT)
    assert (halt["assigned"], halt["finished"], halt["id"]) == (10, 5, "halt")
    assert house.bea.browser.get(group).json()["hard_cards"] == found["hard_cards"]
    # With one in it whom Bea does not see, the rest could be reckoned by leaving out her own.
    path = f"/api/appointment-series/{series_id}/participants/{house.dov.id}"
    assert house.cleo.browser.put(path, json={}).status_code == 204
    told_now = house.bea.browser.get(group).json()
    assert (told_now["items"][0]["finished"], told_now["hard_cards"]) == (None, [])
    assert {one["code"] for one in browsed["topics"]} >= set(halt["topics"])


def test_the_desk_asks_at_most_ten_times_and_no_more_for_more(house: House) -> None:
    house.edda.browser.put("/api/own-modules", json={"source": own_source()})
    bring(house, "sleep", "halt")
    series_id = house.bea.browser.post("/api/appointment-series", json=series_body()).json()["id"]

    def fill(client: Actor) -> None:
        path = f"/api/appointment-series/{series_id}/participants/{client.id}"
        house.bea.browser.put(path, json={})
        assign(house, client, "stress")
        _read(client, "stress", clock.utc_now(), to_the_end=True)
        _write(client, "Shared", "team", prompt_id="r1")

    fill(house.ada)
    paths = (
        "/api/curriculum", f"/api/curriculum/{HALT}", "/api/learning-figures",
        f"/api/groups/{series_id}/modules", f"/api/clients/{house.ada.id}/modules",
        "/api/shared-reflections",
    )  # fmt: skip
    for path in paths:
        house.bea.browser.get(path)  # own texts are read once
    few = [_asked(house, path) for path in paths]
    for number in range(3):
        fill(house.client_of(house.bea, f"Client {number}"))
    _write(house.ada, "More", "team", prompt_id="r2")
    assign(house, house.ada, "money")
    assert [_asked(house, path) for path in paths] == few
    assert max(few) <= AT_MOST, dict(zip(paths, few, strict=True))


def _asked(house: House, path: str) -> int:
    with house.database.unit_of_work() as db:
        db.exec(update(SignIn).values(last_seen_at=clock.utc_now() - timedelta(minutes=2)))
    with house.statements() as seen:
        assert house.bea.browser.get(path).status_code == 200
    return len(seen)


def test_of_what_levels_bring_the_figures_count_whoever_is_still_in_treatment(house: House) -> None:
    now = clock.utc_now()
    for client in (house.ada, house.dov):
        came_to(house, client, ("Level 1", now - 9 * DAY))
    level_modules(house, level_1=[("sleep", 1)])
    assign(house, house.dov, "halt")
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == house.dov.id)).one()
        stay.phase, stay.level = Phase.aftercare, None
        db.add(stay)
        db.flush()
        have, _ = have_and_finished(db, [house.ada.id, house.dov.id], now)
    assert (have["sleep"], have["halt"]) == ({house.ada.id}, {house.dov.id})
