"""A session brief: one page to read before a session."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel

from app.appointments.models import Attendance
from app.check_ins.desk_schemas import FormForReview
from app.check_ins.schemas import Halt
from app.craving_logs.models import CravingOutcome, Trigger
from app.episodes.models import Phase
from app.flags.models import TaskKind, Urgency
from app.flags.schemas import Named


class BriefSession(BaseModel):
    id: UUID
    title: str
    starts_at: datetime
    with_me: bool


class GroupReaction(BaseModel):
    """A group since then, and what the client said of the day it was on. The private answers
    clients give after a session are theirs alone and are never here."""

    title: str
    starts_at: datetime
    attendance: Attendance | None
    on_day: date
    mood: int | None
    craving: int | None
    difficulty: int | None
    line: str | None


class SaidLine(BaseModel):
    on_day: date
    text: str


class Feelings(BaseModel):
    """The daily scales since then. Means are rounded to one decimal; None without an answer.
    `before` are those of as many days before."""

    days: int
    answered: int
    mood: float | None
    mood_before: float | None
    craving: float | None
    craving_before: float | None
    sleep: float | None
    sleep_before: float | None
    halt: dict[Halt, int]
    lines: list[SaidLine]


class UseBrief(BaseModel):
    """Days since then on which the client said so."""

    yes: list[date]
    rather_not_say: list[date]
    may_use: list[date]
    answered: int


class Pressing(BaseModel):
    """An open task with its reasons, in the reader's language."""

    kind: TaskKind
    urgency: Urgency
    opened_at: datetime
    due_at: datetime
    overdue: bool
    owner: str | None
    reasons: list[str]


class Helped(BaseModel):
    """Something the client did about cravings: how often, how often the craving passed or eased,
    and how far it fell where it was rated again. It may have fallen by itself."""

    text: str
    times: int
    passed: int
    rated: int
    fell_by: float | None


class CravingBrief(BaseModel):
    logs: int
    strongest: int | None
    strongest_at: datetime | None
    triggers: dict[Trigger, int]
    outcomes: dict[CravingOutcome, int]
    helped: list[Helped]


class BriefRead(BaseModel):
    """What one visible client's last days were like, since the last session with the viewer; or,
    where there was none, of the last `since_days` days. `unflagged` check-ins wait for a look
    beside what is pressing."""

    client: Named
    programme: str
    level: str | None
    phase: Phase
    time_zone: str
    printed_at: datetime
    printed_by: str
    since: datetime
    since_day: date
    since_session: BriefSession | None
    since_days: int
    next_session: BriefSession | None
    sessions_since: dict[str, int]
    reactions: list[GroupReaction]
    feelings: Feelings
    use: UseBrief
    forms: list[FormForReview]
    pressing: list[Pressing]
    unflagged: int
    cravings: CravingBrief
    changed: list[str]
