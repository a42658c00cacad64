"""What is different in a check-in since an earlier one, in sentences: items before sums.

Small steps of a daily scale are no news: a difference of two points or more is said. Every item of
a questionnaire is: its answers are few, and each is a step of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.check_ins.schemas import Use
from app.people.models import Language

WORTH_SAYING = 2
ITEMS_AT_MOST = 4

_USE = {
    Language.en: {Use.no: "no", Use.yes: "yes", Use.rather_not_say: "would rather not say"},
    Language.es: {Use.no: "no", Use.yes: "sí", Use.rather_not_say: "prefiere no decirlo"},
}
_HALT = {
    Language.en: {"hungry": "hungry", "angry": "angry", "lonely": "lonely", "tired": "tired"},
    Language.es: {"hungry": "hambre", "angry": "enojo", "lonely": "soledad", "tired": "cansancio"},
}
_EN = {
    "may_use": "Says now that they may use",
    "may_use_no_more": "No longer says that they may use",
    "use": "Drank or used: {now}. Before: {before}",
    "craving": "Craving {now} of 10. Before: {before}",
    "mood": "Mood {now} of 10. Before: {before}",
    "sleep": "Sleep {now} of 10. Before: {before}",
    "difficulty": "How hard the day was: {now} of 4. Before: {before}",
    "halt": "New: {halt}",
    "item": "{form} {number} (“{text}”): {now}. Before: {before}",
    "more": "{form}: {count} more items are different",
    "one_more": "{form}: one more item is different",
    "sum": "{form}, {score}: {now}{band}. Before: {before}{band_before}",
    "first_sum": "{form}, {score}: {now}{band}. No score before",
}
_ES = {
    "may_use": "Ahora dice que podría consumir",
    "may_use_no_more": "Ya no dice que podría consumir",
    "use": "Bebió o consumió: {now}. Antes: {before}",
    "craving": "Ganas de consumir: {now} de 10. Antes: {before}",
    "mood": "Ánimo: {now} de 10. Antes: {before}",
    "sleep": "Sueño: {now} de 10. Antes: {before}",
    "difficulty": "Qué tan difícil fue el día: {now} de 4. Antes: {before}",
    "halt": "Nuevo: {halt}",
    "item": "{form} {number} («{text}»): {now}. Antes: {before}",
    "more": "{form}: hay {count} preguntas más con otra respuesta",
    "one_more": "{form}: hay una pregunta más con otra respuesta",
    "sum": "{form}, {score}: {now}{band}. Antes: {before}{band_before}",
    "first_sum": "{form}, {score}: {now}{band}. Sin puntaje antes",
}
_WORDS = {Language.en: _EN, Language.es: _ES}


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item with two answers, each in the words that are said of it."""

    number: str
    text: str
    now: str
    before: str
    by: float
    """How far, as a share of all the item allows."""
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class SumChange:
    """One score, now and before; before is None when there was none. Bands are in words."""

    name: str
    now: int
    before: int | None
    band: str | None = None
    band_before: str | None = None


def of_the_day(
    now: Mapping[str, Any] | None, before: Mapping[str, Any] | None, language: Language
) -> list[str]:
    """What is different in the daily answers, gravest first. Nothing to compare, nothing to say."""
    if not now or not before:
        return []
    words = _WORDS[language]
    said = [
        *_may_use(now, before, words),
        *_use(now, before, language),
        *(
            words[scale].format(now=now[scale], before=before[scale])
            for scale in ("craving", "mood", "sleep", "difficulty")
            if abs(now[scale] - before[scale]) >= WORTH_SAYING
        ),
    ]
    new = [state for state in now.get("halt", ()) if state not in before.get("halt", ())]
    if new:
        said.append(words["halt"].format(halt=", ".join(_HALT[language][each] for each in new)))
    return said


def _may_use(
    now: Mapping[str, Any], before: Mapping[str, Any], words: Mapping[str, str]
) -> list[str]:
    says, said = bool(now.get("may_use")), bool(before.get("may_use"))
    if says == said:
        return []
    return [words["may_use" if says else "may_use_no_more"]]


def _use(now: Mapping[str, Any], before: Mapping[str, Any], language: Language) -> list[str]:
    if now["use"] == before["use"]:
        return []
    names = _USE[language]
    said = {"now": names[Use(now["use"])], "before": names[Use(before["use"])]}
    return [_WORDS[language]["use"].format(**said)]


def of_items(
    form: str, items: Iterable[ItemChange], language: Language, at_most: int = ITEMS_AT_MOST
) -> list[str]:
    """The items of one questionnaire that are different, the furthest first."""
    words = _WORDS[language]
    found = sorted(items, key=lambda item: -item.by)
    said = [
        words["item"].format(
            form=form, number=item.number, text=item.text, now=item.now, before=item.before
        )
        for item in found[:at_most]
    ]
    more = len(found) - at_most
    if more > 0:
        said.append(words["one_more" if more == 1 else "more"].format(form=form, count=more))
    return said


def of_sums(form: str, sums: Sequence[SumChange], language: Language) -> list[str]:
    """The scores of one questionnaire that are different, or new."""
    words = _WORDS[language]
    return [
        words["first_sum" if each.before is None else "sum"].format(
            form=form,
            score=each.name,
            now=each.now,
            band=_in_brackets(each.band),
            before=each.before,
            band_before=_in_brackets(each.band_before),
        )
        for each in sums
        if each.now != each.before
    ]


def _in_brackets(band: str | None) -> str:
    return f" ({band})" if band else ""
