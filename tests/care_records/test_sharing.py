"""Who reads a debrief: whom the client chose last, whatever a clock or an old screen says."""

from datetime import timedelta
from typing import Any

import pytest

from app import clock
from tests.support.house import Actor, House, fresh_id
from tests.support.milestone_furniture import set_team, slip_body

SAYS_SO: dict[str, Any] = {"sharing_chosen": True, "mistake_chosen": True}
AS_IT_IS: dict[str, Any] = {"sharing_chosen": False, "mistake_chosen": False}
HOUR = timedelta(hours=1)


def _write(client: Actor, slip_id: str, ahead: timedelta = timedelta(0), **said: Any) -> Any:
    at = (clock.utc_now() + ahead).isoformat()
    body = slip_body(slip_id=slip_id, occurred_at=at) | said
    answer = client.browser.put(f"/api/slip-entries/{fresh_id()}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _own(client: Actor) -> dict[str, Any]:
    (slip,) = client.browser.get("/api/milestones").json()["slips"]
    found: dict[str, Any] = slip
    return found


def _shown(provider: Actor, client: Actor) -> int:
    answer = provider.browser.get(f"/api/clients/{client.id}/debriefs")
    assert answer.status_code == 200
    return len(answer.json()["items"])


def test_closing_counts_though_the_clock_ran_ahead_when_it_was_opened(house: House) -> None:
    slip_id = fresh_id()
    _write(house.ada, slip_id, ahead=23 * HOUR, shared_with="team", trigger="Ahead", **SAYS_SO)
    assert _shown(house.bea, house.ada) == 1
    closed = _write(house.ada, slip_id, shared_with="nobody", trigger="Now", **SAYS_SO)
    assert (closed["shared_with"], _shown(house.bea, house.ada)) == ("nobody", 0)
    assert (_own(house.ada)["shared_with"], _own(house.ada)["trigger"]) == ("nobody", "Ahead")


def test_taking_a_slip_back_counts_though_an_earlier_writing_ran_ahead(house: House) -> None:
    slip_id = fresh_id()
    _write(house.ada, slip_id, ahead=23 * HOUR, shared_with="team", **SAYS_SO)
    _write(house.ada, slip_id, shared_with="team", is_mistake=True, **AS_IT_IS | {
        "mistake_chosen": True
    })  # fmt: skip
    assert (_shown(house.bea, house.ada), _own(house.ada)["is_mistake"]) == (0, True)


@pytest.mark.parametrize("said", [AS_IT_IS, {}])
def test_an_edit_from_an_old_screen_opens_nothing_again(house: House, said: dict[str, Any]) -> None:
    slip_id = fresh_id()
    _write(house.ada, slip_id, shared_with="team")
    _write(house.ada, slip_id, shared_with="nobody", **SAYS_SO)
    edited = _write(house.ada, slip_id, shared_with="team", trigger="One more line", **said)
    assert (edited["shared_with"], _shown(house.bea, house.ada)) == ("nobody", 0)
    assert _own(house.ada)["trigger"] == "One more line"
    _write(house.ada, slip_id, shared_with="team", **SAYS_SO)
    _write(house.ada, slip_id, shared_with="team", is_mistake=True, **SAYS_SO)
    _write(house.ada, slip_id, shared_with="team", is_mistake=False, **said)
    assert (_shown(house.bea, house.ada), _own(house.ada)["is_mistake"]) == (0, True)


def test_an_edit_from_an_old_screen_closes_nothing_but_an_older_application_may(
    house: House,
) -> None:
    slip_id = fresh_id()
    _write(house.ada, slip_id, shared_with="team")
    _write(house.ada, slip_id, shared_with="nobody", **AS_IT_IS)
    assert _shown(house.bea, house.ada) == 1
    _write(house.ada, slip_id, shared_with="nobody")
    assert _shown(house.bea, house.ada) == 0


def test_what_does_not_say_what_was_chosen_is_the_same_writing_as_before(house: House) -> None:
    path, body = f"/api/slip-entries/{fresh_id()}", slip_body()
    house.ada.browser.put(path, json=body)
    none = dict.fromkeys(("sharing_chosen", "mistake_chosen", "reader_id"))
    again = house.ada.browser.put(path, json=body | none)
    assert (again.status_code, again.headers["Idempotent-Replay"]) == (200, "true")
    other = house.ada.browser.put(path, json=body | {"sharing_chosen": True})
    assert (other.status_code, other.json()["code"]) == (422, "op_reused")


def test_who_makes_themselves_main_counselor_reads_nothing_shown_to_another(house: House) -> None:
    set_team(house, house.ada, house.bea, house.cleo)
    slip_id = fresh_id()
    _write(house.ada, slip_id, shared_with="primary", **SAYS_SO)
    assert (_shown(house.bea, house.ada), _shown(house.cleo, house.ada)) == (1, 0)
    set_team(house, house.ada, house.cleo, house.bea)
    assert (_shown(house.bea, house.ada), _shown(house.cleo, house.ada)) == (1, 0)
    assert _own(house.ada)["reader"] == {"name": "Bea", "is_primary": False, "reads": True}
    _write(house.ada, slip_id, shared_with="primary", trigger="More", **AS_IT_IS)
    assert (_shown(house.bea, house.ada), _shown(house.cleo, house.ada)) == (1, 0)
    set_team(house, house.ada, house.cleo)
    assert _shown(house.cleo, house.ada) == 0
    assert _own(house.ada)["reader"] == {"name": "Bea", "is_primary": False, "reads": False}
    _write(house.ada, slip_id, shared_with="primary", **SAYS_SO)
    assert _shown(house.cleo, house.ada) == 1
    assert _own(house.ada)["reader"] == {"name": "Cleo", "is_primary": True, "reads": True}


def test_the_person_the_client_was_shown_reads_it_however_late_it_arrives(house: House) -> None:
    set_team(house, house.ada, house.cleo, house.bea)
    meant: dict[str, Any] = {"shared_with": "primary", "reader_id": str(house.bea.id)}
    _write(house.ada, fresh_id(), **meant, **SAYS_SO)
    assert (_shown(house.bea, house.ada), _shown(house.cleo, house.ada)) == (1, 0)


def test_an_id_that_is_not_on_the_team_tells_no_name_and_opens_nothing(house: House) -> None:
    for stranger in (str(house.dov.id), str(house.cleo.id), fresh_id()):
        slip_id = fresh_id()
        said = _write(house.ada, slip_id, shared_with="primary", reader_id=stranger, **SAYS_SO)
        assert (said["shared_with"], said["reader"]) == ("primary", None)
    assert _shown(house.bea, house.ada) == 0


def test_without_a_main_counselor_nobody_reads_it_later(house: House) -> None:
    set_team(house, house.ada, None, house.bea, house.cleo)
    _write(house.ada, fresh_id(), shared_with="primary", **SAYS_SO)
    set_team(house, house.ada, house.cleo, house.bea)
    assert (_shown(house.bea, house.ada), _shown(house.cleo, house.ada)) == (0, 0)
    assert _own(house.ada)["reader"] is None
