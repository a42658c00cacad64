"""Milestones: whose they are, who is shown what, and that nothing comes of writing them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import select

from app import clock
from app.episodes.models import CareTeamMember, EpisodeOfCare
from app.people.models import Person, Role, RoleGrant
from tests.support.house import Actor, House, fresh_id
from tests.support.milestone_furniture import slip_body, start_body

SENTINEL = "Zq9-the-argument-on-the-phone"


def _begin(client: Actor, day: str | None, at: datetime | None = None) -> Response:
    said = (at or clock.utc_now()).isoformat()
    body = start_body(starts_on=day, occurred_at=said)
    return client.browser.put(f"/api/recovery-starts/{fresh_id()}", json=body)


def _slip(client: Actor, slip_id: str, at: datetime | None = None, **said: Any) -> Response:
    when = {"occurred_at": (at or clock.utc_now()).isoformat()}
    body = slip_body(slip_id=slip_id, **(when | {"trigger": SENTINEL} | said))
    return client.browser.put(f"/api/slip-entries/{fresh_id()}", json=body)


def _own(client: Actor) -> dict[str, Any]:
    found: dict[str, Any] = client.browser.get("/api/milestones").json()
    return found


def _shown(provider: Actor, client: Actor) -> list[dict[str, Any]]:
    answer = provider.browser.get(f"/api/clients/{client.id}/debriefs")
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _join_team(house: House, provider: Actor, client: Actor) -> None:
    _change_team(house, client, lambda stay: CareTeamMember(
        episode_id=stay.id, provider_id=provider.id, joined_at=clock.utc_now()
    ))  # fmt: skip


def _change_team(
    house: House, client: Actor, member: Callable[[EpisodeOfCare], CareTeamMember]
) -> None:
    with house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
        db.add(member(stay))


def _member(db: Any, client: Actor) -> tuple[EpisodeOfCare, CareTeamMember]:
    stay = db.exec(select(EpisodeOfCare).where(EpisodeOfCare.client_id == client.id)).one()
    wanted = select(CareTeamMember).where(CareTeamMember.episode_id == stay.id)
    return stay, db.exec(wanted).first()


def test_nobody_writes_without_signing_in_or_without_being_a_client(house: House) -> None:
    for browser, status in (
        (house.visitor, 401), (house.bea.browser, 403), (house.edda.browser, 403),
        (house.fay.browser, 403),
    ):  # fmt: skip
        for path, body in (("recovery-starts", start_body()), ("slip-entries", slip_body())):
            answer = browser.put(f"/api/{path}/{fresh_id()}", json=body)
            assert answer.status_code == status
    assert (house.count("recovery_start"), house.count("slip_entry")) == (0, 0)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("recovery-starts", {"starts_on": "soon"}),
        ("recovery-starts", {"starts_on": "2026-02-30"}),
        ("recovery-starts", {"starts_on": "1776-07-04"}),
        ("recovery-starts", {"starts_on": "2026-03-01T10:00:00Z"}),
        ("recovery-starts", {"zone": "Mars/Olympus"}),
        ("recovery-starts", {"why": SENTINEL}),
        ("slip-entries", {"on_day": None}),
        ("slip-entries", {"slip_id": "one"}),
        ("slip-entries", {"trigger": "x" * 2001}),
        ("slip-entries", {"thought": "a\x00b"}),
        ("slip-entries", {"shared_with": "everybody"}),
        ("slip-entries", {"shared_with": None}),
        ("slip-entries", {"client_id": SENTINEL}),
    ],
)
def test_what_does_not_fit_is_named_but_not_repeated(
    house: House, path: str, body: dict[str, Any]
) -> None:
    whole = (start_body() if path == "recovery-starts" else slip_body()) | body
    answer = house.ada.browser.put(f"/api/{path}/{fresh_id()}", json=whole)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert {error["field"] for error in answer.json()["errors"]} == set(body)
    assert SENTINEL not in answer.text
    assert house.count("recovery_start") + house.count("slip_entry") == 0


def test_a_day_without_its_date_is_refused_but_no_day_at_all_is_an_answer(house: House) -> None:
    body = start_body()
    del body["starts_on"]
    path = f"/api/recovery-starts/{fresh_id()}"
    assert house.ada.browser.put(path, json=body).status_code == 422
    assert _begin(house.ada, None).json()["starts_on"] is None
    assert _own(house.ada)["starts_on"] is None


@pytest.mark.parametrize(
    ("path", "body", "other"),
    [
        ("recovery-starts", start_body(), {"starts_on": "2026-03-02"}),
        ("slip-entries", slip_body(), {"trigger": "Other words"}),
    ],
)
def test_twice_is_once_and_the_same_id_with_other_content_is_refused(
    house: House, path: str, body: dict[str, Any], other: dict[str, Any]
) -> None:
    url = f"/api/{path}/{fresh_id()}"
    first, second = (house.ada.browser.put(url, json=body) for _ in range(2))
    assert first.json() == second.json()
    said = [answer.headers["Idempotent-Replay"] for answer in (first, second)]
    assert said == ["false", "true"]
    answer = house.ada.browser.put(url, json=body | other)
    assert (answer.status_code, answer.json()["code"]) == (422, "op_reused")
    assert house.count("recovery_start") + house.count("slip_entry") == 1


def test_a_strangers_days_are_neither_seen_nor_touched(house: House) -> None:
    slip_id, entry_id = fresh_id(), fresh_id()
    path = f"/api/slip-entries/{entry_id}"
    house.ada.browser.put(path, json=slip_body(slip_id=slip_id, trigger=SENTINEL))
    answer = house.dov.browser.put(path, json=slip_body(slip_id=slip_id, trigger="Mine"))
    assert (answer.status_code, answer.headers["Idempotent-Replay"]) == (200, "false")
    assert [slip["trigger"] for slip in _own(house.ada)["slips"]] == [SENTINEL]
    assert [slip["trigger"] for slip in _own(house.dov)["slips"]] == ["Mine"]


def test_a_counselor_who_is_a_stranger_gets_the_answer_for_nothing(house: House) -> None:
    _slip(house.ada, fresh_id(), shared_with="team")
    for whose in (house.ada.id, fresh_id(), house.cleo.id):
        answer = house.cleo.browser.get(f"/api/clients/{whose}/debriefs")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_everything_is_private_until_the_client_says_otherwise(house: House) -> None:
    _begin(house.ada, "2026-03-01")
    body = slip_body(slip_id=fresh_id(), trigger=SENTINEL)
    del body["shared_with"]
    assert house.ada.browser.put(f"/api/slip-entries/{fresh_id()}", json=body).is_success
    assert _own(house.ada)["slips"][0]["shared_with"] == "nobody"
    assert _shown(house.bea, house.ada) == []


def test_who_sees_a_debrief_is_whom_the_client_chose(house: House) -> None:
    _join_team(house, house.cleo, house.ada)
    slip_id = fresh_id()
    for chosen, primary_sees, other_sees in (
        ("primary", 1, 0), ("team", 1, 1), ("nobody", 0, 0), ("primary", 1, 0),
    ):  # fmt: skip
        assert _slip(house.ada, slip_id, shared_with=chosen, sharing_chosen=True).is_success
        assert len(_shown(house.bea, house.ada)) == primary_sees, chosen
        assert len(_shown(house.cleo, house.ada)) == other_sees, chosen


def test_no_other_address_of_the_desk_holds_a_word_of_a_private_debrief(house: House) -> None:
    _begin(house.ada, "2019-07-23")
    _slip(house.ada, fresh_id(), on_day="2019-08-14", shared_with="nobody")
    for path in (
        "", "/weeks", "/episode", "/team", "/level-review", "/plan", "/plan/changes", "/debriefs",
    ):  # fmt: skip
        text = house.bea.browser.get(f"/api/clients/{house.ada.id}{path}").text
        assert not {SENTINEL, "2019-07-23", "2019-08-14"} & set(text.split('"')), path


def test_a_shared_debrief_shows_the_day_and_the_words_and_never_the_start(house: House) -> None:
    _begin(house.ada, "2019-07-23")
    _slip(house.ada, fresh_id(), on_day="2026-04-12", act="Two beers", shared_with="primary")
    answer = house.bea.browser.get(f"/api/clients/{house.ada.id}/debriefs")
    (item,) = answer.json()["items"]
    assert (item["on_day"], item["trigger"], item["act"]) == ("2026-04-12", SENTINEL, "Two beers")
    assert "2019-07-23" not in answer.text


def test_a_slip_taken_back_is_kept_for_the_client_and_shown_to_nobody(house: House) -> None:
    slip_id = fresh_id()
    _slip(house.ada, slip_id, shared_with="team")
    _slip(house.ada, slip_id, shared_with="team", is_mistake=True)
    assert _shown(house.bea, house.ada) == []
    (slip,) = _own(house.ada)["slips"]
    assert (slip["is_mistake"], slip["trigger"]) == (True, SENTINEL)
    _slip(house.ada, slip_id, shared_with="team", is_mistake=False, mistake_chosen=True)
    assert len(_shown(house.bea, house.ada)) == 1
    assert house.count("slip_entry") == 3


def test_who_leaves_the_team_reads_no_more(house: House) -> None:
    _slip(house.ada, fresh_id(), shared_with="primary")
    assert len(_shown(house.bea, house.ada)) == 1
    with house.database.unit_of_work() as db:
        _, member = _member(db, house.ada)
        member.left_at = clock.utc_now()
        db.add(member)
    answer = house.bea.browser.get(f"/api/clients/{house.ada.id}/debriefs")
    assert answer.status_code == 404
    with house.database.unit_of_work() as db:
        _, member = _member(db, house.ada)
        member.left_at = None
        db.add(member)
    assert len(_shown(house.bea, house.ada)) == 1
    with house.database.unit_of_work() as db:
        stay, _ = _member(db, house.ada)
        stay.ended_at = clock.utc_now()
        db.add(stay)
    answer = house.bea.browser.get(f"/api/clients/{house.ada.id}/debriefs")
    assert answer.status_code == 404
    assert len(_own(house.ada)["slips"]) == 1


def test_nobody_is_their_own_counselor(house: House) -> None:
    both = house.client_of(house.bea, "Hal")
    with house.database.unit_of_work() as db:
        grant = RoleGrant(person_id=both.id, role=Role.provider, granted_at=clock.utc_now())
        db.add(grant)
    _join_team(house, both, both)
    _slip(both, fresh_id(), shared_with="team")
    assert _shown(both, both) == []
    assert len(_shown(house.bea, both)) == 1


def test_writing_days_and_slips_raises_no_flag_no_task_and_tells_nobody(house: House) -> None:
    slip_id = fresh_id()
    for day in ("2026-03-01", "2026-04-01", None, "2031-01-01"):
        assert _begin(house.ada, day).is_success
    for on_day in ("2026-04-12", "2026-04-11", "2020-01-01"):
        assert _slip(house.ada, slip_id, on_day=on_day, shared_with="team").is_success
    for table in ("flag", "task", "task_hop", "notice", "reminder", "review"):
        assert house.count(table) == 0, table


def test_the_writing_made_last_counts_whenever_it_arrives(house: House) -> None:
    now, slip_id = clock.utc_now(), fresh_id()
    hour = timedelta(hours=1)
    _begin(house.ada, "2026-03-05", now - hour)
    _begin(house.ada, "2026-03-01", now - 3 * hour)
    _slip(house.ada, slip_id, now - hour, thought="Later")
    _slip(house.ada, slip_id, now - 3 * hour, thought="Earlier", shared_with="team")
    own = _own(house.ada)
    assert own["starts_on"] == "2026-03-05"
    assert [start["starts_on"] for start in own["starts"]] == ["2026-03-01", "2026-03-05"]
    assert [slip["thought"] for slip in own["slips"]] == ["Later"]


def test_two_writings_of_one_second_count_in_the_order_the_phone_made_them(house: House) -> None:
    at, slip_id, ids = clock.utc_now(), fresh_id(), sorted(fresh_id() for _ in range(2))
    for entry_id, thought in (*zip(ids[::-1], ("Second", "First"), strict=True),):
        body = slip_body(slip_id=slip_id, thought=thought, occurred_at=at.isoformat())
        house.ada.browser.put(f"/api/slip-entries/{entry_id}", json=body)
    assert [slip["thought"] for slip in _own(house.ada)["slips"]] == ["Second"]


@pytest.mark.parametrize(
    "said", [datetime(1970, 1, 1, tzinfo=UTC), clock.utc_now() + timedelta(days=365)]
)
def test_a_wrong_clock_refuses_nothing(house: House, said: datetime) -> None:
    assert _begin(house.ada, "2026-03-01", said).json()["happened_at"] > "2026"
    assert _slip(house.ada, fresh_id(), said).is_success


def test_two_slips_of_one_day_are_two(house: House) -> None:
    for _ in range(2):
        _slip(house.ada, fresh_id(), on_day="2026-04-12")
    _slip(house.ada, fresh_id(), on_day="2026-05-02")
    days = [slip["on_day"] for slip in _own(house.ada)["slips"]]
    assert days == ["2026-05-02", "2026-04-12", "2026-04-12"]


def test_the_client_is_told_by_name_who_would_read(house: House) -> None:
    _join_team(house, house.cleo, house.ada)
    house.bea.browser.patch("/api/me", json={"shown_name": "Bea of the evening group"})
    readers = _own(house.ada)["readers"]
    assert readers == {
        "primary": "Bea of the evening group", "primary_id": str(house.bea.id),
        "team": ["Bea of the evening group", "Cleo"],
    }  # fmt: skip
    with house.database.unit_of_work() as db:
        db.get_one(Person, house.cleo.id).disabled_at = clock.utc_now()
    assert _own(house.ada)["readers"]["team"] == ["Bea of the evening group"]


def test_years_of_days_take_as_many_questions_as_one(house: House) -> None:
    def questions() -> tuple[int, int]:
        with house.statements() as own:
            _own(house.ada)
        with house.statements() as shown:
            _shown(house.bea, house.ada)
        return len(own), len(shown)

    _begin(house.ada, "2026-03-01")
    _slip(house.ada, fresh_id(), shared_with="team")
    before = questions()
    for _ in range(20):
        _begin(house.ada, "2026-03-01")
        _slip(house.ada, fresh_id(), shared_with="team")
    assert questions() == before
    assert max(before) <= 10


def test_a_look_at_debriefs_is_on_the_clients_list_of_looks(house: House) -> None:
    _shown(house.bea, house.ada)
    (seen,) = house.ada.browser.get("/api/record-access").json()["items"]
    assert (seen["by"], seen["what"], seen["action"]) == ("Bea", "milestones", "viewed")
