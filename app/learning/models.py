"""Psychoeducation: which modules somebody was given, how far they read, what they wrote, and the
recall cards that come back.

The texts that come with the service are files (`curriculum/`); a text is named by its digest, so
that whoever began one keeps it when a newer one comes.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from app.database import code, instant
from app.ids import new_id
from app.people.models import Language


class ModuleText(SQLModel, table=True):
    """A text of a module that has to be kept: one that somebody began, or one of the centre's own.

    `digest` is the SHA-256 of `source` (UTF-8), a whole Markdown file with its front matter;
    `version` is what its author counts. `published_by` None: it came with the service.
    """

    __tablename__ = "module_text"
    __table_args__ = (Index("ix_module_text_module_id_language", "module_id", "language"),)

    digest: str = Field(max_length=64, primary_key=True)
    module_id: str = Field(max_length=60)
    language: Language = code(Language)
    version: int
    source: str
    kept_at: datetime = instant()
    published_by: UUID | None = Field(default=None, foreign_key="person.id")


class ModuleOnShelf(SQLModel, table=True):
    """What the centre says of a module: whether it is one of its own, and whether it is off the
    shelf for now. A shipped module without a row is on the shelf."""

    __tablename__ = "module_on_shelf"

    module_id: str = Field(max_length=60, primary_key=True)
    is_own: bool = False
    withdrawn_at: datetime | None = instant(default=None)
    changed_by: UUID = Field(foreign_key="person.id")
    changed_at: datetime = instant()


class AssignedFor(StrEnum):
    """How a module came to a client. What a level of care brings is no row: it is read from the
    programme; a row `level` that is taken back says that this client does not need it."""

    person = "person"
    group = "group"
    level = "level"


class ModuleAssignment(SQLModel, table=True):
    """A module that a counselor gave to a client, with a word and a day by which (`due_on`, a date
    in the client's zone). Given to a group it is one row for each member, with the series."""

    __tablename__ = "module_assignment"
    __table_args__ = (
        Index(
            "uq_module_assignment_open",
            "client_id",
            "module_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    client_id: UUID = Field(foreign_key="person.id", index=True)
    module_id: str = Field(max_length=60)
    source: AssignedFor = code(AssignedFor)
    series_id: UUID | None = Field(default=None, index=True)
    due_on: date | None = None
    line: str | None = Field(default=None, max_length=400)
    assigned_by: UUID = Field(foreign_key="person.id")
    assigned_at: datetime = instant()
    withdrawn_by: UUID | None = Field(default=None, foreign_key="person.id")
    withdrawn_at: datetime | None = instant(default=None)


class ReadingMark(SQLModel, table=True):
    """How far somebody was in a module when they left it. The phone makes `id`. `block` is the
    number of the first block on the screen, from 0, of the text with `digest`; the mark made last
    says where to go on, the earliest that `is_finished` when it was finished. `on_day` is the
    calendar day as the phone showed it."""

    __tablename__ = "reading_mark"
    __table_args__ = (
        CheckConstraint("block BETWEEN 0 AND 9999", name="block"),
        Index("ix_reading_mark_client_id_module_id", "client_id", "module_id"),
    )

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    module_id: str = Field(max_length=60)
    digest: str = Field(max_length=64)
    block: int
    is_finished: bool = False
    on_day: date
    occurred_at: datetime = instant()
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class ReflectionSharing(StrEnum):
    """Who may read a reflection: the client chooses, and may choose again."""

    nobody = "nobody"
    primary = "primary"
    team = "team"


class Reflection(SQLModel, table=True):
    """What somebody wrote to a prompt. Of those to one prompt of a module the one written last
    counts; the earlier ones stay, and stay theirs alone. `prompt` is the question as they read
    it. An empty `words` takes it back. `reader_id` is whom `primary` meant when it arrived."""

    __tablename__ = "module_reflection"
    __table_args__ = (Index("ix_module_reflection_client_id_module_id", "client_id", "module_id"),)

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    module_id: str = Field(max_length=60)
    prompt_id: str = Field(max_length=20)
    prompt: str = Field(max_length=400)
    words: str = Field(max_length=4000)
    shared_with: ReflectionSharing = code(ReflectionSharing)
    reader_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    occurred_at: datetime = instant()
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)


class ReflectionReading(SQLModel, table=True):
    """Somebody with whom a reflection was shared has read it, and may have written a line back."""

    __tablename__ = "module_reflection_reading"
    __table_args__ = (
        ForeignKeyConstraint(
            ["client_id", "reflection_id"], ["module_reflection.client_id", "module_reflection.id"]
        ),
    )

    client_id: UUID = Field(primary_key=True)
    reflection_id: UUID = Field(primary_key=True)
    reader_id: UUID = Field(foreign_key="person.id", primary_key=True)
    read_at: datetime = instant()
    line: str | None = Field(default=None, max_length=400)


class RecallCard(SQLModel, table=True):
    """A question of a finished module that comes back to a client. The memory state is that of
    FSRS (stability in days, difficulty 1 to 10), worked out anew from the card's reviews, so that
    reviews which arrive late or in another order lead to the same. All days are the client's,
    wherever they were then."""

    __tablename__ = "recall_card"
    __table_args__ = (Index("ix_recall_card_client_id_due_on", "client_id", "due_on"),)

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    module_id: str = Field(max_length=60, primary_key=True)
    card_id: str = Field(max_length=20, primary_key=True)
    digest: str = Field(max_length=64)
    introduced_at: datetime = instant()
    introduced_on: date
    due_on: date
    stability: float | None = None
    difficulty: float | None = None
    reviewed_on: date | None = None
    reviews: int = 0
    forgotten: int = 0


class CardReview(SQLModel, table=True):
    """One answer to a recall card, as the client rated it themselves: 1 forgot, 2 hard, 3 good,
    4 easy (FSRS). The phone makes `id`. `on_day` is the calendar day as the phone showed it, so
    that a journey to another zone moves nothing of what was answered before."""

    __tablename__ = "card_review"
    __table_args__ = (
        CheckConstraint("rating BETWEEN 1 AND 4", name="rating"),
        Index("ix_card_review_client_id_module_id_card_id", "client_id", "module_id", "card_id"),
    )

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    module_id: str = Field(max_length=60)
    card_id: str = Field(max_length=20)
    rating: int
    on_day: date
    occurred_at: datetime = instant()
    happened_at: datetime = instant()
    received_at: datetime = instant()
    content_hash: str = Field(max_length=64)
