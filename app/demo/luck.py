"""Chance that comes out the same every time, and ids for rows that are dated back."""

import math
from datetime import datetime
from random import Random
from uuid import UUID

SEED = 20_270_124


def luck(*about: str) -> Random:
    """The chance of one thing, such as one client's days. Each has its own, so that changing
    one leaves the others as they were."""
    return Random("/".join((str(SEED), *about)))  # noqa: S311 - tells a story, guards nothing


def id_at(instant: datetime, chance: Random) -> UUID:
    """A UUIDv7 (RFC 9562 §5.7) as a phone would have made it at `instant`."""
    milliseconds = int(instant.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    value = milliseconds << 80 | 0x7 << 76 | chance.getrandbits(12) << 64
    return UUID(int=value | 0b10 << 62 | chance.getrandbits(62))


def whole(value: float, low: int, high: int) -> int:
    """`value` rounded, and kept between `low` and `high`."""
    return max(low, min(high, round(value)))


def how_many(chance: Random, mean: float) -> int:
    """A count of things that happen by themselves, so many on average (Poisson)."""
    limit, count, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        count += 1
        product *= chance.random()
    return count
