"""Who may read a debrief, decided from all that was written of its slip.

What a slip says is what was made last by the client's clock. Who reads it is not left to that
clock: one that runs ahead would keep a debrief open after the client had closed it. So it is
decided in the order in which writings arrived here, and only a writing in which the client chose so
opens it wider.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from app.care_records.models import SharedWith, SlipEntry

_WIDTH = (SharedWith.nobody, SharedWith.primary, SharedWith.team)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who reads a debrief now. `reader_id` is who was the main counselor when the client chose
    `primary`: that person and no later one. None where nobody was."""

    shared_with: SharedWith
    reader_id: UUID | None
    is_mistake: bool

    def is_open_to(self, member_id: UUID) -> bool:
        """Whether a member of the client's team reads it."""
        if self.is_mistake or self.shared_with is SharedWith.nobody:
            return False
        return self.shared_with is SharedWith.team or self.reader_id == member_id


def sharing_of(entries: Iterable[SlipEntry]) -> Sharing:
    """What the writings of one slip come to; there is at least one."""
    first, *later = sorted(entries, key=lambda row: (row.received_at, row.id))
    found = _said(first.content)
    for row in later:
        found = _after(found, row.content)
    return found


def _said(content: dict[str, Any]) -> Sharing:
    level = SharedWith(content["shared_with"])
    named = content.get("reader_id") if level is SharedWith.primary else None
    return Sharing(level, UUID(named) if named else None, content["is_mistake"])


def _after(before: Sharing, content: dict[str, Any]) -> Sharing:
    said, found = _said(content), before
    if _counts(content.get("sharing_chosen"), _is_narrower(said.shared_with, before.shared_with)):
        found = replace(found, shared_with=said.shared_with, reader_id=said.reader_id)
    if _counts(content.get("mistake_chosen"), said.is_mistake):
        found = replace(found, is_mistake=said.is_mistake)
    return found


def _counts(chosen: bool | None, is_narrower: bool) -> bool:
    """An application that does not say what the client chose may close, and never open."""
    return is_narrower if chosen is None else chosen


def _is_narrower(level: SharedWith, than: SharedWith) -> bool:
    return _WIDTH.index(level) < _WIDTH.index(than)
