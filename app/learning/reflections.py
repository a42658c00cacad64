"""Who may read what somebody wrote to a prompt, decided from all that they wrote to it.

What a reflection says is what was written last by the client's clock, and nothing was written after
it arrived: words that a clock running ahead dates tomorrow do not come back over those that the
client put in their place today. Who reads it is not left to that clock at all: of what was written
last and what arrived last the narrower counts, so that neither such a clock nor a phone that sends
late keeps open what the client closed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from uuid import UUID

from app.learning.models import ReflectionSharing

TOLD_AGAIN_AFTER = timedelta(hours=1)
_NOBODY = ReflectionSharing.nobody
_PRIMARY = ReflectionSharing.primary
_TEAM = ReflectionSharing.team


@dataclass(frozen=True, slots=True)
class Writing:
    """One writing to a prompt, without its words. `reader_id`: whom `primary` meant."""

    client_id: UUID
    id: UUID
    module_id: str
    prompt_id: str
    has_words: bool
    shared_with: ReflectionSharing
    reader_id: UUID | None
    happened_at: datetime
    received_at: datetime

    @property
    def in_order(self) -> tuple[datetime, datetime, UUID]:
        """Where it stands among the others to its prompt, the last being the greatest."""
        return min(self.happened_at, self.received_at), self.received_at, self.id

    def opens_to(self, member_id: UUID) -> bool:
        """Whether this writing by itself lets a member of the client's team read it."""
        if not self.has_words or self.shared_with is _NOBODY:
            return False
        return self.shared_with is _TEAM or self.reader_id == member_id


@dataclass(frozen=True, slots=True)
class InForce:
    """What the writings to one prompt come to: the one that counts, and who reads it."""

    writing: Writing
    shared_with: ReflectionSharing
    reader_id: UUID | None

    def readers(self, team: Iterable[UUID]) -> list[UUID]:
        """Who of the team, as it is now, reads it. Nobody else ever does."""
        if self.shared_with is _NOBODY:
            return []
        return [one for one in team if self.shared_with is _TEAM or one == self.reader_id]


def in_force(writings: Collection[Writing]) -> InForce:
    """What the writings of one client to one prompt come to; there is at least one."""
    written = max(writings, key=attrgetter("in_order"))
    arrived = max(writings, key=attrgetter("received_at", "id"))
    if not (written.has_words and arrived.has_words):
        return InForce(written, _NOBODY, None)
    said = {written.shared_with, arrived.shared_with}
    if said == {_TEAM}:
        return InForce(written, _TEAM, None)
    meant = {one.reader_id for one in (written, arrived) if one.shared_with is _PRIMARY}
    if _NOBODY in said or len(meant) > 1:
        return InForce(written, _NOBODY, None)
    return InForce(written, _PRIMARY, next(iter(meant)))


def to_be_told(new: Writing, writings: Collection[Writing], team: Iterable[UUID]) -> list[UUID]:
    """Who learns that something was shared with them as `new`, one of `writings`, arrives: not
    those who could read an earlier writing to this prompt that came within the hour."""
    lately = [
        one
        for one in writings
        if one.id != new.id and new.received_at - one.received_at < TOLD_AGAIN_AFTER
    ]
    readers = in_force(writings).readers(team)
    return [one for one in readers if not any(each.opens_to(one) for each in lately)]
