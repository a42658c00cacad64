"""The way through a stay: referred, assessed, admitted, from step to step, and back again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import update

from app.episodes import queries
from app.episodes.models import EpisodeOfCare
from app.people.models import Language, Person
from app.programs.models import Programme
from tests.episodes.ways import (
    assess,
    begin,
    change_design,
    close_programme,
    code,
    episode,
    stays_of,
    step,
)
from tests.support.house import ZONE, Actor, House, fresh_id
from tests.support.open_door_furniture import wishes_to_return
from tests.support.privacy_furniture import provider_recipient, signs


def test_strangers_take_no_steps_and_learn_nothing(house: House) -> None:
    before = house.snapshot()
    for actor in (house.cleo, house.edda, house.dov, house.fay, house.gus, house.ada):
        for client_id in (house.ada.id, fresh_id()):
            for answer in (
                step(actor, client_id, "treatment", level="Level 2"),
                assess(actor, client_id, fits=False),
                actor.browser.get(f"/api/clients/{client_id}/episode"),
                actor.browser.put(
                    f"/api/clients/{client_id}/sessions-a-day", json={"sessions_a_day": 2}
                ),
                _return(actor, client_id, house),
            ):
                assert code(answer) in {(404, "not_found"), (403, "not_allowed")}
    assert house.snapshot() == before


def test_what_does_not_fit_takes_no_step(house: House) -> None:
    client_id = begin(house, house.bea)
    before = house.snapshot()
    for body in (
        {"phase": "assessment"}, {"phase": "assessment", "why": " "},
        {"phase": "assessment", "why": "x" * 201}, {"phase": "limbo", "why": "x"},
        {"phase": "assessment", "why": "two\nlines"}, {"phase": "assessment", "why": 7},
        {"phase": "treatment", "why": "x", "level": "x" * 121}, {"phase": "x" * 9, "why": "x"},
        {"phase": "assessment", "why": "x", "at": "2026-01-01"},
        {"phase": "treatment", "why": "x", "level": "Level 1", "despite": ""},
    ):  # fmt: skip
        answer = house.bea.browser.post(f"/api/clients/{client_id}/steps", json=body)
        assert code(answer) == (422, "invalid"), body
    for said in ({"fits": "perhaps"}, {"living": "castle"}, {"supports": ["luck"]},
                 {"summary": "x" * 4001}, {"summary": "\x00"}, {"at": "2026-01-01"}):  # fmt: skip
        assert code(assess(house.bea, client_id, **said)) == (422, "invalid"), said
    for cap in (0, 13, -1, 2.5, "2", True):
        path = f"/api/clients/{client_id}/sessions-a-day"
        answer = house.bea.browser.put(path, json={"sessions_a_day": cap})
        assert code(answer) == (422, "invalid"), cap
    assert house.snapshot() == before


def test_a_step_that_cannot_follow_is_refused_by_name(house: House) -> None:
    client_id = begin(house, house.bea)
    before = house.snapshot()
    for phase, other, why in (
        ("referral", {}, (409, "move_not_allowed")),
        ("aftercare", {"outcome": "completed"}, (409, "move_not_allowed")),
        ("alumni", {}, (409, "move_not_allowed")),
        ("referral", {"outcome": "completed"}, (409, "move_not_allowed")),
        ("treatment", {"level": "Level 9"}, (422, "no_such_level")),
        ("treatment", {"level": None}, (422, "no_such_level")),
    ):
        assert code(step(house.bea, client_id, phase, **other)) == why, phase
    assert code(step(house.bea, house.ada.id, "treatment")) == (409, "same_level")
    assert code(assess(house.bea, client_id, level="Level 9")) == (422, "no_such_level")
    assert _without_trail(house.snapshot()) == _without_trail(before)


def _without_trail(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    return {table: found for table, found in rows.items() if not table.startswith("audit")}


def test_a_programme_that_is_not_open_takes_nobody(house: House) -> None:
    referred = begin(house, house.bea)
    close_programme(house)
    before = house.count("person")
    body = {"name": "Hal", "programme_id": str(house.programme_id), "time_zone": ZONE}
    for phase in ("referral", "treatment"):
        answer = house.bea.browser.post("/api/clients", json=body | {"phase": phase})
        assert code(answer) == (409, "programme_not_open")
    assert house.count("person") == before
    assert code(step(house.bea, referred, "treatment")) == (409, "programme_not_open")
    # Whoever is there already goes on.
    assert step(house.bea, house.ada.id, "treatment", level="Level 2").status_code == 201


def test_from_referral_to_alumni_every_step_says_who_when_and_why(house: House) -> None:
    client_id = begin(house, house.bea, why="Her doctor called")
    assert episode(house.bea, client_id)["level"] is None
    for phase, other in (
        ("assessment", {}),
        ("treatment", {}),
        ("treatment", {"level": "Level 2"}),
        ("treatment", {"level": "Level 1"}),
        ("aftercare", {"outcome": "completed"}),
        ("alumni", {}),
    ):
        answer = step(house.bea, client_id, phase, why=f"To {phase}", **other)
        assert answer.status_code == 201
    found = answer.json()
    assert [(each["phase"], each["level"], each["outcome"]) for each in found["steps"]] == [
        ("referral", None, None), ("assessment", None, None), ("treatment", "Level 1", None),
        ("treatment", "Level 2", None), ("treatment", "Level 1", None),
        ("aftercare", "Level 1", "completed"), ("alumni", "Level 1", None),
    ]  # fmt: skip
    assert [each["why"] for each in found["steps"]][:2] == ["Her doctor called", "To assessment"]
    assert {each["by"] for each in found["steps"]} == {"Bea"}
    times = [each["at"] for each in found["steps"]]
    assert times == sorted(times)
    assert (found["admitted_at"], found["opened_at"]) == (times[2], times[0])
    assert (found["outcome"], found["ended_at"]) == ("completed", None)
    assert found["moves"] == [{"phase": "alumni", "outcome": "left", "ends": True, "admits": False}]
    # An alumna shows nothing until she signs for it, and can still come back.
    assert house.bea.browser.get(f"/api/clients/{client_id}/episode").status_code == 404
    former = house.bea.browser.get("/api/former-clients").json()["items"]
    assert [(each["id"], each["ended_at"], each["outcome"]) for each in former] == [
        (str(house.gus.id), None, None), (client_id, None, None),
    ]  # fmt: skip


CONCERNED = {
    "fits": False, "living": "risky_home", "detox": "referred", "substance_free": False,
    "needs_more_care": True,
}  # fmt: skip


def test_concerns_are_shown_and_people_decide_with_a_reason(house: House) -> None:
    change_design(house, must_be_substance_free=True)
    client_id = begin(house, house.bea)
    assess(house.bea, client_id, **CONCERNED)
    refused = step(house.bea, client_id, "treatment")
    assert code(refused) == (409, "admission_concerns")
    said = refused.json()["concerns"]
    assert [each["code"] for each in said] == [
        "does_not_fit", "home_at_risk", "detox_not_done", "not_substance_free", "needs_more_care",
    ]  # fmt: skip
    assert said == episode(house.bea, client_id)["concerns"]
    done = step(house.bea, client_id, "treatment", why="Admitted", despite="Lives with us for now")
    assert done.status_code == 201
    assert done.json()["steps"][-1]["why"] == "Admitted / Lives with us for now"


def test_the_newest_assessment_counts_and_the_ones_before_stay(house: House) -> None:
    client_id = begin(house, house.bea)
    assess(house.bea, client_id, **CONCERNED)
    assess(house.bea, client_id, **CONCERNED)
    assert house.count("assessment") == 1
    found = assess(house.bea, client_id, fits=True, supports=["recovery_coach"] * 2).json()
    assert house.count("assessment") == 2
    assert (found["concerns"], found["assessment"]["by"]) == ([], "Bea")
    assert found["assessment"]["supports"] == ["recovery_coach"]
    assert step(house.bea, client_id, "treatment").status_code == 201


def test_concerns_are_said_in_the_viewers_language(house: House) -> None:
    with house.database.unit_of_work() as db:
        db.get_one(Person, house.bea.id).language = Language.es
    client_id = begin(house, house.bea)
    said = assess(house.bea, client_id, detox="referred").json()["concerns"]
    assert [each["text"] for each in said] == [
        "La desintoxicación está indicada y todavía no se ha terminado."
    ]


@pytest.mark.parametrize("outcome", ["discharged", "transferred", "left"])
def test_a_stay_that_ends_is_closed_to_its_team_at_once(house: House, outcome: str) -> None:
    ended = step(house.bea, house.ada.id, "treatment", outcome=outcome)
    assert ended.status_code == 201
    found = ended.json()
    assert (found["outcome"], found["moves"], found["level"]) == (outcome, [], "Level 1")
    assert found["ended_at"] == found["steps"][-1]["at"]
    assert code(step(house.bea, house.ada.id, "aftercare")) == (404, "not_found")
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}").status_code == 404
    # The client keeps the application, and the way in.
    assert house.ada.browser.get("/api/today").status_code == 200
    assert house.ada.browser.get("/api/my-team").json()["team"] == []


def test_treatment_may_end_and_aftercare_go_on(house: House) -> None:
    found = step(house.bea, house.ada.id, "aftercare", outcome="left").json()
    assert (found["phase"], found["outcome"], found["ended_at"]) == ("aftercare", "left", None)
    assert house.bea.browser.get(f"/api/clients/{house.ada.id}").status_code == 200


def _return(by: Actor, client_id: Any, house: House, **other: Any) -> Response:
    body = {"programme_id": str(house.programme_id), "why": "Asked to come back"} | other
    return by.browser.post(f"/api/former-clients/{client_id}/returns", json=body)


def _former(actor: Actor) -> dict[str, str]:
    items = actor.browser.get("/api/former-clients").json()["items"]
    return {item["id"]: item["shown_name"] for item in items}


def test_nobody_comes_back_from_the_middle_of_a_treatment(house: House) -> None:
    assert code(_return(house.bea, house.ada.id, house)) == (409, "still_here")
    assert code(_return(house.bea, begin(house, house.bea), house)) == (409, "still_here")
    wishes_to_return(house, house.gus)
    assert code(_return(house.bea, house.gus.id, house, programme_id=fresh_id())) == (
        422, "no_such_programme",
    )  # fmt: skip
    answer = _return(house.bea, house.gus.id, house, phase="treatment", level="Level 9")
    assert code(answer) == (422, "no_such_level")
    assert [stay.ended_at for stay in stays_of(house, house.gus.id)] == [None]


def test_alumni_come_back_over_the_same_history(house: House) -> None:
    with house.database.unit_of_work() as db:
        db.exec(update(EpisodeOfCare).values(sessions_a_day=2))
    wishes_to_return(house, house.gus)
    answer = _return(house.bea, house.gus.id, house, phase="treatment", level="Level 2")
    assert answer.status_code == 201
    first, second = stays_of(house, house.gus.id)
    assert (first.ended_at, second.returns_from) == (second.opened_at, first.id)
    found = episode(house.bea, house.gus.id)
    assert (found["phase"], found["level"], found["sessions_a_day"]) == ("treatment", "Level 2", 2)
    assert [stay["id"] for stay in found["earlier"]] == [str(first.id)]
    assert [each["why"] for each in found["steps"]] == ["Asked to come back"]


def test_whose_stay_has_ended_is_known_by_name_to_the_last_team_and_may_come_back(
    house: House,
) -> None:
    gus = {str(house.gus.id): "Gus"}
    assert _former(house.bea) == gus
    step(house.bea, house.ada.id, "treatment", outcome="left")
    assert _former(house.bea) == {str(house.ada.id): "Ada"} | gus
    assert _former(house.cleo) == {}
    assert house.edda.browser.get("/api/former-clients").status_code == 403
    assert code(_return(house.cleo, house.ada.id, house)) == (404, "not_found")
    assert _return(house.bea, house.ada.id, house).status_code == 201
    assert _former(house.bea) == gus
    assert episode(house.bea, house.ada.id)["phase"] == "referral"


def test_coming_back_from_aftercare_ends_what_was_signed_until_the_end_of_care(
    house: House,
) -> None:
    step(house.bea, house.ada.id, "aftercare", outcome="completed")
    recipient = provider_recipient(house.ada, house.bea)
    consent = signs(house.ada, recipient, "check_ins", ends_with_treatment=True)
    ended = f"/api/consents/{consent}"
    assert house.ada.browser.get(ended).json()["ended"] is None
    assert _return(house.bea, house.ada.id, house).status_code == 201
    assert house.ada.browser.get(ended).json()["ended"] == "end_of_treatment"


def test_two_who_let_the_same_person_come_back_begin_one_stay(house: House) -> None:
    step(house.bea, house.ada.id, "treatment", outcome="left")
    found = _at_once(lambda: _return(house.bea, house.ada.id, house), 6)
    assert sorted(found) == [201, 409, 409, 409, 409, 409]
    assert [stay.ended_at is None for stay in stays_of(house, house.ada.id)] == [False, True]


def test_two_who_take_the_same_step_take_it_once(house: House) -> None:
    found = _at_once(lambda: step(house.bea, house.ada.id, "aftercare", outcome="completed"), 6)
    assert sorted(found) == [201, 409, 409, 409, 409, 409]
    assert house.count("episode_step") == 1


def _at_once(request: Callable[[], Response], times: int) -> list[int]:
    with ThreadPoolExecutor(times) as pool:
        return [each.result().status_code for each in [pool.submit(request) for _ in range(times)]]


def test_the_cap_is_the_clients_own_or_else_the_programmes(house: House) -> None:
    def cap() -> int | None:
        with house.database.unit_of_work() as db:
            return queries.daily_cap(db, house.ada.id)

    assert cap() is None
    change_design(house, sessions_a_day=4)
    assert cap() == 4
    path = f"/api/clients/{house.ada.id}/sessions-a-day"
    found = house.bea.browser.put(path, json={"sessions_a_day": 2}).json()
    assert (found["sessions_a_day"], found["programme"]["sessions_a_day"], cap()) == (2, 4, 2)
    house.bea.browser.put(path, json={"sessions_a_day": None})
    assert cap() == 4
    with house.database.unit_of_work() as db:
        db.exec(update(EpisodeOfCare).values(ended_at=EpisodeOfCare.opened_at))
    assert cap() is None


def test_a_stay_is_read_with_few_questions_however_long_it_is(house: House) -> None:
    def asked() -> int:
        with house.statements() as seen:
            episode(house.bea, house.ada.id)
        return len(seen)

    short = asked()
    for number in range(8):
        step(house.bea, house.ada.id, "treatment", level=f"Level {2 - number % 2}")
    assert asked() == short <= 10


def test_clients_of_a_closed_programme_keep_theirs(house: House) -> None:
    with house.database.unit_of_work() as db:
        db.exec(update(Programme).values(closed_at=Programme.opened_at))
    assert not episode(house.bea, house.ada.id)["programme"]["is_open"]
