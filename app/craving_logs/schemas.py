"""What the craving log takes and gives."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.craving_logs.models import TRIGGERS_AT_MOST, Trigger
from app.offline import PhoneTime
from app.people.schemas import Body, PlainText, Zone


def _each_once(triggers: list[Trigger]) -> list[Trigger]:
    return list(dict.fromkeys(triggers))


Triggers = Annotated[list[Trigger], Field(max_length=TRIGGERS_AT_MOST), AfterValidator(_each_once)]


class CravingLogCreate(Body):
    """A craving: how strong (0 none to 10 strongest), what set it off, a note if wanted."""

    intensity: Annotated[int, Field(ge=0, le=10, strict=True)]
    triggers: Triggers
    note: Annotated[PlainText, Field(max_length=2000)] | None = None
    occurred_at: PhoneTime
    zone: Zone


class CravingLogRead(BaseModel):
    id: UUID
    intensity: int
    triggers: list[Trigger]
    note: str | None
    occurred_at: datetime
    happened_at: datetime
    zone: str
    received_at: datetime
    time_uncertain: bool


class CravingLogList(BaseModel):
    items: list[CravingLogRead]
    next: str | None
