"""In which language one client can be asked what.

Their own, where there is an official wording in it. Otherwise the one they last answered an
instrument in: whoever chose the English wording is asked in it again. What there is neither of is
not asked, and nobody waits for it.
"""

from collections.abc import Iterable, Mapping

from app.check_ins.instruments import load_instruments
from app.check_ins.schedule import DAILY, Ask


def asked_in(instrument: str, language: str, last: str | None) -> str | None:
    """The language an instrument is asked in; None where it cannot be. `last`: the one it was last
    answered in."""
    if instrument == DAILY:
        return language
    known = load_instruments().get(instrument)
    if known is None:
        return None
    wanted = (one for one in (language, last) if one is not None)
    return next((one for one in wanted if known.in_language(one) is not None), None)


def worded(
    asks: Iterable[Ask], language: str, last: Mapping[str, str]
) -> tuple[list[Ask], list[Ask]]:
    """What can be asked, and what there is no wording of."""
    can: list[Ask] = []
    cannot: list[Ask] = []
    for ask in asks:
        is_there = asked_in(ask.instrument, language, last.get(ask.instrument)) is not None
        (can if is_there else cannot).append(ask)
    return can, cannot
