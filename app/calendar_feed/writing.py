"""Sessions as a calendar (RFC 5545, RFC 7986). Pure: the same sessions are the same bytes.

Nothing in it says what the application is for, nor who else comes. Names of events (UID) are made
for each person, so that two calendars laid side by side do not show who meets whom.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur

from app import clock
from app.appointments.models import Appointment, AppointmentSeries, AppointmentStatus
from app.calendar_feed.models import Titles
from app.calendar_feed.queries import Entry
from app.calendar_feed.recurring import Ruled, clocks_change, plan_of, ruled_times, wall_of
from app.calendar_feed.words import CALENDAR_NAME, GROUPS, OPAQUE, name_of
from app.calendar_feed.zones import vtimezone
from app.people.models import Person

PRODUCT = "-//Companion//Calendar//EN"
ASK_AGAIN = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an event lets others see."""

    summary: str
    location: str | None = None
    link: str | None = None


def calendar_text(
    entries: Sequence[Entry], person: Person, titles: Titles, *, alone: bool = False
) -> bytes:
    """Somebody's sessions as one calendar, UTF-8. `alone` for a file that holds one session and is
    not asked for again."""
    writer = _Writer(person, titles)
    calendar = _frame(alone)
    for zone in sorted({entry.zone for entry in entries} - {"UTC"}):
        years = [entry.appointment.starts_at.year for entry in entries]
        calendar.add_component(vtimezone(zone, min(years) - 1, max(years) + 1))
    events = map(writer.single, entries) if alone else writer.events(entries)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _frame(alone: bool) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if not alone:
        calendar.add("name", CALENDAR_NAME)
        calendar.add("x-wr-calname", CALENDAR_NAME)
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT2H")
    return calendar


class _Writer:
    """Writes events for one person."""

    def __init__(self, person: Person, titles: Titles) -> None:
        self.person = person
        self.titles = titles

    def events(self, entries: Iterable[Entry]) -> Iterator[Event]:
        """One event for each session, or a rule and its exceptions for a series."""
        groups: defaultdict[UUID, list[Entry]] = defaultdict(list)
        for entry in entries:
            key = entry.series.id if entry.series else entry.appointment.id
            groups[key].append(entry)
        for group in groups.values():
            series = group[0].series
            if series is None:
                yield from map(self.single, group)
            else:
                yield from self._of_series(series, group)

    def _of_series(self, series: AppointmentSeries, group: list[Entry]) -> Iterator[Event]:
        plan = plan_of(series, group)
        if plan.ruled is not None:
            model = self._shown((plan.ruled.as_ruled or plan.ruled.other)[-1])
            yield self._rule(series, plan.ruled, model)
            for entry in plan.ruled.as_ruled:
                if self._shown(entry) != model:
                    yield self._exception(series, entry)
            for entry in plan.ruled.other:
                yield self._exception(series, entry)
        yield from map(self.single, plan.single)

    def _rule(self, series: AppointmentSeries, ruled: Ruled, model: Shown) -> Event:
        starts_at, ends_at = ruled_times(series, ruled.first)
        event = self._event(
            uid=self._uid(series.id),
            shown=model,
            times=_local(starts_at, ends_at, series.time_zone),
            changed_at=max(e.appointment.changed_at for e in (*ruled.as_ruled, *ruled.other)),
            sequence=series.sequence,
        )
        rule = vRecur.from_ical(series.rrule)
        # To the end of the day, in UTC as the standard wants: readers differ by an hour at night.
        rule["UNTIL"] = clock.end_of_day(ruled.last, series.time_zone) - timedelta(seconds=1)
        event.add("rrule", rule)
        if ruled.left_out:
            event.add("exdate", [wall_of(series, day) for day in ruled.left_out])
        return event

    def _exception(self, series: AppointmentSeries, entry: Entry) -> Event:
        meeting = entry.appointment
        event = self._meeting(
            entry, self._uid(series.id), sequence=series.sequence + meeting.sequence
        )
        event.add("recurrence-id", wall_of(series, meeting.on_day))
        return event

    def single(self, entry: Entry) -> Event:
        """A session with a name of its own."""
        meeting = entry.appointment
        return self._meeting(entry, self._uid(meeting.id), sequence=meeting.sequence)

    def _meeting(self, entry: Entry, uid: str, *, sequence: int) -> Event:
        meeting = entry.appointment
        event = self._event(
            uid=uid,
            shown=self._shown(entry),
            times=_local(meeting.starts_at, meeting.ends_at, entry.zone),
            changed_at=meeting.changed_at,
            sequence=sequence,
        )
        if meeting.status is AppointmentStatus.cancelled:
            event.add("status", "CANCELLED")
            event.add("transp", "TRANSPARENT")
        return event

    def _event(
        self,
        *,
        uid: str,
        shown: Shown,
        times: tuple[datetime, datetime],
        changed_at: datetime,
        sequence: int,
    ) -> Event:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", changed_at.replace(microsecond=0))
        event.add("last-modified", changed_at.replace(microsecond=0))
        event.add("sequence", sequence)
        event.add("dtstart", times[0])
        event.add("dtend", times[1])
        event.add("summary", shown.summary)
        event.add("class", "PRIVATE")
        if shown.location:
            event.add("location", shown.location)
        if shown.link:
            event.add("url", shown.link)
        return event

    def _uid(self, row_id: UUID) -> str:
        return str(uuid5(self.person.id, str(row_id)))

    def _shown(self, entry: Entry) -> Shown:
        if self.titles is Titles.opaque:
            return Shown(OPAQUE[self.person.language])
        meeting = entry.appointment
        places = [place for place in (meeting.place, entry.room) if place]
        return Shown(
            summary=self._title(entry),
            location=", ".join(dict.fromkeys(places)) or meeting.join_link,
            link=meeting.join_link,
        )

    def _title(self, entry: Entry) -> str:
        meeting = entry.appointment
        if entry.is_led and _may_name_somebody(meeting, entry.names):
            return name_of(meeting.kind, self.person.language)
        return meeting.title


def _may_name_somebody(meeting: Appointment, names: Iterable[str]) -> bool:
    title = meeting.title.casefold()
    words = (word for name in names for word in name.casefold().split())
    return meeting.kind not in GROUPS or any(word in title for word in words)


def _local(starts_at: datetime, ends_at: datetime, zone: str) -> tuple[datetime, datetime]:
    """Both ends in the zone's wall time; in UTC when clocks change in between or a wall time comes
    twice."""
    tz = ZoneInfo(zone)
    both = (starts_at.astimezone(tz), ends_at.astimezone(tz))
    if clocks_change(*both):
        return starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    return both
