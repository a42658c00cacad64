"""Gathers what the rules are told about one week of one client, in at most ten statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session

from app import clock
from app.appointments.attendance import attended_minutes, length
from app.appointments.models import Appointment, AppointmentStatus, Attendance, CancelReason
from app.booking.models import Away
from app.episodes.models import Phase
from app.level_of_care import queries
from app.level_of_care.aftercare import AftercareWeek, review_aftercare
from app.level_of_care.facts import WORKING_DAYS, Judgement, Outcome, Sitting, Week
from app.level_of_care.meetings import with_own_meetings
from app.level_of_care.models import Proposal
from app.level_of_care.queries import Said, Seat, Stay
from app.level_of_care.rules import Review, review
from app.level_of_care.sentences import Say, say
from app.level_of_care.weeks import WEEK, Place, Span, place_in, week_of
from app.people.viewers import Viewer
from app.programs.design import Level
from app.programs.hours import NOT_SERVICE_HOURS
from app.programs.kinds import AppointmentKind

LOOK_BACK = 26 * WEEK
"""The most a benchmark may look back."""
USUAL_DAYS = 4
"""Weeks that show on which days somebody usually comes."""
BY_THE_CENTRE = frozenset(
    {CancelReason.provider_away, CancelReason.centre_closed, CancelReason.not_enough_people}
)
"""A session the centre cancelled is excused. One the client gave back is no session missed, and can
be made up: it lowers nothing. What was replaced stands elsewhere in the calendar."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A week of a stay with what the rules say about it. `week` is there while in treatment."""

    stay: Stay
    span: Span
    place: Place | None
    review: Review
    week: Week | None = None
    said: Sequence[Said] = ()


def gather(db: Session, viewer: Viewer, client_id: UUID, day: date | None) -> Evidence:
    """The week `day` is in (without one, this week, in the centre's zone) of a client's running
    stay; `NotFound` for a stranger's."""
    stay = queries.stay(db, viewer, client_id)
    span = week_of(day or clock.local_day(viewer.now, stay.zone), stay.zone)
    place = place_in(span, stay.steps)
    if place is None or place.phase in {Phase.referral, Phase.assessment}:
        return Evidence(stay, span, place, _only(Say.before_admission))
    if place.phase is Phase.alumni:
        return Evidence(stay, span, place, _only(Say.open_door))
    if place.phase is Phase.aftercare:
        return Evidence(stay, span, place, _aftercare(db, viewer, stay, span, place))
    level = stay.design.level(place.level)
    if level is None:
        return Evidence(stay, span, place, _only(Say.level_gone))
    facts = _facts(db, viewer, stay, span, place)
    week = facts.week(span, level, place)
    return Evidence(stay, span, place, review(week), week, facts.said)


def _only(code: Say) -> Review:
    return Review((say(code),), (), Proposal.stay, (say(code),))


def _aftercare(db: Session, viewer: Viewer, stay: Stay, span: Span, place: Place) -> Review:
    start = clock.start_of_day(place.since, stay.zone)
    seats = queries.sessions(db, viewer, stay.episode.client_id, start, span.ends_at)
    today = min(clock.local_day(viewer.now, stay.zone), span.sunday)
    found = [(_day(seat, stay.zone), _outcome(seat, viewer.now)) for seat in seats]
    came = [day for day, outcome in found if outcome is Outcome.attended]
    here = [outcome for day, outcome in found if day >= span.monday]
    still = here.count(Outcome.ahead) + here.count(Outcome.unmarked)
    return review_aftercare(
        AftercareWeek(
            design=stay.design.aftercare,
            days=max(0, (today - place.since).days),
            last_session=(today - max(came)).days if came else None,
            attended=here.count(Outcome.attended),
            open=still,
        )
    )


