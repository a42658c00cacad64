"""Rows that were written once by the application, to be written again without it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from sqlalchemy import Table, insert, select
from sqlmodel import Session

from app.ids import fingerprint, new_id, new_secret
from app.people.sign_in_names import new_sign_in_name
from app.rooms import METADATA

Rows = list[tuple[Table, list[dict[str, Any]]]]


@dataclass(frozen=True)
class Written:
    """What stands in each new row for what stood in the kept one."""

    ids: dict[UUID, UUID]
    secrets: dict[str, str]
    """By the fingerprint that was kept."""


@dataclass(frozen=True)
class KeptRows:
    """Everything that is in a small database: each house needs the same cast, and to write it by
    the verbs of the application takes longer than most tests."""

    at: datetime
    rows: Rows

    @classmethod
    def of(cls, db: Session, at: datetime) -> Self:
        """All rows of all tables; `at` is the moment that counts as now in them."""
        db.flush()
        found = ((table, db.execute(select(table)).mappings()) for table in METADATA.sorted_tables)
        return cls(at, [(table, kept) for table, rows in found if (kept := [*map(dict, rows)])])

    def write(self, db: Session, now: datetime) -> Written:
        """Writes them with ids, names and secrets of their own, as if `at` had been `now`. The
        order of the ids stays: lists fall back on it."""
        old = sorted({value for value in self._values() if isinstance(value, UUID)})
        written = Written(dict(zip(old, sorted(new_id() for _ in old), strict=True)), {})
        moved = now - self.at

        def renewed(name: str, value: Any) -> Any:
            if name == "sign_in_name":
                return new_sign_in_name()
            if name == "token_hash":
                return fingerprint(written.secrets.setdefault(value, new_secret()))
            if isinstance(value, datetime):
                return value + moved
            return written.ids[value] if isinstance(value, UUID) else value

        for table, rows in self.rows:
            again = [{name: renewed(name, row[name]) for name in row} for row in rows]
            db.connection().execute(insert(table), again)
        return written

    def _values(self) -> list[Any]:
        return [value for _, rows in self.rows for row in rows for value in row.values()]
