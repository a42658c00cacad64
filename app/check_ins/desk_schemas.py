"""What the review desk takes and gives."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from app.check_ins.schemas import DailyAnswers, ShortText, Text, Use
from app.flags.models import TaskOutcome
from app.flags.schemas import FlagRead, HopRead, Named, Ratings, TaskShort
from app.people.schemas import Body


class ReviewWrite(Body):
    """A note only its writer sees, a line for the client, what came of it, and what each flag was
    worth; all may be left out."""

    note_to_self: Text | None = None
    line_to_client: ShortText | None = None
    outcome: TaskOutcome | None = None
    ratings: Annotated[Ratings, Field(default_factory=dict)]


class ReviewRead(BaseModel):
    """`note_to_self` is empty for everybody but its writer."""

    by: str
    at: datetime
    note_to_self: str | None
    line_to_client: str | None


class CheckInForReview(BaseModel):
    id: UUID
    on_day: date
    occurred_at: datetime
    received_at: datetime
    time_uncertain: bool
    answers: DailyAnswers | None


class FormBefore(BaseModel):
    """The same questionnaire the time before."""

    on_day: date
    scores: dict[str, int]


class FormForReview(BaseModel):
    """One questionnaire of a sitting. `scores` is empty unless it is complete; `not_scored` then
    says in words what is missing. `bands` are the instrument's own, in words, and `names` what its
    scores are called, by the key of the score."""

    instrument: str
    name: str
    complete: bool
    missing: list[str]
    not_scored: str | None
    late_by_days: int
    names: dict[str, str]
    scores: dict[str, int]
    prorated: dict[str, float]
    bands: dict[str, str]
    before: FormBefore | None


class FormItem(BaseModel):
    """One item and its answer, as coded and in words."""

    number: str
    text: str
    answer: int | None
    words: str | None
    before: int | None
    before_words: str | None


class FormInFull(FormForReview):
    """A questionnaire with its items, in the order they were asked."""

    language: str
    items: list[FormItem]


class Changes(BaseModel):
    """What is different now: since the last check-in, or since a check-in somebody looked at (then
    with who and when). Items come before sums; nothing is said of what is the same. `on_day` is
    empty when only questionnaires can be compared."""

    since: Literal["check_in", "look"]
    on_day: date | None
    by: str | None
    at: datetime | None
    sentences: list[str]


class QueueItem(BaseModel):
    """`task` is empty for check-ins from before there were tasks."""

    check_in: CheckInForReview
    client: Named
    flags: list[FlagRead]
    forms: list[FormForReview]
    task: TaskShort | None
    changed: list[Changes]
    waiting_since: datetime


class ReviewQueue(BaseModel):
    items: list[QueueItem]
    more: bool


class CheckInDetail(QueueItem):
    """One check-in with every item of its questionnaires, and the way its task went."""

    forms: list[FormInFull]  # type: ignore[assignment]
    way: list[HopRead]
    review: ReviewRead | None


class DayOfTrends(BaseModel):
    """The daily scales of one day; the last check-in about it counts."""

    on_day: date
    mood: int
    craving: int
    sleep: int
    difficulty: int
    use: Use


class BandRead(BaseModel):
    from_: Annotated[int, Field(serialization_alias="from")]
    to: int
    text: str


class ScaleRead(BaseModel):
    """One score of an instrument: between which values, and the instrument's own bands."""

    key: str
    name: str
    lowest: int
    highest: int
    bands: list[BandRead]


class TrendItem(BaseModel):
    """One item over time. `answers` are in the order of the points; None where it was skipped or
    left out. `words` names the coded answers; empty for a plain number."""

    number: str
    text: str
    words: dict[int, str]
    answers: list[int | None]


class TrendPoint(BaseModel):
    check_in_id: UUID
    on_day: date
    complete: bool
    missing: list[str]
    scores: dict[str, int]
    prorated: dict[str, float]
    late_by_days: int


class InstrumentTrend(BaseModel):
    """Everything answered to one questionnaire, oldest first. One that is known no more has its
    points and nothing else."""

    instrument: str
    name: str
    scales: list[ScaleRead]
    points: list[TrendPoint]
    items: list[TrendItem]


class Trends(BaseModel):
    from_day: date
    to_day: date
    days: list[DayOfTrends]
    instruments: list[InstrumentTrend]