def _facts(db: Session, viewer: Viewer, stay: Stay, span: Span, place: Place) -> "Facts":
    client_id = stay.episode.client_id
    first = max(place.first_monday, span.monday - LOOK_BACK) - (USUAL_DAYS - 1) * WEEK
    start = clock.start_of_day(first, stay.zone)
    admitted = clock.local_day(stay.episode.admitted_at or stay.episode.opened_at, stay.zone)
    # Somebody far to the east writes of a day that has yet to begin here.
    tomorrow = clock.local_day(viewer.now, stay.zone) + timedelta(days=1)
    off: set[date] = set()
    for away in queries.aways(db, viewer, client_id, first, span.sunday):
        off |= _days(_away_from(away, stay.zone), _back_on(away, stay.zone))
    for closed in queries.holidays(db, first, span.sunday):
        last = min(closed.until_day or span.sunday, span.sunday)
        off |= _days(max(closed.from_day, first), last + timedelta(days=1))
    return Facts(
        stay=stay,
        now=viewer.now,
        admitted=admitted,
        seats=queries.sessions(db, viewer, client_id, start, span.ends_at),
        given_back=queries.given_back(db, viewer, client_id, start, span.ends_at),
        off=off,
        use=queries.reported_use(db, viewer, client_id, admitted, span.sunday),
        said=queries.judgements(db, stay.episode.id, span.judged_until),
        meetings=queries.own_meetings(db, viewer, client_id, first, min(span.sunday, tomorrow)),
    )


def _away_from(away: Away, zone: str) -> date:
    """Never before the day it was said on: days that are over stay as they were."""
    return max(away.from_day, clock.local_day(away.said_at, zone))


def _back_on(away: Away, zone: str) -> date:
    if away.ended_at is None:
        return away.back_on
    return min(away.back_on, clock.local_day(away.ended_at, zone))


