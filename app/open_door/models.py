"""The open door: an alumna says how much she wants to hear, and that she would like to return."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.database import instant


class ReturnWish(SQLModel, table=True):
    """Somebody who was here before would like to begin treatment again. Staff see the name and the
    note, and nothing else by it. `line` is what they are told."""

    __tablename__ = "return_wish"

    client_id: UUID = Field(foreign_key="person.id", primary_key=True)
    id: UUID = Field(primary_key=True)
    note: str | None = Field(default=None, max_length=400)
    asked_at: datetime = instant()
    content_hash: str = Field(max_length=64)
    answered_at: datetime | None = instant(default=None)
    answered_by: UUID | None = Field(default=None, foreign_key="person.id")
    line: str | None = Field(default=None, max_length=400)
    withdrawn_at: datetime | None = instant(default=None)
