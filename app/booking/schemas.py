"""What booking takes and gives. Instants are UTC; days and wall times are the centre's."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Literal, Self, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, model_validator

from app.appointments.models import AppointmentStatus, Attendance, CancelReason
from app.appointments.schemas import CalendarDay, JoinLink, WallTime
from app.booking.models import GROUPS, Answer
from app.clock import Weekday
from app.people.models import Profession
from app.people.schemas import Body, Line, Zone
from app.programs.kinds import AppointmentKind, Modality, SkillFocus

BOOKABLE = frozenset(AppointmentKind) - GROUPS
"""What one client can have with one provider."""

ClientReason = Literal[
    CancelReason.sick,
    CancelReason.work,
    CancelReason.family,
    CancelReason.transport,
    CancelReason.travelling,
    CancelReason.other,
]
Way = Literal[Modality.in_person, Modality.remote]
Item = TypeVar("Item")
Scale = Annotated[int, Field(ge=0, le=10)]


def _near(value: datetime) -> datetime:
    if not 2000 <= value.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return value.astimezone(UTC)


def _can_be_booked(kind: AppointmentKind) -> AppointmentKind:
    if kind not in BOOKABLE:
        raise ValueError("is a group")
    return kind


def _each_once(values: list[Item]) -> list[Item]:
    return list(dict.fromkeys(values))


NearInstant = Annotated[AwareDatetime, AfterValidator(_near)]
BookableKind = Annotated[AppointmentKind, AfterValidator(_can_be_booked)]


class SessionProvider(BaseModel):
    id: UUID
    shown_name: str
    profession: Profession | None


class MyCan(BaseModel):
    """What the client can do with a session now."""

    take: bool
    wait: bool
    cancel: bool
    ask_to_move: bool
    feedback: bool


class MyMoveRequest(BaseModel):
    """The client's newest wish for another time, and what became of it."""

    id: UUID
    wishes: list[datetime]
    answer: Answer | None
    line: str | None


class MySession(BaseModel):
    """A session as its client sees it: never who else comes."""

    id: UUID
    title: str
    kind: AppointmentKind
    focus: SkillFocus | None
    starts_at: datetime
    ends_at: datetime
    place: str | None
    room: str | None
    join_link: str | None
    modality: Modality
    is_remote: bool
    status: AppointmentStatus
    reason: CancelReason | None
    provider: SessionProvider | None
    mine: Literal["booked", "waiting", "open"]
    position: int | None
    places_left: int | None
    was_at: datetime | None
    attendance: Attendance | None
    can: MyCan
    request: MyMoveRequest | None


class AwayRead(BaseModel):
    id: UUID
    from_day: date
    back_on: date
    time_zone: str | None
    takes_part_remotely: bool
    ended_at: datetime | None


class MyCalendar(BaseModel):
    """Some days of a client's calendar. `time_zone` is the person's own."""

    from_day: date
    days: int
    time_zone: str
    centre_time_zone: str
    items: list[MySession]
    away: AwayRead | None
    cap: int | None


class Cancellation(Body):
    reason: ClientReason


class MoveRequestWrite(Body):
    """Another time is asked for: up to three, in the client's order."""

    appointment_id: UUID
    wishes: Annotated[list[NearInstant], Field(max_length=3), AfterValidator(_each_once)]
    reason: ClientReason | None = None


class MoveAnswer(Body):
    """Moved to a day and wall time of the centre, or not; with a line to the client."""

    answer: Answer
    day: CalendarDay | None = None
    local_time: WallTime | None = None
    line: Annotated[Line, Field(max_length=400)] | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if (self.answer is Answer.moved) != (self.day is not None and self.local_time is not None):
            raise ValueError("a moved session has a day and a time, another has not")
        return self


class NamedClient(BaseModel):
    id: UUID
    shown_name: str


class WishRead(BaseModel):
    """One of the times a client asked for, and whether everybody and the room are free then."""

    starts_at: datetime
    day: date
    local_time: str
    is_free: bool


