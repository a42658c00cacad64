"""Each programme of the mission from the first call to the last day, under a moved clock: through
the routes, with what the rules said week by week.

The short version walks every way on the embedded database; the long one on both, with all that
aftercare has.
"""

import itertools
from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
import time_machine

from app import clock
from app.installation import Installation
from tests.journeys.programme_after import aftercare, last_day, open_door
from tests.journeys.programme_individual import Own
from tests.journeys.programme_path import Line, Path, done, print_table, refused
from tests.support.house import ZONE, House

MONDAY = date(2026, 8, 31)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
WEST = "America/Los_Angeles"
SHORT = pytest.mark.parametrize("installation", ["sqlite"], indirect=True)
MONTHLY, THINNING = [4] * 2, [1] * 13 + [2] * 7 + [4] * 4


@pytest.fixture
def path(installation: Installation) -> Iterator[Path]:
    start = clock.at_wall_time(MONDAY, time(8), ZONE)
    with time_machine.travel(start, tick=False) as traveller, House(installation) as house:
        walked = Path(house, traveller, MONDAY)
        yield walked
        print_table(walked.programme["name"], walked.lines)


def on(path: Path, number: int) -> Line:
    """What was said about a week."""
    return path.lines[number - 1]


def steps(path: Path) -> list[tuple[int, str]]:
    """The weeks after which something other than staying was proposed."""
    return [(line.number, line.proposal) for line in path.lines if line.proposal != "stay"]


def only_by_decision(path: Path) -> None:
    """Nobody's level changed but by a decision, and less care was proposed only with every
    benchmark met."""
    for before, after in itertools.pairwise(path.lines):
        ends = before.proposal == "complete" and before.decision == "accepted"
        assert (before.level != after.level) == ("->" in before.decision or ends), before
    for line in path.lines:
        if line.level is not None and line.reasons[0] == "all_met" and line.proposal != "stay":
            [said] = [text for text in line.sentences if text.endswith("benchmarks met.")]
            assert said.split()[0] == said.split()[2], line


# P1: classic group IOP, twelve weeks in the evening, over a holiday and the end of summer time


def classic(path: Path, after: list[int]) -> None:
    path.make_programme("classic-12")
    path.refer("Ida")
    assert path.review()["sentences"][0]["code"] == "before_admission"
    assert path.assess()["concerns"] == []
    path.admit("Four days", "evening")
    holiday = {"kind": "holiday", "from_day": "2026-10-12", "title": "Holiday", "confirm": True}
    for number in range(1, 13):
        if number != 2:
            path.session(1, "16:00", "individual")
        if number == 5:
            done(path.house.edda.browser.post("/api/closures", json=holiday))
        path.live(misses={"Handling stress"} if number == 3 else ())
        if number == 5:
            path.judge("plan-for-hard-moments", evidence="Tried it at a wedding")
        if number == 12:
            path.judge("support-at-home", "next-steps")
        path.decide()
        path.in_the_groups_of_the_level("evening")
    aftercare(path, after)
    last_day(path, 12)
    open_door(path)
    assert steps(path) == [(6, "Three days"), (12, "complete"), (len(path.lines), "complete")]
    assert on(path, 1).says("13.8 of 12 h this week.")
    assert on(path, 2).says("Individual session missing.")
    assert on(path, 3).says("1 session missed (1.0 h).")
    assert on(path, 7).says(
        "Excused on 1 of 4 days, 3.0 h: the floor is 6.2 h this week instead of 9 h."
    )
    assert not on(path, 7).reasons[0].startswith("short")
    assert on(path, 12).says("5 of 5 benchmarks met.")
    only_by_decision(path)


@SHORT
def test_p1_twelve_weeks_of_groups(path: Path) -> None:
    classic(path, MONTHLY)


# P2: individual sessions, booked by the client


