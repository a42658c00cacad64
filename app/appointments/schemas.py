"""What the session calendar takes and gives."""

from datetime import date, datetime, time
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.appointments.models import (
    Appointment,
    AppointmentStatus,
    Attendance,
    CancelReason,
    ClosureKind,
)
from app.clock import Weekday
from app.people.schemas import Body, Line, Title
from app.programs.kinds import AppointmentKind, Modality, SkillFocus


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
Minutes = Annotated[int, Field(ge=5, le=720)]
PlaceName = Annotated[Line, Field(max_length=200)]
Capacity = Annotated[int, Field(ge=1, le=500)]
Days = Annotated[list[Weekday], Field(min_length=1, max_length=7)]
Nth = Literal[1, 2, 3, 4, -1]


class NamedPerson(BaseModel):
    id: UUID
    shown_name: str


class SeriesCreate(Body):
    """A recurring session, at a wall time in the centre's zone: on `days` of every `every` weeks,
    or on the `nth` (-1: last) of each of `days` in every `every` months."""

    title: Annotated[Line, Field(min_length=1, max_length=120)]
    kind: AppointmentKind
    focus: SkillFocus | None = None
    programme_id: UUID | None = None
    facilitator_id: UUID | None = None
    days: Days
    every: Annotated[int, Field(ge=1, le=12)] = 1
    nth: Nth | None = None
    local_time: WallTime
    duration_minutes: Minutes
    room_id: UUID | None = None
    place: PlaceName | None = None
    join_link: JoinLink | None = None
    modality: Modality = Modality.in_person
    capacity: Capacity | None = None
    from_day: CalendarDay
    until_day: CalendarDay | None = None
    open_to_alumni: bool = False
    open_to_family: bool = False

    @model_validator(mode="after")
    def _has_an_order(self) -> Self:
        if self.until_day is not None and self.until_day < self.from_day:
            raise ValueError("the last day is before the first")
        return self


class SeriesChange(Body):
    """What is to change of a series: from `from_day` on, or without it everything still to come.
    What is left out stays; `sequence` is that of the series as it was seen."""

    from_day: CalendarDay | None = None
    sequence: int
    confirm: bool = False
    title: Title | None = None
    days: Days | None = None
    every: Annotated[int, Field(ge=1, le=12)] | None = None
    nth: Nth | None = None
    local_time: WallTime | None = None
    duration_minutes: Minutes | None = None
    facilitator_id: UUID | None = None
    room_id: UUID | None = None
    place: PlaceName | None = None
    join_link: JoinLink | None = None
    modality: Modality | None = None
    capacity: Capacity | None = None
    until_day: CalendarDay | None = None
    open_to_alumni: bool | None = None
    open_to_family: bool | None = None

    @model_validator(mode="after")
    def _leaves_nothing_empty(self) -> Self:
        may_be_empty = {"from_day", "nth", "room_id", "place", "join_link", "capacity", "until_day"}
        for name in self.model_fields_set - may_be_empty:
            if getattr(self, name) is None:
                raise ValueError(f"{name} cannot be empty")
        return self


class ClosureCreate(Body):
    """Both days included; without `until_day` it is one day, or for somebody who leaves, for
    good. An absence without `provider_id` is the viewer's own."""

    kind: ClosureKind
    provider_id: UUID | None = None
    from_day: CalendarDay
    until_day: CalendarDay | None = None
    title: Title | None = None
    confirm: bool = False

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.until_day is not None and self.until_day < self.from_day:
            raise ValueError("the last day is before the first")
        if self.kind is ClosureKind.leaving and (self.until_day or self.provider_id is None):
            raise ValueError("somebody leaves for good")
        if self.kind is ClosureKind.holiday and self.provider_id is not None:
            raise ValueError("a holiday is everybody's")
        return self


class ClosureRead(BaseModel):
    id: UUID
    kind: ClosureKind
    provider: NamedPerson | None
    from_day: date
    until_day: date | None
    title: str | None


class ClosureList(BaseModel):
    items: list[ClosureRead]


class ClosureMade(BaseModel):
    """`cancelled` is how many sessions that cancelled."""

    closure: ClosureRead
    cancelled: int


class MeetingCreate(Body):
    """A single session, at a wall time of the centre. Without `provider_id` the viewer leads it."""

    title: Title
    kind: AppointmentKind
    focus: SkillFocus | None = None
    provider_id: UUID | None = None
    day: CalendarDay
    local_time: WallTime
    duration_minutes: Minutes
    room_id: UUID | None = None
    place: PlaceName | None = None
    join_link: JoinLink | None = None
    modality: Modality = Modality.in_person
    capacity: Capacity | None = None
    client_ids: Annotated[list[UUID], Field(default_factory=list, max_length=100)]
    open_to_alumni: bool = False
    open_to_family: bool = False


class MeetingTime(Body):
    """When a session is now to be, and where and with whom; what is left out stays."""

    day: CalendarDay
    local_time: WallTime
    duration_minutes: Minutes | None = None
    room_id: UUID | None = None
    provider_id: UUID | None = None
    sequence: int
    confirm: bool = False


class MeetingCancel(Body):
    reason: CancelReason
    sequence: int
    confirm: bool = False


class NamedRoom(BaseModel):
    id: UUID
    name: str


class MemberRead(NamedPerson):
    """Somebody with a place. Unless `may_let_out`, taking them out would be refused."""

    may_let_out: bool


class ParticipantRead(MemberRead):
    is_remote: bool
    attendance: Attendance | None


class MeetingRead(BaseModel):
    """A session as staff see it: how many are in it for everybody, and of the names only those
    the viewer may know. Without `may_change` and `may_let_out` the change would be refused."""

    id: UUID
    series_id: UUID | None
    title: str
    kind: AppointmentKind
    focus: SkillFocus | None
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    provider: NamedPerson | None
    room: NamedRoom | None
    place: str | None
    join_link: str | None
    modality: Modality
    capacity: int | None
    taken: int
    waiting: int
    status: AppointmentStatus
    reason: CancelReason | None
    is_moved: bool
    sequence: int
    participants: list[ParticipantRead]
    may_change: bool


class SeriesEnd(Body):
    """The first day on which a series meets no more."""

    from_day: CalendarDay
    reason: CancelReason
    confirm: bool = False


class GroupsCreate(Body):
    """Who leads each group of a programme's timetable, and in which room, by the group's code."""

    from_day: CalendarDay
    leaders: Annotated[dict[str, UUID], Field(max_length=60)]
    rooms: Annotated[dict[str, UUID], Field(default_factory=dict, max_length=60)]


class SeriesRead(BaseModel):
    """A series as staff see it. Unless `may_change`, every change of it would be refused."""

    id: UUID
    title: str
    kind: AppointmentKind
    focus: SkillFocus | None
    group_code: str | None
    days: list[Weekday]
    every: int
    nth: int | None
    local_time: str
    duration_minutes: int
    time_zone: str
    room_id: UUID | None
    place: str | None
    join_link: str | None
    modality: Modality
    capacity: int | None
    waiting: int
    from_day: date
    until_day: date | None
    facilitator: NamedPerson
    participants: list[MemberRead]
    may_change: bool
    open_to_alumni: bool
    open_to_family: bool
    sequence: int
    ended_at: datetime | None
    needs_leader: bool


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


def session_read(row: Appointment, room: str | None) -> SessionRead:
    """A session for one of its participants; its place is the room's name and what is added."""
    place = ", ".join(part for part in (room, row.place) if part) or None
    return SessionRead.model_validate(row.model_dump() | {"place": place}, extra="ignore")
