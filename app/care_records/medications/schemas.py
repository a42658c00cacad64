"""What medications take and give."""

from datetime import date, datetime, time
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

from app.care_records.medications.models import DoseState, SkipReason, every_day
from app.clock import Weekday
from app.offline import PhoneTime
from app.people.schemas import Body, Line, PlainText, Title, Zone

MOST_TIMES = 24
_WEEK = tuple(Weekday)


def _in_range(day: date) -> date:
    if not 1900 <= day.year <= 2200:
        raise ValueError("is outside the years 1900 to 2200")
    return day


def _whole_minutes(wall: time) -> time:
    if wall.tzinfo is not None or wall.second or wall.microsecond:
        raise ValueError("is hours and minutes, such as 08:00")
    return wall


def _or_none(text: str) -> str | None:
    return text or None


Day = Annotated[date, AfterValidator(_in_range)]
WallTime = Annotated[time, AfterValidator(_whole_minutes)]
Short = Annotated[Line, Field(max_length=200), AfterValidator(_or_none)]
Said = Annotated[PlainText, Field(max_length=400), AfterValidator(_or_none)]


class MedicationWrite(Body):
    """A medication in the words of its label. `version` is the one it was read in: 0 for a new one.

    As needed it has no times, otherwise one at least. `prescriber_id` is somebody of the client's
    team; `prescriber_name` whoever prescribed it elsewhere.
    """

    version: Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
    name: Title
    dose: Title
    how: Short | None = None
    purpose: Short | None = None
    as_needed: Annotated[bool, Field(strict=True)] = False
    most_a_day: Annotated[int, Field(ge=1, le=24, strict=True)] | None = None
    times: Annotated[list[WallTime], Field(max_length=MOST_TIMES)]
    days: Annotated[list[Weekday], Field(min_length=1, max_length=7)] = Field(
        default_factory=lambda: [Weekday(day) for day in every_day()]
    )
    window_minutes: Annotated[int, Field(ge=15, le=720, strict=True)] = 120
    prescriber_id: UUID | None = None
    prescriber_name: Annotated[Line, Field(max_length=120), AfterValidator(_or_none)] | None = None
    from_on: Day
    until_on: Day | None = None

    @field_validator("times")
    @classmethod
    def _some_unless_as_needed(cls, times: list[time], info: ValidationInfo) -> list[time]:
        as_needed = info.data.get("as_needed")
        if as_needed and times:
            raise ValueError("has no times when it is taken as needed")
        if as_needed is False and not times:
            raise ValueError("needs a time at least")
        return sorted(set(times))

    @field_validator("days")
    @classmethod
    def _in_week_order(cls, days: list[Weekday]) -> list[Weekday]:
        return [day for day in _WEEK if day in days]

    @field_validator("until_on")
    @classmethod
    def _not_before_it_begins(cls, until: date | None, info: ValidationInfo) -> date | None:
        begins = info.data.get("from_on")
        if until is not None and begins is not None and until < begins:
            raise ValueError("is before its first day")
        return until

    def said(self) -> Self:
        """The same, with nothing that does not belong to how it is taken."""
        return self if self.as_needed else self.model_copy(update={"most_a_day": None})


class OwnMedicationWrite(MedicationWrite):
    """As the client writes it, who alone chooses what their phone does. `rings_in_quiet` None: not
    asked yet, and silent in quiet hours."""

    remind: Annotated[bool, Field(strict=True)] = True
    rings_in_quiet: Annotated[bool, Field(strict=True)] | None = None


class Stop(Body):
    """That it is not taken any more, and why."""

    why: Annotated[PlainText, Field(min_length=1, max_length=400)]


class DoseCreate(Body):
    """What the client says of a dose. `due_on` and `due_time` name it as it was due by the clocks
    of `zone`; without them it was one as needed, and `undoes` names the one it takes back. `why`
    goes with a skipped one."""

    medication_id: UUID
    due_on: Day | None = None
    due_time: Annotated[WallTime | None, Field(validate_default=True)] = None
    undoes: UUID | None = None
    state: DoseState
    why: SkipReason | None = None
    line: Said | None = None
    occurred_at: PhoneTime
    zone: Zone

    @field_validator("due_time")
    @classmethod
    def _whole_name(cls, at: time | None, info: ValidationInfo) -> time | None:
        if "due_on" in info.data and (at is None) != (info.data["due_on"] is None):
            raise ValueError("goes with its day")
        return at

    @field_validator("state")
    @classmethod
    def _fits(cls, state: DoseState, info: ValidationInfo) -> DoseState:
        is_due = info.data.get("due_on") is not None
        if not is_due and state not in {DoseState.taken, DoseState.undone}:
            raise ValueError("is for a dose that is due at a time")
        takes_back = info.data.get("undoes") is not None
        if takes_back != (state is DoseState.undone and not is_due):
            raise ValueError("takes back one as needed by its id")
        return state

    @field_validator("why")
    @classmethod
    def _only_when_skipped(cls, why: SkipReason | None, info: ValidationInfo) -> SkipReason | None:
        if why is not None and info.data.get("state") is not DoseState.skipped:
            raise ValueError("goes with a dose that was skipped")
        return why


class DoseRead(BaseModel):
    """One thing said of a dose. `after_stop`: of a medication that had been stopped by then."""

    id: UUID
    medication_id: UUID
    due_on: date | None
    due_time: str | None
    undoes: UUID | None
    state: DoseState
    why: SkipReason | None
    line: str | None
    happened_at: datetime
    zone: str
    after_stop: bool


class MedicationChangeRead(BaseModel):
    """What it said until `at`, and who changed it."""

    version: int
    before: dict[str, object]
    at: datetime
    by: str


class MedicationRead(BaseModel):
    id: UUID
    name: str
    dose: str
    how: str | None
    purpose: str | None
    as_needed: bool
    most_a_day: int | None
    times: list[str]
    days: list[Weekday]
    window_minutes: int
    remind: bool
    rings_in_quiet: bool | None
    prescriber_id: UUID | None
    prescriber: str | None
    prescriber_name: str | None
    from_on: date
    until_on: date | None
    version: int
    entered_at: datetime
    entered_by: str
    changed_at: datetime
    changed_by: str
    stopped_at: datetime | None
    stopped_by: str | None
    stopped_why: str | None
    changes: list[MedicationChangeRead]


class ReasonCount(BaseModel):
    why: SkipReason
    count: int


class Figures(BaseModel):
    """Of the doses of so many days whose time is over: what was said of them. `as_needed` counts
    those taken without a time."""

    days: int
    on_time: int
    later: int
    skipped: int
    not_said: int
    as_needed: int
    reasons: list[ReasonCount]


class Dot(BaseModel):
    """One due dose of the last fourteen days. `open`: its time is not over yet."""

    on: date
    at: str
    what: str


class Adherence(BaseModel):
    medication_id: UUID
    figures: list[Figures]
    dots: list[Dot]


class Prescriber(BaseModel):
    id: UUID
    name: str


class MedicationsRead(BaseModel):
    """A client's medications, the running ones first. `doses` is what was said in the last 31 days,
    oldest first. `prescribers`: who can be named as one of the centre."""

    zone: str
    items: list[MedicationRead]
    doses: list[DoseRead]
    adherence: list[Adherence]
    prescribers: list[Prescriber]


class TeamMedications(BaseModel):
    """The same for the desk. Doses and figures are for the primary counselor and whoever prescribed
    it: for the others of the team `adherence` has nothing, and `sees_doses` is false."""

    zone: str
    items: list[MedicationRead]
    adherence: list[Adherence]
    prescribers: list[Prescriber]
    sees_doses: bool
