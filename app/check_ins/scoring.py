"""Scores of instruments by their published rules, and the flags they raise with reasons in words.

Nothing is scored that is not complete: a score of a part would pass for one of the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.check_ins.forms import check_answers, missing, skipped
from app.check_ins.instrument_files import AnswerKind, Band, FlagRule, Instrument, Item


@dataclass(frozen=True, slots=True)
class ItemFlag:
    """A reason to look. `facts` hold the numbers the sentences are made of: `measure` (the score,
    or the first item), its `value` and its highest value `most`; for a score also its `direction`
    with the action point `at_least` or `at_most`, and the `band` if it has one."""

    code: str
    reason_en: str
    facts: dict[str, Any] = field(default_factory=dict)
    reason_es: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """What the rules of an instrument make of answers. `scores` is empty unless `complete`;
    `prorated` holds estimates where the publication allows them, rounded to one decimal, and only
    for what is incomplete."""

    scores: dict[str, int]
    prorated: dict[str, float]
    flags: tuple[ItemFlag, ...]
    complete: bool
    missing: tuple[str, ...]


def score(instrument: Instrument, answers: Mapping[str, int]) -> Scored:
    """Scores answers by item number, values as coded. Raises what `check_answers` raises."""
    check_answers(instrument, answers)
    counted = dict.fromkeys(skipped(instrument, answers), 0) | dict(answers)
    left = missing(instrument, answers)
    scores = {} if left else _sums(instrument, counted)
    prorated = _prorated(instrument, counted) if left else {}
    flags = (*_flags(instrument, counted, scores), *_band_flags(instrument, scores))
    return Scored(scores, prorated, flags, not left, left)


def bands(instrument: Instrument, key: str, value: int) -> Band | None:
    """The band of the instrument's own publication in which a score lies, if it has any."""
    of_key = (band for band in instrument.bands if band.score == key)
    return next((band for band in of_key if band.from_ <= value <= band.to), None)


def most_of(instrument: Instrument, key: str) -> int:
    """The highest value a score can have."""
    rule = instrument.scores[key]
    return rule.times * sum(_item(instrument, number).how.most for number in rule.items)


def _sums(instrument: Instrument, answers: Mapping[str, int]) -> dict[str, int]:
    return {
        key: rule.times * sum(answers[number] for number in rule.items)
        for key, rule in instrument.scores.items()
    }


def _prorated(instrument: Instrument, answers: Mapping[str, int]) -> dict[str, float]:
    found: dict[str, float] = {}
    for key, rule in instrument.scores.items():
        given = [answers[number] for number in rule.items if number in answers]
        if 0 < len(rule.items) - len(given) <= rule.prorate_missing:
            found[key] = round(rule.times * sum(given) * len(rule.items) / len(given), 1)
    return found


def _flags(
    instrument: Instrument, answers: Mapping[str, int], scores: Mapping[str, int]
) -> Iterator[ItemFlag]:
    raised: set[str] = set()
    for rule in instrument.flags:
        if raised & set(rule.unless):
            continue
        flag = _of_score(instrument, rule, scores) or _of_items(instrument, rule, answers)
        if flag is not None:
            raised.add(rule.code)
            yield flag


def _of_score(instrument: Instrument, rule: FlagRule, scores: Mapping[str, int]) -> ItemFlag | None:
    if rule.score is None or rule.score not in scores or not rule.holds(scores[rule.score]):
        return None
    value, most = scores[rule.score], most_of(instrument, rule.score)
    direction = "high" if rule.at_least is not None else "low"
    facts = {"measure": rule.score, "value": value, "most": most, "direction": direction}
    facts |= {"at_least": rule.at_least} if direction == "high" else {"at_most": rule.at_most}
    return _worded(rule, facts, "", "")


def _of_items(
    instrument: Instrument, rule: FlagRule, answers: Mapping[str, int]
) -> ItemFlag | None:
    given = [n for n in rule.items if n in answers and rule.holds(answers[n])]
    if not given:
        return None
    items = [_item(instrument, number) for number in given]
    values = {number: answers[number] for number in given}
    facts = {
        "measure": given[0],
        "value": values[given[0]],
        "most": items[0].how.most,
        "items": values,
    }
    what = {
        language: ", ".join(_said(instrument, rule, item, values, language) for item in items)
        for language in ("en", "es")
    }
    return _worded(rule, facts, what["en"], what["es"])


def _worded(rule: FlagRule, facts: dict[str, Any], en: str, es: str) -> ItemFlag:
    return ItemFlag(
        rule.code,
        rule.reason.en.format(what=en, **facts),
        facts,
        rule.reason.es.format(what=es, **facts),
    )


def _said(
    instrument: Instrument, rule: FlagRule, item: Item, values: Mapping[str, int], language: str
) -> str:
    """An item with its answer in words: "any alcohol 1-3". A yes needs no more than its item."""
    label = rule.labels.get(item.number)
    name = item.number if label is None else (label.es if language == "es" else label.en)
    if item.how.kind is AnswerKind.yes_no:
        return name
    form = instrument.in_language(language) or instrument.in_language(instrument.languages[0])
    value = values[item.number]
    if form is None or not item.how.values:
        return f"{name} {value}"
    return f"{name} {form.wording.options[item.answer][item.how.values.index(value)]}"


def _band_flags(instrument: Instrument, scores: Mapping[str, int]) -> Iterator[ItemFlag]:
    """The action points the publication names for a score, such as 10 of the PHQ-9."""
    for key, value in scores.items():
        band = bands(instrument, key, value)
        if band is None or band.flag is None:
            continue
        most, name = most_of(instrument, key), instrument.name
        facts = {"measure": key, "value": value, "most": most, "direction": band.flag}
        facts |= {"at_least": band.from_} if band.flag == "high" else {"at_most": band.to}
        facts["band"] = band.code
        en = f"{name.en}: {value} of {most}. {band.text.en}."
        es = f"{name.es}: {value} de {most}. {band.text.es}."
        yield ItemFlag("band", en, facts, es)


def _item(instrument: Instrument, number: str) -> Item:
    found = instrument.item(number)
    if found is None:
        raise KeyError(number)
    return found
