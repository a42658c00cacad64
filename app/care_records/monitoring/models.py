"""Drug and alcohol monitoring: what was ordered and why, what was collected, what was found."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id


class Specimen(StrEnum):
    breath = "breath"
    urine = "urine"
    saliva = "saliva"
    blood = "blood"
    patch = "patch"
    self_report = "self_report"


class Purpose(StrEnum):
    """What it is for, told to the client in plain words."""

    adjust_treatment = "adjust_treatment"
    family_trust = "family_trust"
    avoid_lapses = "avoid_lapses"
    discourage_substitution = "discourage_substitution"
    required_by_programme = "required_by_programme"
    asked_by_client = "asked_by_client"


class MonitoringOrder(SQLModel, table=True):
    """A test somebody is asked for (FHIR ServiceRequest), between two days in the centre's zone.
    `panel` names the substances looked for. `on_timeline`: the client sees the result beside their
    own entries."""

    __tablename__ = "monitoring_order"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    specimen: Specimen = code(Specimen)
    panel: list[str] = Field(sa_type=JSON)
    purpose: Purpose = code(Purpose)
    line: str | None = Field(default=None, max_length=400)
    due_from: date
    due_until: date
    on_timeline: bool = True
    ordered_by: UUID = Field(foreign_key="person.id")
    ordered_at: datetime = instant()
    cancelled_at: datetime | None = instant(default=None)
    cancelled_by: UUID | None = Field(default=None, foreign_key="person.id")


class CollectionState(StrEnum):
    collected = "collected"
    missed = "missed"
    declined = "declined"


class Collection(SQLModel, table=True):
    """What became of an order (FHIR Specimen). Saying it again is a new row; the one entered last
    counts."""

    __tablename__ = "monitoring_collection"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    order_id: UUID = Field(foreign_key="monitoring_order.id", index=True)
    state: CollectionState = code(CollectionState)
    at: datetime = instant()
    by: UUID = Field(foreign_key="person.id")
    entered_at: datetime = instant()
    line: str | None = Field(default=None, max_length=400)


class Outcome(StrEnum):
    """What was found of one substance. `measured`: a number, and nobody has said what it means. In
    the client's own words `positive` is yes, `negative` no, and `not_clear` that they do not
    say."""

    negative = "negative"
    positive = "positive"
    not_clear = "not_clear"
    measured = "measured"


class Certainty(StrEnum):
    """`screen`: a first test, which may be wrong. `confirmed`: by a second method. `own_words`:
    what the client says."""

    screen = "screen"
    confirmed = "confirmed"
    own_words = "own_words"


class Integration(SQLModel, table=True):
    """A device bridge or laboratory that may post readings, and nothing else. Only the fingerprint
    of its token is kept."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=120)
    token_hash: str = Field(max_length=64, unique=True)
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)
    last_used_at: datetime | None = instant(default=None)


class DeviceLink(SQLModel, table=True):
    """Whose readings an integration posts: it knows a client by `reference` alone."""

    __tablename__ = "device_link"

    integration_id: UUID = Field(foreign_key="integration.id", primary_key=True)
    reference: str = Field(max_length=64, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    specimen: Specimen = code(Specimen)
    made_by: UUID = Field(foreign_key="person.id")
    made_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class MonitoringResult(SQLModel, table=True):
    """What was found (FHIR DiagnosticReport): for each substance an `Outcome`, with a number and
    unit where there is one. Entered by somebody or posted by an integration. A correction is a new
    row with `replaces_id`; the old one stays. A correction without findings says that the old one
    does not count at all."""

    __tablename__ = "monitoring_result"
    __table_args__ = (
        ForeignKeyConstraint(
            ["integration_id", "reference"], ["device_link.integration_id", "device_link.reference"]
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    order_id: UUID | None = Field(default=None, foreign_key="monitoring_order.id", index=True)
    specimen: Specimen = code(Specimen)
    findings: list[dict[str, Any]] = Field(sa_type=JSON)
    certainty: Certainty = code(Certainty)
    taken_at: datetime = instant()
    entered_at: datetime = instant()
    entered_by: UUID | None = Field(default=None, foreign_key="person.id")
    integration_id: UUID | None = None
    reference: str | None = Field(default=None, max_length=64)
    line: str | None = Field(default=None, max_length=400)
    replaces_id: UUID | None = Field(default=None, foreign_key="monitoring_result.id")
    content_hash: str = Field(max_length=64)
