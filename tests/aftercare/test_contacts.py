"""Aftercare from the step into it to the step out: the plan, the contacts, and whose task it is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlmodel import col, select

from app.access.models import Action, AuditEvent, Data
from app.episodes.models import EpisodeOfCare
from app.flags.models import FlagCode, TaskKind
from app.flags.sweep import escalate
from app.people.models import Role
from tests.aftercare.caring import DAY, START, Caring, at, codes, noon, standings
from tests.support.aftercare_furniture import contact_body, plan_body
from tests.support.house import House, fresh_id

WEEK = 7 * DAY


def test_stepping_into_aftercare_plans_nothing_and_what_does_not_fit_is_refused(
    house: House,
) -> None:
    care = Caring(house)
    found = care.read(START)
    assert (found["plan"], found["row"], found["proposal"], found["months"]) == (None, [], None, 10)
    assert found["since"] == START.isoformat()
    assert found["usual"]["starts_on"] == (START + WEEK).isoformat()
    assert [one["count"] for one in found["usual"]["stretches"]] == [8, 9, 4]
    assert [one["count"] for one in care.read(START, months=3)["usual"]["stretches"]] == [8, 1]
    assert {one["shown_name"] for one in found["team"]} == {"Bea", "Cleo"}
    stretch = {"count": 2, "every_days": 7}
    refused = [
        care.plan(START, contact_id=str(house.edda.id)),
        care.plan(START, contact_id=str(house.ada.id)),
        care.plan(START, starts_on=(START - DAY).isoformat()),
        care.plan(START, starts_on=(START + 93 * DAY).isoformat()),
        care.plan(START, replaces=fresh_id()),
        care.plan(START, stretches=[]),
        care.plan(START, stretches=[stretch | {"every_days": 0}]),
        care.plan(START, stretches=[stretch | {"count": 120, "every_days": 28}]),
        care.plan(START, why=""),
    ]
    assert codes(refused) == [
        "not_on_the_team", "not_on_the_team", "day_past", "day_past", "plan_changed",
        "invalid", "invalid", "invalid", "invalid",
    ]  # fmt: skip
    assert house.count("contact_plan") == 0
    assert care.sweep(START + 90 * DAY) == 0


def test_a_plan_is_made_once_and_nobody_writes_over_what_they_have_not_seen(house: House) -> None:
    care, plan_id = Caring(house), fresh_id()
    first = care.plan(START, plan_id)
    assert first.status_code == 200
    again = care.plan(START, plan_id)
    assert (again.json()["plan"], house.count("contact_plan")) == (first.json()["plan"], 1)
    assert codes([care.plan(START, plan_id, why="Another")]) == ["op_reused"]
    assert codes([care.plan(START)]) == ["plan_changed"]

    with at(START + DAY), ThreadPoolExecutor(2) as both:
        browsers = [house.another_browser(house.bea) for _ in range(2)]
        said = {"replaces": plan_id, "why": "As things are now"}
        body = plan_body(house.bea.id, START + 10 * DAY, **said)
        sent = both.map(
            lambda one: one.put(care.path(f"contact-plans/{fresh_id()}"), json=body), browsers
        )
        assert sorted(answer.status_code for answer in sent) == [200, 409]
    row = care.read(START + DAY)["row"]
    assert [one["due_on"] for one in row][:3] == [
        (START + days * DAY).isoformat() for days in (0, 7, 10)
    ]
    assert care.read(START)["plan"]["contact"]["shown_name"] == "Bea"


def test_a_missed_contact_is_a_task_for_whoever_is_named_once_and_then_goes_on(
    house: House,
) -> None:
    care = Caring(house)
    care.plan(START)
    assert standings(care.read(START)) == ["open"] + 5 * ["ahead"]
    assert care.sweep(START + 3 * DAY, 23) == 0, "its last day is not over"
    with ThreadPoolExecutor(2) as workers:
        found = list(workers.map(care.sweep, [START + 4 * DAY] * 2))
    assert sum(found) >= 1
    assert (care.owners(), care.sweep(START + 4 * DAY, 13)) == (["Cleo"], 0)
    [task] = care.tasks()
    assert task.due_at > noon(START + 4 * DAY)
    assert care.flags() == [("contact_missed", {"days": 4})]
    with house.database.unit_of_work() as db:
        assert escalate(db, task.due_at + timedelta(minutes=1)) == 1
    assert care.owners() == ["Bea"], "as every task does"
    assert care.sweep(START + 11 * DAY) == 0, "one is asked about at a time"
    answer = care.say(START + 11 * DAY, START + WEEK, line="A good talk")
    assert (answer.status_code, care.owners()) == (200, ["closed no_longer_needed"])
    assert standings(answer.json())[:3] == ["missed", "reached", "open"]
    assert answer.json()["row"][1]["by"] == "Bea"
    assert care.sweep(START + 12 * DAY) == 0, "somebody has been on to the client since"


def test_the_answer_to_the_task_is_what_became_of_the_contact(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    care.sweep(START + 4 * DAY)
    care.answer(START + 4 * DAY, "not_reached")
    assert (care.owners(), care.sweep(START + 5 * DAY)) == (["closed not_reached"], 0)
    care.answer(START + 5 * DAY, "spoke")
    found = care.read(START + 5 * DAY)
    assert (standings(found)[0], found["to_do"]) == ("reached", (START + WEEK).isoformat())
    assert care.sweep(START + 12 * DAY) == 0, "they spoke within the days of the second"
    assert care.sweep(START + 18 * DAY) == 1
    care.answer(START + 18 * DAY, "no_longer_needed")
    assert standings(care.read(START + 18 * DAY))[1:3] == ["missed", "called_off"]


def test_not_reached_is_a_task_too_that_is_opened_again_and_again_for_two_weeks(
    house: House,
) -> None:
    care = Caring(house)
    care.plan(START, stretches=[{"count": 2, "every_days": 28}])
    answer = care.say(START, START, "not_reached", line="No answer")
    assert (standings(answer.json()), care.owners()) == (["not_reached", "ahead"], ["Cleo"])
    care.answer(START, "not_reached", house.cleo)
    care.say(START + DAY, START, "not_reached")
    assert care.owners() == ["Cleo"]
    assert [facts.get("tries") for _, facts in care.flags()] == [1, 2]
    care.answer(START + DAY, "not_reached", house.cleo)
    opened = [day for day in range(2, 40) if _again(care, day)]
    assert opened == [4, 7, 10, 13]
    assert care.say(START + 13 * DAY, START).status_code == 200
    assert standings(care.read(START + 14 * DAY))[0] == "reached"


def _again(care: Caring, day: int) -> bool:
    if day > 20 or not care.sweep(START + day * DAY):
        return False
    care.answer(START + day * DAY, "not_reached", care.house.cleo)
    return True


def test_a_session_they_came_to_is_a_contact_and_ends_the_task_about_it(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    care.session(START + 3 * DAY, "late")
    care.session(START + WEEK, "missed")
    care.session(START + WEEK, "attended", "support")
    care.session(START + 2 * WEEK, "attended", "individual")
    found = standings(care.read(START + 16 * DAY))
    assert found[:3] == ["came", "missed", "came"]
    assert care.sweep(START + 4 * DAY) == 0
    assert care.sweep(START + 11 * DAY) == 0, "somebody met them since"
    care.sweep(START + 25 * DAY)
    assert care.owners() == ["Cleo"]
    care.session(START + 26 * DAY, "attended")
    care.sweep(START + 26 * DAY)
    assert care.owners() == ["Cleo"], "the session is of no contact's days"
    care.session(START + 32 * DAY, "attended")
    care.sweep(START + 32 * DAY)
    assert care.owners() == ["closed no_longer_needed"]


def test_what_cannot_be_said_of_a_contact_and_what_is_said_twice(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    second = START + WEEK
    refused = [
        care.say(START, START + DAY),
        care.say(START + 3 * DAY, second),
        care.say(START + 3 * DAY, second, "not_reached"),
        care.say(START, START, way=None),
        care.say(START, START, "not_reached", way="call"),
        care.say(START, START, "ahead"),
    ]
    assert codes(refused) == ["not_due", "not_due", "not_due", "invalid", "invalid", "invalid"]
    assert care.say(START, second, "called_off", line="On a journey").status_code == 200
    path, body = care.path(f"contacts/{fresh_id()}"), contact_body(START)
    with at(START):
        answers = [care.browser().put(path, json=body) for _ in range(2)]
        answers.append(care.browser().put(path, json=body | {"line": "Something else"}))
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert (house.count("contact"), care.tasks()) == (2, [])


def test_who_leaves_is_not_asked_and_silence_leads_to_who_is_named(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    care.say(START, START)
    for day in (19, 20, 21):
        care.hush(START + day * DAY)
    assert care.owners(TaskKind.silence) == ["Cleo"]
    with at(START + 22 * DAY):
        assert care.browser().delete(care.path(f"team/{house.cleo.id}")).is_success
    assert care.owners(TaskKind.silence) == ["Bea"]
    found = care.read(START + 22 * DAY)
    assert (found["plan"]["contact"]["shown_name"], found["plan"]["contact_is_here"]) == (
        "Cleo", False,
    )  # fmt: skip
    care.sweep(START + 25 * DAY)
    assert care.owners() == ["Bea"]


def test_as_an_alumna_nobody_asks_any_more_and_nothing_is_planned(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    care.sweep(START + 4 * DAY)
    care.step(START + 5 * DAY, "alumni", outcome="completed")
    assert care.owners() == ["closed no_longer_needed"]
    assert care.sweep(START + 40 * DAY) == 0
    with at(START + 40 * DAY):
        own = care.browser(house.ada).get("/api/contact").json()
        asked = care.browser(house.ada).put("/api/contact-wish", json={})
        listed = care.browser().get("/api/contacts").json()["items"]
        hidden = care.browser().get(care.path("aftercare"))
    assert (own["contact"], own["row"], codes([asked])) == (None, [], ["nobody_to_ask"])
    assert listed == []
    assert hidden.status_code == 404, "nothing was signed"


def test_the_list_of_the_week_has_one_line_a_client_what_waits_first(house: House) -> None:
    care = Caring(house)
    care.plan(START)

    def listed(day: int, actor: Any) -> list[tuple[str, bool, bool]]:
        with at(START + day * DAY), house.statements() as seen:
            browser = care.browser(actor)
            items = browser.get("/api/contacts").json()["items"]
            assert len([one for one in seen if one.startswith("SELECT")]) <= 14
        return [(one["due_on"][5:], one["is_mine"], one["is_now"]) for one in items]

    assert listed(0, house.cleo) == [("02-22", True, True)]
    care.say(START, START)
    assert listed(0, house.bea) == [("03-01", False, False)]
    assert listed(5, house.bea) == [("03-01", False, True)]
    other = house.client_of(house.bea, "Noor")
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == other.id)).one()
        stay.phase = care.stay_of(db).phase
    body = plan_body(house.bea.id, START + 6 * DAY)
    with at(START + 5 * DAY):
        path = f"/api/clients/{other.id}/contact-plans/{fresh_id()}"
        assert care.browser().put(path, json=body).status_code == 200
    assert listed(5, house.bea) == [("02-28", True, True), ("03-01", False, True)]
    assert listed(5, house.cleo) == [("03-01", True, True)]
    assert listed(5, house.person("Iva", Role.provider)) == []


def test_the_client_sees_who_and_when_and_asks_for_more_once_a_day(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    care.say(START, START)
    with at(START + DAY):
        browser = care.browser(house.ada)
        own = browser.get("/api/contact").json()
        first = browser.put("/api/contact-wish", json={}).json()
    assert (own["contact"], own["next_on"], own["asked_at"]) == (
        "Cleo", (START + WEEK).isoformat(), None,
    )  # fmt: skip
    assert own["row"][0] == {"on": START.isoformat(), "is_done": True}
    assert [one["every_days"] for one in own["stretches"][0]["stretches"]] == [7, 14]
    text = str(own)
    assert not any(word in text for word in ("As agreed", "missed", "not_reached", "proposal"))
    with at(START + DAY, 20):
        again = care.browser(house.ada).put("/api/contact-wish", json={}).json()
    assert (again, care.told(house.cleo), care.told(house.bea)) == (first, 1, 0)
    assert first["to"] == ["Cleo"]
    with at(START + 3 * DAY):
        assert care.browser(house.ada).put("/api/contact-wish", json={}).is_success
        assert (
            care.browser(house.dov).put("/api/contact-wish", json={}).json()["code"]
            == "nobody_to_ask"
        )
    assert care.told(house.cleo) == 2
    found = care.read(START + 3 * DAY)
    assert found["proposal"]["reasons"] == [
        "Asked 2 times to hear from somebody sooner, in the last 4 weeks."
    ]


def test_signs_propose_staff_decide_and_the_same_signs_are_not_proposed_twice(
    house: House,
) -> None:
    care = Caring(house)
    care.flag(START - DAY, FlagCode.use)
    care.plan(START, stretches=[{"count": 8, "every_days": 14}])
    assert care.read(START + DAY)["proposal"] is None, "known when the plan was made"
    care.say(START, START)
    care.flag(START + 2 * DAY, FlagCode.use)
    found = care.read(START + 3 * DAY)
    proposal = found["proposal"]
    assert proposal["kind"] == "closer"
    assert proposal["reasons"] == ["Said once that they drank or used, in the last 4 weeks."]
    assert proposal["row"]["stretches"] == [
        {"count": 4, "every_days": 7}, {"count": 5, "every_days": 14},
    ]  # fmt: skip

    def decide(day: int, key: str, answer: str, **said: Any) -> Any:
        with at(START + day * DAY):
            path = care.path(f"cadence-decisions/{key}")
            return care.browser().put(path, json={"answer": answer} | said)

    key, row = proposal["key"], proposal["row"]
    refused = [
        decide(3, key, "declined"), decide(3, key, "changed", why="So"),
        decide(3, key, "accepted", row=row), decide(3, "0" * 64, "accepted"),
        decide(3, key, "changed", why="So", row=row | {"starts_on": START.isoformat()}),
    ]  # fmt: skip
    assert codes(refused) == [
        "reason_missing", "row_missing", "row_missing", "proposal_changed", "day_past",
    ]  # fmt: skip
    assert house.count("contact_plan") == 1, "nothing changes by itself"
    declined = decide(3, key, "declined", why="She is with her sister")
    assert (declined.json()["proposal"], house.count("contact_plan")) == (None, 1)
    assert codes([decide(3, key, "accepted")]) == ["decided_already"]
    assert care.read(START + 4 * DAY)["proposal"] is None
    care.flag(START + 5 * DAY, FlagCode.craving_high)
    again = care.read(START + 6 * DAY)["proposal"]
    assert len(again["reasons"]) == 2
    accepted = [decide(6, again["key"], "accepted").json() for _ in range(2)][1]
    assert house.count("contact_plan") == 2
    assert (accepted["proposal"], accepted["plan"]["starts_on"]) == (
        None, again["row"]["starts_on"],
    )  # fmt: skip
    assert [one["answer"] for one in accepted["decisions"]] == ["accepted", "declined"]
    assert accepted["plan"]["contact"]["shown_name"] == "Cleo"
    assert accepted["plan"]["why"] == " ".join(again["reasons"])


def test_ten_months_with_two_silences(house: House) -> None:
    care = Caring(house)
    row = care.read(START)["usual"]["stretches"]
    care.plan(START, stretches=row)
    dues = [START + (date_of - START) for date_of in _days(care)]
    assert len(dues) == 21
    quiet = {dues[3], dues[11], dues[12]}
    opened: list[int] = []
    days = sorted({(one - START).days + after for one in dues for after in (0, 4)})
    for day in days:
        today = START + day * DAY
        if today in dues and today not in quiet:
            assert care.say(today, today).status_code == 200
        if care.sweep(today):
            opened.append(day)
            care.answer(today + DAY, "spoke")
    assert opened == [(one - START).days + 4 for one in sorted(quiet)]
    assert standings(care.read(dues[-1] + 12 * DAY)) == 21 * ["reached"]
    gaps = [(b - a).days for a, b in pairwise(dues)]
    assert gaps == 7 * [7] + 9 * [14] + 4 * [28]


def _days(care: Caring) -> list[Any]:
    return [date.fromisoformat(one["due_on"]) for one in care.read(START)["row"]]


def test_every_write_leaves_its_trace(house: House) -> None:
    care = Caring(house)
    care.plan(START)
    care.say(START, START, "not_reached")
    with at(START):
        care.browser(house.ada).put("/api/contact-wish", json={})
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(AuditEvent)
            .where(AuditEvent.action == Action.changed, AuditEvent.data == Data.aftercare)
            .order_by(col(AuditEvent.sequence))
        ).all()
        assert [one.actor_id for one in rows] == [house.bea.id, house.bea.id, house.ada.id]
