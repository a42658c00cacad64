"""What the desk sees first: the list of clients, and one client's weeks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import time_machine
from sqlmodel import col, select, update

from app import clock
from app.appointments.models import Attendance, Participation
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.privacy.models import Recipient
from tests.support.furniture import meeting
from tests.support.house import Actor, House, check_in, craving, fresh_id

DAY = timedelta(days=1)


def _clients(actor: Actor) -> dict[str, dict[str, Any]]:
    items = actor.browser.get("/api/clients").json()["items"]
    assert [item["shown_name"] for item in items] == sorted(item["shown_name"] for item in items)
    return {item["shown_name"]: item for item in items}


def _weeks(house: House, actor: Actor, weeks: int = 2) -> dict[str, Any]:
    answer = house.bea.browser.get(f"/api/clients/{actor.id}/weeks", params={"weeks": weeks})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_each_counselor_sees_their_own_clients(house: House) -> None:
    assert _clients(house.bea).keys() == {"Ada", "Gus"}
    assert _clients(house.cleo).keys() == {"Dov"}


def test_whoever_leaves_the_team_or_whose_client_leaves_sees_nothing_at_once(house: House) -> None:
    now = clock.utc_now()
    with house.database.unit_of_work() as db:
        ada = select(EpisodeOfCare.id).where(EpisodeOfCare.client_id == house.ada.id)
        db.exec(
            update(CareTeamMember)
            .where(col(CareTeamMember.episode_id).in_(ada))
            .values(left_at=now)
        )
        db.exec(
            update(EpisodeOfCare)
            .where(col(EpisodeOfCare.client_id) == house.gus.id)
            .values(ended_at=now)
        )
    # Gus has signed that she sees it beyond his stay; only reading comes of that.
    assert _clients(house.bea).keys() == {"Gus"}
    assert house.bea.browser.get(f"/api/clients/{house.gus.id}/episode").status_code == 404
    with house.database.unit_of_work() as db:
        db.exec(update(Recipient).values(ended_at=now))
    assert _clients(house.bea) == {}
    for client in (house.ada, house.gus):
        for path in ("", "/weeks"):
            assert house.bea.browser.get(f"/api/clients/{client.id}{path}").status_code == 404


def test_the_list_says_how_many_wait_and_since_when(house: House) -> None:
    row = _clients(house.bea)["Ada"]
    assert (row["waiting"], row["last_check_in_at"]) == (0, None)
    ids = [fresh_id() for _ in range(3)]
    for check_in_id in ids:
        answer = house.ada.browser.put(f"/api/check-ins/{check_in_id}", json=check_in())
    house.bea.browser.put(f"/api/clients/{house.ada.id}/check-ins/{ids[0]}/review", json={})
    row = _clients(house.bea)["Ada"]
    assert (row["waiting"], row["last_check_in_at"]) == (2, answer.json()["received_at"])
    assert _clients(house.bea)["Gus"]["waiting"] == 0


def test_weeks_are_the_clients_days_oldest_first(house: House) -> None:
    now = datetime(2027, 3, 20, 2, 0, tzinfo=UTC)  # the evening of the 19th in New York
    with time_machine.travel(now, tick=False):
        ada, bea = house.another_browser(house.ada), house.another_browser(house.bea)
        path = f"/api/check-ins/{fresh_id()}"
        ada.put(path, json=check_in(mood=2) | {"on_day": "2027-03-14"})
        ada.put(f"/api/craving-logs/{fresh_id()}", json=craving(9, triggers=["tired"], note="Bus"))
        answer = bea.get(f"/api/clients/{house.ada.id}/weeks", params={"weeks": 1})
    weeks = answer.json()
    days = {item["day"]: item for item in weeks["days"]}
    assert (weeks["from_day"], weeks["to_day"]) == ("2027-03-13", "2027-03-19")
    assert list(days) == [(date(2027, 3, 13) + number * DAY).isoformat() for number in range(7)]
    assert (days["2027-03-14"]["checked_in"], days["2027-03-14"]["mood"]) == (True, 2)
    assert (days["2027-03-13"]["checked_in"], days["2027-03-13"]["mood"]) == (False, None)
    cravings = days["2027-03-19"]["cravings"]
    assert [(item["intensity"], item["triggers"], item["note"]) for item in cravings] == [
        (9, ["tired"], "Bus")
    ]
    assert sum(len(item["cravings"]) for item in weeks["days"]) == 1


def test_of_two_check_ins_about_a_day_the_later_one_is_drawn(house: House) -> None:
    now = clock.utc_now()
    for mood, at in ((9, now), (4, now - timedelta(minutes=3))):
        body = check_in(at, mood=mood) | {"on_day": check_in(now)["on_day"]}
        house.ada.browser.put(f"/api/check-ins/{fresh_id()}", json=body)
    assert _weeks(house, house.ada)["days"][-1]["mood"] == 9


def test_sessions_of_these_weeks_show_who_came(house: House) -> None:
    now = clock.utc_now()
    meeting(house, now - DAY, house.ada, title="Yesterday")
    meeting(house, now - 20 * DAY, house.ada, title="Long ago")
    meeting(house, now - DAY, house.gus, title="Another's")
    with house.database.unit_of_work() as db:
        db.exec(update(Participation).values(attendance=Attendance.late))
    sessions = _weeks(house, house.ada)["sessions"]
    assert [(item["title"], item["attendance"]) for item in sessions] == [("Yesterday", "late")]


def test_only_one_to_fifty_three_weeks_can_be_asked_for(house: House) -> None:
    path = f"/api/clients/{house.ada.id}/weeks"
    for weeks in ("0", "-1", "54", "9" * 30, "x", ""):
        assert house.bea.browser.get(path, params={"weeks": weeks}).status_code == 422
    assert len(_weeks(house, house.ada, 53)["days"]) == 7 * 53
    assert len(house.bea.browser.get(path).json()["days"]) == 56


def test_a_relatives_home_has_family_classes_and_nobodys_record(house: House) -> None:
    soon = clock.utc_now() + timedelta(hours=1)
    meeting(house, soon, title="Family night", open_to_family=True)
    meeting(house, soon, house.ada, title="Ada's own")
    meeting(house, soon, title="Alumni night", open_to_alumni=True)
    meeting(house, soon + 15 * DAY, title="Far away", open_to_family=True)
    home = house.fay.browser.get("/api/family-home").json()
    assert (home["shown_name"], home["shared"]) == ("Fay", [])
    assert [item["title"] for item in home["classes"]] == ["Family night"]
    assert home["help"]["centre_phone"] == "555-0100"
    assert "Ada" not in str(home)


def test_before_sign_in_there_is_help_and_nobodys_name(house: House) -> None:
    start = house.visitor.get("/api/start").json()
    assert (start["setup_needed"], start["me"]) == (False, None)
    shown = start["help"]
    assert (shown["centre_phone"], shown["centre_hours"]) == ("555-0100", None)
    assert [one["code"] for one in shown["numbers"]][:2] == ["crisis", "emergency"]
    del start["push_key"]  # random letters, in which a short name may turn up
    assert not any(actor.name in str(start) for actor in house.cast)
    assert house.ada.browser.get("/api/start").json()["me"]["shown_name"] == "Ada"


def test_what_was_written_can_be_read_again_but_a_note_only_by_its_writer(house: House) -> None:
    check_in_id = fresh_id()
    house.ada.browser.put(f"/api/check-ins/{check_in_id}", json=check_in())
    _join_team(house, house.cleo, house.ada)
    path = f"/api/clients/{house.ada.id}/check-ins/{check_in_id}/review"
    body = {"note_to_self": "Ask about the new job", "line_to_client": "Well done."}
    house.bea.browser.put(path, json=body)
    weeks = f"/api/clients/{house.ada.id}/weeks"
    [own] = house.bea.browser.get(weeks).json()["written"]
    [theirs] = house.cleo.browser.get(weeks).json()["written"]
    assert (own["by"], own["note_to_self"], own["line_to_client"]) == ("Bea", *body.values())
    assert (theirs["note_to_self"], theirs["line_to_client"]) == (None, "Well done.")
    assert "new job" not in house.cleo.browser.get(weeks).text


def _join_team(house: House, provider: Actor, client: Actor) -> None:
    with house.database.unit_of_work() as db:
        episode = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        member = CareTeamMember(
            episode_id=episode.id, provider_id=provider.id, joined_at=clock.utc_now()
        )
        db.add(member)
