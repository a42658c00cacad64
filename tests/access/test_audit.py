"""The trail: every touch of a record leaves one in the same transaction; the client sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import time_machine
from httpx2 import Response
from sqlalchemy import text
from sqlmodel import col, select

from app import clock
from app.access.models import Action, AuditEvent, AuditSubject, Data
from app.appointments.planning import members
from tests.level_of_care.signing_in import sign_in_again
from tests.support.family_furniture import names, shares
from tests.support.furniture import furnish
from tests.support.house import House, check_in, craving, fresh_id
from tests.support.route_table import FAMILY, TABLE, Call, actor_of, calls

NO_RECORD = {
    "GET /api/start", "POST /api/setup", "GET /api/centre", "PUT /api/centre", "GET /api/programs",
    "GET /api/help-numbers", "PUT /api/help-numbers",
    "POST /api/appointment-series",
    # A relative's own: a place in a class, a plan for themselves, and being connected to nobody.
    "PUT /api/family-places/{class_id}", "DELETE /api/family-places/{class_id}",
    "GET /api/support-plan", "PUT /api/support-plan", "PUT /api/family-leaving",
    # Days and groups without anybody in them yet.
    "GET /api/closures", "POST /api/closures", "DELETE /api/closures/{closure_id}",
    "POST /api/programs/{programme_id}/groups",
    "GET /api/notices/unseen", "GET /api/providers",
    # What the centre offers, and where.
    "POST /api/programs", "GET /api/programs/{programme_id}", "PUT /api/programs/{programme_id}",
    "PUT /api/programs/{programme_id}/opening", "PUT /api/programs/{programme_id}/closure",
    "GET /api/programme-templates", "GET /api/programme-templates/{template_id}",
    "POST /api/programme-checks", "GET /api/rooms", "POST /api/rooms", "PUT /api/rooms/{room_id}",
    # One's own account and how one signs in to it.
    "POST /api/sign-ins", "GET /api/sign-ins", "DELETE /api/sign-ins/current",
    "DELETE /api/sign-ins/{sign_in_id}", "POST /api/invitation-previews",
    "POST /api/invitation-acceptances", "GET /api/me", "PATCH /api/me", "PUT /api/me/passphrase",
    # Which phones are reached, not what they are told.
    "PUT /api/push-subscriptions/{subscription_id}",
    "DELETE /api/push-subscriptions/{subscription_id}",
    # Questionnaires as published.
    "GET /api/instruments/{instrument_id}",
    # Texts as published; who reads which of them is nobody's business.
    "GET /api/module-texts/{digest}",
    # What the centre teaches, and figures of many.
    "GET /api/curriculum", "GET /api/curriculum/{key}", "POST /api/curriculum-previews",
    "PUT /api/own-modules", "PUT /api/curriculum/{key}/shelf", "GET /api/learning-figures",
    "GET /api/groups/{series_id}/modules", "GET /api/boards/centre.csv",
    # What a programme gives points for, and who pays.
    "GET /api/programs/{programme_id}/rewards", "PUT /api/programs/{programme_id}/rewards",
    "GET /api/reward-funds", "POST /api/reward-funds", "PUT /api/reward-funds/{fund_id}/closure",
    # Who is on duty when, and what the centre promises everybody.
    "GET /api/flag-precision", "GET /api/response-policy", "PUT /api/response-policy",
    "GET /api/duty-turns", "POST /api/duty-turns", "DELETE /api/duty-turns/{turn_id}",
    "GET /api/leads", "PUT /api/programs/{programme_id}/lead",
    # When people who work here can be booked.
    "GET /api/booking-rules", "PUT /api/booking-rules", "GET /api/availability",
    "GET /api/providers/{provider_id}/booking-rules",
    "PUT /api/providers/{provider_id}/booking-rules",
    "PUT /api/availability/{hours_id}", "DELETE /api/availability/{hours_id}",
    # People who work here.
    "GET /api/staff", "POST /api/staff", "POST /api/staff/{person_id}/invitations",
    "PUT /api/staff/{person_id}/closure",
    # What may post, and what it posts: nobody is signed in there, and the result says from where.
    "GET /api/integrations", "POST /api/integrations",
    "PUT /api/integrations/{integration_id}/closure", "PUT /api/device-readings/{reading_id}",
    # One's own addresses, and what a calendar fetches there without anybody signed in.
    "GET /api/calendar-feeds", "POST /api/calendar-feeds",
    "DELETE /api/calendar-feeds/{feed_id}", "GET /calendar/{secret}.ics",
}  # fmt: skip


@dataclass(frozen=True)
class Trace:
    """What one request left behind."""

    actors: set[UUID]
    subjects: set[UUID]
    data: set[Data]
    actions: set[Action]


def test_every_route_touches_a_record_or_is_on_the_list_of_those_that_do_not() -> None:
    assert {route for route, row in TABLE.items() if not row.notes} == NO_RECORD


def test_every_touch_of_a_record_leaves_its_trace(house: House) -> None:
    things = furnish(house)
    last = _last(house)
    for call in calls(only="o"):
        answer = things.send(call)
        assert answer.is_success, call
        trace, last = _since(house, last)
        if call.route in NO_RECORD:
            assert trace.data == set(), call
            continue
        assert trace.subjects == _concerned(house, call, answer) | _told_of(call, answer), call
        if trace.subjects:
            assert trace.actors == {actor_of(house, call.who).id}, call
            assert trace.data == set(TABLE[call.route].notes) | _told_beside(call, answer), call
            read = call.method == "GET" or call.route in _PREVIEWS
            assert trace.actions == {Action.viewed if read else Action.changed}, call


def _concerned(house: House, call: Call, answer: Response) -> set[UUID]:
    """Whose record a request of the walk touches."""
    named = {"ada": house.ada, "dov": house.dov, "mixed": house.dov}
    made = {"POST /api/clients", "POST /api/former-clients/{former_id}/returns"}
    if call.route in made or "{task_id}" in call.route:
        return {UUID(answer.json()["client"]["id"])}
    of_one = (
        "{client_id}", "-assignments/", "{fund_id}/ledger", "appointments/{family_session_id}",
    )  # fmt: skip
    if any(part in call.route for part in of_one):
        return {named[call.whose].id}
    if "{alumna_id}" in call.route or "{paying_fund_id}" in call.route:
        return {house.gus.id}
    if call.route.startswith(_SESSIONS):
        return _in_it(house, call, answer)
    listed = _listed(call, answer)
    return {actor_of(house, call.who).id} if listed is None else listed


def _listed(call: Call, answer: Response) -> set[UUID] | None:
    """Whom a list names; None for what is no list of people."""
    if call.route in _WITH_NAMES:
        sessions, named_by = answer.json()["items"], _WITH_NAMES[call.route]
        return {UUID(person["id"]) for each in sessions for person in each[named_by]}
    if call.route in _OF_PARTS:
        parts = (part for part in answer.json().values() if isinstance(part, list))
        return {UUID(one["client_id"]) for part in parts for one in part}
    if call.route.endswith(_OF_ITEMS):
        told = answer.json()
        return {UUID(item["client_id"]) for item in told.get("items", told.get("shared"))}
    if call.route in _OF_THEIR_CLIENTS:
        return {UUID(item["client"]["id"]) for item in answer.json()["items"]}
    if call.route in _OF_CLIENTS:
        return {UUID(item["id"]) for item in answer.json()["items"]}
    return None


def _in_it(house: House, call: Call, answer: Response) -> set[UUID]:
    """Whose session it is: to read it is to see whom the viewer knows, to change it concerns
    whoever is in it, seen or not."""
    found = {UUID(one["id"]) for one in answer.json()["participants"]}
    if call.method == "GET" or found:
        return found
    if "{series_id}" in call.route:
        with house.database.unit_of_work() as db:
            return set(members(db, UUID(answer.json()["id"])))
    return {actor_of(house, call.whose).id} if answer.json()["taken"] else set()


_PREVIEWS = {"POST /api/away-previews", "POST /api/consent-statements"}
_WITH_NAMES = {"GET /api/appointment-series": "participants", "GET /api/calendar": "names"}
_SESSIONS = (
    "POST /api/appointments", "GET /api/appointments/{meeting_id}",
    "PUT /api/appointments/{meeting_id}", "DELETE /api/appointments/{meeting_id}",
    "GET /api/appointment-series/{", "PUT /api/appointment-series/{",
)  # fmt: skip
_OF_ITEMS = (
    "{appointment_id}/attendance", "GET /api/shared-reflections", "GET /api/family-home",
)  # fmt: skip
_OF_THEIR_CLIENTS = {
    "GET /api/contacts", "GET /api/review-queue", "GET /api/team-wishes", "GET /api/next-steps",
    "GET /api/move-requests", "GET /api/tasks", "GET /api/waiting-prizes",
}  # fmt: skip
_OF_PARTS = {"GET /api/boards", "GET /api/returns"}
_OF_CLIENTS = {"GET /api/clients", "GET /api/former-clients", "GET /api/unattended-clients"}


def _told_of(call: Call, answer: Response) -> set[UUID]:
    """Whom an inbox names beside its owner."""
    if call.route != "GET /api/notices":
        return set()
    return {UUID(item["about"]["id"]) for item in answer.json()["items"] if item["about"]}


def _told_beside(call: Call, answer: Response) -> set[Data]:
    """That there is something to look at about a client is no word of their sessions."""
    told = answer.json()["items"] if call.route == "GET /api/notices" else []
    of_no_session = ("task_", "reflection_", "module_", "monitoring_")
    is_beside = any(item["about"] and item["kind"].startswith(of_no_session) for item in told)
    return {Data.profile} if is_beside else set()


def _last(house: House) -> int:
    with house.database.unit_of_work() as db:
        return max((event.sequence or 0 for event in db.exec(select(AuditEvent))), default=0)


def _since(house: House, last: int) -> tuple[Trace, int]:
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(AuditEvent, AuditSubject.subject_id)
            .join(AuditSubject, col(AuditSubject.event_sequence) == col(AuditEvent.sequence))
            .where(col(AuditEvent.sequence) > last)
        ).all()
    trace = Trace(
        actors={event.actor_id for event, _ in rows},
        subjects={subject for _, subject in rows},
        data={event.data for event, _ in rows},
        actions={event.action for event, _ in rows},
    )
    return trace, max((event.sequence or 0 for event, _ in rows), default=last)


def test_what_cannot_be_noted_is_neither_shown_nor_done(house: House) -> None:
    things = furnish(house)
    with house.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE audit_event RENAME TO audit_event_gone"))
    before = _kept(house)
    for call in calls(only="o"):
        if TABLE[call.route].notes and not _touches_nobody(call):
            answer = things.send(call)
            assert (answer.status_code, answer.json()["code"]) == (500, "fault"), call
            assert answer.json().keys() == {"type", "title", "status", "code", "detail"}, call
    assert _kept(house) == before


_OF_ONE = {"GET /api/appointment-series/{series_id}", "GET /api/appointments/{meeting_id}"}


def _touches_nobody(call: Call) -> bool:
    # Edda leads no group and is on no team: the lists have no names for her. What clients wish
    # about Bea and Cleo is not for the two of them.
    lists = {"GET /api/appointment-series", "GET /api/calendar", "GET /api/unattended-clients"}
    lists |= {"POST /api/appointments", "GET /api/tasks"}
    wishes = call.route == "GET /api/team-wishes"
    if call.route == "GET /api/boards" and call.who == "edda":
        return True  # figures alone
    if call.route == "GET /api/returns" and call.who != "bea":
        return True  # who would like to come back was Bea's
    if call.route == "GET /api/contacts":
        return True  # nobody here is in aftercare
    if call.route in _OF_ONE and {"bea": "ada", "cleo": "dov"}.get(call.who) != call.whose:
        return True  # of others' clients nobody learns more than how many there are
    return (call.who == "edda" and call.route in lists) or (call.who != "edda" and wishes)


def _kept(house: House) -> dict[str, int]:
    names = ("check_in", "craving_log", "review", "person", "participation", "reminder_settings")
    return {name: house.count(name) for name in names}


def test_a_refused_look_leaves_no_trace_in_a_strangers_record(house: House) -> None:
    answer = house.cleo.browser.get(f"/api/clients/{house.ada.id}")
    assert answer.status_code == 404
    assert _since(house, 0)[0].subjects == set()


def test_a_client_sees_who_looked_by_the_name_they_show(house: House) -> None:
    house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=check_in())
    house.bea.browser.patch("/api/me", json={"shown_name": "Bea of the evening group"})
    before = clock.utc_now()
    house.bea.browser.get(f"/api/clients/{house.ada.id}/weeks")
    house.bea.browser.get("/api/review-queue")
    seen = house.ada.browser.get("/api/record-access").json()["items"]
    assert [(item["by"], item["action"], item["what"]) for item in seen] == [
        ("Bea of the evening group", "viewed", "check_ins"),
        ("Bea of the evening group", "viewed", "sessions"),
        ("Bea of the evening group", "viewed", "craving_logs"),
    ]
    assert all(datetime.fromisoformat(item["at"]) >= before for item in seen)


def test_what_clients_do_themselves_and_what_others_records_are_looked_at_is_not_listed(
    house: House,
) -> None:
    house.ada.browser.put(f"/api/craving-logs/{fresh_id()}", json=craving())
    house.ada.browser.get("/api/today")
    house.cleo.browser.get(f"/api/clients/{house.dov.id}")
    house.bea.browser.get(f"/api/clients/{house.gus.id}")
    assert house.ada.browser.get("/api/record-access").json() == {"items": []}


def test_a_page_that_asks_all_day_leaves_room_for_everybody_else(house: House) -> None:
    shares(house, house.ada, names(house, house.ada, house.fay), *FAMILY)
    with time_machine.travel(clock.utc_now(), tick=False) as traveller:
        house.bea.browser.get(f"/api/clients/{house.ada.id}/weeks")
        for _ in range(16):
            house.fay.browser.get("/api/family-home")
            house.fay.browser.get(f"/api/family/{house.ada.id}")
        traveller.shift(timedelta(seconds=1))
        house.fay.browser.get(f"/api/family/{house.ada.id}")
        asked_last = clock.utc_now()
        seen = house.ada.browser.get("/api/record-access").json()["items"]
    assert {item["by"] for item in seen} == {"Bea", "Fay"}
    parts = [item for item in seen if item["by"] == "Fay" and item["what"] in FAMILY]
    assert sorted(item["what"] for item in parts) == sorted(FAMILY), "each once"
    assert {datetime.fromisoformat(item["at"]) for item in parts} == {asked_last}
    assert house.count("audit_event") > 100, "the trail itself is whole"


def test_the_list_of_looks_ends_after_a_hundred_newest_first(house: House) -> None:
    with time_machine.travel(clock.utc_now(), tick=False) as traveller:
        for _ in range(26):
            sign_in_again(house, house.bea)
            house.bea.browser.get(f"/api/clients/{house.ada.id}/weeks")
            house.bea.browser.post(f"/api/clients/{house.ada.id}/invitations", json={})
            traveller.shift(timedelta(days=1))
        sign_in_again(house, house.ada)
        seen = house.ada.browser.get("/api/record-access").json()["items"]
    assert len(seen) == 100
    assert [item["action"] for item in seen] == ["changed", "viewed", "viewed", "viewed"] * 25
    assert [item["at"] for item in seen] == sorted((item["at"] for item in seen), reverse=True)
