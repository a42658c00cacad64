"""What `companion reminders preview` shows: the next instants of a daily reminder."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import islice
from zoneinfo import available_timezones

from app.clock import Weekday
from app.errors import Unprocessable
from app.reminders.schedule import (
    DAY,
    EVERY_DAY,
    DailyRule,
    Note,
    Occurrence,
    occurrences,
)

DEFAULT_COUNT, LARGEST_COUNT = 7, 1000
FIRST_FROM, LAST_FROM = date(1900, 1, 1), date(9900, 12, 31)
TIME_PATTERN = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
DATE_PATTERN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ReminderTimeInvalid(Unprocessable):
    code = "reminder_time_invalid"
    detail = "Please give the time as HH:MM, from 00:00 to 23:59."


class ReminderDaysInvalid(Unprocessable):
    code = "reminder_days_invalid"
    detail = "Please give the days as mon,tue,wed,thu,fri,sat,sun: those you want, with commas."


class ZoneUnknown(Unprocessable):
    code = "zone_unknown"
    detail = "There is no such time zone. Please give a name like Europe/Madrid or UTC."


class DateInvalid(Unprocessable):
    code = "date_invalid"
    detail = "Please give a date that exists as YYYY-MM-DD, in the years 1900 to 9900."


class CountInvalid(Unprocessable):
    code = "count_invalid"
    detail = "Please ask for at least 1 and at most 1000 reminders."


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One reminder: the instant in UTC, the wall time with its offset, and a sentence when the
    clocks change (else empty)."""

    due_at: str
    local: str
    note: str


def preview(
    time_text: str,
    days_text: str | None,
    zone: str,
    from_text: str | None,
    count: int,
    now: datetime,
) -> list[PreviewRow]:
    """The next `count` reminders at `time_text` in `zone`, oldest first.

    From the start of the local day `from_text` when it is given, otherwise those after `now`.
    No days means every day. Raises a `Problem` with the code of whatever does not fit.
    """
    rule = DailyRule(_time(time_text), _days(days_text))
    if zone not in zone_names():
        raise ZoneUnknown
    if not 1 <= count <= LARGEST_COUNT:
        raise CountInvalid
    found = occurrences(rule, zone, now)
    if from_text is not None:
        day = _date(from_text)
        # Two days earlier is before the day has begun anywhere on earth.
        earlier = datetime.combine(day - 2 * DAY, time(), UTC)
        found = (each for each in occurrences(rule, zone, earlier) if each.local.date() >= day)
    return [_row(occurrence, rule) for occurrence in islice(found, count)]


@cache
def zone_names() -> frozenset[str]:
    """Every name in the time zone database, older spellings included; none that depends on the
    machine."""
    return frozenset(available_timezones() - {"Factory", "localtime"})


def as_json(rows: list[PreviewRow]) -> str:
    """The rows as a JSON list of objects."""
    return json.dumps([asdict(row) for row in rows], indent=2)


def as_table(rows: list[PreviewRow]) -> str:
    """The rows as plain text in columns."""
    lines = [("due_at", "local", "note"), *((row.due_at, row.local, row.note) for row in rows)]
    first, second = (max(len(line[column]) for line in lines) for column in (0, 1))
    return "\n".join(f"{a:<{first}}  {b:<{second}}  {c}".rstrip() for a, b, c in lines)


def _time(text: str) -> time:
    if not TIME_PATTERN.fullmatch(text):
        raise ReminderTimeInvalid
    return time(int(text[:2]), int(text[3:]))


def _days(text: str | None) -> frozenset[Weekday]:
    if text is None:
        return EVERY_DAY
    try:
        return frozenset(Weekday(word.strip().lower()) for word in text.split(","))
    except ValueError:
        raise ReminderDaysInvalid from None


def _date(text: str) -> date:
    if not DATE_PATTERN.fullmatch(text):
        raise DateInvalid
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DateInvalid from None
    if not FIRST_FROM <= day <= LAST_FROM:
        raise DateInvalid
    return day


def _row(occurrence: Occurrence, rule: DailyRule) -> PreviewRow:
    due_at = occurrence.due_at.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    local = occurrence.local.isoformat(timespec="seconds")
    return PreviewRow(due_at, local, _sentence(occurrence, rule))


def _sentence(occurrence: Occurrence, rule: DailyRule) -> str:
    asked, shown = f"{rule.local_time:%H:%M}", occurrence.local.time()
    if occurrence.note is Note.first_of_two:
        return f"{asked} comes twice on this day; this is the first"
    if occurrence.note is Note.none:
        return ""
    moved = f"moved forward to {shown.isoformat('seconds' if shown.second else 'minutes')}"
    if occurrence.key.startswith(occurrence.local.date().isoformat()):
        return f"{asked} does not exist on this day; {moved}"
    return f"{asked} does not exist on the day before; {moved} on this day"
