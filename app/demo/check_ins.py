"""Eight weeks of check-ins and cravings, as phones would have sent them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from app import clock
from app.check_ins.answering import Taken, response_row
from app.check_ins.baseline import DAYS
from app.check_ins.flags import Background, Filled, flags_of
from app.check_ins.models import CheckIn, FormResponse
from app.check_ins.schedule import DAILY
from app.check_ins.schemas import CheckInCreate, FormAnswers, Use
from app.check_ins.service import DAILY_VERSION, content_of
from app.demo.arrivals import Character
from app.demo.calendar import HISTORY_DAYS
from app.demo.days import Lived, answers_of, days_of
from app.demo.forms import Questionnaires
from app.demo.luck import id_at, luck
from app.demo.words import AFTER_USE, GOOD_DAYS, HARD_DAYS
from app.episodes.models import EpisodeOfCare, Phase
from app.flags.reasons import Raised
from app.offline import content_hash, moment
from app.people.models import Language, Person
from app.programs.design import ProgrammeDesign
from app.reminders.schedule import WEEK, local

_LATE_SHARE, _OFFLINE_SHARE = 0.02, 0.06
_HABITS = ((time(20), 0.65), (time(7, 30), 0.2), (time(12, 30), 0.15))
_AFTERCARE_DAYS, _ALUMNI_DAYS = ("mon", "wed", "fri"), ("sun",)


@dataclass(frozen=True, slots=True)
class Kept:
    """A check-in as it is kept, with its questionnaires and the flags it raised."""

    row: CheckIn
    forms: list[FormResponse]
    flags: list[Raised]


@dataclass(frozen=True, slots=True)
class _Sent:
    """A sitting as it left the phone."""

    id: UUID
    body: CheckInCreate
    forms: list[tuple[FormAnswers, Filled]]
    received_at: datetime


def habit_of(character: Character) -> time:
    """The wall time at which somebody likes to check in."""
    chance = luck("habit", character.part.word)
    return chance.choices([at for at, _ in _HABITS], [share for _, share in _HABITS])[0]


def check_in_days(character: Character, days_ago: int = 0) -> tuple[str, ...]:
    """The weekdays on which somebody was to check in: every day, and fewer after treatment."""
    part = character.part
    if part.was_in_treatment(days_ago):
        return WEEK
    return _ALUMNI_DAYS if part.phase is Phase.alumni else _AFTERCARE_DAYS


def lived_by(character: Character, now: datetime) -> list[Lived]:
    """The days since a client joined, at most eight weeks of them."""
    part, person = character.part, character.person
    if person.joined_at is None:
        return []
    today = clock.local_day(now, person.time_zone)
    joined_on = clock.local_day(person.joined_at, person.time_zone)
    return list(days_of(part, min(HISTORY_DAYS - 1, (today - joined_on).days), today))


def check_ins_of(
    character: Character, days: list[Lived], design: ProgrammeDesign, now: datetime
) -> list[Kept]:
    """A client's check-ins about these days, without those they missed, in the order in which they
    arrived; each is flagged by what had arrived before it."""
    sent = sorted(_sent(character, days, design, now), key=lambda one: one.received_at)
    kept: list[Kept] = []
    for one in sent:
        kept.append(_kept(character, one, [earlier.row for earlier in kept]))
    return kept


def _sent(
    character: Character, days: list[Lived], design: ProgrammeDesign, now: datetime
) -> Iterator[_Sent]:
    part, person = character.part, character.person
    chance, habit = luck("check-ins", part.word), habit_of(character)
    questionnaires = Questionnaires(character, design)
    for number, lived in enumerate(days):
        was_missed = chance.random() < part.misses and lived.use is Use.no
        is_left_open = lived.ago == 0 and part.today_is_open
        at = _answered_at(person, habit, lived, chance)
        answers = answers_of(lived, _line(person.language, lived, chance), chance)
        received_at = at + _on_the_way(lived, chance)
        if was_missed or is_left_open or not _is_a_day_for_it(character, lived):
            continue
        if person.joined_at and person.joined_at < at and received_at < now:
            forms = list(questionnaires.answered_on(lived, days[: number + 1]))
            body = CheckInCreate(
                on_day=lived.day,
                occurred_at=local(at, person.time_zone),
                zone=person.time_zone,
                answers=answers,
                forms=[said for said, _ in forms],
            )
            yield _Sent(id_at(at, chance), body, forms, received_at)


def _is_a_day_for_it(character: Character, lived: Lived) -> bool:
    return WEEK[lived.day.weekday()] in check_in_days(character, lived.ago)


def _answered_at(person: Person, habit: time, lived: Lived, chance: Random) -> datetime:
    """Around the usual time, or two or three days late when somebody fills in what they missed."""
    minutes = habit.hour * 60 + habit.minute + round(chance.gauss(12, 35))
    wall = time(*divmod(max(0, min(minutes, 24 * 60 - 10)), 60), chance.randrange(60))
    late = chance.choice((2, 2, 3)) if chance.random() < _LATE_SHARE else 0
    day = lived.day + timedelta(days=late if lived.use is Use.no else 0)
    return clock.at_wall_time(day, wall, person.time_zone)


def _on_the_way(lived: Lived, chance: Random) -> timedelta:
    """Seconds, or hours when the phone had no signal; on days that matter it had."""
    if chance.random() < _OFFLINE_SHARE and lived.use is Use.no:
        return timedelta(minutes=chance.randrange(20, 9 * 60))
    return timedelta(seconds=chance.randrange(1, 20))


def _line(language: Language, lived: Lived, chance: Random) -> str | None:
    if lived.use is Use.yes:
        return chance.choice(AFTER_USE[language])
    if chance.random() > 0.22 or lived.use is Use.rather_not_say:
        return None
    is_hard = lived.craving > 5 or lived.mood < 4.5
    return chance.choice((HARD_DAYS if is_hard else GOOD_DAYS)[language])


def _kept(character: Character, sent: _Sent, earlier: list[CheckIn]) -> Kept:
    body, person = sent.body, character.person
    when = moment(body.occurred_at, None, sent.received_at)
    said_on = clock.local_day(when.happened_at, body.zone)
    seen = background(character.episode, earlier, body.on_day, body.zone)
    forms = [done for _, done in sent.forms]
    flags = flags_of(body.answers, body.on_day, said_on, seen, forms)
    row = CheckIn(
        client_id=person.id,
        id=sent.id,
        instrument=DAILY,
        instrument_version=DAILY_VERSION,
        answers=body.answers.model_dump(mode="json") if body.answers else None,
        on_day=body.on_day,
        occurred_at=body.occurred_at,
        zone=body.zone,
        happened_at=when.happened_at,
        time_uncertain=when.is_uncertain,
        received_at=sent.received_at,
        content_hash=content_hash(content_of(body)),
        is_flagged=bool(flags),
    )
    responses = [
        response_row(person.id, sent.id, body.on_day, Taken(said, None, done[2]))
        for said, done in sent.forms
    ]
    return Kept(row, responses, flags)


def background(
    episode: EpisodeOfCare, earlier: list[CheckIn], on_day: date, zone: str
) -> Background:
    """What a check-in about a day is seen against, from those that had arrived before it."""
    admitted = episode.admitted_at
    admitted_on = clock.local_day(admitted, zone) if admitted else None
    before = {
        row.on_day: row.answers or {}
        for row in sorted(earlier, key=lambda row: (row.on_day, row.happened_at))
        if row.on_day < on_day
    }
    newest_first = sorted(before, reverse=True)
    used = (day for day in newest_first if before[day]["use"] == Use.yes)
    used_on = next((day for day in used if admitted_on is None or day >= admitted_on), None)
    return Background(
        admitted_on=admitted_on,
        used_on=used_on,
        before=[before[day] for day in newest_first[:DAYS]],
    )
