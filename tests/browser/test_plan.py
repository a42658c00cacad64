"""The plan in a real browser: two who write at once, one of them without a connection."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESK, Centre, wait_until
from tests.browser.screens import all_has_come, on_disk, pick, ready_for_offline, wait_with
from tests.browser.test_accessible import faults
from tests.treatment_plan.plans import goal_text, plan
from tests.treatment_plan.writing import desk, read, write

OpenPhone = Callable[..., Page]
MINE = "/api/plan"


def _begun(centre: Centre) -> None:
    house = centre.house
    write(house.bea.browser, desk(house.ada), 0, plan(), why="First talk")


def _goal(centre: Centre) -> str:
    content = read(centre.house.ada.browser, MINE)["content"]
    found: str = content["problems"][0]["goals"][0]["text"]
    return found


def _change_goal(page: Page, words: str) -> None:
    pick(page, "Change my words")
    page.get_by_label("Goal", exact=True).fill(words)


def _tick(page: Page, step: str, *, is_done: bool) -> None:
    """A tap, and what it said is shown: from then on it is on the phone's disk."""
    done = page.get_by_text(re.compile(r"^[012] of 2 done"))
    before = done.inner_text()
    page.get_by_label(step).click()
    expect(done).not_to_have_text(before)
    expect(page.get_by_label(step)).to_be_checked(checked=is_done)


def _open_desk(centre: Centre, phone: OpenPhone) -> Page:
    page = phone(centre.house.bea, f"/desk/clients/{centre.house.ada.id}/plan", size=DESK)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ada")
    return page


def test_steps_ticked_offline_are_there_at_once_and_reach_the_server_once(
    centre: Centre, phone: OpenPhone
) -> None:
    _begun(centre)
    page = phone(centre.house.ada, "/plan")
    expect(page.get_by_text("I want my evenings back")).to_be_visible()
    ready_for_offline(page)
    page.context.set_offline(True)
    page.reload()
    _tick(page, "Call Robin on Friday", is_done=True)
    _tick(page, "Cook on Saturday", is_done=True)
    _tick(page, "Cook on Saturday", is_done=False)
    expect(page.get_by_text("1 of 2 done")).to_be_visible()
    page.get_by_label("New note").fill("Fridays are the hardest.")
    pick(page, "Keep the note")
    expect(page.get_by_text("Fridays are the hardest.")).to_be_visible()
    context = page.context
    page.close(run_before_unload=False)

    page = context.new_page()
    page.goto(centre.origin + "/plan")
    expect(page.get_by_text("1 of 2 done")).to_be_visible()
    assert centre.house.count("plan_tick") == 0
    context.set_offline(False)
    wait_until(lambda: centre.house.count("plan_tick") == 3)
    wait_until(lambda: centre.house.count("plan_note") == 1)
    ticks = read(centre.house.bea.browser, desk(centre.house.ada))
    assert {one["item_id"]: one["is_done"] for one in ticks["ticks"]} == {
        "step-0000001": True, "step-0000002": False,
    }  # fmt: skip
    assert ticks["notes"] == []
    expect(page.get_by_text("1 of 2 done")).to_be_visible()


def test_two_write_at_once_one_offline_and_nothing_is_lost(
    centre: Centre, phone: OpenPhone
) -> None:
    _begun(centre)
    mine = phone(centre.house.ada, "/plan")
    expect(mine.get_by_text("I want my evenings back")).to_be_visible()
    ready_for_offline(mine)
    mine.context.set_offline(True)
    _change_goal(mine, "Quiet evenings with Sam")
    wait_until(lambda: "Quiet evenings with Sam" in str(on_disk(mine, "drafts", "plan")))
    context = mine.context
    mine.close(run_before_unload=False)

    team = _open_desk(centre, phone)
    team.get_by_label("By when").fill("2027-03-01")
    pick(team, "Save the new version")
    expect(team.get_by_text("Saved as version 2").first).to_be_visible()

    mine = context.new_page()
    mine.goto(centre.origin + "/plan")
    expect(mine.get_by_text("Your words are kept on this phone")).to_be_visible()
    pick(mine, "Go on")
    expect(mine.get_by_label("Goal", exact=True)).to_have_value("Quiet evenings with Sam")
    pick(mine, "Save my plan")
    expect(mine.get_by_text("goes to your team with the next connection")).to_be_visible()
    assert read(centre.house.ada.browser, MINE)["version"] == 2
    context.set_offline(False)

    expect(mine.get_by_role("heading", name="Two of you wrote at the same time")).to_be_visible()
    expect(mine.get_by_text("March 1, 2027").first).to_be_visible()
    expect(mine.get_by_text("Quiet evenings with Sam")).to_be_visible()
    assert (centre.house.count("plan_version"), centre.house.count("plan_draft")) == (2, 1)
    assert faults(mine) == []
    pick(mine, "Take mine in")
    pick(mine, "Save my plan")
    wait_until(lambda: read(centre.house.ada.browser, MINE)["version"] == 3)
    found = read(centre.house.ada.browser, MINE)
    goal = found["content"]["problems"][0]["goals"][0]
    assert (goal["text"], goal["objectives"][0]["target_day"], found["drafts"]) == (
        "Quiet evenings with Sam", "2027-03-01", 0,
    )  # fmt: skip
    expect(mine.get_by_role("heading", name="Two of you wrote at the same time")).to_be_hidden()