def _days(first: date, until: date) -> set[date]:
    return {first + timedelta(days=number) for number in range((until - first).days)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read about a stay, to be cut into weeks. `use` has the days with a check-in, and
    whether use was reported (None: not asked about); `off` the days that are excused; `meetings`
    how many mutual-help meetings the client says they attended on which days."""

    stay: Stay
    now: datetime
    admitted: date
    seats: Sequence[Seat]
    given_back: Sequence[Appointment]
    off: set[date]
    use: Mapping[date, bool | None]
    said: Sequence[Said]
    meetings: Mapping[date, int]

    def week(self, span: Span, level: Level, place: Place) -> Week:
        """A week with the earlier ones at the same level before it."""
        first = max(place.first_monday, span.monday - LOOK_BACK)
        count = (span.monday - first).days // 7
        before = tuple(
            self._one(Span(first + number * WEEK, span.zone), level, place, ())
            for number in range(count)
        )
        return self._one(span, level, place, before)

    def _one(self, span: Span, level: Level, place: Place, before: tuple[Week, ...]) -> Week:
        names = [each.name for each in self.stay.design.levels]
        today = clock.local_day(self.now, span.zone)
        excused = [day for day in span.days() if day in self.off or day < self.admitted]
        told = [
            day for day in span.days() if day in self.use or (day < today and day not in excused)
        ]
        until = min(today, span.sunday)
        return Week(
            monday=span.monday,
            level=level,
            weeks_at_level=(span.monday - place.first_monday).days // 7 + 1,
            is_begun=self.now >= span.starts_at,
            is_over=self.now >= span.ends_at,
            is_first_level=level.name == names[0],
            is_last_level=level.name == names[-1],
            sittings=self._sittings(span),
            given_back=self._given_back(span),
            usual_days=self._usual_days(span, level),
            excused_days=frozenset(day.weekday() for day in excused),
            begins_late=span.monday < self.admitted <= span.sunday,
            cap=self.stay.cap,
            told_days=len(told),
            checked_days=sum(day in self.use for day in told),
            quiet_days=self._quiet_days(until),
            quiet_checked=self._checked(until),
            quiet_days_before=(
                self._quiet_days(until - WEEK) if self._checked(until - WEEK) else None
            ),
            judgements=self._judgements(span, level),
            before=before,
        )

    def _sittings(self, span: Span) -> tuple[Sitting, ...]:
        found = []
        for seat in self.seats:
            day, outcome = _day(seat, span.zone), _outcome(seat, self.now)
            if outcome is None or not span.monday <= day <= span.sunday:
                continue
            appointment, place = seat
            came = attended_minutes(appointment, place)
            kind, minutes = _kind(appointment), length(appointment)
            found.append(Sitting(day.weekday(), kind, minutes, outcome, came))
        own = {day.weekday(): self.meetings.get(day, 0) for day in span.days()}
        return with_own_meetings(found, own)

    def _given_back(self, span: Span) -> int:
        """Minutes of service the client gave back and did not take again; what the centre
        cancelled is not theirs."""
        kept = {seat[0].id for seat in self.seats if _outcome(seat, self.now) is not None}
        return sum(
            length(row)
            for row in self.given_back
            if span.starts_at <= row.starts_at < span.ends_at
            and row.id not in kept
            and row.kind not in NOT_SERVICE_HOURS
            and row.reason not in BY_THE_CENTRE
        )

    def _usual_days(self, span: Span, level: Level) -> frozenset[int]:
        """Weekdays somebody comes on, by this week and the three before it. Where that is fewer
        than the level has, it says little, and all working days count."""
        since = span.monday - (USUAL_DAYS - 1) * WEEK
        days = [_day(seat, span.zone) for seat in self.seats]
        found = frozenset(day.weekday() for day in days if since <= day <= span.sunday)
        return found if len(found) >= (level.days_a_week or 3) else found | WORKING_DAYS

    def _checked(self, until: date) -> int:
        """On how many of the seven days up to `until` a check-in said whether there was use."""
        said = (day for day, used in self.use.items() if used is not None)
        return sum(until - WEEK < day <= until for day in said)

    def _quiet_days(self, until: date) -> int | None:
        """Days in a row up to `until` without a reported use, from the admission or the last one
        on; None as long as there is no check-in."""
        told = [day for day, used in self.use.items() if used is not None and day <= until]
        if not told:
            return None
        used = [day for day in told if self.use[day]]
        return (until - (max(used) if used else self.admitted - timedelta(days=1))).days

    def _judgements(self, span: Span, level: Level) -> tuple[tuple[str, Judgement], ...]:
        found: dict[str, Judgement] = {}
        met_before: dict[str, bool] = {}
        for row, _ in self.said:
            if row.level != level.name or row.at >= span.judged_until:
                continue
            if row.at < span.judged_until - WEEK:
                met_before[row.code] = row.is_met
            was_met = met_before.get(row.code, False)
            found[row.code] = Judgement(row.is_met, row.evidence, was_met)
        return tuple(sorted(found.items()))


def _day(seat: Seat, zone: str) -> date:
    return clock.local_day(seat[0].starts_at, zone)


def _kind(appointment: Appointment) -> AppointmentKind:
    """A family session for one client is one of their individual sessions (individualized:
    "individual sessions may be couples/family sessions"); a family class is not."""
    if appointment.kind is AppointmentKind.family and appointment.capacity == 1:
        return AppointmentKind.individual
    return appointment.kind


_MARKED = {
    Attendance.attended: Outcome.attended,
    Attendance.late: Outcome.attended,
    Attendance.missed: Outcome.missed,
    Attendance.excused: Outcome.excused,
}


def _outcome(seat: Seat, now: datetime) -> Outcome | None:
    """None for a session that does not count at all."""
    appointment, place = seat
    if appointment.status is AppointmentStatus.cancelled:
        return Outcome.excused if appointment.reason in BY_THE_CENTRE else None
    if place.attendance is not None:
        return _MARKED[place.attendance]
    return Outcome.ahead if appointment.ends_at > now else Outcome.unmarked
