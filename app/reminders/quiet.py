"""Quiet hours: when a phone stays silent, by the clock on its owner's wall."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from app.reminders.schedule import DAY, local, offset

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `from_` up to but without `until`, on the person's wall clock; may pass midnight.
    Both the same means none."""

    from_: time
    until: time


def is_quiet(instant: datetime, quiet: QuietHours, zone: str) -> bool:
    """Whether the wall clock in `zone` shows a quiet time at `instant`."""
    wall = local(instant, zone).time()
    if quiet.from_ <= quiet.until:
        return quiet.from_ <= wall < quiet.until
    return wall >= quiet.from_ or wall < quiet.until


def end_of_quiet(instant: datetime, quiet: QuietHours, zone: str) -> datetime:
    """The first instant (UTC), not before `instant`, that is not quiet.

    Goes by what the wall clock shows. When clocks jump over the end of the quiet time, that is
    the moment of the jump; when the end comes twice, it is the next of the two.
    """
    moment = local(instant, "UTC").astimezone(UTC)
    while is_quiet(moment, quiet, zone):
        wall = local(moment, zone).replace(tzinfo=None)
        end = moment + (datetime.combine(wall.date(), quiet.until) - wall) % DAY
        moment = _clock_change(moment, end, zone) or end
    return moment


def after_quiet(
    due_at: datetime, useful_until: datetime, quiet: QuietHours | None, zone: str, *, moves: bool
) -> datetime | None:
    """When to send what is due at `due_at`: then, or at the end of quiet hours if it `moves`.

    None when it is not to be sent at all: it does not move, or is of no use by then. A retry
    asks again with its own time.
    """
    at = due_at
    if quiet is not None and is_quiet(due_at, quiet, zone):
        if not moves:
            return None
        at = end_of_quiet(due_at, quiet, zone)
    return at if at < useful_until else None


def _clock_change(start: datetime, end: datetime, zone: str) -> datetime | None:
    """The instant in (start, end] from which clocks in `zone` run with another offset."""
    old = offset(local(start, zone))
    if offset(local(end, zone)) == old:
        return None
    # Zones change at whole seconds, so halving down to one second finds the change exactly.
    low, high = start, end.replace(microsecond=0)
    while high - low > SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if offset(local(middle, zone)) == old:
            low = middle
        else:
            high = middle
    return high
