"""The rules of rewards, as data, and what follows from them: pure, no database and no clock.

Contingency management as practised: points for turning up and for finishing what one was given,
more for each time in a row up to a limit, the row begun anew after a session missed, draws from a
bowl (Petry's "fishbowl"). What was earned is never taken away. Test results count only where a
programme says so in so many words, and never those for opioids: staying away from opioids is not
to be bought, and losing tolerance for a prize can kill.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from app.people.schemas import Body
from app.rewards.models import EntryKind

Points = Annotated[int, Field(strict=True, ge=0, le=1000)]
DOLLAR = 100
"""Cents."""


class Size(StrEnum):
    """What a slip in the bowl says; `well_done` is words alone."""

    well_done = "well_done"
    small = "small"
    medium = "medium"
    large = "large"


class Slips(Body):
    """So many slips of one size in the bowl, each worth so many US cents."""

    size: Size
    count: Annotated[int, Field(strict=True, ge=0, le=10_000)]
    cents: Annotated[int, Field(strict=True, ge=0, le=1000 * DOLLAR)]

    @property
    def is_prize(self) -> bool:
        return self.count > 0 and self.cents > 0


class Draws(Body):
    """What a draw costs in points, and what is in the bowl."""

    cost: Annotated[int, Field(strict=True, ge=1, le=1000)]
    bowl: Annotated[list[Slips], Field(min_length=1, max_length=len(Size))]

    @model_validator(mode="after")
    def _is_a_bowl(self) -> Self:
        order = [list(Size).index(slips.size) for slips in self.bowl]
        if order != sorted(set(order)):
            raise ValueError("name each size once, from the smallest on")
        if sum(slips.count for slips in self.bowl) == 0:
            raise ValueError("a bowl has something in it")
        if any((slips.size is Size.well_done) != (slips.cents == 0) for slips in self.bowl):
            raise ValueError("'well done' is words alone, and everything else is worth something")
        worth = [slips.cents for slips in self.bowl]
        if worth != sorted(set(worth)):
            raise ValueError("a larger prize is worth more")
        return self

    @property
    def most(self) -> int:
        """The largest prize in the bowl, in cents; 0 where it holds words alone."""
        return max((slips.cents for slips in self.bowl if slips.is_prize), default=0)


class Escalation(Body):
    """`step` more points for each session in a row before this one, `most` at the most. A session
    missed without an excuse begins the row anew where `resets` is set; one excused does not."""

    step: Annotated[int, Field(strict=True, ge=1, le=100)]
    most: Annotated[int, Field(strict=True, ge=1, le=1000)]
    resets: Annotated[bool, Field(strict=True)] = True


class Substance(StrEnum):
    """What a test may look for and be counted here. Opioids are not among them, by design."""

    alcohol = "alcohol"
    amphetamines = "amphetamines"
    cannabis = "cannabis"
    cocaine = "cocaine"
    mdma = "mdma"
    methamphetamine = "methamphetamine"
    nicotine = "nicotine"


class Results(Body):
    """Points for a test that looked for some of these and found none of them."""

    points: Annotated[int, Field(strict=True, ge=1, le=1000)]
    substances: Annotated[list[Substance], Field(min_length=1, max_length=len(Substance))]


class RewardRules(Body):
    """The rules of one programme. Nothing is earned for test results while `results` is None."""

    session_points: Points
    module_points: Points
    escalation: Escalation | None = None
    draws: Draws | None = None
    results: Results | None = None

    @model_validator(mode="after")
    def _earns_something(self) -> Self:
        if not self.session_points and not self.module_points and self.results is None:
            raise ValueError("rules without points are no rules")
        if self.escalation is not None and not self.session_points:
            raise ValueError("a row is one of sessions, and they earn nothing here")
        return self

    def for_session(self, in_a_row: int) -> int:
        """Points for a session after so many others in a row."""
        more = min(self.escalation.step * in_a_row, self.escalation.most) if self.escalation else 0
        return self.session_points + more


class What(StrEnum):
    """What an entry of the ledger is about."""

    session = "session"
    module = "module"
    result = "result"
    draw = "draw"
    prize = "prize"
    handing_out = "handing_out"
    points = "points"


class Outcome(StrEnum):
    unmarked = "unmarked"
    done = "done"
    missed = "missed"
    excused = "excused"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A session, a module or a test, at an instant, and what came of it. `key` names it."""

    what: What
    key: str
    at: datetime
    outcome: Outcome = Outcome.done


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that count at an instant, and whence they come."""

    scheme_id: UUID
    fund_id: UUID | None
    rules: RewardRules


@dataclass(frozen=True, slots=True)
class Line:
    """An entry that follows from an occasion."""

    kind: EntryKind
    occasion: Occasion
    points: int
    scheme_id: UUID


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All entries that follow from the occasions, and how many sessions in a row it is now."""

    lines: list[Line]
    in_a_row: int


def reckon(
    occasions: Iterable[Occasion], in_force: Callable[[datetime], InForce | None]
) -> Reckoning:
    """What was earned, in the order of time, each by the rules of its own day. A row ends where
    there are no rules for a while."""
    lines: list[Line] = []
    in_a_row = 0
    for one in sorted(occasions, key=lambda one: (one.at, one.what, one.key)):
        now = in_force(one.at)
        if now is None:
            in_a_row = 0
            continue
        if one.outcome is Outcome.missed:
            escalation = now.rules.escalation
            if escalation is not None and escalation.resets and in_a_row:
                lines.append(Line(EntryKind.reset, one, 0, now.scheme_id))
                in_a_row = 0
        elif one.outcome is Outcome.done:
            points = _points(one.what, now.rules, in_a_row)
            in_a_row += one.what is What.session
            if points:
                lines.append(Line(EntryKind.earned, one, points, now.scheme_id))
    return Reckoning(lines, in_a_row)


def _points(what: What, rules: RewardRules, in_a_row: int) -> int:
    if what is What.session:
        return rules.for_session(in_a_row) if rules.session_points else 0
    if what is What.module:
        return rules.module_points
    return rules.results.points if what is What.result and rules.results else 0


class Drawn(Body):
    """A draw as it was: the bowl, what was drawn, and what was given where the fund's limit left
    room for less than that."""

    bowl: list[Slips]
    drawn: Size
    drawn_cents: int
    given: Size
    cents: int


def slips_in(draws: Draws) -> int:
    """How many slips the bowl holds."""
    return sum(slips.count for slips in draws.bowl)


def has_room(draws: Draws, room: int) -> bool:
    """Whether `room` (cents) is enough for the smallest prize there is. A bowl of words alone
    needs none."""
    prizes = [slips.cents for slips in draws.bowl if slips.is_prize]
    return not prizes or min(prizes) <= room


def drawn_from(draws: Draws, number: int, room: int) -> Drawn:
    """What comes of drawing the slip with a `number`, from 0, with so many cents of room: the slip
    itself, or the largest prize that still fits."""
    slips = [one for one in draws.bowl for _ in range(one.count)][number]
    fits = [one for one in draws.bowl if one.count and one.cents <= min(slips.cents, room)]
    given = max(fits, key=lambda one: one.cents, default=None)
    return Drawn(
        bowl=draws.bowl,
        drawn=slips.size,
        drawn_cents=slips.cents,
        given=given.size if given else Size.well_done,
        cents=given.cents if given else 0,
    )
