"""What the routes about clients and their episodes take and give."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from app.access.models import Data
from app.episodes.concerns import ConcernCode
from app.episodes.models import Detox, Living, Outcome, Phase, Support
from app.people.models import Language, Profession
from app.people.schemas import Body, InvitationRead, Line, Name, PlainText, Zone


def _each_once(supports: list[Support]) -> list[Support]:
    return list(dict.fromkeys(supports))


LevelName = Annotated[Line, Field(min_length=1, max_length=120)]
Why = Annotated[Line, Field(min_length=1, max_length=200)]
"""A reason for a step, in one line that is not empty."""


class AlumniChoiceWrite(Body):
    """How often an alumna wants to be asked: every so many days, None for not at all; with
    `only_safety_plan` nothing but the plan and help is left."""

    every_days: Literal[7, 14, 30, 90] | None
    only_safety_plan: bool = False


class ClientCreate(Body):
    """Somebody new, as the counselor knows them; the client chooses what is shown later."""

    name: Name
    programme_id: UUID
    time_zone: Zone
    language: Language = Language.en
    phase: Literal[Phase.referral, Phase.treatment] = Phase.treatment
    why: Why | None = None


class StepCreate(Body):
    """The next step: to which phase and level, and why. The same phase with an `outcome` ends the
    stay; `despite` says why to admit somebody although the assessment raises concerns."""

    phase: Phase
    level: LevelName | None = None
    outcome: Outcome | None = None
    why: Why
    despite: Annotated[Line, Field(min_length=1, max_length=190)] | None = None


class AssessmentWrite(Body):
    """What was found; what was not asked stays empty."""

    fits: bool | None = None
    living: Living | None = None
    supports: Annotated[list[Support], Field(max_length=10), AfterValidator(_each_once)] = Field(
        default=[]
    )
    detox: Detox | None = None
    substance_free: bool | None = None
    needs_more_care: bool | None = None
    level: LevelName | None = None
    summary: Annotated[PlainText, Field(max_length=4000)] | None = None


class ReturnCreate(Body):
    """Somebody comes back: to which programme, why, and whether at once."""

    programme_id: UUID
    phase: Literal[Phase.referral, Phase.treatment] = Phase.referral
    level: LevelName | None = None
    why: Why


class MemberWrite(Body):
    """Joins the team, or becomes its primary counselor; then the one before stays as a member
    unless `former_stays` is false."""

    is_primary: bool = False
    former_stays: bool = True


class SessionsADay(Body):
    """The client's own cap of sessions a day; empty goes back to the programme's."""

    sessions_a_day: Annotated[int, Field(ge=1, le=12, strict=True)] | None


class ClientRow(BaseModel):
    id: UUID
    shown_name: str
    programme: str
    level: str | None
    phase: Phase
    joined: bool


class ClientInvited(BaseModel):
    client: ClientRow
    invitation: InvitationRead


class TeamMemberRead(BaseModel):
    shown_name: str
    profession: Profession | None
    primary: bool


class ClientRead(ClientRow):
    """One client. Who sees them by consent alone is told the name, the programme and the phase, and
    the zone their days are in; the rest is None. `may_change` names the kinds of data the viewer
    may change: every other change would be refused."""

    sign_in_name: str | None
    time_zone: str
    admitted_on: date | None
    team: list[TeamMemberRead] | None
    may_change: list[Data]


class NamedPerson(BaseModel):
    id: UUID
    shown_name: str


class ProviderRead(NamedPerson):
    profession: Profession | None


class ProviderList(BaseModel):
    items: list[ProviderRead]


class MemberRead(ProviderRead):
    """Somebody on a team, without a break `since`. `closed` when their account is."""

    primary: bool
    since: datetime
    closed: bool


class TeamRead(BaseModel):
    items: list[MemberRead]


class NamedList(BaseModel):
    items: list[NamedPerson]


class FormerClient(NamedPerson):
    """Somebody who may come back. `ended_at` None: an alumna."""

    ended_at: datetime | None
    outcome: Outcome | None


class FormerList(BaseModel):
    items: list[FormerClient]


class StepRead(BaseModel):
    """One step. `by` is the name of who took it."""

    id: UUID
    phase: Phase
    level: str | None
    outcome: Outcome | None
    at: datetime
    by: str | None
    why: str


class StayRead(BaseModel):
    """One stay, and how it went."""

    id: UUID
    programme: str
    opened_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    steps: list[StepRead]


class AssessmentRead(BaseModel):
    at: datetime
    by: str
    fits: bool | None
    living: Living | None
    supports: list[Support]
    detox: Detox | None
    substance_free: bool | None
    needs_more_care: bool | None
    level: str | None
    summary: str | None


class Concern(BaseModel):
    """Something the assessment says against admission, in the reader's language."""

    code: ConcernCode
    text: str


class MoveRead(BaseModel):
    """A step that may come next. `ends` the stay, or `admits` to treatment."""

    phase: Phase
    outcome: Outcome | None
    ends: bool
    admits: bool


class StayProgramme(BaseModel):
    id: UUID
    name: str
    levels: list[str]
    is_open: bool
    sessions_a_day: int | None
    must_be_substance_free: bool


class EpisodeRead(BaseModel):
    """A client's stay with everything its team decides about it."""

    client: NamedPerson
    programme: StayProgramme
    phase: Phase
    level: str | None
    opened_at: datetime
    admitted_at: datetime | None
    ended_at: datetime | None
    outcome: Outcome | None
    sessions_a_day: int | None
    steps: list[StepRead]
    assessment: AssessmentRead | None
    concerns: list[Concern]
    moves: list[MoveRead]
    team: list[MemberRead]
    earlier: list[StayRead]
