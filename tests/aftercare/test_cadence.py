"""When contacts are due, what becomes of each, and what signs suggest: pure arithmetic of days."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.aftercare.cadence import (
    LADDER,
    Change,
    Due,
    Stretch,
    closer,
    dues,
    joined,
    row_of,
    usual,
    wider,
)
from app.aftercare.models import ContactState
from app.aftercare.signs import (
    ENOUGH,
    Event,
    ProposalKind,
    Proposed,
    SignKind,
    count,
    propose,
)
from app.aftercare.standing import Said, Standing, next_of, stood, to_do
from app.aftercare.wording import say
from app.people.models import Language
from app.programs.design import Aftercare, AftercareStep

MON = date(2027, 1, 4)
NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PLAIN = [Stretch(8, 7), Stretch(9, 14), Stretch(4, 28)]


@dataclass
class Plan:
    starts_on: date
    stretches: list[dict[str, Any]] = field(default_factory=list)


def kept(change: Change) -> Plan:
    return Plan(change.starts_on, [one.as_json() for one in change.stretches])


def test_ten_months_of_contacts_thin_out_as_the_table_says() -> None:
    assert usual(Aftercare(months=0)) == PLAIN
    row = dues(MON, PLAIN)
    assert (len(row), row[-1].on - MON) == (21, timedelta(days=7 * 7 + 9 * 14 + 4 * 28))
    assert [one.on.isoformat() for one in row] == [
        "2027-01-04", "2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01", "2027-02-08",
        "2027-02-15", "2027-02-22",
        "2027-03-08", "2027-03-22", "2027-04-05", "2027-04-19", "2027-05-03", "2027-05-17",
        "2027-05-31", "2027-06-14", "2027-06-28",
        "2027-07-26", "2027-08-23", "2027-09-20", "2027-10-18",
    ]  # fmt: skip
    assert {one.on.weekday() for one in row} == {0}, "a DST night moves no day"


@pytest.mark.parametrize(
    ("steps", "months", "asked", "expected"),
    [
        ([(3, 1), (3, 2), (4, 4)], 10, None, [(13, 7), (7, 14), (4, 28)]),
        ([(3, 1), (3, 2), (4, 4)], 10, 12, [(13, 7), (7, 14), (7, 28)]),
        ([(3, 1), (3, 2), (4, 4)], 10, 5, [(13, 7), (4, 14)]),
        ([(3, 1), (3, 2), (4, 4)], 10, 2, [(9, 7)]),
        ([(2, 1), (1, 1)], 3, None, [(13, 7)]),
        ([], 0, 1, [(4, 7)]),
        ([], 0, 18, [(8, 7), (18, 14), (8, 28)]),
    ],
)
def test_the_usual_row_is_the_programmes_or_as_long_as_was_asked(
    steps: list[tuple[float, int]], months: float, asked: float | None, expected: list[Any]
) -> None:
    design = Aftercare(
        months=months, steps=[AftercareStep(months=m, every_weeks=w) for m, w in steps]
    )
    found = usual(design, asked)
    assert [(one.count, one.every_days) for one in found] == expected


def test_days_around_a_contact_count_but_no_day_counts_for_two() -> None:
    for every, before in ((1, 0), (3, 1), (7, 3), (14, 3), (28, 7), (60, 7)):
        first, second = dues(date(2027, 3, 12), [Stretch(2, every)])
        assert (first.on - first.from_on, first.until_on - first.on) == (before * DAY,) * 2
        assert first.until_on < second.from_on
    [january, february] = dues(date(2028, 1, 31), [Stretch(2, 28)])
    assert (february.on, february.until_on) == (date(2028, 2, 28), date(2028, 3, 6))
    assert january.from_on == date(2028, 1, 24)


rows = st.lists(
    st.builds(Stretch, st.integers(1, 9), st.sampled_from([1, 2, 3, 5, 7, 14, 21, 28, 60])),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(stretches=rows, day=st.integers(0, 500))
def test_closer_is_never_later_and_wider_never_sooner(stretches: list[Stretch], day: int) -> None:
    row, today = dues(MON, stretches), MON + day * DAY
    ahead = [one for one in row if one.on >= today]
    change = closer(row, today)
    if change is not None:
        new = dues(change.starts_on, change.stretches)
        assert today <= new[0].on
        assert all(new[0].on <= one.on for one in ahead[:1])
        assert change.stretches[0].every_days in LADDER
        assert len([one for one in new if one.on < new[0].on + 28 * DAY]) >= 28 // new[0].every_days
        gaps = [one.every_days for one in ahead]
        if gaps == sorted(gaps):  # a row that thins out, as all that are proposed do
            assert len(new) >= len(ahead)
        assert joined(change.stretches) == change.stretches
    change = wider(row, today)
    if change is not None:
        new = dues(change.starts_on, change.stretches)
        assert (new[0].on, len(new) < len(ahead)) == (ahead[0].on, True)
        assert abs(new[-1].on - ahead[-1].on) <= 35 * DAY


def test_a_plan_that_is_changed_midway_takes_over_on_its_day_and_goes_on_as_before() -> None:
    row, today = dues(MON, PLAIN), date(2027, 4, 6)
    change = closer(row, today)
    assert change == Change(date(2027, 4, 13), [Stretch(4, 7), Stretch(4, 14), Stretch(4, 28)])
    both = row_of([kept(Change(MON, PLAIN)), kept(change)])
    assert [one.on for one in both[10:16]] == [
        date(2027, 4, 5), date(2027, 4, 13), date(2027, 4, 20), date(2027, 4, 27),
        date(2027, 5, 4), date(2027, 5, 18),
    ]  # fmt: skip
    assert closer(dues(MON, [Stretch(5, 3)]), MON) is None
    once_more = closer(both, date(2027, 4, 20))
    assert once_more is not None
    assert once_more.stretches[0] == Stretch(9, 3)
    over = closer(dues(MON, [Stretch(2, 28)]), date(2027, 6, 1))
    assert over == Change(date(2027, 6, 15), [Stretch(2, 14)])


def test_what_was_said_of_stays_when_another_row_takes_over_and_is_in_the_place_of_one() -> None:
    def days(first: int, every: int, tried_on: dict[date, date | None]) -> list[tuple[int, bool]]:
        plans = [Change(MON, [Stretch(5, 7)]), Change(MON + first * DAY, [Stretch(2, every)])]
        found = row_of([kept(one) for one in plans], tried_on)
        return [((one.on - MON).days, one.is_beside) for one in found]

    seventh, fifth = MON + 7 * DAY, MON + 5 * DAY
    assert days(6, 7, {}) == [(0, False), (6, False), (13, False)]
    assert days(6, 7, {seventh: fifth}) == [(0, False), (7, False), (13, False)]
    assert days(6, 7, {seventh: None}) == [(0, False), (6, False), (7, True), (13, False)]
    assert days(6, 1, {seventh: fifth}) == [(0, False), (6, False), (7, False)], "the same day"
    assert days(9, 7, {seventh: fifth}) == [(0, False), (7, False), (9, False), (16, False)]
    assert days(6, 2, {MON + 14 * DAY: fifth})[-1] == (14, True)


def test_wider_takes_the_rest_of_a_stretch_and_nothing_where_there_is_little_left() -> None:
    row = dues(MON, [Stretch(13, 7), Stretch(7, 14), Stretch(4, 28)])
    after_eight = MON + 57 * DAY
    assert wider(row, after_eight) == Change(date(2027, 3, 8), [Stretch(9, 14), Stretch(4, 28)])
    assert wider(row, row[12].on) is None
    assert wider(row, row[-3].on) is None
    assert wider(row, row[-1].on + DAY) is None


def said(state: str, on: date) -> Said:
    return Said(ContactState(state), datetime(on.year, on.month, on.day, 15, tzinfo=UTC))


def test_what_became_of_a_contact() -> None:
    row = dues(MON, [Stretch(8, 7)])
    reached = {MON: said("reached", MON), row[1].on: said("not_reached", row[1].on)}
    reached |= {row[2].on: said("called_off", MON), row[3].on: said("not_reached", row[3].on)}
    came = [row[3].until_on, row[4].from_on - DAY, row[5].from_on]
    found = stood(row, reached, came, row[6].from_on)
    assert [one.standing.value for one in found] == [
        "reached", "not_reached", "called_off", "came", "missed", "came", "open", "ahead",
    ]  # fmt: skip
    assert came[1] == row[3].until_on, "the last day of one is not the first of the next"
    assert next_of(found, row[6].from_on) == found[6]
    assert to_do(found, row[6].from_on) == found[6]
    assert to_do(found[:5], row[5].from_on) == found[4]
    assert to_do(found[:5], row[4].until_on + 29 * DAY) is None
    assert to_do(found[:6], row[5].on) is None
    assert to_do(stood(row, {}, [], MON - 9 * DAY), MON - 9 * DAY) is None
    assert found[0].due == Due(MON, 7)
    assert Standing.open not in {one.standing for one in stood(row, {}, [], MON - 4 * DAY)}


def events(*said: tuple[SignKind, float]) -> list[Event]:
    """Each so many days ago."""
    return [Event(kind, NOON - back * DAY, f"{kind} {back}") for kind, back in said]


def suggested(*said: tuple[SignKind, float], since: float = 55) -> Proposed | None:
    return propose(events(*said), NOON - since * DAY, NOON)


def test_signs_are_enough_by_number_or_by_two_kinds_and_only_of_the_last_four_weeks() -> None:
    for kind, enough in ENOUGH.items():
        many = [(kind, 1.0 + number) for number in range(enough)]
        found = suggested(*many)
        assert found is not None
        assert (found.kind, found.signs[0].count) == (ProposalKind.closer, enough)
        assert suggested(*many[1:]) is None
    assert suggested((SignKind.craving, 2), (SignKind.sessions, 3)) is not None
    assert suggested((SignKind.craving, 2), (SignKind.craving, 28.1)) is None
    assert suggested((SignKind.craving, 2), (SignKind.sessions, -1)) is None
    twice = [Event(SignKind.craving, NOON - DAY, "one") for _ in range(3)]
    assert count(twice)[0].count == 1


def test_the_same_signs_have_one_key_and_a_new_one_has_another() -> None:
    first = suggested((SignKind.use, 3), (SignKind.craving, 20))
    later = propose(
        events((SignKind.use, 3), (SignKind.craving, 20)), NOON - 55 * DAY, NOON + 10 * DAY
    )
    assert first is not None
    assert later is not None
    assert [one.kind for one in later.signs] == [SignKind.use], "the older one is left behind"
    assert first.key == later.key
    new = suggested((SignKind.use, 3), (SignKind.craving, 20), (SignKind.craving, 1))
    assert new is not None
    assert new.key != first.key


def test_what_was_known_when_the_plan_was_made_does_not_count_again() -> None:
    assert suggested((SignKind.use, 3), since=2) is None
    assert suggested((SignKind.use, 3), since=4) is not None


def test_eight_calm_weeks_suggest_less_once_until_the_next_eight() -> None:
    assert suggested(since=55.9) is None
    calm = suggested(since=56)
    assert calm is not None
    assert (calm.kind, calm.signs[0].count) == (ProposalKind.wider, 8)
    later = propose([], NOON - 56 * DAY, NOON + 55 * DAY)
    assert later is not None
    assert later.key == calm.key
    again = propose([], NOON - 56 * DAY, NOON + 56 * DAY)
    assert again is not None
    assert again.key != calm.key
    assert suggested((SignKind.craving, 55), since=200) is None
    assert suggested((SignKind.craving, 57), since=200) is not None


@pytest.mark.parametrize("language", list(Language))
def test_every_sign_is_a_sentence_with_its_number(language: Language) -> None:
    for kind in SignKind:
        assert "12" in say({"kind": kind.value, "count": 12}, language)
        one, many = (say({"kind": kind.value, "count": number}, language) for number in (1, 2))
        assert one != many
        assert "{" not in one + many
