"""Days that never go back to zero, written without a connection, shown to whom the client chose."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Centre, wait_until
from tests.browser.daytime import today
from tests.browser.screens import all_on_disk, pick, ready_for_offline
from tests.browser.test_accessible import faults
from tests.support.house import fresh_id
from tests.support.milestone_furniture import set_team, slip_body, start_body

OpenPhone = Callable[..., Page]


def _answer(page: Page, question: str, words: str) -> None:
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    page.get_by_label("Your words").fill(words)


def test_a_slip_is_written_offline_step_by_step_and_nothing_goes_back_to_zero(
    centre: Centre, phone: OpenPhone
) -> None:
    began = today() - timedelta(days=40)
    body = start_body(starts_on=str(began))
    centre.house.ada.browser.put(f"/api/recovery-starts/{fresh_id()}", json=body)
    page = phone(centre.house.ada, "/days")
    expect(page.get_by_text("40 days in recovery")).to_be_visible()
    ready_for_offline(page)
    page.context.set_offline(True)
    page.goto(centre.origin + "/")
    page.goto(centre.origin + "/days#slip")
    expect(page.get_by_role("link", name="Help now")).to_be_visible()
    assert faults(page) == []
    pick(page, "Yesterday")
    pick(page, "Next")
    _answer(page, "What set it off?", "A call from my brother")
    wait_until(lambda: "A call from my brother" in str(all_on_disk(page, "drafts")))
    page.reload()
    expect(page.get_by_label("Your words")).to_have_value("A call from my brother")
    pick(page, "Next")
    for question in ("What went through your mind?", "What did you do?"):
        expect(page.get_by_role("heading", name=question)).to_be_visible()
        pick(page, "Next")
    _answer(page, "What could help next time?", "Ring Sam first")
    pick(page, "Next")
    expect(page.get_by_role("button", name="Only me")).to_have_attribute("aria-pressed", "true")
    pick(page, "My main counselor, Bea")
    pick(page, "Done")
    for words in ("40 days in recovery", "39 days without use, in all", "1 slip noted"):
        expect(page.get_by_text(words)).to_be_visible()
    assert faults(page) == []
    assert centre.house.count("slip_entry") == 0
    page.context.set_offline(False)
    wait_until(lambda: centre.house.count("slip_entry") == 4)
    desk = phone(centre.house.bea, f"/desk/clients/{centre.house.ada.id}", size=DESK)
    expect(desk.get_by_text("Ring Sam first")).to_be_visible()
    assert centre.house.count("task") == 0


def test_a_client_whose_main_counselor_changed_is_asked_who_may_read_it_now(
    centre: Centre, phone: OpenPhone
) -> None:
    ada, cleo = centre.house.ada, centre.house.cleo
    body = slip_body(shared_with="primary", trigger="Payday")
    ada.browser.put(f"/api/slip-entries/{fresh_id()}", json=body)
    set_team(centre.house, ada, cleo, centre.house.bea)
    page = phone(ada, "/days")
    expect(page.get_by_text("Still only Bea reads this")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Choose who may read it").click()
    expect(page.get_by_text("Who may read it now?")).to_be_visible()
    expect(page.get_by_role("button", name="Only me")).to_have_attribute("aria-pressed", "false")
    assert faults(page) == []
    pick(page, "My main counselor, Cleo")
    pick(page, "Done")
    expect(page.get_by_text("You and Cleo")).to_be_visible()
    path = f"/api/clients/{ada.id}/debriefs"
    wait_until(lambda: len(cleo.browser.get(path).json()["items"]) == 1)
    assert centre.house.bea.browser.get(path).json()["items"] == []
