"""Groups that overlap and hours that add up, against sums done another way."""

from datetime import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.clock import Weekday
from app.programs.checks import faults
from app.programs.design import Group, Level, ProgrammeDesign, Words
from app.programs.hours import weeks_of
from app.programs.kinds import AppointmentKind

SUMMARY = Words(en="Ours", es="El nuestro")
MINUTES_A_DAY = 24 * 60
GROUPS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    days=st.lists(st.sampled_from(list(Weekday)), min_size=1, max_size=3, unique=True),
    local_time=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    minutes=st.integers(5, 720),
    levels=st.sampled_from([[], ["one"], ["two"]]),
    track=st.sampled_from([None, "day", "evening"]),
    kind=st.sampled_from(["support", "skills", "aftercare", "mutual_help"]),
    optional=st.booleans(),
)


def _design(*groups: dict[str, Any], floor: float = 0, ceiling: float = 60) -> ProgrammeDesign:
    return ProgrammeDesign(
        summary=SUMMARY,
        tracks=["day", "evening"],
        levels=[
            Level(code=code, name=code, hours_floor=floor, hours_ceiling=ceiling)
            for code in ("one", "two")
        ],
        groups=[
            Group.model_validate({"code": f"group-{number}", "title": "Group", **group})
            for number, group in enumerate(groups)
        ],
    )


def _occupied(group: Group) -> set[int]:
    """Every minute of the week in which a group meets, from Monday's midnight round to it again."""
    found = set()
    for day in group.days:
        start = list(Weekday).index(day) * MINUTES_A_DAY
        start += group.local_time.hour * 60 + group.local_time.minute
        found |= {(start + minute) % (7 * MINUTES_A_DAY) for minute in range(group.minutes)}
    return found


def _meets(group: Group, level: str, track: str) -> bool:
    return (not group.levels or level in group.levels) and group.track in {None, track}


WEEKS = [(level, track) for level in ("one", "two") for track in ("day", "evening")]


@given(GROUPS, GROUPS)
def test_groups_overlap_when_somebody_would_be_in_both_at_once(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    design = _design(one, other)
    first, second = design.groups
    together = any(_meets(first, *week) and _meets(second, *week) for week in WEEKS)
    after = AppointmentKind.aftercare
    together &= (first.kind is after) == (second.kind is after)
    expected = together and bool(_occupied(first) & _occupied(second))
    assert ("overlap" in {fault.code for fault in faults(design)}) == expected


@given(st.lists(GROUPS, max_size=4))
def test_the_hours_of_a_week_are_those_of_its_groups_and_sessions(
    groups: list[dict[str, Any]],
) -> None:
    design = _design(*groups)
    for week in weeks_of(design):
        assert week.track is not None
        minutes = {False: 0, True: 0}
        for group in design.groups:
            is_service = group.kind in {AppointmentKind.support, AppointmentKind.skills}
            if is_service and _meets(group, week.level.code, week.track):
                minutes[group.optional] += group.minutes * len(group.days)
        assert round(week.planned * 60) == minutes[False] + 50
        assert round((week.reachable - week.planned) * 60) == minutes[True]


def test_a_floor_can_be_reached_with_optional_groups_and_a_ceiling_is_not_passed_by_them() -> None:
    group = {"kind": "support", "days": ["mon"], "local_time": time(9), "minutes": 120}
    optional = group | {"days": ["tue"], "optional": True}
    assert faults(_design(group, optional, floor=4.5)) == []
    assert faults(_design(group, optional, ceiling=3)) == []
    codes = {fault.code for fault in faults(_design(group, optional, floor=5))}
    assert codes == {"floor_out_of_reach"}
    codes = {fault.code for fault in faults(_design(group, optional, ceiling=2.8))}
    assert codes == {"over_ceiling"}


def test_sentences_are_there_in_both_languages_and_leave_no_gap() -> None:
    group = {"kind": "support", "days": ["mon"], "local_time": time(9), "minutes": 120}
    design = _design(group, group, floor=30)
    said = [fault.sentence for fault in faults(design)]
    said += [week.sentence() for week in weeks_of(design)]
    assert len(said) == 9
    for sentence in said:
        assert sentence.en != sentence.es
        assert "{" not in sentence.en + sentence.es
        assert sentence.en.endswith(".")
        assert sentence.es.endswith(".")
