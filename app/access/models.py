"""The audit trail: who looked at or changed whose record, and when. Never what was in it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database import code, instant


class Data(StrEnum):
    """The kinds of data a record is made of: what is shared or withheld as a whole. Those that
    begin with `family` are what relatives may be shown: less than what they are made from, and
    asked for by the routes for relatives alone. `consents` is who is shown what."""

    profile = "profile"
    sessions = "sessions"
    craving_logs = "craving_logs"
    check_ins = "check_ins"
    reminders = "reminders"
    treatment_plan = "treatment_plan"
    safety_plan = "safety_plan"
    milestones = "milestones"
    learning = "learning"
    medications = "medications"
    monitoring = "monitoring"
    needs = "needs"
    mutual_help = "mutual_help"
    rewards = "rewards"
    aftercare = "aftercare"
    consents = "consents"
    family_attendance = "family_attendance"
    family_calendar = "family_calendar"
    family_milestones = "family_milestones"
    family_plan = "family_plan"
    family_modules = "family_modules"
    family_sessions = "family_sessions"


class Action(StrEnum):
    viewed = "viewed"
    changed = "changed"


class AuditEvent(SQLModel, table=True):
    """One access. `sequence` orders the trail; a hash chain over it is to come."""

    __tablename__ = "audit_event"

    sequence: int | None = Field(default=None, primary_key=True)
    at: datetime = instant()
    actor_id: UUID = Field(foreign_key="person.id")
    sign_in_id: UUID = Field(foreign_key="sign_in.id")
    action: Action = code(Action)
    data: Data = code(Data)


class AuditSubject(SQLModel, table=True):
    """One person whose record an access touched; a list of twenty is one event with twenty, a file
    of figures that names nobody one with none."""

    __tablename__ = "audit_subject"

    event_sequence: int = Field(foreign_key="audit_event.sequence", primary_key=True)
    subject_id: UUID = Field(foreign_key="person.id", primary_key=True, index=True)
