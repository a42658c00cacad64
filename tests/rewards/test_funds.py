"""Rules and funds: the administrator's; and a fund's ledger as a file that leaves its trace."""

import csv
import hashlib
import io
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from httpx2 import Response

from app import clock
from app.ids import new_id
from app.rewards.export import NOTICE
from app.rewards.references import reference_key, reference_of
from tests.support.house import Actor, House, fresh_id
from tests.support.reward_furniture import add_fund, add_rules, bowl, furnish_rewards, rules_body

PRIZES = {"cost": 10, "bowl": bowl(well_done=(5, 0), small=(3, 100), large=(1, 5000))}


def _save(house: House, **body: Any) -> Response:
    path = f"/api/programs/{house.programme_id}/rewards"
    return house.edda.browser.put(path, json={"fund_id": None, "rules": None} | body)


def _code(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_only_an_administrator_sets_rules_and_reads_funds(house: House) -> None:
    ids = furnish_rewards(house, house.ada)
    path = f"/api/programs/{house.programme_id}/rewards"
    for who in (house.ada, house.bea, house.fay):
        assert who.browser.put(path, json={"rules": None}).status_code == 403
        for route in ("/api/reward-funds", f"/api/reward-funds/{ids['fund_id']}/ledger"):
            assert who.browser.get(route).status_code == 403
    assert house.bea.browser.get(path).json()["made_by"] == "Edda"
    nowhere = f"/api/reward-funds/{fresh_id()}"
    assert house.edda.browser.get(f"{nowhere}/ledger").status_code == 404
    assert house.edda.browser.put(f"{nowhere}/closure", json={}).status_code == 404


@pytest.mark.parametrize("cap", [0, -1, 10_001, 7.5, "75", None])
def test_a_cap_is_whole_dollars_within_reason(house: House, cap: Any) -> None:
    body = {"name": "Fund", "cap_a_year": cap}
    assert _code(house.edda.browser.post("/api/reward-funds", json=body)) == (422, "invalid")


def test_rules_need_a_fund_that_can_pay_for_their_prizes(house: House) -> None:
    rules = rules_body(draws=PRIZES)
    assert _code(_save(house, rules=rules)) == (422, "invalid")
    assert _code(_save(house, rules=rules, fund_id=fresh_id())) == (422, "no_such_fund")
    small = str(add_fund(house, 49))
    assert _code(_save(house, rules=rules, fund_id=small)) == (422, "prize_over_cap")
    fund = str(add_fund(house, 75))
    assert _save(house, rules=rules, fund_id=fund).json()["rules"] == rules
    house.edda.browser.put(f"/api/reward-funds/{fund}/closure", json={})
    assert _code(_save(house, rules=rules, fund_id=fund)) == (422, "no_such_fund")
    assert _save(house).json()["rules"] is None, "turned off is possible at any time"


def test_opioids_are_never_among_what_is_rewarded(house: House) -> None:
    for substance in ("opioids", "fentanyl"):
        rules = rules_body(results={"points": 5, "substances": [substance]})
        assert _code(_save(house, rules=rules)) == (422, "invalid")
    assert house.count("reward_scheme") == 0


def test_the_same_rules_again_are_no_new_ones(house: House) -> None:
    for _ in range(2):
        assert _save(house, rules=rules_body()).is_success
    assert house.count("reward_scheme") == 1


def _sheet(house: House, fund_id: str) -> list[list[str]]:
    answer = house.edda.browser.get(f"/api/reward-funds/{fund_id}/ledger")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.text)))


def test_the_file_names_no_client_adds_up_and_has_no_formula_in_it(house: House) -> None:
    ids, of_dov = furnish_rewards(house, house.ada), furnish_rewards(house, house.dov)
    fund, prizes = ids["fund_id"], f"/api/clients/{house.ada.id}/prizes"
    house.bea.browser.patch("/api/me", json={"shown_name": "=HYPERLINK(1)"})
    out = house.bea.browser.put
    out(f"{prizes}/{ids['prize_id']}/handing-out", json={"is_handed_out": True})
    reason = {"line": "@SUM(1+1)*cmd|' /C calc'!A0"}
    out(f"{prizes}/{ids['cancelled_prize_id']}/cancellation", json=reason)
    add_rules(house, fund_id=UUID(fund))
    notice, _, head, *rows = _sheet(house, fund)
    assert (notice, head[:3]) == ([NOTICE], ["day", "at_utc", "reference"])
    assert [(row[3], row[5]) for row in rows] == [
        ("draw", "5.00"), ("draw", "5.00"), ("handed_out", "-5.00"), ("corrected", "-5.00"),
    ]  # fmt: skip
    cells = [cell for row in rows for cell in row if cell and not _is_amount(cell)]
    assert not [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert rows[2][7] == "'=HYPERLINK(1)"
    assert rows[3][8] == "'" + reason["line"]
    shown = house.bea.browser.get(f"/api/clients/{house.ada.id}/points").json()["reference"]
    assert {row[2] for row in rows} == {shown}
    assert not {"Ada", str(house.ada.id)} & {cell for row in rows for cell in row}
    assert _sheet(house, of_dov["fund_id"])[3][2] != shown


def test_nobody_who_knows_both_ids_can_reckon_a_reference(house: House) -> None:
    ids = furnish_rewards(house, house.ada)
    reference = _sheet(house, ids["fund_id"])[3][2]
    for said in (
        f"{ids['fund_id']}:{house.ada.id}".encode(),
        UUID(ids["fund_id"]).bytes + house.ada.id.bytes,
    ):
        assert not hashlib.sha256(said).hexdigest().startswith(reference)


def test_each_installation_has_a_key_of_its_own_that_it_keeps(tmp_path: Path) -> None:
    keys = [reference_key(tmp_path / place) for place in ("here", "there", "here")]
    fund, client = new_id(), new_id()
    here, there, again = (reference_of(key, fund, client) for key in keys)
    assert (here == again, here == there) == (True, False)
    assert (tmp_path / "here" / "references.key").stat().st_mode & 0o077 == 0


def test_after_the_rules_are_over_a_client_keeps_their_reference(house: House) -> None:
    ids = furnish_rewards(house, house.ada)
    path = f"/api/clients/{house.ada.id}/points"
    before = house.bea.browser.get(path).json()["reference"]
    add_rules(house, clock.utc_now(), rules=None)
    assert house.bea.browser.get(path).json()["reference"] == before
    assert {row[2] for row in _sheet(house, ids["fund_id"])[3:]} == {before}


def _is_amount(cell: str) -> bool:
    return cell.replace(".", "", 1).lstrip("-").isdigit()


def test_whoever_is_in_the_file_sees_that_it_was_read(house: House) -> None:
    ids = furnish_rewards(house, house.ada)
    furnish_rewards(house, house.dov)
    _sheet(house, ids["fund_id"])
    assert [_looks(house.ada), _looks(house.dov)] == [[("Edda", "viewed", "rewards")], []]


def _looks(client: Actor) -> list[tuple[str, str, str]]:
    items = client.browser.get("/api/record-access").json()["items"]
    return [(item["by"], item["action"], item["what"]) for item in items]
