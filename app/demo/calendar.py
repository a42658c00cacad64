"""Eight weeks of sessions behind, eight ahead, planned by the calendar's own rules."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select, update

from app import clock
from app.appointments.models import (
    Appointment,
    AppointmentSeries,
    AppointmentStatus,
    Attendance,
    Participation,
    SeriesParticipant,
)
from app.appointments.recurrence import parsed
from app.appointments.recurrence import weekly as weekly_rule
from app.appointments.service import plan_ahead
from app.demo.arrivals import Cast, Character
from app.demo.cast import CENTRE_ZONE, Trend
from app.demo.courses import CLASSIC
from app.demo.diary import Diary
from app.demo.groups import Membership, Weekly, groups
from app.demo.luck import luck
from app.demo.one_to_ones import one_to_ones
from app.demo.rooms import furnish, open_hours
from app.episodes.models import CareTeamMember, Phase
from app.programs.kinds import Modality
from app.programs.models import Room

HISTORY_DAYS = 56
_NOTED_AFTER = timedelta(hours=2)
_MISSED, _LATE, _MISSED_WHEN_WORSE = 0.1, 0.05, 0.3


def plan_calendar(db: Session, cast: Cast, now: datetime) -> None:
    """Makes every series with its meetings, places and attendance, and fills the care teams."""
    today = clock.local_day(now, CENTRE_ZONE)
    since = today - timedelta(days=HISTORY_DAYS)
    diary, characters = Diary(), list(cast.clients.values())
    shared = groups(characters, today, diary)
    own = one_to_ones(characters, since, diary)
    rooms = furnish(db, [*shared, *own])
    open_hours(db, cast, since, now)
    for weekly in (*shared, *own):
        series = _series(db, weekly, cast, since, rooms)
        plan_ahead(db, series, now)
        meetings = _meetings(db, series)
        _call_off(meetings, weekly, now)
        for member in weekly.members:
            _give_places(db, series, member, meetings, now)
        db.flush()
    _fill_teams(db, cast, own)
    _date_back(db, now - timedelta(days=HISTORY_DAYS))


def _date_back(db: Session, at: datetime) -> None:
    """All this was planned before it took place, so that people were reminded of it."""
    for table in (Appointment, Participation):
        db.exec(update(table).values(changed_at=at))


def _series(
    db: Session, weekly: Weekly, cast: Cast, since: date, rooms: dict[str, Room]
) -> AppointmentSeries:
    series = AppointmentSeries(
        title=weekly.title,
        kind=weekly.kind,
        programme_id=cast.programmes[weekly.course.kind].id if weekly.course else None,
        facilitator_id=cast.staff[weekly.leader].id,
        rrule=weekly_rule(weekly.days),
        local_time=weekly.at,
        duration_minutes=weekly.minutes,
        time_zone=CENTRE_ZONE,
        room_id=rooms[weekly.place].id if weekly.place else None,
        join_link=weekly.join_link,
        modality=_modality(weekly),
        capacity=weekly.capacity,
        from_day=max(since, weekly.from_day or since),
        until_day=weekly.until_day,
        open_to_alumni=weekly.open_to_alumni,
        open_to_family=weekly.open_to_family,
    )
    db.add(series)
    db.flush()
    return series


def _modality(weekly: Weekly) -> Modality:
    if weekly.place is None:
        return Modality.remote
    return Modality.either if weekly.join_link else Modality.in_person


def _meetings(db: Session, series: AppointmentSeries) -> list[Appointment]:
    return list(
        db.exec(
            select(Appointment)
            .where(Appointment.series_id == series.id)
            .order_by(col(Appointment.on_day))
        )
    )


def _call_off(meetings: list[Appointment], weekly: Weekly, now: datetime) -> None:
    following = sum(meeting.starts_at <= now for meeting in meetings)
    for number in weekly.called_off:
        meetings[following + number].status = AppointmentStatus.cancelled


def _give_places(
    db: Session,
    series: AppointmentSeries,
    member: Membership,
    meetings: list[Appointment],
    now: datetime,
) -> None:
    character = member.character
    db.add(
        SeriesParticipant(
            series_id=series.id,
            client_id=character.person.id,
            joined_at=min(now, max(character.episode.opened_at, _noon(member.after))),
            left_at=_noon(member.until) if member.until else None,
        )
    )
    chance = luck("attendance", series.title, *parsed(series.rrule).days, character.part.word)
    for meeting in meetings:
        draw = chance.random()
        if member.covers(meeting.on_day):
            came = _attendance(meeting, character, draw, now)
            noted_at = now if came is None else meeting.ends_at
            db.add(
                Participation(
                    appointment_id=meeting.id,
                    client_id=character.person.id,
                    attendance=came,
                    changed_at=noted_at,
                )
            )


def _attendance(
    meeting: Appointment, character: Character, draw: float, now: datetime
) -> Attendance | None:
    if meeting.status is AppointmentStatus.cancelled or meeting.ends_at + _NOTED_AFTER > now:
        return None
    is_worse = character.part.trend is Trend.rising and now - meeting.ends_at < timedelta(days=14)
    missed = _MISSED_WHEN_WORSE if is_worse else _MISSED
    if draw < missed:
        return Attendance.missed
    return Attendance.late if draw < missed + _LATE else Attendance.attended


def _fill_teams(db: Session, cast: Cast, own: list[Weekly]) -> None:
    """Whoever meets a client alone belongs to their team, and the counselor of their groups."""
    for character in cast.clients.values():
        part = character.part
        if part.phase is not Phase.treatment:
            continue
        words = [weekly.leader for weekly in own if weekly.members[0].character is character]
        if part.course is CLASSIC:
            words.append("cedar")
        for word in dict.fromkeys(words):
            if word != part.primary:
                db.add(
                    CareTeamMember(
                        episode_id=character.episode.id,
                        provider_id=cast.staff[word].id,
                        joined_at=character.episode.opened_at,
                    )
                )
    db.flush()


def _noon(day: date) -> datetime:
    return clock.at_wall_time(day, time(12), CENTRE_ZONE)