def test_an_answer_that_comes_late_does_not_undo_a_newer_one(
    centre: Centre, phone: OpenPhone
) -> None:
    _begun(centre)
    house = centre.house
    page = phone(house.ada)
    held: list[Route] = []
    page.route("**/api/plan", lambda route: held.append(route), times=1)
    page.goto(centre.origin + "/plan")
    wait_with(page, lambda: bool(held))
    old = held[0].fetch()
    write(house.bea.browser, desk(house.ada), 1, goal_text(plan(), "Quiet evenings"))
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_text("Quiet evenings")).to_be_visible()
    with page.expect_response("**/api/plan"):
        held[0].fulfill(response=old)
    page.wait_for_timeout(300)  # nothing is to happen
    expect(page.get_by_text("Quiet evenings")).to_be_visible()


def test_the_desk_that_comes_second_sees_both_and_takes_its_own_in(
    centre: Centre, phone: OpenPhone
) -> None:
    _begun(centre)
    team = _open_desk(centre, phone)
    team.get_by_label("By when").fill("2027-03-01")
    mine = phone(centre.house.ada, "/plan")
    _change_goal(mine, "Quiet evenings")
    pick(mine, "Save my plan")
    wait_until(lambda: _goal(centre) == "Quiet evenings")
    pick(team, "Save the new version")
    expect(team.get_by_role("heading", name="Two of you wrote at the same time")).to_be_visible()
    assert faults(team) == []
    pick(team, "Take mine in")
    pick(team, "Save the new version")
    expect(team.get_by_text("Saved as version 3").first).to_be_visible()
    assert _goal(centre) == "Quiet evenings"
    pick(team, "I agree for the team")
    expect(team.get_by_text("You agreed, ")).to_be_visible()
    mine.goto(centre.origin + "/plan")
    expect(mine.get_by_text("Version 3 ").first).to_be_visible()
    pick(mine, "Yes, this is my plan")
    expect(mine.get_by_text("Agreed by both")).to_be_visible()


def test_a_plan_can_begin_with_the_clients_own_words(centre: Centre, phone: OpenPhone) -> None:
    page = phone(centre.house.ada, "/plan")
    expect(page.get_by_text("You and your counselor write it together")).to_be_visible()
    pick(page, "Begin in my own words")
    page.get_by_label("I want", exact=True).fill("To sleep through")
    page.get_by_label("It is about", exact=True).fill("Nights")
    pick(page, "Put it in")
    pick(page, "Add what I want to reach")
    page.get_by_label("What I want to reach", exact=True).fill("Five nights of six hours")
    pick(page, "Add a step")
    page.get_by_label("Step 1", exact=True).fill("No screen after ten")
    pick(page, "Add a step")
    assert faults(page) == []
    # What was saved is shown as the server took it, before the plan has been read again.
    read_again: list[Route] = []
    page.route(
        "**/api/plan",
        lambda route: (
            route.continue_() if route.request.method == "PUT" else read_again.append(route)
        ),
    )
    pick(page, "Save my plan")
    wait_with(page, lambda: bool(read_again))
    expect(page.get_by_role("heading", name="My plan", exact=True)).to_be_visible()
    expect(page.get_by_label("No screen after ten", exact=True)).to_be_visible()
    wait_until(lambda: read(centre.house.ada.browser, MINE)["content"] is not None)
    objective = read(centre.house.ada.browser, MINE)["content"]["problems"][0]["goals"][0]
    assert [one["text"] for one in objective["objectives"][0]["steps"]] == ["No screen after ten"]


def test_unsaved_words_at_the_desk_are_not_lost_by_leaving(
    centre: Centre, phone: OpenPhone
) -> None:
    _begun(centre)
    page = _open_desk(centre, phone)
    goal = page.get_by_label(re.compile("Goal, in"))
    goal.first.fill("Quiet evenings")
    page.get_by_role("link", name="Clients").click()
    expect(page.get_by_role("heading", name="Leave without saving?")).to_be_visible()
    pick(page, "Cancel")
    expect(goal.first).to_have_value("Quiet evenings")
    pick(page, "Undo")
    expect(page.get_by_text("All of it is saved.")).to_be_visible()
    goal.first.fill("Quiet evenings")
    page.get_by_role("link", name="Clients").click()
    pick(page, "Leave it")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("plan")
    page.go_back()
    expect(page.get_by_text("You left this page without saving")).to_be_visible()
    expect(goal.first).to_have_value("Quiet evenings")


@pytest.mark.parametrize(
    ("scheme", "language"),
    [
        ("light", "en-US"),
        pytest.param("dark", "es-US", marks=pytest.mark.long),
        pytest.param("dark", "en-US", marks=pytest.mark.long),
        pytest.param("light", "es-US", marks=pytest.mark.long),
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    centre: Centre, phone: OpenPhone, scheme: str, language: str
) -> None:
    _begun(centre)
    house = centre.house
    found = {}
    for actor, path, size in (
        (house.ada, "/plan", None),
        (house.bea, f"/desk/clients/{house.ada.id}/plan", DESK),
        (house.bea, f"/desk/clients/{house.ada.id}/plan", None),
    ):
        more = {"size": size} if size else {}
        page = phone(actor, scheme=scheme, language=language, **more)
        with all_has_come(page):
            page.goto(centre.origin + path)
            page.get_by_role("heading", level=2).first.wait_for()
        for letters in ("100%", "200%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
            width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wrong := [*faults(page), *([f"{width} too wide"] if width > 0 else [])]:
                found[f"{actor.name} {path[:6]} {letters} {size}"] = wrong
    assert found == {}
