"""Boards: figures of five at least for the centre, names for a client's own team."""

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from app import clock
from app.access.models import Action, AuditEvent, Data
from app.boards.counting import hours, pathway
from app.episodes.models import EpisodeOfCare, Phase
from app.ids import new_id
from app.people.models import Role
from app.programs.design import plain_design
from app.programs.models import Programme
from tests.support.booking_furniture import at
from tests.support.furniture import meeting, series_body
from tests.support.house import Actor, House


def board(actor: Actor) -> dict[str, Any]:
    answer = actor.browser.get("/api/boards")
    assert answer.status_code == 200, answer.json()
    found: dict[str, Any] = answer.json()
    return found


def test_figures_of_fewer_than_five_are_not_told_and_more_come_in_fives() -> None:
    counts = pathway([("Evening", Phase.treatment)] * 9 + [("Evening", Phase.alumni)] * 4)
    assert [(one.phase, one.people) for one in counts] == [("treatment", 5), ("alumni", None)]
    design = plain_design("Level 1")
    level = design.level("Level 1")
    assert level is not None
    people: list[UUID] = [new_id() for _ in range(12)]
    floor = round(level.hours_floor * 60)
    most = {one: floor for one in people[:7]}
    found = hours(dict.fromkeys(people, level), most, set(people))
    assert (found.within, found.under, found.over) == (5, 5, None)
    found = hours(dict.fromkeys(people, level), dict.fromkeys(people, floor), set(people))
    assert (found.within, found.under) == (None, None)


def test_a_provider_sees_own_clients_by_name_and_no_figures(house: House) -> None:
    monday = at(-at(0, 12).weekday(), 12)
    meeting(house, monday, house.ada, house.dov)
    hal = house.client_of(house.bea, "Hal", phase=Phase.alumni)
    found = board(house.bea)
    assert found["centre"] is None
    rows = {row["name"]: row for row in found["own"]}
    assert set(rows) == {"Ada", "Gus"}
    assert (rows["Ada"]["phase"], rows["Ada"]["minutes"]) == ("treatment", 60)
    assert (rows["Gus"]["floor"], rows["Gus"]["is_silent"]) == (None, False)
    assert str(hal.id) not in str(found)
    assert [row["name"] for row in board(house.cleo)["own"]] == ["Dov"]


def test_an_administrator_sees_figures_and_nobody(house: House) -> None:
    people = [house.client_of(house.bea, f"Client {n}") for n in range(4)]
    with house.database.unit_of_work() as db:
        programme = db.get_one(Programme, house.programme_id)
        programme.name = "=1+1"
        db.add(programme)
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == people[0].id)).one()
        stay.opened_at -= timedelta(days=3)
        db.add(stay)
    series = house.bea.browser.post("/api/appointment-series", json=series_body()).json()["id"]
    for one in (house.ada, *people):
        house.bea.browser.put(f"/api/appointment-series/{series}/participants/{one.id}", json={})
    found = board(house.edda)
    assert found["own"] is None
    centre = found["centre"]
    assert centre["pathway"] == [
        {"programme": "=1+1", "phase": "treatment", "people": 5},
        {"programme": "=1+1", "phase": "alumni", "people": None},
    ]
    assert [(one["title"], one["people"]) for one in centre["groups"]] == [("Evening group", 5)]
    file = house.edda.browser.get("/api/boards/centre.csv").text
    sheet = list(csv.reader(io.StringIO(file)))
    assert sheet[0][0].startswith("42 CFR part 2 prohibits")
    assert ["pathway", "'=1+1", "treatment", "5", ""] in sheet
    for name in ("Ada", "Dov", "Gus", *(one.name for one in people)):
        assert name not in file
        assert name not in str(found)


def test_who_took_figures_out_and_when_is_noted_and_in_nobodys_record(house: House) -> None:
    for who in (house.ada, house.bea, house.fay):
        assert who.browser.get("/api/boards/centre.csv").status_code == 403
    assert house.count("audit_event") == 0
    before = clock.utc_now()
    assert house.edda.browser.get("/api/boards/centre.csv").status_code == 200
    with house.database.unit_of_work() as db:
        event = db.exec(select(AuditEvent)).one()
    assert (event.actor_id, event.action, event.data) == (
        house.edda.id, Action.viewed, Data.profile,
    )  # fmt: skip
    assert before <= event.at <= clock.utc_now()
    assert house.count("audit_subject") == 0
    assert house.ada.browser.get("/api/record-access").json() == {"items": []}


def test_figures_that_cannot_be_noted_are_not_given(house: House) -> None:
    with house.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit_event RENAME TO audit_event_gone"))
    assert house.edda.browser.get("/api/boards/centre.csv").status_code == 500


def test_boards_ask_the_database_a_few_times_however_many_there_are(house: House) -> None:
    both = house.person("Both", Role.provider, Role.administrator)
    counts = []
    for round_of in range(2):
        for n in range(3):
            house.client_of(both, f"More {round_of} {n}")
        with house.statements() as seen:
            board(both)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 16