def individualized(path: Path, after: list[int]) -> None:
    own = Own.begin(path)
    path.admit("Full weeks")
    own.books_three_a_day()
    own.finds_a_fourth_is_too_much()
    path.live()
    own.would_like_somebody_else()
    path.decide()
    own.books_three_a_day()
    own.goes_away()
    path.live()
    own.is_back()
    path.decide()
    own.books_three_a_day(family=True)
    path.live()
    path.judge("own-goals", "own-team", "plan-for-hard-moments")
    path.decide()
    for number in (4, 5, 6):
        own.books_three_a_day(a_day=3 if number == 4 else 1)
        path.live()
        if number == 6:
            path.judge("support-at-home", "next-steps")
        path.decide()
    aftercare(path, after)
    last_day(path, 6)
    open_door(path)
    assert steps(path) == [(4, "Part weeks"), (6, "complete"), (len(path.lines), "complete")]
    assert on(path, 1).says("Tuesday has 4 sessions; 3 were agreed.")
    assert on(path, 2).says("5.8 of 8 h this week. 2.2 h missing."), "away, and in it by link"
    assert on(path, 3).reasons == ["all_met", "hours_not_reached"]
    assert on(path, 3).says("10 individual sessions."), "the family session is one of them"
    only_by_decision(path)


@SHORT
def test_p2_individual_sessions_with_a_journey_and_another_provider(path: Path) -> None:
    individualized(path, MONTHLY)


# P3: step-down, level by level as the benchmarks are met, and once up again


def step_down(path: Path, after: list[int]) -> None:
    path.make_programme("step-down")
    path.refer("Ida")
    concerns = path.assess(substance_free=False, detox="referred")["concerns"]
    assert [one["code"] for one in concerns] == ["detox_not_done", "not_substance_free"]
    assert refused(path.step("treatment", "Soon", level="Level 1")) == "admission_concerns"
    path.go_to(MONDAY, 8, 30)
    done(path.put(f"{path.record}/assessment", {"substance_free": True, "detox": "done"}))
    path.admit("Level 1")
    number = 0
    while path.where()[0] == "treatment" and number < 30:
        number += 1
        path.session(0, "15:00", "individual")
        path.session(2, "15:00", "case_management", 30)
        if number != 1:
            path.session(5, "09:00", "mutual_help", 60)
        missed = {"Understanding addiction", "Process group"} if number in {4, 5} else ()
        path.live(misses=missed, use_on=1 if number == 6 else None)
        path.judge(*JUDGED_IN.get(number, ()))
        path.decide()
        path.in_the_groups_of_the_level()
    aftercare(path, after)
    last_day(path, 12)
    open_door(path)
    assert steps(path) == [
        (3, "Level 2"), (5, "Level 1"), (7, "Level 2"), (11, "Level 3"), (15, "Level 4"),
        (19, "complete"), (len(path.lines), "complete"),
    ]  # fmt: skip
    assert on(path, 1).says("21.3 of 20 h this week.")
    assert on(path, 1).says("Mutual help: 0 of 1 meetings, 1 missing.")
    assert on(path, 2).says("3 of 5 benchmarks met.")
    assert on(path, 5).says("13.3 of 15 h this week. 1.7 h missing.")
    assert on(path, 5).reasons == ["short_twice"]
    assert on(path, 6).reasons == ["benchmark_lost", "no_level_above"]
    assert on(path, 19).says("7.3 of 6 h this week.")
    only_by_decision(path)


JUDGED_IN = {
    3: ["settled"], 11: ["plan-for-hard-moments"], 15: ["support-at-home"], 19: ["next-steps"],
}  # fmt: skip


@SHORT
def test_p3_steps_down_as_the_benchmarks_are_met(path: Path) -> None:
    step_down(path, MONTHLY)


# P4: virtual IOP from another zone, then ten months of aftercare


