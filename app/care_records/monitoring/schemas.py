"""What monitoring takes and gives."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from app.care_records.monitoring.models import (
    Certainty,
    CollectionState,
    Outcome,
    Purpose,
    Specimen,
)
from app.offline import PhoneTime
from app.people.schemas import Body, Line, PlainText, Title, Zone

LONGEST = 366
"""Days that an order may stand open."""


def _in_range(day: date) -> date:
    if not 2000 <= day.year <= 2200:
        raise ValueError("is outside the years 2000 to 2200")
    return day


def _or_none(text: str) -> str | None:
    return text or None


Day = Annotated[date, AfterValidator(_in_range)]
Said = Annotated[PlainText, Field(max_length=400), AfterValidator(_or_none)]
Substance = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
"""A code of the front end's list, or the name of anything else."""
Unit = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
Number = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False, strict=True)]
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{3,63}$")]
"""How a device knows a client: its own number, never a name."""


class OrderWrite(Body):
    """A test that a client is asked for, between two days of the centre's zone. `line` is for the
    client to read. `on_timeline`: the client sees the result in the app by itself."""

    specimen: Specimen
    panel: Annotated[list[Substance], Field(min_length=1, max_length=30)]
    purpose: Purpose
    line: Said | None = None
    due_from: Day
    due_until: Day
    on_timeline: Annotated[bool, Field(strict=True)] = True

    @field_validator("panel")
    @classmethod
    def _each_once(cls, panel: list[str]) -> list[str]:
        return list(dict.fromkeys(panel))

    @field_validator("due_until")
    @classmethod
    def _in_order(cls, until: date, info: ValidationInfo) -> date:
        begins = info.data.get("due_from")
        if begins is not None and until < begins:
            raise ValueError("is before the first day")
        if begins is not None and (until - begins).days > LONGEST:
            raise ValueError("is more than a year after the first day")
        return until


class SharingWrite(Body):
    """Whether the client sees the results of an order in the app by themselves, from now on."""

    on_timeline: Annotated[bool, Field(strict=True)]


class CollectionWrite(Body):
    """What became of an order. The client reads `line`."""

    state: CollectionState
    at: PhoneTime
    line: Said | None = None


class Finding(Body):
    """What was found of one substance; a number goes with its unit."""

    substance: Substance
    result: Outcome
    value: Number | None = None
    unit: Unit | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.value is None) != (self.unit is None):
            raise ValueError("a number needs its unit, and a unit a number")
        if self.result is Outcome.measured and self.value is None:
            raise ValueError("what was measured needs its number")
        return self


class ResultWrite(Body):
    """A result as somebody of the team enters it, of an order (`order_id`) or in place of another
    (`replaces_id`, with why in `line`). Without findings the other does not count at all. The
    client reads `line` where they see the result."""

    order_id: UUID | None = None
    replaces_id: UUID | None = None
    findings: Annotated[list[Finding], Field(max_length=30)]
    certainty: Literal[Certainty.screen, Certainty.confirmed]
    taken_at: PhoneTime
    line: Said | None = None

    @field_validator("replaces_id")
    @classmethod
    def _of_one(cls, replaces: UUID | None, info: ValidationInfo) -> UUID | None:
        if replaces is not None and info.data.get("order_id") is not None:
            raise ValueError("is of the same order as what it replaces")
        return replaces

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.order_id is None and self.replaces_id is None:
            raise ValueError("a result is of an order, or in place of another")
        if self.replaces_id is not None and self.line is None:
            raise ValueError("a correction says why")
        if self.replaces_id is None and not self.findings:
            raise ValueError("a result says what was found")
        if len({one.substance for one in self.findings}) < len(self.findings):
            raise ValueError("each substance is named once")
        return self


class Used(StrEnum):
    yes = "yes"
    no = "no"
    not_said = "not_said"


class AnswerFinding(Body):
    substance: Substance
    used: Used


class AnswerWrite(Body):
    """What the client says to an order that asks them. Saying it again is a new entry."""

    order_id: UUID
    findings: Annotated[list[AnswerFinding], Field(min_length=1, max_length=30)]
    line: Said | None = None
    occurred_at: PhoneTime
    zone: Zone


class ReadingWrite(Body):
    """A number from a device, about whomever `reference` was linked to."""

    reference: Annotated[Line, Field(max_length=64)]
    substance: Substance
    value: Number
    unit: Unit
    taken_at: PhoneTime


class LinkWrite(Body):
    """From now on what comes with `reference` is about this client."""

    reference: Reference
    specimen: Specimen


class LinkEnd(Body):
    reference: Annotated[Line, Field(max_length=64)]


class IntegrationCreate(Body):
    name: Title


class FindingRead(BaseModel):
    substance: str
    result: Outcome
    value: float | None
    unit: str | None


class CollectionRead(BaseModel):
    id: UUID
    state: CollectionState
    at: datetime
    by: str
    line: str | None


class ResultRead(BaseModel):
    """`is_current` is false for what was corrected, or answered anew. `by` is who entered it,
    `device` the integration that posted it."""

    id: UUID
    specimen: Specimen
    findings: list[FindingRead]
    certainty: Certainty
    taken_at: datetime
    entered_at: datetime
    by: str | None
    device: str | None
    line: str | None
    replaces_id: UUID | None
    is_current: bool


class OrderRead(BaseModel):
    """An order with what became of it, oldest first. `is_with_team`: there is a result that the
    client does not see here; somebody of the team goes through it with them."""

    id: UUID
    specimen: Specimen
    panel: list[str]
    purpose: Purpose
    line: str | None
    due_from: date
    due_until: date
    on_timeline: bool
    ordered_by: str
    ordered_at: datetime
    cancelled_at: datetime | None
    collections: list[CollectionRead]
    results: list[ResultRead]
    is_with_team: bool


class OwnMonitoring(BaseModel):
    """The client's own. Days are those of `zone`, the centre's. `readings` came without an order,
    newest first."""

    zone: str
    orders: list[OrderRead]
    readings: list[ResultRead]


class LinkRead(BaseModel):
    integration_id: UUID
    integration: str
    reference: str
    specimen: Specimen
    made_at: datetime
    ended_at: datetime | None


class IntegrationName(BaseModel):
    id: UUID
    name: str


class TeamMonitoring(BaseModel):
    """The same for the team, with what was corrected, the client's devices, and what devices there
    are to link."""

    zone: str
    orders: list[OrderRead]
    readings: list[ResultRead]
    links: list[LinkRead]
    integrations: list[IntegrationName]


class IntegrationRead(BaseModel):
    """A device bridge or laboratory that may post readings. `ended_at`: no more."""

    id: UUID
    name: str
    made_by: str
    made_at: datetime
    ended_at: datetime | None
    last_used_at: datetime | None


class IntegrationList(BaseModel):
    items: list[IntegrationRead]


class IntegrationMade(BaseModel):
    """`token` is told this once."""

    integration: IntegrationRead
    token: str
