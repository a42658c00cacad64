"""A consent to read is that: whoever is shown everything reads every page, and changes nothing."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app import clock
from app.episodes.models import EpisodeOfCare, Phase
from tests.support.calendar_furniture import calendar_body
from tests.support.furniture import Furniture, furnish, meeting
from tests.support.house import House
from tests.support.route_table import Call, calls

FOR_WHOEVER_LOOKS = {
    # Whoever was asked to look says that they have it, passes it on, and says what came of it.
    "PUT /api/tasks/{task_id}/acknowledgement",
    "PUT /api/tasks/{task_id}/handing-over",
    "PUT /api/tasks/{task_id}/outcome",
    # The look itself, with a line for the client.
    "PUT /api/clients/{client_id}/check-ins/{check_in_id}/review",
    # Whoever looks may go through the screener at once: what is grave calls somebody.
    "PUT /api/clients/{client_id}/staff-forms/{form_id}",
}
FOR_THOSE_WHO_GIVE_CARE = {
    # What may come next, who is on the team, what is proposed and how often somebody is asked:
    # the steering of care, not what the client shows.
    "GET /api/clients/{client_id}/episode",
    "GET /api/clients/{client_id}/team",
    "GET /api/clients/{client_id}/level-review",
    "GET /api/clients/{client_id}/check-in-rhythm",
    "GET /api/groups/{series_id}/modules",
    # Each debrief is shown to the team, or to one of it, by a choice of its own.
    "GET /api/clients/{client_id}/debriefs",
    # Relatives' names: for whoever leads the session.
    "GET /api/appointments/{family_session_id}/relatives",
    # Each one's own.
    "GET /api/reminders/{reminder_id}",
}


@pytest.fixture(params=["treatment", "alumni", "over"])
def things(request: pytest.FixtureRequest, house: House) -> Furniture:
    """Dov, whom Bea is a stranger to, shows her all that can be shown: in care, as an alumnus, and
    after his stay."""
    found = furnish(house)
    house.signs_for(house.dov, house.bea)
    with house.database.unit_of_work() as db:
        stays = select(EpisodeOfCare).where(col(EpisodeOfCare.client_id) == house.dov.id)
        for stay in db.exec(stays):
            stay.phase = Phase.alumni if request.param == "alumni" else stay.phase
            stay.ended_at = clock.utc_now() if request.param == "over" else None
            db.add(stay)
    return found


def strangers(*, reading: bool) -> list[Call]:
    """What Bea is refused of Dov's without his consent."""
    return [
        call
        for call in calls("bea", only=".")
        if call.whose in {"dov", "mixed"} and (call.method == "GET") is reading
    ]


def test_whoever_is_shown_everything_changes_nothing(things: Furniture, house: House) -> None:
    before = house.snapshot()
    tried = [one for one in strangers(reading=False) if one.route not in FOR_WHOEVER_LOOKS]
    assert [str(one) for one in tried if things.send(one).status_code != 404] == []
    body = calendar_body(house, "POST /api/appointments", "cleo", {})
    assert body["client_ids"] == [str(house.dov.id)]
    assert house.bea.browser.post("/api/appointments", json=body).status_code == 404
    assert house.snapshot() == before


def test_whoever_is_shown_everything_reads_every_page(things: Furniture) -> None:
    refused = {
        call.route
        for call in strangers(reading=True)
        if call.whose == "dov" and not things.send(call).is_success
    }
    assert refused == FOR_THOSE_WHO_GIVE_CARE


def test_a_place_beside_an_own_client_gives_no_say_over_who_merely_shows_theirs(
    house: House,
) -> None:
    house.signs_for(house.dov, house.bea)
    put, now = house.bea.browser.put, clock.utc_now()
    begun, ahead = (
        "/api/appointments/" + meeting(house, at, house.ada, house.dov, provider_id=house.cleo.id)
        for at in (now - timedelta(minutes=10), now + timedelta(days=9))
    )
    came = {"attendance": "attended"}
    assert put(f"{begun}/attendance/{house.dov.id}", json=came).status_code == 404
    assert put(f"{begun}/attendance/{house.ada.id}", json=came).status_code == 200
    body = {"day": str((now + timedelta(days=10)).date()), "local_time": "05:30", "confirm": True}
    over = put(f"{ahead}/time", json=body | {"sequence": 0, "provider_id": str(house.bea.id)})
    assert over.json()["code"] == "not_yours_to_hand_over"


def test_whoever_looks_may_still_say_what_came_of_it(house: House) -> None:
    things = furnish(house)
    house.signs_for(house.dov, house.bea)
    found = [one for one in strangers(reading=False) if one.route in FOR_WHOEVER_LOOKS]
    answers = {one.route: things.send(one) for one in found if one.whose == "dov"}
    assert answers.keys() == FOR_WHOEVER_LOOKS
    assert not [one for one, answer in answers.items() if answer.status_code == 404]