def virtual(path: Path, after: list[int]) -> None:
    link = "https://meet.example/learning"
    path.make_programme("virtual", learning_evening=link)
    path.refer("Ida", WEST)
    path.assess()
    path.admit("Eight weeks", "evening")
    for number in range(1, 9):
        path.session(4, "15:00", "individual", 60, modality="remote", join_link=link)
        week = path.calendar(path.monday)
        assert {one["modality"] for one in week} == {"remote"}
        assert [one["join_link"] for one in week].count(link) == 2
        path.live(misses={"Support group"} if number == 3 else ())
        if number == 8:
            path.judge("plan-for-hard-moments", "next-steps")
        path.decide()
    path.in_the_groups_of_the_level()
    assert path.get("/api/my-calendar", path.client)["time_zone"] == WEST
    aftercare(path, after)
    last_day(path, 10)
    open_door(path)
    assert steps(path) == [(8, "complete"), (len(path.lines), "complete")]
    assert on(path, 1).says("9.0 of 9 h this week.")
    assert on(path, 3).says("7.0 of 9 h this week. 2.0 h missing.")
    assert on(path, 8).reasons == ["all_met", "usual_weeks_over", "last_level"]
    assert on(path, 9).says("Month 1 of 10 in aftercare.")
    assert on(path, 9).sentences[-1].endswith("one every 1 week is usual.")
    only_by_decision(path)


@SHORT
def test_p4_eight_weeks_by_video_and_ten_months_of_aftercare(path: Path) -> None:
    virtual(path, THINNING)
    thinned = [line.sentences[-1].partition("; ")[2] for line in path.lines[8:-1]]
    assert [thinned.count(f"one every {weeks} is usual.") for weeks in FEWER] == [13, 7, 4]


# P5: psychiatric and dual diagnosis, with a psychiatrist beside the groups


def psychiatric(path: Path, after: list[int]) -> None:
    path.make_programme("psychiatric")
    tove = path.hire("Tove", "psychiatrist")
    path.refer("Ida")
    path.assess()
    path.admit("Five days")
    done(path.put(f"{path.record}/team/{tove.id}", {"is_primary": False}))
    absence = {"kind": "absence", "from_day": "2026-10-05", "until_day": "2026-10-09"}
    for number in range(1, 13):
        path.session(1, "16:00", "individual")
        if number % 2:
            path.session(3, "16:00", "medication", 30, provider_id=str(tove.id))
        if number == 6:
            done(path.house.bea.browser.post("/api/closures", json=absence | {"confirm": True}))
        for weekday in range(5) if number == 12 else ():
            path.session(weekday, "18:00", "holistic", 75)
        path.live()
        path.judge(*FOUND_IN.get(number, ()))
        if number == 3:
            path.decide("declined", reason="The medicine was changed on Thursday")
        elif number == 7:
            path.decide("changed", level="Three days", reason="From now on three days are paid")
        else:
            path.decide()
        path.in_the_groups_of_the_level()
    aftercare(path, after)
    last_day(path, 12)
    open_door(path)
    assert steps(path) == [
        (3, "Four days"), (4, "Four days"), (12, "complete"), (len(path.lines), "complete"),
    ]  # fmt: skip
    assert on(path, 1).says("24.3 of 20 h this week.")
    assert on(path, 3).decision == "declined (The medicine was changed on Thursday)"
    assert any("Excused, 0.8 h" in text for text in on(path, 6).sentences)
    assert not on(path, 6).says("Individual session missing.")
    assert (on(path, 7).level, on(path, 8).level) == ("Four days", "Three days")
    assert on(path, 12).says("13.0 h are 1.0 h over the ceiling of 12 h.")
    only_by_decision(path)


FOUND_IN = {3: ["medicines-settled", "safe-now"], 12: ["support-at-home", "next-steps"]}
FEWER = ("1 week", "2 weeks", "4 weeks")


@SHORT
def test_p5_groups_with_a_psychiatrist_beside_them(path: Path) -> None:
    psychiatric(path, MONTHLY)


WAYS = {
    "P1": classic, "P2": individualized, "P3": step_down, "P4": virtual, "P5": psychiatric,
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_every_way_on_both_databases_with_all_of_its_aftercare(path: Path, way: str) -> None:
    months = {"P2": 6, "P4": 10}.get(way, 12)
    WAYS[way](path, [1] * 13 + [2] * 7 + [4] * (0 if months == 6 else 4))
