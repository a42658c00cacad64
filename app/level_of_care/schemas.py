"""What the routes about levels of care take and give. Hours are told in minutes."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from app.episodes.models import Phase
from app.level_of_care.models import Decision, Proposal
from app.level_of_care.sentences import Say
from app.people.schemas import Body, Line, PlainText, Title
from app.programs.design import Measure


class SentenceRead(BaseModel):
    """One thing the rules say; `text` is in the reader's language."""

    code: Say
    text: str


class HoursRead(BaseModel):
    """Minutes of service in a week. `floor` is what is expected this week, `usual_floor` what the
    level asks for when nothing is excused; `open` is still to come or not marked yet."""

    planned: int
    attended: int
    open: int
    excused: int
    floor: int
    usual_floor: int
    ceiling: int


class BenchmarkRead(BaseModel):
    """A benchmark with what shows whether it is met; `by` and `at` where somebody judged it."""

    code: str
    text: str
    measure: Measure
    is_met: bool
    evidence: str
    by: str | None
    at: datetime | None


class ProposalRead(BaseModel):
    """What the rules propose and why. `to_level` where it is a step to a level."""

    kind: Proposal
    to_level: str | None
    reasons: list[SentenceRead]


class DecisionRead(BaseModel):
    """What a counselor decided about a week, with the sentences as they stood then."""

    week: date
    level: str
    proposal: Proposal
    to_level: str | None
    decision: Decision
    decided_level: str | None
    reason: str | None
    by: str
    at: datetime
    sentences: list[str]


class LevelReviewRead(BaseModel):
    """One week of a client as the team sees it. `week` is its Monday, `level` the one it belongs
    to, `current_level` where the client is now; `can_decide` whether a decision is taken for it."""

    week: date
    is_begun: bool
    is_over: bool
    phase: Phase
    level: str | None
    current_level: str | None
    levels: list[str]
    hours: HoursRead | None
    sentences: list[SentenceRead]
    benchmarks: list[BenchmarkRead]
    proposal: ProposalRead
    can_decide: bool
    decision: DecisionRead | None
    history: list[DecisionRead]


class MyBenchmarkRead(BaseModel):
    text: str
    is_met: bool


class MyWeekRead(BaseModel):
    """One's own week. `decided` says what was decided about it, if something was."""

    week: date
    is_begun: bool
    is_over: bool
    level: str | None
    hours: HoursRead | None
    sentences: list[SentenceRead]
    benchmarks: list[MyBenchmarkRead]
    decided: str | None


Reason = Annotated[Line, Field(max_length=400)]


class DecisionWrite(Body):
    """A decision about a week. `level` is the one chosen instead, where it is `changed`.

    `level_now` and `proposal` are what was on the screen: nobody decides about something else than
    they saw."""

    decision: Decision
    level: Title | None = None
    reason: Reason | None = None
    level_now: Title | None
    proposal: Proposal


class JudgementWrite(Body):
    """Whether a benchmark is met, and what shows it."""

    is_met: bool
    evidence: Annotated[PlainText, Field(min_length=1, max_length=1000)]
