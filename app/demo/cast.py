"""Who is in the demo. Nobody here is real: every name is a plant, a colour or a stone."""

from dataclasses import dataclass
from enum import StrEnum

from app.demo.courses import CLASSIC, INDIVIDUAL, Course
from app.episodes.models import Phase
from app.people.models import Language, Profession

CENTRE_ZONE = "America/New_York"
_CHICAGO, _LOS_ANGELES = "America/Chicago", "America/Los_Angeles"


class Track(StrEnum):
    """Which groups of the classic programme somebody comes to."""

    morning = "morning"
    evening = "evening"
    none = "none"


class Trend(StrEnum):
    falling = "falling"
    rising = "rising"


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who works at the demo centre."""

    word: str
    profession: Profession


@dataclass(frozen=True, slots=True)
class Part:
    """A client and their story, told in days before today.

    `misses` is the share of days without a check-in; `looked_at_after` the days after which their
    check-ins have been looked at; `used` and `unsaid` the days on which they said they drank or
    used, or would rather not say; `near` those on which they said that they may use.
    """

    word: str
    course: Course
    days_here: int
    primary: str
    track: Track = Track.none
    zone: str = CENTRE_ZONE
    language: Language = Language.en
    trend: Trend = Trend.falling
    misses: float = 0.18
    looked_at_after: int = 2
    used: tuple[int, ...] = ()
    unsaid: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    a_day_at_most: int = 3
    meets_on: str | None = None
    extra: tuple[str, ...] = ()
    joined: bool = True
    today_is_open: bool = False

    @property
    def phase(self) -> Phase:
        return self.course.taken(self.days_here)[-1].phase

    @property
    def level(self) -> str:
        return self.course.taken(self.days_here)[-1].level

    def was_in_treatment(self, days_ago: int) -> bool:
        """Whether they were still in treatment so many days ago."""
        return self.days_here - days_ago < self.course.begins(Phase.aftercare)


STAFF = (
    Worker("cedar", Profession.counselor),
    Worker("laurel", Profession.psychologist),
    Worker("rowan", Profession.psychiatrist),
    Worker("aspen", Profession.continuing_care_counselor),
    Worker("lotus", Profession.yoga_teacher),
    Worker("linden", Profession.case_manager),
)
ADMINISTRATOR = "stone"
RELATIVES = ("maple", "plum", "russet")

_am, _pm, _es = Track.morning, Track.evening, Language.es

CLIENTS = (
    Part("river", CLASSIC, 33, "cedar", _pm, misses=0.17, used=(24,), meets_on="wed",
         extra=("yoga", "saturday", "family"), today_is_open=True),
    Part("olive", CLASSIC, 24, "cedar", _am, language=_es, misses=0.14, unsaid=(9,), meets_on="tue",
         extra=("spanish", "saturday", "family"), today_is_open=True),
    Part("amber", CLASSIC, 1, "cedar", _am, joined=False),
    Part("birch", CLASSIC, 1, "cedar", _pm, joined=False),
    Part("azure", CLASSIC, 3, "cedar", _am, looked_at_after=1, misses=0.1),
    Part("clover", CLASSIC, 6, "cedar", _pm, looked_at_after=3, unsaid=(1,), extra=("practical",)),
    Part("coral", CLASSIC, 12, "cedar", _am, misses=0.22, used=(8,), extra=("medication",)),
    Part("fern", CLASSIC, 40, "cedar", _pm, _CHICAGO, looked_at_after=1, extra=("yoga",)),
    Part("umber", CLASSIC, 45, "cedar", _pm, trend=Trend.rising, misses=0.2, used=(9, 1),
         near=(10,), looked_at_after=3, extra=("medication", "practical")),
    Part("hazel", CLASSIC, 19, "cedar", _am, misses=0.27, unsaid=(13, 2), extra=("saturday",)),
    Part("indigo", CLASSIC, 52, "laurel", _pm, misses=0.15, used=(37, 36), extra=("practical",)),
    Part("iris", CLASSIC, 29, "laurel", _am, language=_es, misses=0.24, extra=("spanish",)),
    Part("ivory", CLASSIC, 60, "cedar", _am, misses=0.12, looked_at_after=1, extra=("yoga",)),
    Part("jasmine", CLASSIC, 71, "cedar", _pm, looked_at_after=3, used=(41,), extra=("family",)),
    Part("juniper", CLASSIC, 80, "laurel", _pm, _LOS_ANGELES, misses=0.25, looked_at_after=1),
    Part("lilac", CLASSIC, 95, "aspen", _am, misses=0.2, extra=("saturday",)),
    Part("mint", CLASSIC, 140, "aspen", _pm, misses=0.28, used=(30,)),
    Part("moss", INDIVIDUAL, 1, "laurel", joined=False),
    Part("poppy", INDIVIDUAL, 4, "laurel", looked_at_after=1, misses=0.12, unsaid=(2,)),
    Part("saffron", INDIVIDUAL, 9, "laurel", zone=_LOS_ANGELES, misses=0.16),
    Part("sage", INDIVIDUAL, 12, "aspen", a_day_at_most=2, misses=0.26, used=(7,)),
    Part("teal", INDIVIDUAL, 11, "laurel", zone=_CHICAGO, a_day_at_most=4, misses=0.13),
    Part("violet", INDIVIDUAL, 22, "laurel", a_day_at_most=2, looked_at_after=1, extra=("yoga",)),
    Part("yarrow", INDIVIDUAL, 70, "aspen", misses=0.2, looked_at_after=1, extra=("saturday",)),
)  # fmt: skip

ALUMNI = (
    Part("willow", CLASSIC, 260, "aspen", misses=0.2),
    Part("elm", CLASSIC, 410, "aspen", misses=0.3, extra=("saturday",)),
    Part("ochre", INDIVIDUAL, 210, "aspen", misses=0.3, extra=("saturday",)),
    Part("thyme", CLASSIC, 640, "aspen", misses=0.3),
)

NEWCOMERS = ("dune", "reed")
"""Not admitted yet: one referred, one being assessed."""

KNOWN = {
    "river": "river-10001",
    "cedar": "cedar-10002",
    "willow": "willow-10003",
    "maple": "maple-10004",
    "stone": "stone-10005",
    "olive": "olive-10006",
}
"""The sign-in names that are told to whoever starts the demo."""


def shown_name(word: str) -> str:
    """Such as "Demo River": nobody can take it for a person's."""
    return f"Demo {word.capitalize()}"


def sign_in_names() -> dict[str, str]:
    """Everybody's sign-in name by their word."""
    everybody = [
        *(worker.word for worker in STAFF),
        ADMINISTRATOR,
        *RELATIVES,
        *(part.word for part in (*CLIENTS, *ALUMNI)),
        *NEWCOMERS,
    ]
    return {word: KNOWN.get(word, f"{word}-{20_001 + n}") for n, word in enumerate(everybody)}
