"""From rows to what the rules are told."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from app import clock
from app.appointments.models import (
    AppointmentStatus,
    Attendance,
    CancelReason,
    Closure,
    ClosureKind,
)
from app.booking.models import Away
from app.episodes.models import EpisodeOfCare, EpisodeStep, Phase
from app.ids import new_id
from app.level_of_care.weeks import place_in, week_of
from app.programs.kinds import AppointmentKind
from tests.level_of_care.conftest import MONDAY, Desk
from tests.support.house import ZONE, check_in, fresh_id

DAY, WEEK = timedelta(days=1), timedelta(days=7)
NEXT = MONDAY + WEEK
EXCUSED_WEEK = "Excused all week: no hours are expected."


def test_a_week_is_monday_to_sunday_where_the_centre_is(desk: Desk) -> None:
    desk.go_to(NEXT + 6 * DAY, 23)  # Sunday night in New York, Monday in UTC
    assert desk.review()["week"] == str(NEXT)


def test_attended_minutes_and_marks_are_told(desk: Desk) -> None:
    desk.session(NEXT, attendance=Attendance.attended)
    late = desk.session(NEXT + 2 * DAY, attendance=Attendance.late)
    desk.mark(late, minutes_late=30)
    desk.session(NEXT + 3 * DAY, attendance=Attendance.missed)
    desk.session(NEXT + 4 * DAY)
    desk.go_to(NEXT + WEEK)
    assert desk.review(NEXT)["hours"] == {
        "planned": 720, "attended": 330, "open": 180, "excused": 0, "floor": 540,
        "usual_floor": 540, "ceiling": 1200,
    }  # fmt: skip


def test_mutual_help_is_no_service(desk: Desk) -> None:
    desk.session(NEXT, kind=AppointmentKind.mutual_help, attendance=Attendance.attended)
    assert desk.review(NEXT)["hours"]["planned"] == 0


def test_a_family_session_for_one_client_is_an_individual_one_and_a_family_class_is_not(
    desk: Desk,
) -> None:
    desk.session(NEXT, 50, AppointmentKind.family)
    assert "Individual session missing." in desk.told(NEXT)
    desk.session(NEXT + DAY, 50, AppointmentKind.family, capacity=1)
    assert "Individual sessions: 0 of 1, 1 in the calendar." in desk.told(NEXT)


@pytest.mark.parametrize(
    ("reason", "floor"),
    [
        (CancelReason.provider_away, 360),
        (CancelReason.centre_closed, 360),
        (CancelReason.replaced, 540),
        (CancelReason.work, 540),
    ],
)
def test_what_the_centre_cancelled_is_excused_and_what_was_given_back_or_replaced_is_not(
    desk: Desk, reason: CancelReason, floor: int
) -> None:
    desk.session(NEXT)
    desk.session(NEXT + 2 * DAY)
    desk.session(NEXT + 4 * DAY, status=AppointmentStatus.cancelled, reason=reason)
    assert desk.review(NEXT)["hours"]["floor"] == floor


def away(
    desk: Desk, first: date, back_on: date, ended_on: date | None = None, *, remote: bool = False
) -> None:
    ended_at = clock.start_of_day(ended_on, ZONE) if ended_on else None
    with desk.house.database.unit_of_work() as db:
        db.add(
            Away(
                id=new_id(), client_id=desk.house.ada.id, from_day=first, back_on=back_on,
                said_at=clock.utc_now(), content_hash="x", ended_at=ended_at,
                takes_part_remotely=remote,
            )
        )  # fmt: skip


def test_a_week_away_is_excused(desk: Desk) -> None:
    away(desk, NEXT - DAY, NEXT + WEEK)
    assert desk.told(NEXT)[0] == EXCUSED_WEEK


def test_what_is_said_afterwards_excuses_no_day_before(desk: Desk) -> None:
    desk.go_to(NEXT + 2 * DAY)
    away(desk, MONDAY, NEXT + WEEK)
    assert desk.review(MONDAY)["hours"]["floor"] == 540
    assert desk.review(NEXT)["hours"]["floor"] == 540 * 2 // 5


def test_whoever_takes_part_by_link_while_away_is_excused_from_nothing(desk: Desk) -> None:
    away(desk, NEXT, NEXT + WEEK, remote=True)
    assert desk.review(NEXT)["hours"]["floor"] == 540


def give_back(desk: Desk, session_id: str) -> None:
    answer = desk.house.ada.browser.put(
        f"/api/sessions/{session_id}/cancellation", json={"reason": "work"}
    )
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("capacity", [1, 8])
def test_places_given_back_stand_in_the_way_of_less_care(desk: Desk, capacity: int) -> None:
    desk.levels({"usual_weeks": 2}, {})
    desk.session(MONDAY, 240, attendance=Attendance.attended)
    days = (MONDAY + 2 * DAY, MONDAY + 4 * DAY)
    gone = [desk.session(day, 240, capacity=capacity) for day in days]
    desk.go_to(NEXT)
    assert desk.review()["proposal"]["kind"] == "step_down", "what is not marked counts as attended"
    desk.go_to(MONDAY)
    for session_id in gone:
        give_back(desk, session_id)
    desk.go_to(NEXT)
    found = desk.review()["proposal"]
    assert found["kind"] == "stay"
    assert found["reasons"][-1]["text"] == (
        "Less care waits until the hours are reached; 5.0 h were missing the week before."
    )


def test_in_treatment_aftercare_is_no_service(desk: Desk) -> None:
    desk.session(NEXT, kind=AppointmentKind.aftercare, attendance=Attendance.attended)
    assert desk.review(NEXT)["hours"]["planned"] == 0


def test_silence_does_not_count_as_no_use(desk: Desk) -> None:
    clear = {"code": "clear", "text": {"en": "Clear", "es": "Limpio"}, "measure": "no_use"}
    desk.levels({"benchmarks": [clear | {"at_least": 3}]}, {})
    path = f"/api/check-ins/{fresh_id()}"
    assert desk.house.ada.browser.put(path, json=check_in(use="no")).status_code == 200
    desk.go_to(MONDAY + 6 * DAY)
    assert desk.review()["benchmarks"][0]["is_met"]
    desk.go_to(MONDAY + 7 * DAY)
    found = desk.review()
    assert found["benchmarks"][0]["evidence"] == (
        "8 days in a row without a reported use; 3 needed. Checked in on 0 of the last 7 days."
    )
    assert [one["code"] for one in found["proposal"]["reasons"]] == ["not_all_met"]


def test_whoever_is_back_early_is_not_away_any_more(desk: Desk) -> None:
    away(desk, NEXT, NEXT + WEEK, ended_on=NEXT + 3 * DAY)
    assert desk.review(NEXT)["hours"]["floor"] == 540 * 2 // 5


def test_a_holiday_is_excused_also_where_no_session_was_planned_for_it(desk: Desk) -> None:
    with desk.house.database.unit_of_work() as db:
        db.add(
            Closure(
                kind=ClosureKind.holiday, from_day=NEXT, until_day=NEXT, made_at=clock.utc_now(),
                made_by=desk.house.edda.id,
            )
        )  # fmt: skip
    for day in (0, 2, 4):
        desk.session(MONDAY + day * DAY)
    desk.session(NEXT + 2 * DAY)
    desk.session(NEXT + 4 * DAY)
    assert desk.told(NEXT)[:2] == [
        "6.0 of 6 h planned.",
        "Excused on 1 of 3 days: the floor is 6 h this week instead of 9 h.",
    ]


def test_days_before_the_admission_are_excused(desk: Desk) -> None:
    with desk.house.database.unit_of_work() as db:
        stay = db.exec(select(EpisodeOfCare).filter_by(client_id=desk.house.ada.id)).one()
        stay.admitted_at = clock.start_of_day(MONDAY + 3 * DAY, ZONE)
    assert desk.told()[1] == (
        "Admitted in the middle of the week: the floor is 3.6 h instead of 9 h."
    )


def test_check_ins_and_reported_use_are_counted(desk: Desk) -> None:
    desk.levels(
        {
            "benchmarks": [
                {"code": "told", "text": {"en": "Told", "es": "Dicho"}, "measure": "check_ins",
                 "at_least": 0.5},
                {"code": "clear", "text": {"en": "Clear", "es": "Limpio"}, "measure": "no_use",
                 "at_least": 3},
            ]
        }
    )  # fmt: skip
    for day, use in ((0, "no"), (1, "yes"), (3, "no")):
        desk.go_to(MONDAY + day * DAY)
        path = f"/api/check-ins/{fresh_id()}"
        assert desk.house.ada.browser.put(path, json=check_in(use=use)).status_code == 200
    desk.go_to(MONDAY + 4 * DAY)
    assert [one["evidence"] for one in desk.review()["benchmarks"]] == [
        "Checked in on 3 of 4 days (75 %; 50 % needed).",
        "3 days in a row without a reported use; 3 needed. Checked in on 3 of the last 7 days.",
    ]


def test_the_newest_judgement_counts_and_says_whose_it_is(desk: Desk) -> None:
    desk.levels({"benchmarks": [{"code": "calm", "text": {"en": "Calm", "es": "Calma"}}]}, {})
    assert desk.judge("calm", evidence="First").status_code == 200
    desk.go_to(MONDAY, 11)
    assert desk.judge("calm", is_met=False, evidence="Second").status_code == 200
    [found] = desk.review()["benchmarks"]
    assert (found["is_met"], found["evidence"], found["by"]) == (False, "Second", "Bea")
    assert desk.house.count("benchmark_judgement") == 2


def test_what_is_judged_when_a_week_is_reviewed_counts_for_it(desk: Desk) -> None:
    desk.levels({"benchmarks": [{"code": "calm", "text": {"en": "Calm", "es": "Calma"}}]}, {})
    desk.go_to(NEXT + 2 * DAY)
    assert desk.judge("calm").status_code == 200
    assert desk.review(MONDAY)["benchmarks"][0]["is_met"]
    desk.go_to(NEXT + 3 * DAY)
    assert desk.judge("calm", is_met=False).status_code == 200
    assert desk.review(MONDAY)["benchmarks"][0]["is_met"]
    assert [one["code"] for one in desk.review(NEXT)["proposal"]["reasons"]] == [
        "benchmark_lost",
        "no_level_above",
    ]
    desk.go_to(NEXT + WEEK)
    assert desk.review()["proposal"]["reasons"][0]["code"] == "not_all_met"


def test_few_statements_are_asked_however_long_somebody_is_here(desk: Desk) -> None:
    for number in range(20):
        desk.session(MONDAY + number * WEEK, attendance=Attendance.attended)
    desk.go_to(MONDAY + 20 * WEEK)
    desk.house.ada.browser.get("/api/level-review")
    with desk.house.statements() as seen:
        desk.house.ada.browser.get("/api/level-review")
    read = [one for one in seen if "audit" not in one]
    assert len(read) == 10 + 2, "the sign-in and the decisions are two more"


def steps(*taken: tuple[date, Phase, str | None]) -> list[EpisodeStep]:
    return [
        EpisodeStep(
            episode_id=new_id(), phase=phase, level=level, why="Step",
            at=clock.start_of_day(day, ZONE) + timedelta(hours=15),
        )
        for day, phase, level in taken
    ]  # fmt: skip


def test_a_week_belongs_to_the_level_it_was_longest_spent_at() -> None:
    for day, of_week in ((2, MONDAY), (3, NEXT)):
        way = steps(
            (MONDAY - 4 * WEEK, Phase.treatment, "Level 1"),
            (MONDAY + day * DAY, Phase.treatment, "Level 2"),
        )
        found = [place_in(week_of(monday, ZONE), way) for monday in (MONDAY, NEXT)]
        assert [one.level for one in found if one].count("Level 2") == (1 if of_week is NEXT else 2)
        assert found[1]
        assert found[1].first_monday == of_week


def test_the_week_of_the_admission_is_the_first_whatever_its_day() -> None:
    way = steps(
        (MONDAY - WEEK, Phase.referral, None),
        (MONDAY + DAY, Phase.assessment, None),
        (MONDAY + 4 * DAY, Phase.treatment, "Level 1"),
    )
    before = place_in(week_of(MONDAY - WEEK, ZONE), way)
    assert before
    assert before.phase is Phase.referral
    for monday in (MONDAY, NEXT):
        found = place_in(week_of(monday, ZONE), way)
        assert found
        assert (found.level, found.first_monday) == ("Level 1", MONDAY)
    assert place_in(week_of(MONDAY - 2 * WEEK, ZONE), way) is None


def test_coming_back_to_a_level_begins_it_anew() -> None:
    way = steps(
        (MONDAY - 6 * WEEK, Phase.treatment, "Level 2"),
        (MONDAY - 3 * WEEK, Phase.treatment, "Level 1"),
        (MONDAY, Phase.treatment, "Level 2"),
    )
    found = place_in(week_of(NEXT, ZONE), way)
    assert found
    assert found.first_monday == MONDAY
