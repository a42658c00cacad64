"""Prizes that wait: on the list of whoever may hand them out, and of nobody else."""

from typing import Any
from uuid import UUID

from httpx2 import Response
from sqlmodel import select

from app import clock
from app.access.models import Data
from app.episodes.models import EpisodeOfCare, Phase
from app.people.models import Role, RoleGrant
from app.rewards.models import EntryKind
from tests.support.house import Actor, House, fresh_id
from tests.support.reward_furniture import LONG_AGO, add_fund, add_line, add_rules


def _prize(house: House, client: Actor, fund_id: UUID | None = None, **said: Any) -> str:
    fund = fund_id or add_fund(house)
    return str(add_line(house, client, add_rules(house, fund_id=fund), fund_id=fund, **said))


def _list(who: Actor) -> list[dict[str, Any]]:
    answer = who.browser.get("/api/waiting-prizes")
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def _hand_out(who: Actor, client: Actor, prize_id: str, **said: Any) -> Response:
    path = f"/api/clients/{client.id}/prizes/{prize_id}/handing-out"
    return who.browser.put(path, json={"is_handed_out": True} | said)


def _left_over(who: Actor, fund_id: UUID | str) -> Response:
    return who.browser.get(f"/api/reward-funds/{fund_id}/left-over-prizes")


def _note(who: Actor, fund_id: UUID | str, prize_id: str) -> Response:
    path = f"/api/reward-funds/{fund_id}/left-over-prizes/{prize_id}/handing-out"
    return who.browser.put(path, json={})


def _change_stay(house: House, client: Actor, **values: Any) -> None:
    with house.database.unit_of_work() as db:
        of_client = EpisodeOfCare.client_id == client.id
        stay = db.exec(select(EpisodeOfCare).where(of_client)).one()
        for name, value in values.items():
            setattr(stay, name, value)
        db.add(stay)


def test_nobody_has_prizes_of_others_clients_on_their_list(house: House) -> None:
    _prize(house, house.ada)
    assert [one["client"]["shown_name"] for one in _list(house.bea)] == ["Ada"]
    assert _list(house.cleo) == []
    for who in (house.ada, house.edda, house.fay):
        assert who.browser.get("/api/waiting-prizes").status_code == 403
    house.signs_for(house.ada, house.cleo)
    assert _list(house.cleo) == [], "who merely reads hands nothing out"
    _change_stay(house, house.ada, phase=Phase.alumni)
    assert _list(house.bea) == []
    house.signs_for(house.ada, house.bea, Data.rewards)
    assert len(_list(house.bea)) == 1, "an alumna shows her points to whom she likes"
    _change_stay(house, house.ada, ended_at=clock.utc_now())
    assert _list(house.bea) == []


def test_nobody_hands_out_to_themselves(house: House) -> None:
    with house.database.unit_of_work() as db:
        for who, role in ((house.ada, Role.provider), (house.gus, Role.administrator)):
            grant = RoleGrant(person_id=who.id, role=role, granted_at=LONG_AGO)
            db.add(grant)
    _prize(house, house.ada)
    assert _list(house.ada) == []
    fund = add_fund(house)
    own = _prize(house, house.gus, fund)
    assert _left_over(house.gus, fund).json()["items"] == []
    assert _note(house.gus, fund, own).status_code == 404
    assert len(_left_over(house.edda, fund).json()["items"]) == 1


def test_the_list_says_who_what_and_since_when_until_it_is_handed_out(house: House) -> None:
    old = _prize(house, house.ada, on_day=LONG_AGO.date(), at=LONG_AGO)
    ola = house.client_of(house.bea, "Ola")
    new, gone = _prize(house, ola, cents=2000), _prize(house, ola)
    _prize(house, house.ada, cents=0, fund_id=None)
    path = f"/api/clients/{ola.id}/prizes/{gone}/cancellation"
    assert house.bea.browser.put(path, json={"line": "By mistake"}).is_success
    first, second = _list(house.bea)
    assert first == {
        "id": old, "client": {"id": str(house.ada.id), "shown_name": "Ada"}, "size": "small",
        "cents": 500, "on_day": LONG_AGO.date().isoformat(),
    }  # fmt: skip
    assert (second["id"], second["client"]["shown_name"], second["cents"]) == (new, "Ola", 2000)
    assert _hand_out(house.bea, house.ada, old).is_success
    assert [one["id"] for one in _list(house.bea)] == [new]
    back = {"is_handed_out": False, "line": "Nobody came for it"}
    assert _hand_out(house.bea, house.ada, old, **back).is_success
    assert [one["id"] for one in _list(house.bea)] == [old, new]


def test_many_take_as_many_questions_as_one(house: House) -> None:
    counts = []
    for number in (1, 4):
        for name in range(number):
            _prize(house, house.client_of(house.bea, f"Client {number} {name}"))
        with house.statements() as asked:
            assert len(_list(house.bea)) >= number
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_left_over_is_an_administrators_and_only_after_care(house: House) -> None:
    fund, other = add_fund(house), add_fund(house)
    in_care, prize = _prize(house, house.ada, fund), _prize(house, house.gus, fund)
    gone = _prize(house, house.gus, fund)
    taken_back = {"kind": EntryKind.corrected, "for_what": "prize", "key": gone, "drawn": None}
    add_line(house, house.gus, add_rules(house, fund_id=fund), fund_id=fund, **taken_back)
    for who in (house.ada, house.bea, house.gus, house.fay):
        assert _left_over(who, fund).status_code == 403
        assert _note(who, fund, prize).status_code == 403
    before = house.snapshot()
    tried = [_left_over(house.edda, fresh_id()), _note(house.edda, fresh_id(), prize)]
    tried += [_note(house.edda, fund, one) for one in (in_care, gone, fresh_id())]
    tried.append(_note(house.edda, other, prize))
    assert {(one.status_code, one.json()["code"]) for one in tried} == {(404, "not_found")}
    assert house.snapshot() == before


def test_a_prize_left_over_is_handed_out_once_by_its_reference_and_nobody_is_named(
    house: House,
) -> None:
    fund = add_fund(house)
    prize = _prize(house, house.ada, fund)
    assert _left_over(house.edda, fund).json()["items"] == []
    _change_stay(house, house.ada, ended_at=clock.utc_now())
    assert _hand_out(house.bea, house.ada, prize).status_code == 404
    answer = _left_over(house.edda, fund)
    [item] = answer.json()["items"]
    own = house.ada.browser.get("/api/points").json()["entries"][0]
    assert (item["id"], item["reference"], item["cents"]) == (prize, own["reference"], 500)
    assert not [word for word in ("Ada", str(house.ada.id)) if word in answer.text]
    for _ in range(2):
        assert _note(house.edda, fund, prize).status_code == 204
    assert _left_over(house.edda, fund).json()["items"] == []
    newest, drawn = house.ada.browser.get("/api/points").json()["entries"]
    assert (newest["kind"], newest["by"], newest["cents"]) == ("handed_out", "Edda", -500)
    assert (drawn["prize"], drawn["reference"]) == ("handed_out", None)
    looks = house.ada.browser.get("/api/record-access").json()["items"]
    seen = {(one["action"], one["what"]) for one in looks if one["by"] == "Edda"}
    assert seen == {("viewed", "rewards"), ("changed", "rewards")}
