"""What the team asks for on these days is among the first things, and says to no bystander what."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser import daytime
from tests.browser.conftest import Centre, wait_until
from tests.browser.screens import pick, ready_for_offline
from tests.browser.test_accessible import faults
from tests.support.house import fresh_id
from tests.support.monitoring_furniture import order_body

OpenPhone = Callable[..., Page]
ASKED = "Something is asked of you"


def test_what_is_asked_for_today_leads_to_its_answer_and_goes_with_it(
    centre: Centre, phone: OpenPhone
) -> None:
    house = centre.house
    today = daytime.today()
    later = today + timedelta(days=30)
    for first, last in ((today, today), (later, later)):
        days = {"due_from": str(first), "due_until": str(last)}
        body = order_body(specimen="self_report", panel=["alcohol"], **days)
        path = f"/api/clients/{house.ada.id}/monitoring-orders/{fresh_id()}"
        house.bea.browser.put(path, json=body).raise_for_status()
    page = phone(house.ada)
    expect(page.get_by_role("link", name=ASKED)).to_have_count(1)
    expect(page.get_by_role("link", name=ASKED)).to_contain_text("By the end of today")
    assert faults(page) == []
    ready_for_offline(page)
    page.context.set_offline(True)
    page.reload()
    page.get_by_role("link", name=ASKED).click()
    page.get_by_role("button", name="Answer", exact=True).first.click()
    page.get_by_role("dialog").get_by_role("button", name="No", exact=True).click()
    pick(page, "Save")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.goto(centre.origin + "/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
    expect(page.get_by_role("link", name="Around treatment")).to_be_visible()
    expect(page.get_by_role("link", name=ASKED)).to_have_count(0)
    page.context.set_offline(False)
    wait_until(lambda: centre.house.count("monitoring_result") == 1)
