"""The groups and classes of the demo centre, and who comes to which."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from app.demo.arrivals import Character
from app.demo.cast import Part, Track
from app.demo.courses import CLASSIC, Course
from app.demo.diary import Diary
from app.episodes.models import Phase
from app.programs.kinds import AppointmentKind

_MORNINGS, _TALKS = ("mon", "wed", "fri"), "https://meet.example/"


@dataclass(frozen=True, slots=True)
class Membership:
    """From the day after `after` up to and with `until`; without end when there is none."""

    character: Character
    after: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        return self.after < day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Weekly:
    """A session that comes every week. `from_day` and `until_day` only where it is bounded, and
    `called_off` counts meetings from the next one on: 0 the next, -1 the last before it."""

    title: str
    kind: AppointmentKind
    leader: str
    days: tuple[str, ...]
    at: time
    minutes: int
    place: str | None = None
    join_link: str | None = None
    course: Course | None = None
    capacity: int | None = None
    open_to_alumni: bool = False
    open_to_family: bool = False
    from_day: date | None = None
    until_day: date | None = None
    called_off: tuple[int, ...] = ()
    members: tuple[Membership, ...] = field(default=())


MORNING = (
    Weekly("Morning learning group", AppointmentKind.psychoeducational, "linden", _MORNINGS,
           time(9), 60, "Room 2", course=CLASSIC, capacity=12),
    Weekly("Morning skills group", AppointmentKind.skills, "cedar", _MORNINGS,
           time(10), 60, "Room 2", course=CLASSIC, capacity=12, called_off=(-7,)),
    Weekly("Morning support group", AppointmentKind.support, "cedar", _MORNINGS,
           time(11), 60, "Room 2", course=CLASSIC, capacity=12),
)  # fmt: skip
EVENING = (
    Weekly("Evening learning group", AppointmentKind.psychoeducational, "linden", ("mon",),
           time(18), 180, "Room 3", _TALKS + "evening-mon", CLASSIC, 12),
    Weekly("Evening skills group", AppointmentKind.skills, "cedar", ("tue",),
           time(18), 180, "Room 3", _TALKS + "evening-tue", CLASSIC, 12),
    Weekly("Evening interpersonal group", AppointmentKind.interpersonal, "laurel", ("thu",),
           time(18), 180, "Room 3", _TALKS + "evening-thu", CLASSIC, 12),
)  # fmt: skip
AFTERCARE = Weekly(
    "Aftercare evening", AppointmentKind.aftercare, "aspen", ("wed",), time(18, 30), 90,
    join_link=_TALKS + "aftercare", open_to_alumni=True,
)  # fmt: skip
EXTRA = {
    "yoga": Weekly("Yoga and breathing", AppointmentKind.holistic, "lotus", ("tue", "fri"),
                   time(17), 50, "Garden room", capacity=10, called_off=(3,)),
    "spanish": Weekly("Grupo de apoyo en español", AppointmentKind.support, "linden", ("thu",),
                      time(17), 60, "Room 1"),
    "saturday": Weekly("Saturday open class", AppointmentKind.psychoeducational, "aspen", ("sat",),
                       time(10), 90, "Room 1", _TALKS + "saturday", capacity=20,
                       open_to_alumni=True),
    "family": Weekly("Family afternoon", AppointmentKind.family, "laurel", ("sun",),
                     time(15), 90, "Room 1", _TALKS + "family", open_to_family=True),
}  # fmt: skip


def groups(characters: list[Character], today: date, diary: Diary) -> list[Weekly]:
    """Every group with its members. Takes everybody's time in the diary."""
    found = [
        *(_with(weekly, _of_track(characters, weekly, Track.morning, today)) for weekly in MORNING),
        *(_with(weekly, _of_track(characters, weekly, Track.evening, today)) for weekly in EVENING),
        _with(AFTERCARE, _in_aftercare(characters, today)),
        *(_with(weekly, _who_like(characters, key)) for key, weekly in EXTRA.items()),
    ]
    for weekly in found:
        words = (weekly.leader, *(member.character.part.word for member in weekly.members))
        diary.take(words, weekly.days, weekly.at, weekly.minutes)
    return found


def _with(weekly: Weekly, members: list[Membership]) -> Weekly:
    return replace(weekly, members=tuple(members))


def _of_track(
    characters: list[Character], weekly: Weekly, track: Track, today: date
) -> list[Membership]:
    """The whole track to begin with; at the last level all but its learning group."""
    ends = Phase.aftercare
    is_first_to_go = weekly.kind is AppointmentKind.psychoeducational
    return [
        Membership(
            character,
            character.day(0),
            _past(
                character.day(
                    character.part.course.last_level_from
                    if is_first_to_go
                    else character.part.course.begins(ends)
                ),
                today,
            ),
        )
        for character in characters
        if character.part.track is track
    ]


def _in_aftercare(characters: list[Character], today: date) -> list[Membership]:
    return [
        Membership(
            character,
            character.day(_begins(character.part, Phase.aftercare)),
            _past(character.day(_begins(character.part, Phase.alumni)), today),
        )
        for character in characters
        if character.part.phase is Phase.aftercare
    ]


def _who_like(characters: list[Character], key: str) -> list[Membership]:
    return [
        Membership(character, character.day(0))
        for character in characters
        if key in character.part.extra
    ]


def _begins(part: Part, phase: Phase) -> int:
    return part.course.begins(phase)


def _past(day: date, today: date) -> date | None:
    """What is still to come is nobody's decision yet."""
    return day if day < today else None
