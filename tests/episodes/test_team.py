"""The care team: who joins, who leaves, and one primary counselor at any time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import time_machine
from sqlmodel import col, select

from app import clock
from app.episodes import queries
from app.episodes.models import CareTeamMember
from app.people.models import Person, Profession, Role, RoleGrant
from tests.episodes.leaving import put_back, while_leaving
from tests.episodes.ways import begin, close_account, code, put_on_team, step, team
from tests.support.house import Actor, House, fresh_id


def _remove(by: Actor, client: Actor, provider: Actor) -> tuple[int, str]:
    answer = by.browser.delete(f"/api/clients/{client.id}/team/{provider.id}")
    return (204, "") if answer.status_code == 204 else code(answer)


def _told(actor: Actor) -> list[dict[str, object]]:
    items = actor.browser.get("/api/notices").json()["items"]
    return [item for item in items if item["kind"] == "team_changed"]


def _providers(actor: Actor) -> set[str]:
    items = actor.browser.get("/api/providers").json()["items"]
    return {item["shown_name"] for item in items}


def test_strangers_and_clients_change_no_team(house: House) -> None:
    before = house.snapshot()
    for actor in (house.cleo, house.edda, house.dov, house.fay, house.gus, house.ada):
        for client_id in (str(house.ada.id), fresh_id()):
            assert code(put_on_team(actor, client_id, house.cleo)) in {
                (404, "not_found"), (403, "not_allowed"),
            }  # fmt: skip
        assert _remove(actor, house.ada, house.bea) in {(404, "not_found"), (403, "not_allowed")}
        assert actor.browser.get(f"/api/clients/{house.ada.id}/team").status_code in {403, 404}
    assert house.snapshot() == before


def test_only_those_who_work_here_join_a_team(house: House) -> None:
    close_account(house, house.cleo)
    for actor, why in (
        (house.dov, (404, "not_found")), (house.edda, (404, "not_found")),
        (house.ada, (404, "not_found")), (house.cleo, (409, "provider_gone")),
    ):  # fmt: skip
        for is_primary in (True, False):
            answer = put_on_team(house.bea, house.ada, actor, is_primary=is_primary)
            assert code(answer) == why, actor.name
    assert team(house.bea, house.ada) == {"Bea": True}


def test_nobody_is_on_their_own_team(house: House) -> None:
    with house.database.unit_of_work() as db:
        now = clock.utc_now()
        db.add(RoleGrant(person_id=house.ada.id, role=Role.provider, granted_at=now))
    assert code(put_on_team(house.bea, house.ada, house.ada)) == (404, "not_found")
    assert code(put_on_team(house.ada, house.ada, house.cleo)) == (404, "not_found")


def test_nobody_is_their_own_counselor(house: House) -> None:
    with house.database.unit_of_work() as db:
        now = clock.utc_now()
        for role in (Role.provider, Role.administrator):
            db.add(RoleGrant(person_id=house.ada.id, role=role, granted_at=now))
        db.get_one(Person, house.ada.id).profession = Profession.counselor
    close_account(house, house.bea)
    path, send = f"/api/clients/{house.ada.id}", house.ada.browser
    cap = {"sessions_a_day": 9}
    answers = [
        *(send.get(f"{path}{part}") for part in ("", "/episode", "/team")),
        send.post(f"{path}/invitations", json={}),
        send.put(f"{path}/sessions-a-day", json=cap),
        send.put(f"{path}/assessment", json={"fits": True}),
        step(house.ada, house.ada.id, "treatment", level="Level 2"),
        put_on_team(house.ada, house.ada, house.cleo, is_primary=True),
    ]
    assert {code(answer) for answer in answers} == {(404, "not_found")}
    assert send.get("/api/clients").json()["items"] == []
    assert send.get("/api/my-team").status_code == 200


def test_whoever_leaves_the_team_while_they_wait_changes_nothing(house: House) -> None:
    put_on_team(house.bea, house.ada, house.cleo)
    actions = (
        lambda: step(house.cleo, house.ada.id, "aftercare", outcome="completed"),
        lambda: put_on_team(house.cleo, house.ada, house.cleo, is_primary=True),
    )
    for act in actions:
        assert code(while_leaving(house, house.ada, house.cleo, act)) == (404, "not_found")
        put_back(house, house.ada, house.cleo)
    assert team(house.bea, house.ada) == {"Bea": True, "Cleo": False}


def test_the_primary_counselor_goes_only_when_there_is_another(house: House) -> None:
    assert _remove(house.bea, house.ada, house.bea) == (409, "primary_needed")
    answer = put_on_team(house.bea, house.ada, house.bea, is_primary=False)
    assert code(answer) == (409, "primary_needed")
    assert team(house.bea, house.ada) == {"Bea": True}


def test_somebody_joins_sees_the_client_leaves_and_sees_nothing(house: House) -> None:
    path = f"/api/clients/{house.ada.id}"
    assert put_on_team(house.bea, house.ada, house.cleo).status_code == 200
    assert house.cleo.browser.get(path).status_code == 200
    assert _remove(house.cleo, house.ada, house.cleo) == (204, "")
    assert house.cleo.browser.get(path).status_code == 404
    assert _remove(house.bea, house.ada, house.cleo) == (204, "")
    assert team(house.bea, house.ada) == {"Bea": True}


def test_another_primary_counselor_is_one_step_and_the_one_before_stays_or_goes(
    house: House,
) -> None:
    put_on_team(house.bea, house.ada, house.cleo, is_primary=True)
    assert team(house.cleo, house.ada) == {"Cleo": True, "Bea": False}
    put_on_team(house.bea, house.ada, house.bea, is_primary=True, former_stays=False)
    assert team(house.bea, house.ada) == {"Bea": True}


def test_whoever_comes_back_has_both_times_kept(house: House) -> None:
    began = clock.utc_now()
    with time_machine.travel(began, tick=False) as times:
        for _ in range(2):
            times.shift(timedelta(minutes=10))
            put_on_team(house.bea, house.ada, house.cleo)
            times.shift(timedelta(minutes=10))
            _remove(house.bea, house.ada, house.cleo)
        times.shift(timedelta(minutes=10))
        put_on_team(house.bea, house.ada, house.cleo)
        times.shift(timedelta(minutes=10))
        items = put_on_team(house.bea, house.ada, house.cleo, is_primary=True).json()["items"]
    with house.database.unit_of_work() as db:
        rows = db.exec(
            select(CareTeamMember)
            .where(CareTeamMember.provider_id == house.cleo.id)
            .order_by(col(CareTeamMember.joined_at))
        ).all()
    own = [row for row in rows if row.joined_at >= began]
    minutes = [
        [at and round((at - began).total_seconds() / 60) for at in (row.joined_at, row.left_at)]
        for row in own
    ]
    assert minutes == [[10, 20], [30, 40], [50, 60], [60, None]]
    # A change of part is no break.
    since = {item["shown_name"]: item["since"] for item in items}
    assert since["Cleo"] == own[2].joined_at.isoformat().replace("+00:00", "Z")


def test_joining_and_leaving_in_one_instant_is_told_apart(house: House) -> None:
    with time_machine.travel(clock.utc_now(), tick=False):
        for _ in range(3):
            put_on_team(house.bea, house.ada, house.cleo)
            put_on_team(house.bea, house.ada, house.cleo, is_primary=True)
            put_on_team(house.bea, house.ada, house.bea, is_primary=True)
            _remove(house.bea, house.ada, house.cleo)
        put_on_team(house.bea, house.ada, house.cleo)
    assert team(house.bea, house.ada) == {"Bea": True, "Cleo": False}


def test_all_who_name_another_primary_counselor_at_once_leave_one(house: House) -> None:
    others = [house.person(name, Role.provider) for name in ("Abe", "Hal", "Ida", "Jon")]
    browsers = [house.another_browser(house.bea) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        sent = [
            pool.submit(
                browser.put,
                f"/api/clients/{house.ada.id}/team/{others[number % 4].id}",
                json={"is_primary": True, "former_stays": number % 2 == 0},
            )
            for number, browser in enumerate(browsers)
        ]
        codes = {future.result().status_code for future in sent}
    assert codes <= {200, 404, 409}  # 404: Bea was sent away by one of the others
    with house.database.unit_of_work() as db:
        rows = db.exec(select(CareTeamMember).where(col(CareTeamMember.left_at).is_(None))).all()
        stay = queries.running_episode(db, house.ada.id)
    assert stay is not None
    now = [row for row in rows if row.episode_id == stay.id]
    assert [row.is_primary for row in now].count(True) == 1
    assert len({row.provider_id for row in now}) == len(now)


def test_the_same_said_again_changes_nothing(house: House) -> None:
    put_on_team(house.bea, house.ada, house.cleo)
    before = house.count("care_team_member"), house.count("notice")
    put_on_team(house.bea, house.ada, house.cleo)
    put_on_team(house.bea, house.ada, house.bea, is_primary=True)
    assert (house.count("care_team_member"), house.count("notice")) == before


def test_everybody_concerned_is_told_but_not_by_whom(house: House) -> None:
    put_on_team(house.bea, house.ada, house.cleo, is_primary=True)
    [mine], [theirs] = _told(house.ada), _told(house.cleo)
    assert (mine["by"], mine["about"]) == ("Bea", None)
    assert (theirs["by"], theirs["about"]) == (
        None, {"id": str(house.ada.id), "shown_name": "Ada"},
    )  # fmt: skip
    assert _told(house.bea) == []


def test_whose_account_is_closed_is_shown_as_such_and_is_nobodys_contact(house: House) -> None:
    put_on_team(house.bea, house.ada, house.cleo)
    close_account(house, house.cleo)
    items = house.bea.browser.get(f"/api/clients/{house.ada.id}/team").json()["items"]
    assert [(item["shown_name"], item["closed"]) for item in items] == [
        ("Bea", False), ("Cleo", True),
    ]  # fmt: skip
    with house.database.unit_of_work() as db:
        assert queries.team_ids(db, house.ada.id) == [house.bea.id]
        assert queries.primary_of(db, house.dov.id) is None
    assert _providers(house.bea) == {"Bea"}


def test_an_administrator_follows_up_when_the_primary_counselor_has_gone(house: House) -> None:
    def waiting() -> list[str]:
        items = house.edda.browser.get("/api/unattended-clients").json()["items"]
        return [item["shown_name"] for item in items]

    assert waiting() == []
    assert house.bea.browser.get("/api/unattended-clients").status_code == 403
    house.edda.browser.put(f"/api/staff/{house.cleo.id}/closure", json={})
    assert waiting() == ["Dov"]
    assert code(put_on_team(house.bea, house.dov, house.bea, is_primary=True)) == (
        404, "not_found",
    )  # fmt: skip
    done = put_on_team(house.edda, house.dov, house.bea, is_primary=True)
    assert [item["shown_name"] for item in done.json()["items"]] == ["Bea"]
    assert waiting() == []
    assert house.bea.browser.get(f"/api/clients/{house.dov.id}").status_code == 200
    # Now there is somebody: the administrator's part is over.
    assert code(put_on_team(house.edda, house.dov, house.bea)) == (404, "not_found")


def test_an_ended_stay_has_no_team_to_change(house: House) -> None:
    step(house.bea, house.ada.id, "treatment", outcome="left")
    assert code(put_on_team(house.bea, house.ada, house.cleo)) == (404, "not_found")
    with house.database.unit_of_work() as db:
        assert queries.team_ids(db, house.ada.id) == []


def test_a_referral_has_a_primary_counselor_too(house: House) -> None:
    client_id = begin(house, house.bea)
    assert team(house.bea, client_id) == {"Bea": True}
    with house.database.unit_of_work() as db:
        assert queries.primary_of(db, UUID(client_id)) == house.bea.id


def test_a_large_team_is_read_with_few_questions(house: House) -> None:
    def asked() -> int:
        with house.statements() as seen:
            assert house.bea.browser.get(f"/api/clients/{house.ada.id}/team").status_code == 200
        return len(seen)

    small = asked()
    for number in range(6):
        put_on_team(house.bea, house.ada, house.person(f"Abe {number}", Role.provider))
    assert asked() == small <= 10
