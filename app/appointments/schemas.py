"""What the session calendar takes and gives."""

from datetime import date, datetime, time
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.appointments.models import Appointment, AppointmentStatus, Attendance
from app.clock import Weekday
from app.people.schemas import Body, Line
from app.programs.kinds import AppointmentKind


def _https(link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme != "https" or not parts.hostname or parts.username:
        raise ValueError("must begin with https://")
    return link


def _whole_minutes(wall: time) -> time:
    if wall.tzinfo is not None or wall.second or wall.microsecond:
        raise ValueError("is hours and minutes, such as 18:30")
    return wall


def _near(day: date) -> date:
    if not 2000 <= day.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return day


JoinLink = Annotated[Line, Field(max_length=500), AfterValidator(_https)]
WallTime = Annotated[time, AfterValidator(_whole_minutes)]
CalendarDay = Annotated[date, AfterValidator(_near)]


class SeriesCreate(Body):
    """A recurring session, at a wall time in the centre's zone: on `days` of every `every` weeks,
    or on the `nth` (-1: last) of each of `days` in every `every` months."""

    title: Annotated[Line, Field(min_length=1, max_length=120)]
    kind: AppointmentKind
    programme_id: UUID | None = None
    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)]
    every: Annotated[int, Field(ge=1, le=12)] = 1
    nth: Literal[1, 2, 3, 4, -1] | None = None
    local_time: WallTime
    duration_minutes: Annotated[int, Field(ge=5, le=720)]
    place: Annotated[Line, Field(max_length=200)] | None = None
    join_link: JoinLink | None = None
    from_day: CalendarDay
    until_day: CalendarDay | None = None
    open_to_alumni: bool = False
    open_to_family: bool = False

    @model_validator(mode="after")
    def _has_an_order(self) -> Self:
        if self.until_day is not None and self.until_day < self.from_day:
            raise ValueError("the last day is before the first")
        return self


class NamedPerson(BaseModel):
    id: UUID
    shown_name: str


class SeriesRead(BaseModel):
    id: UUID
    title: str
    kind: AppointmentKind
    days: list[Weekday]
    every: int
    nth: int | None
    local_time: str
    duration_minutes: int
    time_zone: str
    place: str | None
    join_link: str | None
    from_day: date
    until_day: date | None
    facilitator: NamedPerson
    participants: list[NamedPerson]
    open_to_alumni: bool
    open_to_family: bool


class SeriesList(BaseModel):
    items: list[SeriesRead]


class SessionRead(BaseModel):
    """A session as somebody who may come sees it: never who else comes."""

    id: UUID
    title: str
    kind: AppointmentKind
    starts_at: datetime
    ends_at: datetime
    place: str | None
    join_link: str | None
    status: AppointmentStatus


class AttendedSession(BaseModel):
    starts_at: datetime
    title: str
    attendance: Attendance | None


def session_read(row: Appointment) -> SessionRead:
    """A session for one of its participants."""
    return SessionRead.model_validate(row.model_dump(), extra="ignore")
