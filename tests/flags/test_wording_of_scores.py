"""The action points of every instrument in words, as they come out of its own rules."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from app.check_ins.flags import flags_of
from app.check_ins.forms import AnswerToSkippedItem
from app.check_ins.instrument_files import Instrument, Item
from app.check_ins.instruments import load_instruments
from app.check_ins.scoring import score
from app.flags.models import FlagCode
from app.flags.reasons import Raised
from app.flags.wording import say
from app.people.models import Language

DAY = date(2027, 3, 1)
SCORES = (FlagCode.score_high, FlagCode.score_low)
FIRST = {
    "audit-c.total": (
        "AUDIT-C 3 of 12 (action points: 3 or more for women, 4 or more for men)",
        "AUDIT-C 3 de 12 (puntos de acción: 3 o más para mujeres, 4 o más para hombres)",
    ),
    "bam.protective": (
        "BAM Protective 0 of 24 (action point: 12 or less)",
        "BAM, protección: 0 de 24 (punto de acción: 12 o menos)",
    ),
    "bam.risk": (
        "BAM Risk 12 of 24 (action point: 12 or more)",
        "BAM, riesgo: 12 de 24 (punto de acción: 12 o más)",
    ),
    "gad-7.total": (
        "GAD-7 10 of 21 (action point: 10 or more)",
        "GAD-7 10 de 21 (punto de acción: 10 o más)",
    ),
    "pacs.total": (
        "PACS 15 of 30 (action point: 15 or more)",
        "PACS 15 de 30 (punto de acción: 15 o más)",
    ),
    "phq-2.total": (
        "PHQ-2 3 of 6 (action point: 3 or more)",
        "PHQ-2 3 de 6 (punto de acción: 3 o más)",
    ),
    "phq-9.total": (
        "PHQ-9 10 of 27 (action point: 10 or more)",
        "PHQ-9 10 de 27 (punto de acción: 10 o más)",
    ),
    "who-5.total": (
        "WHO-5 0 of 100 (action point: 50 or less)",
        "WHO-5 0 de 100 (punto de acción: 50 o menos)",
    ),
}
"""What is said where a flag is raised first, on the way from the least to the most."""


def allowed(item: Item) -> list[int]:
    how = item.how
    return sorted(how.values) or list(range(how.least, how.most + 1))


def all_ways(instrument: Instrument) -> Iterator[dict[str, int]]:
    """Answers from the least to the most, one item after another, and back."""
    items = [item for item in instrument.items if item.required]
    for items_in_turn, step in ((items, 1), (items, -1)):
        answers = {item.number: allowed(item)[::step][0] for item in items}
        for item in items_in_turn:
            for value in allowed(item)[::step]:
                answers[item.number] = value
                yield dict(answers)


def raised(instrument: Instrument) -> list[Raised]:
    found: dict[tuple[str, str, int], Raised] = {}
    for answers in all_ways(instrument):
        try:
            scored = score(instrument, answers)
        except AnswerToSkippedItem:
            continue
        for one in flags_of(None, DAY, DAY, forms=[(instrument, answers, scored)]):
            found.setdefault((one.code, one.measure, one.facts.get("value", 0)), one)
    return list(found.values())


def words(one: Raised) -> tuple[str, str]:
    english, spanish = (say(one.code, one.facts, each, one.measure) for each in Language)
    return english, spanish


@pytest.mark.parametrize("instrument", load_instruments().values(), ids=lambda one: one.id)
def test_every_flag_of_an_instrument_reads_well(instrument: Instrument) -> None:
    for one in raised(instrument):
        for sentence in words(one):
            assert re.search(r"\d", sentence) or one.code is FlagCode.use
            assert not re.search(r"None|[{}_]|\s\s|\(\)|\( | \)|^\W|[,:;(]$", sentence), sentence
            assert not re.search(r"\b(\w+)\W+\1\b", sentence, re.IGNORECASE), sentence
        english, spanish = words(one)
        assert not {"of", "or", "more"} & set(re.findall(r"\w+", spanish))
        assert english != spanish


def test_the_action_points_are_those_of_the_publications() -> None:
    said: dict[str, tuple[str, str]] = {}
    for instrument in load_instruments().values():
        for one in raised(instrument):
            if one.code in SCORES:
                said.setdefault(one.measure, words(one))
    assert said == FIRST
