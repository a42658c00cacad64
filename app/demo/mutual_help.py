"""Meetings some of the demo's clients go to, and when they were there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from sqlmodel import Session, SQLModel

from app import clock
from app.care_records.mutual_help.models import (
    Attending,
    Fellowship,
    Meeting,
    MeetingAttendance,
    MutualHelpSharing,
)
from app.clock import Weekday
from app.demo.arrivals import Cast, Character
from app.demo.luck import id_at, luck

_DAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class _Weekly:
    """A meeting on one client's list, and how often of ten they go."""

    word: str
    fellowship: Fellowship
    name: str
    day: Weekday
    at: time
    attending: Attending = Attending.in_person
    where: str | None = None
    of_ten: int = 7
    proof: str | None = None


_LISTS = (
    _Weekly("river", Fellowship.smart, "Tuesday circle", Weekday.tue, time(19),
            where="Invented Library, room 2", of_ten=8, proof="Signed by the host"),
    _Weekly("river", Fellowship.aa, "Saturday morning", Weekday.sat, time(9), Attending.online,
            "https://meet.example/saturday", of_ten=4),
    _Weekly("olive", Fellowship.na, "Grupo Nuevo Día", Weekday.thu, time(18, 30),
            where="Calle Inventada 12", of_ten=7, proof="Firmó la coordinadora"),
    _Weekly("indigo", Fellowship.recovery_dharma, "Sunday sitting", Weekday.sun, time(10),
            where="The Garden House", of_ten=9),
    _Weekly("lilac", Fellowship.women_for_sobriety, "Monday call", Weekday.mon, time(20),
            Attending.phone, "+1 555 010 0142", of_ten=6),
    _Weekly("sage", Fellowship.lifering, "LifeRing at noon", Weekday.wed, time(12, 15),
            Attending.online, "https://meet.example/noon", of_ten=5),
)  # fmt: skip
_SHOW_WHICH = ("indigo", "olive")


def add_meetings(db: Session, cast: Cast, now: datetime) -> None:
    """Their lists and the last ten weeks; `_SHOW_WHICH` let their team see which group it was."""
    for number, weekly in enumerate(_LISTS):
        character = cast.clients[weekly.word]
        db.add_all(
            _rows(cast, character, weekly, luck("mutual help", weekly.word, str(number)), now)
        )
    for word in _SHOW_WHICH:
        client_id = cast.clients[word].person.id
        db.add(MutualHelpSharing(client_id=client_id, shows_fellowship=True, changed_at=now))


def _rows(
    cast: Cast, character: Character, weekly: _Weekly, chance: Random, now: datetime
) -> Iterator[SQLModel]:
    person = character.person
    joined_at = person.joined_at or now
    meeting = Meeting(
        client_id=person.id, id=id_at(joined_at, chance), fellowship=weekly.fellowship,
        name=weekly.name, attending=weekly.attending, day=weekly.day, at=weekly.at,
        zone=person.time_zone, where=weekly.where, changed_at=joined_at,
    )  # fmt: skip
    yield meeting
    today = clock.local_day(now, person.time_zone)
    for ago in range(1, 71):
        day = today - timedelta(days=ago)
        over = clock.at_wall_time(day, weekly.at, person.time_zone) + timedelta(minutes=75)
        if _DAYS[day.weekday()] is not weekly.day or over < joined_at:
            continue
        if over < now and chance.random() < weekly.of_ten / 10:
            yield _attendance(cast, character, weekly, meeting, over, chance)


def _attendance(
    cast: Cast, character: Character, weekly: _Weekly, meeting: Meeting, at: datetime,
    chance: Random,
) -> MeetingAttendance:  # fmt: skip
    person, proof = character.person, weekly.proof if chance.random() < 0.6 else None
    has_looked = proof is not None and chance.random() < 0.7
    return MeetingAttendance(
        client_id=person.id, id=id_at(at, chance), attendance_id=id_at(at, chance),
        on_day=clock.local_day(at, person.time_zone), fellowship=weekly.fellowship,
        attending=weekly.attending, meeting_id=meeting.id, proof=proof, occurred_at=at,
        zone=person.time_zone, happened_at=at, received_at=at, content_hash="0" * 64,
        seen_by=cast.staff[character.primary_at(at)].id if has_looked else None,
        seen_at=at + timedelta(hours=1) if has_looked else None,
    )  # fmt: skip
