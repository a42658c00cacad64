"""Sessions of one client with one provider: weekly in the classic programme, two to four a day
in the individualized one."""

from datetime import date, time, timedelta

from app.demo.arrivals import Character
from app.demo.cast import CENTRE_ZONE, shown_name
from app.demo.courses import CLASSIC, INDIVIDUAL
from app.demo.diary import WORKDAYS, Diary
from app.demo.groups import Membership, Weekly
from app.episodes.models import Phase
from app.programs.kinds import AppointmentKind

_KINDS = {
    "rowan": AppointmentKind.medication,
    "lotus": AppointmentKind.holistic,
    "linden": AppointmentKind.case_management,
}
_TITLES = {
    "rowan": "Medication review with",
    "lotus": "Yoga with",
    "linden": "Practical help with",
}
_ROOMS = {"cedar": 4, "laurel": 5, "rowan": 6, "aspen": 7, "lotus": 8, "linden": 9}
_BESIDE = ("lotus", "linden", "aspen", "laurel")
_PART_WEEK = ("mon", "wed", "fri")
_NOT_BEFORE = {"America/New_York": 9, "America/Chicago": 10, "America/Los_Angeles": 12}


class NoRoom(ValueError):
    """The invented week is fuller than a week can be."""


def one_to_ones(characters: list[Character], since: date, diary: Diary) -> list[Weekly]:
    """Everybody's own sessions since a day, none at the same time as another."""
    found: list[Weekly] = []
    numbered = list(enumerate(characters))
    # Who needs the same hour on five days chooses before those who need one hour a week.
    for number, character in numbered:
        if _had_individual_weeks(character, since):
            found += _full_and_part_weeks(character, number, diary)
    for number, character in numbered:
        if character.part.course is CLASSIC and character.part.phase is Phase.treatment:
            found += _once_a_week(character, number, diary)
    return [weekly for weekly in found if weekly.until_day is None or weekly.until_day >= since]


def _had_individual_weeks(character: Character, since: date) -> bool:
    course = character.part.course
    return course is INDIVIDUAL and character.day(course.begins(Phase.aftercare)) >= since


def _once_a_week(character: Character, number: int, diary: Diary) -> list[Weekly]:
    part = character.part
    found = [_weekly_with(part.primary, 50, character, number, diary, part.meets_on)]
    if "medication" in part.extra:
        found.append(_weekly_with("rowan", 30, character, number + 1, diary))
    if "practical" in part.extra:
        found.append(_weekly_with("linden", 30, character, number + 2, diary))
    return found


def _weekly_with(
    leader: str,
    minutes: int,
    character: Character,
    number: int,
    diary: Diary,
    day: str | None = None,
) -> Weekly:
    turned = WORKDAYS[number % 5 :] + WORKDAYS[: number % 5]
    for option in (day,) if day else turned:
        at = _free(leader, character, (option,), minutes, diary)
        if at is not None:
            return _own(leader, character, (option,), at, minutes, first=0)
    raise NoRoom


def _full_and_part_weeks(character: Character, number: int, diary: Diary) -> list[Weekly]:
    """A primary provider and others beside them, each at their own hour: every workday at first,
    then the first two of them on three days a week."""
    part = character.part
    others = [word for word in _turned(_BESIDE, number) if word != part.primary]
    part_weeks, ends = part.course.last_level_from, part.course.begins(Phase.aftercare)
    found = []
    for place, leader in enumerate((part.primary, *others)[: part.a_day_at_most]):
        at = _free(leader, character, WORKDAYS, 50, diary)
        if at is None:
            raise NoRoom
        found.append(_own(leader, character, WORKDAYS, at, 50, first=0, last=part_weeks))
        if place < 2:
            found.append(_own(leader, character, _PART_WEEK, at, 50, first=part_weeks, last=ends))
    return found


def _free(
    leader: str, character: Character, days: tuple[str, ...], minutes: int, diary: Diary
) -> time | None:
    words = (leader, character.part.word)
    at = diary.first_free(days=days, words=words, minutes=minutes,
                          not_before=_NOT_BEFORE[character.part.zone])  # fmt: skip
    if at is not None:
        diary.take(words, days, at, minutes)
    return at


def _own(
    leader: str,
    character: Character,
    days: tuple[str, ...],
    at: time,
    minutes: int,
    *,
    first: int,
    last: int | None = None,
) -> Weekly:
    """From the day after day `first` of the stay, up to and with day `last`."""
    is_here = character.part.zone == CENTRE_ZONE
    return Weekly(
        title=f"{_TITLES.get(leader, 'One-to-one with')} {shown_name(leader)}",
        kind=_KINDS.get(leader, AppointmentKind.individual),
        leader=leader,
        days=days,
        at=at,
        minutes=minutes,
        place=f"Room {_ROOMS[leader]}" if is_here else None,
        join_link=None if is_here else f"https://meet.example/{leader}",
        course=character.part.course,
        capacity=1,
        from_day=character.day(first) + timedelta(days=1),
        until_day=None if last is None else character.day(last),
        members=(Membership(character, character.day(first)),),
    )


def _turned(words: tuple[str, ...], number: int) -> tuple[str, ...]:
    turn = number % len(words)
    return words[turn:] + words[:turn]
