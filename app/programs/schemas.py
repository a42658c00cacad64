"""What the routes of the centre, its rooms and its programmes take and give."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from app.people.schemas import Body, Line, Name, SecretBody, Title, Token, Typed, Zone
from app.programs.checks import Fault, faults
from app.programs.design import ProgrammeDesign, Words
from app.programs.fields import Slug
from app.programs.hours import weeks_of
from app.programs.models import Programme, ProgrammeKind, Room
from app.programs.opening_hours import WeekHours
from app.programs.sentences import Sentence
from app.programs.templates import Template

Phone = Annotated[Line, Field(max_length=40, pattern=r"^[0-9+()\-. ]*$")]


class SetupCreate(SecretBody):
    """What an empty installation needs to know."""

    token: Token
    centre_name: Title
    centre_phone: Phone | None = None
    time_zone: Zone
    name: Name
    passphrase: Typed


class CentreUpdate(Body):
    """Left out, the opening hours stay as they are; empty, the centre keeps none."""

    name: Title
    phone: Phone | None = None
    hours: Annotated[Line, Field(max_length=120)] | None = None
    time_zone: Zone
    opening_hours: WeekHours | None = None


class CentreRead(BaseModel):
    """`opening_hours` are those in which its staff look at what clients send; `hours` is how
    people are told."""

    name: str
    phone: str | None
    hours: str | None
    time_zone: str
    opening_hours: dict[str, list[list[str]]]


class Help(BaseModel):
    """How to reach the centre; every other number is on the phone already."""

    centre_phone: str | None
    centre_hours: str | None


class ProgrammeStatus(StrEnum):
    """Clients are admitted to open ones alone."""

    draft = "draft"
    open = "open"
    closed = "closed"


class ProgrammeRead(BaseModel):
    id: UUID
    name: str
    kind: ProgrammeKind
    levels: list[str]
    status: ProgrammeStatus
    version: int


class ProgrammeList(BaseModel):
    items: list[ProgrammeRead]


class ProgrammeCreate(Body):
    """A programme is made from a template, by its id."""

    template: Slug
    name: Title


class ProgrammeUpdate(Body):
    name: Title
    design: ProgrammeDesign


class FaultRead(BaseModel):
    """Something to mend: where (`design.levels.1.hours_floor`) and in a sentence."""

    field: str
    code: str
    sentence: Sentence


class HoursRead(BaseModel):
    """A usual week at one level on one track: hours planned for everybody and reachable with the
    optional groups, beside the level's floor and ceiling."""

    level: str
    track: str | None
    planned: float
    reachable: float
    floor: float
    ceiling: float
    fits: bool
    sentence: Sentence


class CheckRead(BaseModel):
    """What a check of a design says."""

    faults: list[FaultRead]
    hours: list[HoursRead]


class ProgrammeDetail(ProgrammeRead):
    template: str | None
    made_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    design: ProgrammeDesign
    check: CheckRead


class TemplateRead(BaseModel):
    """A template in short. Hours are those of the lowest floor and the highest ceiling."""

    id: str
    name: Words
    kind: ProgrammeKind
    version: int
    sources: list[str]
    summary: Words
    weeks: int | None
    levels: int
    tracks: list[str]
    hours_floor: float
    hours_ceiling: float
    sessions_a_day: int | None
    groups: int
    aftercare_months: float


class TemplateList(BaseModel):
    items: list[TemplateRead]


class TemplateDetail(TemplateRead):
    design: ProgrammeDesign
    check: CheckRead


class RoomCreate(Body):
    name: Title
    seats: Annotated[int, Field(ge=1, le=1000)] | None = None


class RoomUpdate(RoomCreate):
    closed: bool = False


class RoomRead(BaseModel):
    id: UUID
    name: str
    seats: int | None
    closed: bool


class RoomList(BaseModel):
    items: list[RoomRead]


def programme_read(row: Programme) -> ProgrammeRead:
    """A programme in a list."""
    return ProgrammeRead.model_validate(
        row.model_dump() | {"levels": row.levels, "status": status_of(row)}, extra="ignore"
    )


def programme_detail(row: Programme) -> ProgrammeDetail:
    """A programme with all it consists of, and what a check of it says."""
    design = ProgrammeDesign.model_validate(row.design)
    more = {"levels": row.levels, "status": status_of(row), "design": design}
    return ProgrammeDetail.model_validate(
        row.model_dump() | more | {"check": check_read(design)}, extra="ignore"
    )


def room_read(row: Room) -> RoomRead:
    """A room in a list."""
    return RoomRead(id=row.id, name=row.name, seats=row.seats, closed=row.closed_at is not None)


def status_of(row: Programme) -> ProgrammeStatus:
    """A draft has never been open; a closed one may have been."""
    if row.closed_at is not None:
        return ProgrammeStatus.closed
    return ProgrammeStatus.draft if row.opened_at is None else ProgrammeStatus.open


def check_read(design: ProgrammeDesign) -> CheckRead:
    """The same sentences as `companion programmes check`."""
    found = faults(design)
    return CheckRead(
        faults=[fault_read(fault) for fault in found],
        hours=[
            HoursRead(
                level=week.level.code, track=week.track, planned=round(week.planned, 2),
                reachable=round(week.reachable, 2), floor=week.level.hours_floor,
                ceiling=week.level.hours_ceiling, fits=not (week.is_under or week.is_over),
                sentence=week.sentence(),
            )
            for week in weeks_of(design)
        ],
    )  # fmt: skip


def fault_read(fault: Fault) -> FaultRead:
    """A fault as a form can show it."""
    return FaultRead(field=f"design.{fault.field}", code=fault.code, sentence=fault.sentence)


def template_read(template: Template) -> TemplateRead:
    """A template in a list."""
    return TemplateRead.model_validate(_in_short(template))


def template_detail(template: Template) -> TemplateDetail:
    """A template with all it consists of."""
    design = template.design
    more = {"design": design, "check": check_read(design)}
    return TemplateDetail.model_validate(_in_short(template) | more)


def _in_short(template: Template) -> dict[str, object]:
    design = template.design
    return template.header.model_dump() | {
        "summary": design.summary,
        "weeks": design.weeks,
        "levels": len(design.levels),
        "tracks": design.tracks,
        "hours_floor": min(level.hours_floor for level in design.levels),
        "hours_ceiling": max(level.hours_ceiling for level in design.levels),
        "sessions_a_day": design.sessions_a_day,
        "groups": len(design.groups),
        "aftercare_months": design.aftercare.months,
    }
