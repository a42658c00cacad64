"""Which keys the front matter of a module has, and what each may say."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from app.craving_logs.models import Trigger
from app.learning.topics import topics
from app.programs.kinds import AppointmentKind, SkillFocus

TO_BE_CHECKED = "from memory, to be checked"
STAGES = ("early", "middle", "later", "any")
AUDIENCES = ("client", "family")
LANGUAGES = ("en", "es")
# A skills group with its focus; authors write the name of TIP 47 for the one that is kept shorter.
_FOCUS = {SkillFocus.stress: "stress_management"}
GROUPS = frozenset(
    {kind.value for kind in AppointmentKind}
    | {f"skills:{_FOCUS.get(focus, focus.value)}" for focus in SkillFocus}
)
TRIGGERS = frozenset(trigger.value for trigger in Trigger)

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHORT_ID = re.compile(r"[a-z][a-z0-9-]{0,19}")
_WEB = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(?::[0-9]{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)

# Tab and newline are text. What turns the reading order of everything after it round is not, while
# marks and isolates for right-to-left words are.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufeff\ufff9-\uffff]")
UNSEEN = "has a character that cannot be seen and is not text"
"""What is wrong with a text that has a control character in it."""

Check = Callable[[Any], str | None]
"""Says in one sentence what is wrong with a value; None if nothing is."""


def words(most: int) -> Check:
    """A text of one line that is not blank, with at most so many characters, all of which can be
    seen: as TOML reads it, which may be another than as it is written."""

    def check(value: Any) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return "should be a text that is not empty"
        if "\n" in value:
            return "should be on one line"
        if "\t" in value or CONTROL.search(value):
            return UNSEEN
        return f"is longer than {most} characters" if len(value) > most else None

    return check


def whole(least: int, most: int) -> Check:
    """A whole number in a range, both ends allowed."""

    def check(value: Any) -> str | None:
        if type(value) is int and least <= value <= most:
            return None
        return f"should be a whole number from {least} to {most}"

    return check


def matching(pattern: re.Pattern[str], most: int, sentence: str) -> Check:
    """A text of a certain form."""

    def check(value: Any) -> str | None:
        if isinstance(value, str) and len(value) <= most and pattern.fullmatch(value):
            return None
        return sentence

    return check


def one_of(known: Iterable[str]) -> Check:
    """One of a few words."""
    allowed = tuple(known)

    def check(value: Any) -> str | None:
        if isinstance(value, str) and value in allowed:
            return None
        return "should be one of: " + ", ".join(allowed)

    return check


def _read_on(value: Any) -> str | None:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    if is_day or value == TO_BE_CHECKED:
        return None
    return f'should be a date such as 2026-01-31, or "{TO_BE_CHECKED}"'


_ID = matching(_SLUG, 60, "should be small letters and digits with single hyphens, at most 60")
_PART_ID = matching(_SHORT_ID, 20, "should be a short id such as c1")
_URL = matching(_WEB, 500, "should be a whole https address")

KEYS: Mapping[str, Check] = {
    "id": _ID,
    "version": whole(1, 1_000_000),
    "title": words(120),
    "summary": words(300),
    "stage": one_of(STAGES),
    "minutes": whole(1, 60),
    "today": words(500),
    "family": words(1500),
    "language": one_of(LANGUAGES),
}
LISTS: Mapping[str, Iterable[str]] = {
    "topics": tuple(topics()),
    "audience": AUDIENCES,
    "triggers": sorted(TRIGGERS),
    "groups": sorted(GROUPS),
}
ITEMS: Mapping[str, Mapping[str, Check]] = {
    "sources": {
        "title": words(300),
        "publisher": words(200),
        "url": _URL,
        "year": whole(1900, 2100),
        "read": _read_on,
    },
    "reflections": {"id": _PART_ID, "prompt": words(400)},
    "cards": {"id": _PART_ID, "question": words(400), "answer": words(600), "why": words(400)},
}
MAY_BE_LEFT_OUT = frozenset({"family", "language"})