class MoveRequestRead(BaseModel):
    id: UUID
    client: NamedClient
    appointment_id: UUID
    title: str
    kind: AppointmentKind
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    is_group: bool
    wishes: list[WishRead]
    reason: str | None
    asked_at: datetime
    answer: Answer | None
    line: str | None


class MoveRequestList(BaseModel):
    items: list[MoveRequestRead]


class BookableRead(BaseModel):
    """A provider the client can book. `minutes` and `next_free` are for the first of `kinds`."""

    provider: SessionProvider
    kinds: list[AppointmentKind]
    modality: Modality
    minutes: int
    next_free: datetime | None


class BookableList(BaseModel):
    items: list[BookableRead]


class FreeTime(BaseModel):
    starts_at: datetime
    modality: Modality


class FreeDay(BaseModel):
    """A day of the centre; `full` when the client has as many sessions then as were agreed."""

    day: date
    full: bool
    times: list[FreeTime]


class FreeTimes(BaseModel):
    time_zone: str
    minutes: int
    days: list[FreeDay]


class BookingWrite(Body):
    provider_id: UUID
    kind: BookableKind
    starts_at: NearInstant
    modality: Way


class AwayWrite(Body):
    """Somewhere else from the start of one day to the start of another."""

    from_day: CalendarDay
    back_on: CalendarDay
    time_zone: Zone | None = None
    takes_part_remotely: bool

    @model_validator(mode="after")
    def _has_an_order(self) -> Self:
        if self.back_on <= self.from_day:
            raise ValueError("the day of coming back is not after the first")
        return self


class AwaySession(BaseModel):
    id: UUID
    title: str
    kind: AppointmentKind
    starts_at: datetime
    ends_at: datetime


class AwayPlan(BaseModel):
    """What an absence means, or meant: places given back, places that stay by link, and the
    lengths of the first together. `away` is empty in a preview."""

    away: AwayRead | None
    cancelled: list[AwaySession]
    remote: list[AwaySession]
    hours_to_make_up: float


class FeedbackWrite(Body):
    """Whether the client felt heard, and whether it helped: 0 to 10, for the client alone."""

    appointment_id: UUID
    heard: Scale
    helped: Scale


class RulesWrite(Body):
    """A provider's limits. Hours and days are before a session begins."""

    sessions_a_day: Annotated[int, Field(ge=1, le=24)] | None
    buffer_minutes: Annotated[int, Field(ge=0, le=240)]
    notice_hours: Annotated[int, Field(ge=0, le=720)]
    join_notice_hours: Annotated[int, Field(ge=0, le=720)]
    cancel_notice_hours: Annotated[int, Field(ge=0, le=720)]
    days_ahead: Annotated[int, Field(ge=1, le=365)]
    kinds: Annotated[list[BookableKind], Field(max_length=12), AfterValidator(_each_once)]
    join_link: JoinLink | None = None


class RulesRead(BaseModel):
    sessions_a_day: int | None
    buffer_minutes: int
    notice_hours: int
    join_notice_hours: int
    cancel_notice_hours: int
    days_ahead: int
    kinds: list[AppointmentKind]
    join_link: str | None


class HoursWrite(Body):
    """Wall times of the centre in which a provider can be booked, on some weekdays."""

    days: Annotated[list[Weekday], Field(min_length=1, max_length=7), AfterValidator(_each_once)]
    from_time: WallTime
    until_time: WallTime
    modality: Modality = Modality.either
    room_id: UUID | None = None
    from_day: CalendarDay
    until_day: CalendarDay | None = None

    @model_validator(mode="after")
    def _has_an_order(self) -> Self:
        if self.until_time <= self.from_time:
            raise ValueError("the hours end before they begin")
        if self.until_day is not None and self.until_day < self.from_day:
            raise ValueError("the last day is before the first")
        return self


class NamedRoom(BaseModel):
    id: UUID
    name: str


class HoursRead(BaseModel):
    id: UUID
    days: list[Weekday]
    from_time: str
    until_time: str
    modality: Modality
    room: NamedRoom | None
    from_day: date
    until_day: date | None


class HoursList(BaseModel):
    items: list[HoursRead]


def wall(value: time) -> str:
    """A wall time as it is written."""
    return f"{value:%H:%M}"
