"""What rewards take and give."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, model_validator

from app.people.schemas import Body, PlainText, Title
from app.rewards.models import EntryKind
from app.rewards.prizes import PrizeState
from app.rewards.rules import Drawn, RewardRules, Size, What


def _not_nothing(points: int) -> int:
    if points == 0:
        raise ValueError("is more or less than nothing")
    return points


Reason = Annotated[PlainText, Field(min_length=3, max_length=400)]
"""Why somebody changed something; the client reads it."""


class CorrectionWrite(Body):
    """Points to add or, below 0, to take off, and why."""

    points: Annotated[int, Field(strict=True, ge=-1000, le=1000), AfterValidator(_not_nothing)]
    line: Reason


class HandingOutWrite(Body):
    """Whether a prize was handed out. Saying that it was not after all needs a reason."""

    is_handed_out: Annotated[bool, Field(strict=True)]
    line: Reason | None = None


class CancellationWrite(Body):
    """Why a prize is not given."""

    line: Reason


class FundCreate(Body):
    """Who pays, and at most how many US dollars for one person within twelve months."""

    name: Title
    cap_a_year: Annotated[int, Field(strict=True, ge=1, le=10_000)]


class FundRead(BaseModel):
    id: UUID
    name: str
    cap_a_year: int
    made_at: datetime
    closed_at: datetime | None


class FundList(BaseModel):
    items: list[FundRead]


class SchemeWrite(Body):
    """The rules of a programme from now on; without `rules` it has none. `fund_id` is who pays for
    what is in the bowl."""

    fund_id: UUID | None = None
    rules: RewardRules | None

    @model_validator(mode="after")
    def _somebody_pays(self) -> Self:
        if self.fund_id is None and self.rules and self.rules.draws and self.rules.draws.most:
            raise ValueError("prizes need a fund that pays for them")
        return self


class SchemeRead(BaseModel):
    """The rules of a programme, who set them and when; none of it where nobody ever did."""

    fund_id: UUID | None
    rules: RewardRules | None
    made_by: str | None
    made_at: datetime | None


class EntryRead(BaseModel):
    """One line of the ledger. `prize` is what became of a draw that gave something; while it waits,
    `reference` is what stands for the client in the file of the fund that pays. `is_changed`: the
    session it stands for is marked otherwise by now."""

    id: UUID
    kind: EntryKind
    for_what: What
    on_day: date
    at: datetime
    points: int
    cents: int
    by: str | None
    line: str | None
    drawn: Drawn | None
    prize: PrizeState | None
    reference: str | None
    is_changed: bool


class PrizeOwner(BaseModel):
    id: UUID
    shown_name: str


class WaitingPrize(BaseModel):
    """A prize that a client drew and has not been given: its size, its worth in US cents, and the
    centre's day since when it waits."""

    id: UUID
    client: PrizeOwner
    size: Size
    cents: int
    on_day: date


class WaitingPrizes(BaseModel):
    """What the viewer is to hand out, the oldest first."""

    items: list[WaitingPrize]
    more: bool


class LeftOverPrize(BaseModel):
    """A prize that waits for somebody who is not in care any more. `reference` is what stands for
    them in the fund's file, and what they read on their own phone."""

    id: UUID
    reference: str
    size: Size
    cents: int
    on_day: date


class LeftOverPrizes(BaseModel):
    items: list[LeftOverPrize]


class RoomRead(BaseModel):
    """What the fund may still give this person. Amounts in US cents, the cap in dollars."""

    name: str
    cap_a_year: int
    used_cents: int
    left_cents: int
    more_on: date | None
    is_closed: bool


class PointsRead(BaseModel):
    """Where somebody stands. `next_points` is what the next session brings. The ledger is whole,
    newest line first. `can_draw`: there are points and room for a draw now."""

    rules: RewardRules | None
    points: int
    in_a_row: int
    next_points: int
    can_draw: bool
    fund: RoomRead | None
    entries: list[EntryRead]


class ClientPointsRead(PointsRead):
    """The same for the team. `reference` stands for this client in the fund's export."""

    reference: str | None
