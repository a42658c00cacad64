"""Wall times against an oracle that only ever reads clocks forward.

It goes through the minutes of UTC one after the other and writes down what the clocks of a zone
show. From that list alone follows when a wall time is due; nothing is ever turned from wall time
into UTC, which is what `resolve` does.
"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from app.reminders.preview import zone_names
from app.reminders.schedule import DailyRule, Note, occurrences, resolve

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)

ZONES = """
Africa/Cairo Africa/Casablanca Africa/El_Aaiun Africa/Lagos America/Adak America/Asuncion
America/Havana America/Los_Angeles America/Mexico_City America/Miquelon America/New_York
America/Nuuk America/Phoenix America/Santiago America/Sao_Paulo America/Scoresbysund
America/St_Johns Antarctica/Casey Antarctica/Troll Antarctica/Vostok Asia/Beirut Asia/Gaza
Asia/Jerusalem Asia/Kathmandu Asia/Kolkata Asia/Tehran Atlantic/Azores Australia/Adelaide
Australia/Eucla Australia/Lord_Howe Australia/Sydney Europe/Berlin Europe/Chisinau Europe/Dublin
Europe/Kyiv Europe/London Pacific/Apia Pacific/Auckland Pacific/Chatham Pacific/Easter
Pacific/Kiritimati Pacific/Norfolk UTC
"""

Shown = dict[datetime, tuple[datetime | None, Note]]


def shown(zone: str, start: datetime, end: datetime) -> Shown:
    """Each wall minute between two instants: when it is due, and what the clocks did to it."""
    tz = ZoneInfo(zone)
    found: Shown = {}
    before: datetime | None = None
    instant = start
    while instant < end:
        wall = instant.astimezone(tz).replace(tzinfo=None, fold=0)
        if before is not None and wall - before > MINUTE:
            found |= missing(before + MINUTE, wall, instant)
        if wall in found:
            found[wall] = (found[wall][0], Note.first_of_two)
        else:
            found[wall] = (instant, Note.none)
        before, instant = wall, instant + MINUTE
    return found


def missing(first: datetime, end: datetime, instant: datetime) -> Shown:
    """The wall minutes that clocks jumped over at `instant`."""
    if end - first >= DAY:
        return {first + n * MINUTE: (None, Note.none) for n in range((end - first) // MINUTE)}
    return {
        first + n * MINUTE: (instant + n * MINUTE, Note.moved_forward)
        for n in range((end - first) // MINUTE)
    }


def changes(zone: str, start: datetime, end: datetime, step: timedelta) -> list[datetime]:
    """The instants, to within `step`, at which the clocks of a zone change."""
    tz = ZoneInfo(zone)
    instants = [start + n * step for n in range((end - start) // step)]
    offsets = [instant.astimezone(tz).utcoffset() for instant in instants]
    return [instants[n + 1] for n, (old, new) in enumerate(pairwise(offsets)) if old != new]


def assert_as_shown(zone: str, around: datetime) -> int:
    """Every wall minute of the days around an instant, apart from those cut off at the ends."""
    walls = shown(zone, around - 2 * DAY, around + 2 * DAY)
    low, high = min(walls) + DAY, max(walls) - DAY
    compared = 0
    for wall, (due_at, note) in walls.items():
        if low < wall < high:
            found = resolve(wall, zone)
            got = (found.due_at, found.note) if found else (None, Note.none)
            assert got == (due_at, note), (zone, wall)
            compared += 1
    return compared


def assert_one_a_day(zone: str, minute: int) -> None:
    """A year of one rule: every local day once, later each time, at most one jump away."""
    rule = DailyRule((datetime(2026, 1, 1, tzinfo=UTC) + minute * MINUTE).time())
    found = list(occurrences(rule, zone, START, START + 365 * DAY))
    days = [datetime.fromisoformat(each.key).date() for each in found]
    assert all(later - day == timedelta(days=1) for day, later in pairwise(days)), zone
    assert 364 <= len(days) <= 366
    assert all(HOUR * 20 < b.due_at - a.due_at < HOUR * 28 for a, b in pairwise(found)), zone
    ordinary = [each for each in found if each.note is not Note.moved_forward]
    assert all(each.local.time() == rule.local_time for each in ordinary), zone
    assert len(found) - len(ordinary) <= 2


@pytest.mark.parametrize("zone", ZONES.split())
def test_both_nights_agree_with_the_clocks(zone: str) -> None:
    nights = changes(zone, START, END, 6 * HOUR) or [START + 200 * DAY]
    assert len(nights) <= 8
    for night in nights:
        assert assert_as_shown(zone, night) > 2500


@pytest.mark.parametrize(
    ("zone", "skipped"),
    [
        ("Pacific/Apia", datetime(2011, 12, 30)),  # noqa: DTZ001
        ("Pacific/Fakaofo", datetime(2011, 12, 30)),  # noqa: DTZ001
        ("Pacific/Kiritimati", datetime(1994, 12, 31)),  # noqa: DTZ001
        ("Pacific/Enderbury", datetime(1994, 12, 31)),  # noqa: DTZ001
        ("Pacific/Kwajalein", datetime(1993, 8, 21)),  # noqa: DTZ001
    ],
)
def test_a_skipped_day_agrees_with_the_clocks(zone: str, skipped: datetime) -> None:
    noon = skipped.replace(hour=12, tzinfo=UTC)
    assert shown(zone, noon - 2 * DAY, noon + 2 * DAY)[skipped] == (None, Note.none)
    assert assert_as_shown(zone, noon) > 2500


@pytest.mark.long
def test_every_zone_agrees_with_the_clocks_on_every_night_of_two_years() -> None:
    nights = 0
    for zone in sorted(zone_names()):
        for night in changes(zone, START, END, HOUR / 4) or [START + 200 * DAY]:
            assert_as_shown(zone, night)
            nights += 1
    assert nights > 1000


@pytest.mark.long
def test_every_zone_has_one_reminder_on_each_day_of_a_year() -> None:
    for zone in sorted(zone_names()):
        for minute in (0, 30, 59, 61, 90, 120, 135, 150, 179, 180, 570, 1200, 1380, 1410, 1439):
            assert_one_a_day(zone, minute)
