"""What each kind of person sees first."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from app.appointments.schemas import AttendedSession, SessionRead
from app.check_ins.schemas import Use
from app.craving_logs.schemas import CravingRatingRead, CravingSaid
from app.episodes.models import Phase
from app.episodes.schemas import ClientRow
from app.family.schemas import FamilyClass, SharedFrom
from app.people.schemas import MeRead
from app.programs.help_numbers import HelpNow
from app.programs.schemas import Help
from app.reminders.schemas import ReminderRead


class StartRead(BaseModel):
    """What the application needs first; `me` is empty when nobody is signed in here."""

    setup_needed: bool
    version: str
    push_key: str
    min_client: int
    server_epoch: UUID | None
    help: HelpNow
    me: MeRead | None


class DueRead(BaseModel):
    """One sitting. `done` when there is a check-in about the day; `forms` is how many
    questionnaires are due, which may be more than none after it."""

    kind: Literal["check_in"]
    on_day: date
    done: bool
    forms: int


class LookedAt(BaseModel):
    check_in_id: UUID
    on_day: date
    by: str
    at: datetime
    line: str | None
    seen: bool


class LastCraving(BaseModel):
    id: UUID
    intensity: int
    happened_at: datetime


class TodayRead(BaseModel):
    """`only_safety_plan`: an alumna who wants nothing else of it."""

    now: datetime
    time_zone: str
    centre_time_zone: str | None
    shown_name: str
    phase: Phase | None
    only_safety_plan: bool
    sessions: list[SessionRead]
    due: list[DueRead]
    missed: list[ReminderRead]
    looked_at: list[LookedAt]
    last_craving: LastCraving | None
    open_classes: list[SessionRead]
    help: Help


class ClientOverview(ClientRow):
    """A client in the viewer's list. Of whom they see by consent alone the level is None. Not
    `in_care`: every change of the care would be refused."""

    in_care: bool
    last_check_in_at: datetime | None
    waiting: int


class ClientList(BaseModel):
    items: list[ClientOverview]


class CravingInWeeks(CravingSaid):
    """A log as it counts now, how it went on, and what it said before the client corrected it."""

    id: UUID
    happened_at: datetime
    ratings: list[CravingRatingRead]
    corrected_at: datetime | None
    original: CravingSaid | None


class DayInWeeks(BaseModel):
    """A local day of the client. Without a check-in its answers are empty."""

    day: date
    checked_in: bool
    mood: int | None
    craving: int | None
    sleep: int | None
    use: Use | None
    cravings: list[CravingInWeeks]


class Written(BaseModel):
    """What somebody wrote on looking at a check-in: a line the client read, and the viewer's own
    note to self. A colleague's note is never here."""

    on_day: date
    at: datetime
    by: str
    line_to_client: str | None
    note_to_self: str | None


class WeeksRead(BaseModel):
    from_day: date
    to_day: date
    days: list[DayInWeeks]
    sessions: list[AttendedSession]
    written: list[Written]


class FamilyHome(BaseModel):
    """A relative's own page: who shares something with them now, and the classes for families."""

    shown_name: str
    shared: list[SharedFrom]
    classes: list[FamilyClass]
    help: Help
