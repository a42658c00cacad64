"""What became of every contact of a row. Pure.

A contact is met when somebody reached the client, or the client came to a session of aftercare or
of their own within its days. What was said last of one counts, and so does how the task about it
was answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from app.aftercare.cadence import Due
from app.aftercare.models import ContactState, ContactWay
from app.flags.models import TaskOutcome

AS_REACHED = frozenset(
    {TaskOutcome.spoke, TaskOutcome.session_arranged, TaskOutcome.more_care}
)  # fmt: skip
TO_DO_FOR = timedelta(days=28)
"""How long a contact that was missed is still asked for."""


class Standing(StrEnum):
    """What became of a contact. `open`: its days run, `missed`: they are over."""

    reached = "reached"
    came = "came"
    called_off = "called_off"
    not_reached = "not_reached"
    missed = "missed"
    open = "open"
    ahead = "ahead"


SETTLED = frozenset({Standing.reached, Standing.came, Standing.called_off})


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a contact: in the row of contacts, or by answering the task."""

    state: ContactState
    at: datetime
    by: UUID | None = None
    way: ContactWay | None = None
    line: str | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """A contact and what became of it."""

    due: Due
    standing: Standing
    said: Said | None = None

    @property
    def is_settled(self) -> bool:
        return self.standing in SETTLED

    @property
    def is_told_only(self) -> bool:
        """Called off before another row took over: it is told of, and says nothing of that row."""
        return self.due.is_beside and self.standing is Standing.called_off


def focus_of(episode_id: UUID, due_on: date) -> UUID:
    """What the task about a contact is about: the same for the same day of the same stay."""
    return uuid5(episode_id, f"contact {due_on.isoformat()}")


def of_task(outcome: TaskOutcome | None) -> ContactState | None:
    """What the answer to a task says of the contact; None where it says nothing."""
    if outcome in AS_REACHED:
        return ContactState.reached
    if outcome is TaskOutcome.not_reached:
        return ContactState.not_reached
    return ContactState.called_off if outcome is TaskOutcome.no_longer_needed else None


def stood(
    row: Iterable[Due],
    said: Mapping[date, Said],
    came_on: Iterable[date],
    today: date,
) -> list[Stood]:
    """The row with what became of each. `said` is what was said last, by the day it was due;
    `came_on` the days of sessions the client came to."""
    days = sorted(set(came_on))
    return [_stood(due, said.get(due.on), days, today) for due in row]


def _stood(due: Due, said: Said | None, came_on: Sequence[date], today: date) -> Stood:
    if said is not None and said.state is not ContactState.not_reached:
        return Stood(due, Standing(said.state.value), said)
    if any(due.counts(day) for day in came_on):
        return Stood(due, Standing.came)
    if said is not None:
        return Stood(due, Standing.not_reached, said)
    if due.until_on < today:
        return Stood(due, Standing.missed)
    return Stood(due, Standing.open if due.from_on <= today else Standing.ahead)


def begun(row: Iterable[Stood], today: date) -> list[Stood]:
    """The contacts whose days have begun."""
    return [one for one in row if one.due.from_on <= today and not one.is_told_only]


def next_of(row: Sequence[Stood], today: date) -> Stood | None:
    """The first contact that is still to be made and whose days are not over."""
    return next((one for one in row if not one.is_settled and one.due.until_on >= today), None)


def to_do(row: Sequence[Stood], today: date) -> Stood | None:
    """The one contact that waits to be made now: the newest whose days have begun, unless it is
    settled or long over. What was missed before it is not asked for twice."""
    newest = begun(row, today)[-1:]
    waits = (one for one in newest if not one.is_settled)
    return next((one for one in waits if one.due.until_on >= today - TO_DO_FOR), None)
